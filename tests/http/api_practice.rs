//! A practice's own system, which decides by the API what its staff could decide on the pages.

use domain::DelegationId;
use serde_json::{Value, json};

use crate::people::{invited, pair, with_practice};
use crate::program::{Answer, Program};
use crate::story::count;
use crate::support::world::{World, world};

pub const ALL: &str = "proxy.request.confirm proxy.view user.roles.view";
const COMMANDS: [&str; 9] = [
    "confirmation",
    "refusal",
    "change",
    "change-refusal",
    "suspension",
    "resumption",
    "revocation",
    "removal",
    "reactivation",
];

const CHECKED: [&str; 5] =
    ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen", "consents_to_more"];

fn access(services: &[&str], level: &str) -> Value {
    json!({ "services": services, "record_level": level, "no_end": true })
}

pub fn confirmation() -> Value {
    json!({
        "checklist": CHECKED,
        "consent": "by_telephone",
        // No end date, where one was asked for: that needs the patient's consent to more.
        "access": access(&["view_record"], "summary"),
    })
}

/// What each command sends when it is well-formed.
fn body(command: &str) -> Value {
    match command {
        "confirmation" | "reactivation" => confirmation(),
        "refusal" => json!({ "reason": "not_needed", "tell": "nothing" }),
        "revocation" => json!({ "reason": "misuse", "tell": "outcome" }),
        "change" => json!({
            "access": access(&["book_appointments"], "none"), "checklist": CHECKED, "consent": "in_person",
        }),
        "suspension" => json!({ "reason": "pending_review", "note": "Waits for a call." }),
        _ => json!({}),
    }
}

/// A practice with its own system.
pub struct Gp {
    pub world: World,
    pub system: Program,
    pub token: String,
}

impl Gp {
    pub async fn new() -> Gp {
        let world = world().await;
        let system = Program::registered(&world, ALL, &["A81001"]).await;
        let token = system.token(&world).await;
        Gp { world, system, token }
    }

    pub async fn tells(&self, id: DelegationId, command: &str, body: &Value) -> Answer {
        let key = self.world.clock.new_id().to_string();
        self.tells_with(id, command, body, &[("idempotency-key", &key)]).await
    }

    async fn tells_with(
        &self,
        id: DelegationId,
        command: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let path = format!("/api/v1/delegations/{id}/{command}");
        self.system.sends(&self.token, &path, body, headers).await
    }

    pub async fn reads(&self, path: &str) -> Answer {
        self.system.reads(&self.token, path).await
    }

    pub async fn case(&self) -> DelegationId {
        let pair = pair(&self.world).await;
        with_practice(&self.world, pair.delegator, pair.delegate).await
    }
}

pub fn expect(answer: &Answer, status: u16, stage: &str) {
    assert_eq!((answer.status.as_u16(), &answer.body["stage"]), (status, &json!(stage)), "{answer:?}");
}

pub fn problem(answer: &Answer) -> (u16, &str) {
    let kind = answer.body["type"].as_str().unwrap_or_default();
    (answer.status.as_u16(), kind.trim_start_matches("/problems/"))
}

#[tokio::test]
async fn the_practices_part_of_a_life_is_lived_by_the_api_alone() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let list = gp.reads("/api/v1/delegations?stage=with_practice").await;
    assert_eq!(list.body["delegations"][0]["id"], id.to_string());
    let person = &list.body["delegations"][0]["delegate"];
    assert!(person["nhs_number"].is_string() && person["birth_date"].is_string(), "{person}");
    assert_eq!(list.body["delegations"][0]["can"], json!(["confirmation", "refusal"]));

    expect(&gp.tells(id, "refusal", &body("refusal")).await, 200, "refused");
    expect(&gp.tells(id, "confirmation", &body("confirmation")).await, 200, "active");
    expect(&gp.tells(id, "change", &body("change")).await, 200, "active");
    expect(&gp.tells(id, "suspension", &body("suspension")).await, 200, "suspended");
    expect(&gp.tells(id, "resumption", &json!({})).await, 200, "active");
    expect(&gp.tells(id, "revocation", &body("revocation")).await, 200, "ending");
    expect(&gp.tells(id, "removal", &json!({ "note": "Done." })).await, 200, "ended");
    expect(&gp.tells(id, "reactivation", &body("reactivation")).await, 200, "active");

    let events = gp.reads(&format!("/api/v1/delegations/{id}/events")).await;
    let names: Vec<&str> = events.body["events"]
        .as_array()
        .expect("events")
        .iter()
        .filter(|event| event["by"] == "practice")
        .filter_map(|event| event["event"].as_str())
        .filter(|name| *name != "delegation_finished")
        .collect();
    assert_eq!(
        names,
        [
            "delegation_refused",
            "delegation_applied",
            "access_changed",
            "access_suspended",
            "access_resumed",
            "delegation_revoked",
            "removal_confirmed",
            "delegation_reactivated"
        ]
    );
    let messages = gp.reads(&format!("/api/v1/delegations/{id}/messages")).await;
    let to_practice = messages.body["messages"].as_array().expect("messages").iter();
    assert!(to_practice.filter(|message| message["to"] == "practice").count() > 0);
    // What the pages show of a program that acted.
    let mut staff = gp.world.staff_sign_in_as("reception-a").await;
    let page = staff.get(&format!("/staff/cases/{id}")).await;
    assert!(page.body.contains("Your practice’s computer system"), "{page}");
}

