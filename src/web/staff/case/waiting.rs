//! Waiting for one of the two people: the form, and what the page says while it lasts.

use serde::Deserialize;
use time::Date;

use crate::locale::{Language, Words, date_long, date_time, words};
use crate::storage::views::case::{Past, Waited};
use crate::web::form::{DateFault, DateFields, TextFault, parse_date};
use crate::web::parts::{Choice, DateView, FieldView, Problem, problems};
use crate::web::staff::words as staff_words;
use domain::contact_attempt::Whom;
use domain::text;
use domain::waiting::{UntilFault, Waiting};

/// The form, as typed. No `Debug`: the reason may say things of the patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct WaitingForm {
    wait_for: String,
    #[serde(rename = "until-day")]
    until_day: String,
    #[serde(rename = "until-month")]
    until_month: String,
    #[serde(rename = "until-year")]
    until_year: String,
    wait_reason: String,
}

/// What is wrong with it, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingFaults {
    whom: bool,
    until: Option<DayFault>,
    reason: Option<TextFault>,
}

/// Why the day is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DayFault {
    Date(DateFault),
    Until(UntilFault),
}

/// The form as the page shows it.
pub struct WaitingView {
    /// For whom.
    pub whom: FieldView,
    /// Both people.
    pub people: Vec<Choice>,
    /// Until when.
    pub until: DateView,
    /// Why.
    pub reason: FieldView,
    /// Whether somebody is writing in it.
    pub is_begun: bool,
}

/// What is waited for, and what the way to say so is called.
pub struct Waits {
    /// What is waited for now, if anything.
    pub now: Option<WaitingNow>,
    /// What the form is called.
    pub title: String,
}

/// What is waited for now, in words.
pub struct WaitingNow {
    /// For whom, and until when.
    pub what: String,
    /// Why, line by line.
    pub reason: Vec<String>,
    /// Who said so, and when.
    pub by: String,
}

impl WaitingForm {
    /// What is to be waited for.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, today: Date) -> Result<Waiting, WaitingFaults> {
        let whom = Whom::from_code(&self.wait_for);
        let until = parse_date(&self.until())
            .map_err(DayFault::Date)
            .and_then(|until| Waiting::may_last(until, today).map_err(DayFault::Until));
        let reason = text::note(&self.wait_reason);
        match (whom, until, reason) {
            (Some(whom), Ok(until), Ok(reason)) => {
                Ok(Waiting { whom, until, reason: reason.unwrap_or_default() })
            }
            (whom, until, reason) => {
                Err(WaitingFaults { whom: whom.is_none(), until: until.err(), reason: reason.err() })
            }
        }
    }

    fn until(&self) -> DateFields {
        let (day, month) = (self.until_day.clone(), self.until_month.clone());
        DateFields { day, month, year: self.until_year.clone() }
    }

    /// The form with what is wrong; `is_begun` where somebody is writing in it.
    pub fn view(&self, t: &Words, faults: WaitingFaults, is_begun: bool) -> WaitingView {
        let (error, wrong) = until_words(t, faults.until);
        let whom = faults.whom.then(|| t.msg_waiting_for_empty());
        let reason = faults.reason.map(|fault| match fault {
            TextFault::TooLong => t.msg_waiting_reason_long(),
            TextFault::Empty | TextFault::Unfit => t.msg_waiting_reason_unfit(),
        });
        WaitingView {
            whom: FieldView::new("wait_for", &self.wait_for).with_error(whom),
            people: staff_words::both(t),
            until: self.until().view("until", error, wrong),
            reason: FieldView::new("wait_reason", &self.wait_reason).with_error(reason),
            is_begun,
        }
    }
}

fn until_words(t: &Words, fault: Option<DayFault>) -> (Option<String>, [bool; 3]) {
    match fault {
        None => (None, [false; 3]),
        Some(DayFault::Until(UntilFault::NotAhead)) => (Some(t.msg_waiting_until_not_ahead()), [false; 3]),
        Some(DayFault::Until(UntilFault::Far)) => (Some(t.msg_waiting_until_far()), [false; 3]),
        Some(DayFault::Date(fault)) => (Some(staff_words::day_fault(t, fault)), fault.wrong()),
    }
}

impl WaitingView {
    /// What is wrong, in the order of the form.
    pub fn problems(&self) -> Vec<Problem> {
        problems(&[&self.whom, &self.until, &self.reason])
    }
}

/// What is waited for: whom and until when can be changed while it lasts.
pub fn waits(language: Language, past: &Past) -> Waits {
    let (t, now) = (words(language), now(language, past));
    let title = if now.is_some() { t.msg_waiting_change() } else { t.msg_waiting_title() };
    Waits { now, title }
}

fn now(language: Language, past: &Past) -> Option<WaitingNow> {
    let waited = past.waits.iter().rev().find(|waited| waited.lasts)?;
    let by = words(language).msg_waiting_by(waited.name.as_str(), date_time(waited.at, language));
    Some(WaitingNow { what: what(language, waited), reason: reason(waited), by })
}

/// For whom, and until when.
pub fn what(language: Language, waited: &Waited) -> String {
    let (t, until) = (words(language), date_long(waited.waiting.until, language));
    match waited.waiting.whom {
        Whom::Patient => t.msg_waiting_patient(until),
        Whom::TrustedPerson => t.msg_waiting_trusted(until),
    }
}

/// Why, line by line.
pub fn reason(waited: &Waited) -> Vec<String> {
    waited.waiting.reason.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_day_that_is_typed_is_tomorrow_at_the_earliest() {
        let mut form = WaitingForm { wait_for: "patient".into(), ..WaitingForm::default() };
        let today = date!(2026 - 11 - 27);
        let faults = |form: &WaitingForm| form.parse(today).err().and_then(|faults| faults.until);
        assert_eq!(faults(&form), Some(DayFault::Date(DateFault::Empty)));
        form.until_day = "27 Nov 2026".into();
        assert_eq!(faults(&form), Some(DayFault::Until(UntilFault::NotAhead)));
        form.until_day = "4 Dec 2026".into();
        assert_eq!(form.parse(today).ok().map(|waiting| waiting.until), Some(date!(2026 - 12 - 04)));
    }
}
