//! What was set at the practice from which the patient moved here, and what happened there: what this practice needs to give
//! access anew without asking again. Names and words of that practice's staff stay there.

use crate::app::App;
use crate::locale::{Language, date_long, day_long, words};
use crate::storage::views::case::{self, Case, Entry};
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::staff::opened::Opened;
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

/// The case there, where this one came with the patient.
///
/// # Errors
/// When the database fails.
pub async fn known(app: &App, opened: &Opened) -> Result<Option<case::Former>, Failure> {
    Ok(case::former(&app.db, &opened.case.delegation).await?)
}

/// It in words.
pub fn former(language: Language, case: &Case, former: &case::Former) -> Former {
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
    let history = former.entries.iter().rev().map(|entry| happening(language, case, entry)).collect();
    Former { was: SummaryList(rows), history }
}

/// Why access rested there when the patient left, if it did: nobody had let it go on.
fn paused(history: &[Entry]) -> Option<SuspendReason> {
    history.iter().fold(None, |paused, entry| match &entry.recorded.event {
        Event::AccessSuspended { reason, .. } => Some(*reason),
        Event::AccessResumed { .. } | Event::DelegationReactivated { .. } => None,
        _ => paused,
    })
}
