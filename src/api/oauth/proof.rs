//! How a request to the authorisation server says which program sends it.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::actions::programs::{Endpoint, Presented};

use super::form::Sent;
use super::refused::Refused;

/// The one way to prove who one is (RFC 7523 §2.2).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a request to `at` says of it; secrets and passwords are no way to say it.
///
/// # Errors
/// See [`Refused`].
pub fn presented(at: Endpoint, headers: &HeaderMap, sent: &Sent) -> Result<Presented, Refused> {
    if headers.contains_key(AUTHORIZATION) {
        return Err(Refused::Scheme);
    }
    if sent.get("client_secret")?.is_some() {
        return Err(Refused::InvalidClient("only private_key_jwt is accepted"));
    }
    let (assertion, client_id) = (sent.get("client_assertion")?, sent.get("client_id")?);
    let is_jwt = sent.get("client_assertion_type")?.as_deref() == Some(ASSERTION_TYPE);
    if assertion.is_some() && !is_jwt {
        return Err(Refused::InvalidClient("a client_assertion of type jwt-bearer is needed"));
    }
    Ok(Presented { at, client_id, assertion })
}
