//! The answer to who is invited, as typed and as meant.

use serde::{Deserialize, Serialize};
use time::Date;
use validator::Validate;

use crate::web::form::{DateFault, DateFields, TextFault, filled, parse_date, printable, text_fault};
use domain::nhs_number::NhsNumberFault;
use domain::{EmailAddress, NhsNumber, PersonName};

/// What the box is worth that says that there is no address.
pub(super) const BY_CODE: &str = "yes";

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct Form {
    /// Given names; none for who has only one name.
    #[validate(length(max = 100), custom(function = "printable"))]
    pub given_name: String,
    /// Family name, or the only one.
    #[validate(length(max = 100), custom(function = "filled"), custom(function = "printable"))]
    pub family_name: String,
    #[serde(rename = "born-day")]
    born_day: String,
    #[serde(rename = "born-month")]
    born_month: String,
    #[serde(rename = "born-year")]
    born_year: String,
    pub(super) nhs_number: String,
    #[validate(length(max = 254), custom(function = "filled"), custom(function = "printable"))]
    pub(super) email: String,
    by_code: Vec<String>,
}

/// The delegate as described.
pub struct Who {
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Date,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Address; none where the delegator passes the invitation on themselves.
    pub email: Option<EmailAddress>,
}

/// Why a date is no date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BornFault {
    Date(DateFault),
    Future,
    LongAgo,
}

/// Why a text is not the delegate's NHS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFault {
    Empty,
    Number(NhsNumberFault),
    Own,
}

/// What is wrong, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    pub(super) given_name: Option<TextFault>,
    pub(super) family_name: Option<TextFault>,
    pub(super) born: Option<BornFault>,
    pub(super) nhs_number: Option<NumberFault>,
    pub(super) email: Option<TextFault>,
}

impl Form {
    /// Whether the delegator passes the invitation on themselves: an address counts for nothing then.
    pub fn is_by_code(&self) -> bool {
        self.by_code.iter().any(|value| value == BY_CODE)
    }

    /// Whether both name the same person, who is known by the NHS number: it has to be given, names may be corrected.
    pub(super) fn names_the_same(&self, other: &Form) -> bool {
        NhsNumber::parse(self.nhs_number.trim()).ok() == NhsNumber::parse(other.nhs_number.trim()).ok()
    }

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
        let by_code = self.is_by_code();
        let email = if by_code { Ok(None) } else { EmailAddress::parse(&self.email).map(Some) };
        let email_fault = text_fault(&checked, "email").or(email.is_err().then_some(TextFault::Unfit));
        let faults = Faults {
            given_name: text_fault(&checked, "given_name"),
            family_name: text_fault(&checked, "family_name"),
            born: born.err(),
            nhs_number: nhs_number.as_ref().err().copied(),
            email: email_fault.filter(|_| !by_code),
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
