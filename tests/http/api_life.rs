//! The whole life of a delegation by the API alone: two citizens' apps, a member of staff's, a practice's system.

use std::collections::BTreeSet;

use proxy_access::api::{Kind, Needs, Routes, routes};
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use crate::app_token::{citizen_token, staff_token};
use crate::program::{Answer, Program};
use crate::story::count;
use crate::support::world::{World, world};

const CITIZENS: &str = "proxy.request.create proxy.request.respond proxy.view user.roles.view";
const STAFFS: &str = "proxy.request.confirm proxy.view user.roles.view";

/// Somebody who speaks to the API.
struct Speaker<'a> {
    world: &'a World,
    http: Program,
    token: String,
}

impl<'a> Speaker<'a> {
    async fn citizen(world: &'a World, who: &str) -> Speaker<'a> {
        Speaker { world, http: http(world).await, token: citizen_token(world, who, CITIZENS).await }
    }

    async fn staff(world: &'a World, who: &str) -> Speaker<'a> {
        Speaker { world, http: http(world).await, token: staff_token(world, who, STAFFS).await }
    }

    async fn system(world: &'a World) -> Speaker<'a> {
        let http = http(world).await;
        let token = http.token(world).await;
        Speaker { world, http, token }
    }

    async fn sends(&self, path: &str, body: &Value) -> Answer {
        let key = self.world.clock.new_id().to_string();
        self.http.sends(&self.token, path, body, &[("idempotency-key", &key)]).await
    }

    async fn tells(&self, id: &str, command: &str, body: &Value) -> Answer {
        self.sends(&format!("/api/v1/delegations/{id}/{command}"), body).await
    }

    async fn reads(&self, path: &str) -> Answer {
        self.http.reads(&self.token, path).await
    }
}

async fn http(world: &World) -> Program {
    Program::registered(world, STAFFS, &["A81001"]).await
}

fn for_david() -> Value {
    json!({
        "delegate": {
            "given_name": "David", "family_name": "O'Neill", "birth_date": "1949-11-02",
            "nhs_number": "9990000026", "email": "typed.by.margaret@example.test",
        },
        "relationship": "partner",
        "access": { "services": ["order_prescriptions", "view_record"], "record_level": "summary", "no_end": true },
        "free_of_pressure": true,
        "declaration": true,
    })
}

fn confirmation() -> Value {
    json!({
        "checklist": ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"],
        "consent": "in_person",
        "access": { "services": ["view_record"], "record_level": "summary", "no_end": true },
    })
}

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    *body.pointer_mut(pointer).expect("a field") = value;
    body
}

fn code(answer: &Answer) -> String {
    answer.body["type"].as_str().unwrap_or_default().trim_start_matches("/problems/").to_owned()
}

fn expect(answer: &Answer, status: u16, stage: &str) {
    assert_eq!((answer.status.as_u16(), &answer.body["stage"]), (status, &json!(stage)), "{answer:?}");
}

#[tokio::test]
async fn the_whole_life_is_lived_by_the_api_alone() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let asked = margaret.sends("/api/v1/delegations", &for_david()).await;
    expect(&asked, 201, "checking");
    assert_eq!(asked.body["delegate"]["id"], Value::Null, "nobody known before PDS has said so");
    let id = asked.body["id"].as_str().expect("an id").to_owned();
    assert_eq!(asked.headers["location"], format!("/api/v1/delegations/{id}"));
    world.deliver_everything().await;

    let david = Speaker::citizen(&world, "david").await;
    let theirs = david.reads("/api/v1/delegations?side=delegate").await;
    assert_eq!(theirs.body["delegations"][0]["can"], json!(["acceptance", "decline"]), "{theirs:?}");
    assert_eq!(theirs.body["delegations"][0]["delegator"]["family_name"], "O'Neill");
    assert!(!theirs.body.to_string().contains("nhs_number"), "{theirs:?}");
    expect(&david.tells(&id, "acceptance", &json!({ "declaration": true })).await, 200, "with_practice");

    let rachel = Speaker::staff(&world, "reception-a").await;
    expect(&rachel.tells(&id, "confirmation", &confirmation()).await, 200, "active");
    let (patient, actor) = {
        let read = rachel.reads(&format!("/api/v1/delegations/{id}")).await;
        (read.body["delegator"]["id"].clone(), read.body["delegate"]["id"].clone())
    };
    let (patient, actor) =
        (patient.as_str().expect("an id").to_owned(), actor.as_str().expect("an id").to_owned());
    let may = format!("/api/v1/access?patient={patient}&actor={actor}&service=view_record");
    let system = Speaker::system(&world).await;
    for asks in [&system, &rachel, &margaret, &david] {
        assert_eq!(asks.reads(&may).await.body["allowed"], true);
    }
    let more = json!({ "access": { "services": ["view_record"], "record_level": "full", "no_end": true } });
    expect(&margaret.tells(&id, "change-request", &more).await, 200, "active");
    expect(&rachel.tells(&id, "change-refusal", &json!({})).await, 200, "active");
    let pause = json!({ "reason": "pending_review" });
    expect(&system.tells(&id, "suspension", &pause).await, 200, "suspended");
    assert_eq!(system.reads(&may).await.body["allowed"], false);
    expect(&rachel.tells(&id, "resumption", &json!({})).await, 200, "active");
    // To the two it has ended at once; the practice has still to remove it.
    expect(&david.tells(&id, "revocation", &json!({})).await, 200, "ended");
    expect(&rachel.reads(&format!("/api/v1/delegations/{id}")).await, 200, "ending");
    expect(&rachel.tells(&id, "removal", &json!({})).await, 200, "ended");

    let events = margaret.reads(&format!("/api/v1/delegations/{id}/events")).await;
    let names: Vec<&str> = events.body["events"]
        .as_array()
        .expect("events")
        .iter()
        .filter_map(|event| event["event"].as_str())
        .collect();
    assert!(names.contains(&"delegation_applied") && !names.contains(&"contact_found"), "{names:?}");
    assert!(!events.body.to_string().contains("pending_review"), "why it was paused is the practice's own");
    // The program stands beside the person in the record.
    let via = "select count(*) from event where actor ->> 'via' is not null";
    assert!(sqlx::query_scalar::<_, i64>(via).fetch_one(&world.app.db).await.unwrap() >= 8);
    // And the messages went out as from the pages.
    world.deliver_everything().await;
    assert!(world.letters_to("david.oneill@example.test").len() >= 4);
}

#[tokio::test]
async fn every_refusal_has_its_problem_and_leaves_nothing() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let asks = async |body: Value| code(&margaret.sends("/api/v1/delegations", &body).await);
    let mut met = BTreeSet::new();
    let number = |text: &str| with(for_david(), "/delegate/nhs_number", json!(text));
    let cases = [
        (with(for_david(), "/free_of_pressure", json!(false)), "under-pressure"),
        (with(number("9990000018"), "/delegate/birth_date", json!("1952-03-01")), "same-person"),
        (with(for_david(), "/delegate/birth_date", json!("2015-01-01")), "delegate-too-young"),
        (with(for_david(), "/declaration", json!(false)), "body"),
        (json!({}), "body"),
    ];
    for (body, problem) in cases {
        assert_eq!(asks(body.clone()).await, problem, "{body}");
        met.insert(problem.to_owned());
    }
    assert_eq!((count(&world, "event").await, count(&world, "draft").await), (0, 0), "nothing was kept");
    let traces = "answered_call where answer::text like '%pressure%'";
    assert_eq!(count(&world, traces).await, 0, "whether somebody is pressed is kept nowhere");

