//! How often each program may call in a minute. Each server counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

/// How long a count lasts.
const WINDOW: Duration = Duration::MINUTE;

/// Counts of one minute. Programs are known by their tokens, so there are few.
#[derive(Debug)]
pub struct Rate {
    most: u32,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    until: Option<OffsetDateTime>,
    of: HashMap<String, u32>,
}

impl Rate {
    /// Lets `most` calls through from each in a minute.
    pub fn new(most: u32) -> Rate {
        Rate { most, counts: Mutex::default() }
    }

    /// Counts one more call.
    ///
    /// # Errors
    /// The seconds, at least one, after which it may call again.
    pub fn count(&self, client: &str, now: OffsetDateTime) -> Result<(), i64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let until = match counts.until.filter(|until| *until > now && *until <= now + WINDOW) {
            Some(until) => until,
            None => {
                counts.of.clear();
                *counts.until.insert(now + WINDOW)
            }
        };
        let count = counts.of.entry(client.to_owned()).or_default();
        if *count >= self.most {
            return Err((until - now).whole_seconds() + 1);
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn each_has_its_own_count_and_a_minute_later_a_new_one() {
        let (rate, now) = (Rate::new(2), datetime!(2026-11-27 12:00 UTC));
        assert_eq!([rate.count("a", now), rate.count("a", now)], [Ok(()), Ok(())]);
        assert_eq!(rate.count("a", now + Duration::seconds(20)), Err(41));
        assert_eq!(rate.count("b", now), Ok(()));
        assert_eq!(rate.count("a", now + WINDOW), Ok(()));
    }
}
