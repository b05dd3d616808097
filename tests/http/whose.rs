//! A page belongs to whoever opened it, and so does what is sent from it: also when somebody else has signed in since, in
//! another tab of the same browser.

use time::Duration;

use crate::steps::At;
use crate::story::{DAVID, events, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::world::{cis2_as, nhs_login_as, world};

use crate::staff_life::active;

const STOPPED: &str = "Nothing has changed, because someone else has signed in";

/// What the forms of this page say of whose it is.
async fn mark_on(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    page.value("for").unwrap_or_else(|| panic!("no form of {page} says whose it is"))
}

#[tokio::test]
async fn given_another_citizen_signed_in_since_when_a_form_is_sent_then_nothing_is_done() {
    let world = world().await;
    let mut browser = world.sign_in_as("margaret").await;
    invite(&mut browser, &DAVID).await;
    world.deliver_everything().await;
    let path = format!("/delegations/{}/withdraw", the_delegation(&world).await);
    let margarets = mark_on(&mut browser, &path).await;
    let before = events(&world).await;
    browser.get(At::NhsLogin.start()).await;
    nhs_login_as(&mut browser, "david").await;
    let page = browser.post(&path, &[("for", &margarets)]).await;
    page.expect(409, STOPPED).expect_text("David O'Neill").expect_no_text("Margaret");
    assert_eq!(page.link("Go to your home page"), "/home");
    assert_eq!(events(&world).await, before);
    // Signing out is the way on, and the page is of use again to whoever opened it.
    browser.submit(&[]).await.expect(200, "You have signed out");
    browser.get(At::NhsLogin.start()).await;
    nhs_login_as(&mut browser, "margaret").await;
    browser.post(&path, &[("for", &margarets)]).await.expect_status(200);
    assert_ne!(events(&world).await, before);
}

#[tokio::test]
async fn given_somebody_of_the_other_kind_signed_in_since_when_a_form_is_sent_then_they_read_who_is_there() {
    let (world, case, mut rachel) = active().await;
    let rachels = mark_on(&mut rachel, &format!("{case}/suspend")).await;
    rachel.get(At::NhsLogin.start()).await;
    nhs_login_as(&mut rachel, "margaret").await;
    let page = rachel.post(&format!("{case}/suspend"), &[("for", &rachels)]).await;
    page.expect(409, STOPPED).expect_text("Margaret O'Neill").expect_no_text("Rachel");
    drop(world);
}

#[tokio::test]
async fn given_a_colleague_signed_in_since_when_a_note_is_sent_then_it_is_not_theirs() {
    let (world, case, mut rachel) = active().await;
    let rachels = mark_on(&mut rachel, &case).await;
    rachel.get(At::Cis2.start()).await;
    cis2_as(&mut rachel, "manager-a").await;
    let typed = [("note", "Rang the patient twice"), ("for", &*rachels)];
    let page = rachel.post(&format!("{case}/notes"), &typed).await;
    page.expect(409, STOPPED).expect_text("Riverside").expect_no_text("Rachel");
    world.staff_sign_in_as("reception-a").await.get(&case).await.expect_no_text("Rang the patient twice");
}

#[tokio::test]
async fn given_a_colleagues_session_ended_when_an_older_note_is_sent_then_the_colleague_does_not_get_it() {
    let (world, case, mut browser) = active().await;
    let rachels = mark_on(&mut browser, &case).await;
    browser.get(At::Cis2.start()).await;
    cis2_as(&mut browser, "manager-a").await;
    world.clock.advance(Duration::minutes(16));
    let typed = [("note", "Rang the patient twice"), ("for", &*rachels)];
    let page = browser.post(&format!("{case}/notes"), &typed).await;
    page.expect_status(200).expect_no_text("We kept the answers you typed");
    browser.follow("Sign in again").await;
    let page = cis2_as(&mut browser, "manager-a").await;
    assert!(!page.body.contains("Rang the patient twice"), "{page}");
}

#[tokio::test]
async fn given_the_writers_own_session_ended_when_they_sign_in_again_then_the_note_is_there() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    world.clock.advance(Duration::minutes(16));
    let page = rachel.submit(&[("note", "Rang the patient twice")]).await;
    page.expect_text("We kept the answers you typed");
    rachel.follow("Sign in again").await;
    let page = cis2_as(&mut rachel, "reception-a").await;
    assert_eq!(page.value("note").as_deref(), Some("Rang the patient twice"), "{page}");
}

#[tokio::test]
async fn given_two_people_when_they_open_the_same_page_then_its_mark_tells_them_apart_and_names_nobody() {
    let (world, case, mut rachel) = active().await;
    let rachels = mark_on(&mut rachel, &case).await;
    let of_mark = mark_on(&mut world.staff_sign_in_as("manager-a").await, &case).await;
    let again = mark_on(&mut world.staff_sign_in_as("reception-a").await, &case).await;
    assert_eq!(rachels, again);
    assert_ne!(rachels, of_mark);
    assert!(rachels.len() == 22 && !rachels.contains("staff"), "{rachels}");
}
