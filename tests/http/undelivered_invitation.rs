//! An invitation that the mail server refuses for good: the patient reads so, and has it sent again or elsewhere.

use sandbox::switches::SmtpSwitches;

use crate::story::{DAVID, DAVIDS_MAIL, invite, later, the_delegation};
use crate::support::browser::Browser;
use crate::support::world::{World, world_with};

/// Margaret's browser, and the page of her request, whose invitation came back with 550.
async fn undelivered() -> (World, Browser, String) {
    undelivered_with(&[]).await
}

async fn undelivered_with(settings: &[(&str, &str)]) -> (World, Browser, String) {
    let world = world_with(settings).await;
    let mut margaret = world.sign_in_as("margaret").await;
    world.sandbox.switches().set_smtp(SmtpSwitches { reject_rcpt: true, ..SmtpSwitches::default() });
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    world.sandbox.switches().reset();
    let details = format!("/delegations/{}", the_delegation(&world).await);
    (world, margaret, details)
}

#[tokio::test]
async fn a_patient_reads_that_the_invitation_came_back_and_sends_it_to_another_address() {
    let (world, mut margaret, details) = undelivered().await;
    let home = margaret.get("/home").await;
    home.expect_text("We could not deliver the invitation for David")
        .expect_text("Nothing else is in progress");
    let page = margaret.get(&details).await;
    page.expect_no_text("We sent David O'Neill an invitation on");
    page.expect_no_text("Send the invitation again").expect_text("Withdraw the request");
    page.expect_text("Invitation not delivered").expect_text("We could not deliver the invitation for David");
    let form = margaret.follow("Send it again, or to another address").await;
    form.expect(200, "Send the invitation to an email address that works");
    assert_eq!(
        form.value("email"),
        DAVID.fields().iter().find(|(name, _)| *name == "email").map(|(_, email)| (*email).to_owned())
    );
    margaret
        .submit(&[("email", "not an address")])
        .await
        .expect(422, "Send the invitation to an email address that works");
    margaret
        .submit(&[("email", "david.elsewhere@example.test")])
        .await
        .expect_no_text("Invitation not delivered");
    world.deliver_everything().await;
    later(&world).await;
    assert_eq!(world.letters_to("david.elsewhere@example.test").len(), 1);
    assert!(world.letters_to(DAVIDS_MAIL).is_empty());
    margaret.get(&details).await.expect_no_text("Invitation not delivered");
    margaret.get(&format!("{details}/undelivered")).await.expect_status(404);
}

#[tokio::test]
async fn a_patient_whose_address_was_right_sends_it_to_the_same_once_more() {
    let (world, mut margaret, details) = undelivered().await;
    margaret.get(&format!("{details}/undelivered")).await;
    margaret.submit(&[]).await.expect_status(200);
    world.deliver_everything().await;
    later(&world).await;
    let entered = DAVID.fields().into_iter().find(|(name, _)| *name == "email").unwrap().1;
    assert_eq!(world.letters_to(entered).len(), 1);
}

#[tokio::test]
async fn nobody_else_sends_it_anywhere() {
    let (world, _, details) = undelivered().await;
    for who in ["sian", "david"] {
        let mut other = world.sign_in_as(who).await;
        let path = format!("{details}/undelivered");
        other.get(&path).await.expect_status(404);
        other.post(&path, &[("email", "somebody@example.test")]).await;
        assert!(!other.here().body.contains("somebody@example.test"));
    }
    world.deliver_everything().await;
    later(&world).await;
    assert!(world.letters_to("somebody@example.test").is_empty());
}

#[tokio::test]
async fn ten_other_addresses_are_enough_and_the_page_says_what_to_do() {
    let (world, mut margaret, details) = undelivered().await;
    sqlx::query("update invitation set readdressed = 10").execute(&world.app.db).await.unwrap();
    margaret.get(&format!("{details}/undelivered")).await;
    let page = margaret.submit(&[("email", "another@example.test")]).await;
    page.expect_status(422).expect_text("Withdraw the request, ask the person for the right address");
    world.deliver_everything().await;
    later(&world).await;
    assert!(world.letters_to("another@example.test").is_empty());
    margaret.get(&format!("{details}/undelivered")).await;
    margaret.submit(&[]).await.expect_no_text("Invitation not delivered");
}

#[tokio::test]
async fn where_only_the_address_of_pds_counts_no_other_is_taken_here_either() {
    let (world, mut margaret, details) = undelivered_with(&[("USE_ENTERED_EMAIL", "false")]).await;
    margaret.get(&format!("{details}/undelivered")).await;
    margaret.submit(&[("email", "another@example.test")]).await.expect_status(422);
    margaret.get(&format!("{details}/undelivered")).await;
    margaret.submit(&[]).await.expect_no_text("Invitation not delivered");
    world.deliver_everything().await;
    later(&world).await;
    assert!(world.letters_to("another@example.test").is_empty());
    assert_eq!(world.letters_to(DAVIDS_MAIL).len(), 1, "it goes where PDS says");
}
