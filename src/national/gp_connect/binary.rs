//! `GET …/Binary/{id}`: the bytes of a document, in base64, part by part as the database sends them.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::{Stream, StreamExt};
use serde_json::json;
use tracing::Instrument;

use crate::fhir::stu3::outcome::SpineCode;
use crate::storage::StorageError;
use crate::storage::gp_connect::calls::{self, Call};
use crate::storage::gp_connect::record;
use crate::storage::health_records;
use crate::storage::health_records::documents::{self, Document};

use super::answer::fhir;
use super::broken::Broken;
use super::bundle::BROKEN_OFF;
use super::fault::Fault;
use super::gate::Caller;
use super::judge::{self, Asking, Held};
use super::outlet::{Outlet, outlet};
use super::provider::Provider;

/// Answers who asks for a document.
///
/// # Errors
/// Why they do not get it.
pub async fn binary(
    provider: &Arc<Provider>,
    caller: &Caller,
    id: &str,
    call: &mut Call,
) -> Result<Response, Fault> {
    let unknown = || Fault::new(SpineCode::NoRecordFound, "");
    // Postgres takes no text with this character, and no id has it.
    let is_id = !id.contains('\0');
    let asked = if is_id { record::document(&provider.db, &caller.practice, id).await? } else { None };
    let asked = asked.ok_or_else(unknown)?;
    call.nhs_number = Some(asked.nhs_number.as_str().to_owned());
    let known = provider.known(&asked.nhs_number, &caller.trace_id).await?;
    let patient = health_records::patient(&provider.db, &caller.practice, &asked.nhs_number).await?;
    let held = patient.as_ref().map(Held::from);
    let asking = Asking {
        organisation: &caller.told.organisation,
        serves_deceased: provider.settings.serves_deceased,
    };
    let may = judge::may_have(held.as_ref(), known.as_ref(), &asking);
    // A document of whom nothing may be told is one that is not there.
    may.map_err(|fault| if fault == Fault::nobody() { unknown() } else { fault })?;
    if asked.confidential && !caller.told.is_restricted {
        let why = "JWT requested_scope claim: this document is confidential";
        return Err(Fault::new(SpineCode::AccessDenied, why));
    }
    let tag = format!("W/\"{}\"", asked.document.version);
    let mut response = sent(provider, asked.document, call.clone());
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

fn sent(provider: &Arc<Provider>, document: Document, mut call: Call) -> Response {
    let (body, out) = outlet();
    let provider = provider.clone();
    let writing = async move {
        let bytes = documents::bytes(&provider.db, &document.sha256);
        let Err(broken) = write(&document, bytes, out).await else { return };
        broken.log();
        (call.status, call.fault) = (StatusCode::OK.as_u16(), Some(BROKEN_OFF));
        if let Err(error) = calls::note(&provider.db, &call, provider.clock.now()).await {
            tracing::error!(?error, "that an answer broke off could not be written down");
        }
    };
    tokio::spawn(writing.in_current_span());
    fhir(StatusCode::OK, body)
}

async fn write(
    document: &Document,
    bytes: impl Stream<Item = Result<Bytes, StorageError>>,
    mut out: Outlet,
) -> Result<(), Broken> {
    let (id, media, version) = (json!(document.id), json!(document.content_type), document.version);
    let head = format!(
        r#"{{"resourceType":"Binary","id":{id},"meta":{{"versionId":"{version}"}},"contentType":{media},"content":""#
    );
    out.push(head).await?;
    let (mut bytes, mut size, mut rest) = (std::pin::pin!(bytes), 0, Vec::new());
    while let Some(part) = bytes.next().await {
        let part = part?;
        size += part.len();
        // Three bytes are four letters: what is left of them waits for the next part.
        rest.extend_from_slice(&part);
        let whole = rest.len() - rest.len() % 3;
        out.push(STANDARD.encode(&rest[..whole])).await?;
        rest.drain(..whole);
    }
    if i64::try_from(size) != Ok(document.size) {
        return Err(Broken::Storage(StorageError::Corrupt("bytes of a document")));
    }
    out.push(STANDARD.encode(&rest)).await?;
    out.push("\"}").await?;
    Ok(out.end().await?)
}
