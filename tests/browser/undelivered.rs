//! A message to the practice that MESH did not deliver: what its staff see of that.

use proxy_access::locale::Language;
use proxy_access::worker;

use super::driver::Scripts;
use super::invite::DAVID;
use super::meanwhile::{accepted, invited};
use super::respond::ASKS;
use super::story::Story;

async fn marked(story: &Story) {
    let world = &story.world;
    let by_mesh = "update practice set channel = 'mesh' where ods_code = 'A81001'";
    sqlx::query(by_mesh).execute(&world.app.db).await.expect("the practice chooses MESH");
    let (_, path) = invited(world, &DAVID).await;
    accepted(world, ("david", &path)).await;
    let message = world.sandbox.mesh().arrived("A81001").pop().expect("a message");
    assert!(world.sandbox.mesh().mark_undeliverable(&message.id));
    worker::read_mesh_inbox(&world.app).await.expect("the inbox is read");
    world.deliver_everything().await;
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.sees("worklist", &t.msg_worklist_title()).await;
    mark.reads(&t.msg_worklist_undelivered()).await;
    mark.follow(ASKS).await;
    mark.sees("case", &t.msg_case_names(DAVID.name(), ASKS)).await;
    mark.reads(&t.msg_case_undelivered_went_email()).await;
    mark.follow(&t.msg_case_undelivered_settings()).await;
    mark.sees("settings", &t.msg_settings_title()).await;
}

#[tokio::test]
async fn given_a_report_of_mesh_when_staff_look_then_the_row_and_the_case_tell_of_it() {
    marked(&Story::begin("undelivered").await).await;
}

#[tokio::test]
async fn given_a_report_of_mesh_when_welsh_staff_look_then_no_english_is_left() {
    marked(&Story::begin_in("undelivered-cy", Language::Cy, Scripts::On).await).await;
}
