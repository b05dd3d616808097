//! How long a round takes.

use time::{Duration, OffsetDateTime};

use super::pace::Rate;
use super::window::Window;

/// Windows that are looked through before a round is said to have no end in sight.
const MOST_WINDOWS: usize = 520;

/// When a round would begin and end, if nothing slows it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// The first call.
    pub begins: OffsetDateTime,
    /// The last call.
    pub ends: OffsetDateTime,
    /// The time of that in which calls are made.
    pub working: Duration,
}

/// How long `calls` take from `now` on; none where there is no end within ten years of windows.
pub fn estimate(calls: u64, rate: Rate, window: Option<Window>, now: OffsetDateTime) -> Option<Estimate> {
    let working = Duration::checked_seconds_f64(f64::from(u32::try_from(calls).ok()?) / rate.per_second())?;
    let Some(window) = window else {
        return Some(Estimate { begins: now, ends: now.checked_add(working)?, working });
    };
    let begins = window.opens(now);
    let (mut at, mut left) = (begins, working);
    for _ in 0..MOST_WINDOWS {
        let closes = window.closes(at);
        if left <= closes - at {
            return Some(Estimate { begins, ends: at.checked_add(left)?, working });
        }
        left -= closes - at;
        at = window.opens(closes);
    }
    None
}
