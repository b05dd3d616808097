//! Turns for calls, one behind the other at the agreed pace: no two come closer, however many wait.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use domain::transfer::{Pace, Rate};

/// How long the pace stays as it is after it became slower, or less slow.
const STEADY: Duration = Duration::from_secs(10);
/// The longest pause after the store said that it is called too fast; the first is a second.
const LONGEST: Duration = Duration::from_secs(60);

/// Gives turns.
#[derive(Debug)]
pub(super) struct Pacer {
    state: Mutex<State>,
    calls: AtomicI64,
    too_fast: AtomicI64,
}

#[derive(Debug)]
struct State {
    pace: Pace,
    /// The next turn that nobody has.
    next: Instant,
    /// No turn is good before.
    held: Instant,
    /// When the pace changed last.
    changed: Instant,
    /// How often in a row it was too fast.
    in_a_row: u32,
}

impl Pacer {
    pub fn new(rate: Rate) -> Pacer {
        let now = Instant::now();
        let state = State { pace: Pace::new(rate), next: now, held: now, changed: now, in_a_row: 0 };
        Pacer { state: Mutex::new(state), calls: AtomicI64::new(0), too_fast: AtomicI64::new(0) }
    }

    /// Waits for a turn. Who had one when the store asked for a pause, waits for another.
    pub async fn turn(&self) {
        loop {
            let at = self.reserve();
            sleep_until(at).await;
            if at >= self.state().held {
                break;
            }
        }
        self.calls.fetch_add(1, Ordering::Relaxed);
    }

    fn reserve(&self) -> Instant {
        let (mut state, now) = (self.state(), Instant::now());
        if now.duration_since(state.changed) >= STEADY {
            (state.pace, state.changed) = (state.pace.recovered(), now);
        }
        let at = state.next.max(now);
        state.next = at + state.pace.interval();
        at
    }

    /// Leaves out as many turns: so many calls may have been made without one.
    pub fn leave_out(&self, turns: u32) {
        let mut state = self.state();
        let owed = state.pace.interval() * turns;
        state.next += owed;
    }

    /// The store said that it is called too fast.
    pub fn too_fast(&self) {
        self.too_fast.fetch_add(1, Ordering::Relaxed);
        let (mut state, now) = (self.state(), Instant::now());
        if now < state.held {
            // Said of a call that was under way when we knew already.
            return;
        }
        let pause = Duration::from_secs(1 << state.in_a_row.min(6)).min(LONGEST);
        (state.held, state.in_a_row) = (now + pause, state.in_a_row.saturating_add(1));
        state.next = state.next.max(state.held);
        if state.in_a_row == 1 || now.duration_since(state.changed) >= STEADY {
            (state.pace, state.changed) = (state.pace.slowed(), now);
        }
    }

    /// The store did what it was asked.
    pub fn good(&self) {
        self.state().in_a_row = 0;
    }

    /// How many calls were made, and how often that was too fast.
    pub fn counted(&self) -> (i64, i64) {
        (self.calls.load(Ordering::Relaxed), self.too_fast.load(Ordering::Relaxed))
    }

    /// Calls in a second, at this moment.
    pub fn per_second(&self) -> f64 {
        self.state().pace.per_second()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn turns_are_an_interval_apart_whoever_takes_them() {
        let pacer = Pacer::new(Rate::of(200.0).unwrap());
        let begin = Instant::now();
        let turns = (0..21).map(|_| async {
            pacer.turn().await;
            begin.elapsed()
        });
        let mut at = futures::future::join_all(turns).await;
        at.sort_unstable();
        for (place, at) in (0_u32..).zip(&at) {
            assert!(*at >= Duration::from_millis(5) * place, "turn {place} came after {at:?}");
        }
        assert_eq!(pacer.counted(), (21, 0));
    }

    #[tokio::test]
    async fn a_pause_that_the_store_asks_for_holds_for_turns_that_were_given_before() {
        let pacer = Pacer::new(Rate::of(100.0).unwrap());
        let begin = Instant::now();
        let late = async {
            pacer.turn().await;
            pacer.turn().await;
            begin.elapsed()
        };
        let busy = async { pacer.too_fast() };
        let (late, ()) = tokio::join!(late, busy);
        assert!(late >= Duration::from_secs(1), "{late:?}");
        assert!(pacer.per_second() < 51.0);
    }
}
