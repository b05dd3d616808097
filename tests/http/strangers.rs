//! What strangers send leaves nothing behind: anybody could fill the database otherwise.

use reqwest::Method;
use time::Duration;

use crate::staff_life::active;
use crate::steps::{At, OWN_FORM, location};
use crate::story::{DAVID, begin, count};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{cis2_as, nhs_login_as, world, world_with};

const FORM: &str = "/invite/01900000-0000-7000-8000-000000000001/who";

/// A browser from which a large form was sent without a session of ours, with `cookie` in place of one.
async fn send(browser: &mut Browser, cookie: Option<&str>) {
    send_large(browser, cookie).await.expect(200, "You are not signed in any more");
}

async fn send_large(browser: &mut Browser, cookie: Option<&str>) -> Page {
    if let Some(cookie) = cookie {
        browser.set_cookie("session", cookie);
    }
    let body = format!("given_name={}", "x".repeat(60 * 1024));
    let page = browser.raw(Method::POST, FORM, &OWN_FORM, &body).await;
    assert!(page.status == 303 && location(&page).starts_with("/timed-out?"), "{page}");
    let page = browser.get(&location(&page)).await;
    page.expect_no_text("We kept the answers");
    page
}

#[tokio::test]
async fn forms_of_strangers_are_not_kept() {
    let world = world().await;
    for _ in 0..20 {
        send(&mut world.browser(), None).await;
        send(&mut world.browser(), Some("AAAAAAAAAAAAAAAAAAAAAA")).await;
    }
    assert_eq!(count(&world, "session").await, 0);
    // A sign-in that was only begun makes nobody known.
    let mut begun = world.browser();
    begun.raw(Method::GET, At::NhsLogin.start(), &[], "").await;
    send(&mut begun, None).await;
    assert_eq!(count(&world, "session where pg_column_size(data) > 2000").await, 0);
}

#[tokio::test]
async fn a_form_sent_too_late_is_kept_once_and_never_a_large_one() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    world.clock.advance(Duration::minutes(31));
    for _ in 0..3 {
        send_large(&mut margaret, None).await.expect(200, "We signed you out");
    }
    margaret.post(FORM, &DAVID.fields()).await.expect_text("We kept the answers you typed");
    assert_eq!(count(&world, "session").await, 1);
    assert_eq!(count(&world, "session where pg_column_size(data) > 2000").await, 0);
    // An hour later nobody knows any more whose it was.
    world.clock.advance(Duration::minutes(61));
    margaret.post(FORM, &DAVID.fields()).await.expect_no_text("We kept the answers you typed");
}

#[tokio::test]
async fn a_form_sent_too_late_waits_for_its_writer_and_for_no_colleague() {
    let (world, case, _) = active().await;
    for (who, is_theirs) in [("manager-a", false), ("reception-a", true)] {
        let mut rachel = world.staff_sign_in_as("reception-a").await;
        rachel.get(&format!("{case}/revoke")).await.expect_status(200);
        world.clock.advance(Duration::minutes(16));
        let fields = [("reason", "misuse"), ("tell", "nobody"), ("note", "Written by Rachel")];
        rachel.submit(&fields).await.expect_text("We kept the answers you typed");
        rachel.follow("Sign in again").await;
        let page = cis2_as(&mut rachel, who).await;
        page.expect_status(200);
        assert_eq!(page.body.contains("Written by Rachel"), is_theirs, "{who}: {page}");
    }
}

#[tokio::test]
async fn sign_ins_from_one_network_have_a_limit_and_others_have_their_own() {
    let settings = [("LIMIT_SIGN_INS_PER_SOURCE", "3"), ("TRUSTED_PROXIES", "1")];
    let world = world_with(&settings).await;
    let start = async |network: &str, at: At| {
        let from = [("x-forwarded-for", network)];
        world.browser().raw(Method::GET, at.start(), &from, "").await
    };
    for at in [At::NhsLogin, At::Cis2, At::NhsLogin] {
        assert_eq!(start("192.0.2.1", at).await.status, 303);
    }
    let page = start("203.0.113.1, 192.0.2.1", At::NhsLogin).await;
    page.expect(429, "Too many people are signing in from your network");
    let wait: u32 = page.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((3500..=3600).contains(&wait), "{wait}");
    assert_eq!(count(&world, "session").await, 3);
    assert_eq!(start("192.0.2.2", At::NhsLogin).await.status, 303);
    world.clock.advance(Duration::hours(1));
    assert_eq!(start("192.0.2.1", At::NhsLogin).await.status, 303);
}

#[tokio::test]
async fn who_is_signed_in_may_sign_in_again_as_often_as_they_like() {
    let world = world_with(&[("LIMIT_SIGN_INS_PER_SOURCE", "1")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..3 {
        margaret.get(At::NhsLogin.start()).await;
        nhs_login_as(&mut margaret, "margaret").await.expect_status(200);
    }
}
