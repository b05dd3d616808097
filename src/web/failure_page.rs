//! Renders failures: one page, in the reader's language, with what to do next and a reference for the help desk.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::arrival::Arrival;
use crate::locale::Words;

use super::correlation::Correlation;
use super::failure::{self, Failure};
use super::failure_words::{Reader, Said, said};
use super::kept_page;
use super::lists::Link;
use super::nhs_app::CameFromApp;
use super::page::{self, Shell, Viewer};
use super::visit::Visit;

/// The page of any failure.
#[derive(Template)]
#[template(path = "failure_page.html")]
struct FailurePage {
    t: &'static Words,
    shell: Shell,
    said: Said,
    /// What the help desk asks for; only where there is something to look up.
    reference: Option<String>,
}

/// Middleware around all routes: writes the page of a failure, and of bare refusals of the router (404, 405, 413 …).
pub async fn render(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let correlation = Correlation::of(&request);
    let (parts, body) = request.into_parts();
    let Visit { t, mut shell } = Visit::of(&parts, &app);
    let path = parts.uri.path().to_owned();
    let arrival = parts.extensions.get::<Arrival>().cloned();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let mut failure = response.extensions().get::<Arc<Failure>>().cloned().or_else(|| bare(&response));
    // Whatever was made of half a form, its sender reads why it was half a form.
    if failure.is_some() && arrival.is_some_and(|arrival| arrival.is_late()) {
        *response.status_mut() = Failure::Late.status();
        failure = Some(Arc::new(Failure::Late));
    }
    let Some(failure) = failure else { return response };
    let status = response.status();
    log(&failure, status);
    if path.starts_with("/health") {
        return response;
    }
    if let Some(viewer) = response.extensions().get::<Viewer>() {
        shell.viewer = viewer.clone();
    }
    let reader = Reader { t, viewer: &shell.viewer, path: &path, roles: &app.config.cis2.roles };
    let mut said = said(&reader, &failure);
    if response.extensions().get::<CameFromApp>().is_some() {
        said.ways.insert(0, Link::new(&app.config.nhs_app.home_url, t.msg_nhs_app_back()));
    }
    let reference = has_reference(&failure, status).then_some(correlation);
    let mut rendered = page::html(status, &FailurePage { t, shell, said, reference });
    for (name, value) in response.headers() {
        if name != CONTENT_TYPE && name != axum::http::header::CONTENT_LENGTH {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    failure::carry_away(&response, &mut rendered);
    kept_page::carry_reader(&response, &mut rendered);
    rendered
}

/// Whether the log holds more than the page says.
fn has_reference(failure: &Failure, status: StatusCode) -> bool {
    status.is_server_error() || matches!(failure, Failure::SignIn(_) | Failure::Staff(_))
}

/// Answers that no handler of ours wrote: empty or plain text, and not a success.
fn bare(response: &Response) -> Option<Arc<Failure>> {
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if content_type.is_some_and(|value| !value.starts_with("text/plain")) {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Arc::new(Failure::NotFound)),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Arc::new(Failure::TooLarge)),
        StatusCode::FORBIDDEN => Some(Arc::new(Failure::ForeignOrigin)),
        status if status.is_client_error() => Some(Arc::new(Failure::BadRequest)),
        status if status.is_server_error() => Some(Arc::new(Failure::Unanswered)),
        _ => None,
    }
}

/// What operators see: the kind of failure, never what was typed.
fn log(failure: &Failure, status: StatusCode) {
    if status.is_server_error() {
        tracing::error!(status = status.as_u16(), failure = %failure, source = ?std::error::Error::source(failure), "failed");
    } else if status != StatusCode::NOT_FOUND {
        tracing::warn!(status = status.as_u16(), failure = %failure, "refused");
    }
}
