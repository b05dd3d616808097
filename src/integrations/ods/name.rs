//! Names as people write them: ODS has most in capitals, which read as shouting and are harder to read.

/// What stays in capitals: abbreviations, and numbers of Roman kind.
const CAPITALS: &[&str] = &[
    "NHS", "GP", "GMS", "PMS", "APMS", "ICB", "PCN", "CIC", "LLP", "UTC", "UK", "HMP", "RAF", "A&E", "II",
    "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII",
];

/// What is written small within a name.
const SMALL: &[&str] =
    &["AND", "OF", "THE", "AT", "IN", "ON", "FOR", "BY", "UPON", "UNDER", "SUPER", "EN", "LE", "WITH"];

/// `RIVERSIDE MEDICAL PRACTICE` as `Riverside Medical Practice`; a name with any small letter stays as it is.
pub(super) fn readable(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words = name.split_whitespace().enumerate().map(|(at, one)| word(one, at == 0));
    words.collect::<Vec<_>>().join(" ")
}

/// A word is made of parts: `STOKE-ON-TRENT`.
fn word(word: &str, is_first: bool) -> String {
    let parts = word.split_inclusive(['-', '/']).enumerate();
    parts.map(|(at, one)| part(one, is_first && at == 0)).collect()
}

fn part(part: &str, is_first: bool) -> String {
    let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
    if CAPITALS.contains(&bare) {
        return part.to_owned();
    }
    let is_number = bare.starts_with(|c: char| c.is_ascii_digit());
    if is_number || (SMALL.contains(&bare) && !is_first) {
        return part.to_lowercase();
    }
    let mut text = String::new();
    for (at, letter) in part.char_indices() {
        let (before, rest) = part.split_at(at);
        if takes_capital(before, rest) {
            text.push(letter);
        } else {
            text.extend(letter.to_lowercase());
        }
    }
    text
}

/// Whether the first letter of `rest` is a capital: at the beginning, after a full stop, after `O'` and after `MC`.
fn takes_capital(before: &str, rest: &str) -> bool {
    let before = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = before.chars().count() == 2 && before.ends_with(['\'', '’']);
    let is_mc = before == "MC" && rest.chars().take_while(|c| c.is_alphabetic()).count() > 2;
    before.is_empty() || before.ends_with('.') || is_initial || is_mc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_a_name() {
        for (given, expected) in [
            ("RIVERSIDE MEDICAL PRACTICE", "Riverside Medical Practice"),
            ("THE SURGERY AT THE OLD MILL", "The Surgery at the Old Mill"),
            ("ST MARY'S SURGERY", "St Mary's Surgery"),
            ("DR J.R. O'NEILL & PARTNERS", "Dr J.R. O'Neill & Partners"),
            ("DR A MCDONALD AND PARTNERS", "Dr A McDonald and Partners"),
            ("O’CONNOR HOUSE", "O’Connor House"),
            ("STOKE-ON-TRENT HEALTH CENTRE", "Stoke-on-Trent Health Centre"),
            ("NORTHMOOR HOSPITAL NHS TRUST", "Northmoor Hospital NHS Trust"),
            ("GP LED CLINIC (WARD II)", "GP Led Clinic (Ward II)"),
            ("  1ST  AVENUE/HIGH STREET ", "1st Avenue/High Street"),
            ("MEDDYGFA TŶ ÉLAN", "Meddygfa Tŷ Élan"),
            ("", ""),
        ] {
            assert_eq!(readable(given), expected);
        }
    }

    #[test]
    fn a_name_with_small_letters_stays() {
        for name in ["Riverside Medical Practice", "St Mary's Surgery", "eConsult GP", "MacDONALD House"] {
            assert_eq!(readable(name), name);
        }
    }
}
