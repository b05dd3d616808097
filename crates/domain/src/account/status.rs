//! Whether an account is active: only while four things hold (docs/accounts.md#the-state-table).

use serde::{Deserialize, Serialize};

/// What an account rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Nobody at the practice has switched it off.
    pub switched_on: bool,
    /// An online account is linked with it.
    pub linked: bool,
    /// Identity is verified.
    pub verified: bool,
    /// At least one association gives access today.
    pub associated: bool,
}

/// Active or inactive; where inactive, the first reason why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All four hold.
    Active,
    /// Somebody at the practice switched it off.
    SwitchedOff,
    /// No online account is linked.
    NotLinked,
    /// Identity is not verified.
    NotVerified,
    /// No association gives access.
    NotAssociated,
}

impl Status {
    /// All of them, in the order in which they are looked for, from the second on.
    pub const ALL: [Status; 5] =
        [Status::Active, Status::SwitchedOff, Status::NotLinked, Status::NotVerified, Status::NotAssociated];

    /// The code in events, pages and the API.
    pub fn code(self) -> &'static str {
        match self {
            Status::Active => "active",
            Status::SwitchedOff => "switched_off",
            Status::NotLinked => "not_linked",
            Status::NotVerified => "not_verified",
            Status::NotAssociated => "not_associated",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Active or inactive, the two that everybody knows.
    pub fn is_active(self) -> bool {
        self == Status::Active
    }
}

/// What an account lacks, and what it is then; the first row that fits counts.
pub const LACKS: [(&str, Status); 4] = [
    ("somebody at the practice switched it off", Status::SwitchedOff),
    ("no online account is linked", Status::NotLinked),
    ("identity is not verified", Status::NotVerified),
    ("no association gives access today", Status::NotAssociated),
];

impl Facts {
    /// What they make of an account.
    pub fn status(self) -> Status {
        let lack = LACKS.into_iter().find(|(_, status)| self.lacks(*status));
        lack.map_or(Status::Active, |(_, status)| status)
    }

    fn lacks(self, status: Status) -> bool {
        match status {
            Status::Active => false,
            Status::SwitchedOff => !self.switched_on,
            Status::NotLinked => !self.linked,
            Status::NotVerified => !self.verified,
            Status::NotAssociated => !self.associated,
        }
    }
}
