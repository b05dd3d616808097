//! A request that met no database is answered again when that is back, as long as a request would wait for a connection.
//!
//! What a handler wrote before the statement that failed must be safe to do again, as every command's own id makes it.
//! Reading may be done twice. A form or call is given again only where the failed statement was surely not done, or where
//! its own key keeps it from being done twice. What is before a sign-in is not: its state is used up at the first look.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::Response;
use futures::stream;
use tokio::time::{Duration, Instant, sleep};

use crate::api::IDEMPOTENCY_KEY;
use crate::app::App;
use crate::storage::away::Away;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// The largest body that is held for another try: no form and no call of ours is larger.
const LARGEST: usize = 64 * 1024;
/// Where sign-ins pass.
const SIGN_IN: &str = "/auth/";

/// Middleware around everything.
pub(super) async fn again(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let Some(length) = length(&request) else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let body = if length == 0 {
        Bytes::new()
    } else {
        match to_bytes(body, LARGEST).await {
            Ok(body) => body,
            Err(_) => return next.run(Request::from_parts(parts, broken())).await,
        }
    };
    let until = Instant::now() + app.config.database.wait;
    loop {
        let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        let response = next.clone().run(request).await;
        let Some(away) = response.extensions().get::<Away>() else { return response };
        if !may_be_again(&parts, *away) || Instant::now() >= until {
            return response;
        }
        sleep(PAUSE).await;
    }
}

/// The length of a body that can be held; none where it is too large or not told.
fn length(request: &Request) -> Option<usize> {
    if request.headers().contains_key(header::TRANSFER_ENCODING) {
        return None;
    }
    let Some(told) = request.headers().get(header::CONTENT_LENGTH) else { return Some(0) };
    told.to_str().ok()?.parse().ok().filter(|length| *length <= LARGEST)
}

fn may_be_again(parts: &Parts, away: Away) -> bool {
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    // Only the API honours a key.
    let has_key = parts.headers.contains_key(IDEMPOTENCY_KEY) && parts.uri.path().starts_with("/api/");
    let is_sign_in = parts.uri.path().starts_with(SIGN_IN);
    !is_sign_in && (reads || has_key || away == Away::NotDone)
}

/// A body that did not come whole, for whoever tries to read it.
fn broken() -> Body {
    Body::from_stream(stream::once(async { Err::<Bytes, _>(io::Error::from(io::ErrorKind::UnexpectedEof)) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(method: Method, path: &str, key: bool, away: Away) -> bool {
        let request = Request::builder().method(method).uri(path);
        let request = if key { request.header(IDEMPOTENCY_KEY, "1") } else { request };
        may_be_again(&request.body(()).unwrap().into_parts().0, away)
    }

    #[test]
    fn nothing_is_done_twice() {
        for away in [Away::NotDone, Away::Unknown] {
            assert!(again(Method::GET, "/home", false, away));
            assert!(again(Method::POST, "/api/v1/delegations", true, away));
            assert!(!again(Method::GET, "/auth/cis2/callback", false, away));
        }
        assert!(again(Method::POST, "/invite", false, Away::NotDone));
        assert!(!again(Method::POST, "/invite", false, Away::Unknown));
        assert!(!again(Method::POST, "/invite", true, Away::Unknown), "pages know no keys");
    }

    #[test]
    fn only_bodies_of_a_told_and_small_length_are_held() {
        let told = |name: &str, value: &str| {
            length(&Request::builder().header(name, value).body(Body::empty()).unwrap())
        };
        assert_eq!(length(&Request::new(Body::empty())), Some(0));
        assert_eq!(told("content-length", "65536"), Some(65536));
        assert_eq!(told("content-length", "65537"), None);
        assert_eq!(told("transfer-encoding", "chunked"), None);
    }
}
