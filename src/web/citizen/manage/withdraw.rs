//! Taking a request back before the practice has decided.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::withdraw;
use crate::app::App;
use crate::locale::Words;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::delegation::{CommandKind, Delegation, Stage};

use super::settle::{require, settle};

/// Asks once more.
#[derive(Template)]
#[template(path = "citizen/manage/withdraw/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    name: String,
    tells_other: bool,
    tells_practice: bool,
}

/// It is withdrawn.
#[derive(Template)]
#[template(path = "citizen/manage/withdraw/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    sentence: String,
    details: String,
}
page::page!(Ask, Done);

/// Shows what withdrawing does.
pub async fn show(visit: Visit, own: Own) -> Response {
    if let Err(instead) = require(&own, CommandKind::Withdraw, "withdrawn") {
        return instead.into_response();
    }
    let page = Ask {
        t: visit.t,
        shell: visit.shell,
        back: own.path(""),
        name: own.name(),
        tells_other: tells_other(own.delegation()),
        tells_practice: own.delegation().sent_to_practice_at.is_some(),
    };
    page.into_response()
}

/// Nobody is written to before their invitation went out, nor before they agree where it goes by no e-mail.
fn tells_other(delegation: &Delegation) -> bool {
    let was_written_to = !delegation.by_code || delegation.accepted == Some(true);
    delegation.invited_at.is_some() && was_written_to
}

/// Withdraws it. Doing so again leads to the same page.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(State(app): State<Arc<App>>, own: Own) -> Result<Redirect, Failure> {
    let outcome = withdraw::withdraw(&app, own.citizen.id, own.delegation()).await;
    settle(&own, outcome, "withdrawn")
}

/// Says that it is withdrawn.
pub async fn done(visit: Visit, own: Own) -> Response {
    if own.delegation().stage != Stage::Withdrawn {
        return Redirect::to(&own.path("")).into_response();
    }
    let (sentence, details) = (own.sentence(visit.language()), own.path(""));
    Done { t: visit.t, shell: visit.shell, sentence, details }.into_response()
}
