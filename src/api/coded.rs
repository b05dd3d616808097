//! Answers that are sent compressed have another `ETag` than the same answers as they are (RFC 9110 §8.8.3.3). Because we
//! compress ourselves, a proxy that would (nginx with `gzip`) leaves them alone, and does not make their tags weak.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

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
