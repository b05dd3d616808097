//! Getting the documents of a record that was taken over, one by one: each is laid aside as it comes, and stored when it is whole. What
//! is broken off begins again with the first one that is not here.

use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::integrations::gp_connect::Interaction;
use crate::integrations::sds::Provider;
use crate::storage::StorageError;
use crate::storage::health_records::documents::{NotStored, of_another, store};
use crate::storage::health_records::fetches::{self, Fetch, FetchState, Wanted};
use crate::storage::health_records::patient;

use super::call::{call, clients, note, provider};
use super::not_done::{Fault, NotDone};
use super::parts::laid_aside;

/// One document that cannot be had now keeps nobody from the others; where so many in a row cannot, it is the system.
const MOST_IN_A_ROW: u32 = 2;

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
    let (mut passing, mut in_a_row) = (None, 0);
    for (place, wanted) in left {
        match one(app, (fetch, of.id), &found, (place, &wanted)).await {
            Ok(()) => in_a_row = 0,
            Err(Fault::Final(code)) => fetches::no_more(&app.db, (fetch.id, place), code).await?,
            Err(Fault::Passing(code)) if in_a_row < MOST_IN_A_ROW => {
                (passing, in_a_row) = (Some(code), in_a_row + 1);
            }
            Err(fault) => return Err(fault),
        }
    }
    passing.map_or(Ok(()), |code| Err(Fault::Passing(code)))
}

async fn one(
    app: &App,
    (fetch, of): (&Fetch, Uuid),
    found: &Provider,
    (place, wanted): (i32, &Wanted),
) -> Result<(), Fault> {
    // Only the system that SDS names is asked: an address in a record leads nowhere else.
    let url = theirs(&wanted.url, &found.address).ok_or(Fault::Final("elsewhere"))?;
    let (client, _) = clients(app)?;
    let trace = app.clock.new_id();
    let call = call(fetch, found, trace);
    let asked = client.document(&call, &url).await;
    note(app, (fetch, &call), Some(&wanted.document), &asked).await?;
    let size = laid_aside(app, (fetch.id, trace), asked?).await?;
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    // It would be given to nobody by that id, and neither would the other's.
    if of_another(&mut transaction, &fetch.practice, (of, &wanted.document)).await?.is_some() {
        fetches::forget(&app.db, trace).await?;
        return Err(Fault::Final("same_id"));
    }
    let bytes = fetches::bytes(&app.db, trace);
    let stored = store(&mut transaction, of, &wanted.document, &wanted.content_type, bytes).await;
    let stored = stored.map_err(|(NotStored::Storage(error) | NotStored::Source(error))| error)?;
    // A worker that thought this one gone may have taken parts away.
    if stored.size != size {
        return Err(Fault::Passing("taken_over"));
    }
    fetches::here(&mut transaction, (fetch.id, place), trace, app.clock.now()).await?;
    transaction.commit().await.map_err(StorageError::from)?;
    Ok(())
}

/// An address where it is one of that system, which has the same scheme, host and port, as it reads when all steps upwards in it are
/// gone: behind the proxy's address they would lead to another host.
fn theirs(url: &str, address: &str) -> Option<String> {
    let read = |text: &str| Url::parse(text).ok().filter(Url::has_host);
    let url = read(url).filter(|url| url.username().is_empty() && url.password().is_none())?;
    (url.origin() == read(address)?.origin()).then(|| url.to_string())
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
            ("https://user@gp.test/x", false),
            ("http://127.0.0.1/x", false),
            ("file:///etc/passwd", false),
            ("Binary/1", false),
        ] {
            assert_eq!(theirs(url, address).is_some(), is_so, "{url}");
        }
    }

    #[test]
    fn nothing_in_an_address_leads_out_of_it() {
        let address = "https://gp.test/A81001/STU3/1/gpconnect/documents";
        for url in [
            "https://gp.test/../evil.test/Binary/1",
            "https://gp.test/%2e%2e/evil.test/Binary/1",
            "https://gp.test/x/..\\..\\evil.test/Binary/1",
            "https://gp.test\\..\\evil.test/Binary/1",
        ] {
            assert_eq!(theirs(url, address).as_deref(), Some("https://gp.test/evil.test/Binary/1"), "{url}");
        }
        let whole = "https://gp.test/A81001/STU3/1/gpconnect/documents/fhir/Binary/a_b.c-1";
        assert_eq!(theirs(whole, address).as_deref(), Some(whole), "what needs no change has none");
    }
}
