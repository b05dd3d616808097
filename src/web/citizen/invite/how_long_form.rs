//! The answer to "for how long", as typed and as meant; also where other access is asked for later.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::locale::Words;
use crate::web::form::{DateFault, DateFields, missing_parts, parse_date};
use crate::web::parts::{Choice, DateView, FieldView};
use domain::Access;

/// The form, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(in crate::web::citizen) how_long: String,
    #[serde(rename = "ends-day")]
    pub(in crate::web::citizen) ends_day: String,
    #[serde(rename = "ends-month")]
    pub(in crate::web::citizen) ends_month: String,
    #[serde(rename = "ends-year")]
    pub(in crate::web::citizen) ends_year: String,
}

/// The question as a page shows it.
pub struct Asked {
    /// Until a day, or with no end.
    pub how_long: FieldView,
    /// The two.
    pub choices: Vec<Choice>,
    /// The day.
    pub ends: DateView,
}

/// Why the answer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was chosen.
    NotChosen,
    /// The end date is no date.
    Date(DateFault),
    /// The end date is not in the future.
    NotFuture,
    /// The end date is more than ten years away.
    TooFar,
}

impl Form {
    /// The last day, or none when there is to be no end.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn parse(&self, today: Date) -> Result<Option<Date>, Fault> {
        match self.how_long.as_str() {
            "until" => {}
            "no_end" => return Ok(None),
            _ => return Err(Fault::NotChosen),
        }
        let ends = parse_date(&DateFields::from(self)).map_err(Fault::Date)?;
        match ends {
            _ if ends <= today => Err(Fault::NotFuture),
            _ if !Access::may_end(ends, today) => Err(Fault::TooFar),
            _ => Ok(Some(ends)),
        }
    }

    /// The form with nothing in it but the answer: only that is kept.
    pub fn of(ends: Option<Date>) -> Form {
        let Some(ends) = ends else { return Form { how_long: "no_end".to_owned(), ..Form::default() } };
        let DateFields { day: ends_day, month: ends_month, year: ends_year } = DateFields::of(ends);
        Form { how_long: "until".to_owned(), ends_day, ends_month, ends_year }
    }
}

impl Form {
    /// The question with its answer, and what is wrong with it.
    pub fn asked(&self, t: &Words, fault: Option<Fault>) -> Asked {
        let words = fault.map(|fault| words(t, fault));
        let is_choice = fault == Some(Fault::NotChosen);
        let wrong = match fault {
            Some(Fault::Date(fault)) => fault.wrong(),
            Some(Fault::NotChosen | Fault::NotFuture | Fault::TooFar) | None => [false; 3],
        };
        let how_long =
            FieldView::new("how_long", &self.how_long).with_error(words.clone().filter(|_| is_choice));
        let ends = DateFields::from(self).view("ends", words.filter(|_| !is_choice), wrong);
        let choices = vec![
            Choice::new("until", t.msg_invite_how_long_until()).revealing(),
            Choice::new("no_end", t.msg_invite_how_long_no_end()).hint(t.msg_invite_how_long_no_end_hint()),
        ];
        Asked { how_long, choices, ends }
    }
}

impl From<&Form> for DateFields {
    fn from(form: &Form) -> DateFields {
        DateFields {
            day: form.ends_day.clone(),
            month: form.ends_month.clone(),
            year: form.ends_year.clone(),
        }
    }
}

fn words(t: &Words, fault: Fault) -> String {
    match fault {
        Fault::NotChosen => t.msg_invite_how_long_empty(),
        Fault::Date(DateFault::Empty) => t.msg_invite_how_long_ends_empty(),
        Fault::Date(DateFault::Missing(parts)) => t.msg_invite_how_long_ends_missing(missing_parts(t, parts)),
        Fault::Date(DateFault::Unreadable(_)) => t.msg_parts_date_unreadable(),
        Fault::Date(DateFault::ShortYear(_)) => t.msg_parts_date_short_year(),
        Fault::Date(DateFault::NotReal(_)) => t.msg_invite_how_long_ends_not_real(),
        Fault::NotFuture => t.msg_invite_how_long_ends_past(),
        Fault::TooFar => t.msg_invite_how_long_ends_far(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn an_end_date_must_be_to_come_and_near() {
        let today = date!(2026 - 11 - 21);
        let until = |day: &str, month: &str, year: &str| {
            let (ends_day, ends_month, ends_year) = (day.to_owned(), month.to_owned(), year.to_owned());
            Form { how_long: "until".to_owned(), ends_day, ends_month, ends_year }.parse(today)
        };
        assert_eq!(until("22", "11", "2026"), Ok(Some(date!(2026 - 11 - 22))));
        assert_eq!(until("21", "11", "2026"), Err(Fault::NotFuture));
        assert_eq!(until("1", "1", "2037"), Err(Fault::TooFar));
        assert_eq!(until("29", "2", "2027"), Err(Fault::Date(DateFault::NotReal([true, false, false]))));
        assert_eq!(until("", "", ""), Err(Fault::Date(DateFault::Empty)));
        assert_eq!(Form { how_long: "no_end".to_owned(), ..Form::default() }.parse(today), Ok(None));
        assert_eq!(Form::default().parse(today), Err(Fault::NotChosen));
    }
}
