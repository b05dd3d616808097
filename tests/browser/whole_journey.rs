//! The main journey: a patient invites, the invited person accepts, the practice confirms.

use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::{DAVID, invite};
use super::story::Story;

async fn whole_journey(story: &Story) {
    let margaret = story.citizen("margaret").await;
    invite(&margaret, &DAVID).await;
    story.world.deliver_everything().await;
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
