//! Having an invitation sent once more.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::{Failed, invitation_code, resend};
use crate::app::App;
use crate::locale::{Words, day_long};
use crate::storage::views::citizen;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::InvitationCode;
use domain::delegation::{CommandKind, Delegation, Refusal, Stage, deadline};

use super::settle::{require, settle};

/// Asks once more.
#[derive(Template)]
#[template(path = "citizen/manage/resend/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    title: String,
    name: String,
    by_code: bool,
    last_sent: String,
    may_resend: bool,
}

/// It is on its way.
#[derive(Template)]
#[template(path = "citizen/manage/resend/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    name: String,
    next: String,
    /// The new code, where the invitation goes by no e-mail.
    code: Option<String>,
    letter: Option<String>,
    details: String,
}
page::page!(Ask, Done);

/// What this is called: an invitation that goes by no e-mail has a new code made.
pub(super) fn title(t: &Words, own: &Own) -> String {
    if own.delegation().by_code { t.msg_manage_new_code() } else { t.msg_manage_resend_title() }
}

/// Shows when it was sent, what to look for, and the button while it may be sent again.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, own: Own) -> Response {
    if let Err(instead) = require(&own, CommandKind::Resend, "") {
        return instead.into_response();
    }
    let delegation = own.delegation();
    let sent = delegation.last_sent_at.or(delegation.invited_at);
    let page = Ask {
        t: visit.t,
        back: own.path(""),
        title: title(visit.t, &own),
        name: own.name(),
        by_code: delegation.by_code,
        last_sent: sent.map(|at| day_long(at, visit.language())).unwrap_or_default(),
        may_resend: deadline::may_resend(delegation, app.clock.now()),
        shell: visit.shell,
    };
    page.into_response()
}

/// Sends it again. A second click leads to the same page; who may not have it sent again reads why.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn send(State(app): State<Arc<App>>, own: Own) -> Result<Redirect, Failure> {
    let outcome = resend::resend(&app, own.citizen.id, own.delegation()).await;
    match outcome {
        Err(Failed::Refused(Refusal::ResentLately)) => {
            let page = if is_just_resent(&app, &own).await? { "resent" } else { "resend" };
            Ok(Redirect::to(&own.path(page)))
        }
        outcome => settle(&own, outcome, "resent"),
    }
}

/// Whether a click a moment before sent it: by how it stands now, for two may come at once.
async fn is_just_resent(app: &App, own: &Own) -> Result<bool, Failure> {
    let mine = citizen::one(&app.db, own.citizen.id, own.delegation().id).await?;
    let is_just_resent = |one: &Delegation| one.resends > 0 && deadline::is_just_sent(one, app.clock.now());
    Ok(mine.is_some_and(|mine| is_just_resent(&mine.delegation)))
}

/// Says that it is on its way.
pub async fn done(State(app): State<Arc<App>>, visit: Visit, own: Own) -> Response {
    if own.delegation().stage != Stage::Invited || own.delegation().resends == 0 {
        return Redirect::to(&own.path("")).into_response();
    }
    let code = invitation_code::shown(&app, &own.mine).map(InvitationCode::grouped);
    let (name, next) = (own.name(), own.next(visit.language()));
    let (letter, details) = (Some(own.path("letter")), own.path(""));
    Done { t: visit.t, shell: visit.shell, name, next, code, letter, details }.into_response()
}
