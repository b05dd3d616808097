//! The bars of the chart: where each stands. One unit is a pixel at the width of a small phone.

/// Where bars begin, and the length of the longest.
const LEFT: i64 = 104;
const LONGEST: i64 = 180;
/// From one bar to the next.
const STEP: i64 = 28;

/// The bar of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The month.
    pub label: String,
    /// Top of the bar.
    pub y: i64,
    /// Where the label and the sum stand.
    pub text_y: i64,
    /// Its parts, one an outcome, in the order of the legend.
    pub parts: Vec<Part>,
    /// All together.
    pub sum: i64,
    /// Where the sum stands.
    pub sum_x: i64,
}

/// One part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it begins.
    pub x: i64,
    /// How long it is.
    pub width: i64,
    /// Which outcome, from 0.
    pub kind: usize,
}

/// The bars of these months, each with its four counts. Lengths follow the largest sum.
pub fn bars(months: &[(String, [i64; 4])]) -> Vec<Bar> {
    let sum = |counts: &[i64; 4]| counts.iter().sum::<i64>();
    let largest = months.iter().map(|(_, counts)| sum(counts)).max().unwrap_or_default().max(1);
    let bar = |(row, (label, counts)): (i64, &(String, [i64; 4]))| {
        let (mut parts, mut before) = (Vec::new(), 0);
        for (kind, count) in counts.iter().enumerate() {
            // Both ends are rounded, so that parts meet and a bar is as long as its sum.
            let [from, to] = [before, before + count].map(|count| LEFT + count * LONGEST / largest);
            if to > from {
                parts.push(Part { x: from, width: to - from, kind });
            }
            before += count;
        }
        let sum_x = LEFT + before * LONGEST / largest + 6;
        Bar { label: label.clone(), y: row * STEP, text_y: row * STEP + 15, parts, sum: before, sum_x }
    };
    (0..).zip(months).map(bar).collect()
}

/// Height of a chart with so many bars.
pub fn height(bars: usize) -> i64 {
    i64::try_from(bars).unwrap_or_default() * STEP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_sums_and_parts_meet() {
        let months = [
            ("May".to_owned(), [3, 0, 1, 0]),
            ("June".to_owned(), [0; 4]),
            ("July".to_owned(), [1, 1, 0, 0]),
        ];
        let bars = bars(&months);
        assert_eq!(bars.iter().map(|bar| (bar.y, bar.sum)).collect::<Vec<_>>(), [(0, 4), (28, 0), (56, 2)]);
        assert_eq!(
            bars[0].parts,
            [Part { x: 104, width: 135, kind: 0 }, Part { x: 239, width: 45, kind: 2 }]
        );
        assert!(bars[1].parts.is_empty());
        assert_eq!(bars[2].sum_x, 104 + 90 + 6);
        assert_eq!(height(bars.len()), 84);
    }
}
