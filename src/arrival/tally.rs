//! How often something was begun by each, a source or a person, within an hour: what is counted must have an end.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

/// So many are told apart; those beyond share so many counts, so that who has many addresses shuts out few others.
const SOURCES: usize = 50_000;
const SHARED: usize = 4096;

/// A count for each, in the memory of this process: each server counts for itself.
#[derive(Debug)]
pub struct Tally<K> {
    most: u32,
    counts: Mutex<Counts<K>>,
    /// Which of the shared counts is whose nobody can know.
    places: RandomState,
}

#[derive(Debug)]
struct Counts<K> {
    until: Option<OffsetDateTime>,
    of: HashMap<K, u32>,
    /// Made when there are more than are told apart.
    shared: Vec<u32>,
}

impl<K> Default for Counts<K> {
    fn default() -> Counts<K> {
        Counts { until: None, of: HashMap::new(), shared: Vec::new() }
    }
}

impl<K: Copy + Eq + Hash> Tally<K> {
    /// Lets `most` through from each in an hour.
    pub fn new(most: u32) -> Tally<K> {
        Tally { most, counts: Mutex::default(), places: RandomState::new() }
    }

    /// Counts one more, unless `whose` has had all of its own for this hour: then, how long that lasts.
    ///
    /// # Errors
    /// After how long it may try again.
    pub fn count(&self, whose: K, now: OffsetDateTime) -> Result<(), Duration> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let until = match counts.until.filter(|until| *until > now) {
            Some(until) => until,
            None => {
                *counts = Counts::default();
                *counts.until.insert(now + Duration::HOUR)
            }
        };
        let Counts { of, shared, .. } = &mut *counts;
        let count = if of.len() < SOURCES || of.contains_key(&whose) {
            Some(of.entry(whose).or_default())
        } else {
            shared.resize(SHARED, 0);
            shared.get_mut(self.place(whose))
        };
        match count {
            Some(count) if *count < self.most => *count += 1,
            _ => return Err(until - now),
        }
        Ok(())
    }

    fn place(&self, whose: K) -> usize {
        let shared = u64::try_from(SHARED).unwrap_or(1);
        usize::try_from(self.places.hash_one(whose) % shared).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
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
    fn more_sources_than_are_told_apart_share_counts_and_shut_out_few() {
        let (tally, now) = (Tally::new(1), Clock::system().now());
        for number in 0..u32::try_from(SOURCES).unwrap() {
            assert!(tally.count(source(number), now).is_ok());
        }
        assert!(tally.count(source(u32::MAX), now).is_ok());
        assert!(tally.count(source(u32::MAX), now).is_err());
        let others = (1..=1000).filter(|number| tally.count(source(u32::MAX - number), now).is_ok()).count();
        assert!(others > 500, "{others} of a thousand");
        let later = (1..=10_000).filter(|n| tally.count(source(u32::MAX - 1000 - n), now).is_ok()).count();
        assert!(later < SHARED, "what is kept has an end: {later}");
    }
}
