//! The practice makes an account for somebody whom PDS knows; nobody gets a second one.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::open::open;
use crate::actions::accounts::trace::{Described, trace};
use crate::actions::accounts::{Done, Failed};
use crate::app::App;
use crate::locale::date_long;
use crate::storage::views::accounts;
use crate::web::correlation::Correlation;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who as May};
use crate::web::session::Staff;
use crate::web::visit::{Fields, Parked, Visit};
use domain::PersonId;
use domain::account::{AccountId, Refusal};

use super::ask::{Ask, Head};
use super::check::{Check, Shown};
use super::describe::{Who, reach, rows, who};
use super::form::{Answers, Form};
use super::refused::{failure, not_asked};

const PATH: &str = "/staff/accounts/new";

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(May::Staff, PATH, show).post(May::Staff, PATH, send)
}

/// Asks for whom.
///
/// # Errors
/// None that is its own.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Parked(parked): Parked<Answers>,
) -> Result<Response, Failure> {
    let answers = parked.unwrap_or_default();
    let mut form = Form::new(visit.t, &answers, false);
    asked(&app, &mut form);
    Ok(ask(visit, &staff, form).into_response())
}

/// Asks PDS who it is, shows what would be done, and does it.
///
/// # Errors
/// When PDS or the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, Correlation(correlation)): (Staff, Correlation),
    Fields(answers): Fields<Answers>,
) -> Result<Response, Failure> {
    let (t, step) = (visit.t, answers.one("step"));
    let mut form = Form::new(t, &answers, step != "edit");
    let described = asked(&app, &mut form).filter(|_| form.is_faultless());
    if step == "edit" {
        return Ok(ask(visit, &staff, form).into_response());
    }
    let Some((who, described)) = described else { return Ok(ask(visit, &staff, form).again()) };
    let found = trace(&app, &staff.actor(), (&who.number, &described), &correlation).await;
    let Some(person) = found.map_err(not_asked)? else {
        form.fault("nhs_number", t.msg_accounts_not_traced());
        return Ok(ask(visit, &staff, form).again());
    };
    if let Some(id) = accounts::of_person(&app.db, &staff.practice, person).await? {
        return Ok(existing(id));
    }
    if step != "send" {
        let shown = Shown {
            caption: staff.practice_name.clone(),
            rows: rows(t, &who, date_long(who.born, visit.language())),
            then: vec![t.msg_accounts_new_then()],
            send: t.msg_accounts_new(),
        };
        return Ok(Check::new(visit, shown, &form).into_response());
    }
    made(&app, &staff, person).await
}

/// To the account that was made, or that somebody else made a moment ago.
async fn made(app: &App, staff: &Staff, person: PersonId) -> Result<Response, Failure> {
    match open(app, staff.actor(), person).await {
        Ok(Done { after, .. }) => {
            Ok(Redirect::to(&format!("/staff/accounts/{}?saved=yes", after.id)).into_response())
        }
        Err(Failed::Refused(Refusal::HasOne)) => {
            let id = accounts::of_person(&app.db, &staff.practice, person).await?;
            id.map(existing).ok_or(Failure::NotFound)
        }
        Err(failed) => Err(failure(failed)),
    }
}

fn existing(id: AccountId) -> Response {
    Redirect::to(&format!("/staff/accounts/{id}?saved=had")).into_response()
}

fn asked(app: &App, form: &mut Form<'_>) -> Option<(Who, Described)> {
    let (who, reach) = (who(form, app.clock.today_in_london()), reach(form));
    let (who, reach) = (who?, reach?);
    let described = who.described(reach);
    Some((who, described))
}

fn ask(visit: Visit, staff: &Staff, form: Form<'_>) -> Ask {
    let head = Head {
        back: "/staff/accounts".to_owned(),
        caption: staff.practice_name.clone(),
        title: visit.t.msg_accounts_new(),
        means: vec![visit.t.msg_accounts_new_means()],
        ..Head::default()
    };
    Ask::new(visit, head, form)
}
