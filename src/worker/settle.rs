//! What came of a job is written down: done, left out, to be tried again, or given up.

use std::time::Duration as StdDuration;

use time::Duration;
use tokio::time::Instant;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::away::insistently;
use crate::storage::outbox::{self, Job};
use crate::telemetry::traces::Span;

use super::lanes::{Work, known_task};
use super::report::report;

/// How long it is tried to write down what came of a job, from when it was taken: nobody else takes it before.
pub(super) const INSIST: StdDuration = StdDuration::from_secs(100);
/// What this worker cannot read may come from a newer one: while an upgrade goes on it waits for a worker that can.
pub(super) const UNREADABLE: Outcome = Outcome::Again("unreadable");

/// How one job ended.
pub(super) enum Outcome {
    Done,
    LeftOut,
    /// To be tried again, unless it was tried often enough.
    Again(&'static str),
    Dead(&'static str),
}

impl Outcome {
    /// What a trace says of it: of a fault its own code.
    fn code(&self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::LeftOut => "left_out",
            Outcome::Again(fault) | Outcome::Dead(fault) => fault,
        }
    }
}

/// Writes down what came of a job, until this moment at the latest.
///
/// # Errors
/// When the database failed under the job, or fails now.
pub(super) async fn settle(
    app: &App,
    job: &Job,
    outcome: Result<Outcome, StorageError>,
    (traced, until): (&Span, Instant),
) -> Result<(), StorageError> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => {
            if error.is_out_of_reach() {
                give_back(app, job, until).await;
            }
            return Err(error);
        }
    };
    traced.came_to(outcome.code());
    let now = app.clock.now();
    match outcome {
        Outcome::Done => {
            tracing::info!("done");
            count(app, job, "done");
            insistently(until, || outbox::done(&app.db, job, now)).await
        }
        Outcome::LeftOut => {
            tracing::info!("left out: the practice wants no such message, or tells it itself");
            count(app, job, "left_out");
            insistently(until, || outbox::left_out(&app.db, job, now)).await
        }
        Outcome::Again(fault) => match pause(job, app.clock.chance()) {
            Some(pause) => {
                let run_at = now + pause;
                tracing::warn!(fault, %run_at, "not done; trying again later");
                count(app, job, "put_off");
                insistently(until, || outbox::again(&app.db, job, run_at, fault)).await
            }
            None => give_up(app, job, (fault, until)).await,
        },
        Outcome::Dead(fault) => give_up(app, job, (fault, until)).await,
    }
}

/// The database went away under it: whoever takes it next need not wait until its lease is over.
async fn give_back(app: &App, job: &Job, until: Instant) {
    report("release", insistently(until, || outbox::give_back(&app.db, job)).await);
}

async fn give_up(app: &App, job: &Job, (fault, until): (&str, Instant)) -> Result<(), StorageError> {
    tracing::error!(fault, "given up; a person must look at it");
    count(app, job, "given_up");
    let now = app.clock.now();
    insistently(until, || outbox::dead(&app.db, job, now, fault)).await
}

/// Counts a try by what came of it, for those who watch.
fn count(app: &App, job: &Job, outcome: &'static str) {
    app.metrics.worked(known_task(job.task.code()), outcome);
}

/// How long a job waits before it is tried again; none where it was tried often enough.
fn pause(job: &Job, chance: f64) -> Option<Duration> {
    let work = Work::of(&job.task)?;
    (!work.is_enough(job.attempts)).then(|| backoff(job.attempts, work.longest_pause, chance))
}

/// 5 s doubled at each try, at most `longest` seconds, spread by a factor between 0.5 and 1.5 so that tries do not come in step.
fn backoff(attempts: i32, longest: u64, chance: f64) -> Duration {
    let exponent = u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or_default();
    let seconds = (5_u64 << exponent).min(longest);
    Duration::try_from(StdDuration::from_secs(seconds).mul_f64(0.5 + chance)).unwrap_or(Duration::HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_and_stays_bounded() {
        assert_eq!(backoff(1, 7200, 0.5), Duration::seconds(5));
        assert_eq!(backoff(4, 7200, 0.5), Duration::seconds(40));
        assert!(backoff(500, 300, 1.0) <= Duration::minutes(8));
    }
}
