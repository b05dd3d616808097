//! Who is told how much of what the practice decided: a choice for each of the two people, not one for both.

use serde::{Deserialize, Serialize};

use crate::actor::Party;

use super::reason::TellThem;

/// What each of the two may be told. Where the choice was still one for both, it is read as the same for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Tell {
    /// The patient.
    pub delegator: TellThem,
    /// The trusted person.
    pub delegate: TellThem,
}

/// The two ways in which events have kept it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Both(TellThem),
    Each { delegator: TellThem, delegate: TellThem },
}

impl From<Written> for Tell {
    fn from(written: Written) -> Tell {
        match written {
            Written::Both(tell) => Tell::both(tell),
            Written::Each { delegator, delegate } => Tell { delegator, delegate },
        }
    }
}

impl Tell {
    /// Nobody is written to: what is right until somebody has thought of safety. So a refusal, a pause and a stop begin.
    pub const NOTHING: Tell = Tell::both(TellThem::Nothing);
    /// Both are told what has changed, and not why. So access that is set, changed or let go on begins: who gets it must know.
    pub const OUTCOME: Tell = Tell::both(TellThem::Outcome);
    /// Both are told why.
    pub const REASON: Tell = Tell::both(TellThem::Reason);

    /// The same for each.
    pub const fn both(tell: TellThem) -> Tell {
        Tell { delegator: tell, delegate: tell }
    }

    /// What `reader` may be told; the practice and we know all.
    pub fn to(self, reader: Party) -> TellThem {
        match reader {
            Party::Delegator => self.delegator,
            Party::Delegate => self.delegate,
            Party::Practice | Party::System => TellThem::Reason,
        }
    }

    /// What events of before this choice meant: both were told that it changed.
    pub(super) fn as_before() -> Tell {
        Tell::OUTCOME
    }
}

impl TellThem {
    /// The same for what only the patient was told.
    pub(super) fn as_before() -> TellThem {
        TellThem::Outcome
    }
}
