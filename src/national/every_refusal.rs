//! What the framework refuses (another method, no such address, too slow, a panic) is said as an OperationOutcome too.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::{faults, way};

/// The answer to a call with this method on this route, said in FHIR where it is a refusal that is not; `is_late`: the body did
/// not come in time.
pub fn said(response: Response, (method, route): (&str, &str), is_late: bool) -> Response {
    let status = response.status();
    if is_late && !status.is_success() {
        return faults::TIMEOUT.into_response();
    }
    let is_refusal = status.is_client_error() || status.is_server_error();
    if !is_refusal || response.extensions().get::<Fault>().is_some() {
        return response;
    }
    let fault = match status {
        StatusCode::NOT_FOUND => faults::NOWHERE,
        StatusCode::METHOD_NOT_ALLOWED => match (method, route) {
            ("GET", way::QUESTIONNAIRE_RESPONSE) => faults::METHOD_OF_REQUESTS,
            _ => faults::METHOD,
        },
        StatusCode::REQUEST_TIMEOUT => faults::TIMEOUT,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => faults::MEDIA,
        other if other.is_client_error() => faults::BAD_INPUT,
        _ => faults::SERVER,
    };
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut said = fault.into_response();
    if let Some(allowed) = allowed {
        said.headers_mut().insert(header::ALLOW, allowed);
    }
    said
}
