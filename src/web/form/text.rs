//! One line of text.

use std::borrow::Cow;

use validator::{ValidationError, ValidationErrors};

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing but spaces.
    Empty,
    /// Longer than the field allows.
    TooLong,
    /// A control character, or `<` or `>`.
    Unfit,
}

/// For `#[validate(custom(function = "printable"))]`: no control characters (so no line breaks that could reach a
/// message's header), none that turn the reading direction of what follows, and no angle brackets.
///
/// # Errors
/// Code `unfit`.
pub fn printable(text: &str) -> Result<(), ValidationError> {
    let is_unfit = |c: char| {
        c.is_control() || matches!(c, '<' | '>' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let unfit = text.chars().any(is_unfit);
    if unfit { Err(code("unfit")) } else { Ok(()) }
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
/// further than here (design §6).
pub fn text_fault(result: &Result<(), ValidationErrors>, field: &str) -> Option<TextFault> {
    let errors = result.as_ref().err()?.field_errors();
    let codes: Vec<&str> = errors.get(field)?.iter().map(|error| error.code.as_ref()).collect();
    let worst = [("empty", TextFault::Empty), ("unfit", TextFault::Unfit), ("length", TextFault::TooLong)];
    worst.into_iter().find(|(code, _)| codes.contains(code)).map(|(_, fault)| fault)
}
