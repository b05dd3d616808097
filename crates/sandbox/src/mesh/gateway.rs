//! What every call passes: it is counted, slowed where a switch says so, asked for its token, and answered in the version
//! that was asked for.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use http::{HeaderMap, StatusCode, header};

use super::answer::{Answer, MISSING, Version, written};
use super::denial::Denial;
use super::sources::Sources;
use super::{lookup, receive, send, track};
use crate::switches::{MeshSwitches, be_slow};

const PATH: &str = "/messageexchange";
/// 100 MB a request; more goes in chunks.
const LARGEST: usize = 100_000_000;
/// Seconds to wait after a 429.
const RETRY_AFTER: &str = "30";
const OF_A_HANDSHAKE: [&str; 3] = ["mex-ClientVersion", "mex-OSName", "mex-OSVersion"];

pub(super) fn routes(sources: Sources) -> Router {
    let with_token = Router::new()
        .route("/{mailbox}", post(handshake))
        .route("/{mailbox}/count", get(receive::count))
        .route("/{mailbox}/inbox", get(receive::list))
        .route("/{mailbox}/inbox/{id}", get(receive::first))
        .route("/{mailbox}/inbox/{id}/{number}", get(receive::chunk))
        .route("/{mailbox}/inbox/{id}/status/acknowledged", put(receive::acknowledge))
        .route("/{mailbox}/outbox", post(send::first))
        .route("/{mailbox}/outbox/{id}/{number}", post(send::chunk))
        .route("/{mailbox}/outbox/tracking", get(track::by_message))
        .route("/{mailbox}/outbox/tracking/{local_id}", get(track::by_local_id))
        .route_layer(from_fn_with_state(sources.clone(), token_asked));
    let without = Router::new()
        .route("/_ping", get(|| async { Answer::empty(StatusCode::OK) }))
        .route("/endpointlookup/{ods_code}/{workflow}", get(lookup::endpoint))
        .route("/workflowsearch/{workflow}", get(lookup::workflow))
        .route_layer(from_fn_with_state(sources.clone(), open));
    let api = with_token.merge(without).layer(DefaultBodyLimit::max(LARGEST)).with_state(sources);
    Router::new().nest(PATH, api)
}

/// The parts of a path by name.
type Parts = Path<BTreeMap<String, String>>;

async fn token_asked(
    State(sources): State<Sources>,
    Path(parts): Parts,
    request: Request,
    next: Next,
) -> Response {
    sources.mesh.count(|calls| calls.all += 1);
    let faults = sources.switches.mesh();
    be_slow(faults.slow_ms).await;
    let mailbox = parts.get("mailbox").map_or("", String::as_str);
    // First of all, so that a token is used up by an outage too, and a retry with the same one is found out.
    let let_in = sources.mesh.authorize(mailbox, request.headers());
    if let Some(outage) = outage(&faults) {
        return outage;
    }
    if let Err(denial) = if faults.refused { Err(Denial::Switched) } else { let_in } {
        return deny(&sources, denial);
    }
    answer(request, next).await
}

async fn open(State(sources): State<Sources>, request: Request, next: Next) -> Response {
    sources.mesh.count(|calls| calls.all += 1);
    let faults = sources.switches.mesh();
    be_slow(faults.slow_ms).await;
    if let Some(outage) = outage(&faults) {
        return outage;
    }
    if faults.refused { deny(&sources, Denial::Switched) } else { answer(request, next).await }
}

/// 403 without a body: MESH does not say why. [`super::Mesh::denials`] does.
fn deny(sources: &Sources, denial: Denial) -> Response {
    tracing::debug!(?denial, "MESH refused a call");
    sources.mesh.note(denial);
    StatusCode::FORBIDDEN.into_response()
}

async fn answer(request: Request, next: Next) -> Response {
    match Version::asked(request.headers()) {
        Some(version) => written(next.run(request).await, version),
        None => written(
            Answer::invalid("header", "accept", "names no version of the API").into_response(),
            Version::One,
        ),
    }
}

fn outage(faults: &MeshSwitches) -> Option<Response> {
    if faults.down {
        let sentence = "The service is temporarily unavailable";
        return Some((StatusCode::SERVICE_UNAVAILABLE, sentence).into_response());
    }
    let too_many = (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, RETRY_AFTER)]);
    faults.rate_limited.then(|| too_many.into_response())
}

async fn handshake(
    State(sources): State<Sources>,
    Path(mailbox): Path<String>,
    headers: HeaderMap,
) -> Result<Answer, Answer> {
    for name in OF_A_HANDSHAKE {
        if headers.get(name).is_none_or(http::HeaderValue::is_empty) {
            return Err(Answer::invalid("header", name, MISSING));
        }
    }
    sources.mesh.count(|calls| calls.handshakes += 1);
    Ok(Answer::brief(serde_json::json!({"mailboxId": mailbox})))
}
