//! A trusted person reads a record, fully and as a summary; staff see what each level would show; the patient reads who looked.

use domain::account::{OffReason, Offer, Shown};
use domain::health_record::Kind;
use domain::{PersonId, RecordLevel};
use proxy_access::actions::accounts::switches;
use proxy_access::actions::health_record::view::GROUPS;
use proxy_access::locale::Language;
use proxy_access::run::demo::records::keep_record;
use proxy_access::wording::record_part;
use sandbox::records::people;
use uuid::Uuid;

use super::driver::Scripts;
use super::inspect;
use super::my_account::{links, made, staff};
use super::person::Person;
use super::story::Story;

/// The word in everything of the cast's records that must never be seen.
const WITHHELD: &str = "withheld";

async fn id(story: &Story, query: &'static str) -> Uuid {
    sqlx::query_scalar(query).fetch_one(&story.world.app.db).await.expect("one row")
}

/// Riverside has David's record, and Margaret may look at all of it.
async fn begins(story: &Story) -> (Person, PersonId) {
    let david = people().into_iter().find(|person| person.key == "david").expect("David is of the cast");
    Box::pin(keep_record(&story.world.app, &david, 1)).await.expect("his record is taken");
    let margaret = story.citizen("margaret").await;
    let letter = made(&story.world, RecordLevel::Full).await;
    margaret.open("/account/link").await;
    links(&margaret, &letter, &letter.key).await;
    (margaret, PersonId(id(story, "select id from person where nhs_number = '9990000026'").await))
}

/// Opens every part of the record that has something in it.
async fn reads_all(reader: &Person, david: PersonId, level: &str) {
    let t = reader.t;
    let record = format!("/people/{david}/record");
    reader.open("/account").await;
    reader.follow(&t.msg_health_record_look("David O'Neill")).await;
    reader.sees(&format!("record-{level}"), &t.msg_health_record_title()).await;
    for group in GROUPS {
        reader.open(&format!("{record}/{}", group.code())).await;
        reader.sees(&format!("record-{level}-{}", group.code()), &record_part(t, group)).await;
        reader.reads(&t.msg_health_record_limited()).await;
        reader.reads(&t.msg_health_record_banner("David O'Neill")).await;
        let page = inspect::read(&reader.client).await;
        assert!(!page.text.contains(WITHHELD), "{level}, {group:?}: {}", page.text);
    }
}

async fn story(story: &Story) {
    let (margaret, david) = begins(story).await;
    reads_all(&margaret, david, "full").await;
    margaret.open(&format!("/people/{david}/record/{}", Kind::Result.code())).await;
    margaret.reads(&margaret.t.msg_health_record_trends()).await;
    let rachel = story.staff("reception-a").await;
    let account = id(story, "select id from account").await;
    let levels = format!("/staff/accounts/{account}/patients/{david}/record");
    rachel.open(&levels).await;
    rachel.sees("record-levels", &rachel.t.msg_health_record_would_see()).await;
    let offer = Offer { record: Shown::always(RecordLevel::Summary), ..Offer::everything() };
    let off = (offer, Some(OffReason::Safeguarding));
    switches::set(&story.world.app, &staff(), Some(david), off, None).await.expect("set");
    reads_all(&margaret, david, "summary").await;
    margaret.open(&format!("/people/{david}/record/{}", Kind::Problem.code())).await;
    margaret.reads(&margaret.t.msg_health_record_nothing()).await;
    rachel.open(&levels).await;
    rachel.sees("record-levels-summary", &rachel.t.msg_health_record_would_see()).await;
    let himself = story.citizen("david").await;
    himself.open("/home").await;
    himself.follow(&himself.t.msg_health_record_looks()).await;
    himself.sees("record-looks", &himself.t.msg_health_record_looks()).await;
    himself.reads("Margaret O'Neill").await;
    himself.reads("Rachel Reid").await;
}

#[tokio::test]
async fn given_a_trusted_person_when_they_read_the_record_then_each_level_shows_its_part_and_the_patient_reads_who_looked()
 {
    story(&Story::begin("health-record").await).await;
}

#[tokio::test]
async fn given_welsh_readers_without_scripts_when_a_record_is_read_then_the_frame_is_welsh() {
    story(&Story::begin_in("health-record-cy", Language::Cy, Scripts::Off).await).await;
}
