//! Whose part a program takes.

use domain::{OdsCode, PersonId, StaffId};

/// For whom a program acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acts {
    /// For a citizen.
    Citizen(PersonId),
    /// For a member of practice staff, working for one practice.
    Staff {
        /// Who.
        id: StaffId,
        /// For which practice.
        practice: OdsCode,
    },
    /// For itself, at those of the practices it is registered for that take part in the trial.
    System {
        /// Which.
        practices: Vec<OdsCode>,
    },
}
