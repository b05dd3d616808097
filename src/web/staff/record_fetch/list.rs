//! The records that the practice has asked for.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::{Language, Words, date_time, words};
use crate::storage::views::record_fetches::{self, Line};
use crate::web::failure::Failure;
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::parts::unbroken;
use crate::web::session::Staff;
use crate::web::visit::Visit;

use super::opened::home;
use super::words as fetch_words;

/// The most lines.
const LINES: i64 = 200;

/// One record.
struct Row {
    href: String,
    who: String,
    from: String,
    state: String,
    asked: String,
}

#[derive(Template)]
#[template(path = "staff/record_fetch/list.html")]
pub(super) struct List {
    t: &'static Words,
    shell: Shell,
    practice: String,
    may_ask: bool,
    heads: Vec<Head>,
    rows: Vec<Row>,
}
page::page!(List);

/// Shows them, newest first.
///
/// # Errors
/// [`Failure::NotFound`] where no record can be asked for here; when the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, staff: Staff) -> Result<List, Failure> {
    let client = app.gp_connect.as_ref().ok_or(Failure::NotFound)?;
    let (t, language) = (visit.t, visit.language());
    let lines = record_fetches::of_practice(&app.db, &staff.practice, LINES).await?;
    let heads = [
        t.msg_record_fetch_patient(),
        t.msg_record_fetch_from(),
        t.msg_record_fetch_state(),
        t.msg_record_fetch_asked(),
    ];
    Ok(List {
        t,
        practice: staff.practice_name,
        may_ask: client.speaks_for(&staff.practice),
        heads: heads.map(Head::new).into(),
        rows: lines.iter().map(|line| row(language, line)).collect(),
        shell: visit.shell,
    })
}

fn row(language: Language, line: &Line) -> Row {
    let t = words(language);
    Row {
        href: home(line.id),
        who: who(t, line),
        from: from(line),
        state: fetch_words::state(t, line.state),
        asked: date_time(line.asked_at, language),
    }
}

/// The patient: their name where it is known, and always their number.
pub(super) fn who(t: &Words, line: &Line) -> String {
    let number = unbroken(&line.nhs_number.spaced());
    match &line.name {
        Some(name) => t.msg_record_fetch_who(name.full(), number),
        None => t.msg_case_number_is(number),
    }
}

/// The practice that is asked.
pub(super) fn from(line: &Line) -> String {
    match &line.from_name {
        Some(name) => format!("{name} ({})", line.from),
        None => line.from.clone(),
    }
}
