//! A patient who moved to another practice of the trial takes nobody's access along; what was set for their trusted person
//! comes before the new practice, so that nobody has to ask again (docs/life.md#a-patient-who-moves).

use time::{Date, OffsetDateTime};

use crate::actor::Party;
use crate::london::london_date;
use crate::ods_code::OdsCode;

use super::event::Event;
use super::evolve::Delegation;
use super::reason::{CloseReason, RevokeReason};
use super::refusal::Refusal;
use super::stage::Stage;

/// What was set at a former practice, and what is known of the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The delegation at the practice that had set access last, as it stands now.
    pub former: Delegation,
    /// The practice that the patient left now: that one, or one which they left before it had decided.
    pub left: OdsCode,
    /// Where the patient is registered now.
    pub practice: OdsCode,
    /// Whether that practice takes part.
    pub practice_enabled: bool,
    /// The day in London.
    pub today: Date,
}

impl Moved {
    /// A delegation of its own for the new practice, which reads no more of the former than its events.
    pub(super) fn decide(&self) -> Result<Vec<Event>, Refusal> {
        let former = &self.former;
        let is_elsewhere = former.has_moved_on() && self.left != self.practice;
        let set = former.set.clone().filter(|_| is_elsewhere);
        let set = set.ok_or(Refusal::WrongStage(former.stage))?;
        if !self.practice_enabled {
            return Err(Refusal::PracticeLeftTrial);
        }
        if set.is_over(self.today) {
            return Err(Refusal::EndDatePassed);
        }
        let moved = Event::DelegationMovedHere {
            former: former.id,
            delegator: former.delegator,
            delegate: former.delegate,
            practice: self.practice.clone(),
            relationship: former.relationship,
            asked: set,
            accepted_on: former.responded_at.map(london_date),
        };
        Ok(vec![moved, Event::SentToPractice])
    }
}

impl Delegation {
    /// Whether it ended because the patient is registered elsewhere: the pair may have another one at the new practice,
    /// whatever is still to be removed at this one.
    pub fn has_moved_on(&self) -> bool {
        let has_left = matches!(self.revoked, Some((_, RevokeReason::DelegatorLeftPractice, _)));
        has_left && matches!(self.stage, Stage::Ending | Stage::Ended)
    }

    /// Whether it came with the patient and the practice has not decided: should they move on, nothing is left to decide here.
    pub fn came_and_waits(&self) -> bool {
        self.former.is_some() && self.stage == Stage::WithPractice
    }

    /// Whether the patient leaves this practice by `event`, with something that may come before another one.
    pub(super) fn moves_on_by(&self, event: &Event) -> bool {
        match event {
            Event::DelegationRevoked { reason: RevokeReason::DelegatorLeftPractice, .. } => true,
            Event::RequestClosed { reason: CloseReason::DelegatorLeftPractice } => self.came_and_waits(),
            _ => false,
        }
    }

    /// Since when `reader` may know of what happens in it; none where from its beginning. The delegate of one that came with the
    /// patient would learn before that when the patient moved.
    pub fn known_since(&self, reader: Party) -> Option<OffsetDateTime> {
        self.invited_at.filter(|_| self.former.is_some() && reader == Party::Delegate)
    }

    /// Whether `reader` may know of what happened in it at this instant.
    pub fn may_know_of(&self, at: OffsetDateTime, reader: Party) -> bool {
        self.known_since(reader).is_none_or(|since| at >= since)
    }

    /// Whether it came with the patient and the practice has not given access yet: until then the delegate, who is not told
    /// of moves, does not know of it.
    pub(super) fn is_kept_from_delegate(&self) -> bool {
        self.former.is_some() && self.invited_at.is_none()
    }
}
