//! How far a run is: a bar in a terminal, a line now and then everywhere else.

use std::io::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use time::OffsetDateTime;
use tokio::time::Instant;

use super::shown::minute;

/// How often a line is written where there is no terminal.
const LINE: Duration = Duration::from_secs(10);
const BAR: &str = "{bar:30} {pos}/{len} {msg}";

/// How far a run is.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Rows that were done before.
    before: u64,
    total: u64,
    next_line: Instant,
}

/// What is to be shown.
pub(super) struct Shown {
    /// Created, existed, reactivated, failed, in this run.
    pub numbers: [u64; 4],
    /// Calls in a second, as they are made now.
    pub per_second: f64,
    /// When the window opens, where it is closed.
    pub opens: Option<OffsetDateTime>,
    /// Whether the store is away.
    pub is_away: bool,
}

impl Progress {
    /// Nothing was done in this run yet.
    pub fn begin(before: u64, total: u64) -> Progress {
        let bar = ProgressBar::new(total);
        if let Ok(style) = ProgressStyle::with_template(BAR) {
            bar.set_style(style);
        }
        Progress { bar, before, total, next_line: Instant::now() }
    }

    /// Shows it.
    pub fn show(&mut self, shown: &Shown) -> std::io::Result<()> {
        let done = self.before + shown.numbers.iter().sum::<u64>();
        let said = words(shown);
        if !self.bar.is_hidden() {
            self.bar.set_position(done);
            self.bar.set_message(said);
        } else if Instant::now() >= self.next_line {
            self.next_line = Instant::now() + LINE;
            writeln!(std::io::stdout(), "{done} of {} {said}", self.total)?;
        }
        Ok(())
    }

    /// Clears the bar.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn words(shown: &Shown) -> String {
    let [created, existed, reactivated, failed] = shown.numbers;
    let state = match shown.opens {
        Some(opens) => format!("waits for the window: {}", minute(opens)),
        None if shown.is_away => "the store is away: looking again within a minute".to_owned(),
        None => format!("at {:.1} a second", shown.per_second),
    };
    format!("created {created}, existed {existed}, reactivated {reactivated}, failed {failed}; {state}")
}
