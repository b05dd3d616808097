//! People's names and ages.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::Date;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The age from which a person may give or receive access (docs/life.md#who-may-take-part).
pub const ADULT_AGE: i32 = 16;

/// Given names (one or several words, or none) and family name; `Debug` hides them. Who has only one name has it as the
/// family name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// All given names, in order, separated by spaces; empty for who has only one name.
    pub given: String,
    /// Family name, or the only one.
    pub family: String,
}

impl PersonName {
    /// Joins the two parts.
    pub fn new(given: impl Into<String>, family: impl Into<String>) -> PersonName {
        PersonName { given: given.into(), family: family.into() }
    }

    /// "Siân Llewellyn-Jones"; an only name stands alone.
    pub fn full(&self) -> String {
        format!("{} {}", self.given.trim(), self.family.trim()).trim().to_owned()
    }

    /// What somebody is called in a greeting: the given names, or the only name.
    pub fn called(&self) -> &str {
        if self.given.trim().is_empty() { self.family.trim() } else { self.given.trim() }
    }
}

/// Whether a character parts the words of a name.
fn parts_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The words of a text, each folded as [`SameName`] compares them, for searching by the beginning of a word.
pub fn search_words(text: &str) -> Vec<String> {
    folded_words(text, parts_words)
}

fn folded_words(text: &str, parts: impl Fn(char) -> bool) -> Vec<String> {
    text.split(parts).map(folded).filter(|word| !word.is_empty()).collect()
}

/// A name as it is found by [`search_words`]: a space, then words, each with a space behind it. From each word on, the words
/// that follow are written with it as one, for they are the same name to [`SameName`] however they are parted: who types
/// "ONeill", "O Neill" or "Llewellyn" finds O'Neill and Llewellyn-Jones. Given names come first, then last; then the first
/// one alone.
pub fn search_key(name: &PersonName) -> String {
    let is_apostrophe =
        |c: char| matches!(c, '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}') || is_apostrophe_letter(c);
    let words = |text: &str| folded_words(text, |c| parts_words(c) || is_apostrophe(c));
    let (given, family) = (words(&name.given), words(&name.family));
    let first: Vec<String> = given.first().into_iter().chain(&family).cloned().collect();
    let orders = [[&given[..], &family[..]].concat(), [&family[..], &given[..]].concat(), first];
    let mut found: Vec<String> = Vec::new();
    for order in orders {
        for from in 0..order.len() {
            let word = order[from..].concat();
            if !found.contains(&word) {
                found.push(word);
            }
        }
    }
    format!(" {} ", found.join(" "))
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(hidden)")
    }
}

/// Compares names as people write them: case, accents, hyphens, apostrophes and spaces make no difference
/// (docs/life.md#asking).
pub struct SameName;

impl SameName {
    /// Whether two family names are the same.
    pub fn family(entered: &str, held: &str) -> bool {
        let (entered, held) = (folded(entered), folded(held));
        !entered.is_empty() && entered == held
    }

    /// Whether the first given name entered equals the first one held, or one begins the other ("Tom", "Tomasz");
    /// a beginning counts from two letters on.
    pub fn given(entered: &str, held: &str) -> bool {
        let first = |text: &str| text.split_whitespace().next().map(folded).unwrap_or_default();
        let (entered_whole, held_whole) = (folded(entered), folded(held));
        let (entered, held) = (first(entered), first(held));
        if entered.is_empty() || held.is_empty() {
            return false;
        }
        let begins = |short: &str, long: &str| short.chars().count() >= 2 && long.starts_with(short);
        entered_whole == held_whole || entered == held || begins(&entered, &held) || begins(&held, &entered)
    }

    /// Whether a name that was entered is one that is held: both parts, or, where one of the two has one part alone, the
    /// whole of it. Nothing begins an only name: the whole must be the same.
    pub fn whole(entered: &PersonName, held: &PersonName) -> bool {
        let has_one = |name: &PersonName| folded(&name.given).is_empty() || folded(&name.family).is_empty();
        if has_one(entered) || has_one(held) {
            return SameName::family(&entered.full(), &held.full());
        }
        SameName::family(&entered.family, &held.family) && SameName::given(&entered.given, &held.given)
    }
}

/// Lower case, without marks, only letters and digits; letters that do not decompose are written as people type them.
fn folded(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| plain_letter(c).chars().collect::<Vec<_>>())
        .filter(|c| c.is_alphanumeric() && !is_apostrophe_letter(*c))
        .collect()
}

/// The apostrophes that Unicode counts as letters: some keyboards write O\u{2bc}Neill.
fn is_apostrophe_letter(c: char) -> bool {
    matches!(c, '\u{2b9}'..='\u{2bf}' | '\u{2c8}')
}

fn plain_letter(c: char) -> String {
    match c {
        'ł' => "l".to_owned(),
        'ø' => "o".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'ß' => "ss".to_owned(),
        'æ' => "ae".to_owned(),
        'œ' => "oe".to_owned(),
        'þ' => "th".to_owned(),
        'ı' => "i".to_owned(),
        other => other.to_string(),
    }
}

/// Whole years between `born` and `today`; somebody born on 29 February turns a year older on 1 March in other years.
pub fn age_on(born: Date, today: Date) -> i32 {
    let birthday_passed = (today.month() as u8, today.day()) >= (born.month() as u8, born.day());
    today.year() - born.year() - i32::from(!birthday_passed)
}

/// Whether somebody born on `born` may give or receive access.
pub fn is_adult(born: Date, today: Date) -> bool {
    age_on(born, today) >= ADULT_AGE
}
