//! The worklist: what waits for the practice, longest first, and what it has set or closed.

mod export;
mod only;
mod row;
mod search;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::domain::delegation::Stage;
use crate::locale::Words;
use crate::storage::views::worklist::{self, Line, Window};
use crate::web::failure::Failure;
use crate::web::lists::Pages;
use crate::web::page::{self, Shell};
use crate::web::parts::{FieldView, Problem, problems};
use crate::web::routes::{Routes, Who};
use crate::web::session::Staff;
use crate::web::visit::Visit;

use super::tab::Tab;
use only::Only;
use row::{Row, row};
use search::Searched;

/// Lines on one page.
const PER_PAGE: usize = 20;

/// The most lines of a narrowed list, and of what a search finds.
const MOST: i64 = 200;

/// The address's query, as it stands there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tab: String,
    page: String,
    only: String,
}

/// A tab, or a way to narrow the list, as a link.
pub(super) struct TabLink {
    href: String,
    name: String,
    count: usize,
    current: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "staff/worklist.html")]
pub(super) struct Worklist {
    t: &'static Words,
    shell: Shell,
    practice: String,
    problems: Vec<Problem>,
    search: FieldView,
    has_search: bool,
    tabs: Vec<TabLink>,
    only: Vec<TabLink>,
    heading: String,
    nothing: String,
    waits: bool,
    rows: Vec<Row>,
    pages: Pages,
    export: String,
}
page::page!(Worklist);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff", show)
        .get(Who::Staff, "/staff/search", search::show)
        .post(Who::Staff, "/staff/search", search::send)
        .get(Who::Staff, "/staff/export.csv", export::send)
}

/// Shows what was searched for, or one tab, at the nearest page to the one asked for.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, session): (Staff, Session),
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Worklist, Failure> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let searched = Searched::of(&session).await?;
    list(&app, visit, staff, (asked, searched)).await
}

/// The page for what was asked and searched.
async fn list(
    app: &App,
    visit: Visit,
    staff: Staff,
    (asked, searched): (Asked, Searched),
) -> Result<Worklist, Failure> {
    let (t, language, today) = (visit.t, visit.language(), app.clock.today_in_london());
    let (tab, only) = (Tab::from_code(&asked.tab), Only::from_code(&asked.only));
    let counts = worklist::counts(&app.db, &staff.practice).await?;
    let total = count(&counts, tab).div_ceil(PER_PAGE).max(1);
    let page = nearest(&asked.page, total);
    let found = searched.lines(app, &staff).await?;
    let has_search = found.is_some();
    let lines = match found {
        Some(lines) => lines,
        None => of_tab(app, &staff, (tab, only), page).await?,
    };
    let is_whole = !has_search && only == Only::All;
    let address = |number| format!("/staff?tab={}&page={number}", tab.code());
    let search = searched.field(t);
    let problems = problems(&[&search]);
    Ok(Worklist {
        t,
        practice: staff.practice_name,
        search,
        has_search,
        tabs: tab_links(t, (tab, has_search), &counts),
        only: only_links(t, (tab, only)),
        heading: if has_search { t.msg_worklist_found(lines.len() as i64) } else { tab.name(t) },
        nothing: if is_whole { tab.nothing(t) } else { t.msg_worklist_none_found() },
        waits: tab.waits() && !has_search,
        rows: lines.iter().map(|line| row(t, line, (language, today))).collect(),
        pages: if is_whole { Pages::new(page, total, address) } else { Pages::default() },
        export: format!("/staff/export.csv?tab={}&only={}", tab.code(), only.code()),
        shell: visit.with_errors(!problems.is_empty()).shell,
        problems,
    })
}

/// The lines of a tab: one page of the whole, or all that is left when it is narrowed.
async fn of_tab(
    app: &App,
    staff: &Staff,
    (tab, only): (Tab, Only),
    page: usize,
) -> Result<Vec<Line>, Failure> {
    if only == Only::All {
        let offset = i64::try_from((page - 1) * PER_PAGE).unwrap_or_default();
        let window = Window { offset, limit: PER_PAGE as i64 };
        return Ok(worklist::page(&app.db, &staff.practice, &tab.stages(), (tab.order(), window)).await?);
    }
    let to = (&*tab.stages(), only.narrowed(staff, app.clock.today_in_london()));
    Ok(worklist::narrowed(&app.db, &staff.practice, to, MOST).await?)
}

fn tab_links(t: &Words, (tab, has_search): (Tab, bool), counts: &[(Stage, usize)]) -> Vec<TabLink> {
    let link = |one: Tab| TabLink {
        href: format!("/staff?tab={}", one.code()),
        name: one.name(t),
        count: count(counts, one),
        current: one == tab && !has_search,
    };
    Tab::ALL.map(link).into()
}

fn only_links(t: &Words, (tab, only): (Tab, Only)) -> Vec<TabLink> {
    let link = |one: Only| TabLink {
        href: format!("/staff?tab={}&only={}", tab.code(), one.code()),
        name: one.name(t),
        count: 0,
        current: one == only,
    };
    Only::ALL.map(link).into()
}

fn count(counts: &[(Stage, usize)], tab: Tab) -> usize {
    counts.iter().filter(|(stage, _)| Tab::of(*stage) == Some(tab)).map(|(_, count)| count).sum()
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
