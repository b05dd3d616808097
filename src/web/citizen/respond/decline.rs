//! Saying no, with a reason or without; the reason is told to nobody.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use crate::actions::decline;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView};
use crate::web::visit::{Fields, Parked, Visit};
use crate::wording;
use domain::delegation::DeclineReason;

use super::invitation::{Invitation, settle};

/// The form, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    reason: String,
}

#[derive(Template)]
#[template(path = "citizen/respond/decline.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    name: String,
    reason: FieldView,
    choices: Vec<Choice>,
}
page::page!(Page);

/// Shows the question.
pub async fn show(visit: Visit, Invitation(own): Invitation, Parked(parked): Parked<Form>) -> Page {
    let t = visit.t;
    let choice = |one: &DeclineReason| Choice::new(one.code(), wording::decline_reason(t, *one));
    Page {
        t,
        shell: visit.shell,
        back: own.path("respond"),
        name: own.name(),
        reason: FieldView::new("reason", parked.unwrap_or_default().reason),
        choices: DeclineReason::ASKED.iter().map(choice).collect(),
    }
}

/// Says no. Doing so again leads to the same page.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(
    State(app): State<Arc<App>>,
    Invitation(own): Invitation,
    Fields(form): Fields<Form>,
) -> Result<Redirect, Failure> {
    let reason = DeclineReason::from_code(&form.reason);
    let done = decline::decline(&app, own.citizen.id, own.delegation(), reason).await;
    settle(&own, done)
}
