//! One line of text.

use std::borrow::Cow;

use validator::{ValidationError, ValidationErrors};

pub use domain::text::TextFault;
use domain::text::is_printable;

/// For `#[validate(custom(function = "printable"))]`: see [`is_printable`].
///
/// # Errors
/// Code `unfit`.
pub fn printable(text: &str) -> Result<(), ValidationError> {
    if is_printable(text) { Ok(()) } else { Err(code("unfit")) }
}

/// For `#[validate(custom(function = "filled"))]`: something other than spaces.
///
/// # Errors
/// Code `empty`.
pub fn filled(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { Err(code("empty")) } else { Ok(()) }
}

fn code(code: &'static str) -> ValidationError {
    ValidationError { code: Cow::Borrowed(code), message: None, params: std::collections::HashMap::new() }
}

/// What is wrong with `field`, as a code of ours: the validator's own error keeps the refused value and goes no
/// further than here (docs/architecture.md#forms-are-strings).
pub fn text_fault(result: &Result<(), ValidationErrors>, field: &str) -> Option<TextFault> {
    let errors = result.as_ref().err()?.field_errors();
    let codes: Vec<&str> = errors.get(field)?.iter().map(|error| error.code.as_ref()).collect();
    let worst = [("empty", TextFault::Empty), ("unfit", TextFault::Unfit), ("length", TextFault::TooLong)];
    worst.into_iter().find(|(code, _)| codes.contains(code)).map(|(_, fault)| fault)
}
