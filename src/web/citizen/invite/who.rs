//! Who is invited.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::actions::draft::keep_only;
use crate::actions::may_invite;
use crate::actions::request::is_own_number;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::form::{DateFault, DateFields, TextFault, missing_parts};
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, DateView, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use domain::nhs_number::NhsNumberFault;
use domain::person::is_adult;

use super::draft::Draft;
use super::step::Step;
use super::who_form::{BY_CODE, BornFault, Faults, Form, NumberFault};

#[derive(Template)]
#[template(path = "citizen/invite/who.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    problems: Vec<Problem>,
    given_name: FieldView,
    family_name: FieldView,
    born: DateView,
    nhs_number: FieldView,
    email: FieldView,
    by_code: FieldView,
    ways: Vec<Choice>,
}
page::page!(Page);

impl Page {
    fn new(visit: Visit, draft: &Draft, form: &Form, faults: Faults) -> Page {
        let t = visit.t;
        let field = |name: &str, value: &str, error| FieldView::new(name, value).with_error(error);
        let wrong = match faults.born {
            Some(BornFault::Date(fault)) => fault.wrong(),
            Some(BornFault::Future | BornFault::LongAgo) | None => [false; 3],
        };
        let given_name = field("given_name", &form.given_name, faults.given_name.map(|f| given_words(t, f)));
        let family_name =
            field("family_name", &form.family_name, faults.family_name.map(|f| family_words(t, f)));
        let born = DateFields::from(form).view("born", faults.born.map(|fault| born_words(t, fault)), wrong);
        let nhs_number = field("nhs_number", &form.nhs_number, faults.nhs_number.map(|f| number_words(t, f)));
        let email = field("email", &form.email, faults.email.map(|fault| email_words(t, fault)));
        let by_code = FieldView::new("by_code", "");
        let ways = vec![Choice::new(BY_CODE, t.msg_invite_who_by_code()).checked(form.is_by_code())];
        let problems = problems(&[&given_name, &family_name, &born, &nhs_number, &email]);
        let (back, shell) = (draft.back(Step::Who), visit.with_errors(!problems.is_empty()).shell);
        Page { t, shell, back, problems, given_name, family_name, born, nhs_number, email, by_code, ways }
    }
}

/// Shows the form.
pub async fn show(visit: Visit, draft: Draft, Parked(parked): Parked<Form>) -> Page {
    let form = parked.or(draft.answers.who.clone()).unwrap_or_default();
    Page::new(visit, &draft, &form, Faults::default())
}

/// Takes the answer. The delegator's own number is no secret to them, so the field may say so.
///
/// # Errors
/// When the reader has a request or access for this person already, or the database fails.
pub async fn answer(
    State(app): State<Arc<App>>,
    visit: Visit,
    mut draft: Draft,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let today = app.clock.today_in_london();
    let who = match form.parse(today) {
        Ok(who) => who,
        Err(faults) => return Ok(again(Page::new(visit, &draft, &form, faults))),
    };
    if is_own_number(&app, draft.citizen.id, &who.nhs_number).await? {
        let faults = Faults { nhs_number: Some(NumberFault::Own), ..Faults::default() };
        return Ok(again(Page::new(visit, &draft, &form, faults)));
    }
    may_invite::this_person(&app, draft.citizen.id, &who.nhs_number).await?;
    let saved = draft.save(|answers| answers.invite(form)).await?;
    keep_only(&app, draft.id, draft.citizen.id, &who.nhs_number).await?;
    if !is_adult(who.birth_date, today) {
        return Err(Failure::Refused(domain::delegation::Refusal::DelegateTooYoung));
    }
    Ok(saved.into_response())
}

fn again(page: Page) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn given_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::TooLong => t.msg_invite_who_given_long(),
        TextFault::Empty | TextFault::Unfit => t.msg_invite_who_given_unfit(),
    }
}

fn family_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::Empty => t.msg_invite_who_family_empty(),
        TextFault::TooLong => t.msg_invite_who_family_long(),
        TextFault::Unfit => t.msg_invite_who_family_unfit(),
    }
}

fn born_words(t: &Words, fault: BornFault) -> String {
    match fault {
        BornFault::Date(DateFault::Empty) => t.msg_invite_who_born_empty(),
        BornFault::Date(DateFault::Missing(parts)) => t.msg_invite_who_born_missing(missing_parts(t, parts)),
        BornFault::Date(DateFault::Unreadable(_)) => t.msg_parts_date_unreadable(),
        BornFault::Date(DateFault::ShortYear(_)) => t.msg_parts_date_short_year(),
        BornFault::Date(DateFault::NotReal(_)) => t.msg_invite_who_born_not_real(),
        BornFault::Future => t.msg_invite_who_born_future(),
        BornFault::LongAgo => t.msg_invite_who_born_long_ago(),
    }
}

fn number_words(t: &Words, fault: NumberFault) -> String {
    match fault {
        NumberFault::Empty => t.msg_invite_who_number_empty(),
        NumberFault::Number(NhsNumberFault::NotDigits) => t.msg_invite_who_number_not_digits(),
        NumberFault::Number(NhsNumberFault::WrongLength) => t.msg_invite_who_number_length(),
        NumberFault::Number(NhsNumberFault::WrongCheckDigit) => t.msg_invite_who_number_check(),
        NumberFault::Own => t.msg_invite_who_number_own(),
    }
}

fn email_words(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::Empty => t.msg_invite_who_email_empty(),
        TextFault::TooLong => t.msg_invite_who_email_long(),
        TextFault::Unfit => t.msg_invite_who_email_unfit(),
    }
}
