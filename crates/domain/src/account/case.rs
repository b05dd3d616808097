//! A case and the association that it decides about (docs/accounts.md#cases): what one of the two tells the other, from nothing but
//! what has happened and how things stand.

use crate::access::Access;
use crate::actor::{Actor, DelegationId};
use crate::delegation::{
    Command as CaseCommand, ConsentMethod, Delegation, Event as CaseEvent, LessReason, RevokeReason, Stage,
    SuspendReason as CasePaused, Tell, TellThem,
};
use crate::relationship::Relationship;

use super::association::State;
use super::event::Event;
use super::evolve::Account;
use super::ids::AssociationId;
use super::news;
use super::reason::{EndReason, OffReason, SuspendReason};
use super::telling::most;

/// What a case says of the association that it decides about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Says {
    /// What the trusted person is to the patient.
    pub relationship: Relationship,
    /// How the patient consented, where the practice asked them anew.
    pub consent: Option<ConsentMethod>,
    /// What the practice set.
    pub access: Access,
    /// Why it is less than was asked for, in so far as the practice says so.
    pub less: Option<OffReason>,
    /// How it stands.
    pub stands: State,
}

/// What a case that stands so after `events` tells the account; none where nothing of it is the account's.
pub fn says(events: &[CaseEvent], after: &Delegation) -> Option<Says> {
    if !events.iter().any(is_decision) {
        return None;
    }
    standing(after, consent(events))
}

/// What a case says as it stands; none where no access was ever set.
pub fn standing(case: &Delegation, consent: Option<ConsentMethod>) -> Option<Says> {
    let stands = match case.stage {
        Stage::Active => State::Running,
        Stage::Suspended => State::Suspended(case.suspended.map_or(SuspendReason::PendingReview, paused)),
        Stage::Ending | Stage::Ended => State::Ended(case.revoked.map_or(EndReason::Other, ended)),
        Stage::Checking | Stage::NotConfirmed | Stage::Invited | Stage::Declined => return None,
        Stage::Withdrawn | Stage::Lapsed | Stage::WithPractice | Stage::Refused => return None,
    };
    Some(Says {
        relationship: case.relationship,
        consent,
        access: case.set.clone()?,
        less: case.less.map(why_less),
        stands,
    })
}

/// How the patient consented last, by these events.
pub fn consent<'a>(events: impl IntoIterator<Item = &'a CaseEvent>) -> Option<ConsentMethod> {
    let of_one = |event: &CaseEvent| match event {
        CaseEvent::DelegationApplied { checklist, .. }
        | CaseEvent::DelegationReactivated { checklist, .. }
        | CaseEvent::AccessChanged { checklist: Some(checklist), .. } => Some(checklist.consent()),
        _ => None,
    };
    events.into_iter().filter_map(of_one).last()
}

/// Whether the access itself is decided by it.
fn is_decision(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::DelegationApplied { .. } | CaseEvent::DelegationReactivated { .. } => true,
        CaseEvent::AccessChanged { .. } => true,
        CaseEvent::AccessSuspended { .. } | CaseEvent::AccessResumed { .. } => true,
        CaseEvent::DelegationRevoked { .. } => true,
        CaseEvent::DelegationRequested { .. } | CaseEvent::DelegationMovedHere { .. } => false,
        CaseEvent::DetailsConfirmed | CaseEvent::DetailsNotConfirmed => false,
        CaseEvent::ContactFound { .. } | CaseEvent::InvitationSent { .. } => false,
        CaseEvent::InvitationReminded { .. } | CaseEvent::InvitationResent => false,
        CaseEvent::DelegationAccepted | CaseEvent::DelegationDeclined { .. } => false,
        CaseEvent::DelegationWithdrawn { .. } | CaseEvent::RequestClosed { .. } => false,
        CaseEvent::InvitationLapsed | CaseEvent::SentToPractice => false,
        CaseEvent::DelegationRefused { .. } => false,
        CaseEvent::ChangeAsked { .. } | CaseEvent::ChangeDeclined { .. } => false,
        CaseEvent::EndingSoon { .. } | CaseEvent::ReviewDue => false,
        CaseEvent::RemovalConfirmed | CaseEvent::DelegationFinished => false,
    }
}

fn paused((reason, _): (CasePaused, Tell)) -> SuspendReason {
    match reason {
        CasePaused::PendingReview | CasePaused::NationalRoleEnded => SuspendReason::PendingReview,
        CasePaused::Safeguarding => SuspendReason::Safeguarding,
        CasePaused::DelegatorDeceased => SuspendReason::PatientDeceased,
        CasePaused::DelegateDeceased => SuspendReason::HolderDeceased,
        CasePaused::DelegatorRestricted | CasePaused::DelegateRestricted => SuspendReason::Restricted,
    }
}

