//! The English of our pages, to find what a Welsh page left untranslated.

use std::path::Path;
use std::sync::LazyLock;

/// Fewest letters of a piece worth looking for: shorter ones are Welsh words too.
const LETTERS: usize = 4;

/// Every piece of text that stands in an English message and nowhere in the Welsh ones.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let welsh = messages("cy");
    let mut pieces: Vec<String> = messages("en").lines().flat_map(pieces).collect();
    pieces.retain(|piece| piece.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS);
    pieces.retain(|piece| !stands_in(piece, &welsh));
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    pieces.dedup();
    pieces
});

/// The English pieces in a text, the longest first, each only if no longer one has it.
pub fn left_in(text: &str) -> Vec<String> {
    let mut left: Vec<String> = Vec::new();
    for piece in PIECES.iter().filter(|piece| stands_in(piece, text)) {
        if !left.iter().any(|longer| longer.contains(piece.as_str())) {
            left.push(piece.clone());
        }
    }
    left
}

/// Whether a piece stands in a text as whole words.
fn stands_in(piece: &str, text: &str) -> bool {
    text.match_indices(piece).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + piece.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The messages of a language, a line each, without comments and names; a plural's cases stay in one line.
fn messages(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut all = String::new();
    for file in std::fs::read_dir(folder).expect("the folder of the language") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once(" = ").filter(|(name, _)| !name.contains(' ')) {
                Some((_, value)) => all.push_str(&format!("\n{value}")),
                None => all.push_str(&format!(" {}", line.trim())),
            }
        }
    }
    all
}

/// What is left of a message without its placeholders.
fn pieces(message: &str) -> Vec<String> {
    let (mut depth, mut pieces) = (0_usize, vec![String::new()]);
    for letter in message.chars() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                pieces.push(String::new());
            }
            _ if depth == 0 => pieces.last_mut().expect("a piece").push(letter),
            _ => {}
        }
    }
    pieces.into_iter().map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()).collect()
}

#[test]
fn english_is_seen_on_a_page() {
    assert_eq!(left_in("Croeso. Sign in again, os gwelwch yn dda"), ["Sign in again"]);
    assert_eq!(left_in("Croeso i bawb"), Vec::<String>::new());
}
