//! What the page says.

use askama::Template;
use time::{Duration, OffsetDateTime};

use crate::run::migration::shown::{minute, second};
use crate::storage::transfers::rounds::Round;
use crate::storage::transfers::runs::Run;
use crate::storage::transfers::tally::Line;
use crate::web::assets;
use domain::transfer::{Counts, Ending};

use super::state::{State, left};

/// The columns of the numbers beside the practice.
const COLUMNS: [&str; 8] =
    ["Expected", "Created", "Existed", "Reactivated", "Failed", "Left", "Excluded", "Wrong"];

/// A round as it was read.
pub(super) struct Seen {
    pub round: Round,
    pub lines: Vec<Line>,
    /// Oldest first.
    pub runs: Vec<Run>,
}

/// The page.
#[derive(Template)]
#[template(path = "run/migration/watch/page.html")]
pub(super) struct Page {
    style: &'static str,
    round: String,
    environment: &'static str,
    is_live: bool,
    state: &'static str,
    /// Of the state's tag.
    colour: &'static str,
    /// What is to be said beside the state.
    beside: String,
    done: u64,
    expected: u64,
    facts: Vec<(&'static str, String)>,
    columns: [&'static str; 8],
    /// By practice; the last line is the sum.
    numbers: Vec<(String, [u64; 8])>,
    read_at: String,
}

impl Page {
    /// What was read, at `now`; `is_live` where browsers read it again by themselves.
    pub fn new(seen: &Seen, now: OffsetDateTime, is_live: bool) -> Page {
        let mut sum = Counts::default();
        for line in &seen.lines {
            sum += line.ours;
        }
        let mut numbers: Vec<(String, [u64; 8])> =
            seen.lines.iter().map(|line| (line.practice.clone(), cells(line.ours))).collect();
        numbers.push(("All".to_owned(), cells(sum)));
        let last = seen.runs.last();
        let state = State::of(last, now);
        let ([word, colour], beside) = words(state);
        Page {
            style: assets::asset("app.css"),
            round: seen.round.name.clone(),
            environment: seen.round.environment.code(),
            is_live,
            state: word,
            colour,
            beside,
            done: sum.expected.saturating_sub(sum.waiting),
            expected: sum.expected,
            facts: facts(seen, (state, sum.waiting), now),
            columns: COLUMNS,
            numbers,
            read_at: second(now),
        }
    }
}

/// In the order of [`COLUMNS`].
fn cells(of: Counts) -> [u64; 8] {
    [of.expected, of.created, of.existed, of.reactivated, of.failed, of.waiting, of.excluded, of.wrong]
}

/// A word for the state with the colour of its tag, and what is to be said beside it.
fn words(state: State) -> ([&'static str; 2], String) {
    let (tag, beside) = match state {
        State::NotBegun => (["Not begun", "grey"], ""),
        State::Running => (["Running", "green"], ""),
        State::Away => (["Running", "yellow"], "The store is away: it looks again within a minute."),
        State::Paused(opens) => {
            return (["Paused", "blue"], format!("Outside the window until {}.", minute(opens)));
        }
        State::Silent => (["No word", "red"], "It was stopped by force, or is cut off from the database."),
        State::Ended(Ending::Done) => (["Done", "green"], "Nothing waited any more when it ended."),
        State::Ended(Ending::Stopped) => (["Stopped", "grey"], ""),
        State::Ended(Ending::Failed) => (["Failed", "red"], "It said why where it was started."),
    };
    (tag, beside.to_owned())
}

fn facts(seen: &Seen, (state, waiting): (State, u64), now: OffsetDateTime) -> Vec<(&'static str, String)> {
    let Seen { round, runs, .. } = seen;
    let last = runs.last();
    let note = last.map_or("none yet".to_owned(), |run| {
        let ago = (now - run.seen_at).whole_seconds().max(0);
        format!("{}, {} ago", second(run.seen_at), length(Duration::seconds(ago)))
    });
    let rate = match last.filter(|_| state.is_running()) {
        Some(run) => format!("{:.1} calls a second; agreed: at most {}", run.per_second, round.rate),
        None => format!("nothing is sent; agreed: at most {} calls a second", round.rate),
    };
    let since = last.and_then(|run| {
        let seconds = (run.seen_at - run.began_at).as_seconds_f64();
        let calls = u32::try_from(run.calls).ok().filter(|_| seconds >= 1.0)?;
        Some(format!("{:.1} calls a second since {}", f64::from(calls) / seconds, second(run.began_at)))
    });
    let too_fast: i64 = runs.iter().map(|run| run.too_fast).sum();
    let of_last = last.map_or(0, |run| run.too_fast);
    vec![
        ("Last note", note),
        ("Window", window(round, now)),
        ("Rate now", rate),
        ("Rate of this run", since.unwrap_or("not known yet".to_owned())),
        ("Told to be slower (429)", format!("{of_last} times in this run, {too_fast} in all")),
        ("Time left", time_left(seen, waiting, now)),
    ]
}

fn window(round: &Round, now: OffsetDateTime) -> String {
    match round.window {
        None => "at any time".to_owned(),
        Some(window) if window.is_open(now) => {
            format!("{window}, London time; open until {}", minute(window.closes(now)))
        }
        Some(window) => format!("{window}, London time; opens {}", minute(window.opens(now))),
    }
}

fn time_left(seen: &Seen, waiting: u64, now: OffsetDateTime) -> String {
    if waiting == 0 {
        return "nothing is left".to_owned();
    }
    match left((&seen.round, seen.runs.last()), waiting, now) {
        Some(time) => format!(
            "at least {} of calls, not before {}; a role that exists takes one or two more",
            length(time.working),
            minute(time.ends)
        ),
        None => "no end in sight".to_owned(),
    }
}

/// Two parts at most: `3 days 4 hours`, `2 hours 5 minutes`, `40 seconds`.
fn length(time: Duration) -> String {
    let parts = [
        (time.whole_days(), "day"),
        (time.whole_hours() % 24, "hour"),
        (time.whole_minutes() % 60, "minute"),
        (time.whole_seconds() % 60, "second"),
    ];
    let first = parts.iter().position(|(count, _)| *count > 0).unwrap_or(parts.len() - 1);
    let said =
        parts.iter().skip(first).take(2).enumerate().filter(|(place, (count, _))| *place == 0 || *count > 0);
    let said = said.map(|(_, (count, name))| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }));
    said.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_two_parts_at_most() {
        let said = |seconds: i64| length(Duration::seconds(seconds));
        assert_eq!(said(0), "0 seconds");
        assert_eq!(said(61), "1 minute 1 second");
        assert_eq!(said(2 * 3600 + 5 * 60 + 7), "2 hours 5 minutes");
        assert_eq!(said(3 * 86_400 + 59), "3 days");
    }
}
