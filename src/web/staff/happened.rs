//! Somebody was first: what has happened to the case instead, and the way back to it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Done, Failed};
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::case;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use domain::delegation::table::Cell;
use domain::delegation::{Event, Refusal};

use super::case::{Happening, happening};
use super::opened::Opened;
use super::place::Place;

#[derive(Template)]
#[template(path = "staff/happened.html")]
pub(super) struct Happened {
    t: &'static Words,
    shell: Shell,
    home: String,
    names: String,
    stage: String,
    last: Option<Happening>,
}
page::page!(Happened);

/// Where a reader goes who comes too late for the command of a place: to the page that says it is done, or to the one that
/// says what has happened instead; none when the command is possible.
pub async fn require(
    app: &App,
    visit: &Visit,
    opened: &Opened,
    place: &Place,
) -> Result<Option<Response>, Failure> {
    match opened.now(place.command) {
        Cell::To(_) => Ok(None),
        Cell::Harmless => Ok(Some(Redirect::to(&place.done_at(opened)).into_response())),
        Cell::Refused => show(app, visit, opened).await.map(Some),
    }
}

/// Where a reader goes who gave the command of a place: to the page that says it is done, or to the one that says what
/// somebody else did first.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn settle(
    app: &App,
    visit: &Visit,
    opened: &Opened,
    (place, outcome): (&Place, Result<Done, Failed>),
) -> Result<Response, Failure> {
    match outcome {
        Ok(_) => Ok(Redirect::to(&place.done_at(opened)).into_response()),
        Err(Failed::Refused(Refusal::WrongStage(_))) => show(app, visit, opened).await,
        Err(failed) => Err(failed.into()),
    }
}

/// Says where the case stands now, and what was done last.
async fn show(app: &App, visit: &Visit, opened: &Opened) -> Result<Response, Failure> {
    let case = case::find(&app.db, std::slice::from_ref(&opened.staff.practice), opened.id())
        .await?
        .ok_or(Failure::NotFound)?;
    let entries = case::timeline(&app.db, opened.id()).await?;
    let last = entries.iter().rev().find(|entry| entry.recorded.event != Event::DelegationFinished);
    let page = Happened {
        t: visit.t,
        shell: visit.shell.clone(),
        home: opened.home(),
        names: opened.names(visit.t),
        stage: staff_words::stage(visit.t, case.delegation.stage),
        last: last.map(|entry| happening(visit.language(), &case, entry)),
    };
    Ok((StatusCode::CONFLICT, page).into_response())
}
