//! Answers in FHIR.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use crate::fhir::r4::{Coding, OperationOutcome, Resource};
use domain::NhsNumber;

/// What all answers are.
pub const FHIR: &str = "application/fhir+json";

/// What an answer was about, for the record of calls.
#[derive(Debug, Clone, Copy)]
pub struct Target(pub Uuid);

/// Whom the body of a call named, for the record of calls.
#[derive(Clone)]
pub struct About(pub Vec<NhsNumber>);

/// The answer to a call whose body named these people, whatever the answer is.
pub fn about(mut people: Vec<NhsNumber>, answer: impl IntoResponse) -> Response {
    people.sort_unstable();
    people.dedup();
    let mut response = answer.into_response();
    response.extensions_mut().insert(About(people));
    response
}

/// A resource as an answer.
pub fn fhir(status: StatusCode, resource: &Resource) -> Response {
    match serde_json::to_vec(resource) {
        Ok(body) => json(status, body),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(), // texts and numbers can always be written
    }
}

/// JSON that is FHIR as an answer.
pub fn json(status: StatusCode, body: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, FHIR)], body).into_response()
}

/// It was done: nothing more is said, but a code where there is one.
pub fn done(status: StatusCode, coding: Option<Coding>) -> Response {
    fhir(status, &Resource::OperationOutcome(Box::new(OperationOutcome::informational(coding))))
}

/// The same, with where what was made can be read.
pub fn made((status, coding): (StatusCode, Option<Coding>), id: Uuid, address: &str) -> Response {
    let mut response = done(status, coding);
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response.extensions_mut().insert(Target(id));
    response
}
