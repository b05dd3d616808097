//! The practice's own figures: what waits, how long decisions take, what came of cases in the last twelve months.

mod chart;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use time::{Date, Month, Time};

use crate::app::App;
use crate::locale::{Language, Words, month_name};
use crate::storage::views::statistics::{Figures, Outcomes, figures};
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::lists::{Head, SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::session::Staff;
use crate::web::visit::Visit;
use domain::delegation::Stage;

use super::worklist::Only;
use chart::Bar;

/// One month in the table: its name, its four counts.
struct Line {
    month: String,
    counts: [i64; 4],
}

#[derive(Template)]
#[template(path = "staff/statistics.html")]
pub(super) struct Statistics {
    t: &'static Words,
    shell: Shell,
    practice: String,
    now: SummaryList,
    bars: Vec<Bar>,
    height: i64,
    kinds: [String; 4],
    heads: Vec<Head>,
    lines: Vec<Line>,
}
page::page!(Statistics);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, "/staff/statistics", show)
}

/// Shows them, as the replica has them, where there is one: nobody comes here to see what they have just done.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, staff: Staff) -> Result<Statistics, Failure> {
    let (t, language, today) = (visit.t, visit.language(), app.clock.today_in_london());
    let months = last_months(today);
    // An hour of the evening before belongs to the first month in summer: the query sorts it out.
    let since = first_day(months[0]).with_time(Time::MIDNIGHT).assume_utc() - time::Duration::HOUR;
    let overdue = Only::Overdue.narrowed(&staff, today);
    let (practice, overdue) = (&staff.practice, &overdue);
    let figures =
        app.db.lagging(|db| async move { figures(&db, practice, (since, today), overdue).await }).await?;
    let lines: Vec<Line> = months.iter().map(|month| line(language, *month, &figures.outcomes)).collect();
    let named: Vec<_> = lines.iter().map(|line| (line.month.clone(), line.counts)).collect();
    let kinds = [
        t.msg_statistics_set(),
        t.msg_statistics_refused(),
        t.msg_statistics_withdrawn(),
        t.msg_statistics_ended(),
    ];
    let mut heads = vec![Head::new(t.msg_statistics_month())];
    heads.extend(kinds.iter().cloned().map(Head::numeric));
    Ok(Statistics {
        t,
        now: now(t, &figures),
        practice: staff.practice_name,
        bars: chart::bars(&named),
        height: chart::height(lines.len()),
        kinds,
        heads,
        lines,
        shell: visit.shell,
    })
}

/// What waits, and how long decisions took.
fn now(t: &Words, figures: &Figures) -> SummaryList {
    let (at, decisions) = (|stage| figures.counts.at(&[stage]), &figures.decisions);
    let days = |days: Option<f64>| match days {
        Some(days) => t.msg_statistics_days(whole(days)),
        None => t.msg_statistics_none(),
    };
    SummaryList(vec![
        SummaryRow::new(t.msg_statistics_requests(), at(Stage::WithPractice).to_string()),
        SummaryRow::new(t.msg_statistics_removals(), at(Stage::Ending).to_string()),
        SummaryRow::new(t.msg_statistics_overdue(), figures.overdue.to_string()),
        SummaryRow::new(t.msg_statistics_active(), at(Stage::Active).to_string()),
        SummaryRow::new(t.msg_statistics_decisions(), decisions.count.to_string()),
        SummaryRow::new(t.msg_statistics_median(), days(decisions.median)),
        SummaryRow::new(t.msg_statistics_most(), days(decisions.most)),
    ])
}

/// Days as people count them: a part of a day is a day.
fn whole(days: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "no case is older than the service")]
    let days = days.max(0.0).ceil() as i64;
    days
}

/// The twelve months up to this one, oldest first.
fn last_months(today: Date) -> Vec<(i32, Month)> {
    let (mut year, mut month) = (today.year(), today.month());
    let mut months = Vec::with_capacity(12);
    for _ in 0..12 {
        months.push((year, month));
        month = month.previous();
        year -= i32::from(month == Month::December);
    }
    months.reverse();
    months
}

fn first_day((year, month): (i32, Month)) -> Date {
    Date::from_calendar_date(year, month, 1).unwrap_or(Date::MIN)
}

fn line(language: Language, (year, month): (i32, Month), all: &[(String, Outcomes)]) -> Line {
    let key = format!("{year:04}-{:02}", u8::from(month));
    let found = all.iter().find(|(one, _)| *one == key).map(|(_, outcomes)| *outcomes).unwrap_or_default();
    let counts = [found.set, found.refused, found.withdrawn, found.ended];
    Line { month: format!("{} {year}", month_name(month, language)), counts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn twelve_months_end_with_this_one() {
        let months = last_months(date!(2026 - 02 - 28));
        assert_eq!(months.len(), 12);
        assert_eq!((months[0], months[11]), ((2025, Month::March), (2026, Month::February)));
    }

    #[test]
    fn a_part_of_a_day_is_a_day() {
        assert_eq!([0.0, 0.1, 1.0, 9.5].map(whole), [0, 1, 1, 10]);
    }
}
