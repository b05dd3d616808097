//! "She asked for prescriptions, and they gave him her whole record": access grows only with the checks and consent.

use domain::delegation::{Checklist, ChecklistItem, ConsentMethod};
use domain::{Access, DelegationId, RecordLevel, Service};
use proxy_access::actions::confirm;
use proxy_access::storage::delegations;
use serde_json::json;
use time::Duration;

use crate::people::{pair, staff, with_practice};
use crate::speaker::{Speaker, code};
use crate::staff_life::active;
use crate::story::{DAVID, DAVIDS_MAIL, MARGARETS_MAIL, accept, count, events, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::world::{World, world};

const CHECKS: [(&str, &str); 5] = [
    ("checklist", "spoke_to_patient"),
    ("checklist", "coercion_considered"),
    ("checklist", "safeguarding_looked"),
    ("checklist", "identity_seen"),
    ("consent", "by_telephone"),
];

async fn set_now(world: &World, id: DelegationId) -> Access {
    let delegation = delegations::load(&world.app.db, id).await.unwrap().expect("a delegation");
    delegation.set.expect("access that is set")
}

/// Appointments for a hundred days; the case.
async fn a_little(world: &World) -> DelegationId {
    let pair = pair(world).await;
    let id = with_practice(world, pair.delegator, pair.delegate).await;
    let today = world.app.clock.today_in_london();
    let ends = Some(today + Duration::days(100));
    let set = Access::new([Service::BookAppointments], RecordLevel::None, today, ends).expect("access");
    let checked = Checklist::complete(&ChecklistItem::ALWAYS, ConsentMethod::InPerson).expect("ticked");
    confirm::confirm(&world.app, &staff(), id, (checked, set.into())).await.unwrap();
    id
}

/// Everything, for ever.
const EVERYTHING: [(&str, &str); 5] = [
    ("services", "book_appointments"),
    ("services", "view_record"),
    ("services", "message_surgery"),
    ("record", "full"),
    ("how_long", "no_end"),
];

#[tokio::test]
async fn a_little_becomes_the_full_record_only_with_the_checks_and_consent() {
    let world = world().await;
    let id = a_little(&world).await;
    let before = (set_now(&world, id).await, count(&world, "event").await);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let change = format!("/staff/cases/{id}/change");
    rachel.get(&change).await.expect_status(200);
    let differs = rachel.submit(&EVERYTHING).await;
    differs.expect_text("This is not what was asked for").expect_text("Asked for").expect_text("Set now");
    differs.expect_text("Full record More than asked").expect_text("No end date More than asked");
    differs.expect_text("Send messages to the GP surgery and read its answers More than asked");
    let unticked = rachel.submit(&[]).await;
    unticked.expect_status(422).expect_text("Tick every point before you confirm");
    unticked.expect_text("Choose how the patient gave consent").expect_text("Tick that the patient consents");
    assert_eq!(unticked.errors().len(), 3, "{unticked}");
    rachel.submit(&CHECKS).await.expect_status(422).expect_text("Tick that the patient consents to more");
    // Nobody gets round the page.
    let all = [&EVERYTHING[..], &CHECKS[..], &[("step", "send")]].concat();
    rachel.get(&change).await;
    rachel.submit(&all).await.expect_status(422).expect_text("Tick that the patient consents to more");
    assert_eq!((set_now(&world, id).await, count(&world, "event").await), before, "nothing has changed");
    rachel.submit(&[("more", "yes")]).await.expect_text("Check your answers");
    rachel.submit(&[]).await.expect(200, "Access changed");
    assert_eq!(set_now(&world, id).await.record(), RecordLevel::Full);
    let case = rachel.get(&format!("/staff/cases/{id}")).await;
    case.expect_text(
        "We asked the patient about what goes beyond what they asked for, and they consent to it",
    );
}

#[tokio::test]
async fn a_program_widens_nothing_without_the_checks_either() {
    let world = world().await;
    let id = a_little(&world).await.to_string();
    let system = Speaker::system(&world).await;
    let everything = json!({ "services": ["view_record"], "record_level": "full", "no_end": true });
    let four = ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"];
    let mut body = json!({ "access": everything });
    assert_eq!(code(&system.tells(&id, "change", &body).await), "checks-needed");
    body["checklist"] = json!(four);
    body["consent"] = json!("in_person");
    assert_eq!(code(&system.tells(&id, "change", &body).await), "more-than-asked");
    body["checklist"] = json!([&four[..], &["consents_to_more"]].concat());
    assert_eq!(system.tells(&id, "change", &body).await.status, 200);
    let events = system.reads(&format!("/api/v1/delegations/{id}/events")).await;
    let changed = events.body["events"].as_array().expect("events").last().expect("one").clone();
    assert_eq!(changed["details"]["checklist"], body["checklist"], "{changed}");
}

async fn asked(world: &World) -> (String, Browser) {
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let case = format!("/staff/cases/{}", the_delegation(world).await);
    (case, world.staff_sign_in_as("reception-a").await)
}

#[tokio::test]
async fn the_full_record_and_messages_are_not_confirmed_in_silence() {
    let world = world().await;
    let (case, mut rachel) = asked(&world).await;
    let page = rachel.get(&format!("{case}/confirm")).await;
    page.expect_text("Born 12 March 1951").expect_text("NHS number 999 000 0018");
    page.expect_text("Born 2 November 1949").expect_text("NHS number 999 000 0026");
    assert_eq!(page.attributes("input[name=how_long][checked]", "value"), [""; 0], "no end is never chosen");
    let more = [("services", "view_record"), ("services", "message_surgery"), ("record", "full")];
    let more = [&more[..], &CHECKS[..], &[("how_long", "no_end")]].concat();
    let differs = rachel.submit(&more).await;
    differs.expect_text("This is not what was asked for").expect_text("Full record More than asked");
    // Order of repeat prescriptions is gone, so it is less, too.
    differs.expect_text("You are about to give less than the patient asked for");
    rachel.submit(&[("more", "yes"), ("less", "talk_first")]).await.expect_text("Check your answers");
    let check = rachel.here();
    check.expect_text("NHS number 999 000 0018").expect_text("NHS number 999 000 0026");
    check.expect_text("Full record More than asked").expect_text("This is less than you asked for.");
    rachel.submit(&[]).await.expect(200, "Access confirmed");
    assert_eq!(events(&world).await.last().map(String::as_str), Some("delegation_finished"));
    world.deliver_everything().await;
    let letter = world.letters_to(MARGARETS_MAIL).pop().unwrap().text.unwrap().replace("\r\n", " ");
    assert!(
        letter.contains("This is less than you asked for. Your GP surgery wants to talk with you"),
        "{letter}"
    );
    let id = the_delegation(&world).await;
    let page = world.sign_in_as("margaret").await.get(&format!("/delegations/{id}")).await;
    page.expect_text("Less than you asked for").expect_text("wants to talk with you about the rest first");
    let page = world.sign_in_as("david").await.get(&format!("/delegations/{id}")).await;
    page.expect_no_text("Less than you asked for").expect_no_text("about the rest");
    for page in ["", "/print"] {
        let page = rachel.get(&format!("{case}{page}")).await;
        page.expect_text("We considered whether anybody is putting pressure on the patient");
        page.expect_text("Consent was given: By telephone").expect_text("Rachel Reid,");
    }
}

#[tokio::test]
async fn whoever_asks_for_more_is_asked_first_whether_somebody_presses_them() {
    let (world, case, _) = active().await;
    let path = case.replace("/staff/cases/", "/delegations/");
    let before = count(&world, "event").await;
    for answer in ["yes", "not_sure"] {
        let kept = count(&world, "kept_page").await;
        let mut margaret = world.sign_in_as("margaret").await;
        margaret.get(&format!("{path}/ask-change")).await;
        let more = [("services", "view_record"), ("record", "full"), ("how_long", "no_end")];
        let asked = margaret.submit(&more).await;
        asked.expect(200, "Is anybody putting pressure on you to do this?").expect_text("Exit this page");
        margaret.submit(&[("pressure", answer)]).await.expect(200, "We have stopped here");
        margaret.here().expect_text("Nothing was sent to anybody").expect_text("Exit this page");
        assert_eq!(count(&world, "kept_page").await, kept);
        // Nor by a form that leaves the question out.
        let sent = [&more[..], &[("step", "send")]].concat();
        margaret.get(&format!("{path}/ask-change")).await;
        margaret.submit(&sent).await.expect(200, "Is anybody putting pressure on you to do this?");
        margaret.get(&path).await.expect_no_text("What you ask for");
    }
    assert_eq!(count(&world, "event").await, before, "nothing is kept");
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&format!("{path}/ask-change")).await;
    let less = [("services", "order_prescriptions"), ("how_long", "no_end")];
    margaret.submit(&less).await.expect(200, "Check what you ask for");
}
