//! When the store is away: how long to wait, and which failures say something about the row and which about the store.

use std::time::Duration;

/// Failures in a row after which the store is taken to be away.
const IN_A_ROW: u32 = 5;
/// The first and the longest pause between two looks.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// How often in a row the store gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outage {
    in_a_row: u32,
}

impl Outage {
    /// It answered, whatever it said.
    pub fn answered(self) -> Outage {
        Outage { in_a_row: 0 }
    }

    /// It gave no answer, or none that is one.
    pub fn failed(self) -> Outage {
        Outage { in_a_row: self.in_a_row.saturating_add(1) }
    }

    /// Whether it is taken to be away: a failure then says nothing about the row that was sent.
    pub fn is_away(self) -> bool {
        self.in_a_row >= IN_A_ROW
    }

    /// How long to wait before the next call; nothing while it is there.
    pub fn pause(self) -> Option<Duration> {
        let beyond = self.in_a_row.checked_sub(IN_A_ROW)?;
        Some((FIRST * 2_u32.pow(beyond.min(6))).min(LONGEST))
    }
}
