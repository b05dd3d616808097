//! What the two citizens are told of stage and history: no more than the practice allowed, and never a reason that could
//! put the other in danger (DAPB3051 §4.6). Letters, pages, the API and its feed all ask here.

use crate::actor::Party;

use super::event::Event;
use super::evolve::Delegation;
use super::reason::{CloseReason, RefusalReason, RevokeReason, SuspendReason, TellThem};
use super::stage::Stage;
use super::tell::Tell;

/// Why something ended or was paused, as far as somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Why the request was refused.
    Refused(RefusalReason),
    /// Why the access was paused.
    Paused(SuspendReason),
    /// Why the access was stopped.
    Stopped(RevokeReason),
    /// Why the request was closed.
    Closed(CloseReason),
}

impl Why {
    /// The most that `reader` is ever told of it, whatever the practice chose. Each knows the reason that lies with them;
    /// what one of them asked for, did or is in, where they have gone, and that they have died, the other does not learn
    /// from us. Nobody writes to somebody who has died.
    pub fn most_told_to(self, reader: Party) -> TellThem {
        match reader {
            Party::Practice | Party::System => TellThem::Reason,
            Party::Delegator => self.most_told_to_delegator(),
            Party::Delegate => self.most_told_to_delegate(),
        }
    }

    fn most_told_to_delegator(self) -> TellThem {
        use RefusalReason as Refused;
        use RevokeReason as Stopped;
        use SuspendReason as Paused;
        match self {
            // Their health and where they live are the trusted person's own.
            Why::Refused(Refused::LacksCapacity | Refused::NotLivingInEnglandOrWales) => TellThem::Outcome,
            Why::Refused(Refused::NotNeeded | Refused::Safeguarding | Refused::NoConsent) => TellThem::Reason,
            Why::Refused(Refused::IdentityNotVerified | Refused::NoLegalBasis) => TellThem::Reason,
            Why::Refused(Refused::Other) => TellThem::Reason,
            Why::Paused(Paused::PendingReview | Paused::Safeguarding) => TellThem::Reason,
            Why::Paused(Paused::DelegatorDeceased) => TellThem::Nothing,
            Why::Paused(Paused::DelegateDeceased) => TellThem::Outcome,
            Why::Paused(Paused::DelegatorRestricted | Paused::DelegateRestricted) => TellThem::Outcome,
            // Who ended it elsewhere, and why, is not ours to tell.
            Why::Paused(Paused::NationalRoleEnded) => TellThem::Outcome,
            Why::Stopped(Stopped::DelegatorDeceased) => TellThem::Nothing,
            Why::Stopped(Stopped::DelegateRequest | Stopped::LacksCapacity) => TellThem::Outcome,
            Why::Stopped(Stopped::DelegateDeceased | Stopped::DelegatorLeftPractice) => TellThem::Outcome,
            Why::Stopped(Stopped::DelegatorRequest | Stopped::Safeguarding | Stopped::Misuse) => {
                TellThem::Reason
            }
            Why::Stopped(Stopped::ChangeInRelationship | Stopped::NotUsed) => TellThem::Reason,
            Why::Stopped(Stopped::EndDateReached | Stopped::Other) => TellThem::Reason,
            Why::Closed(reason) => closed(reason),
        }
    }

    fn most_told_to_delegate(self) -> TellThem {
        use RefusalReason as Refused;
        use RevokeReason as Stopped;
        use SuspendReason as Paused;
        match self {
            // What the patient fears, says or wants stays between them and the practice.
            Why::Refused(Refused::Safeguarding | Refused::NoConsent) => TellThem::Outcome,
            Why::Refused(Refused::NotNeeded | Refused::IdentityNotVerified) => TellThem::Reason,
            Why::Refused(Refused::LacksCapacity | Refused::NotLivingInEnglandOrWales) => TellThem::Reason,
            Why::Refused(Refused::NoLegalBasis | Refused::Other) => TellThem::Reason,
            Why::Paused(Paused::PendingReview) => TellThem::Reason,
            Why::Paused(Paused::Safeguarding | Paused::DelegatorDeceased) => TellThem::Outcome,
            Why::Paused(Paused::DelegateDeceased) => TellThem::Nothing,
            Why::Paused(Paused::DelegatorRestricted | Paused::DelegateRestricted) => TellThem::Outcome,
            // Who ended it elsewhere, and why, is not ours to tell.
            Why::Paused(Paused::NationalRoleEnded) => TellThem::Outcome,
            Why::Stopped(Stopped::DelegateDeceased) => TellThem::Nothing,
            Why::Stopped(Stopped::DelegatorRequest | Stopped::Safeguarding) => TellThem::Outcome,
            Why::Stopped(Stopped::ChangeInRelationship | Stopped::DelegatorDeceased) => TellThem::Outcome,
            Why::Stopped(Stopped::DelegatorLeftPractice) => TellThem::Outcome,
            Why::Stopped(Stopped::DelegateRequest | Stopped::Misuse | Stopped::LacksCapacity) => {
                TellThem::Reason
            }
            Why::Stopped(Stopped::NotUsed | Stopped::EndDateReached | Stopped::Other) => TellThem::Reason,
            Why::Closed(reason) => closed(reason),
        }
    }

