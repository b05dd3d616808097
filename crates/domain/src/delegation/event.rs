//! All events on one screen; names of docs/sources.md#proxy-mvp in brackets. No personal data: ids, codes, dates.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::access::Access;
use crate::actor::{DelegationId, Party, PersonId};
use crate::ods_code::OdsCode;
use crate::relationship::Relationship;

use super::checklist::Checklist;
use super::contact::ContactSource;
use super::granted::Granted;
use super::reason::{CloseReason, DeclineReason, RefusalReason, RevokeReason, SuspendReason, TellThem};
use super::tell::Tell;

/// What has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are named after the words of the domain")]
pub enum Event {
    /// (Delegate Request Process Started)
    DelegationRequested {
        delegator: PersonId,
        delegate: PersonId,
        practice: OdsCode,
        relationship: Relationship,
        asked: Access,
    },
    /// The delegator moved to this practice from another, which had set this access; with the day of the delegate's answer.
    DelegationMovedHere {
        former: DelegationId,
        delegator: PersonId,
        delegate: PersonId,
        practice: OdsCode,
        relationship: Relationship,
        asked: Access,
        accepted_on: Option<Date>,
    },
    /// (Delegate Details Confirmed)
    DetailsConfirmed,
    /// PDS did not confirm the details, or knows no way to reach the delegate.
    DetailsNotConfirmed,
    /// (Delegate Contact Details Found)
    ContactFound { source: ContactSource },
    /// The invitation is on its way; after `lapses_on` it can no longer be accepted.
    InvitationSent { lapses_on: Date },
    /// First or second reminder.
    InvitationReminded { reminder: u8 },
    /// Sent once more, as the delegator wished.
    InvitationResent,
    /// (Delegation Request Process Accepted)
    DelegationAccepted,
    /// (Delegation Request Process Declined)
    DelegationDeclined { reason: Option<DeclineReason> },
    /// Taken back by one of the citizens.
    DelegationWithdrawn { side: Party },
    /// It cannot go on, through nobody's choice.
    RequestClosed { reason: CloseReason },
    /// No answer within 21 days.
    InvitationLapsed,
    /// The practice was given the case.
    SentToPractice,
    /// (Delegation Request Applied)
    DelegationApplied {
        #[serde(flatten)]
        checklist: Checklist,
        #[serde(flatten)]
        granted: Granted,
    },
    /// The practice said no.
    DelegationRefused { reason: RefusalReason, tell: Tell },
    /// The delegator asked the practice for other access.
    ChangeAsked { access: Access },
    /// The practice left the access as it is.
    ChangeDeclined {
        #[serde(default = "TellThem::as_before")]
        tell: TellThem,
    },
    /// The practice changed what it has set; with a checklist where it is more than before.
    AccessChanged {
        #[serde(flatten)]
        checklist: Option<Checklist>,
        #[serde(flatten)]
        granted: Granted,
    },
    /// Paused.
    AccessSuspended {
        reason: SuspendReason,
        #[serde(default = "Tell::as_before")]
        tell: Tell,
    },
    /// No longer paused.
    AccessResumed {
        #[serde(default = "Tell::as_before")]
        tell: Tell,
    },
    /// Stopped; the practice must still remove it in its own system.
    DelegationRevoked { side: Party, reason: RevokeReason, tell: Tell },
    /// Both were told that the access ends soon.
    EndingSoon { ends: Date },
    /// A year has passed: does the access still fit?
    ReviewDue,
    /// Removed from the practice's own system.
    RemovalConfirmed,
    /// Set again after it had ended.
    DelegationReactivated {
        #[serde(flatten)]
        checklist: Checklist,
        #[serde(flatten)]
        granted: Granted,
    },
    /// (Delegate Request Process Finished): nothing is left to do.
    DelegationFinished,
}

impl Event {
    /// The name in the log, the API and the timeline.
    pub fn name(&self) -> &'static str {
        match self {
            Event::DelegationRequested { .. } => "delegation_requested",
            Event::DelegationMovedHere { .. } => "delegation_moved_here",
            Event::DetailsConfirmed => "details_confirmed",
            Event::DetailsNotConfirmed => "details_not_confirmed",
            Event::ContactFound { .. } => "contact_found",
            Event::InvitationSent { .. } => "invitation_sent",
            Event::InvitationReminded { .. } => "invitation_reminded",
            Event::InvitationResent => "invitation_resent",
            Event::DelegationAccepted => "delegation_accepted",
            Event::DelegationDeclined { .. } => "delegation_declined",
            Event::DelegationWithdrawn { .. } => "delegation_withdrawn",
            Event::RequestClosed { .. } => "request_closed",
            Event::InvitationLapsed => "invitation_lapsed",
            Event::SentToPractice => "sent_to_practice",
            Event::DelegationApplied { .. } => "delegation_applied",
            Event::DelegationRefused { .. } => "delegation_refused",
            Event::ChangeAsked { .. } => "change_asked",
            Event::ChangeDeclined { .. } => "change_declined",
            Event::AccessChanged { .. } => "access_changed",
            Event::AccessSuspended { .. } => "access_suspended",
            Event::AccessResumed { .. } => "access_resumed",
            Event::DelegationRevoked { .. } => "delegation_revoked",
            Event::EndingSoon { .. } => "ending_soon",
            Event::ReviewDue => "review_due",
            Event::RemovalConfirmed => "removal_confirmed",
            Event::DelegationReactivated { .. } => "delegation_reactivated",
            Event::DelegationFinished => "delegation_finished",
        }
    }
}
