//! What the practice has set about its accounts: whether identity comes first, and at which age access for a child rests.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::options;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::accounts::{self, Options};
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::lists::SummaryRow;
use crate::web::parts::Choice;
use crate::web::session::Staff;
use crate::web::visit::{Fields, Parked, Visit};

use super::ask::{Ask, Head};
use super::check::{Check, Shown};
use super::form::{Answers, Form, Question, VERSION};
use super::refused::failure;

const PATH: &str = "/staff/accounts/options";

/// The ages to choose from; none is sixteen alone.
const AGES: [Option<i16>; 4] = [Some(11), Some(12), Some(13), None];

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, PATH, show).post(Who::Staff, PATH, send)
}

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Parked(parked): Parked<Answers>,
) -> Result<Response, Failure> {
    let kept = accounts::options(&app.db, &staff.practice).await?;
    let answers = parked.unwrap_or_else(|| begun(kept));
    let mut form = Form::new(visit.t, &answers, false);
    asked(&mut form, kept);
    Ok(ask(visit, &staff, form).into_response())
}

/// Shows what it means, and sets it.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Fields(answers): Fields<Answers>,
) -> Result<Response, Failure> {
    let (t, kept) = (visit.t, accounts::options(&app.db, &staff.practice).await?);
    if answers.one(VERSION) != version(kept) {
        let answers = answers.at(version(kept));
        let mut form = Form::new(t, &answers, false);
        asked(&mut form, kept);
        form.fault("", t.msg_accounts_too_late());
        form.fault("", age(t, kept.young_age));
        form.fault("", first(t, kept.verify_first));
        return Ok((StatusCode::CONFLICT, ask(visit, &staff, form)).into_response());
    }
    let step = answers.one("step");
    let mut form = Form::new(t, &answers, step != "edit");
    let wished = asked(&mut form, kept);
    match wished.filter(|_| form.is_faultless()) {
        _ if step == "edit" => Ok(ask(visit, &staff, form).into_response()),
        None => Ok(ask(visit, &staff, form).again()),
        Some(wished) if step == "send" => {
            options::set(&app, &staff.actor(), wished).await.map_err(failure)?;
            Ok(Redirect::to("/staff/accounts?saved=yes").into_response())
        }
        Some(wished) => Ok(check(visit, &staff, wished, &form).into_response()),
    }
}

fn begun(kept: Options) -> Answers {
    let first = if kept.verify_first { "yes" } else { "no" };
    let pairs = vec![("young_age", code(kept.young_age)), ("verify_first", first.to_owned())];
    Answers::begun(pairs).at(version(kept))
}

fn code(age: Option<i16>) -> String {
    age.map_or_else(|| "none".to_owned(), |age| age.to_string())
}

/// What stands in for a version: the settings themselves.
fn version(kept: Options) -> String {
    format!("{} {}", kept.verify_first, code(kept.young_age))
}

fn age(t: &Words, age: Option<i16>) -> String {
    age.map_or_else(|| t.msg_accounts_young_age_none(), |age| t.msg_accounts_young_age_is(age))
}

fn first(t: &Words, is_first: bool) -> String {
    if is_first { t.msg_accounts_verify_first_yes() } else { t.msg_accounts_verify_first_no() }
}

/// Asks for both; an age that was set otherwise can be kept.
fn asked(form: &mut Form<'_>, kept: Options) -> Option<Options> {
    let t = form.t;
    let choice = |one: bool| (one, Choice::new(if one { "yes" } else { "no" }, first(t, one)));
    let question = Question::new(t.msg_accounts_verify_first());
    let choices = vec![choice(true), choice(false)];
    let verify_first = form.one("verify_first", question, choices, Some(t.msg_accounts_choose()));
    let other = Some(kept.young_age).filter(|age| !AGES.contains(age));
    let ages = other.into_iter().chain(AGES).map(|one| (one, Choice::new(code(one), age(t, one)))).collect();
    let question = Question::new(t.msg_accounts_young_age()).hint(t.msg_accounts_young_age_hint());
    let young_age = form.one("young_age", question, ages, Some(t.msg_accounts_choose()));
    Some(Options { verify_first: verify_first?, young_age: young_age? })
}

fn ask(visit: Visit, staff: &Staff, form: Form<'_>) -> Ask {
    let head = Head {
        back: "/staff/accounts".to_owned(),
        caption: staff.practice_name.clone(),
        title: visit.t.msg_accounts_options(),
        means: vec![visit.t.msg_accounts_options_means()],
        ..Head::default()
    };
    Ask::new(visit, head, form)
}

fn check(visit: Visit, staff: &Staff, wished: Options, form: &Form<'_>) -> Check {
    let t = visit.t;
    let shown = Shown {
        caption: staff.practice_name.clone(),
        rows: vec![
            SummaryRow::new(t.msg_accounts_verify_first(), first(t, wished.verify_first)),
            SummaryRow::new(t.msg_accounts_young_age(), age(t, wished.young_age)),
        ],
        then: vec![t.msg_accounts_options_then()],
        send: t.msg_accounts_options_send(),
    };
    Check::new(visit, shown, form)
}
