//! What becomes of a role when something happens to one of the two people, as PDS tells it (docs/sources.md#nps-docs).

use crate::nhs_number::NhsNumber;
use crate::ods_code::OdsCode;

use super::life::{Reasoned, Role};
use super::reason::Reason;
use super::status::Status;

/// What PDS tells of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonEvent {
    /// They have died.
    Died,
    /// They have another NHS number.
    NumberChanged(NhsNumber),
    /// Their NHS number is nobody's any more.
    NumberInvalidated,
    /// Their record is sensitive: nothing may be shown of them.
    Sensitive,
    /// They are registered at another practice; none where they are at none.
    MovedPractice(Option<OdsCode>),
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// For whom is acted.
    Patient,
    /// Who acts.
    Proxy,
}

/// What becomes of the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It stays as it is.
    Stays,
    /// It is so from now on.
    Becomes(Role),
    /// There is none any more.
    Deleted,
}

/// What becomes of `role` when `event` happens to the person on this side of it.
pub fn after(role: &Role, side: Side, event: &PersonEvent) -> Effect {
    match (event, side) {
        (PersonEvent::Died, Side::Patient) => ended(role, Reason::PatientDeceased),
        (PersonEvent::Died, Side::Proxy) => ended(role, Reason::ProxyDeceased),
        // Where they are now it was granted.
        (PersonEvent::MovedPractice(Some(practice)), Side::Patient)
            if role.grantor.as_ref() == Some(practice) =>
        {
            Effect::Stays
        }
        (PersonEvent::MovedPractice(_), Side::Patient) => ended(role, Reason::PatientTransferred),
        (PersonEvent::MovedPractice(_), Side::Proxy) => ended(role, Reason::ProxyTransferred),
        (PersonEvent::NumberInvalidated | PersonEvent::Sensitive, _) => Effect::Deleted,
        (PersonEvent::NumberChanged(number), Side::Patient) => {
            renumbered(Role { patient: number.clone(), ..role.clone() })
        }
        (PersonEvent::NumberChanged(number), Side::Proxy) => {
            renumbered(Role { proxy: number.clone(), ..role.clone() })
        }
    }
}

/// Only what is active ends; what was refused stays refused.
fn ended(role: &Role, reason: Reason) -> Effect {
    if role.status != Status::Active {
        return Effect::Stays;
    }
    Effect::Becomes(Role { status: Status::Inactive, why: Reasoned::plain(reason), ..role.clone() })
}

/// Two numbers that turn out to be one person's leave no role.
fn renumbered(role: Role) -> Effect {
    if role.patient == role.proxy { Effect::Deleted } else { Effect::Becomes(role) }
}
