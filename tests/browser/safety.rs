//! What keeps people safe, as they meet it: the way out of the pages about pressure, access that grows, who is told what, and
//! a practice's address; with the longest names, on the smallest screen, in English and Welsh.

use domain::delegation::ChecklistItem;
use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::DAVID;
use super::meanwhile::{accepted, confirmed, invited};
use super::person::Person;
use super::story::Story;

/// Where the way out leads in these tests: nothing outside is called.
const ELSEWHERE: &str = "/accessibility";
const EXIT: &str = "//a[@data-exit-page]";
/// The Shift key, pressed and let go.
const SHIFT: &str = "\u{e008}\u{e008}";

/// Makes all names as long as any that are known.
pub async fn long_names(story: &Story) {
    let rename = "update person set given_name = case nhs_number
                      when '9990000026' then 'Wolfeschlegelsteinhausenbergerdorff Llywelyn'
                      else 'Hubert-Maximiliana Angharad' end,
                  family_name = 'Featherstonehaugh-Cholmondeley-Majoribanks'";
    sqlx::query(rename).execute(&story.world.app.db).await.expect("new names");
}

/// Active access between two people with long names; the path of the case.
async fn active(story: &Story) -> String {
    let (_, path) = invited(&story.world, &DAVID).await;
    accepted(&story.world, ("david", &path)).await;
    confirmed(&story.world, &path).await;
    long_names(story).await;
    path.replace("/delegations/", "/staff/cases/")
}

/// Lets the way out lead to a page of ours, once it is seen that it leads out.
async fn stay_here(person: &Person) {
    let link = person.find(EXIT, "exit").await;
    let address = link.attr("href").await.expect("the page can be asked").expect("an address");
    assert!(address.starts_with("https://www."), "{address}");
    let turn = format!("document.querySelector('[data-exit-page]').href = '{ELSEWHERE}'");
    person.client.execute(&turn, Vec::new()).await.expect("the address can be turned");
}

/// Goes back in the browser's history, and waits for what comes.
async fn back(person: &Person) {
    person.mark().await;
    person.client.back().await.expect("the browser goes back");
}

async fn leaves_no_trace(story: &Story) {
    let person = story.person("reader").await;
    let t = person.t;
    person.open("/cookies").await;
    person.open("/help/pressure").await;
    person.sees("pressure-help", &t.msg_public_pressure_title()).await;
    stay_here(&person).await;
    person.leave_by(EXIT, "exit").await;
    assert_eq!(person.path().await, ELSEWHERE);
    back(&person).await;
    assert_eq!(person.path().await, "/cookies", "the page about pressure is not in the history");
    person.open("/help/pressure").await;
    stay_here(&person).await;
    person.mark().await;
    person.type_keys("\u{e008}H\u{e008}").await;
    person.type_keys(SHIFT).await;
    person.type_keys(SHIFT).await;
    person.reads(&t.msg_public_exit_keys()).await;
    assert_eq!(
        person.path().await,
        "/help/pressure",
        "twice is not three times, and a capital letter is none"
    );
    person.type_keys(SHIFT).await;
    person.arrives("Shift, three times").await;
    assert_eq!(person.path().await, ELSEWHERE);
}

#[tokio::test]
async fn given_somebody_comes_into_the_room_when_the_page_is_left_then_back_does_not_show_it() {
    leaves_no_trace(&Story::begin("exit").await).await;
}

#[tokio::test]
async fn given_a_welsh_reader_when_the_page_is_left_then_back_does_not_show_it() {
    leaves_no_trace(&Story::begin_in("exit-cy", Language::Cy, Scripts::On).await).await;
}

#[tokio::test]
async fn given_no_scripts_when_the_page_is_left_then_it_is_a_plain_link() {
    let story = Story::begin_in("exit-plain", Language::En, Scripts::Off).await;
    let person = story.person("reader").await;
    person.open("/help/pressure").await;
    person.sees("pressure-help", &person.t.msg_public_pressure_title()).await;
    let link = person.find(EXIT, "exit").await;
    let address = link.attr("href").await.expect("the page can be asked").expect("an address");
    assert!(address.starts_with("https://www."), "{address}");
    let keys = person.find("//*[@data-exit-keys]", "keys").await;
    assert!(
        !keys.is_displayed().await.expect("the page can be asked"),
        "the keys do nothing without scripts"
    );
}

#[tokio::test]
async fn given_a_signed_in_patient_when_she_leaves_the_question_then_nobody_finds_her_signed_in() {
    let story = Story::begin("exit-signed-in").await;
    let margaret = story.citizen("margaret").await;
    margaret.open("/help/pressure").await;
    stay_here(&margaret).await;
    margaret.leave_by(EXIT, "exit").await;
    for _ in 0..100 {
        margaret.open("/home").await;
        if margaret.path().await != "/home" {
            return;
        }
    }
    panic!("she is still signed in");
}

async fn tick_and_consent(mark: &Person) {
    for item in ChecklistItem::ALWAYS {
        mark.choose("checklist", item.code()).await;
    }
    mark.choose("consent", "by_telephone").await;
}

/// The practice widens access of a pair with long names: each page, wrong and right.
async fn widened(story: &Story) {
    let case = active(story).await;
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.open(&format!("{case}/change")).await;
    mark.sees("change", &t.msg_change_title()).await;
    mark.is_stopped("change-no-length").await;
    mark.choose("services", "message_surgery").await;
    mark.choose("record", "full").await;
    mark.choose("how_long", "no_end").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("differs-more", &t.msg_compared_differs_title()).await;
    mark.reads(&t.msg_compared_more_than_asked()).await;
    mark.is_stopped("differs-unticked").await;
    tick_and_consent(&mark).await;
    mark.choose("more", "yes").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("change-check", &t.msg_staff_form_check_title()).await;
    mark.press(&t.msg_change_send()).await;
    mark.sees("changed", &t.msg_change_done()).await;
    mark.open(&case).await;
    mark.inspect("case-checked").await;
    mark.reads(&t.msg_access_form_point_coercion()).await;
    mark.open(&format!("{case}/print")).await;
    mark.inspect("sheet-checked").await;
    mark.reads(&t.msg_access_form_point_coercion()).await;
}

