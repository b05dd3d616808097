//! The one home of time and chance (docs/architecture.md#time-and-chance-are-given): everything else is given `now`
//! and ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::london::london_date;

/// Tells the time, and can be moved in tests; clones share the same offset.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_millis: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Clock {
        Clock::default()
    }

    /// The instant now, UTC, cut to whole microseconds (what Postgres keeps).
    pub fn now(&self) -> OffsetDateTime {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's time")]
        let real = OffsetDateTime::now_utc();
        let now = real + Duration::milliseconds(self.ahead_millis.load(Ordering::Relaxed));
        now - Duration::nanoseconds(i64::from(now.nanosecond() % 1000))
    }

    /// Moves this clock and all its clones forward (or back); for tests and the demo.
    pub fn advance(&self, by: Duration) {
        let millis = i64::try_from(by.whole_milliseconds()).unwrap_or(0);
        self.ahead_millis.fetch_add(millis, Ordering::Relaxed);
    }

    /// The calendar day in London at this instant: what "today" means on every page and in every rule.
    pub fn today_in_london(&self) -> Date {
        london_date(self.now())
    }

    /// A new id, ordered by time.
    pub fn new_id(&self) -> Uuid {
        #[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
        Uuid::now_v7()
    }

    /// 256 random bits as 43 URL-safe characters: states, nonces, verifiers.
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
    }

    /// Eight random bytes: what a key that people type from a letter is made of.
    pub fn eight_bytes(&self) -> [u8; 8] {
        rand::random()
    }

    /// A factor between 0 and 1, for jitter.
    pub fn chance(&self) -> f64 {
        rand::random()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_clock_moves_its_clones() {
        let clock = Clock::system();
        let other = clock.clone();
        let before = other.now();
        clock.advance(Duration::days(7));
        assert!(other.now() - before >= Duration::days(7));
    }
}
