//! Turns for requests, one behind the other at the agreed pace and in the agreed window: no two come closer, however many wait,
//! and none comes when the window has closed.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use time::OffsetDateTime;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::integrations::vrs::Gate;
use domain::clock::Clock;
use domain::transfer::{Pace, Rate, Window};

/// How long the pace stays as it is after it became slower, or less slow.
const STEADY: Duration = Duration::from_secs(10);
/// The longest pause of our own after the store said that it is called too fast, where it did not tell a longer one; the first
/// is a second.
const LONGEST: Duration = Duration::from_secs(60);

/// Gives turns.
#[derive(Debug)]
pub struct Pacer {
    state: Mutex<State>,
    window: Option<Window>,
    clock: Clock,
    stopping: CancellationToken,
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
    /// At this rate, in this window, until it is to stop.
    pub fn new(
        (rate, window): (Rate, Option<Window>),
        (clock, stopping): (Clock, CancellationToken),
    ) -> Pacer {
        let now = Instant::now();
        let state = State { pace: Pace::new(rate), next: now, held: now, changed: now, in_a_row: 0 };
        let (calls, too_fast) = (AtomicI64::new(0), AtomicI64::new(0));
        Pacer { state: Mutex::new(state), window, clock, stopping, calls, too_fast }
    }

    /// When the window opens; none while it is open.
    pub fn opens(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        self.window.filter(|window| !window.is_open(now)).map(|window| window.opens(now))
    }

    /// How long the store wants to be left alone yet, if at all.
    pub fn held(&self) -> Option<Duration> {
        let left = self.state().held.saturating_duration_since(Instant::now());
        Some(left).filter(|left| !left.is_zero())
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

    /// The store did what it was asked.
    pub fn good(&self) {
        self.state().in_a_row = 0;
    }

    /// How many requests were sent, and how often that was too fast.
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

#[async_trait]
impl Gate for Pacer {
    /// Who had a turn when the store asked for a pause, waits for another. None comes in a closed window, or once it is to stop.
    async fn pass(&self) -> bool {
        loop {
            let at = self.reserve();
            tokio::select! {
                biased;
                () = self.stopping.cancelled() => return false,
                () = sleep_until(at) => {}
            }
            if self.opens(self.clock.now()).is_some() {
                return false;
            }
            if at >= self.state().held {
                break;
            }
        }
        self.calls.fetch_add(1, Ordering::Relaxed);
        true
    }

    fn unsent(&self) {
        self.calls.fetch_sub(1, Ordering::Relaxed);
    }

    fn too_fast(&self, pause: Duration) {
        self.too_fast.fetch_add(1, Ordering::Relaxed);
        let (mut state, now) = (self.state(), Instant::now());
        // While it is held it was said of a call that was under way when we knew already.
        let is_news = now >= state.held;
        let own = Duration::from_secs(1 << state.in_a_row.min(6)).min(LONGEST);
        let pause = if is_news { pause.max(own) } else { pause };
        state.held = state.held.max(now + pause);
        state.next = state.next.max(state.held);
        if !is_news {
            return;
        }
        state.in_a_row = state.in_a_row.saturating_add(1);
        if state.in_a_row == 1 || now.duration_since(state.changed) >= STEADY {
            (state.pace, state.changed) = (state.pace.slowed(), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pacer(per_second: f64) -> Pacer {
        let rate = Rate::of(per_second).unwrap();
        Pacer::new((rate, None), (Clock::system(), CancellationToken::new()))
    }

    #[tokio::test]
    async fn turns_are_an_interval_apart_whoever_takes_them() {
        let pacer = pacer(200.0);
        let begin = Instant::now();
        let turns = (0..21).map(|_| async {
            assert!(pacer.pass().await);
            begin.elapsed()
        });
        let mut at = futures::future::join_all(turns).await;
        at.sort_unstable();
        for (place, at) in (0_u32..).zip(&at) {
            assert!(*at >= Duration::from_millis(5) * place, "turn {place} came after {at:?}");
        }
        assert_eq!(pacer.counted(), (21, 0));
        pacer.unsent();
        assert_eq!(pacer.counted(), (20, 0), "what was not sent does not count");
    }

    #[tokio::test]
    async fn a_pause_that_the_store_asks_for_holds_for_turns_that_were_given_before() {
        let pacer = pacer(100.0);
        let begin = Instant::now();
        let late = async {
            pacer.pass().await;
            pacer.pass().await;
            begin.elapsed()
        };
        let busy = async { pacer.too_fast(Duration::from_secs(2)) };
        let (late, ()) = tokio::join!(late, busy);
        assert!(late >= Duration::from_secs(2), "{late:?}");
        assert!(pacer.per_second() < 51.0);
    }

    #[tokio::test]
    async fn what_is_said_twice_of_one_moment_slows_it_once() {
        let pacer = pacer(100.0);
        pacer.too_fast(Duration::from_secs(1));
        pacer.too_fast(Duration::from_secs(30));
        assert!(pacer.per_second() > 49.0);
        assert!(pacer.held().is_some_and(|left| left > Duration::from_secs(25)), "the longer pause counts");
    }

    #[tokio::test]
    async fn no_turn_comes_once_the_window_has_closed_or_it_is_to_stop() {
        let (clock, stopping) = (Clock::system(), CancellationToken::new());
        let day = |days: i64| {
            let name = (clock.now() + time::Duration::days(days)).weekday().to_string();
            name[..3].to_owned()
        };
        let window: Window = format!("{} 12:00 - {} 12:00", day(-2), day(2)).parse().unwrap();
        let rate = Rate::of(100.0).unwrap();
        let pacer = Pacer::new((rate, Some(window)), (clock.clone(), stopping.clone()));
        assert!(pacer.pass().await);
        clock.advance(time::Duration::days(3));
        assert!(!pacer.pass().await, "it has closed");
        clock.advance(time::Duration::days(4));
        assert!(pacer.pass().await, "a week later it is open");
        stopping.cancel();
        assert!(!pacer.pass().await);
        assert_eq!(pacer.counted(), (2, 0));
    }
}
