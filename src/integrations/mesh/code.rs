//! The codes that MESH publishes for its refusals (docs/sources.md#mesh-api).

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
