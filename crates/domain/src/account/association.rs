//! An account's association with one patient.

use time::Date;

use crate::access::Access;
use crate::actor::{DelegationId, PersonId};

use super::age::Milestone;
use super::event::Event;
use super::ground::Tie;
use super::ids::AssociationId;
use super::reason::{EndReason, SuspendReason};

/// How an association stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It counts on the days of its access.
    Running,
    /// It is paused.
    Suspended(SuspendReason),
    /// It has ended, for good.
    Ended(EndReason),
}

/// An account's association with one patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Association {
    /// Our opaque id.
    pub id: AssociationId,
    /// Whose record.
    pub patient: PersonId,
    /// The case that decides about it; none where the practice does so here.
    pub case: Option<DelegationId>,
    /// Whether it is their own, or on what ground they act.
    pub tie: Tie,
    /// Services, level of the record, first and last day.
    pub access: Access,
    /// How it stands.
    pub state: State,
    /// The London day on which it was last decided.
    pub decided_on: Date,
    /// The age of which both were told that it is near.
    pub told_of: Option<Milestone>,
    /// The last day of which both were told that it is near.
    pub warned_of: Option<Date>,
    /// The day for which the practice was last asked, since the last decision, to look at it again.
    pub review_asked: Option<Date>,
}

impl Association {
    /// An association as it stands when it has just been decided.
    pub(super) fn decided(
        id: AssociationId,
        patient: PersonId,
        (tie, access): (Tie, &Access),
        decided_on: Date,
    ) -> Association {
        Association {
            id,
            patient,
            case: None,
            tie,
            access: access.clone(),
            state: State::Running,
            decided_on,
            told_of: None,
            warned_of: None,
            review_asked: None,
        }
    }

    /// What an event about it makes of it on this day.
    pub(super) fn apply(&mut self, event: &Event, today: Date) {
        match event {
            Event::CaseFollowed { case, .. } => self.case = Some(*case),
            Event::AccessChanged { access, .. } => self.access = access.clone(),
            Event::AssociationRenewed { tie, access, .. } => {
                let anew = Association::decided(self.id, self.patient, (*tie, access), today);
                *self = Association { case: self.case, ..anew };
            }
            Event::AssociationSuspended { reason, .. } => self.state = State::Suspended(*reason),
            Event::AssociationEnded { reason, .. } => self.state = State::Ended(*reason),
            Event::AgeNear { milestone, .. } => self.told_of = Some(*milestone),
            Event::EndNear { ends, .. } => self.warned_of = Some(*ends),
            Event::ReviewDue { day, .. } => self.review_asked = Some(*day),
            _ => {}
        }
    }

    /// Whether it gives access on this day: exactly when it runs and `starts <= day <= ends`.
    pub fn is_active(&self, day: Date) -> bool {
        self.state == State::Running && self.access.starts() <= day && !self.access.is_over(day)
    }

    /// Whether it has not ended.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, State::Ended(_))
    }
}
