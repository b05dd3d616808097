//! The access is recorded: what happens next.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::staff::next::next;
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::Stage;

use super::page::AccessPage;

#[derive(Template)]
#[template(path = "staff/access_form/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    title: String,
    names: String,
    dates: String,
    home: String,
    next_case: Option<String>,
}
page::page!(Done);

/// Shows it; a case that is not active goes to its own page.
///
/// # Errors
/// When the database fails.
pub async fn show<P: AccessPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
) -> Result<Response, Failure> {
    let delegation = &opened.case.delegation;
    let Some(access) = delegation.set.as_ref().filter(|_| delegation.stage == Stage::Active) else {
        return Ok(Redirect::to(&opened.home()).into_response());
    };
    let dates = wording::access_dates(visit.language(), access);
    let (t, home) = (visit.t, opened.home());
    let names = opened.names(t);
    let next_case = next(&app, &opened).await?;
    Ok(Done { t, title: (P::PAGE.done)(t), names, dates, home, next_case, shell: visit.shell }
        .into_response())
}
