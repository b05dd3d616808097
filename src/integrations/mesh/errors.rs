//! What MESH says when it refuses, by its published code (docs/sources.md#mesh-api).

use serde_json::Value;

use super::super::http::Answer;
use super::super::upstream::Kind;

/// A published code of MESH. All are lasting: sent again as it is, the message would be refused again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeshCode {
    /// 02: no data.
    NoData,
    /// 06: a header is malformed.
    MalformedHeader,
    /// 07: the sender is not the one of the token.
    WrongSender,
    /// 08: no recipient.
    NoRecipient,
    /// 11: the wrong kind of message.
    WrongType,
    /// 12: nobody has this mailbox.
    Unregistered,
    /// 14: it lay in the mailbox for five days and nobody took it.
    NotCollected,
    /// 15: a file of another service is bad.
    BadFile,
    /// 16: the sender may not send this.
    SenderNotAllowed,
    /// 17: the workflow is not registered for the mailbox.
    WorkflowNotRegistered,
    /// 18 to 20: the message does not exist, or is no longer to be had.
    NoMessage,
    /// EPL-150: several mailboxes match.
    SeveralMailboxes,
    /// EPL-151: no mailbox matches.
    NoMailbox,
    /// Any other code, so that no foreign text is kept.
    Other,
}

impl MeshCode {
    /// A stable word for logs and for the ledger.
    pub fn code(self) -> &'static str {
        match self {
            MeshCode::NoData => "mesh_02_no_data",
            MeshCode::MalformedHeader => "mesh_06_malformed_header",
            MeshCode::WrongSender => "mesh_07_wrong_sender",
            MeshCode::NoRecipient => "mesh_08_no_recipient",
            MeshCode::WrongType => "mesh_11_wrong_type",
            MeshCode::Unregistered => "mesh_12_unregistered",
            MeshCode::NotCollected => "mesh_14_not_collected",
            MeshCode::BadFile => "mesh_15_bad_file",
            MeshCode::SenderNotAllowed => "mesh_16_sender_not_allowed",
            MeshCode::WorkflowNotRegistered => "mesh_17_workflow_not_registered",
            MeshCode::NoMessage => "mesh_20_no_message",
            MeshCode::SeveralMailboxes => "mesh_several_mailboxes",
            MeshCode::NoMailbox => "mesh_no_mailbox",
            MeshCode::Other => "mesh_other",
        }
    }

    /// The code that MESH writes as `text`.
    pub(super) fn published(text: &str) -> MeshCode {
        match text {
            "02" => MeshCode::NoData,
            "06" => MeshCode::MalformedHeader,
            "07" => MeshCode::WrongSender,
            "08" => MeshCode::NoRecipient,
            "11" => MeshCode::WrongType,
            "12" => MeshCode::Unregistered,
            "14" => MeshCode::NotCollected,
            "15" => MeshCode::BadFile,
            "16" => MeshCode::SenderNotAllowed,
            "17" => MeshCode::WorkflowNotRegistered,
            "18" | "19" | "20" => MeshCode::NoMessage,
            "EPL-150" => MeshCode::SeveralMailboxes,
            "EPL-151" => MeshCode::NoMailbox,
            _ => MeshCode::Other,
        }
    }
}

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
