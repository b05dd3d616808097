//! The page of one case.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::desk::Desk;
use super::former::Former;
use super::history::Happening;
use super::letters::Letter;
use super::undelivered::Undelivered;
use super::waiting::Waits;
use super::ways::Way;
use super::written::Written;
use super::{account, chronicle, facts, former, letters, national, undelivered, waiting, ways};
use crate::app::App;
use crate::locale::{Language, Words, date_time};
use crate::storage::views::case;
use crate::storage::views::followed_roles::FollowedRole;
use crate::web::failure::Failure;
use crate::web::lists::SummaryList;
use crate::web::page::{self, Shell};
use crate::web::parts::Problem;
use crate::web::staff::opened::Opened;
use crate::web::staff::tab::Tab;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "staff/case/page.html")]
pub(super) struct CasePage {
    t: &'static Words,
    shell: Shell,
    back: String,
    home: String,
    names: String,
    stage: String,
    undelivered: Option<Undelivered>,
    former: Option<Former>,
    patient: SummaryList,
    trusted: SummaryList,
    asked: SummaryList,
    set: Option<SummaryList>,
    wished: Option<SummaryList>,
    ways: Vec<Way>,
    dates: SummaryList,
    taken: Option<String>,
    is_mine: bool,
    is_open: bool,
    waiting: Waits,
    problems: Vec<Problem>,
    written: Written,
    notes: Vec<Noted>,
    history: Vec<Happening>,
    letters: Vec<Letter>,
}
page::page!(CasePage);

/// One note of a colleague.
struct Noted {
    who: String,
    when: String,
    lines: Vec<String>,
}

/// Shows it, with whatever is parked of its forms.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    desk: Desk,
) -> Result<CasePage, Failure> {
    let written = desk.written(&app, visit.t, &opened).await?;
    page(&app, visit, opened, written).await
}

/// The case, with what is being written, at the case's own address: whichever form was sent, its links lead there.
///
/// # Errors
/// When the database fails.
pub async fn page(app: &App, visit: Visit, opened: Opened, written: Written) -> Result<CasePage, Failure> {
    let (id, problems) = (opened.id(), written.problems());
    let case::Whole { past, letters: ledger, taken, notes, undelivered } =
        case::whole(&app.db, id, app.clock.today_in_london()).await?;
    let (role, before) = tokio::try_join!(national::known(app, &opened), former::known(app, &opened))?;
    let visit = visit.at(opened.home()).with_errors(!problems.is_empty()).with_begun(written.is_begun());
    let (t, language, case) = (visit.t, visit.language(), &opened.case);
    let (stage, taken) = (case.delegation.stage, taken.filter(|_| case.delegation.stage.is_open()));
    Ok(CasePage {
        t,
        back: format!("/staff?tab={}", Tab::of(stage).unwrap_or(Tab::New).code()),
        home: opened.home(),
        names: opened.names(t),
        stage: staff_words::stage(t, stage),
        undelivered: undelivered.and_then(|id| undelivered::undelivered(language, &ledger, id)),
        former: before.map(|before| former::former(language, case, &before)),
        patient: facts::person(language, &case.delegator),
        trusted: account::trusted(language, case, true),
        asked: facts::access(language, &case.delegation.asked),
        set: case.delegation.set.as_ref().map(|access| facts::set(language, &past.entries, access)),
        wished: case.delegation.change_asked.as_ref().map(|access| facts::access(language, access)),
        ways: ways::ways(t, &opened),
        dates: dates(language, &opened, role),
        is_mine: taken.as_ref().is_some_and(|taken| taken.staff_id == opened.staff.id.0),
        taken: taken.map(|taken| t.msg_case_taken(taken.name, date_time(taken.taken_at, language))),
        is_open: stage.is_open(),
        waiting: waiting::waits(language, &past),
        problems,
        written,
        notes: notes.iter().map(|note| noted(language, note)).collect(),
        history: chronicle::told(language, case, &past),
        letters: ledger.iter().map(|entry| letters::letter(language, entry)).collect(),
        shell: visit.shell,
    })
}

/// The dates, and how its role stands in the national store where that is used.
fn dates(language: Language, opened: &Opened, role: Option<Option<FollowedRole>>) -> SummaryList {
    let mut dates = facts::dates(language, &opened.case);
    dates.0.extend(role.map(|role| national::row(language, &opened.home(), role.as_ref())));
    dates
}

fn noted(language: Language, note: &case::Trace) -> Noted {
    let lines = note.text.lines().map(str::to_owned).collect();
    Noted { who: note.name.clone(), when: date_time(note.at, language), lines }
}
