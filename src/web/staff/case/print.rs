//! A case on one sheet, to be filed with the patient's record: what happened to it, and not whom staff tried to reach or waited
//! for, which is for the practice alone. The trusted person may read the record.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::{Words, date_long};
use crate::storage::views::case;
use crate::web::failure::Failure;
use crate::web::lists::SummaryList;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

use super::history::{Happening, happening};
use super::{account, facts};

#[derive(Template)]
#[template(path = "staff/case/print.html")]
pub(in crate::web::staff) struct Print {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    stage: String,
    reference: String,
    made: String,
    patient: SummaryList,
    trusted: SummaryList,
    asked: SummaryList,
    set: Option<SummaryList>,
    dates: SummaryList,
    history: Vec<Happening>,
}
page::page!(Print);

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<Print, Failure> {
    let (t, language, case) = (visit.t, visit.language(), &opened.case);
    let entries = case::timeline(&app.db, opened.id()).await?;
    Ok(Print {
        t,
        back: opened.home(),
        names: opened.names(t),
        stage: staff_words::stage(t, case.delegation.stage),
        reference: opened.id().to_string(),
        made: t.msg_case_print_made(
            date_long(app.clock.today_in_london(), language),
            opened.staff.name.as_str(),
        ),
        patient: facts::person(language, &case.delegator),
        trusted: account::trusted(language, case, false),
        asked: facts::access(language, &case.delegation.asked),
        set: case.delegation.set.as_ref().map(|access| facts::set(language, &entries, access)),
        dates: facts::dates(language, case),
        history: entries.iter().rev().map(|entry| happening(language, case, entry)).collect(),
        shell: visit.shell,
    })
}
