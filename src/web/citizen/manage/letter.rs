//! The invitation as a letter, for its delegator to print and give away: no more of anybody than the e-mail tells.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::invitation_code;
use crate::app::App;
use crate::locale::{Words, date_long};
use crate::storage::views::citizen::Side;
use crate::web::citizen::own::Own;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;

#[derive(Template)]
#[template(path = "citizen/manage/letter.html")]
pub(super) struct Letter {
    t: &'static Words,
    shell: Shell,
    back: String,
    greeting: String,
    /// Who asks.
    name: String,
    services: Vec<String>,
    dates: String,
    address: String,
    /// Which link of the start page to choose.
    choose: String,
    code: String,
    last_day: String,
}
page::page!(Letter);

/// Shows it while it can be answered; before and after that, the details say how it stands.
///
/// # Errors
/// "Not found" for everybody but the delegator.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, own: Own) -> Result<Response, Failure> {
    if own.mine.side != Side::Delegator {
        return Err(Failure::NotFound);
    }
    let (t, language, delegation) = (visit.t, visit.language(), own.delegation());
    let code = invitation_code::shown(&app, &own.mine);
    let Some((code, last_day)) = code.zip(delegation.lapses_on) else {
        return Ok(Redirect::to(&own.path("")).into_response());
    };
    let letter = Letter {
        t,
        back: own.path(""),
        greeting: t.msg_messages_dear(own.mine.other.called()),
        name: own.citizen.name.full(),
        services: wording::access_lines(t, &delegation.asked),
        dates: wording::access_dates(language, &delegation.asked),
        address: app.config.server.public_url.clone(),
        choose: t.msg_manage_letter_choose(t.msg_respond_code_way()),
        code: code.grouped(),
        last_day: date_long(last_day, language),
        shell: visit.shell,
    };
    Ok(letter.into_response())
}
