//! What an OperationOutcome of PDS or of the gateway in front of it means (docs/sources.md#pds-fhir).

use serde_json::Value;

use super::super::upstream::{Kind, SpineCode};

/// The kind of a refusal. Nothing is taken for granted: the gateway sends codes, issue types and media types of its own.
pub(super) fn kind(status: u16, body: &Value) -> Kind {
    // These two are told by the status, whatever the body says.
    if status == 429 {
        return Kind::RateLimited;
    }
    if let Some(code) = published(body) {
        return Kind::Spine(code);
    }
    match status {
        200..=299 => Kind::Malformed,
        408 => Kind::Spine(SpineCode::UnableToCallService),
        503 => Kind::Spine(SpineCode::ServiceUnavailable),
        _ => Kind::Status(status),
    }
}

fn published(body: &Value) -> Option<SpineCode> {
    let issues = body["issue"].as_array()?;
    let codings = issues.iter().filter_map(|issue| issue["details"]["coding"].as_array()).flatten();
    codings.filter_map(|coding| coding["code"].as_str()).find_map(SpineCode::named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn outcome(code: &Value) -> Value {
        json!({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "token",
               "details": {"coding": [{"system": "x", "version": "1", "code": code, "display": "d"}]}}]})
    }

    #[test]
    fn every_published_code_is_named() {
        for (status, text) in [
            (400, "INVALID_RESOURCE_ID"),
            (404, "RESOURCE_NOT_FOUND"),
            (404, "INVALIDATED_RESOURCE"),
            (200, "TOO_MANY_MATCHES"),
            (400, "INVALID_SEARCH_DATA"),
            (400, "MISSING_VALUE"),
            (403, "INVALID_VALUE"),
            (400, "ADDITIONAL_PROPERTIES"),
            (400, "UNSUPPORTED_SERVICE"),
            (400, "UNSUPPORTED_REQUEST"),
            (401, "ACCESS_DENIED"),
            (403, "INVALID_METHOD"),
            (408, "UNABLE_TO_CALL_SERVICE"),
            (503, "SERVICE_UNAVAILABLE"),
            (500, "UNKNOWN_ERROR"),
        ] {
            let Kind::Spine(code) = kind(status, &outcome(&json!(text))) else { panic!("{text}") };
            assert_eq!(code.code(), text);
        }
        assert_eq!(kind(429, &outcome(&json!("TOO_MANY_REQUESTS"))), Kind::RateLimited);
    }

    #[test]
    fn nonsense_falls_back_to_the_status() {
        assert_eq!(kind(401, &json!({"issue": [{"code": "401"}]})), Kind::Status(401));
        assert_eq!(kind(400, &outcome(&json!(7))), Kind::Status(400));
        assert_eq!(kind(400, &json!({"issue": "x"})), Kind::Status(400));
        assert_eq!(kind(502, &Value::Null), Kind::Status(502));
        assert_eq!(kind(408, &Value::Null), Kind::Spine(SpineCode::UnableToCallService));
        assert_eq!(kind(503, &json!([])), Kind::Spine(SpineCode::ServiceUnavailable));
        assert_eq!(kind(200, &json!({"resourceType": "Bundle"})), Kind::Malformed);
    }

    #[test]
    fn the_first_known_code_counts() {
        let mut two = outcome(&json!("SOMETHING_NEW"));
        let known = outcome(&json!("RESOURCE_NOT_FOUND"))["issue"][0].clone();
        two["issue"].as_array_mut().unwrap().push(known);
        assert_eq!(kind(404, &two), Kind::Spine(SpineCode::ResourceNotFound));
    }
}
