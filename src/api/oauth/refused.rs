//! Refusals of the authorisation server towards programs, as RFC 6749 §5.2 writes them.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::actions::programs::{NotIssued, NotRevoked};

/// An error of RFC 6749 §5.2, with a sentence for the programmer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The request cannot be read.
    InvalidRequest(&'static str),
    /// The program was not recognised.
    InvalidClient(&'static str),
    /// The program was named in a header, by a scheme that is not taken.
    Scheme,
    /// The code or the refresh token is not good.
    InvalidGrant(&'static str),
    /// The program was registered for another way to get tokens.
    UnauthorizedClient,
    /// A token that cannot be given back (RFC 7009 §2.2.1).
    UnsupportedTokenType,
    /// Another way to get a token.
    UnsupportedGrantType,
    /// A scope that is unknown, or that this program may not have.
    InvalidScope,
    /// The program calls too often; after so many seconds it may again.
    TooOften(i64),
    /// The database is away.
    Unavailable,
}

impl Refused {
    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        const BAD: StatusCode = StatusCode::BAD_REQUEST;
        match self {
            Refused::InvalidRequest(why) => (BAD, "invalid_request", why),
            Refused::InvalidClient(why) => (StatusCode::UNAUTHORIZED, "invalid_client", why),
            Refused::Scheme => (
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "send no Authorization header, but private_key_jwt",
            ),
            Refused::InvalidGrant(why) => (BAD, "invalid_grant", why),
            Refused::UnauthorizedClient => {
                (BAD, "unauthorized_client", "this client was registered for another grant_type")
            }
            Refused::UnsupportedTokenType => {
                (BAD, "unsupported_token_type", "the token of a system ends by itself within five minutes")
            }
            Refused::UnsupportedGrantType => (
                BAD,
                "unsupported_grant_type",
                "grant_type should be authorization_code, refresh_token or client_credentials",
            ),
            Refused::InvalidScope => {
                (BAD, "invalid_scope", "a scope that is unknown, or that this client may not have")
            }
            Refused::TooOften(_) => (
                StatusCode::TOO_MANY_REQUESTS,
                "temporarily_unavailable",
                "this client calls too often: try again after Retry-After",
            ),
            Refused::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "try again in a few seconds")
            }
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, code, why) = self.parts();
        let mut response = (status, Json(json!({ "error": code, "error_description": why }))).into_response();
        let retry_after = match self {
            Refused::TooOften(seconds) => Some(seconds),
            Refused::Unavailable => Some(5),
            _ => None,
        };
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self == Refused::Scheme {
            let scheme = HeaderValue::from_static("Basic realm=\"oauth2\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

impl From<NotRevoked> for Refused {
    fn from(refused: NotRevoked) -> Refused {
        match refused {
            NotRevoked::NotIssued(refused) => refused.into(),
            NotRevoked::Anothers => Refused::InvalidGrant("the token of another client"),
            NotRevoked::OfASystem => Refused::UnsupportedTokenType,
        }
    }
}

impl From<NotIssued> for Refused {
    fn from(refused: NotIssued) -> Refused {
        match refused {
            NotIssued::Unrecognised(why) => Refused::InvalidClient(why),
            NotIssued::NotForIt => Refused::UnauthorizedClient,
            NotIssued::Grant(why) => Refused::InvalidGrant(why),
            NotIssued::Scope => Refused::InvalidScope,
            NotIssued::TooOften(seconds) => Refused::TooOften(seconds),
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
