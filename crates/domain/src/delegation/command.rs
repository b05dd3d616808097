//! All commands on one screen.

use time::Date;

use crate::access::Access;
use crate::eligibility::Standing;

use super::checklist::Checklist;
use super::contact::ContactSource;
use super::granted::Granted;
use super::moved::Moved;
use super::reason::{CloseReason, DeclineReason, RefusalReason, RevokeReason, SuspendReason, TellThem};
use super::request::Request;
use super::tell::Tell;

/// What somebody wants to happen, with the facts its rule needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after the words of the domain")]
pub enum Command {
    /// The delegator asks (docs/sources.md#proxy-mvp, "Delegate Request").
    Request(Box<Request>),
    /// The delegator moved here from a practice that had set access: this one looks at it anew.
    MoveHere(Box<Moved>),
    /// PDS confirmed the delegate's details and an address was found.
    ConfirmDetails(ContactSource),
    /// PDS did not confirm them, or there is no address.
    RejectDetails,
    /// The delegate says yes; with what is known of them at this moment, whether they are who was described, and whether
    /// the delegator's practice still takes part.
    Accept { standing: Standing, matches_invitation: bool, practice_enabled: bool, today: Date },
    /// The delegate says no.
    Decline(Option<DeclineReason>),
    /// The delegator has the invitation sent once more.
    Resend,
    /// A citizen takes it back before the practice has decided.
    Withdraw,
    /// It cannot go on, through nobody's choice.
    Close(CloseReason),
    /// 21 days have passed.
    Lapse,
    /// 7 or 14 days have passed.
    Remind,
    /// The practice has set the access in its own system.
    Confirm { checklist: Checklist, granted: Granted, today: Date },
    /// The practice says no.
    Refuse { reason: RefusalReason, tell: Tell },
    /// The delegator asks for other access than is set; where it is more, they have said that nobody presses them.
    AskChange { access: Access, free_of_pressure: bool, today: Date },
    /// The practice leaves the access as it is. Only the delegator, who asked, may be told.
    DeclineChange(TellThem),
    /// The practice has changed the access; where it is more than was set, with the same checks as when it was confirmed.
    Change { checklist: Option<Checklist>, granted: Granted, today: Date },
    /// The practice, or a check with PDS, pauses the access.
    Suspend { reason: SuspendReason, tell: Tell },
    /// The practice ends the pause.
    Resume(Tell),
    /// Any of the three stops it (docs/sources.md#proxy-mvp, "Revoke Delegation").
    Revoke { reason: RevokeReason, tell: Tell },
    /// The last day is 14 days away, or less.
    WarnOfEnd { today: Date },
    /// A year has passed without anybody looking at access that has no last day.
    Nudge { today: Date },
    /// The day after the last day has come.
    ReachEndDate { today: Date },
    /// The practice has removed the access in its own system.
    Remove,
    /// The practice has set the access again; consent must be given anew.
    Reactivate { checklist: Checklist, granted: Granted, today: Date },
}

/// A command without its content: the columns of the state table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum CommandKind {
    Request,
    MoveHere,
    ConfirmDetails,
    RejectDetails,
    Accept,
    Decline,
    Resend,
    Withdraw,
    Close,
    Lapse,
    Remind,
    Confirm,
    Refuse,
    AskChange,
    DeclineChange,
    Change,
    Suspend,
    Resume,
    Revoke,
    WarnOfEnd,
    Nudge,
    ReachEndDate,
    Remove,
    Reactivate,
}

impl CommandKind {
    /// All kinds, in the order of a life.
    pub const ALL: [CommandKind; 24] = [
        CommandKind::Request,
        CommandKind::MoveHere,
        CommandKind::ConfirmDetails,
        CommandKind::RejectDetails,
        CommandKind::Accept,
        CommandKind::Decline,
        CommandKind::Resend,
        CommandKind::Withdraw,
        CommandKind::Close,
        CommandKind::Lapse,
        CommandKind::Remind,
        CommandKind::Confirm,
        CommandKind::Refuse,
        CommandKind::AskChange,
        CommandKind::DeclineChange,
        CommandKind::Change,
        CommandKind::Suspend,
        CommandKind::Resume,
        CommandKind::Revoke,
        CommandKind::WarnOfEnd,
        CommandKind::Nudge,
        CommandKind::ReachEndDate,
        CommandKind::Remove,
        CommandKind::Reactivate,
    ];
}

impl Command {
    /// Which column of the table.
    pub fn kind(&self) -> CommandKind {
        match self {
            Command::Request(_) => CommandKind::Request,
            Command::MoveHere(_) => CommandKind::MoveHere,
            Command::ConfirmDetails(_) => CommandKind::ConfirmDetails,
            Command::RejectDetails => CommandKind::RejectDetails,
            Command::Accept { .. } => CommandKind::Accept,
            Command::Decline(_) => CommandKind::Decline,
            Command::Resend => CommandKind::Resend,
            Command::Withdraw => CommandKind::Withdraw,
            Command::Close(_) => CommandKind::Close,
            Command::Lapse => CommandKind::Lapse,
            Command::Remind => CommandKind::Remind,
            Command::Confirm { .. } => CommandKind::Confirm,
            Command::Refuse { .. } => CommandKind::Refuse,
            Command::AskChange { .. } => CommandKind::AskChange,
            Command::DeclineChange(_) => CommandKind::DeclineChange,
            Command::Change { .. } => CommandKind::Change,
            Command::Suspend { .. } => CommandKind::Suspend,
            Command::Resume(_) => CommandKind::Resume,
            Command::Revoke { .. } => CommandKind::Revoke,
            Command::WarnOfEnd { .. } => CommandKind::WarnOfEnd,
            Command::Nudge { .. } => CommandKind::Nudge,
            Command::ReachEndDate { .. } => CommandKind::ReachEndDate,
            Command::Remove => CommandKind::Remove,
            Command::Reactivate { .. } => CommandKind::Reactivate,
        }
    }
}
