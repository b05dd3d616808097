//! What a practice does after it has confirmed: changes, pauses, lets go on, stops, removes, sets again.

use crate::story::{
    DAVID, DAVIDS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, accept, confirm, events, invite, subjects,
    the_delegation,
};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

/// A service in which Riverside has set David's access for Margaret; the path of the case, and who confirmed it.
pub async fn active() -> (World, String, Browser) {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    let case = format!("/staff/cases/{}", the_delegation(&world).await);
    (world, case, rachel)
}

/// Opens a page of the case and sends its form; the page after it.
async fn step(browser: &mut Browser, case: &str, page: &str, fields: &[(&str, &str)]) -> Page {
    browser.get(&format!("{case}/{page}")).await.expect_status(200);
    browser.submit(fields).await
}

async fn stopped(browser: &mut Browser, case: &str, tell: &str) {
    let fields = [("reason", "misuse"), ("tell_patient", tell), ("tell_trusted", tell)];
    step(browser, case, "revoke", &fields).await;
    browser.submit(&[]).await.expect(200, "Access stopped");
}

/// Subjects of the newest letters to both citizens.
fn told(world: &World) -> [Option<String>; 2] {
    [MARGARETS_MAIL, DAVIDS_MAIL].map(|address| subjects(world, address).pop())
}

fn both(subject: &str) -> [Option<String>; 2] {
    [Some(subject.to_owned()), Some(subject.to_owned())]
}

#[tokio::test]
async fn the_case_offers_only_what_is_possible() {
    let (_world, case, mut rachel) = active().await;
    let page = rachel.get(&case).await;
    for offered in ["Change access", "Suspend access", "Stop access"] {
        assert!(!page.link(offered).is_empty(), "{offered}");
    }
    page.expect_no_text("Confirm removal").expect_no_text("Set access again");
    page.expect_no_text("Leave access as it is").expect_no_text("Let access go on");
}

#[tokio::test]
async fn access_is_changed_and_both_are_told() {
    let (world, case, mut rachel) = active().await;
    let page = rachel.get(&format!("{case}/change")).await;
    page.expect_text("Change the access in your clinical system first");
    page.expect_no_text("Tick each point that is done");
    let wrong = rachel.submit(&[("how_long", "until"), ("ends-day", "31")]).await;
    assert_eq!(wrong.status, 422, "{wrong}");
    let fields = [("how_long", "until"), ("ends-day", "31"), ("ends-month", "12"), ("ends-year", "2027")];
    rachel.submit(&fields).await.expect_text("This is not what was asked for");
    rachel.submit(&[]).await.expect_text("Check your answers");
    let done = rachel.submit(&[]).await;
    done.expect(200, "Access changed");
    world.deliver_everything().await;
    assert_eq!(told(&world), both("Access has changed"));
    rachel.get(&case).await.expect_text("31 December 2027").expect_text("Access changed");
}

#[tokio::test]
async fn access_is_paused_and_goes_on() {
    let (world, case, mut rachel) = active().await;
    let wrong = step(&mut rachel, &case, "suspend", &[("note", "Somebody called.")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.errors().len()), (422, 2), "{wrong}");
    assert!(wrong.body.contains("Somebody called."), "what was typed is kept");
    let before = told(&world);
    let fields = [("reason", "safeguarding"), ("in_line", "yes")];
    rachel.submit(&fields).await.expect(200, "Access suspended");
    world.deliver_everything().await;
    assert_eq!(told(&world), before, "safeguarding tells nobody of itself");
    let page = rachel.get(&case).await;
    page.expect_text("A safeguarding concern is being looked at").expect_text("Somebody called.");
    page.expect_no_text("Change access").expect_no_text("Suspend access");
    step(&mut rachel, &case, "resume", &[("in_line", "yes")])
        .await
        .expect(200, "Access is no longer suspended");
    world.deliver_everything().await;
    assert_eq!(told(&world), both("Access is no longer paused"));
}

