//! What the two citizens are told of stage and history: no more than the practice allowed (DAPB3051 §4.6).

use crate::actor::Party;

use super::event::Event;
use super::evolve::Delegation;
use super::reason::TellThem;
use super::stage::Stage;

impl TellThem {
    /// Whether the citizens may know that it was the practice.
    pub fn allows_outcome(self) -> bool {
        matches!(self, TellThem::Outcome | TellThem::Reason)
    }

    /// Whether they may know why.
    pub fn allows_reason(self) -> bool {
        self == TellThem::Reason
    }
}

impl Delegation {
    /// Whether the citizens may be told that it was the practice that said no.
    pub fn may_tell_refusal(&self) -> bool {
        self.refused.is_some_and(|(_, tell)| tell.allows_outcome())
    }

    /// The stage as `reader` is told it: to the citizens access that is being removed has ended, and so has a request that
    /// was refused without a word.
    pub fn stage_told_to(&self, reader: Party) -> Stage {
        match (reader, self.stage) {
            (Party::Practice | Party::System, stage) => stage,
            (Party::Delegator | Party::Delegate, Stage::Refused) if !self.may_tell_refusal() => Stage::Ended,
            (Party::Delegator | Party::Delegate, Stage::Ending) => Stage::Ended,
            (Party::Delegator | Party::Delegate, stage) => stage,
        }
    }
}

impl Event {
    /// Whether `reader` is told of it at all. What the practice decided in silence, and what PDS said, is its own; why a
    /// trusted person said no is told to nobody, which the event's own fields keep.
    pub fn is_told_to(&self, reader: Party) -> bool {
        match (reader, self) {
            (Party::Practice | Party::System, _) => true,
            (_, Event::DelegationRefused { tell, .. }) => tell.allows_outcome(),
            (_, Event::ContactFound { .. } | Event::RemovalConfirmed) => false,
            (Party::Delegator | Party::Delegate, _) => true,
        }
    }
}
