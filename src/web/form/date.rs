//! Dates in three inputs.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::web::parts::DateView;

/// Day, month and year as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateFields {
    /// Day of the month.
    pub day: String,
    /// Number of the month.
    pub month: String,
    /// Four digits.
    pub year: String,
}

/// Why three inputs are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// All three are empty.
    Empty,
    /// Some are empty: day, month, year.
    Missing([bool; 3]),
    /// There is no such day; which inputs are wrong.
    NotReal([bool; 3]),
}

impl DateFault {
    /// Which of the three inputs are marked.
    pub fn wrong(self) -> [bool; 3] {
        match self {
            DateFault::Empty => [true; 3],
            DateFault::Missing(wrong) | DateFault::NotReal(wrong) => wrong,
        }
    }
}

impl DateFields {
    /// The date as it is typed.
    pub fn of(date: Date) -> DateFields {
        DateFields {
            day: date.day().to_string(),
            month: u8::from(date.month()).to_string(),
            year: date.year().to_string(),
        }
    }

    /// The three inputs named after `name`, with what is wrong.
    pub fn view(&self, name: &str, error: Option<String>, wrong: [bool; 3]) -> DateView {
        DateView::new(name, &self.day, &self.month, &self.year).with_error(error, wrong)
    }
}

/// Reads the three inputs; spaces around them and leading zeros do not matter.
///
/// # Errors
/// See [`DateFault`].
pub fn parse_date(fields: &DateFields) -> Result<Date, DateFault> {
    let [day, month, year] = [&fields.day, &fields.month, &fields.year].map(|text| text.trim());
    let missing = [day.is_empty(), month.is_empty(), year.is_empty()];
    if missing == [true; 3] {
        return Err(DateFault::Empty);
    }
    if missing.contains(&true) {
        return Err(DateFault::Missing(missing));
    }
    let day = number(day, 2).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
    let month =
        number(month, 2).and_then(|month| u8::try_from(month).ok()).and_then(|m| Month::try_from(m).ok());
    let year = number(year, 4).filter(|year| *year >= 1000).and_then(|year| i32::try_from(year).ok());
    let (Some(day), Some(month), Some(year)) = (day, month, year) else {
        return Err(DateFault::NotReal([day.is_none(), month.is_none(), year.is_none()]));
    };
    Date::from_calendar_date(year, month, day).map_err(|_| DateFault::NotReal([true, false, false]))
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn typed(day: &str, month: &str, year: &str) -> Result<Date, DateFault> {
        parse_date(&DateFields { day: day.into(), month: month.into(), year: year.into() })
    }

    #[test]
    fn days_that_exist_are_read() {
        assert_eq!(typed("29", "2", "1980"), Ok(date!(1980 - 02 - 29)));
        assert_eq!(typed(" 01 ", "06", "2011"), Ok(date!(2011 - 06 - 01)));
    }

    #[test]
    fn each_fault_marks_its_inputs() {
        assert_eq!(typed("", " ", ""), Err(DateFault::Empty));
        assert_eq!(typed("1", "", "1980"), Err(DateFault::Missing([false, true, false])));
        assert_eq!(typed("29", "2", "1981"), Err(DateFault::NotReal([true, false, false])));
        assert_eq!(typed("1", "13", "1981"), Err(DateFault::NotReal([false, true, false])));
        assert_eq!(typed("1", "1", "81"), Err(DateFault::NotReal([false, false, true])));
        assert_eq!(typed("one", "1", "1981"), Err(DateFault::NotReal([true, false, false])));
        assert_eq!(typed("1", "1", "19810"), Err(DateFault::NotReal([false, false, true])));
    }
}
