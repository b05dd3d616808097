//! The sandbox's own pages: one frame, one style sheet, nothing inline, nothing from elsewhere.

use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::{HeaderName, StatusCode, header};

const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// An e-mail brings its own styles, and nothing else is let in.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
                           base-uri 'none'; frame-ancestors 'none'";

pub(super) fn routes() -> Router {
    Router::new().route("/sandbox.css", get(style_sheet))
}

/// Renders a page that must not be kept.
pub fn show(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (headers(POLICY), Html(html)).into_response(),
        Err(fault) => {
            tracing::error!(%fault, "a page of the sandbox could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The HTML of an e-mail as it is, where it can do no harm.
pub fn foreign(html: String) -> Response {
    (headers(MAIL_POLICY), Html(html)).into_response()
}

fn headers(policy: &'static str) -> [(HeaderName, &'static str); 3] {
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ]
}

async fn style_sheet() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("pages.css")).into_response()
}

#[cfg(test)]
#[path = "pages/tests.rs"]
mod tests;
