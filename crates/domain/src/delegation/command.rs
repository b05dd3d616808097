//! All commands on one screen.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::access::Access;
use crate::eligibility::Standing;

use super::event::ContactSource;
use super::reason::{CloseReason, DeclineReason, RefusalReason, RevokeReason, SuspendReason, TellThem};
use super::request::Request;

/// What somebody wants to happen, with the facts its rule needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after the words of the domain")]
pub enum Command {
    /// The delegator asks (docs/sources.md#proxy-mvp, "Delegate Request").
    Request(Box<Request>),
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
    Confirm { checklist: Checklist, access: Access, today: Date },
    /// The practice says no.
    Refuse { reason: RefusalReason, tell: TellThem },
    /// The delegator asks for other access than is set.
    AskChange { access: Access, today: Date },
    /// The practice leaves the access as it is.
    DeclineChange,
    /// The practice has changed the access.
    Change { access: Access, today: Date },
    /// The practice, or a check with PDS, pauses the access.
    Suspend(SuspendReason),
    /// The practice ends the pause.
    Resume,
    /// Any of the three stops it (docs/sources.md#proxy-mvp, "Revoke Delegation").
    Revoke { reason: RevokeReason, tell: TellThem },
    /// The last day is 14 days away, or less.
    WarnOfEnd { today: Date },
    /// A year has passed without anybody looking at access that has no last day.
    Nudge { today: Date },
    /// The day after the last day has come.
    ReachEndDate { today: Date },
    /// The practice has removed the access in its own system.
    Remove,
    /// The practice has set the access again; consent must be given anew.
    Reactivate { checklist: Checklist, access: Access, today: Date },
}

/// A command without its content: the columns of the state table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum CommandKind {
    Request,
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
    pub const ALL: [CommandKind; 23] = [
        CommandKind::Request,
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
            Command::DeclineChange => CommandKind::DeclineChange,
            Command::Change { .. } => CommandKind::Change,
            Command::Suspend(_) => CommandKind::Suspend,
            Command::Resume => CommandKind::Resume,
            Command::Revoke { .. } => CommandKind::Revoke,
            Command::WarnOfEnd { .. } => CommandKind::WarnOfEnd,
            Command::Nudge { .. } => CommandKind::Nudge,
            Command::ReachEndDate { .. } => CommandKind::ReachEndDate,
            Command::Remove => CommandKind::Remove,
            Command::Reactivate { .. } => CommandKind::Reactivate,
        }
    }
}

/// How the patient gave consent to the practice (docs/sources.md#citizen-services).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentMethod {
    /// Face to face.
    InPerson,
    /// By telephone.
    ByTelephone,
    /// By video.
    ByVideo,
    /// In writing.
    InWriting,
}

impl ConsentMethod {
    /// All choices, in the order of the form.
    pub const ALL: [ConsentMethod; 4] = [
        ConsentMethod::InPerson,
        ConsentMethod::ByTelephone,
        ConsentMethod::ByVideo,
        ConsentMethod::InWriting,
    ];

    /// The code in forms, events and the API.
    pub fn code(self) -> &'static str {
        match self {
            ConsentMethod::InPerson => "in_person",
            ConsentMethod::ByTelephone => "by_telephone",
            ConsentMethod::ByVideo => "by_video",
            ConsentMethod::InWriting => "in_writing",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<ConsentMethod> {
        ConsentMethod::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// What the practice must have done before it confirms (docs/life.md#deciding; DAPB3051 §4.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChecklistItem {
    /// Spoke to the patient, who consents.
    SpokeToPatient,
    /// Considered whether the patient is pressed.
    CoercionConsidered,
    /// Looked at safeguarding notes of the patient and, where possible, of the delegate.
    SafeguardingLooked,
    /// Saw here that the delegate's identity was proofed to P9.
    IdentitySeen,
}

impl ChecklistItem {
    /// All items, in the order of the form.
    pub const ALL: [ChecklistItem; 4] = [
        ChecklistItem::SpokeToPatient,
        ChecklistItem::CoercionConsidered,
        ChecklistItem::SafeguardingLooked,
        ChecklistItem::IdentitySeen,
    ];

    /// The code in forms and the API.
    pub fn code(self) -> &'static str {
        match self {
            ChecklistItem::SpokeToPatient => "spoke_to_patient",
            ChecklistItem::CoercionConsidered => "coercion_considered",
            ChecklistItem::SafeguardingLooked => "safeguarding_looked",
            ChecklistItem::IdentitySeen => "identity_seen",
        }
    }
}

/// A checklist on which every item is ticked; it cannot be made otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    consent: ConsentMethod,
}

impl Checklist {
    /// Makes a complete checklist.
    ///
    /// # Errors
    /// The items that are not ticked.
    pub fn complete(
        ticked: &[ChecklistItem],
        consent: ConsentMethod,
    ) -> Result<Checklist, Vec<ChecklistItem>> {
        let missing: Vec<_> = ChecklistItem::ALL.into_iter().filter(|item| !ticked.contains(item)).collect();
        if missing.is_empty() { Ok(Checklist { consent }) } else { Err(missing) }
    }

    /// How consent was given.
    pub fn consent(&self) -> ConsentMethod {
        self.consent
    }
}
