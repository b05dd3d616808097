//! What is read: when David has accepted, and in the user access store when the access is set.

use serde_json::{Value, json};

use super::delegation::{DAVID, DELEGATION, MARGARET, access, with_practice};

/// What is read at `path`; none for another.
pub fn example(path: &str) -> Option<Value> {
    Some(match path {
        "delegations" => json!({ "delegations": [with_practice()] }),
        "delegations/{id}" => with_practice(),
        "delegations/{id}/events" => json!({ "events": history() }),
        "delegations/{id}/messages" => json!({ "messages": messages() }),
        "events" => json!({ "events": feed(), "next": "1042" }),
        "access" => json!({ "allowed": true, "role": {
            "delegation": DELEGATION, "practice": "A81001", "record_level": "summary", "starts": "2026-11-25",
        } }),
        "roles" => json!({ "roles": [{
            "delegation": DELEGATION, "patient": MARGARET, "actor": DAVID, "practice": "A81001",
            "services": ["book_appointments", "view_record"], "record_level": "summary",
            "starts": "2026-11-25", "active": true,
        }] }),
        "people" => json!({ "person": MARGARET }),
        "permissions" => json!({ "permissions": [permission()] }),
        "patients/{patient}/permission" => permission(),
        "accounts" => json!({ "accounts": [{
            "account": ACCOUNT, "practice": "A81001", "active": true, "status": "active",
            "opened_at": "2026-11-25T09:30:00Z", "key_issued_at": "2026-11-25T09:30:00Z",
            "linked_at": ["2026-11-26T19:05:00Z"], "identity_verified": true, "associated": true,
        }] }),
        _ => return None,
    })
}

/// David’s account at Riverside.
const ACCOUNT: &str = "0199f1d2-7c1e-7aaa-8000-000000000200";

/// What he may do for Margaret by it.
fn permission() -> Value {
    let not_given = |service: &str| json!({ "service": service, "why": "not_given" });
    json!({
        "practice": "A81001", "account": ACCOUNT, "association": "0199f1d2-7c1e-7aaa-8000-000000000201",
        "services": ["book_appointments", "view_record"],
        "refused": [not_given("order_prescriptions"), not_given("message_surgery")],
        "record": { "current": "summary", "historical": "summary" }, "starts": "2026-11-25",
    })
}

/// All six events, as the practice reads them.
fn history() -> [Value; 6] {
    let asked = json!({
        "relationship": "partner", "access": access(&["book_appointments", "view_record"], "summary"),
    });
    let checked = "2026-11-25T09:30:02Z";
    [
        event(1, "delegation_requested", ("2026-11-25T09:30:00Z", "delegator"), asked),
        event(2, "details_confirmed", (checked, "service"), json!({})),
        event(3, "contact_found", (checked, "service"), json!({ "source": "pds" })),
        event(4, "invitation_sent", (checked, "service"), json!({ "lapses_on": "2026-12-16" })),
        accepted(),
        sent(),
    ]
}

fn accepted() -> Value {
    event(5, "delegation_accepted", ("2026-11-26T19:05:00Z", "delegate"), json!({}))
}

fn sent() -> Value {
    event(6, "sent_to_practice", ("2026-11-26T19:05:00Z", "delegate"), json!({}))
}

fn event(version: i32, name: &str, (at, by): (&str, &str), details: Value) -> Value {
    json!({ "version": version, "event": name, "at": at, "by": by, "details": details })
}

/// The same in the feed, where the practice is told from the day on which the case came to it.
fn feed() -> [Value; 2] {
    [(accepted(), "1041"), (sent(), "1042")].map(|(event, sequence)| {
        json!({
            "specversion": "1.0",
            "id": format!("{DELEGATION}.{}", event["version"]),
            "source": "https://trusted-person-access.example/api/v1",
            "type": format!("trusted-person-access.{}.v1", event["event"].as_str().unwrap_or_default()),
            "subject": DELEGATION,
            "time": event["at"],
            "datacontenttype": "application/json",
            "sequence": sequence,
            "data": event,
        })
    })
}

/// All messages that have gone out.
fn messages() -> Vec<Value> {
    let sent = [
        ("request_started", "delegator", "2026-11-25T09:30:00Z"),
        ("invitation", "delegate", "2026-11-25T09:30:02Z"),
        ("accepted", "delegator", "2026-11-26T19:05:00Z"),
        ("accepted", "delegate", "2026-11-26T19:05:00Z"),
        ("new_request", "practice", "2026-11-26T19:05:00Z"),
    ];
    let message = |(number, (message, to, at)): (usize, (&str, &str, &str))| {
        json!({
            "id": format!("0199f1d2-7c1e-7aaa-8000-00000000010{number}"), "message": message, "to": to,
            "queued_at": at, "sent_at": at, "failed_at": null, "attempts": 1,
        })
    };
    sent.into_iter().enumerate().map(message).collect()
}
