//! One case: both people side by side, what was asked and set, its dates, its history, its messages.

mod facts;
mod history;
mod letters;
mod ways;

pub use facts::access as access_rows;
pub use history::{Happening, happening};

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::Words;
use crate::storage::views::case;
use crate::web::failure::Failure;
use crate::web::lists::SummaryList;
use crate::web::page::{self, Shell};
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

use super::opened::Opened;
use super::tab::Tab;
use letters::Letter;
use ways::Way;

/// The page.
#[derive(Template)]
#[template(path = "staff/case.html")]
pub(super) struct CasePage {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    stage: String,
    patient: SummaryList,
    trusted: SummaryList,
    asked: SummaryList,
    set: Option<SummaryList>,
    wished: Option<SummaryList>,
    ways: Vec<Way>,
    dates: SummaryList,
    history: Vec<Happening>,
    letters: Vec<Letter>,
}
page::page!(CasePage);

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<CasePage, Failure> {
    let (entries, ledger) =
        tokio::try_join!(case::timeline(&app.db, opened.id()), case::messages(&app.db, opened.id()))?;
    let (t, language, case) = (visit.t, visit.language(), &opened.case);
    let stage = case.delegation.stage;
    let tab = Tab::of(stage).unwrap_or(Tab::New);
    Ok(CasePage {
        t,
        back: format!("/staff?tab={}", tab.code()),
        names: opened.names(t),
        stage: staff_words::stage(t, stage),
        patient: facts::person(language, &case.delegator),
        trusted: facts::trusted(language, case),
        asked: facts::access(language, &case.delegation.asked),
        set: case.delegation.set.as_ref().map(|access| facts::access(language, access)),
        wished: case.delegation.change_asked.as_ref().map(|access| facts::access(language, access)),
        ways: ways::ways(t, &opened),
        dates: facts::dates(language, case),
        history: entries.iter().map(|entry| happening(language, case, entry)).collect(),
        letters: ledger.iter().map(|entry| letters::letter(language, entry)).collect(),
        shell: visit.shell,
    })
}
