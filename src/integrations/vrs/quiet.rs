//! Who was told that they ask too often is quiet for as long as they were told.

use std::sync::{Mutex, PoisonError};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use time::{Duration, OffsetDateTime};

use domain::clock::Clock;

/// How long, where no time was told.
const PAUSE: i64 = 10;
/// The longest, whatever was told.
const LONGEST: i64 = 600;

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

    /// Begins after an answer that we ask too often. Only a number of seconds is understood.
    pub(super) fn begin(&self, headers: &HeaderMap) {
        let told = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let seconds: i64 = told.unwrap_or(PAUSE).clamp(1, LONGEST);
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        *until = Some(self.clock.now() + Duration::seconds(seconds));
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
        let told = |seconds| HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(seconds))]);
        quiet.begin(&told("30"));
        clock.advance(Duration::seconds(25));
        assert!(quiet.lasts());
        clock.advance(Duration::seconds(10));
        assert!(!quiet.lasts());
        quiet.begin(&told("for ever"));
        clock.advance(Duration::seconds(PAUSE + 1));
        assert!(!quiet.lasts(), "what is not understood is a short pause");
    }
}
