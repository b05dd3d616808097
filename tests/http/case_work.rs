//! Colleagues at one case: who has it, what they note, what is tried again, and who looked.

use domain::delegation::{RevokeReason, Tell};
use domain::{Actor, OdsCode, StaffId};
use proxy_access::actions::revoke;
use serde_json::json;
use time::Duration;
use uuid::Uuid;

use crate::staff_life::active;
use crate::story::{DAVIDS_MAIL, another_request, count, events, subjects, the_delegation};
use crate::support::browser::Browser;

#[tokio::test]
async fn a_case_is_taken_taken_over_and_let_go_of() {
    let (world, case, mut rachel) = active().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let before = events(&world).await.len();
    rachel.get(&case).await.expect_text("Take this request");
    rachel.post(&format!("{case}/take"), &[]).await.expect_text("has taken this request");
    rachel.here().expect_text("Rachel Reid has taken").expect_text("Let go of this request");
    mark.get(&case).await.expect_text("Rachel Reid has taken").expect_text("Take this request over");
    mark.post(&format!("{case}/take"), &[]).await.expect_text("Let go of this request");
    rachel.get(&case).await.expect_text("Take this request over").expect_no_text("Rachel Reid has taken");
    mark.post(&format!("{case}/release"), &[]).await.expect_no_text("has taken this request");
    mark.post(&format!("{case}/release"), &[]).await.expect_status(200);
    assert_eq!(events(&world).await.len(), before, "no citizen sees any of it");
}

#[tokio::test]
async fn notes_are_for_the_practice_and_stay() {
    let (world, case, mut rachel) = active().await;
    let notes = format!("{case}/notes");
    for (typed, told) in [("  ", "Enter a note"), (&*"x".repeat(501), "Note must be 500 characters or less")]
    {
        let page = rachel.post(&notes, &[("note", typed)]).await;
        assert_eq!(page.status, 422, "{page}");
        page.expect_text(told);
    }
    rachel.post(&notes, &[("note", "Rang the patient.\r\n<b>All well</b>")]).await.expect_status(200);
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let page = mark.get(&case).await;
    page.expect_text("Rang the patient.").expect_text("<b>All well</b>").expect_text("Rachel Reid");
    let own = case.replace("/staff/cases/", "/delegations/");
    world.sign_in_as("margaret").await.get(&own).await.expect_no_text("Rang the patient.");
}

#[tokio::test]
async fn a_note_that_was_sent_twice_at_once_is_kept_once() {
    let (world, case, mut rachel) = active().await;
    let notes = format!("{case}/notes");
    let windows = (0..8).map(|_| {
        let mut window = world.browser();
        window.set_cookie("session", rachel.cookie("session").expect("she is signed in"));
        window
    });
    let mut windows: Vec<Browser> = windows.collect();
    let typed = [("note", "Called, no answer.")];
    let sent = windows.iter_mut().map(|window| window.post(&notes, &typed));
    for page in futures::future::join_all(sent).await {
        page.expect_text("Called, no answer.");
    }
    assert_eq!(count(&world, "note").await, 1);
    rachel.post(&notes, &[("note", "Called, no answer!")]).await.expect_status(200);
    assert_eq!(count(&world, "note").await, 2, "other words are another note");
    world.staff_sign_in_as("manager-a").await.post(&notes, &typed).await.expect_status(200);
    assert_eq!(count(&world, "note").await, 3, "and so is a colleague's");
    world.clock.advance(Duration::minutes(2));
    rachel.post(&notes, &typed).await.expect_status(200);
    assert_eq!(count(&world, "note").await, 4, "she called again");
}

#[tokio::test]
async fn a_message_that_was_given_up_is_tried_again_once() {
    let (world, case, mut rachel) = active().await;
    world.sandbox.switches().set("smtp", json!({ "reject_rcpt": true })).unwrap();
    rachel
        .get(&format!("{case}/suspend"))
        .await
        .expect_text("Born 12 March 1951")
        .expect_text("Born 2 November 1949");
    let paused = [
        ("reason", "pending_review"),
        ("in_line", "yes"),
        ("tell_patient", "outcome"),
        ("tell_trusted", "outcome"),
    ];
    rachel.submit(&paused).await;
    world.deliver_everything().await;
    world.sandbox.switches().set("smtp", json!({})).unwrap();
    world.clock.advance(Duration::minutes(5));
    let page = rachel.get(&case).await;
    page.expect_text("Could not be sent");
    let id = page.value("message").expect("a message to be tried again");
    for _ in 0..2 {
        rachel.post(&format!("{case}/retry"), &[("message", &id)]).await.expect_status(200);
        world.deliver_everything().await;
    }
    let letters =
        subjects(&world, DAVIDS_MAIL).len() + subjects(&world, "margaret.oneill@example.test").len();
    rachel.post(&format!("{case}/retry"), &[("message", "nonsense")]).await.expect_status(404);
    let other = world.clock.new_id().to_string();
    rachel.post(&format!("{case}/retry"), &[("message", &other)]).await.expect_status(404);
    world.deliver_everything().await;
    let after = subjects(&world, DAVIDS_MAIL).len() + subjects(&world, "margaret.oneill@example.test").len();
    assert_eq!(letters, after, "nothing goes twice");
}

