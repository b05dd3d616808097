//! `Idempotency-Key` on every POST: the same call again gets the same answer, and is done once.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::actions::programs::{Call, Known};
use crate::app::App;

use super::bearer::Shown;
use super::canonical::canonical;
use super::kind::Kind;
use super::problem::Problem;

/// The header.
pub const KEY: &str = "idempotency-key";
/// Says that an answer is one from before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Headers that are kept with an answer.
const KEPT: [HeaderName; 4] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION, header::RETRY_AFTER];
/// The largest body of a call, and of an answer that is kept.
pub const LIMIT: usize = 64 * 1024;

/// The command's own id, for the handler.
#[derive(Debug, Clone, Copy)]
pub struct Once(pub Uuid);

impl<S: Sync> FromRequestParts<S> for Once {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Once, Problem> {
        parts.extensions.get::<Once>().copied().ok_or(EXPECTED)
    }
}

const EXPECTED: Problem =
    Problem::Parameter("Idempotency-Key", "a new text of 1 to 200 printable characters for each new call");

/// Middleware of one POST, behind its guard.
pub async fn once(State(app): State<Arc<App>>, shown: Shown, request: Request, next: Next) -> Response {
    match answer(&app, &shown, request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn answer(app: &App, shown: &Shown, request: Request, next: Next) -> Result<Response, Problem> {
    let key = key(request.headers())?;
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, LIMIT).await;
    // Asked when the whole call is here: a body may come slowly, and whoever sends it be shut out meanwhile.
    let caller = shown.caller(app).await?;
    let body = body.map_err(|_| Problem::Plain(StatusCode::PAYLOAD_TOO_LARGE))?;
    let versions: Vec<&[u8]> =
        parts.headers.get_all(header::IF_MATCH).iter().map(HeaderValue::as_bytes).collect();
    let (said, versions) = (canonical(&body), versions.join(&b","[..]));
    let what: [&[u8]; 4] = [parts.method.as_str().as_bytes(), parts.uri.path().as_bytes(), &said, &versions];
    let call = Call::new((&caller.client_id, &caller.whose()), &key, &what);
    let command = match call.begin(app).await? {
        Known::Begun(command) => command,
        Known::UnderWay(left) => return Err(Problem::UnderWay(left.whole_seconds().max(1))),
        Known::Different => return Err(Problem::KeyReused),
        Known::Answered(status, kept) => return replayed(status, &kept).ok_or(Problem::Unavailable),
    };
    // Who calls was asked for this call, and is not asked again by its handler.
    parts.extensions.insert(caller);
    parts.extensions.insert(Once(command));
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    keep(app, &call, response).await
}

fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let mut values = headers.get_all(KEY).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(EXPECTED) };
    let text = value.to_str().map_err(|_| EXPECTED)?.trim();
    if text.is_empty() || text.len() > 200 { Err(EXPECTED) } else { Ok(text.to_owned()) }
}

/// Statuses that say: nothing was done, and the same call may have another answer soon.
const PASSING: [StatusCode; 5] = [
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::PRECONDITION_FAILED,
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    StatusCode::TOO_MANY_REQUESTS,
];

/// Keeps the answer, unless the call should be made again: when the fault is ours, or when nothing of it may be kept.
async fn keep(app: &App, call: &Call, response: Response) -> Result<Response, Problem> {
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, LIMIT * 4).await.map_err(|_| Problem::Unavailable)?;
    let value: Value = serde_json::from_slice(&body).unwrap_or_default();
    let under_pressure = format!("/problems/{}", Kind::UnderPressure.code());
    let leaves_no_trace = value["type"] == under_pressure.as_str();
    if parts.status.is_server_error() {
        call.let_go(app).await?;
    } else if leaves_no_trace || PASSING.contains(&parts.status) {
        call.give_back(app).await?;
    } else {
        let headers: Vec<(&str, &str)> = KEPT
            .iter()
            .filter_map(|name| Some((name.as_str(), parts.headers.get(name)?.to_str().ok()?)))
            .collect();
        call.answer(app, parts.status.as_u16(), &json!({ "headers": headers, "body": value })).await?;
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn replayed(status: u16, kept: &Value) -> Option<Response> {
    let mut response = Response::new(Body::from(kept.get("body")?.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    for pair in kept.get("headers")?.as_array()? {
        let (name, value) = (pair.get(0)?.as_str()?, pair.get(1)?.as_str()?);
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        response.headers_mut().insert(name, HeaderValue::from_str(value).ok()?);
    }
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    Some(response)
}
