//! What is wrong with a row: the column, and what is expected there. The text itself is never shown: it may name people.

use super::cells::Column;

/// Something wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub column: Column,
    /// What is expected there.
    pub expected: Expected,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.expected {
            Expected::WholeRow => write!(f, "the row should be {}", self.expected),
            expected => write!(f, "{} should be {expected}", self.column.name()),
        }
    }
}

/// What is expected where something else stands, told to whoever exports the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// Another number of cells than the list has columns, or no object.
    #[error("whole: as many cells as the first line has, with quotes closed; in JSON Lines, one object")]
    WholeRow,
    /// Nothing stands there.
    #[error("given")]
    Given,
    /// A longer text, or one with control characters.
    #[error("at most 100 characters in one line")]
    ShortText,
    /// No NHS number by its length or its characters.
    #[error("an NHS number: ten digits")]
    TenDigits,
    /// The check digit does not fit.
    #[error("an NHS number that exists: its last digit does not fit the others")]
    CheckDigit,
    /// A spreadsheet wrote the number as a power of ten.
    #[error(
        "an NHS number: ten digits. A spreadsheet has shortened it to the form 9.99E+09 and its last digits are lost. \
         Export the list again, and import this column as text before saving it"
    )]
    NotShortened,
    /// The same number on both sides.
    #[error("another person than the patient")]
    SomebodyElse,
    /// No day.
    #[error("a day as 2026-11-27 or 27/11/2026 (day, month, year)")]
    Day,
    /// A day as spreadsheets count it.
    #[error(
        "a day as 2026-11-27: a spreadsheet has turned it into a count of days. Format the column as text"
    )]
    NotCounted,
    /// A year of two digits.
    #[error("a day with four digits for the year")]
    WholeYear,
    /// A start that is yet to come.
    #[error("no later than today: a role that was granted has begun")]
    Begun,
    /// It ends before it begins.
    #[error("not before the start")]
    NotBeforeStart,
    /// No ODS code, or several in one cell.
    #[error("one ODS code: 3 to 12 letters and digits")]
    OneOdsCode,
    /// A code that was not agreed.
    #[error("the ODS code of a practice that is to be moved")]
    KnownPractice,
    /// Two practices in one row.
    #[error("the same as ods_code, or empty: roles are counted by the practice that granted them")]
    SamePractice,
    /// A ground that is not in the list.
    #[error("one of the national codes, such as consent or parental-responsibility, or empty")]
    KnownBasis,
    /// A kind of account that is not in the list.
    #[error("personal, shared or care_home, or empty")]
    KnownAccount,
    /// The pair stands in an earlier line.
    #[error("another pair of people: this one stands in line {first} already")]
    Once {
        /// Where it stands first.
        first: u64,
    },
}

impl Expected {
    /// A stable word, for counting.
    pub fn code(self) -> &'static str {
        match self {
            Expected::WholeRow => "row",
            Expected::Given => "missing",
            Expected::ShortText => "text",
            Expected::TenDigits => "ten_digits",
            Expected::CheckDigit => "check_digit",
            Expected::NotShortened => "spreadsheet_number",
            Expected::SomebodyElse => "same_person",
            Expected::Day => "day",
            Expected::NotCounted => "spreadsheet_day",
            Expected::WholeYear => "short_year",
            Expected::Begun => "not_begun",
            Expected::NotBeforeStart => "end_before_start",
            Expected::OneOdsCode => "ods_code",
            Expected::KnownPractice => "unknown_practice",
            Expected::SamePractice => "mixed_practices",
            Expected::KnownBasis => "legal_basis",
            Expected::KnownAccount => "account_type",
            Expected::Once { .. } => "twice",
        }
    }
}
