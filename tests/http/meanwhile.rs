//! What time, PDS and operators bring: warnings, the yearly look, closing, pauses and ends that nobody clicked for.

use domain::{EmailAddress, OdsCode};
use proxy_access::run::doctor;
use proxy_access::storage::{outbox, practices, rechecks};
use proxy_access::worker;
use sandbox::pds::{Confidentiality, Record};
use serde_json::json;
use time::Duration;

use crate::staff_life::active;
use crate::story::{
    DAVID, DAVIDS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, events, invite, subjects, the_delegation,
};
use crate::support::world::{World, world, world_with};

const MARGARETS_NUMBER: &str = "9990000018";
const DAVIDS_NUMBER: &str = "9990000026";

async fn set_riverside(world: &World, enabled: bool) {
    let practice = practices::Practice {
        ods_code: OdsCode::parse("A81001").unwrap(),
        name: "Riverside Medical Practice".to_owned(),
        enabled,
        email: EmailAddress::parse(RIVERSIDES_MAIL).ok(),
    };
    practices::upsert(&world.app.db, &practice, world.clock.now()).await.unwrap();
}

fn newest(world: &World, address: &str) -> String {
    subjects(world, address).pop().unwrap_or_default()
}

#[tokio::test]
async fn both_are_warned_once_before_the_end_and_then_it_ends() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&format!("{case}/change")).await;
    let ends = world.clock.today_in_london() + Duration::days(40);
    let [day, month, year] =
        [ends.day().to_string(), u8::from(ends.month()).to_string(), ends.year().to_string()];
    let fields = [("how_long", "until"), ("ends-day", &day), ("ends-month", &month), ("ends-year", &year)];
    rachel.submit(&fields).await;
    rachel.submit(&[]).await.expect_text("Check your answers");
    rachel.submit(&[]).await.expect(200, "Access changed");
    for (days, warnings) in [(25, 0), (1, 1), (1, 1), (12, 1)] {
        world.pass(Duration::days(days)).await;
        world.deliver_everything().await;
        for address in [MARGARETS_MAIL, DAVIDS_MAIL] {
            let warned = subjects(&world, address).iter().filter(|one| one.contains("ends soon")).count();
            assert_eq!(warned, warnings, "{address}");
        }
    }
    let asks = |address: &str| world.letters_to(address).pop().map(|letter| world.link_in(&letter));
    let asks = |address: &str| asks(address).is_some_and(|link| link.ends_with("/ask-change"));
    assert_eq!((asks(MARGARETS_MAIL), asks(DAVIDS_MAIL)), (true, false), "the patient can ask for more time");
    world.pass(Duration::days(2)).await;
    world.deliver_everything().await;
    assert_eq!(newest(&world, DAVIDS_MAIL), "Access has ended");
    world.staff_sign_in_as("reception-a").await.get("/staff").await.expect_text("Removals to do (1)");
}

#[tokio::test]
async fn access_without_an_end_is_asked_about_every_year() {
    let (world, ..) = active().await;
    for year in 1..=2 {
        world.pass(Duration::days(366)).await;
        world.deliver_everything().await;
        let nudges = subjects(&world, MARGARETS_MAIL).iter().filter(|one| one.contains("still fit")).count();
        assert_eq!(nudges, year);
    }
    assert_eq!(newest(&world, RIVERSIDES_MAIL), "Does the access still fit?");
    assert!(!subjects(&world, DAVIDS_MAIL).iter().any(|one| one.contains("still fit")));
}

#[tokio::test]
async fn requests_at_a_practice_that_left_are_closed_and_access_stays() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    set_riverside(&world, false).await;
    assert_eq!(worker::close_what_cannot_go_on(&world.app).await.unwrap(), 1);
    assert_eq!(worker::close_what_cannot_go_on(&world.app).await.unwrap(), 0);
    world.deliver_everything().await;
    assert_eq!(newest(&world, MARGARETS_MAIL), "A request was closed");
    assert_eq!(newest(&world, DAVIDS_MAIL), "A request was closed");
    let id = the_delegation(&world).await;
    let page = margaret.get(&format!("/delegations/{id}")).await;
    page.expect_text("Your GP surgery no longer takes part in this service.");
    let page = world.sign_in_as("david").await.get(&format!("/delegations/{id}/respond")).await;
    page.expect_text("no longer takes part").expect_text("You do not need to do anything.");

    let (world, case, _) = active().await;
    set_riverside(&world, false).await;
    assert_eq!(worker::close_what_cannot_go_on(&world.app).await.unwrap(), 0);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&case.replace("/staff/cases/", "/delegations/")).await.expect_text("Active");
}

#[tokio::test]
async fn nobody_accepts_while_the_practice_is_outside() {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    let id = the_delegation(&world).await;
    let mut david = world.sign_in_as("david").await;
    david.get(&format!("/delegations/{id}/accept")).await.expect_status(200);
    sqlx::query("update delegation set practice = 'B82002' where id = $1")
        .bind(id.0)
        .execute(&world.app.db)
        .await
        .unwrap();
    sqlx::query("update practice set enabled = false where ods_code = 'B82002'")
        .execute(&world.app.db)
        .await
        .unwrap();
    david.submit(&[("declare", "yes")]).await.expect(403, "The GP surgery no longer takes part");
}

