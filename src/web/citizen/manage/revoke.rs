//! Stopping access that was set, by either citizen.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::revoke;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::citizen::Side;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::delegation::{CommandKind, Stage};

use super::settle::{require, settle};

/// Asks once more.
#[derive(Template)]
#[template(path = "citizen/manage/revoke/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    name: String,
    practice: String,
    gives: bool,
}

/// It is stopped.
#[derive(Template)]
#[template(path = "citizen/manage/revoke/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    sentence: String,
    practice: String,
    /// Whom to call where it cannot wait.
    urgent: String,
    gives: bool,
    details: String,
}
page::page!(Ask, Done);

/// Shows what stopping does.
pub async fn show(visit: Visit, own: Own) -> Response {
    if let Err(instead) = require(&own, CommandKind::Revoke, "stopped") {
        return instead.into_response();
    }
    let (back, name, gives) = (own.path(""), own.name(), own.mine.side == Side::Delegator);
    let practice = own.mine.practice_name;
    Ask { t: visit.t, shell: visit.shell, back, name, practice, gives }.into_response()
}

/// Stops it. Doing so again leads to the same page.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(State(app): State<Arc<App>>, own: Own) -> Result<Redirect, Failure> {
    let outcome = revoke::revoke_as_citizen(&app, own.citizen.id, own.delegation()).await;
    settle(&own, outcome, "stopped")
}

/// Says that it is stopped.
pub async fn done(visit: Visit, own: Own) -> Response {
    if !matches!(own.delegation().stage, Stage::Ending | Stage::Ended) {
        return Redirect::to(&own.path("")).into_response();
    }
    let (sentence, details) = (own.sentence(visit.language()), own.path(""));
    let gives = own.mine.side == Side::Delegator;
    let urgent = match own.mine.practice_phone {
        Some(number) => visit.t.msg_manage_revoke_done_call(number),
        None => visit.t.msg_manage_revoke_done_urgent(),
    };
    let practice = own.mine.practice_name;
    Done { t: visit.t, shell: visit.shell, sentence, practice, urgent, gives, details }.into_response()
}
