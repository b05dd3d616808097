//! Answering calls: what is asked, whether it may be, and the answer, whole or as the switches bend it.

use std::io::Write as _;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures::stream;
use http::{HeaderMap, Method, StatusCode, Uri, header};
use serde_json::json;

use super::check::{Admitted, Called, admit};
use super::faults::GpConnectFaults;
use super::outcome::{Refusal, forced};
use super::store::{GpConnect, Record};
use super::{DOCUMENTS, MIGRATE, PATH, bundle, parameters};
use crate::pds::Pds;
use crate::switches::be_slow;
use domain::clock::Clock;

/// What a call is answered from.
#[derive(Clone)]
struct Gateway {
    gp_connect: GpConnect,
    pds: Pds,
    clock: Clock,
    url: String,
}

/// What an address leads to.
enum Way<'a> {
    Migrate,
    Binary(&'a str),
}

pub(crate) fn routes(gp_connect: GpConnect, pds: Pds, clock: Clock, sandbox_url: &str) -> Router {
    let gateway = Gateway { gp_connect, pds, clock, url: format!("{sandbox_url}{PATH}") };
    Router::new().nest(PATH, Router::new().fallback(call).with_state(gateway))
}

async fn call(
    State(gateway): State<Gateway>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    gateway.gp_connect.count_call();
    let faults = gateway.gp_connect.faults();
    be_slow(faults.slow_ms).await;
    if faults.down {
        return (StatusCode::SERVICE_UNAVAILABLE, Html("<!doctype html><title>Away</title>")).into_response();
    }
    let answer = answer(&gateway, &faults, (&method, uri.path()), (&headers, &body));
    answer.unwrap_or_else(IntoResponse::into_response)
}

fn answer(
    gateway: &Gateway,
    faults: &GpConnectFaults,
    (method, path): (&Method, &str),
    (headers, body): (&HeaderMap, &[u8]),
) -> Result<Response, Refusal> {
    let (practice, rest) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let root = |segment: &str| format!("{}/{practice}/STU3/1/gpconnect/{segment}", gateway.url);
    let way = match (method.as_str(), rest.strip_prefix("STU3/1/gpconnect/").unwrap_or_default()) {
        ("POST", "structured/Patient/$gpc.migratestructuredrecord") => Way::Migrate,
        ("GET", rest) => match rest.strip_prefix("documents/Binary/") {
            Some(id) => Way::Binary(id),
            None => return Err(Refusal::new(404, "BAD_REQUEST", "no such address")),
        },
        _ => return Err(Refusal::new(404, "BAD_REQUEST", "no such address")),
    };
    let (segment, interaction) = match way {
        Way::Migrate => ("structured", MIGRATE),
        Way::Binary(_) => ("documents", DOCUMENTS),
    };
    let called = Called { method, headers, practice, root: &root(segment), interaction };
    let admitted = admit(&called, gateway.clock.now())?;
    gateway.gp_connect.was_asked_by(&admitted.said.user);
    if let (Some(outcome), Way::Migrate) = (&faults.forced, &way) {
        return Ok(forced(outcome));
    }
    match way {
        Way::Migrate => migrate(gateway, faults, (practice, &root("documents")), (&admitted, body)),
        Way::Binary(id) => binary(gateway, faults, id),
    }
}

fn migrate(
    gateway: &Gateway,
    faults: &GpConnectFaults,
    (practice, documents): (&str, &str),
    (admitted, body): (&Admitted, &[u8]),
) -> Result<Response, Refusal> {
    let asked = parameters::read(body)?;
    if asked.sensitive != admitted.said.restricted {
        return Err(Refusal::new(400, "CONFLICTING_VALUES", "includeSensitiveInformation"));
    }
    let unknown = || Refusal::new(404, "PATIENT_NOT_FOUND", "");
    let person = gateway.pds.find(&asked.number).ok_or_else(unknown)?;
    if person.confidentiality != crate::pds::Confidentiality::Unrestricted || person.deceased.is_some() {
        return Err(unknown());
    }
    if person.practice.as_deref() != Some(admitted.said.organisation.as_str()) {
        return Err(Refusal::new(403, "NO_RELATIONSHIP", "requesting_organization"));
    }
    let record: Record = match gateway.gp_connect.record(&asked.number) {
        Some(record) => record,
        None => {
            let record = bundle::of(&person, practice);
            gateway.gp_connect.put(&asked.number, record.clone());
            record
        }
    };
    let bundle = bundle::bundle(&record, documents, (&admitted.trace, asked.sensitive), faults);
    if !faults.half {
        gateway.gp_connect.was_given(&asked.number);
    }
    Ok(given(bundle.to_string().into_bytes(), faults.gzip, faults.half))
}

fn binary(gateway: &Gateway, faults: &GpConnectFaults, id: &str) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(404, "NO_RECORD_FOUND", "Binary");
    let document = gateway.gp_connect.document(id).filter(|_| !faults.no_documents).ok_or_else(unknown)?;
    let given_so_far = u64::try_from(gateway.gp_connect.given_documents().len()).unwrap_or(u64::MAX);
    let is_half =
        faults.half_documents || faults.documents_before_break.is_some_and(|most| given_so_far >= most);
    let body = json!({
        "resourceType": "Binary",
        "id": id,
        "contentType": document.content_type,
        "content": STANDARD.encode(&document.bytes),
    });
    if !is_half {
        gateway.gp_connect.document_was_given(id);
    }
    Ok(given(body.to_string().into_bytes(), faults.gzip, is_half))
}

/// The answer, compressed where a switch says so, and cut where another does.
fn given(body: Vec<u8>, is_packed: bool, is_half: bool) -> Response {
    let body = if is_packed { packed(&body).unwrap_or_default() } else { body };
    let mut response = if is_half {
        let first = body[..body.len() / 2].to_vec();
        let cut = stream::iter([Ok(Bytes::from(first)), Err(std::io::Error::other("cut by a switch"))]);
        Response::new(Body::from_stream(cut))
    } else {
        Response::new(Body::from(body))
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/fhir+json; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    if is_packed {
        headers.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
    }
    response
}

fn packed(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain)?;
    encoder.finish()
}
