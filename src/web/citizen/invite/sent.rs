//! The request is made: what happens next and when. Shown again, it says the same.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use uuid::Uuid;

use crate::actions::invitation_code;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::{citizen, drafts};
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use domain::InvitationCode;
use domain::delegation::Stage;

#[derive(Template)]
#[template(path = "citizen/invite/sent.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    name: String,
    link: String,
    /// What the reader passes on, where the invitation goes by no e-mail.
    code: Option<String>,
    /// Where the letter with the code is, once the code works.
    letter: Option<String>,
    /// Whether the invitation goes by no e-mail; it does not when the code is used, either.
    by_code: bool,
}
page::page!(Page);

/// Shows it.
///
/// # Errors
/// When there is no such draft of this person, or it was not sent.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    reader: Citizen,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Page, Failure> {
    let Path(id) = id.map_err(|_| Failure::NotFound)?;
    let draft = drafts::find(&app.db, id, reader.id, app.clock.now()).await?.ok_or(Failure::NotFound)?;
    let sent = draft.sent_as.ok_or(Failure::NotFound)?;
    let mine = citizen::one(&app.db, reader.id, sent).await?.ok_or(Failure::NotFound)?;
    let code = invitation_code::shown(&app, &mine).map(InvitationCode::grouped);
    let link = format!("/delegations/{sent}");
    let letter = (mine.delegation.stage == Stage::Invited).then(|| format!("{link}/letter"));
    let (name, by_code) = (mine.other.full(), mine.has_code);
    Ok(Page { t: visit.t, shell: visit.shell, name, link, code, letter, by_code })
}
