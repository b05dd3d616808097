//! Stops calling a system that is down, so that people get an answer at once and it can recover.

use std::sync::{Arc, Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

use domain::clock::Clock;

use super::upstream::{Kind, System, Upstream};

/// Failures in a row that open the circuit.
const FAILURES: u32 = 5;
/// How long it stays open before one call may try again.
const PAUSE: Duration = Duration::seconds(30);

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

#[derive(Debug, Default)]
struct Record {
    failures: u32,
    /// Set while the circuit is open: when the next trial may be made.
    trial_at: Option<OffsetDateTime>,
}

/// The circuit of one system; clones share it.
#[derive(Debug, Clone)]
pub struct Circuit {
    system: System,
    clock: Clock,
    record: Arc<Mutex<Record>>,
}

impl Circuit {
    pub(super) fn new(system: System, clock: Clock) -> Circuit {
        Circuit { system, clock, record: Arc::default() }
    }

    /// Which system this is about.
    pub fn system(&self) -> System {
        self.system
    }

    /// Whether the system is being called.
    pub fn health(&self) -> CircuitState {
        match self.with(|record| record.trial_at) {
            None => CircuitState::Closed,
            Some(at) if at <= self.clock.now() => CircuitState::HalfOpen,
            Some(_) => CircuitState::Open,
        }
    }

    /// Lets a call through, or refuses it. A trial that is never reported back (its caller hung up) only costs one pause.
    pub(super) fn admit(&self) -> Result<(), Upstream> {
        let now = self.clock.now();
        let admitted = self.with(|record| match record.trial_at {
            None => true,
            Some(at) if at <= now => {
                record.trial_at = Some(now + PAUSE);
                true
            }
            Some(_) => false,
        });
        if admitted { Ok(()) } else { Err(Upstream { system: self.system, kind: Kind::CircuitOpen }) }
    }

    pub(super) fn succeeded(&self) {
        let was_open = self.with(|record| std::mem::take(record).trial_at.is_some());
        if was_open {
            tracing::info!(system = self.system.name(), "the circuit is closed again");
        }
    }

    pub(super) fn failed(&self) {
        let trial_at = self.clock.now() + PAUSE;
        let opened = self.with(|record| {
            record.failures = record.failures.saturating_add(1);
            if record.failures >= FAILURES {
                record.trial_at = Some(trial_at);
            }
            record.failures == FAILURES
        });
        if opened {
            tracing::warn!(system = self.system.name(), "the circuit is open");
        }
    }

    /// Counts an outcome: only outages open the circuit, any answer closes it.
    pub(super) fn note<T>(&self, outcome: &Result<T, Kind>) {
        match outcome {
            Err(kind) if kind.is_outage() => self.failed(),
            Ok(_) | Err(_) => self.succeeded(),
        }
    }

    fn with<T>(&self, change: impl FnOnce(&mut Record) -> T) -> T {
        change(&mut self.record.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circuit() -> (Circuit, Clock) {
        let clock = Clock::system();
        (Circuit::new(System::Pds, clock.clone()), clock)
    }

    #[test]
    fn it_opens_after_five_failures_in_a_row() {
        let (circuit, _) = circuit();
        for _ in 0..4 {
            circuit.failed();
        }
        circuit.succeeded();
        for _ in 0..4 {
            circuit.failed();
        }
        assert_eq!(circuit.health(), CircuitState::Closed);
        circuit.failed();
        assert_eq!(circuit.health(), CircuitState::Open);
        assert_eq!(circuit.admit(), Err(Upstream { system: System::Pds, kind: Kind::CircuitOpen }));
    }

    #[test]
    fn after_the_pause_one_call_tries_and_closes_it() {
        let (circuit, clock) = circuit();
        (0..5).for_each(|_| circuit.failed());
        clock.advance(Duration::seconds(31));
        assert_eq!(circuit.health(), CircuitState::HalfOpen);
        assert!(circuit.admit().is_ok());
        assert!(circuit.admit().is_err(), "only one trial at a time");
        circuit.succeeded();
        assert_eq!(circuit.health(), CircuitState::Closed);
        assert!(circuit.admit().is_ok());
    }

    #[test]
    fn a_failed_trial_opens_it_again_for_a_whole_pause() {
        let (circuit, clock) = circuit();
        (0..5).for_each(|_| circuit.failed());
        clock.advance(Duration::seconds(31));
        assert!(circuit.admit().is_ok());
        circuit.failed();
        clock.advance(Duration::seconds(20));
        assert_eq!(circuit.health(), CircuitState::Open);
    }

    #[test]
    fn refusals_and_rate_limits_do_not_open_it() {
        let (circuit, _) = circuit();
        for _ in 0..20 {
            circuit.note::<()>(&Err(Kind::RateLimited));
        }
        assert_eq!(circuit.health(), CircuitState::Closed);
    }
}
