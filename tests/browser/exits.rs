//! The pages for everything that is over, for the wrong person, and for whoever comes too late.

use sandbox::switches::PdsSwitches;
use time::Duration;

use super::invite::{DAVID, Guest};
use super::meanwhile;
use super::person::Person;
use super::respond::{ASKS, open_letter};
use super::story::{Story, nhs_login};

const ADDRESS: &str = "david.oneill@example.test";

/// Follows the link of the invitation, signs in as `who`, and stays where that leads.
async fn late(story: &Story, who: &str) -> Person {
    let person = story.person(who).await;
    open_letter(&person, story, ADDRESS).await;
    person.follow(&person.t.msg_respond_landing_sign_in()).await;
    nhs_login(&person, who).await;
    person
}

#[tokio::test]
async fn given_an_invitation_when_somebody_else_opens_it_then_they_learn_nothing() {
    let story = Story::begin("somebody-else").await;
    meanwhile::invited(&story.world, &DAVID).await;
    let sian = late(&story, "sian").await;
    sian.sees("somebody-else", &sian.t.msg_respond_other_title()).await;
    let text = sian.find("//main", "main").await.text().await.expect("a text");
    assert!(!text.contains("O'Neill"), "{text}");
}

#[tokio::test]
async fn given_a_request_when_the_delegator_withdraws_it_then_the_link_says_so() {
    let story = Story::begin("withdraw").await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open(&path).await;
    margaret.sees("details-invited", &DAVID.name()).await;
    margaret.follow(&t.msg_manage_withdraw()).await;
    margaret.sees("withdraw", &t.msg_manage_withdraw_title()).await;
    margaret.press(&t.msg_manage_withdraw()).await;
    margaret.sees("withdrawn", &t.msg_manage_withdraw_done()).await;
    story.world.deliver_everything().await;
    margaret.open(&path).await;
    margaret.sees("details-withdrawn", &DAVID.name()).await;
    let david = story.citizen("david").await;
    david.open(&format!("{path}/respond")).await;
    david.sees("closed-withdrawn", &t.msg_respond_closed_withdrawn()).await;
    david.open(&format!("{path}/withdraw")).await;
    david.inspect("withdraw-late").await;
}

#[tokio::test]
async fn given_an_invitation_when_nobody_answers_in_time_then_the_link_says_so() {
    let story = Story::begin("lapse").await;
    meanwhile::invited(&story.world, &DAVID).await;
    story.world.pass(Duration::days(30)).await;
    let david = late(&story, "david").await;
    david.sees("closed-lapsed", &david.t.msg_respond_closed_lapsed()).await;
}

#[tokio::test]
async fn given_access_when_either_stops_it_then_the_practice_has_a_removal_to_do() {
    let story = Story::begin("stop").await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    meanwhile::accepted(&story.world, ("david", &path)).await;
    meanwhile::confirmed(&story.world, &path).await;
    let (margaret, david) = (story.citizen("margaret").await, story.citizen("david").await);
    let t = margaret.t;
    david.open(&format!("{path}/stop")).await;
    david.sees("stop-acting", &t.msg_manage_revoke_acting_title(ASKS)).await;
    margaret.open(&path).await;
    margaret.sees("details-active", &DAVID.name()).await;
    margaret.follow(&t.msg_manage_revoke_access()).await;
    margaret.sees("stop", &t.msg_manage_revoke_title(DAVID.name())).await;
    margaret.press(&t.msg_manage_revoke_send()).await;
    margaret.sees("stopped", &t.msg_manage_revoke_done()).await;
    story.world.deliver_everything().await;
    david.open(&format!("{path}/moved-on")).await;
    david.sees("moved-on", &t.msg_manage_moved_on_title()).await;
    let mark = story.staff("manager-a").await;
    for tab in ["removals", "active", "suspended", "closed", "new"] {
        mark.open(&format!("/staff?tab={tab}")).await;
        mark.sees(&format!("worklist-{tab}"), &t.msg_worklist_title()).await;
    }
    mark.open(&format!("{}/refuse", path.replace("/delegations/", "/staff/cases/"))).await;
    mark.sees("happened", &t.msg_happened_title()).await;
}

#[tokio::test]
async fn given_pds_away_when_the_delegator_looks_then_the_request_waits_and_is_then_decided() {
    let story = Story::begin("checking").await;
    let switches = story.world.sandbox.switches();
    switches.set_pds(PdsSwitches { down: true, ..PdsSwitches::default() });
    let stranger = Guest { born: ["3", "11", "1949"], ..DAVID };
    let (_, path) = meanwhile::invited(&story.world, &stranger).await;
    let margaret = story.citizen("margaret").await;
    margaret.open(&path).await;
    margaret.sees("details-checking", &DAVID.name()).await;
    margaret.reads(&margaret.t.msg_manage_progress_checking()).await;
    switches.set_pds(PdsSwitches::default());
    story.world.clock.advance(Duration::minutes(15));
    story.world.deliver_everything().await;
    margaret.open(&path).await;
    margaret.sees("details-not-confirmed", &DAVID.name()).await;
    margaret.reads(&margaret.t.msg_manage_progress_not_confirmed()).await;
}
