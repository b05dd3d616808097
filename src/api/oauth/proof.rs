//! How a request to the authorisation server says which program sends it.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use serde::Deserialize;

use crate::actions::programs::Presented;

use super::refused::Refused;

/// The one way to prove who one is (RFC 7523 §2.2).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The part of a form that says it.
#[derive(Deserialize)]
pub struct Proof {
    client_id: Option<String>,
    client_secret: Option<String>,
    client_assertion_type: Option<String>,
    client_assertion: Option<String>,
}

impl Proof {
    /// What it says; secrets and passwords are no way to say it.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn presented(self, headers: &HeaderMap) -> Result<Presented, Refused> {
        if headers.contains_key(AUTHORIZATION) {
            return Err(Refused::Scheme);
        }
        if self.client_secret.is_some() {
            return Err(Refused::InvalidClient("only private_key_jwt is accepted"));
        }
        let is_jwt = self.client_assertion_type.as_deref() == Some(ASSERTION_TYPE);
        match self.client_assertion {
            Some(_) if !is_jwt => {
                Err(Refused::InvalidClient("a client_assertion of type jwt-bearer is needed"))
            }
            assertion => Ok(Presented { client_id: self.client_id, assertion }),
        }
    }
}
