//! Linking an account with what stands on the surgery's letter, or with what NHS login has handed over in its place. Whatever does not match is answered alike; the key stands on no page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::handed::link_handed;
use crate::actions::accounts::link::{link, signed_in};
use crate::actions::accounts::{self, Failed};
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::form::{DateFault, DateFields, missing_parts};
use crate::web::handed_over::HandedOver;
use crate::web::page::{self, Shell};
use crate::web::parts::{DateView, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use domain::account::Refusal;

use super::held::Held;
use super::link_form::{BornFault, Fault, Faults, Form};

/// The form.
#[derive(Template)]
#[template(path = "citizen/account/link/ask.html")]
struct Ask {
    t: &'static Words,
    shell: Shell,
    problems: Vec<Problem>,
    number: FieldView,
    practice: FieldView,
    linkage_key: FieldView,
    family_name: FieldView,
    born: DateView,
}

/// Nothing needs to be typed.
#[derive(Template)]
#[template(path = "citizen/account/link/handed.html")]
struct Confirm {
    t: &'static Words,
    shell: Shell,
    practice: String,
}

/// Nothing is looked at for a while.
#[derive(Template)]
#[template(path = "citizen/account/link/too_many.html")]
struct TooMany {
    t: &'static Words,
    shell: Shell,
}

/// It is linked.
#[derive(Template)]
#[template(path = "citizen/account/link/done.html")]
struct Done {
    t: &'static Words,
    shell: Shell,
    practice: String,
}
page::page!(Ask, Confirm, TooMany, Done);

impl Ask {
    fn new(visit: Visit, form: &Form, faults: Faults) -> Ask {
        let t = visit.t;
        let field = |name: &str, value: &str, error| FieldView::new(name, value).with_error(error);
        let wrong = match faults.born {
            Some(BornFault::Date(fault)) => fault.wrong(),
            Some(BornFault::Future) | None => [false; 3],
        };
        let number = field("number", &form.number, faults.number.map(|fault| number_words(t, fault)));
        let practice =
            field("practice", &form.practice, faults.practice.map(|fault| practice_words(t, fault)));
        let linkage_key = field("linkage_key", "", faults.linkage_key.map(|fault| key_words(t, fault)));
        let family_error = faults.family_name.map(|_| t.msg_account_link_family_empty());
        let family_name = field("family_name", &form.family_name, family_error);
        let born = DateFields::from(form).view("born", faults.born.map(|fault| born_words(t, fault)), wrong);
        let problems = problems(&[&number, &practice, &linkage_key, &family_name, &born]);
        let shell = visit.with_errors(!problems.is_empty()).shell;
        Ask { t, shell, problems, number, practice, linkage_key, family_name, born }
    }

    /// The same words whatever does not match, beside no field. They lead to the first, where checking begins.
    fn mismatch(visit: Visit, form: &Form) -> Ask {
        let text = visit.t.msg_account_link_wrong();
        let mut page = Ask::new(visit, form, Faults::default());
        page.shell.has_errors = true;
        page.problems.push(Problem { target: page.number.id.clone(), text });
        page
    }
}

/// Shows the form; or, where NHS login has handed over what stands on a letter, asks for nothing but to go on.
pub async fn show(visit: Visit, handed: HandedOver, Parked(parked): Parked<Form>) -> Response {
    let wants_to_type = parked.is_some() || visit.shell.query.split('&').any(|pair| pair == "letter=yes");
    match handed.practice().filter(|_| !wants_to_type) {
        Some(practice) => {
            let practice = practice.to_owned();
            Confirm { t: visit.t, shell: visit.shell, practice }.into_response()
        }
        None => Ask::new(visit, &parked.unwrap_or_default(), Faults::default()).into_response(),
    }
}

/// Links the account. A shape that no letter has is said before anything is looked at, and counts as no try.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    handed: HandedOver,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let reader = handed.reader.id;
    if form.is_handed() {
        return match handed.take().await? {
            Some(handed) => answer(visit, &form, link_handed(&app, reader, handed).await),
            // It was pressed twice, or linked in another tab.
            None => Ok(Redirect::to("/account").into_response()),
        };
    }
    match form.parse(app.clock.today_in_london()) {
        Ok(typed) => {
            let outcome = link(&app, reader, signed_in(reader), &typed).await;
            if outcome.is_ok() && handed.practice().is_some() {
                handed.take().await?;
            }
            answer(visit, &form, outcome)
        }
        Err(faults) => Ok(again(Ask::new(visit, &form, faults))),
    }
}

fn answer(visit: Visit, form: &Form, outcome: Result<accounts::Done, Failed>) -> Result<Response, Failure> {
    match outcome {
        Ok(done) => Ok(Redirect::to(&format!("/account/{}/linked", done.after.id)).into_response()),
        Err(Failed::Refused(Refusal::NotMatched)) => Ok(again(Ask::mismatch(visit, form))),
        Err(Failed::Refused(Refusal::TooManyTries)) => {
            let page = TooMany { t: visit.t, shell: visit.shell };
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Says that it is linked.
pub async fn done(visit: Visit, held: Held) -> Response {
    if !held.is_linked() {
        return Redirect::to("/account").into_response();
    }
    Done { t: visit.t, shell: visit.shell, practice: held.holding.practice_name }.into_response()
}

fn again(page: Ask) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn number_words(t: &Words, fault: Fault) -> String {
    match fault {
        Fault::Empty => t.msg_account_link_number_empty(),
        Fault::Unfit => t.msg_account_link_number_unfit(),
    }
}

fn practice_words(t: &Words, fault: Fault) -> String {
    match fault {
        Fault::Empty => t.msg_account_link_practice_empty(),
        Fault::Unfit => t.msg_account_link_practice_unfit(),
    }
}

fn key_words(t: &Words, fault: Fault) -> String {
    match fault {
        Fault::Empty => t.msg_account_link_key_empty(),
        Fault::Unfit => t.msg_account_link_key_unfit(),
    }
}

fn born_words(t: &Words, fault: BornFault) -> String {
    match fault {
        BornFault::Date(DateFault::Empty) => t.msg_account_link_born_empty(),
        BornFault::Date(DateFault::Missing(parts)) => {
            t.msg_account_link_born_missing(missing_parts(t, parts))
        }
        BornFault::Date(DateFault::Unreadable(_)) => t.msg_parts_date_unreadable(),
        BornFault::Date(DateFault::ShortYear(_)) => t.msg_parts_date_short_year(),
        BornFault::Date(DateFault::NotReal(_)) => t.msg_account_link_born_not_real(),
        BornFault::Future => t.msg_account_link_born_future(),
    }
}
