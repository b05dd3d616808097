//! Dates as people write them out: a month by its name, or all of a date in one input.

use time::Month;

use crate::locale::{Language, month_name};

const MONTHS: [Month; 12] = [
    Month::January,
    Month::February,
    Month::March,
    Month::April,
    Month::May,
    Month::June,
    Month::July,
    Month::August,
    Month::September,
    Month::October,
    Month::November,
    Month::December,
];

/// Fewest letters that stand for a month: with three, no month of either language begins like another.
const LEAST: usize = 3;

/// The month of a name or its beginning ("April", "apr.", "Ebrill", "Ebr"), in either language whatever the page's.
pub fn month(text: &str) -> Option<Month> {
    let typed = text.trim_end_matches('.').to_lowercase();
    let begins = |month: &Month| {
        Language::ALL.iter().any(|language| month_name(*month, *language).to_lowercase().starts_with(&typed))
    };
    MONTHS.into_iter().find(begins).filter(|_| typed.chars().count() >= LEAST)
}

/// Day, month and year out of one text: "4 Apr 1984", "4th April 1984", "April 4, 1984", "04/04/1984", "1984-04-04". The day
/// comes first unless the text says otherwise. What each part is worth is for the reader of three inputs to say.
pub fn parts(text: &str) -> Option<[String; 3]> {
    let words: Vec<&str> =
        text.split([' ', '/', '.', '-', ',']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let [first, second, third] = *words.as_slice() else { return None };
    let begins_with_year = first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit());
    let [day, month, year] = match (month(first), begins_with_year) {
        (Some(_), _) => [second, first, third],
        (None, true) => [third, second, first],
        (None, false) => [first, second, third],
    };
    Some([without_ending(day), month, year].map(str::to_owned))
}

/// "4th" is 4.
fn without_ending(day: &str) -> &str {
    let ending = ["st", "nd", "rd", "th"].into_iter().find_map(|ending| day.strip_suffix(ending));
    ending.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_name_and_beginning_in_both_languages() {
        for text in ["Apr", "april", "APR.", "Ebrill", "ebr"] {
            assert_eq!(month(text), Some(Month::April), "{text}");
        }
        let others =
            [("sept", Month::September), ("Mai", Month::May), ("may", Month::May), ("maw", Month::March)];
        for (text, meant) in others {
            assert_eq!(month(text), Some(meant), "{text}");
        }
        for text in ["", ".", "Ap", "m", "Aprilis", "4", "no"] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    #[test]
    fn no_month_begins_like_another() {
        for one in MONTHS {
            for language in Language::ALL {
                let beginning: String = month_name(one, language).chars().take(LEAST).collect();
                assert_eq!(month(&beginning), Some(one), "{beginning}");
            }
        }
    }

    #[test]
    fn a_whole_date_in_one_text_is_taken_apart() {
        let written = |text: &str| parts(text).map(|parts| parts.join("|"));
        for text in ["4 Apr 1984", "4-Apr-1984", "4th Apr 1984", "Apr 4, 1984", " 4  Apr  1984 "] {
            assert_eq!(written(text).as_deref(), Some("4|Apr|1984"), "{text}");
        }
        for text in ["04/04/1984", "04.04.1984", "1984-04-04"] {
            assert_eq!(written(text).as_deref(), Some("04|04|1984"), "{text}");
        }
        assert_eq!(written("11th April 1984").as_deref(), Some("11|April|1984"));
        assert_eq!(written("4/4/84").as_deref(), Some("4|4|84"));
        for text in ["", "4", "4 Apr", "1 2 3 4", "-2"] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