    /// How much `reader` is told of it, where the practice chose `tell`.
    pub fn told(self, tell: Tell, reader: Party) -> TellThem {
        tell.to(reader).min(self.most_told_to(reader))
    }

    /// Whether `tell` gives one of the two a reason that they never get.
    pub(super) fn is_never_told_so(self, tell: Tell) -> bool {
        let gets = |reader| tell.to(reader) == TellThem::Reason && !self.most_told_to(reader).allows_reason();
        gets(Party::Delegator) || gets(Party::Delegate)
    }
}

/// That a practice left the trial concerns both alike; that the patient moved is told to nobody as such.
fn closed(reason: CloseReason) -> TellThem {
    match reason {
        CloseReason::PracticeLeftTrial => TellThem::Reason,
        CloseReason::DelegatorLeftPractice => TellThem::Outcome,
    }
}

impl CloseReason {
    /// What a closing that nobody chose tells: of a move, only the patient who moved hears.
    fn tell(self) -> Tell {
        match self {
            CloseReason::PracticeLeftTrial => Tell::REASON,
            CloseReason::DelegatorLeftPractice => {
                Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing }
            }
        }
    }
}

impl TellThem {
    /// Whether they may know that it was the practice.
    pub fn allows_outcome(self) -> bool {
        self >= TellThem::Outcome
    }

    /// Whether they may know why.
    pub fn allows_reason(self) -> bool {
        self == TellThem::Reason
    }
}

impl Delegation {
    /// How it ended or why it rests, and how much `reader` is told of that; none while it goes its way.
    pub fn ending_told_to(&self, reader: Party) -> Option<(Why, TellThem)> {
        let (why, tell) = match self.stage {
            Stage::Refused => self.refused.map(|(reason, tell)| (Why::Refused(reason), tell))?,
            Stage::Suspended => self.suspended.map(|(reason, tell)| (Why::Paused(reason), tell))?,
            Stage::Ending | Stage::Ended => {
                self.revoked.map(|(_, reason, tell)| (Why::Stopped(reason), tell))?
            }
            Stage::Withdrawn => self.closed.map(|reason| (Why::Closed(reason), reason.tell()))?,
            Stage::Checking | Stage::NotConfirmed | Stage::Invited | Stage::Declined => return None,
            Stage::Lapsed | Stage::WithPractice | Stage::Active => return None,
        };
        Some((why, why.told(tell, reader)))
    }

    /// Why, where `reader` is told so.
    pub fn why_told_to(&self, reader: Party) -> Option<Why> {
        self.ending_told_to(reader).filter(|(_, told)| told.allows_reason()).map(|(why, _)| why)
    }

    /// Whether `reader` may be told that it was the practice that said no.
    pub fn may_tell_refusal(&self, reader: Party) -> bool {
        self.refused.is_some_and(|(reason, tell)| Why::Refused(reason).told(tell, reader).allows_outcome())
    }

    /// Whether `reader` may be told that it was closed through nobody's choice; so it is where it was not.
    pub fn may_tell_closing(&self, reader: Party) -> bool {
        self.closed.is_none_or(|reason| Why::Closed(reason).told(reason.tell(), reader).allows_outcome())
    }

    /// The stage as `reader` is told it: to the citizens access that is being removed has ended, and so has a request that
    /// was refused or closed without a word to them.
    pub fn stage_told_to(&self, reader: Party) -> Stage {
        match (reader, self.stage) {
            (Party::Practice | Party::System, stage) => stage,
            (Party::Delegator | Party::Delegate, Stage::Refused) if !self.may_tell_refusal(reader) => {
                Stage::Ended
            }
            (Party::Delegator | Party::Delegate, Stage::Withdrawn) if !self.may_tell_closing(reader) => {
                Stage::Ended
            }
            (Party::Delegator | Party::Delegate, Stage::Ending) => Stage::Ended,
            (Party::Delegator | Party::Delegate, stage) => stage,
        }
    }

