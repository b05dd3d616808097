//! All commands on one screen.

use time::Date;

use crate::access::Access;
use crate::actor::PersonId;
use crate::ods_code::OdsCode;

use super::age::AgeRules;
use super::command_kind::CommandKind;
use super::follow::Follow;
use super::ground::Tie;
use super::ids::{AssociationId, OnlineAccountId};
use super::key::Tries;
use super::news::Tell;
use super::reason::{
    EndReason, OffReason, ResetReason, RevokeKeyReason, SuspendReason, SwitchOffReason, UnverifyReason,
};
use super::verification::Verification;

/// What somebody wants to happen, with the facts its rule needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after the words of the domain")]
pub enum Command {
    /// The practice makes an account for a person; `has_one`: whether they have one at this practice.
    Open { person: PersonId, practice: OdsCode, has_one: bool },
    /// The practice has a first key made.
    IssueKey,
    /// Another key in place of the one there is; nothing is linked any more.
    ResetKey(ResetReason),
    /// No key any more; nothing is linked any more.
    RevokeKey(RevokeKeyReason),
    /// The person links an online account; `matches`: whether key and demographics are those of this account.
    Link { to: OnlineAccountId, matches: bool, tries: Tries },
    /// An online account is linked no more.
    Unlink(OnlineAccountId),
    /// The practice made sure who it is; `is_proofed`: whether NHS login knows the person to P9.
    Verify { verification: Verification, is_proofed: bool },
    /// That does not count any more.
    Unverify(UnverifyReason),
    /// The practice associates the account with a patient.
    Associate(Box<Associate>),
    /// The practice changes services, level or dates: never to more, for another, without a ground stated anew.
    ChangeAccess { association: AssociationId, access: Access, off: Option<OffReason> },
    /// The practice decides anew: so a pause ends, and so access for another grows.
    Renew(Box<Renew>),
    /// The practice, the patient, or a rule pauses an association.
    Suspend { association: AssociationId, reason: SuspendReason },
    /// One of them, or whoever acts, ends it.
    End { association: AssociationId, reason: EndReason },
    /// Somebody at the practice makes the account inactive.
    SwitchOff(SwitchOffReason),
    /// And lets it be active again.
    SwitchOn,
    /// A case has decided about an association.
    Follow(Box<Follow>),
    /// A day has come.
    Day { rules: AgeRules, known: Vec<Known> },
    /// One of the others, and who is written to of it; of what is given without it, nobody is.
    Telling { command: Box<Command>, tell: Tell },
}

/// An association to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Associate {
    /// Its id, which is new.
    pub association: AssociationId,
    /// Whose record.
    pub patient: PersonId,
    /// When the patient was born.
    pub patient_born: Date,
    /// Their own, or on what ground they act.
    pub tie: Tie,
    /// What for, and on which days.
    pub access: Access,
    /// Whether the practice wants identity verified before.
    pub verify_first: bool,
}

/// An association decided anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renew {
    /// Which one.
    pub association: AssociationId,
    /// When the patient was born.
    pub patient_born: Date,
    /// Their own, or on what ground they act now.
    pub tie: Tie,
    /// What for now, and on which days.
    pub access: Access,
    /// Why, where it is less than before.
    pub off: Option<OffReason>,
}

/// What is known of an association on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Which one.
    pub association: AssociationId,
    /// When its patient was born.
    pub patient_born: Date,
    /// When it was last used.
    pub last_used: Option<Date>,
}

impl Command {
    /// Which column of the table.
    pub fn kind(&self) -> CommandKind {
        match self {
            Command::Open { .. } => CommandKind::Open,
            Command::IssueKey => CommandKind::IssueKey,
            Command::ResetKey(_) => CommandKind::ResetKey,
            Command::RevokeKey(_) => CommandKind::RevokeKey,
            Command::Link { .. } => CommandKind::Link,
            Command::Unlink(_) => CommandKind::Unlink,
            Command::Verify { .. } => CommandKind::Verify,
            Command::Unverify(_) => CommandKind::Unverify,
            Command::Associate(_) => CommandKind::Associate,
            Command::ChangeAccess { .. } => CommandKind::ChangeAccess,
            Command::Renew(_) => CommandKind::Renew,
            Command::Suspend { .. } => CommandKind::Suspend,
            Command::End { .. } => CommandKind::End,
            Command::SwitchOff(_) => CommandKind::SwitchOff,
            Command::SwitchOn => CommandKind::SwitchOn,
            Command::Follow(_) => CommandKind::Follow,
            Command::Day { .. } => CommandKind::Day,
            Command::Telling { command, .. } => command.kind(),
        }
    }

    /// Which association it is about, if it is about one that there is.
    pub fn association(&self) -> Option<AssociationId> {
        match self {
            Command::ChangeAccess { association, .. }
            | Command::Suspend { association, .. }
            | Command::End { association, .. } => Some(*association),
            Command::Renew(renew) => Some(renew.association),
            Command::Telling { command, .. } => command.association(),
            _ => None,
        }
    }
}
