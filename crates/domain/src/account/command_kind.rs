//! Commands without their content.

/// A command without its content: the columns of the state table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum CommandKind {
    Open,
    IssueKey,
    ResetKey,
    RevokeKey,
    Link,
    Unlink,
    Verify,
    Unverify,
    Associate,
    ChangeAccess,
    Renew,
    Suspend,
    End,
    SwitchOff,
    SwitchOn,
    Follow,
    Day,
}

impl CommandKind {
    /// All kinds, in the order of a life.
    pub const ALL: [CommandKind; 17] = [
        CommandKind::Open,
        CommandKind::IssueKey,
        CommandKind::ResetKey,
        CommandKind::RevokeKey,
        CommandKind::Link,
        CommandKind::Unlink,
        CommandKind::Verify,
        CommandKind::Unverify,
        CommandKind::Associate,
        CommandKind::ChangeAccess,
        CommandKind::Renew,
        CommandKind::Suspend,
        CommandKind::End,
        CommandKind::SwitchOff,
        CommandKind::SwitchOn,
        CommandKind::Follow,
        CommandKind::Day,
    ];
}
