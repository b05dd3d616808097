//! All open connections: how many, whose, and which waits for how long.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::arrival::Source;

/// What the crowd may grow to, and how long its members may wait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub most: usize,
    pub most_of_one: usize,
    pub head_within: Duration,
    pub body_within: Duration,
    pub idle_for: Duration,
}

impl Limits {
    pub fn shortest(&self) -> Duration {
        self.head_within.min(self.body_within).min(self.idle_for)
    }
}

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phase {
    /// Nothing has come yet.
    Silent = 0,
    /// A part of the head of a request has come.
    Head = 1,
    /// A request is being answered.
    Busy = 2,
    /// It was answered, and the next request may come.
    Idle = 3,
}

impl Phase {
    fn from(number: u8) -> Phase {
        match number {
            0 => Phase::Silent,
            1 => Phase::Head,
            2 => Phase::Busy,
            _ => Phase::Idle,
        }
    }
}

/// The time as the crowd has it: milliseconds since it began, moved on by its sweeps.
type Now = Arc<AtomicU64>;

/// One connection, as it and the crowd know it.
#[derive(Debug)]
pub(super) struct Seat {
    number: u64,
    source: Source,
    now: Now,
    phase: AtomicU8,
    since: AtomicU64,
    /// Since when its reader takes nothing; [`READS`] while it does.
    stuck_since: AtomicU64,
    is_late: AtomicBool,
    go: Notify,
}

const READS: u64 = u64::MAX;

impl Seat {
    fn new(number: u64, source: Source, now: Now) -> Seat {
        Seat {
            number,
            source,
            phase: AtomicU8::new(Phase::Silent as u8),
            since: AtomicU64::new(now.load(Ordering::Acquire)),
            now,
            stuck_since: AtomicU64::new(READS),
            is_late: AtomicBool::new(false),
            go: Notify::new(),
        }
    }

    pub fn phase(&self) -> Phase {
        Phase::from(self.phase.load(Ordering::Acquire))
    }

    pub fn enter(&self, phase: Phase) {
        self.since.store(self.now.load(Ordering::Acquire), Ordering::Release);
        self.phase.store(phase as u8, Ordering::Release);
    }

    /// Bytes have come: where no request is being answered, they begin the next head.
    pub fn heard(&self) {
        if matches!(self.phase(), Phase::Silent | Phase::Idle) {
            self.enter(Phase::Head);
        }
    }

    /// Notes whether its reader takes what is written.
    pub fn note_stuck(&self, is_stuck: bool) {
        if is_stuck != self.is_stuck() {
            let since = if is_stuck { self.now.load(Ordering::Acquire) } else { READS };
            self.stuck_since.store(since, Ordering::Release);
        }
    }

    fn is_stuck(&self) -> bool {
        self.stuck_since.load(Ordering::Acquire) != READS
    }

    /// Whether it waits for its client, and nothing is lost if it ends now.
    pub fn is_waiting(&self) -> bool {
        self.phase() != Phase::Busy && !self.is_stuck()
    }

    /// Whether it was told to go because the head of its request did not come in time, or nothing at all.
    pub fn has_no_head_in_time(&self) -> bool {
        self.is_late.load(Ordering::Acquire) && matches!(self.phase(), Phase::Silent | Phase::Head)
    }

    /// Ends when the connection is to go.
    pub async fn told_to_go(&self) {
        self.go.notified().await;
    }

    /// When it began to wait, and which connection it is; none while a request is being answered.
    fn waiting_since(&self) -> Option<(u64, u64)> {
        self.is_waiting().then(|| (self.since.load(Ordering::Acquire), self.number))
    }

    fn is_too_late(&self, limits: &Limits) -> bool {
        let now = self.now.load(Ordering::Acquire);
        let is_over = |since: &AtomicU64, limit| {
            now.saturating_sub(since.load(Ordering::Acquire)) > milliseconds(limit)
        };
        let is_over_its_phase = match self.phase() {
            Phase::Silent | Phase::Head => is_over(&self.since, limits.head_within),
            Phase::Idle => is_over(&self.since, limits.idle_for),
            // Its body has its own limit, and its answer too.
            Phase::Busy => false,
        };
        is_over_its_phase || is_over(&self.stuck_since, limits.body_within)
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[derive(Debug, Default)]
struct Seats {
    all: HashMap<u64, Arc<Seat>>,
    of: HashMap<Source, usize>,
    next: u64,
}

impl Seats {
    fn remove(&mut self, seat: &Seat) {
        if self.all.remove(&seat.number).is_none() {
            return;
        }
        if let Some(count) = self.of.get_mut(&seat.source) {
            *count -= 1;
            if *count == 0 {
                self.of.remove(&seat.source);
            }
        }
    }

    /// Lets go of the one that has waited longest; false where all are being answered.
    fn let_one_go(&mut self, source: Option<Source>) -> bool {
        let seats = self.all.values().filter(|seat| source.is_none_or(|source| seat.source == source));
        let waiting = seats.filter_map(|seat| Some((seat.waiting_since()?, seat)));
        let longest = waiting.min_by_key(|(since, _)| *since).map(|(_, seat)| seat.clone());
        let Some(seat) = longest else { return false };
        seat.go.notify_one();
        self.remove(&seat);
        true
    }
}

/// All open connections; clones share them.
#[derive(Debug, Clone)]
pub(super) struct Crowd {
    limits: Limits,
    now: Now,
    seats: Arc<Mutex<Seats>>,
}

impl Crowd {
    pub fn new(limits: Limits) -> Crowd {
        Crowd { limits, now: Now::default(), seats: Arc::default() }
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A place for a new connection; none where every other one is being answered. A source that has all it may have gets
    /// one in exchange for its own that has waited longest.
    pub fn admit(&self, source: Source) -> Option<Place> {
        let mut seats = self.seats();
        if seats.of.get(&source).copied().unwrap_or_default() >= self.limits.most_of_one {
            seats.let_one_go(Some(source)).then_some(())?;
        }
        if seats.all.len() >= self.limits.most {
            seats.let_one_go(None).then_some(())?;
        }
        seats.next += 1;
        let seat = Arc::new(Seat::new(seats.next, source, self.now.clone()));
        seats.all.insert(seat.number, seat.clone());
        *seats.of.entry(source).or_default() += 1;
        Some(Place { crowd: self.clone(), seat })
    }

    /// Lets go of the one that has waited longest.
    pub fn make_room(&self) {
        self.seats().let_one_go(None);
    }

    /// Lets go of all that have waited too long; so much time has passed since the crowd began.
    pub fn sweep(&self, passed: Duration) {
        self.now.store(milliseconds(passed), Ordering::Release);
        let mut seats = self.seats();
        let late: Vec<Arc<Seat>> =
            seats.all.values().filter(|seat| seat.is_too_late(&self.limits)).cloned().collect();
        for seat in late {
            seat.is_late.store(true, Ordering::Release);
            seat.go.notify_one();
            seats.remove(&seat);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.seats().all.is_empty()
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the crowd, given back when this goes.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Crowd,
    pub seat: Arc<Seat>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.seats().remove(&self.seat);
    }
}

#[cfg(test)]
mod tests;
