//! Answers that are sent compressed have another `ETag` than the same answers as they are (RFC 9110 §8.8.3.3). Because we
//! compress ourselves, a proxy that would (nginx with `gzip`) leaves them alone, and does not make their tags weak.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body::Body;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// A smaller answer fits into one packet as it is.
const SMALL: u64 = 1024;

/// Whether an answer is worth compressing: a small one is not. One with a tag is, so that no proxy does it and makes the tag weak.
#[derive(Debug, Clone, Copy)]
pub struct IsWorthIt;

impl Predicate for IsWorthIt {
    fn should_compress<B: Body>(&self, response: &http::Response<B>) -> bool {
        response.headers().contains_key(header::ETAG) || SizeAbove::new(SMALL).should_compress(response)
    }
}

/// Middleware, outside of what compresses.
pub async fn tag(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(tag) = told(response.headers()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The tag with the coding at its end, where the answer has both.
fn told(headers: &HeaderMap) -> Option<HeaderValue> {
    let coding = headers.get(header::CONTENT_ENCODING)?.to_str().ok()?;
    let version = headers.get(header::ETAG)?.to_str().ok()?.strip_suffix('"')?;
    HeaderValue::from_str(&format!("{version}-{coding}\"")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_and_has_no_tag_is_not_worth_compressing() {
        let answer = |size: usize, tag: Option<&'static str>| {
            let mut response = Response::new(axum::body::Body::from("x".repeat(size)));
            response.headers_mut().extend(tag.map(|tag| (header::ETAG, HeaderValue::from_static(tag))));
            IsWorthIt.should_compress(&response)
        };
        assert!(!answer(200, None));
        assert!(answer(200, Some("\"4\"")));
        assert!(answer(5000, None));
    }
}
