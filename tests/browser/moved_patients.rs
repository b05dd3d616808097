//! Margaret moves to Hillview: what Riverside had set comes before the new practice, which sets its own access, and the national role
//! follows; both sides see it, and nobody is asked again.

use proxy_access::locale::Language;
use proxy_access::worker;
use sandbox::pds::Record;

use super::driver::Scripts;
use super::invite::DAVID;
use super::meanwhile::{accepted, confirmed, invited};
use super::person::Person;
use super::practice::confirm;
use super::respond::ASKS;
use super::story::Story;
use super::support::world::{SANDBOXS, World};

const MARGARETS_NUMBER: &str = "9990000018";

/// PDS says that she is registered elsewhere, the weekly look sees it, and the worker comes.
pub async fn she_moves(world: &World) {
    let moved = |record: &mut Record| record.practice = Some("B82002".to_owned());
    assert!(world.sandbox.pds().set(MARGARETS_NUMBER, moved), "PDS knows her");
    assert_eq!(worker::recheck_everything(&world.app).await.expect("looked at"), 1);
    world.deliver_everything().await;
}

/// The only role in the store: its status and who granted it.
fn role(world: &World) -> (String, Option<String>) {
    let mut roles = world.sandbox.vrs().roles();
    assert_eq!(roles.len(), 1, "{roles:?}");
    let role = roles.remove(0);
    (role.status, role.grantor)
}

/// Hillview's Mark finds the review, sees what was, and decides.
async fn reviews(story: &Story) {
    let mark = story.staff("manager-b").await;
    let t = mark.t;
    mark.open("/staff?tab=review").await;
    mark.sees("review", &t.msg_worklist_title()).await;
    mark.reads(&format!("{} (1)", t.msg_worklist_tab_review())).await;
    mark.reads(&t.msg_worklist_moved_here()).await;
    mark.follow(ASKS).await;
    mark.reads(&t.msg_moved_heading()).await;
    mark.reads("Riverside Medical Practice (A81001)").await;
    mark.inspect("case").await;
    confirm(&mark).await;
    story.world.deliver_everything().await;
    mark.open("/staff?tab=active").await;
    mark.follow(ASKS).await;
    mark.follow(&t.msg_national_look()).await;
    mark.sees("national", &t.msg_national_title()).await;
    mark.reads("B82002").await;
}

async fn reads_it(person: &Person, path: &str, step: &str, sentence: &str) {
    person.open(path).await;
    person.reads(sentence).await;
    person.inspect(step).await;
}

async fn told_in(story: Story) {
    let world = &story.world;
    sqlx::query("update practice set national = 'on' where ods_code in ('A81001', 'B82002')")
        .execute(&world.app.db)
        .await
        .expect("both use the national store");
    let (_, path) = invited(world, &DAVID).await;
    accepted(world, ("david", &path)).await;
    drop(confirmed(world, &path).await);
    assert_eq!(role(world), ("active".to_owned(), Some("A81001".to_owned())));
    she_moves(world).await;
    assert_eq!(role(world).0, "inactive");
    let new: uuid::Uuid = sqlx::query_scalar("select id from delegation where former is not null")
        .fetch_one(&world.app.db)
        .await
        .expect("Hillview's");
    let new = format!("/delegations/{new}");
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    reads_it(&margaret, &new, "margaret-waits", &t.msg_manage_progress_moved()).await;
    let david = story.citizen("david").await;
    reads_it(&david, &path, "david-ended", &t.msg_words_stage_ended()).await;
    david.open(&new).await;
    david.reads(&t.msg_failures_not_found()).await;
    reviews(&story).await;
    assert_eq!(role(world), ("active".to_owned(), Some("B82002".to_owned())));
    reads_it(&margaret, &new, "margaret-active", &t.msg_words_stage_active()).await;
    reads_it(&david, &new, "david-active", &t.msg_words_stage_active()).await;
}

#[tokio::test]
async fn given_a_patient_who_moved_when_the_new_practice_reviews_then_access_is_live_and_the_role_follows() {
    let settings = [("VRS_URL", SANDBOXS)];
    told_in(Story::begin_with("moved", (Language::En, Scripts::On), &settings).await).await;
}

#[tokio::test]
async fn given_a_welsh_reader_who_moved_when_the_new_practice_reviews_then_each_reads_it_in_welsh() {
    let settings = [("VRS_URL", SANDBOXS)];
    told_in(Story::begin_with("moved-welsh", (Language::Cy, Scripts::On), &settings).await).await;
}
