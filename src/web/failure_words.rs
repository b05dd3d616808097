//! What the page of each failure says.

use askama::Template;
use axum::http::StatusCode;

use crate::locale::Words;

use super::failure::Failure;
use super::page::Shell;
use super::visit::Visit;

/// The page of a failure.
#[derive(Template)]
#[template(path = "failure.html")]
pub(super) struct FailurePage {
    t: &'static Words,
    shell: Shell,
    heading: String,
    reference: Option<String>,
}

/// The page for `failure`.
pub(super) fn page_for(
    visit: Visit,
    failure: &Failure,
    status: StatusCode,
    correlation: String,
) -> FailurePage {
    let reference = status.is_server_error().then_some(correlation);
    FailurePage { t: visit.t, shell: visit.shell, heading: failure.to_string(), reference }
}
