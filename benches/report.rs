//! The figures as tables: on the terminal, and in the document that keeps those of the last run.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Context, Result};

use super::load::Pace;

/// The document, and the marks between which the tables stand.
const DOCUMENT: &str = "docs/performance.md";
const MARKS: (&str, &str) = ("<!-- figures: begin -->\n", "<!-- figures: end -->");

/// One measured figure.
pub struct Figure {
    what: Cow<'static, str>,
    value: f64,
    goal: Option<f64>,
    is_least: bool,
    limit: Option<f64>,
}

impl Figure {
    /// A figure without a goal.
    pub fn plain(what: impl Into<Cow<'static, str>>, value: f64) -> Figure {
        Figure { what: what.into(), value, goal: None, is_least: false, limit: None }
    }

    /// A figure that must not be larger than `goal`.
    pub fn at_most(what: impl Into<Cow<'static, str>>, value: f64, goal: f64) -> Figure {
        Figure { goal: Some(goal), ..Figure::plain(what, value) }
    }

    /// A figure that must not be smaller than `goal`.
    pub fn at_least(what: impl Into<Cow<'static, str>>, value: f64, goal: f64) -> Figure {
        Figure { goal: Some(goal), is_least: true, ..Figure::plain(what, value) }
    }

    /// Adds what the other reached in the same run: bare axum, where the figure does not name another.
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

    /// What it is, measured, goal, verdict, the other, ratio.
    fn cells(&self) -> Vec<String> {
        let ratio = self.limit.filter(|limit| *limit > 0.0).map(|limit| self.value / limit);
        vec![
            self.what.clone().into_owned(),
            format!("{:.2}", self.value),
            or_dash(self.goal, 1),
            self.verdict().to_owned(),
            or_dash(self.limit, 1),
            or_dash(ratio, 2),
        ]
    }
}

/// What one kind of request needed.
#[derive(Clone, Copy)]
pub struct Measured {
    /// How quickly it was answered.
    pub pace: Pace,
    /// Milliseconds of processor time for each, the service's.
    pub own: f64,
    /// The same of Postgres.
    pub postgres: f64,
    /// Statements for each, where they are counted.
    pub statements: Option<f64>,
}

/// What was agreed of one kind of request.
#[derive(Clone, Copy)]
pub struct Agreed {
    /// At least so many times what the build of before answers a second.
    pub times: Option<f64>,
    /// At least this part of the limit.
    pub part: Option<f64>,
    /// At most so many milliseconds of processor time, the service's and Postgres's.
    pub processor: Option<(f64, f64)>,
    /// At most so many statements.
    pub statements: Option<f64>,
    /// At most so many milliseconds, but for one in a hundred.
    pub p99: Option<f64>,
}

impl Agreed {
    /// Nothing.
    pub const NOTHING: Agreed =
        Agreed { times: None, part: None, processor: None, statements: None, p99: None };
}

/// One kind of request with what it is held against.
pub struct Row {
    /// What it is called.
    pub what: &'static str,
    /// What it needed.
    pub own: Measured,
    /// What the build of before answers a second.
    pub before: Option<f64>,
    /// What the limit reaches a second.
    pub limit: Option<f64>,
    /// What was agreed.
    pub agreed: Agreed,
}

impl Row {
    fn times(&self) -> Option<f64> {
        self.before.filter(|before| *before > 0.0).map(|before| self.own.pace.a_second / before)
    }

    fn part(&self) -> Option<f64> {
        self.limit.filter(|limit| *limit > 0.0).map(|limit| self.own.pace.a_second / limit)
    }

