//! "I am waiting for her to ring back": what waits for the patient or the trusted person is not overdue until that day.

use time::{Date, Duration};

use crate::staff_life::active;
use crate::story::{DAVID, DAVIDS_MAIL, accept, another_request, count, events, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

/// A request that has been with Riverside for three weeks, and a receptionist.
async fn overdue() -> (World, String, Browser) {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let case = format!("/staff/cases/{}", the_delegation(&world).await);
    world.clock.advance(Duration::days(21));
    let rachel = world.staff_sign_in_as("reception-a").await;
    (world, case, rachel)
}

fn written(day: Date) -> String {
    format!("{} {} {}", day.day(), day.month(), day.year())
}

/// Waits for the patient for so many days; the page after it, and the day as pages write it.
async fn wait(world: &World, browser: &mut Browser, case: &str, days: i64) -> (Page, String) {
    let until = written(world.clock.today_in_london() + Duration::days(days));
    let form = [("wait_for", "patient"), ("until-day", &*until), ("wait_reason", "She rings back.")];
    (browser.post(&format!("{case}/wait"), &form).await, until)
}

/// What is marked in the list at this address.
async fn marks(browser: &mut Browser, address: &str) -> Vec<String> {
    browser.get(address).await.texts("tbody .nhsuk-tag--orange")
}

#[tokio::test]
async fn what_waits_for_the_patient_is_not_overdue_until_that_day() {
    let (world, case, mut rachel) = overdue().await;
    let before = events(&world).await.len();
    assert_eq!(marks(&mut rachel, "/staff?tab=new").await, ["Overdue"]);
    rachel.get("/staff?tab=waiting").await.expect_text("Waiting for someone (0)");
    let (page, until) = wait(&world, &mut rachel, &case, 7).await;
    page.expect_status(200);
    page.expect_text(&format!("Waiting for the patient until {until}")).expect_text("She rings back.");
    let waiting = format!("Waiting until {until}");
    assert_eq!(marks(&mut rachel, "/staff?tab=new").await, std::slice::from_ref(&waiting));
    assert_eq!(marks(&mut rachel, "/staff?tab=waiting").await, std::slice::from_ref(&waiting));
    rachel.here().expect_text("Waiting for someone (1)");
    for only in ["overdue", "week"] {
        rachel.get(&format!("/staff?tab=new&only={only}")).await.expect_text("There are no such requests.");
    }
    for tab in ["new", "waiting"] {
        let file = rachel.get(&format!("/staff/export.csv?tab={tab}")).await;
        assert!(file.body.contains(&waiting), "{tab}: {}", file.body);
    }
    let figure = async |browser: &mut Browser| {
        browser.get("/staff/statistics").await.texts(".nhsuk-summary-list__value")[2].clone()
    };
    assert_eq!(figure(&mut rachel).await, "0", "none is overdue");
    assert_eq!(events(&world).await.len(), before, "no citizen and no program is told");
    let own = case.replace("/staff/cases/", "/delegations/");
    world.sign_in_as("margaret").await.get(&own).await.expect_no_text("She rings back.");
    world.clock.advance(Duration::days(6));
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    assert_eq!(marks(&mut rachel, "/staff?tab=new").await, [waiting]);
    world.clock.advance(Duration::days(1));
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    assert_eq!(marks(&mut rachel, "/staff?tab=new").await, ["Overdue"], "that day is here");
    rachel.here().expect_text("Waiting for someone (0)").expect_text("28 days");
    assert_eq!(figure(&mut rachel).await, "1");
    rachel.get(&case).await.expect_no_text("Stop waiting").expect_text("Waiting for the patient until");
    rachel.here().expect_no_text("No longer waiting");
}

#[tokio::test]
async fn she_rang_back_earlier_so_i_stop_waiting_and_the_history_shows_both() {
    let (world, case, mut rachel) = overdue().await;
    let (_, until) = wait(&world, &mut rachel, &case, 7).await;
    world.clock.advance(Duration::minutes(5));
    let page = rachel.post(&format!("{case}/stop-waiting"), &[]).await;
    page.expect_no_text("Stop waiting").expect_text("She rings back.");
    let titles = page.texts("li > h3");
    let begun = format!("Waiting for the patient until {until}");
    assert_eq!(titles[..2], ["No longer waiting".to_owned(), begun], "{titles:?}");
    assert_eq!(marks(&mut rachel, "/staff?tab=new").await, ["Overdue"]);
    rachel.post(&format!("{case}/stop-waiting"), &[]).await.expect_status(200);
    assert_eq!(rachel.here().texts("li > h3"), titles, "pressed twice is pressed once");
    let sheet = rachel.get(&format!("{case}/print")).await;
    sheet.expect_text("Request made").expect_no_text("aiting for").expect_no_text("She rings back.");
    sheet.expect_no_text("No longer waiting");
}

#[tokio::test]
async fn another_day_takes_the_place_of_the_one_before_and_the_same_twice_is_one() {
    let (world, case, mut rachel) = overdue().await;
    for _ in 0..2 {
        wait(&world, &mut rachel, &case, 7).await.0.expect_status(200);
        assert_eq!(count(&world, "waiting").await, 1);
    }
    world.clock.advance(Duration::minutes(1));
    let (page, until) = wait(&world, &mut rachel, &case, 14).await;
    page.expect_text(&format!("Waiting for the patient until {until}")).expect_no_text("No longer waiting");
    page.expect_text("Change who you wait for").expect_no_text("Wait for the patient or");
    assert_eq!(marks(&mut rachel, "/staff?tab=waiting").await, [format!("Waiting until {until}")]);
    assert_eq!(count(&world, "waiting").await, 2, "both are in the history");
}

/// Of two at once, who comes second may have looked at the clock first.
#[tokio::test]
async fn what_a_colleague_began_at_the_same_moment_is_replaced_and_can_be_stopped() {
    let (world, case, mut rachel) = overdue().await;
    wait(&world, &mut rachel, &case, 7).await.0.expect_status(200);
    let ahead = "update waiting set at = at + interval '1 minute' where ended_at is null";
    sqlx::query(ahead).execute(&world.app.db).await.unwrap();
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let (page, until) = wait(&world, &mut mark, &case, 14).await;
    page.expect_status(200).expect_text(&format!("Waiting for the patient until {until}"));
    assert_eq!(count(&world, "waiting where ended_at is null").await, 1);
    sqlx::query(ahead).execute(&world.app.db).await.unwrap();
    mark.post(&format!("{case}/stop-waiting"), &[]).await.expect_no_text("Stop waiting");
    assert_eq!(count(&world, "waiting where ended_at is null").await, 0);
}

#[tokio::test]
async fn a_decision_ends_the_waiting() {
    let (world, case, mut rachel) = active().await;
    wait(&world, &mut rachel, &case, 7).await.0.expect_text("Stop waiting");
    rachel.get("/staff?tab=waiting").await.expect_text("Margaret O'Neill");
    rachel.get(&format!("{case}/revoke")).await;
    let fields = [("reason", "misuse"), ("tell_patient", "outcome"), ("tell_trusted", "outcome")];
    rachel.submit(&fields).await;
    rachel.submit(&[]).await.expect(200, "Access stopped");
    rachel.get(&case).await.expect_no_text("Stop waiting").expect_text("No longer waiting");
    rachel.get("/staff?tab=waiting").await.expect_text("Waiting for someone (0)");
}

#[tokio::test]
async fn what_a_citizen_ends_waits_for_nobody() {
    let (world, case, mut rachel) = overdue().await;
    wait(&world, &mut rachel, &case, 7).await.0.expect_text("Stop waiting");
    world.clock.advance(Duration::minutes(1));
    let own = case.replace("/staff/cases/", "/delegations/");
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.post(&format!("{own}/withdraw"), &[]).await.expect_status(200);
    rachel.get("/staff?tab=waiting").await.expect_text("Waiting for someone (0)");
    let page = rachel.get(&case).await;
    page.expect_no_text("Stop waiting").expect_no_text("Wait for the patient or the trusted person");
    wait(&world, &mut rachel, &case, 7).await.0.expect_no_text("Stop waiting");
    assert_eq!(count(&world, "waiting").await, 1, "what is closed waits for nobody");
}

#[tokio::test]
async fn i_can_wait_from_tomorrow_to_sixty_days() {
    let (world, case, mut rachel) = overdue().await;
    for (days, told) in [
        (0, "The day must be tomorrow or later"),
        (-3, "The day must be tomorrow or later"),
        (61, "The day must be no more than 60 days from today"),
    ] {
        let (page, typed) = wait(&world, &mut rachel, &case, days).await;
        assert_eq!((page.status.as_u16(), page.errors().len()), (422, 1), "{page}");
        page.expect_text(told);
        assert_eq!(page.value("until-day"), Some(typed), "what was typed is kept");
        assert_eq!(page.attributes("details[open] input[name=wait_for]", "value").len(), 2);
    }
    let page = rachel.post(&format!("{case}/wait"), &[("wait_reason", &"x".repeat(501))]).await;
    assert_eq!((page.status.as_u16(), page.errors().len()), (422, 3), "{page}");
    page.expect_text("Reason must be 500 characters or less");
    assert_eq!(count(&world, "waiting").await, 0);
    for days in [60, 1] {
        wait(&world, &mut rachel, &case, days).await.0.expect_text("Stop waiting");
    }
    rachel.get(&format!("{case}?lang=cy")).await.expect_text("Yn aros am y claf tan");
    rachel.get("/staff?tab=waiting&lang=cy").await.expect_text("Yn aros am rywun (1)");
}

#[tokio::test]
async fn the_next_request_is_none_that_waits_for_somebody() {
    let (world, case, mut rachel) = active().await;
    another_request(&world).await;
    let confirmed = format!("{case}/confirmed");
    let next = rachel.get(&confirmed).await.link("Next request");
    wait(&world, &mut rachel, &next, 7).await.0.expect_text("Stop waiting");
    rachel.get(&confirmed).await.expect_no_text("Next request");
    rachel.post(&format!("{next}/stop-waiting"), &[]).await.expect_status(200);
    rachel.get(&confirmed).await.expect_text("Next request");
}

#[tokio::test]
async fn a_waiting_that_was_sent_too_late_waits_for_its_writer() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    world.clock.advance(Duration::minutes(20));
    rachel.submit(&[("wait_for", "trusted_person"), ("wait_reason", "He is abroad.")]).await;
    rachel.follow("Sign in again").await;
    let page = crate::support::world::cis2_as(&mut rachel, "reception-a").await;
    assert_eq!(page.value("wait_reason").as_deref(), Some("He is abroad."), "{page}");
    assert_eq!(page.value("wait_for").as_deref(), Some("trusted_person"));
    rachel.get(&format!("{case}/stop-waiting")).await.expect_status(200);
}
