//! What the national store tells of roles, over real HTTP: what ends there ends here at once, whoever tells twice or
//! late changes nothing, and who is not the store is not heard.

use domain::delegation::{Stage, Tell};
use proxy_access::actions::resume;
use proxy_access::run::doctor;
use reqwest::header::CONTENT_TYPE;
use sandbox::vrs::{VrsFaults, VrsRole};
use serde_json::{Value, json};

use crate::people::{number_of, staff};
use crate::story::{count, events, later};
use crate::support::world::World;

use super::{followed, left_by_another, numbers, so, stage, stands, the_role, using, using_with};

const PATH: &str = "/api/v1/national/events";
/// What the store shows when it tells of roles.
pub const TOKEN: &str = "the store of these tests shows this to us";
const WAITING: &str = "outbox where task = 'follow_role'";

/// A world that may be told, whose Riverside practice uses the national store.
async fn listening() -> World {
    using_with("on", &[("VRS_EVENTS_TOKEN", TOKEN)]).await
}

/// An event of this kind about a role, as the national service shapes it.
fn event(kind: &str, role: &VrsRole) -> Value {
    json!({
        "specversion": "1.0",
        "id": format!("{kind}-{}", role.id),
        "source": "uk.nhs.validated-relationships-service",
        "type": format!("vrs-proxy-role-{kind}-1"),
        "time": "2026-11-27T12:00:00Z",
        "dataref": format!("https://api.example.test/validated-relationships/FHIR/R4/Consent/{}", role.id),
        "subject": role.patient,
        "filtering": { "patient_ods_code": "A81001", "proxy_ods_code": null },
    })
}

/// The same with a member changed; taken out where there is no value.
fn with(mut event: Value, name: &str, value: Option<Value>) -> Value {
    match value {
        Some(value) => event[name] = value,
        None => drop(event.as_object_mut().expect("an object").remove(name)),
    }
    event
}

/// Sends this with a token and a type of media; the status and what is said.
async fn sent(world: &World, token: Option<&str>, media: &str, body: String) -> (u16, Value) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let call = client.post(format!("{}{PATH}", world.url)).header(CONTENT_TYPE, media).body(body);
    let call = match token {
        Some(token) => call.bearer_auth(token),
        None => call,
    };
    let answer = call.send().await.expect("an answer");
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("text");
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// The store tells this.
async fn told(world: &World, event: &Value) -> u16 {
    sent(world, Some(TOKEN), "application/json", event.to_string()).await.0
}

/// The only role ends there, through nobody here.
fn ends(world: &World) -> VrsRole {
    let role = the_role(world);
    assert!(world.sandbox.vrs().set(&role.id, |role| {
        role.status = "inactive".to_owned();
        role.reason = "ROLE_DEACTIVATED_PATIENT_REQUEST".to_owned();
    }));
    role
}

#[tokio::test]
async fn given_a_role_has_ended_there_when_the_store_tells_then_access_rests_at_once() {
    let world = listening().await;
    let id = followed(&world).await;
    let role = ends(&world);
    world.deliver_everything().await;
    assert_eq!(stage(&world, id).await, Stage::Active, "nobody has said so yet");
    assert_eq!(told(&world, &event("changed", &role)).await, 202);
    assert_eq!(stage(&world, id).await, Stage::Active, "nothing is asked inside the call");
    world.deliver_everything().await;
    assert_eq!(stage(&world, id).await, Stage::Suspended);
    assert_eq!(count(&world, "role where active").await, 0, "programs are told that nobody may act");
    assert_eq!(stands(&world), so("inactive", "ROLE_DEACTIVATED_PATIENT_REQUEST"), "what is there stays");
}

#[tokio::test]
async fn given_a_role_is_gone_there_when_the_store_tells_then_access_rests_at_once() {
    let world = listening().await;
    let id = followed(&world).await;
    let role = the_role(&world);
    world.sandbox.vrs().delete(&role.id);
    assert_eq!(told(&world, &event("deleted", &role)).await, 202);
    world.deliver_everything().await;
    assert_eq!(stage(&world, id).await, Stage::Suspended);
}

