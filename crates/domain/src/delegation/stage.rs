//! The twelve stages.

use serde::{Deserialize, Serialize};

/// Where a delegation stands (docs/life.md#stages).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Request made; the delegate's details are being checked with PDS.
    Checking,
    /// Ended: the details could not be confirmed; one wording for every reason.
    NotConfirmed,
    /// Invitation sent.
    Invited,
    /// Ended: the delegate said no.
    Declined,
    /// Ended: taken back before the practice decided.
    Withdrawn,
    /// Ended: no answer within 21 days.
    Lapsed,
    /// Accepted, sent to the practice.
    WithPractice,
    /// The practice said no; it may reconsider.
    Refused,
    /// The practice set the access.
    Active,
    /// Paused, pending review.
    Suspended,
    /// Over, but the practice must still remove the access in its own system.
    Ending,
    /// Finished; the practice may reactivate.
    Ended,
}

impl Stage {
    /// All stages, in the order of a life.
    pub const ALL: [Stage; 12] = [
        Stage::Checking,
        Stage::NotConfirmed,
        Stage::Invited,
        Stage::Declined,
        Stage::Withdrawn,
        Stage::Lapsed,
        Stage::WithPractice,
        Stage::Refused,
        Stage::Active,
        Stage::Suspended,
        Stage::Ending,
        Stage::Ended,
    ];

    /// The code in the database, the API and the table of docs/life.md#the-state-table.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Checking => "checking",
            Stage::NotConfirmed => "not_confirmed",
            Stage::Invited => "invited",
            Stage::Declined => "declined",
            Stage::Withdrawn => "withdrawn",
            Stage::Lapsed => "lapsed",
            Stage::WithPractice => "with_practice",
            Stage::Refused => "refused",
            Stage::Active => "active",
            Stage::Suspended => "suspended",
            Stage::Ending => "ending",
            Stage::Ended => "ended",
        }
    }

    /// The stage with this code.
    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether the pair has a delegation under way: at most one of these for each pair (docs/life.md#asking).
    pub fn is_open(self) -> bool {
        match self {
            Stage::Checking | Stage::Invited | Stage::WithPractice => true,
            Stage::Active | Stage::Suspended | Stage::Ending => true,
            Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => false,
            Stage::Refused | Stage::Ended => false,
        }
    }

    /// Whether it counts as an open invitation of the delegator.
    pub fn is_invitation(self) -> bool {
        matches!(self, Stage::Checking | Stage::Invited)
    }

    /// Whether nothing is left to do for anybody, so that DelegationFinished is raised on arrival.
    pub fn is_settled(self) -> bool {
        match self {
            Stage::Checking | Stage::Invited | Stage::WithPractice | Stage::Suspended | Stage::Ending => {
                false
            }
            Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => true,
            Stage::Refused | Stage::Active | Stage::Ended => true,
        }
    }
}
