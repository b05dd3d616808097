//! How many calls are made in a second, of late.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// How far back it looks.
const LATELY: Duration = Duration::from_secs(10);

/// Counts of calls with their time.
#[derive(Debug, Default)]
pub(super) struct Measured {
    seen: VecDeque<(Instant, i64)>,
}

impl Measured {
    /// So many calls were made until now; how many that is in a second, over the last ten seconds.
    pub fn rate(&mut self, calls: i64, now: Instant) -> f64 {
        self.seen.push_back((now, calls));
        let is_past = |(at, _): &(Instant, i64)| now.duration_since(*at) >= LATELY;
        while self.seen.get(1).is_some_and(is_past) {
            self.seen.pop_front();
        }
        let Some((since, before)) = self.seen.front() else { return 0.0 };
        let seconds = now.duration_since(*since).as_secs_f64();
        let made = u32::try_from(calls - before).unwrap_or_default();
        if seconds > 0.0 { f64::from(made) / seconds } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_ten_seconds_count() {
        let (mut measured, begin) = (Measured::default(), Instant::now());
        assert!(measured.rate(0, begin).abs() < 0.001, "nothing is known yet");
        let rates = (1..=60).map(|second: u8| {
            // A hundred calls at once, then nothing for half a minute, then five a second.
            let calls = 100 + 5 * i64::from(second.saturating_sub(30));
            measured.rate(calls, begin + Duration::from_secs(second.into()))
        });
        let rates: Vec<f64> = rates.collect();
        assert!((rates[0] - 100.0).abs() < 0.001 && rates[29].abs() < 0.001, "{rates:?}");
        assert!((rates[59] - 5.0).abs() < 0.001, "{rates:?}");
    }
}
