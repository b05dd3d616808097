//! What the platform checks before and around PDS, in its order: token, rate, path, request id, access mode.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde_json::{Value, json};

use super::outcome::{self, FHIR_JSON, Outcome, Row};
use super::records::{Confidentiality, Record};
use super::{PATH, Pds, patient, search};
use crate::switches::{PdsSwitches, RecordFault, Switches, be_slow};
use crate::token::Tokens;
use domain::clock::Clock;

const REQUEST_ID: &str = "X-Request-ID";
const ECHOED: [&str; 2] = [REQUEST_ID, "X-Correlation-ID"];

/// What a path asks for.
enum Target<'p> {
    Search,
    Patient(&'p str),
    RelatedPerson(&'p str),
    Coverage,
}

/// What a call is answered from.
#[derive(Clone)]
struct Gateway {
    pds: Pds,
    tokens: Tokens,
    switches: Switches,
    clock: Clock,
}

pub(crate) fn routes(pds: Pds, tokens: Tokens, switches: Switches, clock: Clock) -> Router {
    let gateway = Gateway { pds, tokens, switches, clock };
    Router::new().nest(PATH, Router::new().fallback(call).with_state(gateway))
}

async fn call(State(gateway): State<Gateway>, request: Request) -> Response {
    gateway.pds.count_call();
    let faults = gateway.switches.pds();
    be_slow(faults.slow_ms).await;
    if fault_of(&faults, request.uri().path()) == Some(RecordFault::Hang) {
        std::future::pending::<()>().await;
    }
    let mut response = match answer(&gateway, &faults, &request) {
        Ok(response) => response,
        Err(outcome) => outcome.into_response(),
    };
    for name in ECHOED {
        if let Some(value) = request.headers().get(name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

fn answer(gateway: &Gateway, faults: &PdsSwitches, request: &Request) -> Result<Response, Outcome> {
    if faults.down {
        let sentence = "The service is temporarily unavailable";
        return Ok((StatusCode::SERVICE_UNAVAILABLE, sentence).into_response());
    }
    if faults.garbage {
        return Ok(
            Html("<!doctype html><title>Welcome</title><p>Please sign in to the network").into_response()
        );
    }
    let now = gateway.clock.now();
    let token = bearer(request.headers())?;
    if !gateway.tokens.valid(token, now) {
        return Err(unauthorised("Invalid Access Token"));
    }
    if faults.rate_limited || !gateway.pds.within_rate(now, faults.calls_a_minute) {
        let sentence = "You have exceeded your application's rate limit quota";
        return Err(Outcome::gateway(&outcome::TOO_MANY_REQUESTS).because(sentence));
    }
    let target = target(request.uri().path())?;
    let request_id = request_id(request.headers())?;
    let query: Vec<(String, String)> =
        url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
    mode_allows(request.method(), &target, &query)?;
    if request_id.is_none() {
        let sentence =
            "Invalid request with error - X-Request-ID header must be supplied to access this resource";
        return Err(Outcome::spine(&outcome::MISSING_VALUE).because(sentence));
    }
    if let Some(forced) = &faults.forced {
        return Err(Outcome::forced(forced.status, &forced.code));
    }
    match target {
        Target::Search | Target::Coverage => search::answer(&gateway.pds.all(), &query, now).map(fhir),
        Target::Patient(id) if faults.records.get(id) == Some(&RecordFault::Unavailable) => {
            Err(Outcome::forced(503, "SERVICE_UNAVAILABLE"))
        }
        Target::Patient(id) => record(gateway, id).map(|record| {
            let mut response = fhir(patient::whole(&record));
            if let Ok(etag) = HeaderValue::from_str(&format!("W/\"{}\"", record.version)) {
                response.headers_mut().insert(header::ETAG, etag);
            }
            response
        }),
        Target::RelatedPerson(id) => record(gateway, id).map(|_| {
            fhir(json!({"resourceType": "Bundle", "type": "searchset", "timestamp": search::stamp(now), "total": 0}))
        }),
    }
}

/// What is wrong with the record that a path asks for, if anything.
fn fault_of(faults: &PdsSwitches, path: &str) -> Option<RecordFault> {
    match target(path) {
        Ok(Target::Patient(id)) => faults.records.get(id).copied(),
        Ok(_) | Err(_) => None,
    }
}

fn unauthorised(diagnostics: impl Into<String>) -> Outcome {
    Outcome::gateway(&outcome::UNAUTHORISED).because(diagnostics)
}

fn bearer(headers: &HeaderMap) -> Result<&str, Outcome> {
    let value =
        headers.get(header::AUTHORIZATION).ok_or_else(|| unauthorised("Missing Authorization header"))?;
    let value = value.to_str().unwrap_or_default().trim();
    if value.is_empty() {
        return Err(unauthorised("Empty Authorization header"));
    }
    let (kind, token) = value.split_once(' ').unwrap_or((value, ""));
    if !kind.eq_ignore_ascii_case("Bearer") {
        return Err(unauthorised(format!("Invalid token type '{kind}', must be 'Bearer'")));
    }
    if token.trim().is_empty() { Err(unauthorised("Missing access token")) } else { Ok(token.trim()) }
}

/// `path` is relative to the base; an id is checked later, by the back end.
fn target(path: &str) -> Result<Target<'_>, Outcome> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["Patient"] => Ok(Target::Search),
        ["Patient", ""] => Err(Outcome::spine(&outcome::UNSUPPORTED_SERVICE)),
        ["Patient", id] => Ok(Target::Patient(id)),
        ["Patient", id, "RelatedPerson"] => Ok(Target::RelatedPerson(id)),
        ["Coverage"] => Ok(Target::Coverage),
        _ => {
            Err(Outcome::gateway(&outcome::UNSUPPORTED_REQUEST)
                .because(format!("Unsupported path - '{path}'")))
        }
    }
}

fn request_id(headers: &HeaderMap) -> Result<Option<&str>, Outcome> {
    let Some(value) = headers.get(REQUEST_ID) else { return Ok(None) };
    let value = value.to_str().unwrap_or_default();
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    let hexadecimal = value.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    if hexadecimal && lengths == [8, 4, 4, 4, 12] {
        return Ok(Some(value));
    }
    let sentence = format!("Invalid value - '{value}' in header '{REQUEST_ID}'");
    Err(Outcome::gateway(&outcome::INVALID_VALUE).because(sentence))
}

/// What an application-restricted token may do: read one patient, or search for exactly one.
fn mode_allows(method: &Method, target: &Target<'_>, query: &[(String, String)]) -> Result<(), Outcome> {
    let refuse = |row: &Row, sentence: &str| Err(Outcome::gateway(row).because(sentence));
    match (method, target) {
        (&Method::POST, _) => {
            let sentence = "Cannot create resource with application-restricted access token";
            refuse(&outcome::INVALID_METHOD, sentence)
        }
        (&Method::GET, Target::Coverage) => {
            refuse(&outcome::FORBIDDEN, "Cannot GET resource with application-restricted access token")
        }
        (&Method::GET, Target::Search) => {
            let more = query.iter().any(|(name, value)| name == "_max-results" && value != "1");
            let sentence =
                "Your app has insufficient permissions to perform this search. Please contact support.";
            if more { refuse(&outcome::TOO_MANY_RESULTS, sentence) } else { Ok(()) }
        }
        (&Method::GET, Target::Patient(_) | Target::RelatedPerson(_)) => Ok(()),
        _ => {
            let sentence = "Cannot update resource with application-restricted access token";
            refuse(&outcome::INVALID_METHOD, sentence)
        }
    }
}

fn record(gateway: &Gateway, id: &str) -> Result<Record, Outcome> {
    if !check_digit_is_right(id) {
        return Err(Outcome::spine(&outcome::INVALID_RESOURCE_ID));
    }
    let record = gateway.pds.find(id).ok_or_else(|| Outcome::spine(&outcome::RESOURCE_NOT_FOUND))?;
    if record.confidentiality == Confidentiality::Invalidated {
        return Err(Outcome::spine(&outcome::INVALIDATED_RESOURCE));
    }
    Ok(record)
}

fn check_digit_is_right(id: &str) -> bool {
    let digits: Vec<u32> = id.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    id.len() == 10 && digits.len() == 10 && digits.last() == Some(&((11 - sum % 11) % 11))
}

fn fhir(body: Value) -> Response {
    ([(header::CONTENT_TYPE, FHIR_JSON)], body.to_string()).into_response()
}
