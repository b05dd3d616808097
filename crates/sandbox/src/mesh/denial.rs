//! Refused calls, for tests and developers.

/// Why a call was answered 403. The caller is not told; tests and the log of a developer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// No `Authorization`, or not `NHSMESH <mailbox>:<nonce>:<count>:<time>:<hash>` in the right shapes.
    Unreadable,
    /// The token is for another mailbox than the path.
    AnotherMailbox,
    /// There is no such mailbox.
    UnknownMailbox,
    /// The hash is wrong: password, shared key, or what was hashed.
    WrongHash,
    /// More than two hours from the time here.
    OutsideWindow,
    /// This nonce was used with this count before.
    Replayed,
    /// The message is in somebody else's mailbox.
    AnotherInbox,
    /// The switch says so.
    Switched,
}
