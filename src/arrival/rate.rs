//! How often each program may call. Its calls come out of a bucket that fills evenly, so that none takes what another has.
//! Each server counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

/// With so many buckets, those that are full again are thrown away. Programs are known by their tokens, so there are few.
const MANY: usize = 1000;

/// A bucket for each program.
#[derive(Debug)]
pub struct Rate {
    most: f64,
    a_second: f64,
    buckets: Mutex<HashMap<String, Bucket>>,
}

/// How many calls are left, and since when that is so.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    since: OffsetDateTime,
}

impl Rate {
    /// Lets `most` calls through at once from each, and as many more, evenly, within each such time.
    pub fn new(most: u32, within: Duration) -> Rate {
        let most = f64::from(most);
        Rate { most, a_second: most / within.as_seconds_f64(), buckets: Mutex::default() }
    }

    /// Counts one more call.
    ///
    /// # Errors
    /// The seconds, at least one, after which it may call again.
    pub fn count(&self, program: &str, now: OffsetDateTime) -> Result<(), i64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let left = buckets.get(program).map_or(self.most, |bucket| self.left(bucket, now));
        if left < 1.0 {
            let wait = Duration::saturating_seconds_f64((1.0 - left) / self.a_second);
            let begun = i64::from(wait.subsec_nanoseconds() > 0);
            return Err(wait.whole_seconds().saturating_add(begun).max(1));
        }
        let bucket = Bucket { left: left - 1.0, since: now };
        if let Some(known) = buckets.get_mut(program) {
            *known = bucket;
            return Ok(());
        }
        if buckets.len() >= MANY {
            buckets.retain(|_, bucket| self.left(bucket, now) < self.most);
        }
        buckets.insert(program.to_owned(), bucket);
        Ok(())
    }

    /// How many calls are left now. A clock that was set back takes none away.
    fn left(&self, bucket: &Bucket, now: OffsetDateTime) -> f64 {
        let passed = (now - bucket.since).as_seconds_f64().max(0.0);
        (bucket.left + passed * self.a_second).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-27 12:00 UTC);

    #[test]
    fn each_has_its_own_bucket_and_it_fills_evenly() {
        let rate = Rate::new(2, Duration::seconds(4));
        assert_eq!([rate.count("a", NOW), rate.count("a", NOW)], [Ok(()), Ok(())]);
        assert_eq!(rate.count("a", NOW), Err(2));
        assert_eq!(rate.count("a", NOW + Duration::SECOND), Err(1), "what was refused took nothing");
        assert_eq!(rate.count("b", NOW), Ok(()), "another program has its own");
        assert_eq!(rate.count("a", NOW + Duration::seconds(2)), Ok(()), "one more in two seconds");
        assert_eq!(rate.count("a", NOW + Duration::seconds(2)), Err(2));
    }

    #[test]
    fn nobody_saves_up_more_than_a_bucket() {
        let rate = Rate::new(2, Duration::SECOND);
        assert_eq!(rate.count("a", NOW), Ok(()));
        let later = NOW + Duration::HOUR;
        let calls = [(); 3].map(|()| rate.count("a", later));
        assert_eq!(calls, [Ok(()), Ok(()), Err(1)]);
        assert_eq!(rate.count("a", NOW), Err(1), "a clock that was set back gives nothing");
    }

    #[test]
    fn buckets_that_are_full_again_are_not_kept() {
        let rate = Rate::new(1, Duration::SECOND);
        for number in 0..MANY {
            assert_eq!(rate.count(&number.to_string(), NOW), Ok(()));
        }
        assert_eq!(rate.count("last", NOW + Duration::SECOND), Ok(()));
        assert_eq!(rate.buckets.lock().unwrap().len(), 1);
    }
}
