//! The worklist: what waits for the practice, longest first, and what it has set or closed.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use time::Date;

use crate::app::App;
use crate::domain::delegation::Stage;
use crate::domain::london::london_date;
use crate::locale::{Language, Words, day_long};
use crate::storage::views::worklist::{self, Line, Window};
use crate::web::failure::Failure;
use crate::web::lists::Pages;
use crate::web::page::{self, Shell};
use crate::web::session::Staff;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

use super::tab::Tab;

/// Lines on one page.
const PER_PAGE: usize = 20;

/// The address's query, as it stands there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tab: String,
    page: String,
}

/// One tab, as a link.
pub(super) struct TabLink {
    href: String,
    name: String,
    count: usize,
    current: bool,
}

/// One case.
pub(super) struct Row {
    href: String,
    delegator: String,
    delegate: String,
    requested: String,
    since: String,
    stage: String,
    waited: String,
}

/// The page.
#[derive(Template)]
#[template(path = "staff/worklist.html")]
pub(super) struct Worklist {
    t: &'static Words,
    shell: Shell,
    practice: String,
    tabs: Vec<TabLink>,
    tab_name: String,
    nothing: String,
    waits: bool,
    rows: Vec<Row>,
    pages: Pages,
}
page::page!(Worklist);

/// Shows one tab, at the nearest page to the one asked for.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Worklist, Failure> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let (t, language, tab) = (visit.t, visit.language(), Tab::from_code(&asked.tab));
    let counts = worklist::counts(&app.db, &staff.practice).await?;
    let total = count(&counts, tab).div_ceil(PER_PAGE).max(1);
    let page = nearest(&asked.page, total);
    let offset = i64::try_from((page - 1) * PER_PAGE).unwrap_or_default();
    let window = Window { offset, limit: PER_PAGE as i64 };
    let lines = worklist::page(&app.db, &staff.practice, &tab.stages(), (tab.order(), window)).await?;
    let today = app.clock.today_in_london();
    let link = |one: Tab| TabLink {
        href: format!("/staff?tab={}", one.code()),
        name: one.name(t),
        count: count(&counts, one),
        current: one == tab,
    };
    Ok(Worklist {
        t,
        practice: staff.practice_name,
        tabs: Tab::ALL.map(link).into(),
        tab_name: tab.name(t),
        nothing: tab.nothing(t),
        waits: tab.waits(),
        rows: lines.iter().map(|line| row(t, line, (language, today))).collect(),
        pages: Pages::new(page, total, |number| format!("/staff?tab={}&page={number}", tab.code())),
        shell: visit.shell,
    })
}

fn count(counts: &[(Stage, usize)], tab: Tab) -> usize {
    counts.iter().filter(|(stage, _)| Tab::of(*stage) == Some(tab)).map(|(_, count)| count).sum()
}

fn row(t: &Words, line: &Line, (language, today): (Language, Date)) -> Row {
    let days = (today - london_date(line.since)).whole_days().max(0);
    Row {
        href: format!("/staff/cases/{}", line.id),
        delegator: line.delegator.full(),
        delegate: line.delegate.full(),
        requested: day_long(line.requested_at, language),
        since: day_long(line.since, language),
        stage: staff_words::stage(t, line.stage),
        waited: t.msg_worklist_days(days),
    }
}

/// The page that `text` asks for, or the nearest there is: numbers too small and words are the first, numbers too
/// large are the last, however many digits they have.
fn nearest(text: &str, total: usize) -> usize {
    let text = text.trim().trim_start_matches('+');
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let asked = if is_number { text.parse().unwrap_or(usize::MAX) } else { 1 };
    asked.clamp(1, total.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_page_number_leads_to_a_page() {
        let cases = [
            ("", 1),
            ("1", 1),
            ("2", 2),
            (" 3 ", 3),
            ("0", 1),
            ("-1", 1),
            ("999", 3),
            ("99999999999999999999999999", 3),
            ("two", 1),
            ("2; drop table", 1),
            ("1.5", 1),
        ];
        for (asked, shown) in cases {
            assert_eq!(nearest(asked, 3), shown, "{asked:?}");
        }
        assert_eq!(nearest("7", 0), 1, "an empty list has one page");
    }
}