#[tokio::test]
async fn another_practices_case_is_not_there_for_any_call() {
    let gp = Gp::new().await;
    let case = gp.case().await;
    let other = Program::registered(&gp.world, ALL, &["B82002"]).await;
    let token = other.token(&gp.world).await;
    let pair = pair(&gp.world).await;
    // One that is there but never came to the practice, and one that is nowhere.
    let not_sent = invited(&gp.world, pair.delegator, pair.delegate).await;
    let nowhere = DelegationId(gp.world.clock.new_id());
    let before = count(&gp.world, "event").await;
    for (system, token, id) in
        [(&other, &token, case), (&gp.system, &gp.token, not_sent), (&gp.system, &gp.token, nowhere)]
    {
        for path in ["", "/events", "/messages"] {
            let answer = system.reads(token, &format!("/api/v1/delegations/{id}{path}")).await;
            assert_eq!(problem(&answer), (404, "not-found"), "{path}: {answer:?}");
        }
        for command in COMMANDS {
            let (path, key) =
                (format!("/api/v1/delegations/{id}/{command}"), gp.world.clock.new_id().to_string());
            let answer = system.sends(token, &path, &body(command), &[("idempotency-key", &key)]).await;
            assert_eq!(problem(&answer), (404, "not-found"), "{command}: {answer:?}");
        }
    }
    assert_eq!(count(&gp.world, "event").await, before);
    assert_eq!(other.reads(&token, "/api/v1/delegations").await.body["delegations"], json!([]));
}

#[tokio::test]
async fn what_citizens_do_is_out_of_a_systems_reach() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    for command in ["acceptance", "decline", "resending", "withdrawal", "change-request"] {
        let answer = gp.tells(id, command, &json!({})).await;
        assert_eq!(problem(&answer), (403, "scope"), "{command}: {answer:?}");
        assert!(answer.headers["www-authenticate"].to_str().expect("text").contains("insufficient_scope"));
    }
}

#[tokio::test]
async fn the_same_call_again_is_done_once_and_answered_the_same() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let key = [("idempotency-key", "one")];
    let first = gp.tells_with(id, "confirmation", &confirmation(), &key).await;
    expect(&gp.tells(id, "suspension", &body("suspension")).await, 200, "suspended");
    let events = count(&gp.world, "event").await;
    let again = gp.tells_with(id, "confirmation", &confirmation(), &key).await;
    assert_eq!(
        (first.status, &first.body, &first.headers["etag"]),
        (again.status, &again.body, &again.headers["etag"])
    );
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(count(&gp.world, "event").await, events, "nothing happened again");

    let other_body = gp.tells_with(id, "confirmation", &json!({}), &key).await;
    assert_eq!(problem(&other_body), (422, "idempotency-key-reused"));
    let none = gp.tells_with(id, "resumption", &json!({}), &[]).await;
    assert_eq!(problem(&none), (400, "parameter"));
    // Another program's key of the same text is another key.
    let second = Program::registered(&gp.world, ALL, &["A81001"]).await;
    let token = second.token(&gp.world).await;
    let path = format!("/api/v1/delegations/{id}/resumption");
    expect(&second.sends(&token, &path, &json!({}), &key).await, 200, "active");
    // After a day the key is free.
    gp.world.clock.advance(time::Duration::hours(25));
    let token = gp.system.token(&gp.world).await;
    let path = format!("/api/v1/delegations/{id}/suspension");
    expect(&gp.system.sends(&token, &path, &body("suspension"), &key).await, 200, "suspended");
}

#[tokio::test]
async fn a_call_whose_answer_was_lost_is_not_done_twice() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let key = [("idempotency-key", "lost"), ("if-match", "\"5\"")];
    let version = gp.reads(&format!("/api/v1/delegations/{id}")).await.headers["etag"].clone();
    let key = [key[0], ("if-match", version.to_str().expect("text"))];
    expect(&gp.tells_with(id, "confirmation", &confirmation(), &key).await, 200, "active");
    // The process died between the command and its answer: begun, never answered.
    sqlx::query("update answered_call set status = null, answer = null")
        .execute(&gp.world.app.db)
        .await
        .unwrap();
    let busy = gp.tells_with(id, "confirmation", &confirmation(), &key).await;
    assert_eq!(problem(&busy), (409, "under-way"));
    assert_eq!(busy.headers["retry-after"], "60", "until then it may still be under way");
    gp.world.clock.advance(time::Duration::seconds(61));
    let events = count(&gp.world, "event").await;
    expect(&gp.tells_with(id, "confirmation", &confirmation(), &key).await, 200, "active");
    assert_eq!(count(&gp.world, "event").await, events, "though the version has moved on");
}

