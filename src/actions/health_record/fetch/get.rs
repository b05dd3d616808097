//! Getting a record: PDS says whose it is and that they are registered here, SDS where the other practice's system is, and what that
//! gives is laid aside, part by part, and looked at.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::actions::pds::record_of;
use crate::app::App;
use crate::fhir::stu3::attachment;
use crate::integrations::gp_connect::{Interaction, Looked, look};
use crate::integrations::pds::{Patience, PdsRecord};
use crate::storage::StorageError;
use crate::storage::health_records::fetches::{self, Fetch, FetchState, Wanted};

use super::call::{call, clients, note, provider};
use super::compare;
use super::not_done::{Fault, NotDone};
use super::parts::{laid_aside, whole};

/// Gets the record with this id and lays it aside for staff. Harmless when that was done before. What cannot be had is told in its
/// row; `is_last` tells that it is not tried again.
///
/// # Errors
/// See [`NotDone`].
pub async fn get_record(app: &App, id: Uuid, is_last: bool) -> Result<(), NotDone> {
    let Some(fetch) = fetches::load(&app.db, id).await? else { return Ok(()) };
    if fetch.state == FetchState::ThrownAway {
        // What came while staff threw it away.
        fetches::forget_others(&app.db, id, None).await?;
    }
    if fetch.state != FetchState::Asked {
        return Ok(());
    }
    let now = app.clock.now();
    match Box::pin(got(app, &fetch)).await {
        Ok(()) => Ok(()),
        Err(Fault::Storage(error)) => Err(error.into()),
        Err(Fault::Final(code)) => Ok(give_up(app, id, code, now).await?),
        Err(Fault::Passing(code)) => {
            if is_last {
                give_up(app, id, code, now).await?;
            } else {
                fetches::stumble(&app.db, id, Some(code), now).await?;
            }
            Err(NotDone::Later(code))
        }
    }
}

/// What came goes with it: it may be somebody else's.
async fn give_up(app: &App, id: Uuid, code: &'static str, now: OffsetDateTime) -> Result<(), StorageError> {
    tracing::warn!(fetch = %id, fault = code, "a record cannot be had");
    fetches::forget_others(&app.db, id, None).await?;
    fetches::fail(&app.db, id, code, now).await
}

async fn got(app: &App, fetch: &Fetch) -> Result<(), Fault> {
    let (client, _) = clients(app)?;
    if !client.speaks_for(&fetch.practice) {
        return Err(Fault::Final("no_asid"));
    }
    let pds = registered(app, fetch).await?;
    let found = provider(app, fetch, Interaction::Migrate).await?.ok_or(Fault::Final("no_endpoint"))?;
    // What a call left behind that was broken off.
    fetches::forget_others(&app.db, fetch.id, None).await?;
    let trace = app.clock.new_id();
    let call = call(fetch, &found, trace);
    let asked = client.record(&call, &fetch.nhs_number).await;
    note(app, (fetch, &call), None, &asked).await?;
    let size = laid_aside(app, (fetch.id, trace), asked?).await?;
    let looked = looked_at(app, (trace, size)).await?;
    if let Some(code) = compare::wrong(fetch, &looked) {
        return Err(Fault::Final(code));
    }
    let seen = compare::seen(fetch, &pds, &looked, trace);
    let wanted: Vec<Wanted> = looked.attached.into_iter().map(wanted).collect();
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    let staged =
        fetches::stage(&mut transaction, fetch.id, (trace, size, &seen), &wanted, app.clock.now()).await?;
    if staged {
        fetches::forget_others(&mut *transaction, fetch.id, Some(trace)).await?;
    } else {
        fetches::forget(&mut *transaction, trace).await?;
    }
    transaction.commit().await.map_err(StorageError::from)?;
    tracing::info!(fetch = %fetch.id, staged, size, "a record is here");
    Ok(())
}

fn wanted(one: crate::integrations::gp_connect::Attached) -> Wanted {
    let content_type = attachment::content_type(one.content_type.as_deref()).to_owned();
    Wanted { document: one.document, url: one.url, content_type, size: one.size }
}

/// What PDS has of the patient, where they are registered with the practice that asks: the other practice looks there too.
async fn registered(app: &App, fetch: &Fetch) -> Result<PdsRecord, Fault> {
    let asking = (fetch.id.to_string(), Patience::Long);
    let found = record_of(app, &fetch.nhs_number, (&asking.0, asking.1)).await?;
    let record = found.ok_or(Fault::Final("not_in_pds"))?;
    let wrong = if record.superseded {
        Some("superseded")
    } else if fetch.born.is_some_and(|born| record.birth_date != Some(born)) {
        Some("another_birth_date")
    } else if record.restricted {
        Some("restricted")
    } else if record.practice.as_ref() != Some(&fetch.practice) {
        Some("not_registered_here")
    } else {
        None
    };
    wrong.map_or(Ok(record), |code| Err(Fault::Final(code)))
}

async fn looked_at(app: &App, (trace, size): (Uuid, i64)) -> Result<Looked, Fault> {
    let whole = whole(app, trace).await?;
    // A worker that thought this one gone may have taken parts away.
    if i64::try_from(whole.len()) != Ok(size) {
        return Err(Fault::Passing("taken_over"));
    }
    // Reading takes a while for a large record, and others work beside.
    let looked = tokio::task::spawn_blocking(move || look(&whole)).await;
    match looked {
        Ok(Ok(looked)) => Ok(looked),
        Ok(Err(_)) | Err(_) => Err(Fault::Final("unfit_answer")),
    }
}
