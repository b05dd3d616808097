//! A delegator's request, with the facts its rules need (docs/life.md#asking).

use time::Date;

use crate::access::Access;
use crate::actor::PersonId;
use crate::eligibility::Standing;
use crate::ods_code::OdsCode;
use crate::person::is_adult;
use crate::relationship::Relationship;

use super::event::Event;
use super::refusal::Refusal;

/// What is asked for, and what is known when it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The patient who gives access.
    pub delegator: PersonId,
    /// What is known of the delegator.
    pub delegator_standing: Standing,
    /// The delegator's practice.
    pub practice: OdsCode,
    /// The person invited, found by the NHS number given.
    pub delegate: PersonId,
    /// The delegate's date of birth as the delegator gave it.
    pub delegate_born: Date,
    /// How they are related.
    pub relationship: Relationship,
    /// The access asked for.
    pub asked: Access,
    /// Whether the delegator said that nobody presses them.
    pub free_of_pressure: bool,
    /// Whether the pair has an open delegation.
    pub pair_is_open: bool,
    /// The delegator's open invitations, and how many are allowed.
    pub open_invitations: (i64, i64),
    /// The delegator's requests of the last 24 hours, and how many are allowed.
    pub requests_today: (i64, i64),
    /// The day in London.
    pub today: Date,
}

impl Request {
    /// The request as an event, when every rule allows it.
    pub(super) fn decide(&self) -> Result<Vec<Event>, Refusal> {
        self.delegator_standing.check(self.today).map_err(Refusal::DelegatorNotEligible)?;
        if self.delegator == self.delegate {
            return Err(Refusal::SamePerson);
        }
        if !is_adult(self.delegate_born, self.today) {
            return Err(Refusal::DelegateTooYoung);
        }
        if !self.free_of_pressure {
            return Err(Refusal::UnderPressure);
        }
        if self.asked.is_over(self.today) {
            return Err(Refusal::EndDatePassed);
        }
        if self.pair_is_open {
            return Err(Refusal::AlreadyOpen);
        }
        within_limits(self.open_invitations, self.requests_today)?;
        Ok(vec![Event::DelegationRequested {
            delegator: self.delegator,
            delegate: self.delegate,
            practice: self.practice.clone(),
            relationship: self.relationship,
            asked: self.asked.clone(),
        }])
    }
}

/// Whether one more request is within the limits: how many invitations are open and may be, how many requests were made
/// in the last 24 hours and may be.
///
/// # Errors
/// The limit that is reached.
pub fn within_limits(open_invitations: (i64, i64), requests_today: (i64, i64)) -> Result<(), Refusal> {
    if open_invitations.0 >= open_invitations.1 {
        return Err(Refusal::TooManyOpen);
    }
    if requests_today.0 >= requests_today.1 {
        return Err(Refusal::TooManyToday);
    }
    Ok(())
}
