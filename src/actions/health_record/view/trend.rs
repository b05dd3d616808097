//! How a number went: small pictures of what was measured more than once.

use std::collections::BTreeMap;

use time::Date;

use domain::health_record::When;

use super::entry::{Entry, Number};

/// The most pictures of one page.
const MOST: usize = 24;
/// The most values in one picture: the newest.
const VALUES: usize = 24;
/// What was measured more than once, on different days, in the same unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What was measured.
    pub term: String,
    /// In what unit; may be empty.
    pub unit: String,
    /// The values, oldest first.
    pub values: Vec<(Date, Number)>,
}

/// What was measured more than once, by term.
pub fn trends(entries: &[Entry]) -> Vec<Trend> {
    let mut all: BTreeMap<(String, String), BTreeMap<Date, Number>> = BTreeMap::new();
    for entry in entries {
        // Where only its month or year is known, nobody can say where in a picture it stands.
        let (Some(term), Some(When::Day(day)), Some(number)) = (&entry.term, entry.when, &entry.number)
        else {
            continue;
        };
        all.entry((term.clone(), number.unit.clone())).or_default().insert(day, number.clone());
    }
    let repeated = all.into_iter().filter(|(_, values)| values.len() > 1).take(MOST);
    let trend = |((term, unit), values): ((String, String), BTreeMap<Date, Number>)| Trend {
        term,
        unit,
        values: values.into_iter().rev().take(VALUES).rev().collect(),
    };
    repeated.map(trend).collect()
}
