//! What a list warns of (docs/sources.md#gpc-migrate): its codes, and the day in its words, from which on a record is whole.

use serde_json::Value;
use time::macros::format_description;
use time::{Date, Month};

/// What is confidential is left out.
pub const CONFIDENTIAL_ITEMS: &str = "confidential-items";
/// The record of the practice before is not here.
pub const DATA_IN_TRANSIT: &str = "data-in-transit";
/// Something is not filed.
pub const DATA_AWAITING_FILING: &str = "data-awaiting-filing";

/// Between what is the matter and the day.
const BEFORE: &str = "recorded before ";
/// Months, as the words have them.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The words of a warning: "…; information recorded before 14-Mar-2019 may be missing."
pub fn words(what: &str, day: Date) -> String {
    let day = day.format(format_description!("[day]-[month repr:short]-[year]")).unwrap_or_default();
    format!("{what}; information {BEFORE}{day} may be missing.")
}

/// The day in the words of a list's warning; the latest of many.
pub fn day(list: &Value) -> Option<Date> {
    let notes = list["note"].as_array().into_iter().flatten().filter_map(|note| note["text"].as_str());
    let days = notes.flat_map(|text| text.split(BEFORE).skip(1));
    days.filter_map(|rest| written_day(rest.split_whitespace().next()?)).max()
}

fn written_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().zip(1_u8..).find(|(name, _)| **name == month)?.1;
    Date::from_calendar_date(year.parse().ok()?, Month::try_from(month).ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use time::macros::date;

    #[test]
    fn the_day_of_a_warning_is_read_as_it_is_written() {
        let note = |text: &str| day(&json!({"note": [{"text": text}]}));
        let text = words(
            "Patient record transfer from previous GP practice not yet complete",
            date!(2019 - 03 - 14),
        );
        assert!(text.ends_with("; information recorded before 14-Mar-2019 may be missing."));
        assert_eq!(note(&format!("{text} Information not available")), Some(date!(2019 - 03 - 14)));
        assert_eq!(note("information recorded before 31-Feb-2019 may be missing"), None);
        assert_eq!(note("recorded before "), None);
    }
}
