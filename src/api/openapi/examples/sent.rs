//! What is sent.

use serde_json::{Value, json};

/// The body that `path` takes; none where there is no such operation, or none that takes one. No day to come stands in it,
/// for days pass.
pub fn example(path: &str) -> Option<Value> {
    match path {
        "people" => Some(json!({ "nhs_number": "9990000018" })),
        "delegations" => Some(json!({
            "delegate": {
                "given_name": "David", "family_name": "O'Neill", "birth_date": "1949-11-02",
                "nhs_number": "9990000026", "email": "david.oneill@example.test",
            },
            "relationship": "partner",
            "access": access(&["book_appointments", "view_record"], "summary"),
            "free_of_pressure": true,
            "declaration": true,
        })),
        other => command(other.strip_prefix("delegations/{id}/")?),
    }
}

fn command(name: &str) -> Option<Value> {
    let services = ["book_appointments", "order_prescriptions", "view_record"];
    Some(match name {
        "acceptance" => json!({ "declaration": true }),
        "decline" => json!({ "reason": "not_now" }),
        "resending" | "withdrawal" => json!({}),
        "change-request" => json!({ "access": access(&services, "detailed"), "free_of_pressure": true }),
        "confirmation" | "reactivation" => json!({
            "checklist": ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"],
            "consent": "by_telephone",
            "access": access(&["book_appointments", "view_record"], "summary"),
        }),
        "refusal" => json!({ "reason": "not_needed", "tell": "outcome", "note": "They need no help yet." }),
        "change" => json!({ "access": access(&["book_appointments"], "none") }),
        "change-refusal" => json!({ "note": "We talk about it at the next visit." }),
        "suspension" => json!({ "reason": "pending_review", "tell": "outcome", "note": "Waits for a call." }),
        "resumption" => json!({ "note": "They called back." }),
        "revocation" => json!({
            "reason": "misuse", "tell": { "delegator": "reason", "delegate": "nothing" },
            "note": "The patient told us.",
        }),
        "removal" => json!({ "note": "Removed from our system." }),
        _ => return None,
    })
}

fn access(services: &[&str], level: &str) -> Value {
    json!({ "services": services, "record_level": level, "no_end": true })
}
