//! NHS numbers (docs/sources.md#nhs-number): ten digits, the last a modulus 11 check digit.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A well-formed NHS number; `Debug` hides it, and only [`NhsNumber::as_str`] and [`NhsNumber::spaced`] tell it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

/// What is wrong with a text that should be an NHS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NhsNumberFault {
    /// Something other than digits, spaces and hyphens.
    #[error("an NHS number has only digits")]
    NotDigits,
    /// Not ten digits.
    #[error("an NHS number has 10 digits")]
    WrongLength,
    /// The check digit does not fit, or the number was never issued.
    #[error("this is not an NHS number that exists")]
    WrongCheckDigit,
}

impl NhsNumber {
    /// Reads ten digits, however people space them (`999 000 0018`, `999-000-0018`).
    ///
    /// # Errors
    /// Which of the rules the text breaks. Ten equal digits are refused: modulus 11 alone would take them.
    pub fn parse(text: &str) -> Result<NhsNumber, NhsNumberFault> {
        let kept: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
        let digits: Option<Vec<u32>> = kept.iter().map(|c| c.to_digit(10).filter(|_| c.is_ascii())).collect();
        let digits = digits.ok_or(NhsNumberFault::NotDigits)?;
        let [front @ .., check] = digits.as_slice() else { return Err(NhsNumberFault::WrongLength) };
        if front.len() != 9 {
            return Err(NhsNumberFault::WrongLength);
        }
        let all_equal = front.iter().all(|digit| digit == check);
        if all_equal || check_digit(front) != Some(*check) {
            return Err(NhsNumberFault::WrongCheckDigit);
        }
        Ok(NhsNumber(kept.into_iter().collect()))
    }

    /// A well-formed number that belongs to nobody: for looking whether PDS answers.
    pub fn of_nobody() -> NhsNumber {
        NhsNumber("9999999980".to_owned())
    }

    /// Ten digits; for the wire and the database only, never for a log or a URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people read it: `999 000 0018`.
    pub fn spaced(&self) -> String {
        let (first, rest) = self.0.split_at(3);
        let (second, third) = rest.split_at(3);
        format!("{first} {second} {third}")
    }
}

/// Hyphens and dashes, of whatever length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Weights 10 to 2; 11 less the remainder; 11 counts as 0, and 10 is never issued.
fn check_digit(front: &[u32]) -> Option<u32> {
    let sum: u32 = front.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

impl fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NhsNumber(hidden)")
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = NhsNumberFault;
    fn try_from(text: String) -> Result<NhsNumber, NhsNumberFault> {
        NhsNumber::parse(&text)
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> String {
        number.0
    }
}
