//! Takes jobs from the outbox and does them, at least once; the idempotency key lets the far side tell a repeat.

use std::pin::pin;
use std::time::Duration as StdDuration;

use time::Duration;
use tokio::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

use crate::actions::check_details::{NotChecked, check_details};
use crate::actions::health_record::fetch::NotDone;
use crate::actions::move_on::move_on;
use crate::actions::roles::{NotFollowed, follow, of_account};
use crate::app::App;
use crate::integrations::pds::Patience;
use crate::storage::health_records::fetches;
use crate::storage::outbox::{self, Job, JobTask};
use crate::storage::roles::{OF_ASSOCIATION, Whose};
use crate::storage::transfers::letters;
use crate::storage::{StorageError, messages};
use domain::DelegationId;
use domain::account::{Account, AssociationId, FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS};
use domain::delegation::{CHECK_DETAILS, Delegation, FOLLOW_ROLE, MOVE_ON};

use super::address::send_letters;
use super::email::NotSent;
use super::lanes::{LANES, Lane, known_task};
use super::message::send_message;
use super::moving::send_moving;
use super::news::send_news;
use super::record;
use super::settle::{INSIST, Outcome, UNREADABLE, settle};

/// How long a worker may hold a job before another takes it over: longer than all time-outs of one job together.
const LEASE: Duration = Duration::seconds(120);
/// How often a job that takes longer is held on to.
const HOLD: StdDuration = StdDuration::from_secs(40);
/// So many tries of a check keep nobody waiting; a record that has taken longer each time gets all the time there is.
const SHORT_TRIES: i32 = 3;
/// Takes what the hands of all lanes hold and does it side by side, and sends letters to mailboxes that must confirm; how many
/// there were.
///
/// # Errors
/// When the database fails; leases run out and the jobs are taken again.
pub async fn deliver_batch(app: &App) -> Result<usize, StorageError> {
    let mut jobs = Vec::new();
    for lane in &LANES {
        jobs.extend(claim(app, lane, lane.hands).await?);
    }
    let count = jobs.len();
    let results = futures::future::join_all(jobs.into_iter().map(|job| one(app, job)));
    results.await.into_iter().collect::<Result<(), StorageError>>()?;
    Ok(count + send_letters(app).await?)
}

/// Takes jobs of a lane that are due, up to so many.
pub(super) async fn claim(app: &App, lane: &Lane, most: usize) -> Result<Vec<Job>, StorageError> {
    let now = app.clock.now();
    let work = (lane.tasks, lane.is_first);
    outbox::claim(&app.db, work, (now, now + LEASE), i64::try_from(most).unwrap_or(i64::MAX)).await
}

/// Does all that is due now; for tests and for draining.
///
/// # Errors
/// When the database fails.
pub async fn deliver_everything(app: &App) -> Result<usize, StorageError> {
    let mut total = 0;
    loop {
        match deliver_batch(app).await? {
            0 => return Ok(total),
            count => total += count,
        }
    }
}

/// Does one job.
pub(super) async fn one(app: &App, job: Job) -> Result<(), StorageError> {
    let (task, tries) = (known_task(job.task.code()), job.attempts);
    let traced = app.traces.work(task, tries, job.traceparent.as_deref());
    // An error's level, so that a filter of lines keeps the ids of those that it lets through.
    let span = tracing::error_span!("job", id = %job.id, about = %job.about, attempt = tries, trace_id = traced.trace_id());
    let done = async {
        let until = Instant::now() + INSIST;
        let outcome = attempt(app, &job).await;
        settle(app, &job, outcome, (&traced, until)).await
    };
    let settled = traced.around(done.instrument(span)).await;
    if settled.is_err() {
        traced.failed("storage");
    }
    settled
}