    /// The other access that the delegator asks for, as far as `reader` may know: it is between patient and practice.
    pub fn change_told_to(&self, reader: Party) -> Option<&crate::access::Access> {
        self.change_asked.as_ref().filter(|_| reader != Party::Delegate)
    }
}

impl Event {
    /// How much `reader` is told of it: nothing (no letter, neither who nor why), that it happened, or why as well.
    pub fn told(&self, reader: Party) -> TellThem {
        match self {
            _ if matches!(reader, Party::Practice | Party::System) => TellThem::Reason,
            Event::DelegationRefused { reason, tell } => Why::Refused(*reason).told(*tell, reader),
            Event::AccessSuspended { reason, tell } => Why::Paused(*reason).told(*tell, reader),
            Event::DelegationRevoked { side, .. } if *side == reader => TellThem::Reason,
            Event::DelegationRevoked { reason, tell, .. } => Why::Stopped(*reason).told(*tell, reader),
            Event::RequestClosed { reason } => Why::Closed(*reason).told(reason.tell(), reader),
            Event::DelegationApplied { granted, .. } | Event::DelegationReactivated { granted, .. } => {
                granted.tell.to(reader)
            }
            Event::AccessChanged { granted, .. } => granted.tell.to(reader),
            Event::AccessResumed { tell } => tell.to(reader),
            Event::ChangeDeclined { tell } if reader == Party::Delegator => *tell,
            Event::ChangeDeclined { .. } | Event::ChangeAsked { .. } if reader == Party::Delegate => {
                TellThem::Nothing
            }
            // Of a move the delegate never learns from us.
            Event::DelegationMovedHere { .. } if reader == Party::Delegate => TellThem::Nothing,
            Event::ContactFound { .. } | Event::RemovalConfirmed => TellThem::Nothing,
            Event::ChangeDeclined { .. } | Event::ChangeAsked { .. } => TellThem::Reason,
            Event::DelegationRequested { .. } | Event::DelegationMovedHere { .. } => TellThem::Reason,
            Event::DetailsConfirmed => TellThem::Reason,
            Event::DetailsNotConfirmed | Event::InvitationSent { .. } => TellThem::Reason,
            Event::InvitationReminded { .. } | Event::InvitationResent => TellThem::Reason,
            Event::DelegationAccepted | Event::DelegationDeclined { .. } => TellThem::Reason,
            Event::DelegationWithdrawn { .. } | Event::InvitationLapsed => TellThem::Reason,
            Event::SentToPractice | Event::EndingSoon { .. } | Event::ReviewDue => TellThem::Reason,
            Event::DelegationFinished => TellThem::Reason,
        }
    }

    /// Whether `reader` sees it in a history at all. A refusal in silence, what PDS said, and what only the practice and the
    /// patient talk about are not there; that access was paused or has ended is, for they find it so, without who and why.
    pub fn is_told_to(&self, reader: Party) -> bool {
        let told = self.told(reader).allows_outcome();
        told || match self {
            Event::AccessSuspended { .. } | Event::AccessResumed { .. } => true,
            Event::DelegationRevoked { .. } => true,
            Event::DelegationApplied { .. } | Event::DelegationReactivated { .. } => true,
            Event::AccessChanged { .. } => true,
            Event::ChangeDeclined { .. } => reader == Party::Delegator,
            _ => false,
        }
    }

    /// Whether `reader` may know who did it. Who of the three stopped access is told to nobody but themselves and the
    /// practice; what the practice did without a word does not say that it was the practice.
    pub fn names_its_doer_to(&self, reader: Party) -> bool {
        match (reader, self) {
            (Party::Practice | Party::System, _) => true,
            (_, Event::DelegationRevoked { side: Party::Delegator | Party::Delegate, .. }) => {
                matches!(self, Event::DelegationRevoked { side, .. } if *side == reader)
            }
            // It follows what ended the delegation: whose doing that was is told there, or not at all.
            (_, Event::DelegationFinished) => false,
            _ => self.told(reader).allows_outcome(),
        }
    }
}
