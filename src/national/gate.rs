//! Stands before every call of the API: token, rate, type of the body, in the order of the published gateway; sends the caller's
//! ids back; and has the call written down.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::arrival::Arrival;
use crate::storage::national::calls::Call;
use crate::tokens::bearer;

use super::caller::Caller;
use super::fault::Fault;
use super::headers::{self, Ids};
use super::store::Store;
use super::{every_refusal, faults, record};

/// The type of a body that is created.
const WHOLE: &str = "application/fhir+json";
/// The type of a body that changes.
const PATCH: &str = "application/json-patch+json";

/// Middleware.
pub async fn gate(State(store): State<Arc<Store>>, request: Request, next: Next) -> Response {
    record::to_its_end(request.method().clone(), answered(store, request, next)).await
}

/// The answer to a call, which has been written down.
async fn answered(store: Arc<Store>, mut request: Request, next: Next) -> Response {
    let mut noted = record::begun(&request);
    let ids = Ids::of(request.headers());
    let arrival = request.extensions().get::<Arrival>().cloned();
    let response = match admit(&store, request.headers(), &mut noted.call) {
        // Token and rate are looked at before the ids are.
        Err((fault, seconds)) => {
            let mut response = fault.into_response();
            if let Some(seconds) = seconds {
                response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
        Ok(caller) => {
            let mut response = match body_is_known(&request, &store) {
                Err(fault) => refused(fault, request.method()),
                Ok(round) => {
                    noted.call.round.clone_from(&round);
                    request.extensions_mut().insert(Caller { round, ..caller });
                    let is_late = || arrival.as_ref().is_some_and(Arrival::is_late);
                    let way = (noted.call.method.as_str(), noted.call.route.as_str());
                    every_refusal::said(next.run(request).await, way, is_late())
                }
            };
            ids.mirror(response.headers_mut());
            response
        }
    };
    record::note(&store, noted, response).await
}

/// Who calls, if their token is good and they do not call too often; else why not, and after how many seconds they may.
fn admit(store: &Store, headers: &HeaderMap, call: &mut Call) -> Result<Caller, (Fault, Option<i64>)> {
    let now = store.clock.now();
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = header.and_then(bearer).and_then(|text| store.authority.check(text, now).ok());
    // Postgres takes no text with this character, and no name has it.
    let shown =
        shown.filter(|shown| ![&shown.client_id, &shown.subject].iter().any(|name| name.contains('\0')));
    let Some(shown) = shown else { return Err((faults::TOKEN, None)) };
    call.client_id = Some(shown.client_id.clone());
    call.caller = Some(shown.holder.code());
    call.subject = Some(shown.subject.clone());
    match store.rate.count(&shown.client_id, now) {
        Ok(()) => Ok(Caller { shown, round: None }),
        Err(seconds) => Err((faults::THROTTLED, Some(seconds))),
    }
}

/// Looks at the type of a body; gives the round that the call belongs to.
fn body_is_known(request: &Request, store: &Store) -> Result<Option<String>, Fault> {
    if let Some((media, _)) = expected(request.method())
        && !is_of(request.headers(), media)
    {
        return Err(faults::MEDIA);
    }
    headers::round(request.headers(), &store.settings.round_header, &store.settings.rounds)
}

/// The type that the body of a call with this method has, and the header that tells it to whoever sent another.
fn expected(method: &Method) -> Option<(&'static str, HeaderName)> {
    match *method {
        Method::POST => Some((WHOLE, HeaderName::from_static("accept-post"))),
        Method::PATCH => Some((PATCH, HeaderName::from_static("accept-patch"))),
        _ => None,
    }
}

/// Whether the body is said to be of this type, whatever parameters are: libraries add a `charset`, each in its own spelling.
fn is_of(headers: &HeaderMap, media: &str) -> bool {
    let told = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let bare = told.and_then(|told| told.split(';').next());
    bare.is_some_and(|bare| bare.trim().eq_ignore_ascii_case(media))
}

/// The answer to a call whose body or round is not known.
fn refused(fault: Fault, method: &Method) -> Response {
    let mut response = fault.into_response();
    if fault == faults::MEDIA
        && let Some((media, name)) = expected(method)
    {
        response.headers_mut().insert(name, HeaderValue::from_static(media));
    }
    response
}
