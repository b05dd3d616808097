//! How often something was begun from each source within an hour: what is kept for strangers must have an end.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

use super::Source;

/// Sources that are told apart; what is beyond counts as one.
const SOURCES: usize = 50_000;

/// A count for each source, in the memory of this process: each server counts for itself.
#[derive(Debug)]
pub struct Tally {
    most: u32,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    until: Option<OffsetDateTime>,
    of: HashMap<Source, u32>,
    of_the_rest: u32,
}

impl Tally {
    /// Lets `most` through from each source in an hour.
    pub fn new(most: u32) -> Tally {
        Tally { most, counts: Mutex::default() }
    }

    /// Counts one more, unless the source has had all of its own for this hour: then, how long that lasts.
    ///
    /// # Errors
    /// After how long it may try again.
    pub fn count(&self, source: Source, now: OffsetDateTime) -> Result<(), Duration> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let until = match counts.until.filter(|until| *until > now) {
            Some(until) => until,
            None => {
                *counts = Counts::default();
                *counts.until.insert(now + Duration::HOUR)
            }
        };
        let Counts { of, of_the_rest, .. } = &mut *counts;
        let is_known = of.len() < SOURCES || of.contains_key(&source);
        let count = if is_known { of.entry(source).or_default() } else { of_the_rest };
        if *count >= self.most {
            return Err(until - now);
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;

    fn source(number: u32) -> Source {
        Source::of(std::net::Ipv4Addr::from(number).into())
    }

    #[test]
    fn each_source_has_its_own_count_for_an_hour() {
        let (tally, now) = (Tally::new(2), Clock::system().now());
        assert!(tally.count(source(1), now).is_ok() && tally.count(source(1), now).is_ok());
        assert_eq!(tally.count(source(1), now + Duration::MINUTE), Err(Duration::minutes(59)));
        assert!(tally.count(source(2), now).is_ok());
        assert!(tally.count(source(1), now + Duration::HOUR).is_ok());
    }

    #[test]
    fn more_sources_than_are_told_apart_are_one() {
        let (tally, now) = (Tally::new(1), Clock::system().now());
        for number in 0..u32::try_from(SOURCES).unwrap() {
            assert!(tally.count(source(number), now).is_ok());
        }
        assert!(tally.count(source(u32::MAX), now).is_ok());
        assert!(tally.count(source(u32::MAX - 1), now).is_err());
    }
}
