//! All events on one screen. No personal data: ids, codes, dates; and never a key.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::access::Access;
use crate::actor::{DelegationId, PersonId};
use crate::ods_code::OdsCode;

use super::age::Milestone;
use super::ground::Tie;
use super::ids::{AssociationId, OnlineAccountId};
use super::news::News;
use super::reason::{
    EndReason, OffReason, ResetReason, RevokeKeyReason, SuspendReason, SwitchOffReason, UnverifyReason,
};
use super::status::Status;
use super::verification::Verification;

/// What has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are named after the words of the domain")]
pub enum Event {
    /// The practice made an account for a person.
    AccountOpened { person: PersonId, practice: OdsCode },
    /// A first key was made; storage keeps what is needed to know it again.
    KeyIssued,
    /// Another key was made, and whatever was linked is linked no more.
    KeyReset { reason: ResetReason },
    /// There is no key any more, and nothing is linked.
    KeyRevoked { reason: RevokeKeyReason },
    /// An online account was linked.
    Linked { to: OnlineAccountId },
    /// An online account is linked no more.
    Unlinked { from: OnlineAccountId },
    /// Somebody made sure who it is.
    IdentityVerified { verification: Verification },
    /// That does not count any more.
    IdentityUnverified { reason: UnverifyReason },
    /// The account was associated with a patient.
    Associated { association: AssociationId, patient: PersonId, tie: Tie, access: Access },
    /// From now on a case decides about it.
    CaseFollowed { association: AssociationId, case: DelegationId },
    /// Services, level or dates were changed; with a reason where it is less.
    AccessChanged { association: AssociationId, access: Access, off: Option<OffReason> },
    /// It was decided anew.
    AssociationRenewed { association: AssociationId, tie: Tie, access: Access, off: Option<OffReason> },
    /// Paused.
    AssociationSuspended { association: AssociationId, reason: SuspendReason },
    /// Ended.
    AssociationEnded { association: AssociationId, reason: EndReason },
    /// Both were told that it is paused on this day, when the patient turns so old.
    AgeNear { association: AssociationId, milestone: Milestone, on: Date },
    /// Both were told that it ends soon.
    EndNear { association: AssociationId, ends: Date },
    /// The practice was asked to look at it again, for what this day has brought.
    ReviewDue { association: AssociationId, day: Date },
    /// Somebody at the practice switched the account off.
    SwitchedOff { reason: SwitchOffReason },
    /// And on again.
    SwitchedOn,
    /// We write to these of what has just happened, because whoever did it said so.
    Told { of: News, association: Option<AssociationId>, holder: bool, patient: bool },
    /// It is active from now on.
    AccountActivated,
    /// It is inactive from now on, and this is the first reason why.
    AccountInactivated { why: Status },
}

impl Event {
    /// The name in the log, the API and the history.
    pub fn name(&self) -> &'static str {
        match self {
            Event::AccountOpened { .. } => "account_opened",
            Event::KeyIssued => "key_issued",
            Event::KeyReset { .. } => "key_reset",
            Event::KeyRevoked { .. } => "key_revoked",
            Event::Linked { .. } => "linked",
            Event::Unlinked { .. } => "unlinked",
            Event::IdentityVerified { .. } => "identity_verified",
            Event::IdentityUnverified { .. } => "identity_unverified",
            Event::Associated { .. } => "associated",
            Event::CaseFollowed { .. } => "case_followed",
            Event::AccessChanged { .. } => "access_changed",
            Event::AssociationRenewed { .. } => "association_renewed",
            Event::AssociationSuspended { .. } => "association_suspended",
            Event::AssociationEnded { .. } => "association_ended",
            Event::AgeNear { .. } => "age_near",
            Event::EndNear { .. } => "end_near",
            Event::ReviewDue { .. } => "review_due",
            Event::SwitchedOff { .. } => "switched_off",
            Event::SwitchedOn => "switched_on",
            Event::Told { .. } => "told",
            Event::AccountActivated => "account_activated",
            Event::AccountInactivated { .. } => "account_inactivated",
        }
    }
}
