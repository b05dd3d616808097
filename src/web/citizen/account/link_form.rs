//! What somebody copies from a letter, as typed and as meant.

use serde::Deserialize;
use time::Date;

use crate::actions::accounts::link::Typed;
use crate::web::form::{DateFault, DateFields, parse_date};
use domain::OdsCode;
use domain::account::{AccountNumber, LinkageKey};

/// The form, as typed. No `Debug`: it holds a key, which no page shows again.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(super) number: String,
    pub(super) practice: String,
    linkage_key: String,
    pub(super) family_name: String,
    #[serde(rename = "born-day")]
    born_day: String,
    #[serde(rename = "born-month")]
    born_month: String,
    #[serde(rename = "born-year")]
    born_year: String,
    handed: String,
}

/// What is wrong with the shape of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Empty,
    Unfit,
}

/// Why a date is no date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BornFault {
    Date(DateFault),
    Future,
}

/// What is wrong, field by field: of the shape alone, which tells nothing of any account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    pub(super) number: Option<Fault>,
    pub(super) practice: Option<Fault>,
    pub(super) linkage_key: Option<Fault>,
    pub(super) family_name: Option<Fault>,
    pub(super) born: Option<BornFault>,
}

impl Form {
    /// Whether it is the one that types nothing.
    pub fn is_handed(&self) -> bool {
        self.handed == "yes"
    }

    /// What the form means on `today`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn parse(&self, today: Date) -> Result<Typed, Faults> {
        let born = born(&DateFields::from(self), today);
        let faults = Faults {
            number: fault(&self.number, |text| AccountNumber::parse(text).is_some()),
            practice: fault(&self.practice, |text| OdsCode::parse(text).is_ok()),
            linkage_key: fault(&self.linkage_key, |text| LinkageKey::parse(text).is_some()),
            family_name: fault(&self.family_name, |_| true),
            born: born.err(),
        };
        match born {
            Ok(birth_date) if faults == Faults::default() => Ok(Typed {
                number: self.number.clone(),
                practice: self.practice.clone(),
                key: self.linkage_key.clone(),
                family_name: self.family_name.trim().to_owned(),
                birth_date,
            }),
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

fn fault(text: &str, is_fit: impl Fn(&str) -> bool) -> Option<Fault> {
    match text.trim() {
        "" => Some(Fault::Empty),
        text => (!is_fit(text)).then_some(Fault::Unfit),
    }
}

fn born(fields: &DateFields, today: Date) -> Result<Date, BornFault> {
    let date = parse_date(fields).map_err(BornFault::Date)?;
    if date > today { Err(BornFault::Future) } else { Ok(date) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 12 - 01);

    fn good() -> Form {
        Form {
            number: "123 456 789".to_owned(),
            practice: " a81001 ".to_owned(),
            linkage_key: "2222-2222-2222-2222".to_owned(),
            family_name: " O'Neill ".to_owned(),
            born_day: "12".to_owned(),
            born_month: "3".to_owned(),
            born_year: "1951".to_owned(),
            handed: String::new(),
        }
    }

    fn faults(form: &Form) -> Faults {
        form.parse(TODAY).err().unwrap_or_default()
    }

    #[test]
    fn what_stands_on_a_letter_is_taken_as_it_is_typed() {
        let typed = good().parse(TODAY).ok().unwrap();
        assert_eq!((typed.family_name.as_str(), typed.birth_date), ("O'Neill", date!(1951 - 03 - 12)));
        assert_eq!(typed.number, "123 456 789");
    }

    #[test]
    fn a_shape_that_no_letter_has_is_said_of_its_field() {
        let none = Faults::default();
        let (empty, unfit) = (Some(Fault::Empty), Some(Fault::Unfit));
        let blank = || " ".to_owned();
        assert_eq!(faults(&Form { number: blank(), ..good() }), Faults { number: empty, ..none });
        assert_eq!(
            faults(&Form { number: "12345678".to_owned(), ..good() }),
            Faults { number: unfit, ..none }
        );
        assert_eq!(faults(&Form { practice: "A8".to_owned(), ..good() }), Faults { practice: unfit, ..none });
        assert_eq!(faults(&Form { linkage_key: blank(), ..good() }), Faults { linkage_key: empty, ..none });
        let short = Form { linkage_key: "2222".to_owned(), ..good() };
        assert_eq!(faults(&short), Faults { linkage_key: unfit, ..none });
        assert_eq!(faults(&Form { family_name: blank(), ..good() }), Faults { family_name: empty, ..none });
        let tomorrow = Form {
            born_day: "2".to_owned(),
            born_month: "12".to_owned(),
            born_year: "2026".to_owned(),
            ..good()
        };
        assert_eq!(faults(&tomorrow), Faults { born: Some(BornFault::Future), ..none });
    }
}
