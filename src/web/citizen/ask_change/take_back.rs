//! Taking back a change that was asked for, before the practice has answered.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, ask_change};
use crate::app::App;
use crate::locale::Words;
use crate::web::citizen::manage::settle::{require, settle};
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::CommandKind;

#[derive(Template)]
#[template(path = "citizen/ask_change/take_back.html")]
pub(super) struct TakeBack {
    t: &'static Words,
    shell: Shell,
    back: String,
    name: String,
    practice: String,
    rows: SummaryList,
}
page::page!(TakeBack);

/// Shows what is asked for; the details, when nothing is.
pub async fn show(visit: Visit, own: Own) -> Response {
    if let Err(instead) = require(&own, CommandKind::AskChange, "") {
        return instead.into_response();
    }
    let Some(wanted) = &own.delegation().change_asked else {
        return Redirect::to(&own.path("")).into_response();
    };
    let (t, wanted) = (visit.t, wording::access_in_full(visit.language(), wanted));
    let page = TakeBack {
        t,
        back: own.path(""),
        name: own.name(),
        practice: own.mine.practice_name.clone(),
        rows: SummaryList(vec![SummaryRow::paragraphs(t.msg_ask_change_wanted(), wanted)]),
        shell: visit.shell,
    };
    page.into_response()
}

/// Takes it back. Doing so again changes nothing.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(State(app): State<Arc<App>>, own: Own) -> Result<Response, Failure> {
    if let Err(instead) = require(&own, CommandKind::AskChange, "") {
        return Ok(instead.into_response());
    }
    match ask_change::take_back(&app, own.citizen.id, own.delegation()).await {
        // The other of two clicks, or the practice, was first: the page says how it stands.
        Err(Failed::Changed(_)) => Ok(Redirect::to(&own.path("")).into_response()),
        outcome => Ok(settle(&own, outcome, "")?.into_response()),
    }
}
