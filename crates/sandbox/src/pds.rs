//! The Personal Demographics Service for one application-restricted client (docs/sources.md#pds-fhir).

mod gateway;
mod outcome;
mod patient;
mod records;
mod search;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};

pub(super) use self::gateway::routes;
pub use self::records::{Confidentiality, Record};

/// Where its API is.
pub(super) const PATH: &str = "/personal-demographics/FHIR/R4";

/// The records, which tests may change while the sandbox runs; clones share them.
#[derive(Clone)]
pub struct Pds {
    store: Arc<Mutex<Store>>,
}

struct Store {
    records: BTreeMap<String, Record>,
    /// Old number to the number that took its place.
    superseded: BTreeMap<String, String>,
    calls: u64,
    /// When the calls of the last minute came.
    recent: VecDeque<OffsetDateTime>,
}

impl Default for Pds {
    fn default() -> Pds {
        let (records, superseded) = records::of_the_cast();
        let store = Store { records, superseded, calls: 0, recent: VecDeque::new() };
        Pds { store: Arc::new(Mutex::new(store)) }
    }
}

impl Pds {
    /// Changes one record and raises its version; false where there is no record of this number.
    pub fn set(&self, nhs_number: &str, change: impl FnOnce(&mut Record)) -> bool {
        let mut store = self.lock();
        let Some(record) = store.records.get_mut(nhs_number) else { return false };
        change(record);
        record.version += 1;
        true
    }

    /// Adds a record, or replaces the one of the same number.
    pub fn add(&self, record: Record) {
        self.lock().records.insert(record.nhs_number.clone(), record);
    }

    /// From now on `old` is answered with the record of `new`.
    pub fn supersede(&self, old: &str, new: &str) {
        self.lock().superseded.insert(old.to_owned(), new.to_owned());
    }

    /// The records of the cast again.
    pub fn reset(&self) {
        let (records, superseded) = records::of_the_cast();
        let mut store = self.lock();
        (store.records, store.superseded) = (records, superseded);
    }

    /// How many calls came, refused ones too.
    pub fn calls(&self) -> u64 {
        self.lock().calls
    }

    fn count_call(&self) {
        self.lock().calls += 1;
    }

    /// The record found under this number or under the one that took its place.
    pub(super) fn find(&self, nhs_number: &str) -> Option<Record> {
        let store = self.lock();
        let number = store.superseded.get(nhs_number).map_or(nhs_number, String::as_str);
        store.records.get(number).cloned()
    }

    fn all(&self) -> Vec<Record> {
        self.lock().records.values().cloned().collect()
    }

    /// Counts one call of a rolling minute; false where it is one too many.
    fn within_rate(&self, now: OffsetDateTime, calls_a_minute: u32) -> bool {
        let mut store = self.lock();
        store.recent.retain(|at| now - *at < Duration::MINUTE);
        if calls_a_minute > 0 && store.recent.len() >= usize::try_from(calls_a_minute).unwrap_or(usize::MAX) {
            return false;
        }
        store.recent.push_back(now);
        true
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[path = "pds/tests.rs"]
mod tests;