#[tokio::test]
async fn access_is_stopped_removed_and_set_again() {
    let (world, case, mut rachel) = active().await;
    stopped(&mut rachel, &case, "reason").await;
    world.deliver_everything().await;
    assert_eq!(told(&world), both("Access has ended"));
    let letter = world.letters_to(DAVIDS_MAIL).pop().unwrap().text.unwrap();
    assert!(letter.contains("The access was not used as agreed."), "{letter}");
    rachel.get("/staff?tab=removals").await.expect_text("Removals to do (1)").expect_text("To be removed");
    step(&mut rachel, &case, "removal", &[])
        .await
        .expect_text("Tick that it is done in your clinical system");
    rachel.submit(&[("in_line", "yes")]).await.expect(200, "Removal confirmed");
    let few = [("checklist", "spoke_to_patient"), ("how_long", "no_end")];
    let page = step(&mut rachel, &case, "reactivate", &few).await;
    assert_eq!(page.status, 422, "consent and safety are looked at anew");
    let ticked = [
        ("checklist", "spoke_to_patient"),
        ("checklist", "coercion_considered"),
        ("checklist", "safeguarding_looked"),
        ("checklist", "identity_seen"),
        ("consent", "in_person"),
    ];
    rachel.submit(&ticked).await.expect_text("Check your answers");
    rachel.submit(&[]).await.expect(200, "Access set again");
    world.deliver_everything().await;
    assert_eq!(told(&world), both("Access has been set up"));
}

#[tokio::test]
async fn a_stop_tells_no_more_than_was_allowed() {
    let (world, case, mut rachel) = active().await;
    let before = told(&world);
    stopped(&mut rachel, &case, "nothing").await;
    world.deliver_everything().await;
    assert_eq!(told(&world), before, "nobody is written to");
    let id = the_delegation(&world).await;
    for who in ["margaret", "david"] {
        let page = world.sign_in_as(who).await.get(&format!("/delegations/{id}")).await;
        page.expect_no_text("not used as agreed").expect_no_text("misuse");
    }
}

#[tokio::test]
async fn a_second_click_is_harmless_and_who_comes_too_late_is_told() {
    let (world, case, mut rachel) = active().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    for (page, fields, done) in [
        ("suspend", vec![("reason", "pending_review"), ("in_line", "yes")], "Access suspended"),
        ("resume", vec![("in_line", "yes")], "Access is no longer suspended"),
    ] {
        let path = format!("{case}/{page}");
        mark.get(&path).await.expect_status(200);
        step(&mut rachel, &case, page, &fields).await.expect(200, done);
        let before = events(&world).await.len();
        mark.submit(&fields).await.expect(200, done);
        rachel.post(&path, &fields).await.expect(200, done);
        assert_eq!(events(&world).await.len(), before, "{page}");
    }
    mark.get(&format!("{case}/change")).await.expect_status(200);
    stopped(&mut rachel, &case, "outcome").await;
    let late = mark.submit(&[]).await;
    assert_eq!(late.status, 409, "{late}");
    late.expect_text("This request has changed").expect_text("Access stopped");
    stopped_again(&mut mark, &case).await;
}

async fn stopped_again(browser: &mut Browser, case: &str) {
    browser.get(&format!("{case}/revoke")).await.expect(200, "Access stopped");
}

#[tokio::test]
async fn no_other_practice_reaches_any_of_these_pages() {
    let (world, case, _) = active().await;
    let (mut bilal, mut margaret) =
        (world.staff_sign_in_as("reception-b").await, world.sign_in_as("margaret").await);
    let before = events(&world).await.len();
    for page in ["change", "suspend", "resume", "revoke", "removal", "reactivate", "keep"] {
        let path = format!("{case}/{page}");
        for browser in [&mut bilal, &mut margaret] {
            browser.get(&path).await.expect_status(404);
            let fields = [("reason", "misuse"), ("in_line", "yes"), ("step", "send")];
            browser.post(&path, &fields).await.expect_status(404);
        }
    }
    assert_eq!(events(&world).await.len(), before);
}
