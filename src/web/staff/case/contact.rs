//! The form that records an attempt to reach one of the two people.

use serde::Deserialize;
use time::Date;

use crate::locale::Words;
use crate::web::form::{DateFault, DateFields, TextFault, parse_date};
use crate::web::parts::{Choice, DateView, FieldView, Problem, problems};
use crate::web::staff::words as staff_words;
use domain::contact_attempt::{ContactAttempt, ContactDayFault, ContactOutcome, ContactWay, Whom};
use domain::text;

/// The form, as typed. No `Debug`: its note may say things of the patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    whom: String,
    way: String,
    outcome: String,
    #[serde(rename = "on-day")]
    on_day: String,
    #[serde(rename = "on-month")]
    on_month: String,
    #[serde(rename = "on-year")]
    on_year: String,
    contact_note: String,
}

/// What is wrong with it, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ContactFaults {
    whom: bool,
    way: bool,
    outcome: bool,
    on: Option<OnFault>,
    note: Option<TextFault>,
}

/// Why the day is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnFault {
    Date(DateFault),
    Day(ContactDayFault),
}

/// The form as the page shows it.
pub struct ContactView {
    /// Whom.
    pub whom: FieldView,
    /// Both people.
    pub people: Vec<Choice>,
    /// How.
    pub way: FieldView,
    /// All ways.
    pub ways: Vec<Choice>,
    /// What came of it.
    pub outcome: FieldView,
    /// All that can come of it.
    pub outcomes: Vec<Choice>,
    /// When.
    pub on: DateView,
    /// What is noted.
    pub note: FieldView,
    /// Whether somebody is writing in it.
    pub is_begun: bool,
}

impl ContactForm {
    /// An empty form, of today.
    pub fn new(today: Date) -> ContactForm {
        let DateFields { day, month, year } = DateFields::of(today);
        ContactForm { on_day: day, on_month: month, on_year: year, ..ContactForm::default() }
    }

    /// The attempt, about a request of the day `requested`.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, requested: Date, today: Date) -> Result<ContactAttempt, ContactFaults> {
        let whom = Whom::from_code(&self.whom);
        let way = ContactWay::from_code(&self.way);
        let outcome = ContactOutcome::from_code(&self.outcome);
        let on = parse_date(&self.on())
            .map_err(OnFault::Date)
            .and_then(|day| ContactAttempt::may_be_on(day, requested, today).map_err(OnFault::Day));
        let note = text::note(&self.contact_note);
        match (whom, way, outcome, on, note) {
            (Some(whom), Some(way), Some(outcome), Ok(day), Ok(note)) => {
                Ok(ContactAttempt { whom, way, outcome, day, note: note.unwrap_or_default() })
            }
            (whom, way, outcome, on, note) => Err(ContactFaults {
                whom: whom.is_none(),
                way: way.is_none(),
                outcome: outcome.is_none(),
                on: on.err(),
                note: note.err(),
            }),
        }
    }

    fn on(&self) -> DateFields {
        let (day, month) = (self.on_day.clone(), self.on_month.clone());
        DateFields { day, month, year: self.on_year.clone() }
    }

    /// The form with what is wrong; `is_begun` where somebody is writing in it.
    pub fn view(&self, t: &Words, faults: ContactFaults, is_begun: bool) -> ContactView {
        let field = |name: &str, value: &str, wrong: bool, words: fn(&Words) -> String| {
            FieldView::new(name, value).with_error(wrong.then(|| words(t)))
        };
        let (error, wrong) = on_words(t, faults.on);
        let note = faults.note.map(|fault| staff_words::note_fault(t, fault));
        ContactView {
            whom: field("whom", &self.whom, faults.whom, Words::msg_contacts_whom_empty),
            people: staff_words::both(t),
            way: field("way", &self.way, faults.way, Words::msg_contacts_way_empty),
            ways: ContactWay::ALL.map(|one| Choice::new(one.code(), staff_words::contact_way(t, one))).into(),
            outcome: field("outcome", &self.outcome, faults.outcome, Words::msg_contacts_outcome_empty),
            outcomes: ContactOutcome::ALL
                .map(|one| Choice::new(one.code(), staff_words::contact_outcome(t, one)))
                .into(),
            on: self.on().view("on", error, wrong),
            note: FieldView::new("contact_note", &self.contact_note).with_error(note),
            is_begun,
        }
    }
}

fn on_words(t: &Words, fault: Option<OnFault>) -> (Option<String>, [bool; 3]) {
    match fault {
        None => (None, [false; 3]),
        Some(OnFault::Day(ContactDayFault::Ahead)) => (Some(t.msg_contacts_on_ahead()), [false; 3]),
        Some(OnFault::Day(ContactDayFault::BeforeRequest)) => (Some(t.msg_contacts_on_before()), [false; 3]),
        Some(OnFault::Date(fault)) => (Some(staff_words::day_fault(t, fault)), fault.wrong()),
    }
}

impl ContactView {
    /// What is wrong, in the order of the form.
    pub fn problems(&self) -> Vec<Problem> {
        problems(&[&self.whom, &self.way, &self.outcome, &self.on, &self.note])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 27);

    fn typed(change: impl FnOnce(&mut ContactForm)) -> Result<ContactAttempt, ContactFaults> {
        let mut form = ContactForm::new(TODAY);
        form.whom = "patient".into();
        form.way = "phone".into();
        form.outcome = "no_answer".into();
        change(&mut form);
        form.parse(date!(2026 - 11 - 20), TODAY)
    }

    #[test]
    fn a_call_of_today_needs_only_three_answers() {
        let attempt = typed(|_| {}).ok();
        assert_eq!(attempt.map(|one| (one.day, one.note)), Some((TODAY, String::new())));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = ContactForm::default().parse(TODAY, TODAY).err();
        let on = Some(OnFault::Date(DateFault::Empty));
        assert_eq!(wrong, Some(ContactFaults { whom: true, way: true, outcome: true, on, note: None }));
        let long = typed(|form| form.contact_note = "x".repeat(text::NOTE_LIMIT + 1)).err();
        assert_eq!(long.and_then(|faults| faults.note), Some(TextFault::TooLong));
    }

    #[test]
    fn a_day_to_come_is_no_day_of_a_call() {
        let ahead = typed(|form| form.on_day = "28".into()).err();
        assert_eq!(ahead.and_then(|faults| faults.on), Some(OnFault::Day(ContactDayFault::Ahead)));
        assert!(typed(|form| form.on_day = "20".into()).is_ok());
    }
}
