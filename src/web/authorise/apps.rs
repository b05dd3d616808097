//! Apps that can act for a citizen, each with a way to stop it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use crate::actions::programs::stop_for_citizen;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::apps;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::{Fields, Visit};
use domain::scope::ActsFor;

use super::words::{Line, lines};

#[derive(Template)]
#[template(path = "authorise/apps.html")]
pub(super) struct Apps {
    t: &'static Words,
    shell: Shell,
    lines: Vec<Line>,
}
page::page!(Apps);

/// Shows them.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, reader: Citizen) -> Result<Apps, Failure> {
    let allowed = apps::of_citizen(&app.db, reader.id).await?;
    let lines = lines(visit.t, visit.language(), ActsFor::Citizen, allowed);
    Ok(Apps { t: visit.t, shell: visit.shell, lines })
}

/// Which app.
#[derive(Debug, Deserialize)]
pub struct Stopped {
    app: String,
}

/// Stops one. One that was stopped before, or is not theirs, is as good as stopped.
///
/// # Errors
/// When the database fails.
pub async fn stop(
    State(app): State<Arc<App>>,
    reader: Citizen,
    Fields(stopped): Fields<Stopped>,
) -> Result<Redirect, Failure> {
    stop_for_citizen(&app, reader.id, &stopped.app).await?;
    Ok(Redirect::to("/apps"))
}
