//! Staff verify identity, and switch accounts off and on; a colleague who was first is told of.

use domain::account::{Account, Proof, Vouching};
use time::Duration;

use super::pages_find::home;
use super::support::*;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, cis2_as, world};

/// An account and a receptionist at its page.
async fn begin() -> (World, Holder, Browser) {
    let world = world().await;
    let holder = opened(&world).await;
    let rachel = world.staff_sign_in_as("reception-a").await;
    (world, holder, rachel)
}

/// Opens a form of the account and sends these answers.
async fn send(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    browser.get(path).await.expect_status(200);
    browser.submit(fields).await
}

/// What is wrong, in the order of the page.
fn wrong(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 422, "{page}");
    page.errors().into_iter().map(|(_, text)| text).collect()
}

/// Sends the checked answers: back at the account.
async fn confirmed(browser: &mut Browser) -> Page {
    let page = browser.submit(&[]).await;
    page.expect_status(200).expect_text("Your change is saved");
    page
}

async fn proof(world: &World, holder: Holder) -> Option<Proof> {
    let Account { verification, .. } = expect_whole(world, holder.id).await;
    verification.map(|verification| verification.proof)
}

#[tokio::test]
async fn each_way_to_verify_identity_is_kept_and_each_mistake_is_named() {
    let (world, holder, mut rachel) = begin().await;
    let path = format!("{}/verify", home(holder));
    rachel.get(&path).await.expect_no_text("A colleague vouches for them");
    world.staff_sign_in_as("manager-a").await.get(&path).await.expect_text("Rachel Reid");
    let page = send(&mut rachel, &path, &[("on-day", ""), ("on-month", ""), ("on-year", "")]).await;
    assert_eq!(wrong(&page), ["Identity verified on: enter a date", "Choose how identity was verified"]);
    let page = send(&mut rachel, &path, &[("proof", "documents")]).await;
    assert_eq!(wrong(&page), ["Choose at least one document that was seen"]);
    let page = send(&mut rachel, &path, &[("proof", "named")]).await;
    assert_eq!(wrong(&page), ["Choose the colleague who vouches"]);
    let page = send(&mut rachel, &path, &[("proof", "nhs_login")]).await;
    assert_eq!(wrong(&page), ["They have not signed in here with an NHS login at the high level (P9)"]);
    let page = send(&mut rachel, &path, &[("proof", "personal"), ("on-year", "2999")]).await;
    assert_eq!(wrong(&page), ["The day must not be in the future"]);
    let page = send(&mut rachel, &path, &[("proof", "personal"), ("note", &"x".repeat(501))]).await;
    assert_eq!(wrong(&page), ["Note must be 500 characters or less"]);
    assert_eq!(proof(&world, holder).await, None);

    for (way, shown) in [
        ("personal", "Known personally to whoever records this"),
        ("information", "They answered questions about their record"),
    ] {
        let check = send(&mut rachel, &path, &[("proof", way)]).await;
        check.expect_status(200).expect_text("After you do this").expect_text("Identity verified");
        check.expect_text("Account holder").expect_text("Born ").expect_text("NHS number ");
        confirmed(&mut rachel).await.expect_text(shown).expect_text("Rachel Reid (practice)");
    }
    let seen = [("proof", "documents"), ("seen", "passport"), ("seen", "birth_certificate")];
    send(&mut rachel, &path, &seen).await.expect_text("Documents seen: Passport, Birth certificate");
    confirmed(&mut rachel).await;
    let page = rachel.get(&path).await;
    let colleagues = page.attributes("input[name=colleague]", "value");
    let [colleague] = &colleagues[..] else { panic!("not the reader themself: {page}") };
    send(&mut rachel, &path, &[("proof", "named"), ("colleague", colleague)]).await.expect_status(200);
    confirmed(&mut rachel).await.expect_text("A colleague vouches for them");
    let named = proof(&world, holder).await;
    assert!(matches!(named, Some(Proof::Vouching(Vouching::NamedStaff { .. }))), "{named:?}");

    let path = format!("{}/unverify", home(holder));
    assert_eq!(wrong(&send(&mut rachel, &path, &[]).await), ["Choose why"]);
    send(&mut rachel, &path, &[("reason", "doubt"), ("note", "another face")]).await.expect_status(200);
    confirmed(&mut rachel).await.expect_text("There is doubt about who it was").expect_text("another face");
    assert_eq!(proof(&world, holder).await, None);
}

#[tokio::test]
async fn an_account_is_switched_off_and_on_by_hand_and_what_it_does_is_said_before() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let (off, on) = (format!("{}/off", home(holder)), format!("{}/on", home(holder)));
    assert_eq!(wrong(&send(&mut rachel, &off, &[]).await), ["Choose why"]);
    let check = send(&mut rachel, &off, &[("reason", "misuse")]).await;
    check.expect_text("The account is inactive: Switched off by the practice");
    assert!(!may(&world, holder.person, patient).await.services.is_empty(), "nothing is done yet");
    confirmed(&mut rachel).await.expect_text("Switched off by the practice").expect_text("It was misused");
    assert!(may(&world, holder.person, patient).await.services.is_empty());
    let check = send(&mut rachel, &on, &[]).await;
    check.expect_text("The account is active");
    confirmed(&mut rachel).await;
    assert!(!may(&world, holder.person, patient).await.services.is_empty());
    assert_eq!(wrong(&send(&mut rachel, &on, &[]).await), Vec::<String>::new());
    rachel.here().expect_text("It is like this already. Nothing would change");
}

#[tokio::test]
async fn who_comes_after_a_colleague_reads_what_they_did_and_keeps_their_own_answers() {
    let (world, holder, mut rachel) = begin().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let path = format!("{}/off", home(holder));
    rachel.get(&path).await;
    rachel.submit(&[("reason", "misuse"), ("note", "a call")]).await.expect_status(200);
    send(&mut mark, &format!("{}/verify", home(holder)), &[("proof", "personal")]).await.expect_status(200);
    confirmed(&mut mark).await;
    let page = rachel.submit(&[]).await;
    page.expect_status(409).expect_text("A colleague, or the account holder, changed something");
    page.expect_text("Identity verified").expect_text("Mark Moore (practice)");
    assert_eq!(page.value("reason").as_deref(), Some("misuse"));
    assert_eq!(page.value("note").as_deref(), Some("a call"));
    assert_eq!(expect_whole(&world, holder.id).await.switched_off, None);
    rachel.submit(&[]).await.expect_status(200).expect_text("Check your answers");
    confirmed(&mut rachel).await.expect_text("It was misused").expect_text("a call");
}

#[tokio::test]
async fn a_form_that_was_sent_too_late_waits_for_its_writer() {
    let (world, holder, mut rachel) = begin().await;
    let path = format!("{}/off", home(holder));
    rachel.get(&path).await;
    world.clock.advance(Duration::minutes(20));
    let late = rachel.submit(&[("reason", "safeguarding"), ("note", "later")]).await;
    late.expect(200, "We signed you out");
    rachel.follow("Sign in again").await;
    let page = cis2_as(&mut rachel, "reception-a").await;
    assert_eq!((page.url.path(), page.value("note").as_deref()), (path.as_str(), Some("later")), "{page}");
    assert_eq!(page.value("reason").as_deref(), Some("safeguarding"));
}
