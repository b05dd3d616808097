//! Who does something, and what they are to a delegation.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ods_code::OdsCode;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> $name {
                $name(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<$name, uuid::Error> {
                text.parse().map($name)
            }
        }
    };
}
pub(crate) use id;

id!(
    /// A citizen, by our own opaque id: never the NHS number.
    PersonId
);
id!(
    /// A member of practice staff, by our own opaque id.
    StaffId
);
id!(
    /// A delegation.
    DelegationId
);

/// Who gave a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// A signed-in citizen.
    Citizen {
        /// Who.
        id: PersonId,
    },
    /// A signed-in member of staff, working for one practice.
    Staff {
        /// Who.
        id: StaffId,
        /// For which practice.
        practice: OdsCode,
    },
    /// A registered program of a practice, which acts for the practice by itself (scope `proxy.request.confirm`).
    Program {
        /// Its client id.
        client: String,
        /// For which practice.
        practice: OdsCode,
    },
    /// Somebody who has an invitation's link and knows who sent it, and did not sign in: they may say no, and nothing else.
    InvitationLink {
        /// To which delegation.
        delegation: DelegationId,
    },
    /// Our own worker.
    System,
}

/// What an actor is to one delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The patient who gives access.
    Delegator,
    /// The person who receives it.
    Delegate,
    /// The delegator's practice.
    Practice,
    /// Our own worker.
    System,
}
