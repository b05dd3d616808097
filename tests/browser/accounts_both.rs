//! Somebody of another practice acts for a patient by an account at the patient's: both get a letter and link, whoever acts reads what
//! they may do, and it ends at once when the key is reset, and when the patient leaves.

use domain::PersonId;
use proxy_access::actions::accounts::permit;
use proxy_access::locale::Language;
use proxy_access::worker;
use sandbox::pds::Record;
use uuid::Uuid;

use super::accounts::confirm;
use super::driver::Scripts;
use super::person::Person;
use super::story::Story;

/// Somebody of the cast, as a practice describes them.
struct Described {
    number: &'static str,
    given: &'static str,
    family: &'static str,
    born: [&'static str; 3],
}

const MARGARET: Described =
    Described { number: "9990000018", given: "Margaret", family: "O'Neill", born: ["12", "3", "1951"] };
const SIAN: Described =
    Described { number: "9990000034", given: "Siân", family: "Llewellyn-Jones", born: ["29", "2", "1980"] };
/// What both may do.
const SERVICES: [&str; 2] = ["book_appointments", "order_prescriptions"];

/// What stands on a letter.
struct Letter {
    number: String,
    key: String,
}

impl Described {
    async fn fill(&self, mark: &Person) {
        let [day, month, year] = self.born;
        let typed = [
            ("nhs_number", self.number),
            ("given_name", self.given),
            ("family_name", self.family),
            ("born-day", day),
            ("born-month", month),
            ("born-year", year),
        ];
        for (name, value) in typed {
            mark.fill(name, value).await;
        }
    }

