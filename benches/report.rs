//! The figures as a table.

use std::io::Write;

use anyhow::Result;

/// One measured figure.
pub struct Figure {
    what: &'static str,
    value: f64,
    goal: Option<f64>,
    is_least: bool,
    limit: Option<f64>,
}

impl Figure {
    /// A figure without a goal.
    pub fn plain(what: &'static str, value: f64) -> Figure {
        Figure { what, value, goal: None, is_least: false, limit: None }
    }

    /// A figure that must not be larger than `goal`.
    pub fn at_most(what: &'static str, value: f64, goal: f64) -> Figure {
        Figure { goal: Some(goal), ..Figure::plain(what, value) }
    }

    /// A figure that must not be smaller than `goal`.
    pub fn at_least(what: &'static str, value: f64, goal: f64) -> Figure {
        Figure { goal: Some(goal), is_least: true, ..Figure::plain(what, value) }
    }

    /// Adds what a bare axum server reached in the same run.
    pub fn beside(self, limit: f64) -> Figure {
        Figure { limit: Some(limit), ..self }
    }

    fn verdict(&self) -> &'static str {
        match self.goal {
            Some(goal) if self.is_least && self.value < goal => "MISSED",
            Some(goal) if !self.is_least && self.value > goal => "MISSED",
            Some(_) => "ok",
            None => "",
        }
    }
}

/// Prints them all: measured, goal, what bare axum reached in the same run, and the ratio of the two.
pub fn report(figures: &[Figure]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let or_dash = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
    writeln!(out, "{:<72} {:>9} {:>7} {:<6} {:>10} {:>6}", "", "measured", "goal", "", "bare axum", "ratio")?;
    for figure in figures {
        let ratio = figure.limit.filter(|limit| *limit > 0.0).map(|limit| figure.value / limit);
        writeln!(
            out,
            "{:<72} {:>9.2} {:>7} {:<6} {:>10} {:>6}",
            figure.what,
            figure.value,
            or_dash(figure.goal),
            figure.verdict(),
            or_dash(figure.limit),
            ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}")),
        )?;
    }
    Ok(())
}
