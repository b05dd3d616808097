//! The work of one lane: takes what is due as hands are free, until it is told to stop. One piece of work that takes long
//! keeps one hand busy, and nothing else.

use std::collections::HashMap;
use std::future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{Id, JoinError, JoinSet};
use uuid::Uuid;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::away::in_time;
use crate::storage::outbox::{self, Job};

use super::deliver::{claim, one};
use super::lanes::Lane;
use super::report::report;
use super::stop::Stop;

/// How long a lane rests when nothing wakes it; a retry is late by this at most.
const PAUSE: Duration = Duration::from_secs(5);
/// How long it rests when the database gave it nothing to do because it is away.
const AGAIN: Duration = Duration::from_secs(1);

/// What a lane has in its hands. Each piece of work is a task of its own: it goes on while the lane asks the database for more,
/// and one that panics takes nothing else with it.
#[derive(Default)]
struct Held {
    running: JoinSet<Result<(), StorageError>>,
    /// The id of each piece of work with its attempt, to be given back when the worker stops.
    jobs: HashMap<Id, (Uuid, i32)>,
}

impl Held {
    fn take(&mut self, app: &Arc<App>, job: Job) {
        let (app, taken) = (app.clone(), (job.id, job.attempts));
        let task = self.running.spawn(async move { one(&app, job).await });
        self.jobs.insert(task.id(), taken);
    }

    fn put_down(&mut self, done: Result<(Id, Result<(), StorageError>), JoinError>) {
        match done {
            Ok((id, result)) => {
                self.jobs.remove(&id);
                report("job", result);
            }
            // Not what it says: that may quote somebody's data.
            Err(error) => {
                self.jobs.remove(&error.id());
                tracing::error!("a job ended without an outcome; it is tried again when its lease is over");
            }
        }
    }

    /// Waits until something is done; for ever where there is nothing to do.
    async fn some_done(&mut self) {
        match self.running.join_next_with_id().await {
            Some(done) => self.put_down(done),
            None => return future::pending().await,
        }
        while let Some(done) = self.running.try_join_next_with_id() {
            self.put_down(done);
        }
    }

    async fn all_done(&mut self) {
        while let Some(done) = self.running.join_next_with_id().await {
            self.put_down(done);
        }
    }
}

/// Works in one lane until `stop`. What was begun is finished; what takes longer than most of the grace is given back, so
/// that another worker takes it at once.
pub(super) async fn work(app: &Arc<App>, lane: &Lane, mut bell: watch::Receiver<()>, stop: &Stop) {
    let mut held = Held::default();
    let (mut may_be_more, mut rest) = (true, PAUSE);
    while !stop.is_cancelled() {
        let free = lane.hands.saturating_sub(held.running.len());
        if may_be_more && free > 0 {
            let jobs = in_time(claim(app, lane, free)).await;
            may_be_more = jobs.as_ref().is_ok_and(|jobs| jobs.len() == free);
            rest = if jobs.is_ok() { PAUSE } else { AGAIN };
            match jobs {
                Ok(jobs) => jobs.into_iter().for_each(|job| held.take(app, job)),
                Err(error) => report::<()>("outbox", Err(error)),
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = held.some_done() => {}
            _ = bell.changed() => may_be_more = true,
            () = tokio::time::sleep(rest) => may_be_more = true,
        }
    }
    let patience = app.config.server.shutdown_grace.mul_f32(0.75);
    if tokio::time::timeout(patience, held.all_done()).await.is_err() {
        held.running.shutdown().await;
        let left: Vec<_> = held.jobs.into_values().collect();
        report("release", outbox::release(&app.db, &left).await);
    }
}