#[tokio::test]
async fn given_a_little_access_when_the_practice_gives_more_then_it_ticks_and_compares() {
    widened(&Story::begin("widen").await).await;
}

#[tokio::test]
async fn given_a_welsh_practice_when_it_gives_more_then_it_ticks_and_compares() {
    widened(&Story::begin_in("widen-cy", Language::Cy, Scripts::On).await).await;
}

/// The practice confirms less than was asked for, and says why; the patient reads it, and it never names her as another.
async fn less(story: &Story) {
    let (_, path) = invited(&story.world, &DAVID).await;
    accepted(&story.world, ("david", &path)).await;
    long_names(story).await;
    let case = path.replace("/delegations/", "/staff/cases/");
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.open(&format!("{case}/confirm")).await;
    mark.sees("confirm", &t.msg_confirm_title()).await;
    tick_and_consent(&mark).await;
    mark.choose("services", "view_record").await;
    mark.choose("services", "book_appointments").await;
    mark.choose("how_long", "no_end").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("differs-both", &t.msg_compared_differs_title()).await;
    mark.choose("more", "yes").await;
    mark.choose("less", "talk_first").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("confirm-check", &t.msg_staff_form_check_title()).await;
    mark.press(&t.msg_confirm_send()).await;
    mark.sees("confirmed", &t.msg_confirm_done()).await;
    let margaret = story.citizen("margaret").await;
    margaret.open(&path).await;
    margaret.inspect("details-less").await;
    margaret.reads(&margaret.t.msg_words_less_talk_first()).await;
}

#[tokio::test]
async fn given_less_than_was_asked_when_the_practice_says_why_then_the_patient_reads_it() {
    less(&Story::begin("less").await).await;
}

#[tokio::test]
async fn given_a_welsh_patient_when_she_gets_less_than_she_asked_for_then_she_reads_why() {
    less(&Story::begin_in("less-cy", Language::Cy, Scripts::On).await).await;
}

/// The practice stops access because the patient asked: the trusted person is not told the reason.
async fn told_apart(story: &Story) {
    let case = active(story).await;
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.open(&format!("{case}/suspend")).await;
    mark.sees("suspend", &t.msg_suspend_title()).await;
    mark.choose("reason", "safeguarding").await;
    mark.choose("in_line", "yes").await;
    mark.choose("tell_trusted", "reason").await;
    mark.press(&t.msg_suspend_title()).await;
    mark.sees_errors("suspend-never").await;
    mark.reads(&t.msg_told_trusted_never()).await;
    mark.open(&format!("{case}/revoke")).await;
    mark.sees("revoke", &t.msg_revoke_title()).await;
    mark.choose("reason", "delegator_request").await;
    mark.choose("tell_patient", "reason").await;
    mark.choose("tell_trusted", "outcome").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("revoke-check", &t.msg_staff_form_check_title()).await;
    mark.press(&t.msg_revoke_title()).await;
    mark.sees("revoked", &t.msg_revoke_done()).await;
    let path = case.replace("/staff/cases/", "/delegations/");
    let (margaret, david) = (story.citizen("margaret").await, story.citizen("david").await);
    let why = margaret.t.msg_words_why_gives_you_asked();
    margaret.open(&path).await;
    margaret.inspect("details-stopped").await;
    margaret.reads(&why).await;
    david.open(&path).await;
    david.inspect("details-stopped").await;
    let read = david.find("//main", "main").await.text().await.expect("a text");
    assert!(!read.contains(&why) && !read.contains(&david.t.msg_words_why_receives_you_asked()), "{read}");
}

#[tokio::test]
async fn given_the_patient_asked_to_stop_when_it_is_stopped_then_the_other_does_not_read_why() {
    told_apart(&Story::begin("told").await).await;
}

#[tokio::test]
async fn given_welsh_readers_when_access_is_stopped_then_each_reads_what_is_theirs() {
    told_apart(&Story::begin_in("told-cy", Language::Cy, Scripts::On).await).await;
}

/// Another address is asked for, and confirmed by whoever reads the two mailboxes.
async fn address(story: &Story) {
    let new = "reception.team.of.the.riverside.medical.practice@somewhere-quite-long.example";
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.open("/staff/settings").await;
    mark.fill("email", new).await;
    mark.press(&t.msg_settings_save()).await;
    mark.sees("settings-asked", &t.msg_settings_title()).await;
    mark.reads(&t.msg_settings_pending_title()).await;
    story.world.deliver_everything().await;
    let reader = story.person("mailbox").await;
    for (to, said) in [("riverside@nhs.net", t.msg_address_half_title()), (new, t.msg_address_done_title())] {
        let letter = story.world.letters_to(to).pop().expect("a letter");
        reader.open(&story.world.link_in(&letter)).await;
        reader.sees("address", &t.msg_address_title()).await;
        reader.press(&t.msg_address_confirm()).await;
        reader.sees("address-confirmed", &said).await;
    }
}

#[tokio::test]
async fn given_another_address_when_both_mailboxes_confirm_then_it_counts() {
    address(&Story::begin("address").await).await;
}

#[tokio::test]
async fn given_a_welsh_practice_when_its_address_changes_then_every_page_is_welsh() {
    address(&Story::begin_in("address-cy", Language::Cy, Scripts::On).await).await;
}