fn ended<P>((_, reason, _): (P, RevokeReason, Tell)) -> EndReason {
    match reason {
        RevokeReason::DelegatorRequest => EndReason::PatientRequest,
        RevokeReason::DelegateRequest => EndReason::HolderRequest,
        RevokeReason::Safeguarding => EndReason::Safeguarding,
        RevokeReason::Misuse => EndReason::Misuse,
        RevokeReason::ChangeInRelationship => EndReason::ChangeInRelationship,
        RevokeReason::LacksCapacity => EndReason::HolderLacksCapacity,
        RevokeReason::NotUsed => EndReason::NotUsed,
        RevokeReason::DelegatorDeceased => EndReason::PatientDeceased,
        RevokeReason::DelegateDeceased => EndReason::HolderDeceased,
        RevokeReason::DelegatorLeftPractice => EndReason::PatientLeft,
        RevokeReason::EndDateReached => EndReason::EndDateReached,
        RevokeReason::Other => EndReason::Other,
    }
}

fn why_less(reason: LessReason) -> OffReason {
    match reason {
        LessReason::NotNeeded => OffReason::NotNeeded,
        LessReason::NotOffered => OffReason::NotOffered,
        LessReason::TalkFirst | LessReason::Other => OffReason::Other,
    }
}

/// What `event` of an account that stands so after it is to the case that decides about the association, and who gives the command;
/// none where there is no case, or nothing of it is the case's. Of an end the case writes, to those whom `chosen` has told of it.
pub fn for_case(
    after: &Account,
    event: &Event,
    (by, chosen): (&Actor, Option<news::Tell>),
) -> Option<(DelegationId, CaseCommand, Actor)> {
    let case = |id: AssociationId| after.association(id)?.case;
    match event {
        Event::AssociationSuspended { association, reason } => {
            let command = CaseCommand::Suspend { reason: to_pause(*reason), tell: Tell::NOTHING };
            // A case is paused by its practice or our worker alone; that the patient asked, the account's event says.
            let by = if matches!(by, Actor::Citizen { .. }) { Actor::System } else { by.clone() };
            Some((case(*association)?, command, by))
        }
        Event::AssociationEnded { association, reason } => {
            let told = chosen.unwrap_or(news::Tell::NOBODY).and(most(event, by));
            let command = CaseCommand::Revoke { reason: to_end(*reason), tell: outcome(told) };
            Some((case(*association)?, command, by.clone()))
        }
        _ => None,
    }
}

fn to_pause(reason: SuspendReason) -> CasePaused {
    match reason {
        SuspendReason::Safeguarding => CasePaused::Safeguarding,
        SuspendReason::PatientDeceased => CasePaused::DelegatorDeceased,
        SuspendReason::HolderDeceased => CasePaused::DelegateDeceased,
        SuspendReason::PendingReview | SuspendReason::PatientRequest | SuspendReason::Restricted => {
            CasePaused::PendingReview
        }
        SuspendReason::YoungAge | SuspendReason::Sixteen | SuspendReason::Unused => CasePaused::PendingReview,
    }
}

/// Who of the two is told that it ended, as a case has it; why, an account tells nobody.
fn outcome(told: news::Tell) -> Tell {
    let one = |is_told| if is_told { TellThem::Outcome } else { TellThem::Nothing };
    Tell { delegator: one(told.patient), delegate: one(told.holder) }
}

/// The reason in the case.
pub(super) fn to_end(reason: EndReason) -> RevokeReason {
    match reason {
        EndReason::PatientRequest => RevokeReason::DelegatorRequest,
        EndReason::HolderRequest => RevokeReason::DelegateRequest,
        EndReason::Safeguarding => RevokeReason::Safeguarding,
        EndReason::Misuse => RevokeReason::Misuse,
        EndReason::ChangeInRelationship => RevokeReason::ChangeInRelationship,
        EndReason::HolderLacksCapacity => RevokeReason::LacksCapacity,
        EndReason::PatientLeft => RevokeReason::DelegatorLeftPractice,
        EndReason::PatientDeceased => RevokeReason::DelegatorDeceased,
        EndReason::HolderDeceased => RevokeReason::DelegateDeceased,
        EndReason::NotUsed => RevokeReason::NotUsed,
        EndReason::EndDateReached => RevokeReason::EndDateReached,
        EndReason::GroundGone | EndReason::Other => RevokeReason::Other,
    }
}