    let first = margaret.sends("/api/v1/delegations", &for_david()).await;
    let id = first.body["id"].as_str().expect("an id").to_owned();
    assert_eq!(asks(for_david()).await, "already-open");
    assert_eq!(
        code(&margaret.tells(&id, "change-request", &json!({ "access": for_david()["access"] })).await),
        "wrong-stage"
    );
    world.deliver_everything().await;
    assert_eq!(code(&margaret.tells(&id, "resending", &json!({})).await), "resent-lately");
    let late = json!({ "access": { "services": ["book_appointments"], "starts": "2026-01-01", "ends": "2026-02-01" } });
    let nadia = Speaker::citizen(&world, "nadia").await;
    assert_eq!(code(&nadia.tells(&id, "acceptance", &json!({ "declaration": true })).await), "not-found");
    // Somebody of another practice.
    sqlx::query("update invitation set birth_date = '1950-01-01'").execute(&world.app.db).await.unwrap();
    let david = Speaker::citizen(&world, "david").await;
    let yes = json!({ "declaration": true });
    assert_eq!(code(&david.tells(&id, "acceptance", &yes).await), "not-the-invited-person");
    sqlx::query("update invitation set birth_date = '1949-11-02'").execute(&world.app.db).await.unwrap();
    expect(&david.tells(&id, "acceptance", &yes).await, 200, "with_practice");
    let rachel = Speaker::staff(&world, "reception-a").await;
    let over = with(confirmation(), "/access", late["access"].clone());
    assert_eq!(code(&rachel.tells(&id, "confirmation", &over).await), "end-date-passed");
    met.extend(
        [
            "already-open",
            "wrong-stage",
            "resent-lately",
            "not-found",
            "not-the-invited-person",
            "end-date-passed",
        ]
        .map(str::to_owned),
    );

