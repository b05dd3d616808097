//! What MESH says when it refuses, by its published code (docs/sources.md#mesh-api).

use serde_json::Value;

use super::super::http::Answer;
use super::super::upstream::Kind;
use super::code::MeshCode;

/// The kind of an answer that is no success. A code in an answer that says "busy" or "broken" is not looked at: such an
/// answer is passing, whatever the body says.
pub(super) fn refusal(answer: &Answer) -> Kind {
    if answer.status == 429 || answer.status >= 500 {
        return answer.refusal();
    }
    match answer.json::<Value>().ok().as_ref().and_then(code) {
        Some(code) => Kind::Mesh(MeshCode::published(&code)),
        None => Kind::Status(answer.status),
    }
}

/// Version 2 has a list of details, version 1 one code. 403 comes with an empty one.
fn code(body: &Value) -> Option<String> {
    let details = body["detail"].as_array().into_iter().flatten().map(|detail| &detail["code"]);
    let codes = details.chain([&body["errorCode"]]).filter_map(Value::as_str);
    codes.map(str::trim).find(|code| !code.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, body: &str) -> Kind {
        let (headers, body) = (reqwest::header::HeaderMap::new(), body.as_bytes().to_vec());
        refusal(&Answer { status, headers, body })
    }

    #[test]
    fn both_versions_name_their_code() {
        let second = r#"{"message_id":"1","detail":[{"event":"SEND","code":"12","msg":"x"}]}"#;
        assert_eq!(of(417, second), Kind::Mesh(MeshCode::Unregistered));
        let first = r#"{"errorEvent":"SEND","errorCode":"17","errorDescription":"x"}"#;
        assert_eq!(of(417, first), Kind::Mesh(MeshCode::WorkflowNotRegistered));
        assert_eq!(of(400, r#"{"detail":[{"code":"new words"}]}"#), Kind::Mesh(MeshCode::Other));
    }

    #[test]
    fn what_has_no_code_is_told_by_its_status() {
        assert_eq!(of(403, ""), Kind::Status(403));
        assert_eq!(of(403, r#"{"detail":[{"event":"","code":"","msg":"no"}]}"#), Kind::Status(403));
        assert_eq!(of(400, r#"{"detail":[{"loc":["header"],"msg":"m","type":"t"}]}"#), Kind::Status(400));
        assert_eq!(of(423, r#"{"message":"x"}"#), Kind::Status(423));
    }

    #[test]
    fn a_busy_server_is_passing_whatever_it_says() {
        let body = r#"{"detail":[{"code":"06"}]}"#;
        assert_eq!(of(503, body), Kind::Status(503));
        assert_eq!(of(429, body), Kind::RateLimited);
        assert!(of(503, body).is_temporary() && !of(403, body).is_temporary());
    }
}
