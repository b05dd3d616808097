//! Where NHS login hands over what stands on a letter, nobody types it; and it is kept nowhere in words.

use domain::account::{AccountNumber, ResetReason};
use proxy_access::actions::accounts::keys;
use time::Duration;

use crate::accounts::support::*;
use crate::my_account::{LINK, LINKED};
use crate::support::log_capture::LogCapture;
use crate::support::world::{World, nhs_login_as, world, world_with};

const HANDED: &str = "NHS login has told us what is on the letter from Riverside Medical Practice";

/// A service that may ask NHS login, and Margaret's account there, with the key that NHS login knows.
async fn begin() -> (World, Holder, String) {
    let world = world_with(&[("NHS_LOGIN_LINKAGE", "true")]).await;
    world.sandbox.make_partner();
    let holder = margarets(&world).await;
    let key = key_of(&world, holder).await;
    hand_over(&world, holder, &key);
    (world, holder, key)
}

fn hand_over(world: &World, holder: Holder, key: &str) {
    let number = AccountNumber::of(holder.id).grouped();
    world.sandbox.hand_over("margaret", [&number, key, "A81001"]);
}

/// Everything that is kept of sessions, forms and pages.
async fn kept(world: &World) -> String {
    let tables = "select string_agg(data::text || coalesce(parked::text, ''), ' ') from session";
    let kept: Option<String> = sqlx::query_scalar(tables).fetch_one(&world.app.db).await.unwrap();
    kept.expect("somebody is signed in")
}

#[tokio::test]
async fn what_nhs_login_hands_over_links_my_account_without_typing_and_is_kept_nowhere_in_words() {
    let log = LogCapture::start();
    let (world, holder, key) = begin().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let bare = key.replace('-', "");
    assert!(kept(&world).await.contains("handed_over"));
    for secret in [&key, &bare, &AccountNumber::of(holder.id).grouped()] {
        assert!(!kept(&world).await.contains(secret.as_str()));
    }
    let page = margaret.get("/account/link").await;
    page.expect(200, LINK).expect_text(HANDED);
    assert!(
        !page.body.contains(&key) && page.attributes("main input[type=text]", "name").is_empty(),
        "{page}"
    );
    margaret.submit(&[]).await.expect(200, LINKED);
    assert!(expect_whole(&world, holder.id).await.key_since.is_some());
    margaret.get("/account/link").await.expect_no_text(HANDED);
    margaret.post("/account/link", &[("handed", "yes")]).await.expect(200, "Your GP online account");
    log.expect_none_of(&[&key, &bare]);
    assert!(margaret.visited().iter().all(|url| !url.as_str().contains(&bare)));
}

#[tokio::test]
async fn what_was_handed_over_is_tried_as_anything_typed_is() {
    let (world, holder, _) = begin().await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await.expect_text(HANDED);
    keys::reset(&world.app, &staff(), holder.id, (ResetReason::UnusualActivity, None)).await.unwrap();
    margaret.submit(&[]).await.expect_status(422).expect_text("do not match an account that you can link");
    margaret.get("/account/link").await.expect_no_text(HANDED);
    assert!(expect_whole(&world, holder.id).await.linkages.is_empty());
    for _ in 0..4 {
        margaret = world.sign_in_as("margaret").await;
        margaret.get("/account/link").await.expect_text(HANDED);
        margaret.submit(&[]).await.expect_status(422);
    }
    margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await;
    margaret.submit(&[]).await.expect(429, "Too many tries");
    world.clock.advance(Duration::minutes(61));
    let made = keys::reset(&world.app, &staff(), holder.id, (ResetReason::Lost, None)).await.unwrap();
    hand_over(&world, holder, secrecy::ExposeSecret::expose_secret(&made.expect("another").key));
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await.expect_text(HANDED);
    margaret.submit(&[]).await.expect(200, LINKED);
}

#[tokio::test]
async fn whoever_has_a_letter_may_type_it_all_the_same_and_nobody_elses_is_offered() {
    let (world, holder, key) = begin().await;
    let other = opened(&world).await;
    world.sandbox.hand_over("david", [&AccountNumber::of(other.id).grouped(), &key, "A81001"]);
    let mut david = world.sign_in_as("david").await;
    david.get("/account/link").await.expect_no_text(HANDED).expect_text("Linkage key");
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await.expect_text(HANDED);
    margaret.follow("Type what is on a letter instead").await.expect_text("Linkage key");
    let letter = crate::my_account::letter(holder, &key);
    margaret.submit(&crate::my_account::fields(&letter)).await.expect(200, LINKED);
    margaret.get("/account/link").await.expect_no_text(HANDED);
    // Another sign-in in this browser takes nothing of it along.
    margaret.get("/auth/nhs-login/start").await;
    nhs_login_as(&mut margaret, "david").await;
    assert_eq!(kept(&world).await.matches("handed_over").count(), 0);
}

#[tokio::test]
async fn who_is_no_partner_asks_for_nothing_and_types() {
    let world = world().await;
    let holder = margarets(&world).await;
    let key = key_of(&world, holder).await;
    hand_over(&world, holder, &key);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await.expect_no_text(HANDED).expect_text("Linkage key");
    assert!(!kept(&world).await.contains("handed_over"));
}
