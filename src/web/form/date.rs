//! Dates in three inputs.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::locale::Words;
use crate::web::parts::DateView;

use super::written_date;

/// Day, month and year as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateFields {
    /// Day of the month.
    pub day: String,
    /// Number of the month, or its name.
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
    /// Something is neither a number nor the name of a month; which inputs are.
    Unreadable([bool; 3]),
    /// The year has fewer than four digits: nobody guesses a century.
    ShortYear([bool; 3]),
    /// There is no such day; which inputs are wrong.
    NotReal([bool; 3]),
}

impl DateFault {
    /// Which of the three inputs are marked.
    pub fn wrong(self) -> [bool; 3] {
        match self {
            DateFault::Empty => [true; 3],
            DateFault::Missing(wrong)
            | DateFault::Unreadable(wrong)
            | DateFault::ShortYear(wrong)
            | DateFault::NotReal(wrong) => wrong,
        }
    }

    /// The same fault of a date that stands whole in one of the inputs.
    fn all_in(self, place: usize) -> DateFault {
        let wrong = [place == 0, place == 1, place == 2];
        match self {
            DateFault::Empty | DateFault::Missing(_) => self,
            DateFault::Unreadable(_) => DateFault::Unreadable(wrong),
            DateFault::ShortYear(_) => DateFault::ShortYear(wrong),
            DateFault::NotReal(_) => DateFault::NotReal(wrong),
        }
    }
}

/// The parts that are missing, in words: "a day and a month".
pub fn missing_parts(t: &Words, missing: [bool; 3]) -> String {
    match missing {
        [true, false, false] => t.msg_parts_date_day(),
        [false, true, false] => t.msg_parts_date_month(),
        [false, false, true] => t.msg_parts_date_year(),
        [true, true, false] => t.msg_parts_date_day_month(),
        [true, false, true] => t.msg_parts_date_day_year(),
        [false, true, true] => t.msg_parts_date_month_year(),
        [true, true, true] | [false, false, false] => t.msg_parts_date_all(),
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

/// Reads the three inputs; spaces around them and leading zeros do not matter. A month may be named, and one input may hold
/// the whole date while the others are empty.
///
/// # Errors
/// See [`DateFault`].
pub fn parse_date(fields: &DateFields) -> Result<Date, DateFault> {
    let typed = [&fields.day, &fields.month, &fields.year].map(|text| text.trim());
    let mut filled = (0..3).filter(|place| !typed[*place].is_empty());
    if let (Some(place), None) = (filled.next(), filled.next())
        && let Some(parts) = written_date::parts(typed[place])
    {
        return read(parts.each_ref().map(String::as_str)).map_err(|fault| fault.all_in(place));
    }
    read(typed)
}

fn read(parts: [&str; 3]) -> Result<Date, DateFault> {
    let missing = parts.map(str::is_empty);
    if missing == [true; 3] {
        return Err(DateFault::Empty);
    }
    if missing.contains(&true) {
        return Err(DateFault::Missing(missing));
    }
    let [day, month, year] = parts;
    let named = written_date::month(month);
    let unreadable = [!is_number(day), named.is_none() && !is_number(month), !is_number(year)];
    if unreadable.contains(&true) {
        return Err(DateFault::Unreadable(unreadable));
    }
    if year.len() < 4 {
        return Err(DateFault::ShortYear([false, false, true]));
    }
    let day = number(day, 2).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
    let counted =
        number(month, 2).and_then(|month| u8::try_from(month).ok()).and_then(|m| Month::try_from(m).ok());
    let year = number(year, 4).filter(|year| *year >= 1000).and_then(|year| i32::try_from(year).ok());
    let (Some(day), Some(month), Some(year)) = (day, named.or(counted), year) else {
        return Err(DateFault::NotReal([day.is_none(), named.or(counted).is_none(), year.is_none()]));
    };
    Date::from_calendar_date(year, month, day).map_err(|_| DateFault::NotReal([true, false, false]))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() <= digits && is_number(text);
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
        assert_eq!(typed("1", "1", "81"), Err(DateFault::ShortYear([false, false, true])));
        assert_eq!(typed("one", "1", "1981"), Err(DateFault::Unreadable([true, false, false])));
        assert_eq!(typed("1", "Xyz", "1981"), Err(DateFault::Unreadable([false, true, false])));
        assert_eq!(typed("1", "", ""), Err(DateFault::Missing([false, true, true])));
        assert_eq!(typed("1", "1", "19810"), Err(DateFault::NotReal([false, false, true])));
    }

    #[test]
    fn a_month_may_be_named_and_one_input_may_hold_the_whole_date() {
        for month in ["Apr", "April", "Ebrill", "Ebr", "4", "04"] {
            assert_eq!(typed("4", month, "1984"), Ok(date!(1984 - 04 - 04)), "{month}");
        }
        for whole in ["4 Apr 1984", "04/04/1984", "4 Ebrill 1984", "1984-04-04"] {
            assert_eq!(typed(whole, "", ""), Ok(date!(1984 - 04 - 04)), "{whole}");
            assert_eq!(typed("", "", whole), Ok(date!(1984 - 04 - 04)), "{whole}");
        }
    }

    #[test]
    fn a_fault_of_a_whole_date_marks_the_input_it_stands_in() {
        assert_eq!(typed("04/04/84", "", ""), Err(DateFault::ShortYear([true, false, false])));
        assert_eq!(typed("", "", "31/4/1984"), Err(DateFault::NotReal([false, false, true])));
        assert_eq!(typed("4 Xyz 1984", "", ""), Err(DateFault::Unreadable([true, false, false])));
        assert_eq!(typed("4 Apr 1984", "4", "1984"), Err(DateFault::Unreadable([true, false, false])));
    }
}