#[tokio::test]
async fn everybody_who_looked_is_written_down() {
    let (world, case, mut rachel) = active().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    mark.get(&format!("{case}/print"))
        .await
        .expect(200, "Sheet for the patient’s record David O'Neill to act for Margaret O'Neill");
    mark.here().expect_text("999 000 0018").expect_text("Access confirmed by the practice");
    let page = rachel.get(&format!("{case}/reads")).await;
    page.expect_text("Rachel Reid").expect_text("The request").expect_text("The sheet for the record");
    let before = count(&world, "case_read").await;
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    for page in ["", "/print", "/reads"] {
        bilal.get(&format!("{case}{page}")).await.expect_status(404);
    }
    for page in ["take", "release", "notes", "retry", "contacts", "wait", "stop-waiting"] {
        bilal.post(&format!("{case}/{page}"), &[("note", "x")]).await.expect_status(404);
    }
    assert_eq!(count(&world, "case_read").await, before, "who was not let in has not looked");
    assert_eq!(count(&world, "note").await, 0);
}

#[tokio::test]
async fn a_note_that_was_sent_too_late_waits_and_every_kept_address_leads_somewhere() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    world.clock.advance(Duration::minutes(20));
    let late = rachel.post(&format!("{case}/notes"), &[("note", "Typed for a long time.")]).await;
    late.expect(200, "We signed you out");
    rachel.follow("Sign in again").await;
    let page = crate::support::world::cis2_as(&mut rachel, "reception-a").await;
    assert_eq!(page.value("note").as_deref(), Some("Typed for a long time."), "{page}");
    for path in ["take", "release", "retry", "notes", "contacts", "wait", "stop-waiting"] {
        rachel.get(&format!("{case}/{path}")).await.expect_status(200);
    }
    let wrong = rachel.post(&format!("{case}/notes"), &[("note", "")]).await;
    let other = wrong.attributes("nav.app-language button[formaction]", "formaction");
    assert_eq!(other, [format!("{case}/notes?keep=cy")]);
    rachel.get("/staff/search").await.expect_status(200);
    let wrong = rachel.post("/staff/search", &[("search", "999")]).await;
    assert_eq!(wrong.link("Cymraeg"), "/staff?lang=cy");
}

#[tokio::test]
async fn numbers_are_copied_by_buttons_that_only_scripts_show() {
    let (_world, case, mut rachel) = active().await;
    let page = rachel.get(&case).await;
    assert_eq!(page.attributes("[hidden] > button[data-copy]", "data-copy"), ["9990000018", "9990000026"]);
}

#[tokio::test]
async fn to_decide_is_to_let_go_and_what_is_closed_cannot_be_taken() {
    let (world, case, mut rachel) = active().await;
    rachel.post(&format!("{case}/take"), &[]).await.expect_text("Rachel Reid has taken this request");
    rachel.get(&format!("{case}/revoke")).await;
    let fields = [("reason", "misuse"), ("tell_patient", "outcome"), ("tell_trusted", "outcome")];
    rachel.submit(&fields).await;
    rachel.submit(&[]).await.expect(200, "Access stopped").expect_no_text("Next request");
    rachel.get(&case).await.expect_no_text("has taken this request").expect_text("Take this request");
    assert_eq!(count(&world, "assignment").await, 0);
    rachel.get(&format!("{case}/removal")).await;
    rachel.submit(&[("in_line", "yes")]).await.expect_status(200);
    rachel.get(&case).await.expect_no_text("Take this request");
    rachel.post(&format!("{case}/take"), &[]).await.expect_no_text("has taken this request");
    assert_eq!(count(&world, "assignment").await, 0, "there is nothing to work on");
}

#[tokio::test]
async fn a_decision_that_is_given_once_more_takes_nothing_from_a_colleague_who_came_since() {
    let (world, case, _) = active().await;
    let rachel: Uuid = sqlx::query_scalar("select id from staff where name = 'Rachel Reid'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let rachel = Actor::Staff { id: StaffId(rachel), practice: OdsCode::parse("A81001").unwrap() };
    let (id, stop) = (the_delegation(&world).await, (RevokeReason::Misuse, Tell::NOTHING, None));
    assert!(revoke::revoke(&world.app, &rachel, id, stop).await.unwrap().changed);
    world.clock.advance(Duration::MINUTE);
    let mut mark = world.staff_sign_in_as("manager-a").await;
    mark.post(&format!("{case}/take"), &[]).await.expect_text("Mark Moore has taken this request");
    let until = world.clock.today_in_london() + Duration::days(7);
    let until = format!("{} {} {}", until.day(), until.month(), until.year());
    let waiting = [("wait_for", "patient"), ("until-day", &*until), ("wait_reason", "She rings back.")];
    mark.post(&format!("{case}/wait"), &waiting).await.expect_text("Stop waiting");
    world.clock.advance(Duration::MINUTE);
    assert!(!revoke::revoke(&world.app, &rachel, id, stop).await.unwrap().changed);
    mark.get(&case).await.expect_text("Mark Moore has taken this request").expect_text("Stop waiting");
}

#[tokio::test]
async fn after_a_decision_the_request_that_waited_longest_is_next() {
    let (world, case, mut rachel) = active().await;
    another_request(&world).await;
    let done = rachel.get(&format!("{case}/confirmed")).await;
    let next = done.link("Next request");
    assert_ne!(next, case);
    rachel.follow("Next request").await.expect_text("Waits for your decision");
    let mut mark = world.staff_sign_in_as("manager-a").await;
    mark.post(&format!("{next}/take"), &[]).await.expect_text("Mark Moore has taken this request");
    rachel.get(&format!("{case}/confirmed")).await.expect_no_text("Next request");
    mark.get(&format!("{case}/confirmed")).await.expect_text("Next request");
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.get(&next).await.expect_status(404);
}

#[tokio::test]
async fn statistics_and_settings_are_in_the_header_of_staff_alone() {
    let (world, case, mut rachel) = active().await;
    let page = rachel.get(&case).await;
    assert_eq!(page.link("Statistics"), "/staff/statistics");
    assert_eq!(page.link("Settings"), "/staff/settings");
    world.sign_in_as("margaret").await.get("/home").await.expect_no_text("Statistics");
}
