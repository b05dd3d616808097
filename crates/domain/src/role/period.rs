//! From when to when a role holds.

use time::OffsetDateTime;

/// From when to when a role holds, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    start: Option<OffsetDateTime>,
    end: Option<OffsetDateTime>,
}

/// It would end before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the end is before the start")]
pub struct EndBeforeStart;

impl Period {
    /// From `start` to `end`, where they are known.
    ///
    /// # Errors
    /// When the end is before the start.
    pub fn new(start: Option<OffsetDateTime>, end: Option<OffsetDateTime>) -> Result<Period, EndBeforeStart> {
        match (start, end) {
            (Some(start), Some(end)) if end < start => Err(EndBeforeStart),
            _ => Ok(Period { start, end }),
        }
    }

    /// The first instant.
    pub fn start(self) -> Option<OffsetDateTime> {
        self.start
    }

    /// The last instant; none where it has no end.
    pub fn end(self) -> Option<OffsetDateTime> {
        self.end
    }

    /// Whether it has ended.
    pub fn is_over(self, now: OffsetDateTime) -> bool {
        self.end.is_some_and(|end| end < now)
    }

    /// The same with another end.
    ///
    /// # Errors
    /// When that is before the start.
    pub fn with_end(self, end: Option<OffsetDateTime>) -> Result<Period, EndBeforeStart> {
        Period::new(self.start, end)
    }
}
