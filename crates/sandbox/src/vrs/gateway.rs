//! What the platform checks before the store, in its order: token, rate, media type, access mode.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use time::format_description::well_known::Rfc3339;

use super::PATH;
use super::faults::VrsFaults;
use super::outcome::{Refusal, done, fhir};
use super::store::Vrs;
use super::{patch, related, search};
use crate::switches::be_slow;
use crate::token::Tokens;
use domain::clock::Clock;

const MIRRORED: [&str; 2] = ["X-Request-ID", "X-Correlation-ID"];

/// What a call is answered from.
#[derive(Clone)]
struct Gateway {
    vrs: Vrs,
    tokens: Tokens,
    clock: Clock,
    /// Address of the API, for `location`.
    url: String,
}

pub(crate) fn routes(vrs: Vrs, tokens: Tokens, clock: Clock, sandbox_url: &str) -> Router {
    let gateway = Gateway { vrs, tokens, clock, url: format!("{sandbox_url}{PATH}") };
    Router::new().nest(PATH, Router::new().fallback(call).with_state(gateway))
}

async fn call(
    State(gateway): State<Gateway>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let faults = gateway.vrs.lock().faults.clone();
    if faults.down {
        return (StatusCode::SERVICE_UNAVAILABLE, "The service is temporarily unavailable").into_response();
    }
    let admitted = admitted(&gateway, &faults, (&method, &uri), &headers);
    let answer = admitted.and_then(|()| answer(&gateway, (&method, &uri), &body));
    let mut response = answer.unwrap_or_else(IntoResponse::into_response);
    be_slow(faults.slow_ms).await;
    if faults.lose_answers && method != Method::GET && response.status().is_success() {
        return (StatusCode::GATEWAY_TIMEOUT, Html("<!doctype html><title>Gateway timeout</title>"))
            .into_response();
    }
    for name in MIRRORED {
        if let Some(value) = headers.get(name).filter(|_| !matches!(response.status().as_u16(), 401 | 429)) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

/// Lets a call through to the store.
fn admitted(
    gateway: &Gateway,
    faults: &VrsFaults,
    (method, uri): (&Method, &Uri),
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    let text = |name: HeaderName| {
        headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default()
    };
    let token = text(header::AUTHORIZATION).strip_prefix("Bearer ").unwrap_or_default();
    if !gateway.tokens.valid(token, gateway.clock.now()) {
        let display = "Missing or invalid OAuth 2.0 bearer token in request.";
        return Err(Refusal::new(401, "ACCESS_DENIED", display).issue("forbidden"));
    }
    if faults.rate_limited {
        return Err(Refusal::new(429, "THROTTLED", "Too many requests."));
    }
    let media = text(header::CONTENT_TYPE);
    let is_right = match *method {
        Method::POST => ["application/fhir+json", "application/fhir+json; charset=utf-8"].contains(&media),
        Method::PATCH => media == "application/json-patch+json",
        _ => true,
    };
    if !is_right {
        let refusal = Refusal::new(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type.");
        return Err(refusal.issue("not-supported"));
    }
    let is_for_people = match uri.path() {
        "/RelatedPerson" => !faults.tells_programs,
        "/QuestionnaireResponse" => true,
        _ => false,
    };
    if is_for_people {
        return Err(Refusal::new(403, "FORBIDDEN", "Access Denied").issue("forbidden"));
    }
    let request_id = headers.get("X-Request-ID").and_then(|value| value.to_str().ok());
    let correlation = headers.get("X-Correlation-ID").and_then(|value| value.to_str().ok());
    if !request_id.is_some_and(search::is_uuid) || !correlation.is_none_or(search::is_uuid) {
        return Err(Refusal::new(400, "INVALID_VALUE", "Required header parameter(s) are invalid."));
    }
    match &faults.forced {
        Some(forced) => Err(Refusal::new(forced.status, &forced.code, "As a switch says.")),
        None => Ok(()),
    }
}

fn answer(gateway: &Gateway, (method, uri): (&Method, &Uri), body: &[u8]) -> Result<Response, Refusal> {
    let now = gateway.clock.now().format(&Rfc3339).unwrap_or_default();
    let mut store = gateway.vrs.lock();
    let query: Vec<(String, String)> =
        url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let id = uri.path().strip_prefix("/Consent/");
    match (method, uri.path(), id) {
        (&Method::POST, "/Consent", _) => {
            store.calls.posts += 1;
            let id = gateway.clock.new_id().to_string();
            let location = HeaderValue::from_str(&format!("{}/Consent/{id}", gateway.url));
            patch::create(&mut store, body, (id, &now))?;
            let mut response = done(201);
            if let Ok(location) = location {
                response.headers_mut().insert(header::LOCATION, location);
            }
            Ok(response)
        }
        (&Method::GET, "/Consent", _) => {
            store.calls.reads += 1;
            search::by_person(&store, &query, &now).map(|bundle| fhir(200, &bundle))
        }
        (&Method::GET, "/RelatedPerson", _) => {
            related::related(&store, &query, &now).map(|bundle| fhir(200, &bundle))
        }
        (&Method::GET, _, Some(id)) => {
            store.calls.reads += 1;
            search::by_id(&store, id, &now).map(|bundle| fhir(200, &bundle))
        }
        (&Method::PATCH, _, Some(id)) => {
            store.calls.patches += 1;
            patch::change(&mut store, id, body, &now).map(|()| done(200))
        }
        _ => {
            let display = "The method is not allowed.";
            Err(Refusal::new(405, "METHOD_NOT_ALLOWED", display).issue("not-supported"))
        }
    }
}
