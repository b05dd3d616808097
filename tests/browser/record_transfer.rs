//! Margaret moves to Hillview, and her record comes after her: from the case, staff ask the practice before, look at what came, take it
//! over with its documents, and read on the case that it is here.

use proxy_access::locale::Language;
use sandbox::gp_connect::GpConnectFaults;

use super::driver::Scripts;
use super::invite::DAVID;
use super::meanwhile::{accepted, confirmed, invited};
use super::moved_patients::she_moves;
use super::respond::ASKS;
use super::story::Story;
use super::support::world::SANDBOXS;

async fn told_in(story: Story) {
    let world = &story.world;
    let (_, path) = invited(world, &DAVID).await;
    accepted(world, ("david", &path)).await;
    drop(confirmed(world, &path).await);
    she_moves(world).await;
    let odd = GpConnectFaults { warnings: true, other_details: true, ..GpConnectFaults::default() };
    world.sandbox.gp_connect().set_faults(odd);
    let mark = story.staff("manager-b").await;
    let t = mark.t;
    mark.open("/staff?tab=review").await;
    mark.follow(ASKS).await;
    mark.reads(&t.msg_record_fetch_case_none()).await;
    let case = mark.path().await;
    mark.follow(&t.msg_record_fetch_title()).await;
    mark.sees("ask", &t.msg_record_fetch_title()).await;
    mark.press(&t.msg_record_fetch_ask()).await;
    mark.sees_errors("no-choice").await;
    mark.choose("with_confidential", "with").await;
    mark.press(&t.msg_record_fetch_ask()).await;
    mark.reads(&t.msg_record_fetch_state_asked()).await;
    mark.inspect("asked").await;
    world.deliver_everything().await;
    mark.follow(&t.msg_record_fetch_look_again()).await;
    mark.reads(&t.msg_record_fetch_state_staged()).await;
    mark.reads(&t.msg_record_fetch_differs()).await;
    mark.reads(&t.msg_record_fetch_warning_transit()).await;
    mark.inspect("came").await;
    mark.press(&t.msg_record_fetch_take()).await;
    mark.reads(&t.msg_record_fetch_state_taking()).await;
    world.deliver_everything().await;
    mark.follow(&t.msg_record_fetch_look_again()).await;
    mark.reads(&t.msg_record_fetch_here("3", "3")).await;
    mark.inspect("done").await;
    mark.open("/staff/record-fetches").await;
    mark.sees("list", &t.msg_record_fetch_list()).await;
    mark.open(&case).await;
    mark.reads(&t.msg_record_fetch_state_done()).await;
    mark.inspect("case").await;
}

#[tokio::test]
async fn given_a_patient_who_moved_when_staff_ask_then_her_record_comes_after_her() {
    let settings = [("SDS_URL", SANDBOXS)];
    told_in(Story::begin_with("record", (Language::En, Scripts::On), &settings).await).await;
}

#[tokio::test]
async fn given_no_scripts_and_welsh_when_staff_ask_then_her_record_comes_after_her() {
    let settings = [("SDS_URL", SANDBOXS)];
    told_in(Story::begin_with("record-welsh", (Language::Cy, Scripts::Off), &settings).await).await;
}
