//! The worker's loop: woken by NOTIFY, by the clock, and told to stop.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::time::{Instant, timeout};

use crate::app::App;
use crate::storage::{
    self, Readiness, StorageError, drafts, given_commands, grants, idempotency, outbox, sessions,
};

use super::address::send_letters;
use super::closing::close_what_cannot_go_on;
use super::deliver::{claim_batch, work_off};
use super::due::meet_deadlines;
use super::mesh_inbox::watch;
use super::recheck::walk;
use super::stop::Stop;
use super::tell::Teller;

/// How often deadlines are looked at and old rows swept.
const ROUND: Duration = Duration::from_secs(60);
/// How often it is looked whether the database can be worked with.
const READY: Duration = Duration::from_secs(1);
/// How long the worker rests when nothing wakes it; a retry is late by this at most.
const PAUSE: Duration = Duration::from_secs(5);

/// Works until `stop`. A batch that was begun is finished; what takes longer than most of the grace is given back, so that
/// another worker takes it at once.
pub async fn run(app: Arc<App>, stop: Stop) {
    if until_ready(&app, &stop).await {
        tokio::join!(work(&app, &stop), walk(&app, &stop), watch(&app, &stop));
    }
    tracing::info!("the worker has stopped");
}

/// Waits for a database of this version's shape: on an older one, work would be done and could not be written down. False
/// when it was told to stop before.
async fn until_ready(app: &App, stop: &Stop) -> bool {
    let mut said = false;
    while storage::readiness(&app.db).await != Readiness::Ready {
        if !said {
            tracing::warn!(
                "the database is away, takes nothing or is not of this version's shape; waiting for it"
            );
            said = true;
        }
        tokio::select! { () = stop.cancelled() => return false, () = tokio::time::sleep(READY) => {} }
    }
    true
}

async fn work(app: &App, stop: &Stop) {
    let mut listener = None;
    let mut last_round: Option<Instant> = None;
    let mut teller = Teller::default();
    while !stop.is_cancelled() {
        if last_round.is_none_or(|last| last.elapsed() >= ROUND) {
            last_round = Some(Instant::now());
            report("deadlines", meet_deadlines(app).await);
            report("closing", close_what_cannot_go_on(app).await);
            report("sweep", sweep(app).await);
        }
        report("outside systems", teller.tell(app).await);
        match batch(app, stop).await {
            Ok(0) => tokio::select! {
                () = stop.cancelled() => {}
                () = wait(app, &mut listener) => {}
            },
            Ok(_) => {}
            Err(error) => {
                report::<()>("outbox", Err(error));
                tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(Duration::from_secs(1)) => {} }
            }
        }
    }
}

/// Does one batch; how many jobs there were.
async fn batch(app: &App, stop: &Stop) -> Result<usize, StorageError> {
    let jobs = claim_batch(app).await?;
    let held: Vec<_> = jobs.iter().map(|job| (job.id, job.attempts)).collect();
    let patience = app.config.server.shutdown_grace.mul_f32(0.75);
    let too_long = async {
        stop.cancelled().await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        done = work_off(app, jobs) => done?,
        () = too_long => outbox::release(&app.db, &held).await?,
    }
    Ok(held.len() + send_letters(app).await?)
}

/// Waits for new work, or for the pause after which retries may be due.
async fn wait(app: &App, listener: &mut Option<PgListener>) {
    if listener.is_none() {
        *listener = listen(app).await;
        if listener.is_some() {
            return; // work may have come before we listened
        }
    }
    let Some(listening) = listener.as_mut() else { return tokio::time::sleep(PAUSE).await };
    if let Ok(Err(_)) = timeout(PAUSE, listening.recv()).await {
        *listener = None;
    }
}

async fn listen(app: &App) -> Option<PgListener> {
    let mut listener = PgListener::connect_with(&app.db).await.ok()?;
    listener.listen("outbox").await.ok()?;
    Some(listener)
}

async fn sweep(app: &App) -> Result<usize, StorageError> {
    let now = app.clock.now();
    let gone = drafts::delete_expired(&app.db, now).await?
        + sessions::delete_expired(&app.db, now).await?
        + grants::delete_ended(&app.db, now).await?;
    let calls = idempotency::forget(&app.db, now).await?;
    // Longer than the answers: a call that was lost may be made again until its key is forgotten.
    let commands = given_commands::forget(&app.db, now - idempotency::KEPT * 2).await?;
    Ok(usize::try_from(gone + calls + commands).unwrap_or_default())
}

fn report<T>(what: &'static str, result: Result<T, StorageError>) {
    if let Err(error) = result {
        tracing::error!(what, error = ?error, "the worker's round failed; trying again");
    }
}
