//! A run of a round: rows are taken up, moved and noted, several at a time. Whatever ends the process, at whatever moment,
//! leaves each row where the next run finds out what became of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex as Plain, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::PgConnection;
use time::OffsetDateTime;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::storage::transfers::moves::{self, Taken};
use crate::storage::transfers::rounds::Round;
use crate::storage::transfers::runs::Done;
use crate::storage::{PgPool, StorageError};
use domain::clock::Clock;
use domain::transfer::{Moved, Outage};

use super::fault::Fault;
use super::national::National;
use super::one_row::move_row;
use super::pacer::Pacer;

/// Failures of a row, while the store is there, after which it counts as failed.
const STRIKES: i32 = 5;
/// Rows under way at once, at least and at most.
const LANES: (usize, usize) = (2, 64);
/// How long nobody looks whether to go on.
const LOOK: Duration = Duration::from_secs(30);

/// What is to be done.
#[derive(Debug)]
pub struct Orders {
    /// In which round.
    pub round: Round,
    /// Whether only rows that had failed are tried.
    pub is_retry: bool,
}

/// Why a run ends before its end.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    /// The database is away.
    #[error("the database failed: run the same command again, nothing is lost")]
    Storage(#[from] StorageError),
    /// The store does not let us in.
    #[error("the store refuses us ({0}): look at VRS_URL, VRS_API_KEY, VRS_KEY_ID and the key")]
    Denied(&'static str),
}

/// What this run has done until now.
#[derive(Debug, Default)]
pub struct Numbers {
    created: AtomicU64,
    existed: AtomicU64,
    reactivated: AtomicU64,
    failed: AtomicU64,
}

impl Numbers {
    /// Created, existed, reactivated, failed.
    pub fn read(&self) -> [u64; 4] {
        [&self.created, &self.existed, &self.reactivated, &self.failed]
            .map(|count| count.load(Ordering::Relaxed))
    }

    fn count(&self, moved: Option<Moved>) {
        let count = match moved {
            Some(Moved::Created) => &self.created,
            Some(Moved::Existed) => &self.existed,
            Some(Moved::Reactivated) => &self.reactivated,
            None => &self.failed,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Moves the rows of a round.
#[derive(Debug)]
pub struct Mover {
    store: National,
    orders: Orders,
    db: PgPool,
    /// The connection that holds the round.
    holder: Mutex<PgConnection>,
    clock: Clock,
    stopping: CancellationToken,
    pacer: Arc<Pacer>,
    outage: Plain<(Outage, Instant)>,
    /// While the store is away, one row at a time looks whether it is back.
    alone: Mutex<()>,
    numbers: Numbers,
}

impl Mover {
    /// Somebody who moves; `holder` holds the round, and `pacer` paces the calls of the store.
    pub fn new(
        (store, pacer): (National, Arc<Pacer>),
        orders: Orders,
        (db, holder): (PgPool, PgConnection),
        (clock, stopping): (Clock, CancellationToken),
    ) -> Mover {
        let outage = Plain::new((Outage::default(), Instant::now()));
        let (holder, alone, numbers) = (Mutex::new(holder), Mutex::default(), Numbers::default());
        Mover { store, orders, db, holder, clock, stopping, pacer, outage, alone, numbers }
    }

    /// Moves until nothing waits, or it is to stop.
    ///
    /// # Errors
    /// See [`Halt`].
    pub async fn run(&self) -> Result<(), Halt> {
        moves::take_over(&mut *self.holder.lock().await, self.orders.round.id).await?;
        let lanes = (0..self.lanes()).map(|_| Box::pin(self.lane()));
        futures::future::try_join_all(lanes).await?;
        Ok(())
    }

    /// Enough for the agreed pace where each call takes two seconds.
    fn lanes(&self) -> usize {
        let (least, most) = LANES;
        let wished = 2.0 * self.orders.round.rate.per_second();
        (least..most)
            .find(|lanes| u32::try_from(*lanes).is_ok_and(|lanes| f64::from(lanes) >= wished))
            .unwrap_or(most)
    }

    async fn lane(&self) -> Result<(), Halt> {
        loop {
            let _alone = if self.is_away() { Some(self.alone.lock().await) } else { None };
            if !self.may_go_on().await {
                return Ok(());
            }
            let now = self.clock.now();
            let of = (self.orders.round.id, self.orders.is_retry);
            let Some(taken) = moves::take(&mut *self.holder.lock().await, of, now).await? else {
                return Ok(());
            };
            self.step(&taken, now).await?;
        }
    }

    /// Waits until a row may be moved; false where the run is to stop.
    async fn may_go_on(&self) -> bool {
        loop {
            let Some(wait) = self.wait() else { return !self.stopping.is_cancelled() };
            tokio::select! {
                () = self.stopping.cancelled() => return false,
                () = sleep(wait.min(LOOK)) => {}
            }
        }
    }

    /// How long nothing may be moved, if at all.
    fn wait(&self) -> Option<Duration> {
        let now = self.clock.now();
        if let Some(opens) = self.opens(now) {
            return Some(Duration::try_from(opens - now).unwrap_or(LOOK));
        }
        let away = self.outage().1.saturating_duration_since(Instant::now());
        let held = self.pacer.held().unwrap_or_default();
        Some(away.max(held)).filter(|wait| !wait.is_zero())
    }

    /// When the window opens; none while it is open.
    pub fn opens(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        self.pacer.opens(now)
    }

    /// Whether the store is taken to be away.
    pub fn is_away(&self) -> bool {
        self.outage().0.is_away()
    }

    /// What was done until now.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// Calls until now.
    pub fn calls(&self) -> Done {
        let (calls, too_fast) = self.pacer.counted();
        Done { calls, too_fast }
    }

    /// Calls in a second, at this moment.
    pub fn per_second(&self) -> f64 {
        self.pacer.per_second()
    }

    async fn step(&self, taken: &Taken, began: OffsetDateTime) -> Result<(), Halt> {
        let outcome = move_row(&self.store, taken, began).await;
        let was_away = self.is_away();
        let now = self.clock.now();
        match outcome {
            Ok(done) => {
                self.answered();
                self.pacer.good();
                moves::settle(&self.db, taken, (done.moved, &done.id), now).await?;
                self.numbers.count(Some(done.moved));
            }
            Err(Fault::Refused(code)) => {
                self.answered();
                self.pacer.good();
                self.fail(taken, (code, taken.since), now).await?;
            }
            Err(Fault::TooFast) => {
                self.answered();
                moves::put_back(&self.db, taken, (taken.since, false)).await?;
            }
            Err(Fault::Held) => moves::put_back(&self.db, taken, (taken.since, false)).await?,
            Err(Fault::NotSent(_)) => {
                self.failed();
                moves::put_back(&self.db, taken, (taken.since, false)).await?;
            }
            Err(Fault::NoAnswer { code, may_be_done }) => {
                self.failed();
                let since = taken.since.or(may_be_done.then_some(began));
                if !was_away && taken.strikes + 1 >= STRIKES {
                    self.fail(taken, (code, since), now).await?;
                } else {
                    moves::put_back(&self.db, taken, (since, !was_away)).await?;
                }
            }
            Err(Fault::Denied(code)) => {
                moves::put_back(&self.db, taken, (taken.since, false)).await?;
                return Err(Halt::Denied(code));
            }
        }
        Ok(())
    }

    async fn fail(
        &self,
        taken: &Taken,
        (code, since): (&str, Option<OffsetDateTime>),
        now: OffsetDateTime,
    ) -> Result<(), StorageError> {
        moves::fail(&self.db, taken, (code, since), now).await?;
        self.numbers.count(None);
        Ok(())
    }

    fn answered(&self) {
        let mut outage = self.outage();
        outage.0 = outage.0.answered();
    }

    fn failed(&self) {
        let mut outage = self.outage();
        outage.0 = outage.0.failed();
        if let Some(pause) = outage.0.pause() {
            outage.1 = Instant::now() + pause;
        }
    }

    fn outage(&self) -> MutexGuard<'_, (Outage, Instant)> {
        self.outage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
