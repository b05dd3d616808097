//! What was set at the practice from which the patient moved here, and what happened there: what this practice needs to give
//! access anew without asking again. Names and words of that practice's staff stay there.

use crate::app::App;
use crate::locale::{Language, date_long, day_long, words};
use crate::storage::views::case::{self, Case, Entry};
use crate::storage::views::record_fetches::{self, FetchState, Line};
use crate::web::failure::Failure;
use crate::web::lists::{Link, SummaryList, SummaryRow};
use crate::web::staff::opened::Opened;
use crate::web::staff::record_fetch;
use crate::web::staff::words as staff_words;
use domain::delegation::{Event, SuspendReason};
use domain::london::london_date;

use super::facts;
use super::history::{Happening, happening};

/// What was set at the former practice.
pub struct Former {
    /// Who set it, what, and from when until when it counted.
    pub was: SummaryList,
    /// What happened there, newest first.
    pub history: Vec<Happening>,
}

/// What is known of the practice before.
pub struct Known {
    /// The case there.
    case: case::Former,
    /// The record there, where it can be asked for: the newest request for it, if there was one.
    record: Option<Option<Line>>,
}

/// The case there, where this one came with the patient, and whether their record has come too.
///
/// # Errors
/// When the database fails.
pub async fn known(app: &App, opened: &Opened) -> Result<Option<Known>, Failure> {
    let Some(case) = case::former(&app.db, &opened.case.delegation).await? else { return Ok(None) };
    let practice = &opened.staff.practice;
    let record = match app.gp_connect.as_ref().filter(|client| client.speaks_for(practice)) {
        Some(_) => {
            let number = &opened.case.delegator.nhs_number;
            Some(record_fetches::of_patient(&app.db, practice, number).await?)
        }
        None => None,
    };
    Ok(Some(Known { case, record }))
}

/// It in words.
pub fn former(language: Language, case: &Case, known: &Known) -> Former {
    let former = &known.case;
    let (t, delegation) = (words(language), &former.delegation);
    let code = delegation.practice.as_str();
    let mut rows = vec![SummaryRow::new(t.msg_moved_practice(), format!("{} ({code})", former.practice))];
    let paused = paused(&former.entries).map(|reason| staff_words::suspend_reason(t, reason));
    rows.extend(paused.map(|why| SummaryRow::new(t.msg_moved_paused(), why)));
    rows.extend(delegation.set.iter().flat_map(|access| facts::access(language, access).0));
    let set = delegation.confirmed_at.map(|at| day_long(at, language));
    rows.extend(set.map(|day| SummaryRow::new(t.msg_moved_set(), day)));
    let ended = date_long(london_date(case.delegation.requested_at), language);
    rows.push(SummaryRow::new(t.msg_moved_came(), ended));
    rows.extend(known.record.as_ref().map(|line| record(language, case, line.as_ref())));
    let history = former.entries.iter().rev().map(|entry| happening(language, case, entry)).collect();
    Former { was: SummaryList(rows), history }
}

/// Whether the patient's record has come, and the way to it.
fn record(language: Language, case: &Case, line: Option<&Line>) -> SummaryRow {
    let t = words(language);
    let ask = || {
        let place = format!("/staff/cases/{}/record-fetch", case.delegation.id);
        Link::new(place, t.msg_record_fetch_title())
    };
    let look = |line: &Line| {
        let look = Link::new(record_fetch::home(line.id), t.msg_record_fetch_case_look());
        look.hidden(t.msg_record_fetch_case_look_hidden())
    };
    let Some(line) = line else {
        return SummaryRow::new(t.msg_record_fetch_case_key(), t.msg_record_fetch_case_none()).action(ask());
    };
    let row = SummaryRow::new(t.msg_record_fetch_case_key(), record_fetch::state(t, line.state));
    match line.state {
        FetchState::ThrownAway => row.action(ask()),
        _ => row.action(look(line)),
    }
}

/// Why access rested there when the patient left, if it did: nobody had let it go on.
fn paused(history: &[Entry]) -> Option<SuspendReason> {
    history.iter().fold(None, |paused, entry| match &entry.recorded.event {
        Event::AccessSuspended { reason, .. } => Some(*reason),
        Event::AccessResumed { .. } | Event::DelegationReactivated { .. } => None,
        _ => paused,
    })
}
