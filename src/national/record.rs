//! The record of calls: who asked what, when, and how it was answered, whatever that was. A call that cannot be written down is
//! not answered; of those that nobody knows, one source has so many written down and no more.

use std::net::Ipv4Addr;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use crate::arrival::{Arrival, Source};
use crate::fhir::lenient::{Token, token};
use crate::storage::national::calls::{self, Call};

use super::answer::{About, Target};
use super::fault::Fault;
use super::faults;
use super::headers::{self, Ids};
use super::store::Store;

/// Parameters that name people.
const PEOPLE: [&str; 3] = ["performer:identifier", "patient:identifier", "identifier"];

/// A call that is to be written down.
pub struct Noted {
    /// What is known of it.
    pub call: Call,
    source: Source,
}

/// What is known of a call before it is looked at.
pub fn begun(request: &Request) -> Noted {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    let last = request.uri().path().rsplit('/').next().filter(|_| route.ends_with("{id}"));
    let query = request.uri().query().unwrap_or_default();
    let named = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| PEOPLE.contains(&name.as_ref()))
        .filter_map(|(_, value)| match token(&value) {
            Token::Number(number) => Some(number.as_str().to_owned()),
            Token::OtherSystem | Token::Wrong => None,
        });
    // A request that no connection brought comes from this machine.
    let source = request
        .extensions()
        .get::<Arrival>()
        .map_or_else(|| Source::of(Ipv4Addr::LOCALHOST.into()), |arrival| arrival.source);
    let call = Call {
        request_id: headers::id_in(request.headers(), headers::REQUEST_ID),
        correlation_id: headers::id_in(request.headers(), headers::CORRELATION_ID),
        method: request.method().to_string(),
        route: route.to_owned(),
        target: last.and_then(headers::uuid).map(|id| id.to_string()),
        asked_for: named.collect(),
        ..Call::default()
    };
    Noted { call, source }
}

/// Answers a call. What may change something is done to its end and written down, also where its caller has gone meanwhile: with
/// the connection goes what it waits for, and not what a task of its own does.
pub async fn to_its_end(
    method: Method,
    answering: impl Future<Output = Response> + Send + 'static,
) -> Response {
    if method == Method::GET {
        return answering.await; // nothing was told to who has gone
    }
    match tokio::spawn(answering.in_current_span()).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a call could not be done to its end");
            faults::SERVER.into_response()
        }
    }
}

/// Writes a call down with its answer, and gives the answer, or says that there can be none.
pub async fn note(store: &Store, noted: Noted, response: Response) -> Response {
    let (Noted { mut call, source }, now) = (noted, store.clock.now());
    let is_known = call.client_id.is_some() || call.caller.is_some() || response.status().is_success();
    if !is_known && !store.strangers.is_written(source, now) {
        return response;
    }
    call.status = response.status().as_u16();
    call.fault = response.extensions().get::<Fault>().map(|fault| fault.code);
    if let Some(Target(id)) = response.extensions().get::<Target>() {
        call.target = Some(id.to_string());
    }
    if let Some(About(people)) = response.extensions().get::<About>() {
        call.asked_for.extend(people.iter().map(|number| number.as_str().to_owned()));
    }
    match calls::note(&store.db, &call, now).await {
        Ok(()) => response,
        Err(error) => {
            let ids = Ids::of(response.headers());
            let mut response = Fault::from(error).into_response();
            ids.mirror(response.headers_mut());
            response
        }
    }
}