    for n in 0..5 {
        let alex = with(number(&crate::people::number_of(700 + n)), "/delegate/given_name", json!("Alex"));
        let answer = margaret.sends("/api/v1/delegations", &alex).await;
        if n == 4 || answer.status != 201 {
            world.deliver_everything().await;
        }
        met.insert(code(&answer));
    }
    set_practice(&world, false).await;
    let left = margaret.sends("/api/v1/delegations", &for_david()).await;
    assert_eq!((left.status.as_u16(), code(&left).as_str()), (403, "scope"), "she begins nothing any more");
    expect(&margaret.tells(&id, "withdrawal", &json!({})).await, 200, "withdrawn");
    met.insert("scope".to_owned());
    let known: BTreeSet<String> = Kind::ALL.iter().map(|kind| kind.code().to_owned()).collect();
    met.remove("");
    assert!(met.is_subset(&known), "{met:?}");
}

async fn set_practice(world: &World, enabled: bool) {
    sqlx::query("update practice set enabled = $1 where ods_code = 'A81001'")
        .bind(enabled)
        .execute(&world.app.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn every_endpoint_with_every_kind_of_token_knows_nothing_of_anothers_delegation() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let made = margaret.sends("/api/v1/delegations", &for_david()).await;
    let id = made.body["id"].as_str().expect("an id").to_owned();
    world.deliver_everything().await;
    let before = count(&world, "event").await;
    let others = [
        ("another citizen", Speaker::citizen(&world, "nadia").await),
        ("staff before it was sent", Speaker::staff(&world, "reception-a").await),
        ("staff elsewhere", Speaker::staff(&world, "reception-b").await),
        ("a system before it was sent", Speaker::system(&world).await),
    ];
    for entry in routes(Routes::listed()).entries() {
        let (Needs::Token(need), true) = (entry.needs, entry.path.contains("{id}")) else { continue };
        let path = entry.path.replace("{id}", &id);
        for (who, speaker) in &others {
            let answer = match entry.method {
                Method::GET => speaker.reads(&path).await,
                _ => speaker.sends(&path, &json!({})).await,
            };
            let held = if who.contains("citizen") { CITIZENS } else { STAFFS };
            let reaches = need.scopes().iter().any(|scope| held.contains(scope.code()));
            let expected = if reaches { (404, "not-found") } else { (403, "scope") };
            assert_eq!((answer.status.as_u16(), code(&answer).as_str()), expected, "{who}: {path}");
        }
    }
    assert_eq!(count(&world, "event").await, before);
    world.clock.advance(Duration::minutes(6));
    assert_eq!(code(&margaret.reads("/api/v1/delegations").await), "token", "five minutes is all");
}

#[tokio::test]
async fn a_request_whose_answer_was_lost_is_made_once() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let key = [("idempotency-key", "my request")];
    let first = margaret.http.sends(&margaret.token, "/api/v1/delegations", &for_david(), &key).await;
    sqlx::query("update answered_call set status = null, answer = null")
        .execute(&world.app.db)
        .await
        .unwrap();
    world.clock.advance(Duration::seconds(61));
    let again = margaret.http.sends(&margaret.token, "/api/v1/delegations", &for_david(), &key).await;
    assert_eq!((again.status.as_u16(), &again.body["id"]), (201, &first.body["id"]), "{again:?}");
    assert_eq!(count(&world, "delegation").await, 1);
}
