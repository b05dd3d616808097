//! Linkage keys: shown once on a letter, and kept nowhere that anybody reads.

use domain::account::AccountNumber;
use proxy_access::actions::accounts::link::{link, signed_in};
use reqwest::header::CACHE_CONTROL;

use super::pages_find::home;
use super::support::*;
use crate::story::count;
use crate::support::page::Page;
use crate::support::world::world;

/// The key on a letter.
fn key_on(letter: &Page) -> String {
    letter.expect_status(200);
    assert_eq!(letter.h1(), "Link your GP online account", "{letter}");
    letter.texts("dd").pop().expect("three items")
}

#[tokio::test]
async fn a_key_is_shown_once_and_links_the_account() {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&home(holder)).await;
    rachel.follow("Make a linkage key").await.expect_status(200);
    rachel.submit(&[]).await.expect_text("Linkage key made");
    let pages = count(&world, "kept_page").await;
    let letter = rachel.submit(&[]).await;
    let key = key_on(&letter);
    assert_eq!(letter.headers[CACHE_CONTROL], "no-store");
    assert_eq!(letter.url.path(), format!("{}/key", home(holder)));
    assert_eq!(count(&world, "kept_page").await, pages, "the letter is kept nowhere");
    letter
        .expect_text(&AccountNumber::of(holder.id).grouped())
        .expect_text("A81001")
        .expect_text("Dr Alex Smith");
    letter
        .expect_text("1 High Street")
        .expect_text("sign in with NHS login")
        .expect_text("your date of birth")
        .expect_text("Telephone: 01632 960000");
    let again = rachel.get(&format!("{}/key", home(holder))).await;
    assert!(!again.body.contains(&key), "{again}");
    let version = again.value("version").expect("one");
    let page =
        rachel.post(&format!("{}/key", home(holder)), &[("version", &version), ("step", "send")]).await;
    page.expect_status(422).expect_text("It is like this already. Nothing would change");
    assert!(!rachel.get(&home(holder)).await.body.contains(&key));
    link(&world.app, holder.person, signed_in(holder.person), &typed(holder, &key)).await.expect("linked");
    rachel.get(&home(holder)).await.expect_text("Linked by the account holder");
}

#[tokio::test]
async fn the_letter_is_in_the_language_of_who_gets_it_and_says_whom_to_call() {
    let world = world().await;
    let holder = margarets(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home?lang=cy").await.expect_status(200);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&format!("{}/key", home(holder))).await;
    rachel.submit(&[]).await.expect_text("Linkage key made");
    let letter = rachel.submit(&[]).await;
    letter.expect_text("Print this letter now").expect_text("Ffôn: 01632 960000");
    assert_eq!(letter.h1(), "Cysylltwch eich cyfrif meddyg teulu ar-lein");
    assert_eq!(letter.attributes("main div[lang]", "lang"), ["cy"]);
}

#[tokio::test]
async fn another_key_ends_what_was_linked_and_the_letter_is_not_made_twice() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let path = format!("{}/reset-key", home(holder));
    rachel.get(&path).await;
    rachel.submit(&[]).await.expect_status(422).expect_text("Choose why");
    rachel.submit(&[("reason", "unusual_activity")]).await.expect_text("The account is not linked any more");
    rachel.here().expect_text("The account is inactive: Not linked yet");
    let version = rachel.here().value("version").expect("one");
    let key = key_on(&rachel.submit(&[]).await);
    assert!(may(&world, holder.person, patient).await.services.is_empty(), "at once");
    // The browser sends it again, as Reload does.
    let again = [("version", version.as_str()), ("reason", "unusual_activity"), ("step", "send")];
    let page = rachel.post(&path, &again).await;
    page.expect_status(409).expect_text("Another linkage key made");
    link(&world.app, holder.person, signed_in(holder.person), &typed(holder, &key)).await.expect("it counts");
    rachel.get(&home(holder)).await.expect_text("Unlinked on").expect_text("Unusual activity");
}

#[tokio::test]
async fn a_key_that_is_taken_away_links_nothing() {
    let world = world().await;
    let holder = opened(&world).await;
    let key = key_of(&world, holder).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&format!("{}/revoke-key", home(holder))).await;
    page.expect_no_text("Somebody tried to guess it too often");
    rachel.submit(&[]).await.expect_status(422).expect_text("Choose why");
    rachel.submit(&[("reason", "holder_request")]).await.expect_text("Linkage key taken away");
    rachel
        .submit(&[])
        .await
        .expect_text("Linkage key There is no key")
        .expect_text("The account holder asked");
    let refused = link(&world.app, holder.person, signed_in(holder.person), &typed(holder, &key)).await;
    assert!(refused.is_err());
}
