//! One call from its head to its answer. Each is written down, whatever the answer is; one that cannot be written down is not
//! answered.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use crate::arrival::Arrival;
use crate::storage::gp_connect::calls::{self, Call, kept};

use super::fault::Fault;
use super::provider::Provider;
use super::ssp::Ssp;
use super::way::Way;
use super::{binary, capability, certificate, gate, migrate};

/// The longest that the beginning of an answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// What an address names.
type Named = BTreeMap<String, String>;

/// Answers a call. It is done to its end and written down also where its caller has gone meanwhile: with the connection goes what
/// it waits for, and not what a task of its own does.
pub async fn answered(provider: Arc<Provider>, request: Request, way: Way) -> Response {
    let answering = tokio::spawn(noted(provider, request, way).in_current_span());
    answering.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a call of GP Connect could not be done to its end");
        Fault::ours("something went wrong here").into_response()
    })
}

async fn noted(provider: Arc<Provider>, request: Request, way: Way) -> Response {
    let (mut parts, body) = request.into_parts();
    let named = Path::<Named>::from_request_parts(&mut parts, &()).await;
    let named = named.map(|Path(named)| named).unwrap_or_default();
    let Ok(arrival) = Arrival::from_request_parts(&mut parts, &()).await;
    let mut call = begun(&parts, way, &named);
    let may_call = certificate::check(&parts.headers, &provider.settings);
    let is_stranger = may_call.is_err();
    let result = match may_call {
        Err(fault) => Err(fault),
        Ok(()) => {
            let asked = asked(&provider, (&parts, body), (way, &named), &mut call);
            let asked = tokio::time::timeout(ANSWER_WITHIN, asked).await;
            asked.unwrap_or_else(|_| Err(Fault::ours("the answer took too long: ask again later")))
        }
    };
    call.fault = result.as_ref().err().map(Fault::code);
    let response = result.unwrap_or_else(Fault::into_response);
    call.status = response.status().as_u16();
    let now = provider.clock.now();
    if is_stranger && !provider.strangers.is_written(arrival.source, now) {
        return response;
    }
    match calls::note(&provider.db, &call, now).await {
        Ok(()) => response,
        Err(error) => Fault::from(error).into_response(),
    }
}

/// What is known of a call before it is looked at.
fn begun(parts: &Parts, way: Way, named: &Named) -> Call {
    let ssp = Ssp::of(&parts.headers);
    Call {
        trace_id: ssp.trace_id.map(|(_, id)| id),
        from_asid: ssp.from,
        to_asid: ssp.to,
        way,
        method: parts.method.to_string(),
        document: named.get("id").map(|id| kept(id)),
        ..Call::default()
    }
}

async fn asked(
    provider: &Arc<Provider>,
    (parts, body): (&Parts, Body),
    (way, named): (Way, &Named),
    call: &mut Call,
) -> Result<Response, Fault> {
    let of = |name: &str| named.get(name).map(String::as_str).unwrap_or_default();
    let now = provider.clock.now();
    let caller = gate::admit(&provider.settings, parts, (way, of("ods")), (call, now))?;
    match way {
        Way::Migrate => migrate::migrate(provider, &caller, body, call).await,
        Way::Binary => binary::binary(provider, &caller, of("id"), call).await,
        Way::Metadata => Ok(capability::statement()),
        Way::Nowhere => Err(Fault::nowhere()),
    }
}
