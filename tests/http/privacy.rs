//! What must not be told anywhere but on the pages of those it concerns: not in logs, not in addresses.

use secrecy::ExposeSecret;

use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, begin, confirm, invite};
use crate::support::browser::Browser;
use crate::support::log_capture::LogCapture;
use crate::support::world::{World, world};

/// Names, numbers, birthdays and addresses of everybody in the story.
pub const PEOPLE: [&str; 18] = [
    "9990000018",
    "9990000026",
    "999 000",
    "999%20000",
    "margaret",
    "david",
    "o'neill",
    "o’neill",
    "neill",
    "1949-11",
    "1951-03",
    "@example",
    "%40example",
    "nhs.net",
    "rachel",
    "reid",
    "typed.by",
    "+4477",
];
/// How tokens and keys begin.
pub const TOKENS: [&str; 4] = ["eyJ", "bearer ", "-----begin", "client_assertion="];

#[tokio::test]
async fn the_log_of_a_whole_journey_tells_nobody_and_no_secret() {
    let log = LogCapture::start();
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let link = world.link_in(&world.letters_to(DAVIDS_MAIL).pop().unwrap());
    let mut george = world.sign_in_as("george").await;
    george.get(&link).await.expect(200, "This invitation is for somebody else");
    let david = accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    log.expect_none_of(&PEOPLE);
    log.expect_none_of(&TOKENS);
    let code = link.rsplit('/').next().unwrap();
    assert_eq!(code.len(), 43);
    log.expect_none_of(&[code, world.app.config.server.link_secret.expose_secret()]);
    for browser in [&margaret, &david, &rachel] {
        log.expect_none_of(&[browser.cookie("session").unwrap()]);
    }
}

#[tokio::test]
async fn no_address_of_a_whole_journey_tells_anybody() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let david = accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let mut rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    for tab in ["new", "removals", "active", "suspended", "closed"] {
        rachel.get(&format!("/staff?tab={tab}")).await;
        expect_discreet(&world, &rachel);
    }
    for browser in [&margaret, &david, &rachel] {
        expect_discreet(&world, browser);
    }
}

/// Neither where the browser was nor where it could go has a number, a name or an address.
fn expect_discreet(world: &World, browser: &Browser) {
    let own = |url: &&url::Url| url.as_str().starts_with(&world.url);
    let visited = browser.visited().iter().filter(own).map(url::Url::to_string);
    let ahead = browser.here().links().into_iter().map(|(_, link)| link);
    for address in visited.chain(ahead) {
        let address = address.to_lowercase();
        for told in ["9990000", "neill", "margaret", "david", "rachel", "%40", "@"] {
            assert!(!address.contains(told), "{address} tells {told}");
        }
    }
}

#[tokio::test]
async fn what_the_database_quotes_of_a_row_it_refuses_is_not_logged() {
    let log = LogCapture::start();
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    sqlx::query("alter table draft add constraint full_up check (answers->>'who' is null) not valid")
        .execute(&world.app.db)
        .await
        .unwrap();
    let page = margaret.post(&format!("/invite/{draft}/who"), &DAVID.fields()).await;
    page.expect(503, "Sorry, there is a problem with the service").expect_no_text("full_up");
    assert!(log.lines().iter().any(|line| line.contains("full_up")), "operators learn which rule it was");
    log.expect_none_of(&PEOPLE);
}
