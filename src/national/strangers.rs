//! Calls of nobody knows whom: each is written down, and those of one source only up to a number in an hour, so that who has no
//! token cannot fill the disk.

use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

use crate::arrival::{Source, Tally};

/// How often at most the log tells of those that are not.
const PAUSE: Duration = Duration::MINUTE;

/// Counts of them. Each server counts for itself.
#[derive(Debug)]
pub struct Strangers {
    written: Tally<Source>,
    left_out: Mutex<LeftOut>,
}

#[derive(Debug, Default)]
struct LeftOut {
    /// Since the log told of them.
    calls: u64,
    quiet_until: Option<OffsetDateTime>,
}

impl Strangers {
    /// Has `most` of each source written down in an hour.
    pub fn new(most: u32) -> Strangers {
        Strangers { written: Tally::new(most), left_out: Mutex::default() }
    }

    /// Counts one more call; whether it is written down. If not, the log tells how many were not.
    pub fn is_written(&self, source: Source, now: OffsetDateTime) -> bool {
        if self.written.count(source, now).is_ok() {
            return true;
        }
        let mut left_out = self.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        left_out.calls += 1;
        if left_out.quiet_until.is_none_or(|until| until <= now) {
            tracing::warn!(calls = left_out.calls, "calls without a good token were not written down");
            *left_out = LeftOut { calls: 0, quiet_until: Some(now + PAUSE) };
        }
        false
    }
}
