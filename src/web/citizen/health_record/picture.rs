//! Small pictures of how a number went: a line from the oldest value to the newest, and the same in words.

use time::Date;

use crate::actions::health_record::view::{Number, Trend};
use crate::locale::{Language, date_long, words};

/// How wide and how high a picture is, and how far its line stays from the edge.
const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 40.0;
const EDGE: f64 = 4.0;

/// A picture of how a number changed.
pub(super) struct Picture {
    /// What was measured.
    pub(super) term: String,
    /// Its points, as SVG has them.
    pub(super) points: String,
    /// Where its last point is.
    pub(super) last: (f64, f64),
    /// The same in words.
    pub(super) text: String,
}

/// The picture of what was measured.
pub(super) fn picture(language: Language, trend: &Trend) -> Picture {
    let t = words(language);
    let points = points(trend);
    let value = |at: Option<&(Date, Number)>| {
        at.map(|(day, value)| {
            (format!("{} {}", value.written, trend.unit).trim().to_owned(), date_long(*day, language))
        })
        .unwrap_or_default()
    };
    let ((first, from), (last, to)) = (value(trend.values.first()), value(trend.values.last()));
    Picture {
        term: trend.term.clone(),
        last: points.last().copied().unwrap_or_default(),
        points: points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" "),
        text: t.msg_health_record_trend(first, from, last, to),
    }
}

/// The points of its line: `x,y` in the picture, oldest first. What lies between is spread by days.
fn points(trend: &Trend) -> Vec<(f64, f64)> {
    let days = |day: Date| f64::from(day.to_julian_day());
    let xs = spread(trend.values.iter().map(|(day, _)| days(*day)).collect(), WIDTH);
    let ys = spread(trend.values.iter().map(|(_, number)| number.value).collect(), HEIGHT);
    xs.into_iter().zip(ys).map(|(x, y)| (x, HEIGHT - y)).collect()
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
        assert_eq!(points(&trend(&rising)), [(4.0, 36.0), (80.0, 20.0), (156.0, 4.0)]);
        let level = [(date!(2020 - 01 - 01), 7.0), (date!(2020 - 02 - 01), 7.0)];
        assert_eq!(points(&trend(&level)), [(4.0, 20.0), (156.0, 20.0)]);
    }

    #[test]
    fn numbers_too_large_for_a_picture_stay_in_it() {
        let huge = [(date!(2020 - 01 - 01), -1e308), (date!(2020 - 02 - 01), 1e308)];
        assert!(
            points(&trend(&huge)).iter().all(|(x, y)| (0.0..=160.0).contains(x) && (0.0..=40.0).contains(y))
        );
    }
}