#[tokio::test]
async fn a_command_made_for_another_version_is_not_done() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let read = gp.reads(&format!("/api/v1/delegations/{id}")).await;
    let seen = read.headers["etag"].to_str().expect("text").to_owned();
    expect(&gp.tells(id, "confirmation", &confirmation()).await, 200, "active");
    let stale = [("idempotency-key", "a"), ("if-match", seen.as_str())];
    let answer = gp.tells_with(id, "suspension", &body("suspension"), &stale).await;
    assert_eq!(problem(&answer), (412, "changed"));
    assert_eq!(
        json!(format!("\"{}\"", answer.body["version"])),
        json!(gp.reads(&format!("/api/v1/delegations/{id}")).await.headers["etag"].to_str().unwrap())
    );
    let any = [("idempotency-key", "b"), ("if-match", "*")];
    expect(&gp.tells_with(id, "suspension", &body("suspension"), &any).await, 200, "suspended");
}

#[tokio::test]
async fn each_fault_of_a_body_is_named_with_its_place() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let long = "x".repeat(501);
    let cases = [
        ("confirmation", json!({}), "", "the field `checklist`"),
        (
            "confirmation",
            json!({ "checklist": [], "consent": "x", "access": access(&[], "none") }),
            "/access/services",
            "one or more",
        ),
        ("refusal", json!({ "reason": "other", "tell": "nothing" }), "/note", "own words"),
        ("refusal", json!({ "reason": "x", "tell": "nothing" }), "/reason", "one of not_needed"),
        ("refusal", json!({ "reason": "not_needed", "tell": "all" }), "/tell", "one of nothing"),
        (
            "refusal",
            json!({ "reason": "not_needed", "tell": { "delegator": "reason", "delegate": "all" } }),
            "/tell/delegate",
            "one of nothing",
        ),
        ("refusal", json!({ "reason": "not_needed" }), "/tell", "one of nothing"),
        (
            "change",
            json!({ "access": access(&["view_record"], "full"), "checklist": ["spoke_to_patient"], "consent": "in_person" }),
            "/checklist",
            "also coercion_considered",
        ),
        ("revocation", json!({ "reason": "end_date_reached", "tell": "nothing" }), "/reason", "one of"),
        ("suspension", json!({ "reason": "delegator_deceased" }), "/reason", "pending_review, safeguarding"),
        ("suspension", json!({ "reason": "safeguarding", "note": long }), "/note", "500"),
        ("resumption", json!({ "notes": "x" }), "/notes", "no such field"),
        ("change", json!({ "access": access(&["view_record"], "none") }), "/access/record_level", "summary"),
        (
            "change",
            json!({ "access": { "services": ["view_record"], "record_level": "full" } }),
            "/access/ends",
            "no_end",
        ),
        (
            "change",
            json!({ "access": { "services": ["view_record"], "record_level": "full", "ends": "soon" } }),
            "/access/ends",
            "a day",
        ),
    ];
    for (command, body, pointer, expected) in cases {
        let answer = gp.tells(id, command, &body).await;
        assert_eq!(problem(&answer), (422, "body"), "{command} {body}: {answer:?}");
        let wrong = answer.body["errors"].as_array().expect("errors");
        let told = wrong.iter().find(|wrong| wrong["pointer"] == pointer);
        let told = told.unwrap_or_else(|| panic!("{command} {body}: {wrong:?}"));
        assert!(told["expected"].as_str().expect("text").contains(expected), "{told}");
    }
    let path = format!("/api/v1/delegations/{id}/resumption");
    let auth = format!("Bearer {}", gp.token);
    for (kind, text, status, code) in [
        ("text/plain", "{}", 415, "not-json"),
        ("application/json", "{", 400, "not-json"),
        ("application/json", "", 400, "not-json"),
    ] {
        let headers = [("authorization", auth.as_str()), ("idempotency-key", text), ("content-type", kind)];
        let headers =
            if text.is_empty() { [headers[0], ("idempotency-key", "empty"), headers[2]] } else { headers };
        let answer = gp.system.sends_raw(&path, text, &headers).await;
        assert_eq!(problem(&answer), (status, code), "{answer:?}");
    }
    let long = format!("{{\"note\":\"{}\"}}", "x".repeat(70_000));
    let headers =
        [("authorization", auth.as_str()), ("idempotency-key", "long"), ("content-type", "application/json")];
    assert_eq!(gp.system.sends_raw(&path, &long, &headers).await.status, 413);
}
