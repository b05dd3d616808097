//! One cell at a time, read with patience: whatever people and spreadsheets do to it, short of guessing.

use std::borrow::Cow;

use time::{Date, Month};

use crate::nhs_number::{NhsNumber, NhsNumberFault};
use crate::ods_code::OdsCode;
use crate::pasted::cleaned;
use crate::role::LegalBasis;

use super::problem::Expected;

/// Most characters of a GP system's own id.
const LONGEST_ID: usize = 100;
/// What exports write where they know nothing.
const NOTHING: [&str; 5] = ["null", "n/a", "na", "none", "-"];
/// The years that a list may name: nobody has an older account, and many systems write 31/12/9999 for "no end".
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// The cell without what nobody sees, and without what stands for nothing.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let seen = if text.is_ascii() {
        Cow::Borrowed(text.trim())
    } else {
        Cow::Owned(cleaned(text).trim().to_owned())
    };
    if NOTHING.iter().any(|nothing| seen.eq_ignore_ascii_case(nothing)) { Cow::Borrowed("") } else { seen }
}

fn given(text: &str) -> Result<&str, Expected> {
    if text.is_empty() { Err(Expected::Given) } else { Ok(text) }
}

/// The GP system's own id.
pub(super) fn supplier_id(text: &str) -> Result<String, Expected> {
    let text = given(text)?;
    let is_short = text.chars().count() <= LONGEST_ID && !text.chars().any(char::is_control);
    if is_short { Ok(text.to_owned()) } else { Err(Expected::ShortText) }
}

/// An NHS number.
pub(super) fn number(text: &str) -> Result<NhsNumber, Expected> {
    let text = given(text)?;
    NhsNumber::parse(text).map_err(|fault| match fault {
        _ if is_shortened(text) => Expected::NotShortened,
        NhsNumberFault::NotDigits | NhsNumberFault::WrongLength => Expected::TenDigits,
        NhsNumberFault::WrongCheckDigit => Expected::CheckDigit,
    })
}

/// `9.99E+09`: what spreadsheets make of long numbers.
fn is_shortened(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(power.trim_start_matches('+')) && are_digits(&digits.replace(['.', ','], ""))
}

/// A day: `2026-11-27` or `27/11/2026`, with a time behind it where the system writes one.
pub(super) fn day(text: &str) -> Result<Date, Expected> {
    let text = given(text)?;
    let text = text.split(['T', ' ']).next().unwrap_or_default();
    if (5..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Expected::NotCounted);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let [first, month, last] = parts[..] else { return Err(Expected::Day) };
    if !parts.iter().all(is_digits) {
        return Err(Expected::Day);
    }
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return Err(if year.len() == 2 { Expected::WholeYear } else { Expected::Day });
    }
    calendar_day(year, month, day).ok_or(Expected::Day)
}

fn calendar_day(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse::<i32>().ok().filter(|year| YEARS.contains(year))?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

/// One ODS code.
pub(super) fn ods_code(text: &str) -> Result<OdsCode, Expected> {
    OdsCode::parse(given(text)?).map_err(|_| Expected::OneOdsCode)
}

/// The ground; unknown where nothing stands.
pub(super) fn basis(text: &str) -> Result<LegalBasis, Expected> {
    let plain = text.to_ascii_lowercase().replace([' ', '_'], "-");
    if plain.is_empty() || plain == "unk" || plain == "unknown" {
        return Ok(LegalBasis::Unknown);
    }
    LegalBasis::from_code(&plain).ok_or(Expected::KnownBasis)
}

/// Whether it is one of many people's.
pub(super) fn is_shared(text: &str) -> Result<bool, Expected> {
    match text.to_ascii_lowercase().replace([' ', '-'], "_").as_str() {
        "" | "personal" => Ok(false),
        "shared" | "care_home" => Ok(true),
        _ => Err(Expected::KnownAccount),
    }
}

/// Whether it is active.
pub(super) fn is_active(text: &str) -> Result<bool, Expected> {
    Ok(given(text)?.eq_ignore_ascii_case("active"))
}