    async fn id(&self, story: &Story) -> PersonId {
        let found: Uuid = sqlx::query_scalar("select id from person where nhs_number = $1")
            .bind(self.number)
            .fetch_one(&story.world.app.db)
            .await
            .expect("they are known here");
        PersonId(found)
    }
}

/// An account, for somebody whose passport was seen.
async fn make(mark: &Person, whose: &Described) {
    let t = mark.t;
    mark.open("/staff/accounts/new").await;
    whose.fill(mark).await;
    confirm(mark, "new", &t.msg_accounts_new()).await;
    mark.reads(&t.msg_accounts_saved()).await;
    mark.follow(&t.msg_accounts_verify()).await;
    mark.choose("proof", "documents").await;
    mark.choose("seen", "passport").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("verify-copy", &t.msg_staff_form_check_title()).await;
    mark.fill("copy-link", "passport.example").await;
    mark.press(&t.msg_accounts_verify()).await;
    mark.sees_errors("verify-copy-wrong").await;
    mark.reads(&t.msg_accounts_copy_no_link()).await;
    mark.fill("copy-link", "https://records.example.nhs.uk/1").await;
    mark.press(&t.msg_accounts_verify()).await;
    mark.reads(&t.msg_accounts_copy_kept()).await;
    mark.inspect("account-with-copy").await;
}

/// What they may do, once it was said on what ground.
async fn give(mark: &Person) {
    for service in SERVICES {
        mark.choose("services", service).await;
    }
    mark.choose("how_long", "no_end").await;
    confirm(mark, "associate", &mark.t.msg_accounts_associate()).await;
    mark.reads(&mark.t.msg_accounts_saved()).await;
}

/// The letter that stands there.
async fn letter(mark: &Person) -> Letter {
    mark.sees("letter", &mark.t.msg_accounts_letter_title()).await;
    let mut items = Vec::new();
    for place in ["(//main//dd)[1]", "(//main//dd)[3]"] {
        items.push(mark.find(place, "an item of the letter").await.text().await.expect("a text"));
    }
    let key = items.pop().unwrap_or_default();
    let read = Letter { number: items.pop().unwrap_or_default(), key };
    mark.follow(&mark.t.msg_accounts_back_to_account()).await;
    read
}

/// The holder types what the letter says, and reads what they may do.
async fn links(holder: &Person, letter: &Letter, who: &Described) {
    let t = holder.t;
    let [day, month, year] = who.born;
    holder.open("/account/link").await;
    let typed = [
        ("number", letter.number.as_str()),
        ("practice", "A81001"),
        ("linkage_key", letter.key.as_str()),
        ("family_name", who.family),
        ("born-day", day),
        ("born-month", month),
        ("born-year", year),
    ];
    for (name, value) in typed {
        holder.fill(name, value).await;
    }
    holder.press(&t.msg_account_link_send()).await;
    holder.sees("linked", &t.msg_account_linked()).await;
    holder.follow(&t.msg_account_see()).await;
    holder.sees("account", &t.msg_account_title()).await;
    holder.reads(&t.msg_words_service_order_prescriptions()).await;
}

/// How many services whoever asks is told that Siân may use for Margaret at this moment.
async fn may(story: &Story) -> usize {
    let (sian, margaret) = (SIAN.id(story).await, MARGARET.id(story).await);
    let found = permit::permitted(&story.world.app, sian, margaret).await.expect("an answer");
    found.first().map_or(0, |one| one.permission.services.len())
}

async fn both(story: &Story) {
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    make(&mark, &MARGARET).await;
    mark.follow(&t.msg_accounts_associate_own()).await;
    give(&mark).await;
    mark.follow(&t.msg_accounts_key_issue()).await;
    confirm(&mark, "key", &t.msg_accounts_key_issue()).await;
    let margarets = letter(&mark).await;

    make(&mark, &SIAN).await;
    mark.follow(&t.msg_accounts_patient()).await;
    MARGARET.fill(&mark).await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("associate-other", &t.msg_accounts_associate()).await;
    mark.choose("relationship", "child").await;
    mark.choose("ground", "consent").await;
    mark.choose("consent", "in_writing").await;
    give(&mark).await;
    mark.follow(&t.msg_accounts_key_issue()).await;
    confirm(&mark, "key", &t.msg_accounts_key_issue()).await;
    let sians = letter(&mark).await;
    assert_eq!(may(story).await, 0, "nobody has linked anything");

    let (margaret, sian) = (story.citizen("margaret").await, story.citizen("sian").await);
    links(&margaret, &margarets, &MARGARET).await;
    margaret.reads(&t.msg_account_yourself()).await;
    links(&sian, &sians, &SIAN).await;
    sian.reads("Margaret O'Neill").await;
    assert_eq!(may(story).await, SERVICES.len());

    // Unusual activity: another key.
    mark.follow(&t.msg_accounts_key_reset()).await;
    mark.choose("reason", "unusual_activity").await;
    confirm(&mark, "reset", &t.msg_accounts_key_reset()).await;
    assert_eq!(may(story).await, 0, "at once");
    let again = letter(&mark).await;
    sian.open("/account").await;
    sian.sees("account-reset", &t.msg_account_title()).await;
    sian.reads(&t.msg_account_not_linked("Riverside Medical Practice")).await;
    links(&sian, &again, &SIAN).await;
    assert_eq!(may(story).await, SERVICES.len());

    // Margaret moves, and PDS says so.
    let moved = |record: &mut Record| record.practice = Some("B82002".to_owned());
    assert!(story.world.sandbox.pds().set(MARGARET.number, moved), "PDS knows her");
    worker::recheck_everything(&story.world.app).await.expect("looked at");
    assert_eq!(may(story).await, 0);
    sian.open("/account").await;
    sian.sees("account-left", &t.msg_account_title()).await;
    sian.reads(&t.msg_account_not_associated("Riverside Medical Practice")).await;
}

#[tokio::test]
async fn given_a_proxy_of_another_practice_when_both_link_then_access_ends_by_a_reset_and_when_the_patient_leaves()
 {
    both(&Story::begin("accounts-both").await).await;
}

#[tokio::test]
async fn given_welsh_readers_without_scripts_when_both_link_then_access_ends_all_the_same() {
    both(&Story::begin_in("accounts-both-cy", Language::Cy, Scripts::Off).await).await;
}
