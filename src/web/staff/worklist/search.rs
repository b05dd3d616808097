//! Searching by name, NHS number or date of birth. All are personal: what was searched for is kept in the session, never in an address.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::session::Staff;
use crate::web::visit::{Fields, Visit};

use super::listed::Asked;
use super::page::list;
use super::searched::Searched;

/// The form, as typed. No `Debug`: it holds a name or a number.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    search: String,
}

/// Shows what is found of what was searched for last; the list, when nothing was.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, session): (Staff, Session),
) -> Result<Response, Failure> {
    let searched = Searched::of(&session).await?;
    if searched.is_empty() {
        return Ok(Redirect::to("/staff").into_response());
    }
    Ok(list(&app, visit, staff, (Asked::default(), searched)).await?.into_response())
}

/// Keeps what is searched for and shows what is found; an empty field ends the search.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, session): (Staff, Session),
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let searched = Searched::typed(&form.search);
    if searched.is_faulty() {
        let page = list(&app, visit.at("/staff".to_owned()), staff, (Asked::default(), searched)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    searched.keep(&session, &staff).await?;
    let found = if searched.is_empty() { "/staff" } else { "/staff/search" };
    Ok(Redirect::to(found).into_response())
}
