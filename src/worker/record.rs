//! Work at a record that staff have asked for.

use crate::actions::health_record::fetch::{self, NotDone, get_documents, get_record, take_record};
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::health_records::fetches::{GET_DOCUMENTS, GET_RECORD, KIND, TAKE_RECORD};
use crate::storage::outbox::Job;

use super::lanes::Work;

/// Does it. Each can be broken off at any instruction and done again.
pub(super) async fn work(app: &App, task: &str, job: &Job) -> Result<(), NotDone> {
    let Some(id) = job.about.id_if(KIND) else { return Ok(()) };
    let is_last = Work::of(&job.task).is_some_and(|work| work.is_enough(job.attempts));
    match task {
        GET_RECORD => Box::pin(get_record(app, id, is_last)).await,
        TAKE_RECORD => Box::pin(take_record(app, id, is_last)).await,
        GET_DOCUMENTS => Box::pin(get_documents(app, id)).await,
        _ => Err(NotDone::Later("unknown_task")),
    }
}

/// Lets records go that nobody decided about in time; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn let_records_go(app: &App) -> Result<u64, StorageError> {
    fetch::let_go(app).await
}
