//! Refusals of the token endpoint, as RFC 6749 §5.2 writes them.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::actions::programs::NotIssued;

/// An error of RFC 6749 §5.2, with a sentence for the programmer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The request cannot be read.
    InvalidRequest(&'static str),
    /// The program was not recognised.
    InvalidClient(&'static str),
    /// Another way to get a token.
    UnsupportedGrantType,
    /// A scope that is unknown, or that this program may not have.
    InvalidScope,
    /// The database is away.
    Unavailable,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, code, why) = match self {
            Refused::InvalidRequest(why) => (StatusCode::BAD_REQUEST, "invalid_request", why),
            Refused::InvalidClient(why) => (StatusCode::UNAUTHORIZED, "invalid_client", why),
            Refused::UnsupportedGrantType => {
                (StatusCode::BAD_REQUEST, "unsupported_grant_type", "grant_type should be client_credentials")
            }
            Refused::InvalidScope => (
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "a scope that is unknown or not registered for this client",
            ),
            Refused::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "try again in a few seconds")
            }
        };
        let mut response = (status, Json(json!({ "error": code, "error_description": why }))).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

impl From<NotIssued> for Refused {
    fn from(refused: NotIssued) -> Refused {
        match refused {
            NotIssued::Unrecognised(why) => Refused::InvalidClient(why),
            NotIssued::Scope => Refused::InvalidScope,
            NotIssued::NotSigned(fault) => {
                tracing::error!(%fault, "an access token could not be signed");
                Refused::Unavailable
            }
            NotIssued::Storage(error) => {
                tracing::error!(error = ?error, "the database failed");
                Refused::Unavailable
            }
        }
    }
}
