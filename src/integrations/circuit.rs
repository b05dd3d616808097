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

/// A call that was let through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call {
    /// Answers that had come before it.
    answers_before: u64,
}

#[derive(Debug, Default)]
struct Record {
    failures: u32,
    /// Answers that have come so far.
    answers: u64,
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
    pub(super) fn admit(&self) -> Result<Call, Upstream> {
        let now = self.clock.now();
        self.with(|record| match record.trial_at {
            Some(at) if at > now => Err(self.is_open()),
            trial_at => {
                record.trial_at = trial_at.map(|_| now + PAUSE);
                Ok(Call { answers_before: record.answers })
            }
        })
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
            record.answers += 1;
            record.failures = 0;
            record.trial_at.take().is_some()
        });
        if was_open {
            tracing::info!(system = self.system.name(), "the circuit is closed again");
        }
    }

    /// A call that failed while others were answered says nothing about the system: it may hang for one person only.
    pub(super) fn failed(&self, call: Call) {
        let trial_at = self.clock.now() + PAUSE;
        let opened = self.with(|record| {
            if record.answers != call.answers_before {
                return false;
            }
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
    pub(super) fn note<T>(&self, call: Call, outcome: &Result<T, Kind>) {
        match outcome {
            Err(kind) if kind.is_outage() => self.failed(call),
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

    fn fail(circuit: &Circuit, times: u32) {
        for _ in 0..times {
            circuit.failed(circuit.admit().unwrap());
        }
    }

    #[test]
    fn it_opens_after_five_failures_in_a_row() {
        let (circuit, _) = circuit();
        fail(&circuit, 4);
        circuit.succeeded();
        fail(&circuit, 4);
        assert_eq!(circuit.health(), CircuitState::Closed);
        fail(&circuit, 1);
        assert_eq!(circuit.health(), CircuitState::Open);
        let open = Upstream { system: System::Pds, kind: Kind::CircuitOpen };
        assert_eq!(circuit.admit().unwrap_err(), open);
        assert_eq!(circuit.would_admit(), Err(open));
    }

    #[test]
    fn calls_that_hang_while_others_are_answered_do_not_open_it() {
        let (circuit, _) = circuit();
        let hanging: Vec<Call> = (0..20).map(|_| circuit.admit().unwrap()).collect();
        circuit.succeeded();
        hanging.into_iter().for_each(|call| circuit.failed(call));
        assert_eq!(circuit.health(), CircuitState::Closed);
    }

    #[test]
    fn after_the_pause_one_call_tries_and_closes_it() {
        let (circuit, clock) = circuit();
        fail(&circuit, 5);
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
        fail(&circuit, 5);
        clock.advance(Duration::seconds(31));
        fail(&circuit, 1);
        clock.advance(Duration::seconds(20));
        assert_eq!(circuit.health(), CircuitState::Open);
    }

    #[test]
    fn refusals_and_rate_limits_do_not_open_it() {
        let (circuit, _) = circuit();
        for _ in 0..20 {
            circuit.note::<()>(circuit.admit().unwrap(), &Err(Kind::RateLimited));
        }
        assert_eq!(circuit.health(), CircuitState::Closed);
    }
}
