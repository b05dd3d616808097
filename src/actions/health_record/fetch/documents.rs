//! Getting the documents of a record that was taken over, one by one: each is laid aside as it comes, and stored when it is whole. What
//! is broken off begins again with the first one that is not here.

use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::integrations::gp_connect::{Binary, Interaction};
use crate::integrations::sds::Provider;
use crate::storage::StorageError;
use crate::storage::health_records::documents::{NotStored, store};
use crate::storage::health_records::fetches::{self, Fetch, FetchState, Wanted};
use crate::storage::health_records::patient;

use super::call::{call, clients, note, provider};
use super::not_done::{Fault, NotDone};
use super::parts::Parts;

/// Gets the documents that are still to come. Harmless when all are here.
///
/// # Errors
/// See [`NotDone`].
pub async fn get_documents(app: &App, id: Uuid) -> Result<(), NotDone> {
    let Some(fetch) = fetches::load(&app.db, id).await? else { return Ok(()) };
    if fetch.state != FetchState::Documents {
        return Ok(());
    }
    fetches::forget_others(&app.db, id, None).await?;
    match Box::pin(all(app, &fetch)).await {
        Ok(()) => Ok(fetches::finish(&app.db, id, app.clock.now()).await?),
        Err(Fault::Storage(error)) => Err(error.into()),
        Err(Fault::Passing(code) | Fault::Final(code)) => {
            fetches::stumble(&app.db, id, Some(code), app.clock.now()).await?;
            Err(NotDone::Later(code))
        }
    }
}

async fn all(app: &App, fetch: &Fetch) -> Result<(), Fault> {
    let left = fetches::left(&app.db, fetch.id).await?;
    if left.is_empty() {
        return Ok(());
    }
    let Some(of) = patient(&app.db, &fetch.practice, &fetch.nhs_number).await? else {
        return Err(Fault::Final("no_record_here"));
    };
    let found = provider(app, fetch, Interaction::Document).await?.ok_or(Fault::Final("no_endpoint"))?;
    for (place, wanted) in left {
        match one(app, (fetch, of.id), &found, (place, &wanted)).await {
            Ok(()) => {}
            Err(Fault::Final(code)) => fetches::no_more(&app.db, (fetch.id, place), code).await?,
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

async fn one(
    app: &App,
    (fetch, of): (&Fetch, Uuid),
    found: &Provider,
    (place, wanted): (i32, &Wanted),
) -> Result<(), Fault> {
    // Only the system that SDS names is asked: an address in a record leads nowhere else.
    if !is_theirs(&wanted.url, &found.address) {
        return Err(Fault::Final("elsewhere"));
    }
    let (client, _) = clients(app)?;
    let trace = app.clock.new_id();
    let call = call(fetch, found, trace);
    let asked = client.document(&call, &wanted.url).await;
    note(app, (fetch, &call), Some(&wanted.document), &asked).await?;
    laid_aside(app, (fetch.id, trace), asked?).await?;
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    let bytes = fetches::bytes(&app.db, trace);
    let stored = store(&mut transaction, of, &wanted.document, &wanted.content_type, bytes).await;
    stored.map_err(|(NotStored::Storage(error) | NotStored::Source(error))| error)?;
    fetches::here(&mut transaction, (fetch.id, place), trace, app.clock.now()).await?;
    transaction.commit().await.map_err(StorageError::from)?;
    Ok(())
}

async fn laid_aside(app: &App, of: (Uuid, Uuid), mut binary: Binary) -> Result<(), Fault> {
    let mut parts = Parts::new(of);
    while let Some(more) = binary.next().await? {
        parts.add(app, &more).await?;
    }
    Ok(parts.end(app).await?)
}

/// Whether an address is one of that system: the same scheme, host and port.
fn is_theirs(url: &str, address: &str) -> bool {
    let origin = |text: &str| Url::parse(text).ok().filter(Url::has_host).map(|url| url.origin());
    origin(url).is_some_and(|theirs| Some(theirs) == origin(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_record_leads_to_that_system_alone() {
        let address = "https://gp.test/A81001/STU3/1/gpconnect/documents";
        for (url, is_so) in [
            ("https://gp.test/A81001/STU3/1/gpconnect/documents/fhir/Binary/1", true),
            ("https://gp.test:443/x", true),
            ("http://gp.test/x", false),
            ("https://gp.test.evil.test/x", false),
            ("https://gp.test@evil.test/x", false),
            ("http://127.0.0.1/x", false),
            ("file:///etc/passwd", false),
            ("Binary/1", false),
        ] {
            assert_eq!(is_theirs(url, address), is_so, "{url}");
        }
    }
}