    /// Each thing that was agreed, with whether it was kept; unknown where there is nothing to hold it against.
    fn verdict(&self) -> String {
        let (agreed, own) = (&self.agreed, &self.own);
        let mut said: Vec<String> = Vec::new();
        let mut judge = |what: String, is_kept: Option<bool>| {
            let kept = match is_kept {
                Some(true) => "ok",
                Some(false) => "MISSED",
                None => "unknown",
            };
            said.push(format!("{what} {kept}"));
        };
        if let Some(times) = agreed.times {
            judge(format!("≥ {times} × before"), self.times().map(|reached| reached >= times));
        }
        if let Some(part) = agreed.part {
            judge(format!("≥ {part} of limit"), self.part().map(|reached| reached >= part));
        }
        if let Some((ours, postgres)) = agreed.processor {
            let is_kept = own.own <= ours && own.postgres <= postgres;
            judge(format!("≤ {ours} + {postgres} ms"), Some(is_kept));
        }
        if let Some(statements) = agreed.statements {
            // What the service does by itself meanwhile is counted too.
            let is_kept = own.statements.map(|counted| counted <= statements + 0.1);
            judge(format!("≤ {statements} statements"), is_kept);
        }
        if let Some(p99) = agreed.p99 {
            judge(format!("p99 ≤ {p99} ms"), Some(own.pace.p99 <= p99));
        }
        said.join("; ")
    }

    fn cells(&self) -> Vec<String> {
        let own = &self.own;
        vec![
            self.what.to_owned(),
            format!("{:.0}", own.pace.a_second),
            format!("{:.1}", own.pace.median),
            format!("{:.1}", own.pace.p99),
            format!("{:.2}", own.own),
            format!("{:.2}", own.postgres),
            or_dash(own.statements, 1),
            format!("{:.0}", own.pace.bytes),
            or_dash(self.before, 0),
            or_dash(self.times(), 2),
            or_dash(self.limit, 0),
            or_dash(self.part(), 2),
            self.verdict(),
        ]
    }
}

fn or_dash(value: Option<f64>, digits: usize) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.digits$}"))
}

const OF_ROWS: [&str; 13] = [
    "request",
    "a second",
    "p50 ms",
    "p99 ms",
    "ours ms",
    "Postgres ms",
    "statements",
    "bytes",
    "before",
    "ratio",
    "limit",
    "ratio",
    "agreed",
];
const OF_FIGURES: [&str; 6] = ["figure", "measured", "goal", "", "beside", "ratio"];

/// A table whose columns are as wide as their widest cell; in a document, with its bars.
fn table(heads: &[&str], rows: &[Vec<String>], bars: bool) -> Result<String> {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        cells.chain(heads.get(at).map(|head| head.chars().count())).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let padded = cells.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            let width = *width;
            // The first and the last column are words.
            if at == 0 || at + 1 == widths.len() && heads.len() > OF_FIGURES.len() {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        let padded: Vec<String> = padded.collect();
        if bars { format!("| {} |", padded.join(" | ")) } else { padded.join("  ") }
    };
    let mut out = String::new();
    writeln!(out, "{}", line(heads.to_vec()).trim_end())?;
    if bars {
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat((*width).max(3))).collect();
        writeln!(out, "|-{}-|", rule.join("-|-"))?;
    }
    for row in rows {
        writeln!(out, "{}", line(row.iter().map(String::as_str).collect()).trim_end())?;
    }
    Ok(out)
}

fn tables(rows: &[Row], figures: &[Figure], bars: bool) -> Result<String> {
    let mut out = String::new();
    if !rows.is_empty() {
        let cells: Vec<_> = rows.iter().map(Row::cells).collect();
        writeln!(out, "{}", table(&OF_ROWS, &cells, bars)?)?;
    }
    if !figures.is_empty() {
        let cells: Vec<_> = figures.iter().map(Figure::cells).collect();
        writeln!(out, "{}", table(&OF_FIGURES, &cells, bars)?)?;
    }
    Ok(out)
}

/// Prints them all, after a line that says on what they were measured.
pub fn report(about: &str, rows: &[Row], figures: &[Figure]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{about}\n\n{}", tables(rows, figures, false)?)?;
    Ok(out.flush()?)
}

/// Puts them into the document in place of those of the run before.
pub fn keep(about: &str, rows: &[Row], figures: &[Figure]) -> Result<()> {
    let before = std::fs::read_to_string(DOCUMENT).context(DOCUMENT)?;
    let (head, rest) = before.split_once(MARKS.0).context("no mark where the figures begin")?;
    let (_, tail) = rest.split_once(MARKS.1).context("no mark where the figures end")?;
    let between = format!("\n{about}\n\n{}", tables(rows, figures, true)?);
    Ok(std::fs::write(DOCUMENT, format!("{head}{}{between}{}{tail}", MARKS.0, MARKS.1))?)
}