#[tokio::test]
async fn an_event_that_comes_twice_or_late_changes_nothing() {
    let world = listening().await;
    let id = followed(&world).await;
    let role = ends(&world);
    for _ in 0..3 {
        assert_eq!(told(&world, &event("changed", &role)).await, 202);
    }
    assert_eq!(count(&world, WAITING).await, 1, "while it waits, it is one piece of work");
    world.deliver_everything().await;
    resume::resume(&world.app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
    world.deliver_everything().await;
    let (before, reads) = (events(&world).await, world.sandbox.vrs().reads());
    for kind in ["changed", "created", "deleted"] {
        assert_eq!(told(&world, &event(kind, &role)).await, 202);
    }
    world.deliver_everything().await;
    assert!(world.sandbox.vrs().reads() > reads, "it is looked at");
    assert_eq!((stage(&world, id).await, events(&world).await), (Stage::Active, before));
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
}

#[tokio::test]
async fn a_flood_of_events_about_a_role_is_one_piece_of_work_and_what_is_told_meanwhile_is_read() {
    let world = listening().await;
    followed(&world).await;
    let role = ends(&world);
    let tell = async |from: u32, many: u32| {
        for number in from..from + many {
            let another = with(event("changed", &role), "id", Some(json!(format!("event {number}"))));
            assert_eq!(told(&world, &another).await, 202);
        }
    };
    tell(0, 20).await;
    assert_eq!(count(&world, WAITING).await, 1, "each event has an id of its own");
    // A worker has read the role, and is not done.
    let (id, now) = (world.clock.new_id(), world.clock.now());
    let taken = "update outbox set id = $1, attempts = 1, leased_until = $2 where task = 'follow_role'";
    let lease = now + time::Duration::minutes(5);
    sqlx::query(taken).bind(id).bind(lease).execute(&world.app.db).await.unwrap();
    tell(20, 20).await;
    assert_eq!(count(&world, WAITING).await, 1);
    let free =
        "outbox where task = 'follow_role' and leased_until is null and attempts = 0 and dead_at is null";
    assert_eq!(count(&world, free).await, 1, "it is looked at once more");
    let held: Option<uuid::Uuid> = sqlx::query_scalar("select id from outbox where id = $1")
        .bind(id)
        .fetch_optional(&world.app.db)
        .await
        .unwrap();
    assert_eq!(held, None, "whoever is done with the first one takes nothing of the second away");
    // It was given up.
    let dead = "update outbox set dead_at = $1, attempts = 9 where task = 'follow_role'";
    sqlx::query(dead).bind(now).execute(&world.app.db).await.unwrap();
    tell(40, 1).await;
    assert_eq!(count(&world, free).await, 1, "and is tried again");
}

#[tokio::test]
async fn a_role_that_we_do_not_know_has_the_patients_others_looked_at_and_nobody_elses() {
    let world = listening().await;
    let id = followed(&world).await;
    ends(&world);
    let (patient, _) = numbers(&world, id).await;
    let strangers = left_by_another((number_of(90_001), number_of(90_002)), "active", "ROLE_CREATED");
    assert_eq!(told(&world, &event("created", &strangers)).await, 202, "and nothing is told of whom we know");
    let nameless = with(event("changed", &strangers), "subject", None);
    assert_eq!(told(&world, &nameless).await, 202);
    assert_eq!(count(&world, WAITING).await, 0);
    let theirs = VrsRole { patient, ..strangers };
    assert_eq!(told(&world, &event("deleted", &theirs)).await, 202);
    assert_eq!(count(&world, WAITING).await, 1);
    world.deliver_everything().await;
    assert_eq!(stage(&world, id).await, Stage::Suspended, "the other role of the patient was read");
}

#[tokio::test]
async fn what_the_store_told_while_it_is_away_is_looked_at_when_it_is_back() {
    let world = listening().await;
    let id = followed(&world).await;
    let role = ends(&world);
    world.sandbox.vrs().set_faults(VrsFaults { down: true, ..VrsFaults::default() });
    assert_eq!(told(&world, &event("changed", &role)).await, 202);
    world.deliver_everything().await;
    assert_eq!(stage(&world, id).await, Stage::Active);
    world.sandbox.vrs().set_faults(VrsFaults::default());
    later(&world).await;
    assert_eq!(stage(&world, id).await, Stage::Suspended);
}

#[tokio::test]
async fn who_is_not_the_store_is_not_heard() {
    let world = listening().await;
    followed(&world).await;
    let role = ends(&world);
    let body = event("changed", &role).to_string();
    let another = "x".repeat(TOKEN.len());
    for token in [None, Some(""), Some("x"), Some(another.as_str())] {
        let (status, said) = sent(&world, token, "application/json", body.clone()).await;
        assert_eq!((status, &said["type"]), (401, &json!("/problems/token")), "{token:?}");
    }
    assert_eq!(count(&world, WAITING).await, 0);
}

#[tokio::test]
async fn without_the_setting_there_is_no_way_in_and_the_doctor_says_so() {
    let world = using("on").await;
    followed(&world).await;
    let body = event("changed", &the_role(&world)).to_string();
    for token in [None, Some(TOKEN)] {
        let (status, said) = sent(&world, token, "application/json", body.clone()).await;
        assert_eq!((status, &said["type"]), (404, &json!("/problems/not-found")), "{token:?}");
    }
    let says = |found: &[doctor::Finding]| {
        found.iter().any(|finding| finding.what.contains("VRS_EVENTS_TOKEN is not set"))
    };
    assert!(says(&doctor::examine(&world.app).await));
    assert!(!says(&doctor::examine(&listening().await.app).await));
}

#[tokio::test]
async fn what_is_wrong_with_an_event_is_said_by_its_place() {
    let world = listening().await;
    followed(&world).await;
    let good = event("changed", &the_role(&world));
    for (name, value, pointer, expected) in [
        ("type", None, "", "the field `type`"),
        ("id", None, "", "the field `id`"),
        ("type", Some(json!(7)), "/type", "a text"),
        ("type", Some(json!("")), "/type", "a text of 1 to 256 bytes"),
        ("id", Some(json!("x".repeat(257))), "/id", "a text of 1 to 256 bytes"),
        ("specversion", Some(json!("0.3")), "/specversion", "1.0"),
        ("dataref", None, "/dataref", "the address of a role"),
        ("dataref", Some(json!("https://a.test/Consent/")), "/dataref", "the address of a role"),
        ("dataref", Some(json!("https://a.test/Consent/a\0b")), "/dataref", "the address of a role"),
    ] {
        let body = with(good.clone(), name, value).to_string();
        let (status, said) = sent(&world, Some(TOKEN), "application/json", body).await;
        assert_eq!((status, &said["type"]), (422, &json!("/problems/body")), "{name}: {said}");
        assert_eq!(said["errors"], json!([{ "pointer": pointer, "expected": expected }]), "{name}");
    }
    let large = with(good.clone(), "data", Some(json!("x".repeat(70_000)))).to_string();
    for (media, body, status) in [
        ("application/json", "no JSON".to_owned(), 400),
        ("text/plain", good.to_string(), 415),
        ("application/json", large, 413),
    ] {
        let (answered, said) = sent(&world, Some(TOKEN), media, body).await;
        assert_eq!((answered, &said["status"]), (status, &json!(status)), "{media}: {said}");
    }
    assert_eq!(count(&world, WAITING).await, 0);
}

#[tokio::test]
async fn other_events_are_taken_and_nothing_comes_of_them() {
    let world = listening().await;
    followed(&world).await;
    let good = event("changed", &the_role(&world));
    let other = with(good.clone(), "type", Some(json!("pds-death-notification-1")));
    assert_eq!(told(&world, &with(other, "dataref", None)).await, 202);
    assert_eq!(count(&world, WAITING).await, 0);
    let media = "application/cloudevents+json; charset=utf-8";
    assert_eq!(sent(&world, Some(TOKEN), media, good.to_string()).await.0, 202);
    assert_eq!(count(&world, WAITING).await, 1, "and so is one that is said to be an event");
}
