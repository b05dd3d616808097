//! Stops calling a system that is down, so that people get an answer at once and it can recover.
//!
//! It judges the system and not one record: the failures of one record count once, and while the circuit is open, a record
//! that has not failed may be asked for all the same, a few in a second. So a system that is down is left in peace by
//! everything that has failed, and some records that hang hold up nobody else's.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use time::{Duration, OffsetDateTime};

use crate::metrics::Calls;
use domain::clock::Clock;

use super::upstream::{Kind, System, Upstream};

/// Failures in a row, each of another record, that open the circuit.
const FAILURES: usize = 5;
/// How long it stays open before one call may try again; and how long a record that failed is left alone meanwhile.
const PAUSE: Duration = Duration::seconds(30);
/// So many records that have not failed may be asked for at once while the circuit is open …
const AT_ONCE: f64 = 30.0;
/// … and so many more in each second.
const A_SECOND: f64 = 2.0;
/// What a call is counted as that got an answer, whatever that said, or got its mail taken.
const ANSWERED: &str = "answered";
/// So many failed records are remembered; more at once means that the system is down, whichever they are.
const REMEMBERED: usize = 1000;

/// Which record a call is about; only a fingerprint is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Regarding(Option<u64>);

impl Regarding {
    /// The call is about the system itself.
    pub const SYSTEM: Regarding = Regarding(None);

    /// The call is about this record.
    pub fn record(key: impl Hash) -> Regarding {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        Regarding(Some(hasher.finish()))
    }
}

/// Whether a system is being called, for `/health/ready`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircuitState {
    /// It answers.
    Closed,
    /// It failed; the next call is the trial.
    HalfOpen,
    /// It failed; calls are refused until the pause is over.
    Open,
}

impl CircuitState {
    /// Its name in `/health/ready`.
    pub fn name(self) -> &'static str {
        match self {
            CircuitState::Closed => "closed",
            CircuitState::HalfOpen => "half_open",
            CircuitState::Open => "open",
        }
    }
}

/// A call that was let through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call {
    regarding: Regarding,
    /// Answers that had come before it.
    answers_before: u64,
    begun: Instant,
}

#[derive(Debug, Default)]
struct Record {
    /// Answers that have come so far.
    answers: u64,
    /// Failures that were about no record.
    of_itself: usize,
    /// The records that failed since the last success, and when last.
    failed: BTreeMap<u64, OffsetDateTime>,
    /// Set while the circuit is open.
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    /// When the next trial may be made.
    trial_at: OffsetDateTime,
    /// How many records that have not failed may still be asked for, and since when that is so.
    left: (f64, OffsetDateTime),
}

impl Open {
    /// Takes one of the few calls that are left; none may be.
    fn take(&mut self, now: OffsetDateTime) -> bool {
        let (left, since) = self.left;
        let left = (left + (now - since).as_seconds_f64() * A_SECOND).min(AT_ONCE);
        self.left = (if left >= 1.0 { left - 1.0 } else { left }, now);
        left >= 1.0
    }
}

/// The circuit of one system; clones share it.
#[derive(Debug, Clone)]
pub struct Circuit {
    system: System,
    clock: Clock,
    record: Arc<Mutex<Record>>,
    calls: Calls,
}

impl Circuit {
    pub(super) fn new(system: System, clock: Clock) -> Circuit {
        Circuit { system, clock, record: Arc::default(), calls: Calls::default() }
    }

    /// Which system this is about.
    pub fn system(&self) -> System {
        self.system
    }

    /// How long its calls took, and what came of them.
    pub fn calls(&self) -> &Calls {
        &self.calls
    }

    /// Whether the system is being called.
    pub fn health(&self) -> CircuitState {
        match self.with(|record| record.open.as_ref().map(|open| open.trial_at)) {
            None => CircuitState::Closed,
            Some(at) if at <= self.clock.now() => CircuitState::HalfOpen,
            Some(_) => CircuitState::Open,
        }
    }

    /// Lets a call through, or refuses it. A trial that is never reported back (its caller hung up) only costs one pause.
    pub(super) fn admit(&self, regarding: Regarding) -> Result<Call, Upstream> {
        let now = self.clock.now();
        let admitted = self.with(|record| {
            let call = Call { regarding, answers_before: record.answers, begun: Instant::now() };
            let Record { failed, open: Some(open), .. } = record else { return Ok(call) };
            if open.trial_at <= now {
                open.trial_at = now + PAUSE;
                return Ok(call);
            }
            let failed_lately = |key| failed.get(&key).is_some_and(|at| now - *at < PAUSE);
            let may_be_asked = regarding.0.is_some_and(|key| !failed_lately(key)) && open.take(now);
            if may_be_asked { Ok(call) } else { Err(self.is_open()) }
        });
        admitted.inspect_err(|fault| self.calls.not_made(fault.kind.code()))
    }

    /// Whether it makes sense to begin something that needs the system later: it is not known to be down.
    pub(super) fn would_admit(&self) -> Result<(), Upstream> {
        if self.health() == CircuitState::Open { Err(self.is_open()) } else { Ok(()) }
    }

    fn is_open(&self) -> Upstream {
        Upstream { system: self.system, kind: Kind::CircuitOpen }
    }

    pub(super) fn succeeded(&self) {
        let was_open = self.with(|record| {
            let answers = record.answers + 1;
            std::mem::replace(record, Record { answers, ..Record::default() }).open.is_some()
        });
        if was_open {
            tracing::info!(system = self.system.name(), "the circuit is closed again");
        }
    }

    /// A call that failed while others were answered says nothing about the system: it may hang for one person only.
    pub(super) fn failed(&self, call: Call) {
        let now = self.clock.now();
        let opened = self.with(|record| {
            if record.answers != call.answers_before {
                return false;
            }
            match call.regarding.0 {
                Some(key) => {
                    record.failed.insert(key, now);
                }
                None => record.of_itself = record.of_itself.saturating_add(1),
            }
            if record.failed.len() > REMEMBERED {
                record.failed.retain(|_, at| now - *at < PAUSE);
            }
            if record.of_itself + record.failed.len() < FAILURES {
                return false;
            }
            let left = record.open.as_ref().map_or((AT_ONCE, now), |open| open.left);
            record.open.replace(Open { trial_at: now + PAUSE, left }).is_none()
        });
        if opened {
            tracing::warn!(system = self.system.name(), "the circuit is open");
        }
    }

    /// Counts an outcome: only outages open the circuit, any answer closes it. Where nobody listens, that is the system's
    /// doing, whatever record was asked for.
    pub(super) fn note<T>(&self, call: Call, outcome: &Result<T, Kind>) {
        let result = outcome.as_ref().err().map_or(ANSWERED, |kind| kind.code());
        self.calls.made(result, call.begun.elapsed());
        match outcome {
            Err(Kind::Unreachable) => self.failed(Call { regarding: Regarding::SYSTEM, ..call }),
            Err(kind) if kind.is_outage() => self.failed(call),
            Ok(_) | Err(_) => self.succeeded(),
        }
    }

    fn with<T>(&self, change: impl FnOnce(&mut Record) -> T) -> T {
        change(&mut self.record.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
#[path = "circuit_tests.rs"]
mod tests;
