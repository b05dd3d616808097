//! Every form sent wrong: the page comes back, says what is wrong, and takes the focus to it.

use proxy_access::locale::{Language, day_long};

use super::driver::Scripts;
use super::invite::{self, DAVID};
use super::meanwhile;
use super::respond::ASKS;
use super::story::Story;

async fn invitation_sent_wrong(story: &Story) {
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    margaret.is_stopped("who-empty").await;
    margaret.fill("given_name", "Давид").await;
    margaret.fill("family_name", &"x".repeat(101)).await;
    margaret.fill("born-day", "31").await;
    margaret.fill("born-month", "2").await;
    margaret.fill("born-year", "1980").await;
    margaret.fill("nhs_number", "999 000 0027").await;
    margaret.fill("email", "nobody").await;
    margaret.is_stopped("who-wrong").await;
    invite::who(&margaret, &DAVID).await;
    margaret.is_stopped("relationship-empty").await;
    margaret.choose("relationship", "friend").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.is_stopped("services-empty").await;
    margaret.choose("services", "view_record").await;
    margaret.is_stopped("services-no-level").await;
    margaret.choose("record", "full").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.is_stopped("how-long-empty").await;
    margaret.choose("how_long", "until").await;
    margaret.is_stopped("how-long-no-date").await;
    margaret.fill("ends-day", "31").await;
    margaret.fill("ends-month", "2").await;
    margaret.fill("ends-year", "2099").await;
    margaret.is_stopped("how-long-wrong-date").await;
    margaret.choose("how_long", "no_end").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.is_stopped("pressure-empty").await;
    margaret.choose("pressure", "no").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.press(&t.msg_invite_declaration_send()).await;
    margaret.sees_errors("declaration-empty").await;
    margaret.open("/home").await;
    margaret.sees("home-with-draft", &t.msg_home_title()).await;
    let today = day_long(story.world.clock.now(), margaret.language);
    margaret.reads(&t.msg_home_draft_for(DAVID.name(), today)).await;
}

#[tokio::test]
async fn given_an_invitation_when_each_form_is_sent_wrong_then_the_summary_says_so() {
    invitation_sent_wrong(&Story::begin("mistakes-invite").await).await;
}

#[tokio::test]
async fn given_a_welsh_reader_when_each_form_is_sent_wrong_then_the_summary_is_welsh() {
    invitation_sent_wrong(&Story::begin_in("mistakes-cy", Language::Cy, Scripts::On).await).await;
}

#[tokio::test]
async fn given_pressure_when_the_delegator_says_so_then_a_quiet_page_stops_it() {
    let story = Story::begin("pressure").await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    invite::who(&margaret, &DAVID).await;
    margaret.choose("relationship", "friend").await;
    margaret.press(&t.msg_common_continue()).await;
    invite::services(&margaret).await;
    margaret.choose("how_long", "no_end").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.choose("pressure", "not_sure").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.sees("stopped", &t.msg_invite_stopped_title()).await;
}

#[tokio::test]
async fn given_an_answer_when_its_forms_are_sent_wrong_then_the_summary_says_so() {
    let story = Story::begin("mistakes-respond").await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    let david = story.citizen("david").await;
    let t = david.t;
    david.sees("home-invited", &t.msg_home_title()).await;
    david.follow(ASKS).await;
    david.is_stopped("question-empty").await;
    david.open(&format!("{path}/accept")).await;
    david.press(&t.msg_respond_accept_send()).await;
    david.sees_errors("accept-empty").await;
}

#[tokio::test]
async fn given_a_decision_when_its_forms_are_sent_wrong_then_the_summary_says_so() {
    let story = Story::begin("mistakes-practice").await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    meanwhile::accepted(&story.world, ("david", &path)).await;
    let case = path.replace("/delegations/", "/staff/cases/");
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.open(&format!("{case}/confirm")).await;
    mark.is_stopped("confirm-empty").await;
    for part in ["starts-day", "starts-month", "starts-year"] {
        mark.clear(part).await;
    }
    mark.choose("services", "view_record").await;
    mark.choose("how_long", "until").await;
    mark.is_stopped("confirm-wrong").await;
    mark.open(&format!("{case}/refuse")).await;
    mark.is_stopped("refuse-empty").await;
    mark.choose("reason", "other").await;
    mark.fill("note", &"x".repeat(501)).await;
    mark.choose("tell_trusted", "reason").await;
    mark.is_stopped("refuse-wrong").await;
    mark.fill("other", "It was asked for by mistake.").await;
    mark.fill("note", "Called twice.").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("refuse-check", &t.msg_staff_form_check_title()).await;
    mark.press(&t.msg_staff_form_edit()).await;
    mark.sees("refuse-edit", &t.msg_refuse_title()).await;
}
