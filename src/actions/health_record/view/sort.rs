//! In which order entries stand.

use std::cmp::{Ordering, Reverse};

use super::entry::Entry;

/// By what entries are sorted; within the headings of their page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The newest first; what has no day comes last.
    #[default]
    Date,
    /// By their terms.
    Type,
    /// By the problem to which they belong; what belongs to none comes last.
    Problem,
    /// By where and by whom they were recorded.
    Source,
}

impl Sort {
    /// All of them, in the order of the page.
    pub const ALL: [Sort; 4] = [Sort::Date, Sort::Type, Sort::Problem, Sort::Source];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Date => "date",
            Sort::Type => "type",
            Sort::Problem => "problem",
            Sort::Source => "source",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// Puts entries in this order; among what is alike, the newest first.
    pub fn sort(self, entries: &mut [Entry]) {
        entries.sort_by(|one, other| {
            let by_sort = match self {
                Sort::Date => Ordering::Equal,
                Sort::Type => words(one.term.as_deref()).cmp(&words(other.term.as_deref())),
                Sort::Problem => words(one.problem.as_deref()).cmp(&words(other.problem.as_deref())),
                Sort::Source => source(one).cmp(&source(other)),
            };
            one.section.cmp(&other.section).then(by_sort).then(Reverse(one.day()).cmp(&Reverse(other.day())))
        });
    }
}

/// What has no words comes last.
fn words(text: Option<&str>) -> (bool, String) {
    (text.is_none(), text.unwrap_or_default().to_lowercase())
}

fn source(entry: &Entry) -> ((bool, String), (bool, String)) {
    (words(entry.place.as_deref()), words(entry.who.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::super::entry::Section;
    use super::*;
    use domain::health_record::{Kind, When};
    use time::macros::date;

    fn entry(term: Option<&str>, section: Section, problem: Option<&str>, year: i32) -> Entry {
        let words = |text: Option<&str>| text.map(str::to_owned);
        Entry {
            kind: Kind::Problem,
            id: year.to_string(),
            term: words(term),
            when: (year > 0).then(|| When::Year(date!(2000 - 01 - 01).replace_year(year).expect("a year"))),
            section,
            facts: Vec::new(),
            texts: Vec::new(),
            number: None,
            who: None,
            place: words(problem),
            problem: words(problem),
            has_file: false,
        }
    }

    fn sorted(sort: Sort) -> Vec<String> {
        let mut entries = [
            entry(Some("asthma"), Section::Past, None, 2020),
            entry(None, Section::Current, Some("Gout"), 2001),
            entry(Some("Zoster"), Section::Current, None, 2003),
            entry(Some("acne"), Section::Current, Some("gout"), 0),
        ];
        sort.sort(&mut entries);
        entries.into_iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn headings_come_first_and_what_is_missing_last() {
        assert_eq!(sorted(Sort::Date), ["2003", "2001", "0", "2020"]);
        assert_eq!(sorted(Sort::Type), ["0", "2003", "2001", "2020"]);
        assert_eq!(sorted(Sort::Problem), ["2001", "0", "2003", "2020"]);
        assert_eq!(sorted(Sort::Source), ["2001", "0", "2003", "2020"]);
    }
}
