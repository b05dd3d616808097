//! Free text that people write: names in one line, notes in several, cells of a file. The same rules for forms and for programs.

/// Longest note, in characters.
pub const NOTE_LIMIT: usize = 500;
/// Longest name, in characters.
pub const NAME_LIMIT: usize = 100;

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

/// Whether one line holds nothing that could harm a message: no control characters (so no line breaks that could reach a
/// header), none that turn the reading direction of what follows, and no angle brackets.
pub fn is_printable(line: &str) -> bool {
    let is_unfit = |c: char| {
        c.is_control() || matches!(c, '<' | '>' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !line.chars().any(is_unfit)
}

/// A name, without the spaces around it.
///
/// # Errors
/// See [`TextFault`].
pub fn name(written: &str) -> Result<String, TextFault> {
    let name = written.trim();
    match name {
        "" => Err(TextFault::Empty),
        _ if !is_printable(name) => Err(TextFault::Unfit),
        _ if name.chars().count() > NAME_LIMIT => Err(TextFault::TooLong),
        _ => Ok(name.to_owned()),
    }
}

/// Given names, or none: some people have only one name, and it is their family name here.
///
/// # Errors
/// [`TextFault::TooLong`] or [`TextFault::Unfit`].
pub fn given_names(written: &str) -> Result<String, TextFault> {
    if written.trim().is_empty() { Ok(String::new()) } else { name(written) }
}

/// Several lines of text, or none; browsers end lines with two characters, which count as one.
///
/// # Errors
/// [`TextFault::TooLong`] or [`TextFault::Unfit`].
pub fn note(written: &str) -> Result<Option<String>, TextFault> {
    let text = written.replace("\r\n", "\n");
    let text = text.trim();
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(TextFault::Unfit);
    }
    if text.chars().count() > NOTE_LIMIT {
        return Err(TextFault::TooLong);
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// A text as a cell of a file for spreadsheets, which run what begins like a formula: an apostrophe before it makes it text.
pub fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(cell(evil), format!("'{evil}"));
        }
        assert_eq!(cell("O'Neill, \"Meg\""), "O'Neill, \"Meg\"");
    }
}
