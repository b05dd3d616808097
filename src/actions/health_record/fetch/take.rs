//! Taking a record over: what was laid aside becomes the patient's record here, all of it or nothing.

use uuid::Uuid;

use crate::actions::health_record::import::{ImportFailed, Report, Source, take_over};
use crate::app::App;
use crate::storage::health_records::fetches::{self, Fetch, FetchState, Taken};

use super::not_done::NotDone;
use super::parts::whole;

/// Takes the record with this id over. Harmless when that was done before: what is taken over again takes the place of itself.
/// `is_last` tells that it is not tried again: then staff are told, and may ask for it anew.
///
/// # Errors
/// See [`NotDone`].
pub async fn take_record(app: &App, id: Uuid, is_last: bool) -> Result<(), NotDone> {
    let Some(fetch) = fetches::load(&app.db, id).await? else { return Ok(()) };
    let Some(trace) = fetch.trace.filter(|_| fetch.state == FetchState::Taking) else { return Ok(()) };
    let bytes = whole(app, trace).await?;
    let report = match Box::pin(imported(app, &fetch, bytes)).await {
        Ok(report) => report,
        Err(ImportFailed::Storage(error)) if !is_last => return Err(error.into()),
        // Not what it says: that may quote the record.
        Err(_) => {
            tracing::warn!(fetch = %id, "a record cannot be taken over");
            return Ok(fetches::fail(&app.db, id, "not_taken", app.clock.now()).await?);
        }
    };
    let taken = taken(report);
    fetches::taken(&app.db, id, &taken, (app.clock.new_id(), app.clock.now())).await?;
    tracing::info!(fetch = %id, refused = taken.refused.len(), "a record is taken over");
    Ok(())
}

async fn imported(app: &App, fetch: &Fetch, bytes: Vec<u8>) -> Result<Report, ImportFailed> {
    let from = Source::practice_before(fetch.nhs_number.clone());
    Box::pin(take_over(app, &fetch.practice, bytes.as_slice(), from)).await
}

fn taken(report: Report) -> Taken {
    let refused = report.refused.into_iter().map(|one| (one.what, one.why));
    Taken { kinds: report.taken, refused: refused.collect() }
}
