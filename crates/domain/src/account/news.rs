//! What messages about accounts there are, and to whom they go.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

/// Who is to be told that something has changed; why, nobody is told by us. As with cases, a choice for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tell {
    /// Whose account it is.
    pub holder: bool,
    /// The patient for whom they act; for what is about the account alone, there is none.
    pub patient: bool,
}

impl Tell {
    /// Nobody: what is right until somebody has thought of safety.
    pub const NOBODY: Tell = Tell { holder: false, patient: false };
    /// Both.
    pub const BOTH: Tell = Tell { holder: true, patient: true };

    /// Those of them who may be told by the other too.
    pub(super) fn and(self, other: Tell) -> Tell {
        Tell { holder: self.holder && other.holder, patient: self.patient && other.patient }
    }
}

codes!(
    /// What somebody is told by a message.
    News {
        /// The account was linked.
        Linked = "linked",
        /// It is linked no more.
        Unlinked = "unlinked",
        /// There is another key, and a letter with it.
        KeyReset = "key_reset",
        /// There is no key any more.
        KeyRevoked = "key_revoked",
        /// The practice switched the account off.
        SwitchedOff = "switched_off",
        /// And on again.
        SwitchedOn = "switched_on",
        /// Access was given.
        AccessGiven = "access_given",
        /// It is another now, or was decided anew.
        AccessChanged = "access_changed",
        /// It is suspended.
        AccessSuspended = "access_suspended",
        /// It has ended.
        AccessEnded = "access_ended",
        /// Its last day is near.
        EndNear = "end_near",
        /// An age is near at which it is suspended.
        AgeNear = "age_near",
    }
);

codes!(
    /// Who is told.
    Recipient {
        /// Whose account it is.
        Holder = "holder",
        /// The patient.
        Patient = "patient",
    }
);

impl News {
    /// Whether it is about access for somebody; else it is about the account, and its holder's alone.
    pub fn is_about_access(self) -> bool {
        match self {
            News::Linked | News::Unlinked | News::KeyReset | News::KeyRevoked => false,
            News::SwitchedOff | News::SwitchedOn => false,
            News::AccessGiven | News::AccessChanged | News::AccessSuspended | News::AccessEnded => true,
            News::EndNear | News::AgeNear => true,
        }
    }
}
