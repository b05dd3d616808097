//! A form that comes after a colleague's act: nothing is done, the answers are kept, and what was done since stands above them.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::storage::views::accounts;
use crate::web::failure::Failure;
use crate::web::visit::Visit;

use super::ask::Ask;
use super::form::{Answers, Form, VERSION};
use super::history::happening;
use super::kind::{Case, Change, head};
use super::opened::Opened;

/// Somebody was first while the account was read here.
pub(super) async fn late_after<C: Change>(
    app: &App,
    visit: Visit,
    opened: &Opened,
    answers: Answers,
) -> Result<Response, Failure> {
    let again = accounts::one(&app.db, &opened.staff.practice, opened.id()).await?;
    let opened = Opened {
        shown: again.ok_or(Failure::NotFound)?,
        staff: opened.staff.clone(),
        association: opened.association.clone(),
        patient: opened.patient.clone(),
        copy: opened.copy,
    };
    let case = Case::of(app, &visit, &opened).await?;
    Ok(late::<C>(visit, &case, answers))
}

/// The answers once more, above them what was done since the form was opened; sent again, they count.
pub(super) fn late<C: Change>(visit: Visit, case: &Case<'_>, answers: Answers) -> Response {
    let account = &case.opened.shown.account;
    let seen = answers.one(VERSION).parse().unwrap_or(account.version);
    let answers = answers.at(account.version.to_string());
    let mut form = Form::new(visit.t, &answers, false);
    C::ask(case, &mut form);
    form.fault("", case.t.msg_accounts_too_late());
    for dated in case.opened.shown.history.iter().filter(|dated| dated.recorded.version > seen) {
        let happening = happening(case.language, case.opened, dated);
        form.fault("", format!("{} ({})", happening.title, happening.when));
    }
    (StatusCode::CONFLICT, Ask::new(visit, head::<C>(case), form)).into_response()
}
