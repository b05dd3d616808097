//! Who was told that they ask too often is quiet for as long as they were told.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use time::OffsetDateTime;

use domain::clock::Clock;

/// Seconds, where no time was told.
const PAUSE: u64 = 10;
/// The longest, whatever was told.
const LONGEST: u64 = 600;

/// How long an answer that we ask too often wants us to be quiet. Only a number of seconds is understood.
pub(super) fn told(headers: &HeaderMap) -> Duration {
    let told = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    Duration::from_secs(told.unwrap_or(PAUSE).clamp(1, LONGEST))
}

/// Until when nothing is asked.
#[derive(Debug)]
pub(super) struct Quiet {
    clock: Clock,
    until: Mutex<Option<OffsetDateTime>>,
}

impl Quiet {
    pub(super) fn new(clock: Clock) -> Quiet {
        Quiet { clock, until: Mutex::default() }
    }

    /// Whether nothing is to be asked now.
    pub(super) fn lasts(&self) -> bool {
        let until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| self.clock.now() < until)
    }

    /// Begins, for so long.
    pub(super) fn begin(&self, pause: Duration) {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        *until = Some(self.clock.now() + pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn it_lasts_as_long_as_was_told() {
        let clock = Clock::system();
        let quiet = Quiet::new(clock.clone());
        assert!(!quiet.lasts());
        let said = |seconds| HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(seconds))]);
        quiet.begin(told(&said("30")));
        clock.advance(time::Duration::seconds(25));
        assert!(quiet.lasts());
        clock.advance(time::Duration::seconds(10));
        assert!(!quiet.lasts());
        quiet.begin(told(&said("for ever")));
        clock.advance(time::Duration::seconds(11));
        assert!(!quiet.lasts(), "what is not understood is a short pause");
    }
}
