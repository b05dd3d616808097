//! Asking for a record: of the patient of a case, or of one whose number is typed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::health_record::fetch::{NotAsked, Wish, ask};
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::case;
use crate::storage::views::record_fetches;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::parts::{Problem, unbroken};
use crate::web::session::Staff;
use crate::web::staff::opened::Opened as OpenedCase;
use crate::web::visit::{Fields as Sent, Parked, Visit};

use super::form::{Fields, Form, Read};
use super::opened::home;

#[derive(Template)]
#[template(path = "staff/record_fetch/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    caption: String,
    problems: Vec<Problem>,
    form: Fields,
}
page::page!(Ask);

/// Where a form stands.
struct Place {
    back: String,
    caption: String,
}

/// Asks whose record, and from whom.
///
/// # Errors
/// [`Failure::NotFound`] where this practice can ask nobody.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Parked(parked): Parked<Form>,
) -> Result<Ask, Failure> {
    may_ask(&app, &staff)?;
    let form = parked.unwrap_or_default().fields(visit.t, true);
    Ok(page(visit, of_practice(&staff), form, None))
}

/// Asks for it.
///
/// # Errors
/// As [`show`]; when the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Sent(form): Sent<Form>,
) -> Result<Response, Failure> {
    may_ask(&app, &staff)?;
    let (t, place) = (visit.t, of_practice(&staff));
    let read = match form.read(t, true, app.clock.today_in_london()) {
        Ok(read) => read,
        Err(fields) => return Ok(again(page(visit, place, *fields, None))),
    };
    let Some(typed) = &read.typed else { return Err(Failure::BadRequest) };
    let wish = Wish {
        practice: &staff.practice,
        number: &typed.number,
        born: Some(typed.born),
        name: None,
        from: (&read.from, None),
        with_confidential: read.with_confidential,
        case: None,
        by: (staff.id, Some(staff.role.role_id.as_str())),
    };
    let asked = ask(&app, &wish).await;
    answer(asked, t, |words| again(page(visit, place, form.fields(t, true), Some(words))))
}

/// Asks from whom, for the patient of a case.
///
/// # Errors
/// As [`show`]; when the database fails.
pub async fn show_of_case(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: OpenedCase,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    may_ask(&app, &opened.staff)?;
    let number = &opened.case.delegator.nhs_number;
    let known = record_fetches::of_patient(&app.db, &opened.staff.practice, number).await?;
    if let Some(known) = known.filter(|known| known.state.is_open()) {
        return Ok(Redirect::to(&home(known.id)).into_response());
    }
    let former = case::former(&app.db, &opened.case.delegation).await?;
    let begun = Form::begun(former.as_ref().map(|former| &former.delegation.practice));
    let form = parked.unwrap_or(begun).fields(visit.t, false);
    let place = of_case(visit.t, &opened);
    Ok(page(visit, place, form, None).into_response())
}

/// Asks for it, for the patient of a case.
///
/// # Errors
/// As [`show_of_case`].
pub async fn send_of_case(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: OpenedCase,
    Sent(form): Sent<Form>,
) -> Result<Response, Failure> {
    may_ask(&app, &opened.staff)?;
    let (t, place) = (visit.t, of_case(visit.t, &opened));
    let Read { from, with_confidential, .. } = match form.read(t, false, app.clock.today_in_london()) {
        Ok(read) => read,
        Err(fields) => return Ok(again(page(visit, place, *fields, None))),
    };
    let former = case::former(&app.db, &opened.case.delegation).await?;
    let named = former.filter(|former| former.delegation.practice == from).map(|former| former.practice);
    let (patient, staff) = (&opened.case.delegator, &opened.staff);
    let wish = Wish {
        practice: &staff.practice,
        number: &patient.nhs_number,
        born: patient.birth_date,
        name: Some(&patient.name),
        from: (&from, named.as_deref()),
        with_confidential,
        case: Some(opened.id().0),
        by: (staff.id, Some(staff.role.role_id.as_str())),
    };
    let asked = ask(&app, &wish).await;
    answer(asked, t, |words| again(page(visit, place, form.fields(t, false), Some(words))))
}

/// Whether this practice can ask anybody.
fn may_ask(app: &App, staff: &Staff) -> Result<(), Failure> {
    let client = app.gp_connect.as_ref().filter(|client| client.speaks_for(&staff.practice));
    client.map(|_| ()).ok_or(Failure::NotFound)
}

/// Leads to the record's page, or says on the form why it is not asked for.
fn answer(
    asked: Result<uuid::Uuid, NotAsked>,
    t: &Words,
    refused: impl FnOnce(String) -> Response,
) -> Result<Response, Failure> {
    match asked {
        Ok(id) => Ok(Redirect::to(&home(id)).into_response()),
        Err(NotAsked::UnderWay) => Ok(refused(t.msg_record_fetch_under_way())),
        Err(NotAsked::Oneself) => Ok(refused(t.msg_record_fetch_oneself())),
        Err(NotAsked::NotSetUp) => Err(Failure::NotFound),
        Err(NotAsked::Storage(error)) => Err(error.into()),
    }
}

fn of_practice(staff: &Staff) -> Place {
    Place { back: "/staff/record-fetches".to_owned(), caption: staff.practice_name.clone() }
}

fn of_case(t: &Words, opened: &OpenedCase) -> Place {
    let patient = &opened.case.delegator;
    let number = unbroken(&patient.nhs_number.spaced());
    Place { back: opened.home(), caption: t.msg_record_fetch_who(patient.name.full(), number) }
}

/// The form; `refused` says why what was asked for cannot be.
fn page(visit: Visit, place: Place, mut form: Fields, refused: Option<String>) -> Ask {
    if refused.is_some() {
        form.from.error = refused;
    }
    let problems = form.problems();
    Ask {
        t: visit.t,
        back: place.back,
        caption: place.caption,
        form,
        shell: visit.with_errors(!problems.is_empty()).shell,
        problems,
    }
}

/// The form again, with what is wrong.
fn again(page: Ask) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
