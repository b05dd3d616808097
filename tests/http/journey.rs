//! The main journey, from the first page to the last message, and its other ends.

use crate::story::{DAVID, DAVIDS_MAIL, MARGARETS_MAIL, accept, count, events, invite, ledger, subjects};
use crate::support::world::world;

#[tokio::test]
async fn somebody_invites_and_the_other_is_written_to_at_the_address_that_pds_holds() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await.expect_text("For David O'Neill");
    margaret.get("/home").await.expect_text("We are checking the details of David O'Neill.");
    assert!(world.deliver_everything().await >= 2);
    margaret.get("/home").await.expect_text("We sent David O'Neill an invitation on");
    assert_eq!(
        ledger(&world).await,
        ["request_started to delegator: sent at try 1", "invitation to delegate: sent at try 1"]
    );
    assert_eq!(subjects(&world, MARGARETS_MAIL), ["We have started your request"]);
    assert_eq!(subjects(&world, DAVIDS_MAIL), ["You have been asked to be a trusted person"]);
    assert!(world.letters_to(DAVID.email).is_empty(), "PDS knows a better address");
}

#[tokio::test]
async fn the_other_says_yes_and_both_and_the_practice_are_told() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    assert_eq!(events(&world).await[4..], ["delegation_accepted", "sent_to_practice"]);
    assert_eq!(subjects(&world, "riverside@nhs.net"), ["A new request is waiting"]);
    assert_eq!(count(&world, "role").await, 0, "nobody has access yet");
}
