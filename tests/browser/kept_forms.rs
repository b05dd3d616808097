//! What somebody typed is not lost: not by Back after a mistake, not by the other language, not when their time is up; with
//! scripts and without.

use proxy_access::locale::Language;
use time::Duration;

use super::driver::Scripts;
use super::inspect;
use super::invite::{self, DAVID};
use super::person::Person;
use super::story::{Story, nhs_login};
use super::tabs::{Tabs, comes_to};

/// What the page hears from another tab whose time is up.
const TIME_IS_UP: &str = "const who = document.getElementById('app-session').dataset.who; \
     new BroadcastChannel('session').postMessage({ seconds: -2, can_be_longer: false, who });";

async fn holds(person: &Person, name: &str, value: &str) {
    person.find(&format!("//input[@name='{name}'][@value='{value}']"), value).await;
}

async fn nothing_is_lost(story: &Story, scripts: Scripts) {
    let mut margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    margaret.fill("given_name", "Dafydd").await;
    margaret.is_stopped("kept-mistake").await;
    invite::who(&margaret, &DAVID).await;
    margaret.sees("kept-next", &t.msg_invite_relationship_title(DAVID.name())).await;
    margaret.client.back().await.expect("the browser goes back");
    // Chromium asks nothing, and has the page with the mistake.
    holds(&margaret, "given_name", "Dafydd").await;
    margaret.inspect("kept-back").await;
    margaret.fill("family_name", "Hughes").await;
    margaret.switch_to(Language::Cy).await;
    let t = margaret.t;
    margaret.sees("kept-other-language", &t.msg_invite_who_title()).await;
    holds(&margaret, "family_name", "Hughes").await;
    margaret.fill("email", "half@").await;
    story.world.clock.advance(Duration::minutes(31));
    time_is_up(&margaret, scripts).await;
    margaret.sees("kept-timed-out", &t.msg_sign_in_timed_out()).await;
    margaret.reads(&t.msg_sign_in_timed_out_answers()).await;
    margaret.follow(&t.msg_sign_in_again()).await;
    nhs_login(&margaret, "margaret").await;
    margaret.sees("kept-again", &t.msg_invite_who_title()).await;
    holds(&margaret, "family_name", "Hughes").await;
    holds(&margaret, "email", "half@").await;
}

/// With scripts the page leaves by itself; without, whoever does not know it sends the form.
async fn time_is_up(person: &Person, scripts: Scripts) {
    match scripts {
        Scripts::On => {
            person.mark().await;
            person.client.execute(TIME_IS_UP, Vec::new()).await.expect("the page hears it");
            person.arrives("the end of the session").await;
        }
        Scripts::Off => person.press(&person.t.msg_common_continue()).await,
    }
}

#[tokio::test]
async fn given_half_a_form_when_the_reader_errs_goes_back_and_leaves_then_nothing_is_lost() {
    nothing_is_lost(&Story::begin("kept").await, Scripts::On).await;
}

/// Both tabs hear that the time is up, and send what is half typed in the same moment.
#[tokio::test]
async fn given_half_a_form_in_each_of_two_tabs_when_the_time_is_up_then_both_are_there_again() {
    let story = Story::begin("kept-tabs").await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    let who = margaret.path().await;
    invite::who(&margaret, &DAVID).await;
    let relationship = margaret.path().await;
    margaret.open(&who).await;
    margaret.fill("family_name", "Hughes").await;
    let tabs = Tabs::of(&margaret).await;
    margaret.open(&relationship).await;
    margaret.choose("relationship", "friend").await;
    story.world.clock.advance(Duration::minutes(31));
    time_is_up(&margaret, Scripts::On).await;
    margaret.sees("kept-tab-timed-out", &t.msg_sign_in_timed_out()).await;
    tabs.turn_to(0).await;
    comes_to(&margaret, &t.msg_sign_in_timed_out()).await;
    margaret.reads(&t.msg_sign_in_timed_out_answers()).await;
    margaret.follow(&t.msg_sign_in_again()).await;
    nhs_login(&margaret, "margaret").await;
    margaret.sees("kept-first-tab", &t.msg_invite_who_title()).await;
    holds(&margaret, "family_name", "Hughes").await;
    tabs.turn_to(1).await;
    margaret.open(&relationship).await;
    margaret.find("//input[@name='relationship'][@value='friend'][@checked]", "friend").await;
}

#[tokio::test]
async fn given_a_filled_form_that_nobody_touched_when_the_time_is_up_then_it_is_not_kept() {
    let story = Story::begin("kept-untouched").await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    let form = margaret.path().await;
    invite::who(&margaret, &DAVID).await;
    margaret.open(&form).await;
    holds(&margaret, "given_name", "David").await;
    story.world.clock.advance(Duration::minutes(31));
    time_is_up(&margaret, Scripts::On).await;
    margaret.sees("untouched-timed-out", &t.msg_sign_in_timed_out()).await;
    let text = inspect::read(&margaret.client).await.text;
    assert!(
        !text.contains(&t.msg_sign_in_timed_out_answers()),
        "what another tab keeps is in danger: {text}"
    );
}

#[tokio::test]
async fn given_no_scripts_when_the_reader_errs_goes_back_and_leaves_then_nothing_is_lost() {
    let story = Story::begin_in("kept-plain", Language::En, Scripts::Off).await;
    nothing_is_lost(&story, Scripts::Off).await;
}
