//! The journeys from the first page to the last: three people, each at a browser of their own.

use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::{DAVID, invite};
use super::person::Person;
use super::practice::{confirm, open_case, refuse};
use super::respond::{ASKS, accept, decline, open_invitation};
use super::story::Story;

const MAIL: (&str, &str) = ("david", "david.oneill@example.test");

/// Home, and from there the details of the one request.
async fn sees_at_home(person: &Person, other: &str, status: &str) {
    person.open("/home").await;
    person.sees("home-after", &person.t.msg_home_title()).await;
    person.follow(other).await;
    person.sees("details", other).await;
    person.reads(status).await;
}

async fn whole_journey(story: &Story) {
    let margaret = story.citizen("margaret").await;
    invite(&margaret, &DAVID).await;
    story.world.deliver_everything().await;
    let david = story.person("david").await;
    open_invitation(&david, story, MAIL).await;
    accept(&david).await;
    story.world.deliver_everything().await;
    let mark = story.staff("manager-a").await;
    open_case(&mark, &DAVID.name()).await;
    confirm(&mark).await;
    mark.follow(&mark.t.msg_staff_form_see_case()).await;
    mark.sees("case-after", &mark.t.msg_case_names(DAVID.name(), ASKS)).await;
    story.world.deliver_everything().await;
    sees_at_home(&margaret, &DAVID.name(), &margaret.t.msg_manage_progress_set()).await;
    sees_at_home(&david, ASKS, &david.t.msg_manage_progress_set()).await;
    for address in ["margaret.oneill@example.test", MAIL.1] {
        let letters = story.world.letters_to(address);
        let last = letters.last().unwrap_or_else(|| panic!("no letter to {address}"));
        assert!(last.headers.contains_key("message-id"), "{:?}", last.headers.keys());
    }
}

#[tokio::test]
async fn given_three_people_when_they_invite_accept_and_confirm_then_access_is_set() {
    whole_journey(&Story::begin("journey").await).await;
}

#[tokio::test]
async fn given_welsh_readers_when_they_walk_the_journey_then_no_english_is_left() {
    whole_journey(&Story::begin_in("journey-cy", Language::Cy, Scripts::On).await).await;
}

#[tokio::test]
async fn given_no_scripts_when_they_walk_the_journey_then_plain_forms_do_it_all() {
    whole_journey(&Story::begin_in("journey-plain", Language::En, Scripts::Off).await).await;
}

#[tokio::test]
async fn given_an_invitation_when_it_is_declined_then_both_see_that_it_is_over() {
    let story = Story::begin("decline").await;
    let (mut margaret, path) = super::meanwhile::invited(&story.world, &DAVID).await;
    let david = story.person("david").await;
    open_invitation(&david, &story, MAIL).await;
    decline(&david).await;
    story.world.deliver_everything().await;
    sees_at_home(&david, ASKS, &david.t.msg_manage_progress_you_declined()).await;
    margaret.get(&path).await.expect_text(&david.t.msg_manage_progress_they_declined(DAVID.name()));
}

#[tokio::test]
async fn given_a_request_when_the_practice_refuses_then_both_read_that_it_was_refused() {
    let story = Story::begin("refuse").await;
    let (_, path) = super::meanwhile::invited(&story.world, &DAVID).await;
    super::meanwhile::accepted(&story.world, ("david", &path)).await;
    let mark = story.staff("manager-a").await;
    open_case(&mark, &DAVID.name()).await;
    refuse(&mark).await;
    story.world.deliver_everything().await;
    mark.follow(&mark.t.msg_staff_form_see_case()).await;
    mark.sees("case-refused", &mark.t.msg_case_names(DAVID.name(), ASKS)).await;
    let margaret = story.citizen("margaret").await;
    sees_at_home(&margaret, &DAVID.name(), &margaret.t.msg_manage_progress_refused()).await;
}
