//! The accounts of the practice, page by page, or those that are found.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::locale::{Language, Words, date_long, day_long, words};
use crate::storage::views::accounts::{self, Line, Window};
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::lists::{Head, Pages};
use crate::web::page::{self, Shell};
use crate::web::parts::{FieldView, Problem, problems, unbroken};
use crate::web::session::Staff;
use crate::web::visit::{Fields, Visit};

use super::searched::Searched;
use super::words as account_words;

/// Lines on one page.
const PER_PAGE: usize = 20;
/// Where the list is.
const PATH: &str = "/staff/accounts";
/// Where what is found is.
const SEARCH: &str = "/staff/accounts/search";

/// One account.
struct Row {
    href: String,
    name: String,
    number: String,
    born: String,
    account: String,
    status: String,
    is_active: bool,
    acts_for: String,
    opened: String,
}

#[derive(Template)]
#[template(path = "staff/accounts/list.html")]
pub(super) struct List {
    t: &'static Words,
    shell: Shell,
    practice: String,
    saved: bool,
    problems: Vec<Problem>,
    search: FieldView,
    has_search: bool,
    heading: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}
page::page!(List);

/// The address's query.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: String,
    saved: String,
}

/// The form, as typed. No `Debug`: it holds a name or a number.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    search: String,
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, PATH, show).get(Who::Staff, SEARCH, found).post(Who::Staff, SEARCH, search)
}

/// Shows the nearest page to the one asked for. Whoever comes here has left their search.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, session): (Staff, Session),
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<List, Failure> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    Searched::end(&session, &staff).await?;
    list(&app, visit, &staff, (asked, Searched::default())).await
}

/// Shows what is found of what was searched for last; the list, when nothing was.
///
/// # Errors
/// When the database fails.
pub async fn found(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, session): (Staff, Session),
) -> Result<Response, Failure> {
    let searched = Searched::of(&session).await?;
    if searched.is_empty() {
        return Ok(Redirect::to(PATH).into_response());
    }
    Ok(list(&app, visit, &staff, (Asked::default(), searched)).await?.into_response())
}

/// Keeps what is searched for and shows what is found; an empty field ends the search.
///
/// # Errors
/// When the database fails.
pub async fn search(
    State(app): State<Arc<App>>,
    visit: Visit,
    (staff, session): (Staff, Session),
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let searched = Searched::typed(&form.search);
    if searched.is_faulty() {
        let page = list(&app, visit.at(PATH.to_owned()), &staff, (Asked::default(), searched)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    searched.keep(&session, &staff).await?;
    Ok(Redirect::to(if searched.is_empty() { PATH } else { SEARCH }).into_response())
}

async fn list(
    app: &App,
    visit: Visit,
    staff: &Staff,
    (asked, searched): (Asked, Searched),
) -> Result<List, Failure> {
    let (t, language) = (visit.t, visit.language());
    let found = searched.lines(app, staff).await?;
    let has_search = found.is_some();
    let (lines, pages) = match found {
        Some(lines) => (lines, Pages::default()),
        None => one_page(app, staff, &asked.page).await?,
    };
    let search = searched.field(t);
    let problems = problems(&[&search]);
    let heads = [
        t.msg_accounts_holder(),
        t.msg_accounts_account_number(),
        t.msg_accounts_status(),
        t.msg_accounts_acts_for(),
        t.msg_accounts_opened(),
    ];
    Ok(List {
        t,
        practice: staff.practice_name.clone(),
        saved: asked.saved == "yes",
        search,
        has_search,
        heading: if has_search { t.msg_accounts_found(lines.len()) } else { t.msg_accounts_all() },
        heads: heads.map(Head::new).into(),
        rows: lines.iter().map(|line| row(language, line)).collect(),
        pages,
        shell: visit.with_errors(!problems.is_empty()).shell,
        problems,
    })
}

/// One page of the list: the nearest to the one asked for.
async fn one_page(app: &App, staff: &Staff, page: &str) -> Result<(Vec<Line>, Pages), Failure> {
    let today = app.clock.today_in_london();
    let asked = page.trim().parse::<usize>().unwrap_or(1).max(1);
    let window = |page: usize| {
        let offset = i64::try_from((page - 1).saturating_mul(PER_PAGE)).unwrap_or(i64::MAX);
        Window { offset, limit: PER_PAGE as i64 }
    };
    let mut lines = accounts::page(&app.db, &staff.practice, today, window(asked)).await?;
    let total = lines.count.div_ceil(PER_PAGE).max(1);
    if asked > total {
        lines = accounts::page(&app.db, &staff.practice, today, window(total)).await?;
    }
    Ok((lines.lines, Pages::new(asked, total, |number| format!("{PATH}?page={number}"))))
}

fn row(language: Language, line: &Line) -> Row {
    let t = words(language);
    let born = line.born.map_or_else(|| t.msg_case_unknown(), |born| date_long(born, language));
    Row {
        href: format!("{PATH}/{}", line.id),
        name: line.name.full(),
        number: t.msg_case_number_is(unbroken(&line.nhs_number.spaced())),
        born: t.msg_case_born_on(born),
        account: unbroken(&line.number.grouped()),
        status: account_words::status(t, line.status),
        is_active: line.status.is_active(),
        acts_for: line.acts_for.to_string(),
        opened: day_long(line.opened_at, language),
    }
}
