//! One id for everything that a request causes: in log lines, in answers, towards outside systems.

use axum::extract::{FromRequestParts, Request};
use axum::http::HeaderName;
use axum::http::request::Parts;
use tower_http::request_id::{MakeRequestId, RequestId};
use uuid::Uuid;

use domain::clock::Clock;

/// Where the correlation id is told.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The correlation id of this request.
#[derive(Debug, Clone)]
pub struct Correlation(pub String);

impl Correlation {
    /// The id that the request carries since it came in.
    pub fn of(request: &Request) -> String {
        request.extensions().get::<RequestId>().map(text).unwrap_or_default()
    }
}

fn text(id: &RequestId) -> String {
    id.header_value().to_str().unwrap_or_default().to_owned()
}

impl<S: Sync> FromRequestParts<S> for Correlation {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Correlation, Self::Rejection> {
        Ok(Correlation(parts.extensions.get::<RequestId>().map(text).unwrap_or_default()))
    }
}

/// Middleware: takes over the id of a gateway before us, and nothing else that calls itself one: it goes into log lines
/// and to outside systems that insist on a UUID.
pub async fn only_ids(mut request: Request) -> Request {
    let told = request.headers().get(HEADER).and_then(|value| value.to_str().ok());
    if told.is_some_and(|text| text.parse::<Uuid>().is_err()) {
        request.headers_mut().remove(HEADER);
    }
    request
}

/// Makes the ids.
#[derive(Debug, Clone)]
pub struct NewCorrelation(pub Clock);

impl MakeRequestId for NewCorrelation {
    fn make_request_id<B>(&mut self, _request: &axum::http::Request<B>) -> Option<RequestId> {
        self.0.new_id().to_string().parse().ok().map(RequestId::new)
    }
}
