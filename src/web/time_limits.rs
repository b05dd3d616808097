//! How long a session lasts: without a request, and whatever happens (docs/sources.md#nhsl-docs, #cis2-users).

use time::{Duration, OffsetDateTime};

/// Idle and absolute limit of one kind of session.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimits {
    /// Without a request.
    pub idle: Duration,
    /// Whatever happens.
    pub absolute: Duration,
}

/// Citizens: 30 minutes and 12 hours.
pub const CITIZEN_LIMITS: TimeLimits =
    TimeLimits { idle: Duration::minutes(30), absolute: Duration::hours(12) };
/// Staff: 15 minutes and 12 hours.
pub const STAFF_LIMITS: TimeLimits =
    TimeLimits { idle: Duration::minutes(15), absolute: Duration::hours(12) };

impl TimeLimits {
    /// Whether a session is still good.
    pub fn allow(&self, signed_in_at: OffsetDateTime, seen_at: OffsetDateTime, now: OffsetDateTime) -> bool {
        now - seen_at < self.idle && now - signed_in_at < self.absolute
    }
}

/// When a session ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remaining {
    /// Seconds until it ends if nothing is asked of it.
    pub seconds: i64,
    /// Whether asking something of it could make it longer.
    pub can_be_longer: bool,
}

impl TimeLimits {
    /// What is left at `now`.
    pub fn remaining(
        &self,
        signed_in_at: OffsetDateTime,
        seen_at: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Remaining {
        let (idle, absolute) = (seen_at + self.idle - now, signed_in_at + self.absolute - now);
        Remaining { seconds: idle.min(absolute).whole_seconds().max(0), can_be_longer: idle < absolute }
    }
}
