//! Text that is safe to put into an e-mail.

/// Longest line of plain text.
const WIDTH: usize = 72;
/// Longest name that is shown whole.
const LONGEST_NAME: usize = 100;

/// A name on one line that no mail program takes for a link, and without marks that turn or hide text.
pub(super) fn name(text: &str) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        let breaks_out = c.is_control() || is_invisible(c) || matches!(c, '/' | '\\' | ':' | '@');
        kept.push(if breaks_out { ' ' } else { c });
        if c == '.' {
            kept.push(' ');
        }
    }
    let one_line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.chars().take(LONGEST_NAME).collect::<String>().trim_end().to_owned()
}

/// A practice, with its telephone number where there is one.
pub(super) fn contact(practice: &str, phone: Option<&str>) -> String {
    match phone {
        Some(phone) => format!("{} ({})", name(practice), name(phone)),
        None => name(practice),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Lines of at most 72 characters, one empty line between paragraphs; a longer word (a link) stays whole.
pub(super) fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() {
            lines.extend(wrap(line));
        } else if lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(String::new());
        }
    }
    format!("{}\n", lines.join("\n").trim_end())
}

/// What belongs to a list item stands below its first word.
fn wrap(line: &str) -> Vec<String> {
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines = vec![String::new()];
    for word in line.split_whitespace() {
        let Some(last) = lines.last_mut() else { break };
        if last.trim().is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= WIDTH {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(format!("{indent}{word}"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name() {
        assert_eq!(name("Siân  Llewellyn-Jones"), "Siân Llewellyn-Jones");
        assert_eq!(name("Margaret O'Neill"), "Margaret O'Neill");
        assert_eq!(name("J.R. Hartley"), "J. R. Hartley");
        assert_eq!(name("A\r\nBcc: b@example.test"), "A Bcc b example. test");
        assert_eq!(name("see https://evil.test/x"), "see https evil. test x");
        assert_eq!(name("\u{202E}dniviD\u{200B}"), "dniviD");
        assert_eq!(name(&"x".repeat(500)).len(), LONGEST_NAME);
    }

    #[test]
    fn lines_are_short_and_links_whole() {
        let link = format!("https://trusted.example/{}", "x".repeat(90));
        let text = tidy(&format!("\n\n{}\n \n\n\n- {}\n{link}\n\n", "word ".repeat(30), "item ".repeat(30)));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH || *line == link), "{text}");
        assert!(lines.contains(&link.as_str()));
        assert!(!text.contains("\n\n\n") && !text.starts_with('\n'), "{text}");
        assert!(lines.iter().any(|line| line.starts_with("  item")), "{text}");
    }
}
