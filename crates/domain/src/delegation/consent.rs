//! Access never grows without the patient's consent, given anew: not beyond what was asked for, and not beyond what is set.

use crate::access::Access;
use crate::excess::Excess;

use super::checklist::Checklist;
use super::evolve::Delegation;
use super::refusal::Refusal;
use super::stage::Stage;

impl Delegation {
    /// What the delegator asked for last, also when it has been answered.
    pub fn last_asked(&self) -> &Access {
        self.wished.as_ref().unwrap_or(&self.asked)
    }

    /// What is set now; access that is over is set no more.
    pub fn set_now(&self) -> Option<&Access> {
        self.set.as_ref().filter(|_| matches!(self.stage, Stage::Active | Stage::Suspended))
    }

    /// What `access` gives beyond what is set now.
    pub fn beyond_set(&self, access: &Access) -> Excess {
        access.beyond(self.set_now())
    }

    /// What `access` gives beyond what the delegator asked for last, if it is not all in what is set now: to each of the two
    /// they consented as a whole. A part of one with a part of the other may be more than either.
    pub fn beyond_asked(&self, access: &Access) -> Excess {
        match self.set_now() {
            Some(set) if access.beyond(Some(set)).is_none() => Excess::default(),
            _ => access.beyond(Some(self.last_asked())),
        }
    }

    /// Whether what is set is less than the delegator asked for last. The first day does not count: it is always later.
    pub fn is_less_than_asked(&self) -> bool {
        self.set.as_ref().is_some_and(|set| self.last_asked().beyond(Some(set)).is_more_than_a_start())
    }

    /// Lets access be set that the practice has checked, and the patient consented to, as far as it goes.
    ///
    /// # Errors
    /// [`Refusal::ChecksNeeded`] and [`Refusal::MoreThanAsked`].
    pub(super) fn consents(&self, checklist: Option<&Checklist>, access: &Access) -> Result<(), Refusal> {
        if checklist.is_none() && !self.beyond_set(access).is_none() {
            return Err(Refusal::ChecksNeeded);
        }
        let consents_to_more = checklist.is_some_and(Checklist::consents_to_more);
        if !consents_to_more && !self.beyond_asked(access).is_none() {
            return Err(Refusal::MoreThanAsked);
        }
        Ok(())
    }
}
