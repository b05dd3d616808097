//! What Margaret asks for David, as one of the three reads it after each step.

use serde_json::{Value, json};

/// Our id of it.
pub const DELEGATION: &str = "0199f1d2-7c1e-7aaa-8000-000000000000";
/// Our id of Margaret, the patient.
pub const MARGARET: &str = "0199f1d2-7c1e-7aaa-8000-000000000001";
/// Our id of David, whom she trusts.
pub const DAVID: &str = "0199f1d2-7c1e-7aaa-8000-000000000002";

/// What comes back when it is made, and after each command; none for another path.
pub fn example(path: &str) -> Option<Value> {
    if path == "delegations" {
        return Some(made());
    }
    let command = path.strip_prefix("delegations/{id}/")?;
    after_a_citizens(command).or_else(|| after_the_practices(command).map(to_practice))
}

fn after_a_citizens(command: &str) -> Option<Value> {
    let answered = "2026-11-26T19:05:00Z";
    Some(match command {
        "decline" => {
            let said_no = with(invited(), json!({ "response": "declined", "responded_at": answered }));
            to_david(with(said_no, at(6, "declined", answered, json!([]))))
        }
        "resending" => with(invited(), json!({ "version": 5 })),
        "withdrawal" => with(invited(), at(7, "withdrawn", "2026-11-27T08:00:00Z", json!([]))),
        "acceptance" => to_david(with(accepted(), json!({ "can": ["withdrawal"] }))),
        "change-request" => {
            let services = ["book_appointments", "order_prescriptions", "view_record"];
            let wish = json!({ "change_asked": access(&services, "detailed"), "version": 11 });
            with(with(confirmed(), wish), json!({ "can": ["change-request", "revocation"] }))
        }
        _ => return None,
    })
}

fn after_the_practices(command: &str) -> Option<Value> {
    let active = json!(["change", "suspension", "revocation"]);
    let paused = json!(["resumption", "revocation"]);
    Some(match command {
        "refusal" => with(accepted(), at(8, "refused", "2026-11-27T10:00:00Z", json!(["confirmation"]))),
        "confirmation" => with(confirmed(), json!({ "can": active })),
        "change-refusal" => with(confirmed(), json!({ "can": active, "version": 12 })),
        "change" => with(changed(), json!({ "can": active })),
        "suspension" => with(changed(), at(14, "suspended", "2026-12-01T09:00:00Z", paused)),
        "resumption" => with(changed(), at(16, "active", "2026-12-03T09:00:00Z", active)),
        "revocation" => with(changed(), at(17, "ending", "2026-12-04T09:00:00Z", json!(["removal"]))),
        "removal" => with(changed(), at(19, "ended", "2026-12-04T09:10:00Z", json!(["reactivation"]))),
        "reactivation" => {
            let again = with(changed(), at(21, "active", "2026-12-18T11:00:00Z", active));
            with(again, json!({ "confirmed_at": "2026-12-18T11:00:00Z", "access": asked() }))
        }
        _ => return None,
    })
}

/// As the practice reads it when David has accepted.
pub fn with_practice() -> Value {
    to_practice(with(accepted(), json!({ "can": ["confirmation", "refusal"] })))
}

fn made() -> Value {
    json!({
        "id": DELEGATION,
        "version": 1,
        "stage": "checking",
        "stage_since": "2026-11-25T09:30:00Z",
        "you_are": "delegator",
        "practice": "A81001",
        "delegator": { "id": MARGARET, "given_name": null, "family_name": null },
        "delegate": { "id": null, "given_name": "David", "family_name": "O'Neill" },
        "relationship": "partner",
        "less": null,
        "asked": asked(),
        "access": null,
        "change_asked": null,
        "requested_at": "2026-11-25T09:30:00Z",
        "invited_at": null,
        "lapses_on": null,
        "response": null,
        "responded_at": null,
        "sent_to_practice_at": null,
        "confirmed": false,
        "confirmed_at": null,
        "can": ["withdrawal"],
    })
}

fn invited() -> Value {
    let can = json!(["withdrawal"]); // sent a moment ago, and once a day is often enough
    let sent = json!({
        "invited_at": "2026-11-25T09:30:02Z", "lapses_on": "2026-12-16",
        "delegate": { "id": DAVID, "given_name": "David", "family_name": "O'Neill" },
    });
    with(with(made(), sent), at(4, "invited", "2026-11-25T09:30:02Z", can))
}

fn accepted() -> Value {
    let yes = json!({
        "response": "accepted", "responded_at": "2026-11-26T19:05:00Z",
        "sent_to_practice_at": "2026-11-26T19:05:00Z",
    });
    with(with(invited(), yes), at(6, "with_practice", "2026-11-26T19:05:00Z", json!([])))
}

fn confirmed() -> Value {
    let set = json!({ "access": asked(), "confirmed": true, "confirmed_at": "2026-11-27T10:30:00Z" });
    with(with(accepted(), set), at(10, "active", "2026-11-27T10:30:00Z", json!([])))
}

fn changed() -> Value {
    with(confirmed(), json!({ "version": 13, "access": access(&["book_appointments"], "none") }))
}

fn asked() -> Value {
    access(&["book_appointments", "view_record"], "summary")
}

/// Access with no last day.
pub fn access(services: &[&str], level: &str) -> Value {
    json!({ "services": services, "record_level": level, "starts": "2026-11-25", "ends": null })
}

/// Where it stands, since when, and what its reader can do.
fn at(version: i32, stage: &str, since: &str, can: Value) -> Value {
    json!({ "version": version, "stage": stage, "stage_since": since, "can": can })
}

/// As David reads it: his own name is left out, Margaret's is there.
fn to_david(delegation: Value) -> Value {
    let people = json!({
        "you_are": "delegate",
        "delegator": { "id": MARGARET, "given_name": "Margaret", "family_name": "O'Neill" },
        "delegate": { "id": DAVID, "given_name": null, "family_name": null },
    });
    with(delegation, people)
}

/// As the practice reads it: with what it needs to find both in its own system.
fn to_practice(delegation: Value) -> Value {
    let people = json!({
        "you_are": "practice",
        "delegator": {
            "id": MARGARET, "given_name": "Margaret", "family_name": "O'Neill",
            "birth_date": "1951-03-12", "nhs_number": "9990000018", "practice": "A81001",
        },
        "delegate": {
            "id": DAVID, "given_name": "David", "family_name": "O'Neill",
            "birth_date": "1949-11-02", "nhs_number": "9990000026", "practice": "A81001",
        },
    });
    with(delegation, people)
}

/// Some fields in place of others.
fn with(mut value: Value, fields: Value) -> Value {
    if let (Some(value), Value::Object(fields)) = (value.as_object_mut(), fields) {
        value.extend(fields);
    }
    value
}