async fn attempt(app: &App, job: &Job) -> Result<Outcome, StorageError> {
    match (&job.task, job.about.id_of::<Delegation>()) {
        (JobTask::Do(task), Some(delegation)) if task == CHECK_DETAILS => {
            Ok(check(app, job, delegation).await)
        }
        (JobTask::Do(task), Some(delegation)) if task == MOVE_ON => {
            let asked = move_on(app, delegation, (DelegationId(job.id), patience(job))).await;
            Ok(answered(asked))
        }
        (JobTask::Do(task), Some(delegation)) if task == FOLLOW_ROLE => {
            Ok(follow_role(app, job, Whose::Case(delegation)).await)
        }
        (JobTask::Do(task), _) if task == FOLLOW_ROLE => match job.about.id_if(OF_ASSOCIATION) {
            Some(id) => Ok(follow_role(app, job, Whose::Association(AssociationId(id))).await),
            None => Ok(Outcome::Dead("unknown_task")),
        },
        (JobTask::Do(task), _) if [FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS].contains(&task.as_str()) => {
            let Some(account) = job.about.id_of::<Account>() else {
                return Ok(Outcome::Dead("unknown_task"));
            };
            of_account(app, account, task == FOLLOW_ACCOUNT).await?;
            Ok(Outcome::Done)
        }
        (JobTask::Do(task), _) if job.about.is_of(fetches::KIND) => {
            Ok(record_work(held(app, job, record::work(app, task, job)).await?))
        }
        (JobTask::Do(_), _) => Ok(Outcome::Dead("unknown_task")),
        (JobTask::Send(id), _) if job.about.is_of(letters::KIND) => {
            Ok(sent(send_moving(app, job, *id).await?))
        }
        (JobTask::Send(id), _) => match job.about.id_of::<Account>() {
            Some(account) => Ok(sent(send_news(app, job, (account, *id)).await?)),
            None => send(app, job, *id).await,
        },
    }
}

/// What came of work at a record; none where another worker has it.
fn record_work(done: Option<Result<(), NotDone>>) -> Outcome {
    match done {
        Some(Ok(())) => Outcome::Done,
        Some(Err(NotDone::Later(code))) => Outcome::Again(code),
        Some(Err(NotDone::Storage(error))) => {
            tracing::error!(?error, "a record could not be written");
            Outcome::Again("not_recorded")
        }
        None => Outcome::Again("taken_over"),
    }
}

/// Holds a job while it is worked at, however long that takes; none where another worker has taken it over.
async fn held<T>(app: &App, job: &Job, work: impl Future<Output = T>) -> Result<Option<T>, StorageError> {
    let mut work = pin!(work);
    loop {
        if let Ok(done) = tokio::time::timeout(HOLD, &mut work).await {
            return Ok(Some(done));
        }
        if !outbox::hold(&app.db, job, app.clock.now() + LEASE).await? {
            return Ok(None);
        }
    }
}

async fn check(app: &App, job: &Job, delegation: DelegationId) -> Outcome {
    answered(check_details(app, delegation, (&job.id.to_string(), patience(job))).await)
}

fn patience(job: &Job) -> Patience {
    if job.attempts <= SHORT_TRIES { Patience::Short } else { Patience::Long }
}

/// What PDS was asked for.
fn answered(asked: Result<(), NotChecked>) -> Outcome {
    match asked {
        Ok(()) => Outcome::Done,
        Err(NotChecked::Upstream(fault)) => Outcome::Again(fault.kind.code()),
        Err(NotChecked::Failed(fault)) => {
            tracing::error!(error = %fault, "the answer of PDS could not be recorded");
            Outcome::Again("not_recorded")
        }
    }
}

async fn follow_role(app: &App, job: &Job, whose: Whose) -> Outcome {
    let Err(fault) = follow(app, whose, &job.id.to_string()).await else { return Outcome::Done };
    if let NotFollowed::Failed(fault) = &fault {
        tracing::error!(error = %fault, "what the national store answered could not be recorded");
    }
    if fault.is_final() { Outcome::Dead(fault.code()) } else { Outcome::Again(fault.code()) }
}

async fn send(app: &App, job: &Job, message: Uuid) -> Result<Outcome, StorageError> {
    let entry = match messages::find(&app.db, message).await {
        Ok(Some(entry)) => entry,
        Ok(None) => return Ok(Outcome::Dead("no_message")),
        Err(StorageError::Corrupt(_)) => return Ok(UNREADABLE),
        Err(error) => return Err(error),
    };
    Ok(sent(send_message(app, &entry, job).await?))
}

fn sent(result: Result<(), NotSent>) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(NotSent::SwitchedOff | NotSent::ToldByPractice) => Outcome::LeftOut,
        Err(NotSent::Upstream(fault)) if fault.kind.is_temporary() => Outcome::Again(fault.kind.code()),
        Err(NotSent::Upstream(fault)) => Outcome::Dead(fault.kind.code()),
        Err(NotSent::NoAddress) => Outcome::Dead("no_address"),
        Err(NotSent::TooLate) => Outcome::Dead("too_late"),
        Err(NotSent::Unreadable) => UNREADABLE,
    }
}