#[tokio::test]
async fn a_death_pauses_the_access_and_nobody_writes_to_the_dead() {
    let (world, case, mut rachel) = active().await;
    let before = (subjects(&world, MARGARETS_MAIL).len(), subjects(&world, DAVIDS_MAIL).len());
    let dead = |record: &mut Record| {
        record.deceased = Some("2026-11-20T00:00:00+00:00".to_owned());
    };
    assert!(world.sandbox.pds().set(MARGARETS_NUMBER, dead));
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1);
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 0, "not before a week is over");
    world.deliver_everything().await;
    let after = (subjects(&world, MARGARETS_MAIL).len(), subjects(&world, DAVIDS_MAIL).len());
    assert_eq!(after, before, "the practice decides whom to tell");
    assert_eq!(newest(&world, RIVERSIDES_MAIL), "Access was suspended by a check");
    rachel.get(&case).await.expect_text("NHS records say that the patient has died.");
    let page = world.sign_in_as("david").await.get(&case.replace("/staff/cases/", "/delegations/")).await;
    page.expect_text("Paused").expect_no_text("died");
}

#[tokio::test]
async fn a_restricted_record_pauses_and_another_practice_ends_it() {
    let (world, case, mut rachel) = active().await;
    world.sandbox.pds().set(DAVIDS_NUMBER, |record| record.confidentiality = Confidentiality::Restricted);
    worker::recheck_everything(&world.app).await.unwrap();
    rachel.get(&case).await.expect_text("the details of the trusted person are restricted");
    world.sandbox.pds().set(DAVIDS_NUMBER, |record| record.confidentiality = Confidentiality::Unrestricted);
    world.clock.advance(Duration::days(8));
    worker::recheck_everything(&world.app).await.unwrap();
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&case).await.expect_text("Let access go on");
    world.sandbox.pds().set(MARGARETS_NUMBER, |record| record.practice = Some("B82002".to_owned()));
    world.clock.advance(Duration::days(8));
    worker::recheck_everything(&world.app).await.unwrap();
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&case).await.expect_text("The patient has left the practice").expect_text("Confirm removal");
}

#[tokio::test]
async fn the_walk_rests_while_pds_is_away_and_goes_on_where_it_stopped() {
    let (world, ..) = active().await;
    world.sandbox.switches().set("pds", json!({ "down": true })).unwrap();
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 0);
    let turn = rechecks::take(&world.app.db, (world.clock.now(), world.clock.now())).await.unwrap();
    let turn = turn.expect("its turn was given back");
    rechecks::give_back(&world.app.db, turn).await.unwrap();
    world.sandbox.switches().set("pds", json!({})).unwrap();
    world.clock.advance(Duration::minutes(10));
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1);
    assert!(!events(&world).await.iter().any(|name| name.contains("suspended")));
}

#[tokio::test]
async fn a_message_that_waited_too_long_says_nothing_that_is_no_longer_so() {
    let (world, case, mut rachel) = active().await;
    world.sandbox.switches().set("smtp", json!({ "refuse": true })).unwrap();
    rachel.get(&format!("{case}/suspend")).await;
    let told = [("tell_patient", "outcome"), ("tell_trusted", "outcome")];
    let paused = [&[("reason", "pending_review"), ("in_line", "yes")][..], &told].concat();
    rachel.submit(&paused).await.expect(200, "Access suspended");
    world.deliver_everything().await;
    rachel.get(&format!("{case}/resume")).await;
    rachel.submit(&[("in_line", "yes")]).await.expect_status(200);
    world.sandbox.switches().set("smtp", json!({})).unwrap();
    for _ in 0..3 {
        world.clock.advance(Duration::minutes(30));
        world.deliver_everything().await;
    }
    assert!(!subjects(&world, DAVIDS_MAIL).contains(&"Access is paused".to_owned()));
    assert!(subjects(&world, DAVIDS_MAIL).contains(&"Access is no longer paused".to_owned()));
}

#[tokio::test]
async fn the_doctor_finds_what_is_wrong_and_says_how_to_mend_it() {
    let world = world_with(&[]).await;
    let well = doctor::examine(&world.app).await;
    assert!(well.iter().all(|finding| finding.wrong.is_none()), "{well:#?}");
    for (system, faults) in [("pds", json!({ "down": true })), ("smtp", json!({ "refuse": true }))] {
        world.sandbox.switches().set(system, faults).unwrap();
    }
    world.sandbox.switches().set("ods", json!({ "key_refused": true })).unwrap();
    let ill = doctor::examine(&world.app).await;
    let wrong: Vec<_> =
        ill.iter().filter_map(|finding| Some((finding.what, finding.wrong.clone()?))).collect();
    let names: Vec<_> = wrong.iter().map(|(what, _)| *what).collect();
    assert_eq!(names, ["PDS", "organisation directory", "mail server"], "{wrong:#?}");
    assert!(wrong[1].1.contains("ODS_API_KEY") && wrong[2].1.contains("SMTP_URL"));
}

#[tokio::test]
async fn work_that_was_given_up_is_listed_and_tried_again() {
    let world = world().await;
    world.sandbox.switches().set("smtp", json!({ "reject_rcpt": true })).unwrap();
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    let dead = outbox::dead_letters(&world.app.db, 10).await.unwrap();
    assert_eq!(dead.len(), 2, "{dead:?}");
    let found = doctor::examine(&world.app).await;
    assert!(found.iter().any(|finding| finding.what == "work that was given up" && finding.wrong.is_some()));
    world.sandbox.switches().set("smtp", json!({})).unwrap();
    world.clock.advance(Duration::minutes(10));
    let now = world.clock.now();
    assert_eq!(outbox::retry(&world.app.db, Some(dead[0].id), now).await.unwrap(), 1);
    assert_eq!(outbox::retry(&world.app.db, None, now).await.unwrap(), 1);
    assert_eq!(outbox::retry(&world.app.db, None, now).await.unwrap(), 0);
    world.deliver_everything().await;
    assert_eq!((subjects(&world, MARGARETS_MAIL).len(), subjects(&world, DAVIDS_MAIL).len()), (1, 1));
}
