//! The version of a delegation in `ETag` and `If-Match` (RFC 9110 §8.8.3, §13.1.1).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

use super::problem::Problem;

/// The version that a command was made for; none when the caller did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub Option<i32>);

const EXPECTED: Problem = Problem::Parameter("If-Match", "the `ETag` of the delegation, such as \"4\", or *");

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<IfMatch, Problem> {
        let mut values = parts.headers.get_all(header::IF_MATCH).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return if parts.headers.contains_key(header::IF_MATCH) {
                Err(EXPECTED)
            } else {
                Ok(IfMatch(None))
            };
        };
        let text = value.to_str().map_err(|_| EXPECTED)?.trim();
        if text == "*" {
            return Ok(IfMatch(None));
        }
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or(EXPECTED)?;
        inner
            .parse()
            .ok()
            .filter(|version| *version > 0)
            .map(|version| IfMatch(Some(version)))
            .ok_or(EXPECTED)
    }
}

/// The header that names a version.
pub fn etag(version: i32) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}
