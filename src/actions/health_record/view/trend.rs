//! How a number went: small pictures of what was measured more than once.

use std::collections::BTreeMap;

use time::Date;

use domain::health_record::When;

use super::entry::{Entry, Number};

/// The most pictures of one page.
const MOST: usize = 24;
/// The most values in one picture: the newest.
const VALUES: usize = 24;
/// How wide and how high a picture is, and how far its line stays from the edge.
const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 40.0;
const EDGE: f64 = 4.0;

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

impl Trend {
    /// The points of its line: `x,y` in the picture, oldest first. What lies between is spread by days.
    pub fn points(&self) -> Vec<(f64, f64)> {
        let days = |day: Date| f64::from(day.to_julian_day());
        let xs = spread(self.values.iter().map(|(day, _)| days(*day)).collect(), WIDTH);
        let ys = spread(self.values.iter().map(|(_, number)| number.value).collect(), HEIGHT);
        xs.into_iter().zip(ys).map(|(x, y)| (x, HEIGHT - y)).collect()
    }
}

/// Numbers as places between the edges; in the middle where they are all alike.
fn spread(numbers: Vec<f64>, length: f64) -> Vec<f64> {
    let lowest = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let place = |number: f64| {
        let share = (number - lowest) / (highest - lowest);
        let share = if share.is_finite() { share } else { 0.5 };
        ((EDGE + share * (length - 2.0 * EDGE)) * 10.0).round() / 10.0
    };
    numbers.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn trend(values: &[(Date, f64)]) -> Trend {
        let unit = "kg".to_owned();
        let number = |value: f64| Number { value, written: value.to_string(), unit: unit.clone() };
        let values = values.iter().map(|(day, value)| (*day, number(*value))).collect();
        Trend { term: "Weight".to_owned(), unit, values }
    }

    #[test]
    fn a_line_goes_from_edge_to_edge_and_up_where_numbers_rise() {
        let rising =
            [(date!(2020 - 01 - 01), 70.0), (date!(2020 - 01 - 11), 75.0), (date!(2020 - 01 - 21), 80.0)];
        assert_eq!(trend(&rising).points(), [(4.0, 36.0), (80.0, 20.0), (156.0, 4.0)]);
        let level = [(date!(2020 - 01 - 01), 7.0), (date!(2020 - 02 - 01), 7.0)];
        assert_eq!(trend(&level).points(), [(4.0, 20.0), (156.0, 20.0)]);
    }

    #[test]
    fn numbers_too_large_for_a_picture_stay_in_it() {
        let huge = [(date!(2020 - 01 - 01), -1e308), (date!(2020 - 02 - 01), 1e308)];
        assert!(
            trend(&huge).points().iter().all(|(x, y)| (0.0..=160.0).contains(x) && (0.0..=40.0).contains(y))
        );
    }
}
