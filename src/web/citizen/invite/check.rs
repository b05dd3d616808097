//! The answers, to be checked before the declaration.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::locale::{Language, Words, date_long};
use crate::web::failure::Failure;
use crate::web::lists::{Link, SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::parts::unbroken;
use crate::web::visit::Visit;
use crate::wording;
use domain::EmailAddress;

use super::draft::Draft;
use super::step::Step;

#[derive(Template)]
#[template(path = "citizen/invite/check.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    rows: SummaryList,
}
page::page!(Page);

/// Shows the answers.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, draft: Draft) -> Response {
    if let Err(elsewhere) = draft.require(Step::Check) {
        return elsewhere.into_response();
    }
    let (t, language) = (visit.t, visit.language());
    let Some(asked) = draft.answers.asked(app.clock.today_in_london()) else {
        return Redirect::to(&draft.path(Step::Who)).into_response();
    };
    let row = |step: Step, key: String, values: Vec<String>| {
        let change = Link::new(draft.path(step), t.msg_common_change()).hidden(key.clone());
        SummaryRow::lines(key, values).action(change)
    };
    let services = wording::access_lines(t, &asked.access);
    let rows = SummaryList(vec![
        row(Step::Who, t.msg_invite_check_name(), vec![asked.name.full()]),
        row(Step::Who, t.msg_invite_check_born(), vec![date_long(asked.birth_date, language)]),
        row(Step::Who, t.msg_invite_check_number(), vec![unbroken(&asked.nhs_number.spaced())]),
        row(Step::Who, t.msg_invite_check_email(), vec![address(t, asked.email.as_ref())]),
        row(
            Step::Relationship,
            t.msg_invite_check_relationship(),
            vec![wording::relationship(t, asked.relationship)],
        ),
        row(Step::Services, t.msg_invite_check_services(), services),
        row(Step::HowLong, t.msg_invite_check_how_long(), vec![until(t, asked.access.ends(), language)]),
    ]);
    Page { t, shell: visit.shell, back: draft.back(Step::Check), rows }.into_response()
}

/// Where the invitation goes; or that it goes through the delegator's own hands.
fn address(t: &Words, email: Option<&EmailAddress>) -> String {
    email.map_or_else(|| t.msg_invite_check_by_code(), |email| email.as_str().to_owned())
}

fn until(t: &Words, ends: Option<time::Date>, language: Language) -> String {
    match ends {
        Some(ends) => t.msg_invite_check_until(date_long(ends, language)),
        None => t.msg_invite_check_no_end(),
    }
}

/// The answers are right.
///
/// # Errors
/// When the database fails.
pub async fn confirm(mut draft: Draft) -> Result<Response, Failure> {
    if let Err(elsewhere) = draft.require(Step::Check) {
        return Ok(elsewhere.into_response());
    }
    Ok(draft.save(|answers| answers.checked = true).await?.into_response())
}
