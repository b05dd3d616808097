//! The page of the worklist.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use tower_sessions::Session;

use crate::app::App;
use crate::locale::Words;
use crate::storage::views::worklist::{self, Counts, Line, Narrowed, Window};
use crate::web::failure::Failure;
use crate::web::lists::Pages;
use crate::web::page::{self, Shell};
use crate::web::parts::{FieldView, Problem, problems};
use crate::web::session::{self, Staff};
use crate::web::staff::tab::{Tab, ends_by};
use crate::web::visit::Visit;

use super::listed::{Asked, Listed};
use super::only::Only;
use super::row::{Row, row};
use super::searched::Searched;
use super::sort::{self, Column, Head};

/// Lines on one page.
const PER_PAGE: usize = 20;

/// Where the session has the list that was looked at last.
const KEPT: &str = "worklist";

/// A tab, or a way to narrow the list, as a link.
pub(super) struct TabLink {
    href: String,
    name: String,
    count: usize,
    current: bool,
}

#[derive(Template)]
#[template(path = "staff/worklist/page.html")]
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
    heads: [Head; 5],
    rows: Vec<Row>,
    pages: Pages,
    export: String,
    /// Whether records can be asked for from other practices.
    asks_for_records: bool,
}
page::page!(Worklist);

/// Shows one tab, at the nearest page to the one asked for; without a query, the list that was looked at last. Whoever
/// comes here has left their search: a tab, and "Requests" in the header, always lead to what they say.
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
    let asked = remembered(&session, &staff, asked).await?;
    Searched::end(&session, &staff).await?;
    list(&app, visit, staff, (asked, Searched::default())).await
}

/// What was asked for, kept for the next time; or what was kept, when nothing is asked for.
async fn remembered(session: &Session, staff: &Staff, asked: Asked) -> Result<Asked, Failure> {
    let kept = session::kept(session, KEPT).await?;
    let kept: Asked = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let listed = Listed::of(&asked);
    if asked == Asked::default() {
        return Ok(kept);
    }
    let to_keep = Asked {
        tab: listed.tab.code().to_owned(),
        only: listed.only.code().to_owned(),
        sort: sort::code(listed.order).to_owned(),
        page: String::new(),
    };
    if to_keep != kept {
        let text = serde_json::to_string(&to_keep).unwrap_or_default();
        session::keep(session, staff, (KEPT, &text)).await?;
    }
    Ok(asked)
}

/// The page for what was asked and searched.
///
/// # Errors
/// When the database fails.
pub(super) async fn list(
    app: &App,
    visit: Visit,
    staff: Staff,
    (asked, searched): (Asked, Searched),
) -> Result<Worklist, Failure> {
    let (t, language, today) = (visit.t, visit.language(), app.clock.today_in_london());
    let listed = Listed::of(&asked);
    let counts = worklist::counts(&app.db, &staff.practice, (today, ends_by(today))).await?;
    let found = searched.lines(app, &staff).await?;
    let has_search = found.is_some();
    let (lines, pages) = match found {
        Some(lines) => (lines, Pages::default()),
        None => one_page(app, &staff, (listed, &counts), &asked.page).await?,
    };
    let tab = listed.tab;
    let is_whole = !has_search && listed.only == Only::All;
    let waits = tab.waits() && !has_search;
    let search = searched.field(t);
    let problems = problems(&[&search]);
    Ok(Worklist {
        t,
        practice: staff.practice_name,
        search,
        has_search,
        tabs: tab_links(t, (tab, has_search), &counts),
        only: only_links(t, listed),
        heading: if has_search { t.msg_worklist_found(lines.len() as i64) } else { tab.name(t) },
        nothing: if is_whole { tab.nothing(t) } else { t.msg_worklist_none_found() },
        waits,
        heads: heads(t, listed, (waits, has_search)),
        rows: lines.iter().map(|line| row(line, (language, today), &counts.failed)).collect(),
        pages,
        asks_for_records: app.gp_connect.is_some(),
        export: format!("/staff/export.csv?{}", listed.query()),
        shell: visit.with_errors(!problems.is_empty()).shell,
        problems,
    })
}

/// One page of a list: the nearest to the one asked for.
async fn one_page(
    app: &App,
    staff: &Staff,
    (listed, counts): (Listed, &Counts),
    page: &str,
) -> Result<(Vec<Line>, Pages), Failure> {
    let (stages, today) = (listed.tab.stages(), app.clock.today_in_london());
    let narrowed = listed.narrowed(staff, today, &counts.failed);
    let to = (&*stages, &narrowed);
    let count = match listed.only {
        Only::All => listed.tab.count(counts),
        _ => worklist::count_narrowed(&app.db, &staff.practice, to).await?,
    };
    let total = count.div_ceil(PER_PAGE).max(1);
    let page = nearest(page, total);
    let offset = i64::try_from((page - 1) * PER_PAGE).unwrap_or_default();
    let window = (listed.order, Window { offset, limit: PER_PAGE as i64 });
    let lines = match narrowed == Narrowed::default() {
        true => worklist::page(&app.db, &staff.practice, &stages, window).await?,
        false => worklist::narrowed(&app.db, &staff.practice, to, window).await?,
    };
    Ok((lines, Pages::new(page, total, |number| format!("/staff?{}&page={number}", listed.query()))))
}

fn heads(t: &Words, listed: Listed, (waits, has_search): (bool, bool)) -> [Head; 5] {
    let by = |column: Column, text| match has_search {
        true => Head { text, href: String::new(), sorted: "" },
        false => {
            column.head(text, listed.order, |order| format!("/staff?{}", Listed { order, ..listed }.query()))
        }
    };
    let plain = |text| Head { text, href: String::new(), sorted: "" };
    [
        by(Column::Patient, t.msg_worklist_patient()),
        plain(t.msg_worklist_trusted()),
        by(Column::Requested, t.msg_worklist_requested()),
        plain(t.msg_worklist_status()),
        by(Column::Since, if waits { t.msg_worklist_waiting() } else { t.msg_worklist_since() }),
    ]
}

fn tab_links(t: &Words, (tab, has_search): (Tab, bool), counts: &Counts) -> Vec<TabLink> {
    let link = |one: Tab| TabLink {
        href: format!("/staff?tab={}", one.code()),
        name: one.name(t),
        count: one.count(counts),
        current: one == tab && !has_search,
    };
    Tab::ALL.map(link).into()
}

fn only_links(t: &Words, listed: Listed) -> Vec<TabLink> {
    let link = |one: Only| TabLink {
        href: format!("/staff?{}", Listed { only: one, ..listed }.query()),
        name: one.name(t),
        count: 0,
        current: one == listed.only,
    };
    Only::ALL.into_iter().filter(|only| only.fits(listed.tab)).map(link).collect()
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
