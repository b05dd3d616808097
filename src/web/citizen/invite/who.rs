//! Who is invited.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use time::Date;
use validator::Validate;

use crate::actions::request::is_own_number;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::form::{DateFault, DateFields, TextFault, filled, parse_date, printable, text_fault};
use crate::web::page::{self, Shell};
use crate::web::parts::{DateView, FieldView, Problem, problems};
use crate::web::visit::{Fields, Parked, Visit};
use domain::nhs_number::NhsNumberFault;
use domain::person::is_adult;
use domain::{EmailAddress, NhsNumber, PersonName};

use super::answers::Step;
use super::draft::Draft;

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct Form {
    /// Given names.
    #[validate(length(max = 100), custom(function = "filled"), custom(function = "printable"))]
    pub given_name: String,
    /// Family name.
    #[validate(length(max = 100), custom(function = "filled"), custom(function = "printable"))]
    pub family_name: String,
    #[serde(rename = "born-day")]
    born_day: String,
    #[serde(rename = "born-month")]
    born_month: String,
    #[serde(rename = "born-year")]
    born_year: String,
    nhs_number: String,
    #[validate(length(max = 254), custom(function = "filled"), custom(function = "printable"))]
    email: String,
}

/// The delegate as described.
pub struct Who {
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Date,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Address.
    pub email: EmailAddress,
}

/// Why a date is no date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BornFault {
    Date(DateFault),
    Future,
    LongAgo,
}

/// Why a text is not the delegate's NHS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberFault {
    Empty,
    Number(NhsNumberFault),
    Own,
}

/// What is wrong, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    given_name: Option<TextFault>,
    family_name: Option<TextFault>,
    born: Option<BornFault>,
    nhs_number: Option<NumberFault>,
    email: Option<TextFault>,
}

impl Form {
    /// What the form means on `today`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn parse(&self, today: Date) -> Result<Who, Faults> {
        let checked = self.validate();
        let born = born(&DateFields::from(self), today);
        let nhs_number = match self.nhs_number.trim() {
            "" => Err(NumberFault::Empty),
            text => NhsNumber::parse(text).map_err(NumberFault::Number),
        };
        let email = EmailAddress::parse(&self.email);
        let faults = Faults {
            given_name: text_fault(&checked, "given_name"),
            family_name: text_fault(&checked, "family_name"),
            born: born.err(),
            nhs_number: nhs_number.as_ref().err().copied(),
            email: text_fault(&checked, "email").or(email.is_err().then_some(TextFault::Unfit)),
        };
        match (born, nhs_number, email) {
            (Ok(birth_date), Ok(nhs_number), Ok(email)) if faults == Faults::default() => {
                let name = PersonName::new(self.given_name.trim(), self.family_name.trim());
                Ok(Who { name, birth_date, nhs_number, email })
            }
            _ => Err(faults),
        }
    }
}

impl From<&Form> for DateFields {
    fn from(form: &Form) -> DateFields {
        DateFields {
            day: form.born_day.clone(),
            month: form.born_month.clone(),
            year: form.born_year.clone(),
        }
    }
}

fn born(fields: &DateFields, today: Date) -> Result<Date, BornFault> {
    let date = parse_date(fields).map_err(BornFault::Date)?;
    match date {
        _ if date > today => Err(BornFault::Future),
        _ if date.year() < 1900 => Err(BornFault::LongAgo),
        _ => Ok(date),
    }
}

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
        let problems = problems(&[&given_name, &family_name, &born, &nhs_number, &email]);
        let (back, shell) = (draft.back(Step::Who), visit.with_errors(!problems.is_empty()).shell);
        Page { t, shell, back, problems, given_name, family_name, born, nhs_number, email }
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
/// When the database fails.
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
    let saved = draft.save(|answers| answers.who = Some(form)).await?;
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
        TextFault::Empty => t.msg_invite_who_given_empty(),
        TextFault::TooLong => t.msg_invite_who_given_long(),
        TextFault::Unfit => t.msg_invite_who_given_unfit(),
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
        BornFault::Date(DateFault::Missing(_)) => t.msg_invite_who_born_missing(),
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
