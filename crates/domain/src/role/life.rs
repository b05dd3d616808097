//! A role begins, changes and ends. First the reason by itself, then the table, then what the new status needs.

use time::OffsetDateTime;

use crate::nhs_number::NhsNumber;
use crate::ods_code::OdsCode;

use super::basis::LegalBasis;
use super::period::Period;
use super::reason::Reason;
use super::refusal::Refusal;
use super::status::Status;
use super::table::{Cell, cell, may_stand};

/// A role: who acts for whom, how it stands and why. There is one for each pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// For whom.
    pub patient: NhsNumber,
    /// Who acts.
    pub proxy: NhsNumber,
    /// How it stands.
    pub status: Status,
    /// Why it stands so.
    pub why: Reasoned,
    /// On what ground.
    pub basis: LegalBasis,
    /// The organisation that granted it last; none where it never was active.
    pub grantor: Option<OdsCode>,
    /// When the consent was made.
    pub made_at: OffsetDateTime,
    /// From when to when.
    pub period: Period,
}

/// A reason, with a text where there is one.
#[derive(Clone, PartialEq, Eq)]
pub struct Reasoned {
    /// The reason.
    pub reason: Reason,
    /// Free text, which may name people; `Debug` hides it.
    pub text: Option<String>,
}

impl std::fmt::Debug for Reasoned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reasoned").field("reason", &self.reason).finish_non_exhaustive()
    }
}

impl Reasoned {
    /// A reason without a text.
    pub fn plain(reason: Reason) -> Reasoned {
        Reasoned { reason, text: None }
    }

    fn check(&self) -> Result<(), Refusal> {
        let is_silent = self.text.as_ref().is_none_or(|text| text.trim().is_empty());
        if self.reason.needs_text() && is_silent { Err(Refusal::NoText) } else { Ok(()) }
    }
}

/// What is to be changed; what is none stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Another status.
    pub status: Option<Status>,
    /// Another reason; a change of status needs one.
    pub why: Option<Reasoned>,
    /// Who grants it; becoming active needs one, also where the role has one.
    pub grantor: Option<OdsCode>,
    /// Another ground.
    pub basis: Option<LegalBasis>,
    /// Another end, or (`Some(None)`) none any more.
    pub end: Option<Option<OffsetDateTime>>,
}

impl Change {
    /// Whether one of the two people may ask for this themselves. They may end an active role, and nothing else: the patient at
    /// their own request, and either because it is not used any more. Whoever grants it decides the rest.
    pub fn is_theirs(&self, role: &Role, person: &NhsNumber) -> bool {
        let Change { status, why, grantor, basis, end } = self;
        let ends = role.status == Status::Active && *status == Some(Status::Inactive);
        let is_bare = grantor.is_none() && basis.is_none() && end.is_none();
        let may_say = match why.as_ref().map(|why| why.reason) {
            Some(Reason::PatientRequest) => *person == role.patient,
            Some(Reason::NotUsed) => *person == role.patient || *person == role.proxy,
            _ => false,
        };
        ends && is_bare && may_say
    }
}

/// Begins a role as it is wished for.
///
/// # Errors
/// See [`Refusal`].
pub fn create(wished: Role) -> Result<Role, Refusal> {
    if wished.patient == wished.proxy {
        return Err(Refusal::SamePerson);
    }
    wished.why.check()?;
    allowed(None, wished.status, wished.why.reason)?;
    if wished.status == Status::Active && wished.grantor.is_none() {
        return Err(Refusal::NoGrantor);
    }
    Ok(wished)
}

/// The role after a change, all of it or nothing; it equals `role` where nothing is different.
///
/// # Errors
/// See [`Refusal`].
pub fn change(role: &Role, change: Change, now: OffsetDateTime) -> Result<Role, Refusal> {
    let mut changed = role.clone();
    if let Some(why) = &change.why {
        why.check()?;
    }
    match (change.status, change.why) {
        (Some(_), None) => return Err(Refusal::NoReason),
        (Some(status), Some(why)) => {
            // The national service looks for the grantor before it looks at the reason.
            if status == Status::Active && change.grantor.is_none() {
                return Err(Refusal::NoGrantor);
            }
            allowed(Some(role.status), status, why.reason)?;
            (changed.status, changed.why) = (status, why);
        }
        (None, Some(why)) if may_stand(role.status, why.reason) => changed.why = why,
        (None, Some(_)) => return Err(Refusal::Reason),
        (None, None) => {}
    }
    if let Some(end) = change.end {
        changed.period = role.period.with_end(end)?;
    }
    if change.status == Some(Status::Active) && changed.period.is_over(now) {
        return Err(Refusal::EndPassed);
    }
    changed.grantor = change.grantor.or(changed.grantor);
    changed.basis = change.basis.unwrap_or(changed.basis);
    Ok(changed)
}

/// The role after its end; none where it is not active or has not ended.
pub fn reach_end(role: &Role, now: OffsetDateTime) -> Option<Role> {
    let is_due = role.status == Status::Active && role.period.is_over(now);
    is_due.then(|| Role {
        status: Status::Inactive,
        why: Reasoned::plain(Reason::EndDateReached),
        ..role.clone()
    })
}

fn allowed(from: Option<Status>, to: Status, reason: Reason) -> Result<(), Refusal> {
    match cell(from, to, reason) {
        Cell::Allowed => Ok(()),
        Cell::OtherReason => Err(Refusal::Reason),
        Cell::Refused => Err(Refusal::Transition),
    }
}
