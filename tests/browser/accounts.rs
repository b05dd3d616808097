//! A practice makes an online service account for somebody, from the list to the letter with its key, and reads before each change
//! what it does.

use proxy_access::locale::Language;

use super::driver::Scripts;
use super::person::Person;
use super::story::Story;

const NUMBER: &str = "999 000 0026";

/// Presses "continue", reads what would be done, and does it with the button of this name.
pub(super) async fn confirm(mark: &Person, step: &str, button: &str) {
    let t = mark.t;
    mark.press(&t.msg_common_continue()).await;
    mark.sees(&format!("{step}-check"), &t.msg_staff_form_check_title()).await;
    mark.press(button).await;
}

/// From the list to an account of David's.
async fn make(mark: &Person) {
    let t = mark.t;
    mark.open("/staff/accounts").await;
    mark.sees("accounts", &t.msg_accounts_title()).await;
    mark.follow(&t.msg_accounts_new()).await;
    mark.sees("new", &t.msg_accounts_new()).await;
    mark.is_stopped("new-mistakes").await;
    let typed = [
        ("nhs_number", NUMBER),
        ("given_name", "David"),
        ("family_name", "O'Neill"),
        ("born-day", "2"),
        ("born-month", "11"),
        ("born-year", "1949"),
        ("address", "1 High Street"),
    ];
    for (name, value) in typed {
        mark.fill(name, value).await;
    }
    confirm(mark, "new", &t.msg_accounts_new()).await;
    mark.reads(&t.msg_accounts_saved()).await;
    mark.inspect("account").await;
}

/// Verifies identity, associates the account with David's own record, and makes its key.
async fn set_up(mark: &Person) {
    let t = mark.t;
    mark.follow(&t.msg_accounts_verify()).await;
    mark.sees("verify", &t.msg_accounts_verify()).await;
    mark.is_stopped("verify-mistakes").await;
    mark.choose("proof", "personal").await;
    confirm(mark, "verify", &t.msg_accounts_verify()).await;
    mark.follow(&t.msg_accounts_associate_own()).await;
    mark.sees("associate", &t.msg_accounts_associate()).await;
    mark.choose("services", "order_prescriptions").await;
    mark.choose("how_long", "no_end").await;
    confirm(mark, "associate", &t.msg_accounts_associate()).await;
    mark.inspect("account-associated").await;
    mark.follow(&t.msg_accounts_key_issue()).await;
    mark.sees("key", &t.msg_accounts_key_issue()).await;
    confirm(mark, "key", &t.msg_accounts_key_issue()).await;
    mark.sees("letter", &t.msg_accounts_letter_title()).await;
    mark.reads("A81001").await;
    mark.follow(&t.msg_accounts_back_to_account()).await;
    mark.reads(&t.msg_accounts_status_not_linked()).await;
}

/// Another patient, the switches, the settings, and who looked.
async fn look_round(mark: &Person) {
    let t = mark.t;
    mark.follow(&t.msg_accounts_patient()).await;
    mark.sees("patient", &t.msg_accounts_patient()).await;
    let typed = [
        ("nhs_number", "999 000 0018"),
        ("given_name", "Margaret"),
        ("family_name", "O'Neill"),
        ("born-day", "12"),
        ("born-month", "3"),
        ("born-year", "1951"),
    ];
    for (name, value) in typed {
        mark.fill(name, value).await;
    }
    mark.press(&t.msg_common_continue()).await;
    mark.sees("associate-other", &t.msg_accounts_associate()).await;
    mark.is_stopped("associate-other-mistakes").await;
    mark.open("/staff/accounts/switches").await;
    mark.sees("switches", &t.msg_accounts_switches()).await;
    mark.choose("services", "order_prescriptions").await;
    mark.choose("off", "not_offered").await;
    confirm(mark, "switches", &t.msg_accounts_switches_send()).await;
    mark.sees("accounts-saved", &t.msg_accounts_title()).await;
    mark.open("/staff/accounts/options").await;
    mark.sees("options", &t.msg_accounts_options()).await;
    mark.open("/staff/accounts").await;
    mark.follow("O'Neill").await;
    mark.follow(&t.msg_accounts_reads()).await;
    mark.sees("reads", &t.msg_accounts_reads()).await;
}

#[tokio::test]
async fn given_a_patient_when_the_practice_makes_an_account_then_it_ends_with_a_letter() {
    let story = Story::begin("accounts").await;
    let mark = story.staff("manager-a").await;
    make(&mark).await;
    set_up(&mark).await;
    look_round(&mark).await;
}

#[tokio::test]
async fn given_a_welsh_practice_without_scripts_when_it_makes_an_account_then_it_ends_with_a_letter() {
    let story = Story::begin_in("accounts-cy", Language::Cy, Scripts::Off).await;
    let mark = story.staff("manager-a").await;
    make(&mark).await;
    set_up(&mark).await;
}
