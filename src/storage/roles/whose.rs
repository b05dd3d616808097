//! Whose role is followed.

use std::fmt;

use uuid::Uuid;

use domain::DelegationId;
use domain::account::AssociationId;

/// The kind of work at the role of an association that no case decides about.
pub const OF_ASSOCIATION: &str = "association";

/// What a role in the national store comes of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A case.
    Case(DelegationId),
    /// An association that no case decides about.
    Association(AssociationId),
}

impl Whose {
    /// Its id.
    pub fn id(self) -> Uuid {
        match self {
            Whose::Case(id) => id.0,
            Whose::Association(id) => id.0,
        }
    }
}

impl From<Whose> for Uuid {
    fn from(whose: Whose) -> Uuid {
        whose.id()
    }
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Whose::Case(id) => write!(f, "case {id}"),
            Whose::Association(id) => write!(f, "association {id}"),
        }
    }
}
