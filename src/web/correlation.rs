//! One id for everything that a request causes: in log lines, in answers, towards outside systems.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use tower_http::request_id::{MakeRequestId, RequestId};

use crate::clock::Clock;

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

/// Makes the ids.
#[derive(Debug, Clone)]
pub struct NewCorrelation(pub Clock);

impl MakeRequestId for NewCorrelation {
    fn make_request_id<B>(&mut self, _request: &axum::http::Request<B>) -> Option<RequestId> {
        self.0.new_id().to_string().parse().ok().map(RequestId::new)
    }
}
