//! How far one record is, and what is to be decided of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use time::Date;
use time::macros::format_description;

use crate::app::App;
use crate::locale::{Language, Words, date_long, date_time, words};
use crate::storage::views::record_fetches::{self, Documents, FetchState, Line, Seen, Shown};
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

use super::opened::Opened;
use super::{faults, list, words as fetch_words};

#[derive(Template)]
#[template(path = "staff/record_fetch/page.html")]
pub(super) struct FetchPage {
    t: &'static Words,
    shell: Shell,
    home: String,
    who: String,
    state: String,
    colour: &'static str,
    /// What is in the way, and what to do.
    fault: Vec<String>,
    known: SummaryList,
    differs: Differs,
    warnings: Vec<Warning>,
    holds: Vec<String>,
    documents: Vec<String>,
    case: Option<String>,
    is_under_way: bool,
    /// Until when it may be taken over, where it waits for that.
    until: Option<String>,
    /// What the button says that throws it away.
    throw_away: Option<String>,
    may_try_again: bool,
}
page::page!(FetchPage);

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<FetchPage, Failure> {
    let documents = record_fetches::documents(&app.db, opened.id()).await?;
    let (t, language, shown) = (visit.t, visit.language(), &opened.shown);
    let state = shown.line.state;
    let has_missing = documents.here < documents.all;
    let is_given_up = shown.is_given_up || !state.is_under_way();
    let fault = shown.fault.as_deref().map(|code| faults::words(t, code, is_given_up));
    let seen = shown.seen.as_ref().filter(|_| state != FetchState::ThrownAway);
    Ok(FetchPage {
        t,
        home: opened.home(),
        who: list::who(t, &shown.line),
        state: fetch_words::state(t, state),
        colour: fetch_words::colour(state),
        fault: fault.map(Vec::from).unwrap_or_default(),
        known: known(language, shown),
        differs: seen.map(|seen| differs(language, shown, seen)).unwrap_or_default(),
        warnings: seen.map(|seen| warnings(t, seen)).unwrap_or_default(),
        holds: seen.map(|seen| holds(t, seen)).unwrap_or_default(),
        documents: told(t, state, &documents),
        case: shown.case.map(|case| format!("/staff/cases/{case}")),
        is_under_way: state.is_under_way(),
        until: until(&app, language, &shown.line),
        throw_away: throw_away(t, state),
        may_try_again: match state {
            FetchState::Failed | FetchState::Lapsed => true,
            FetchState::Taking | FetchState::Documents => shown.is_given_up,
            FetchState::Done => has_missing,
            _ => false,
        },
        shell: visit.shell,
    })
}

fn known(language: Language, shown: &Shown) -> SummaryList {
    let t = words(language);
    let choice =
        if shown.with_confidential { t.msg_record_fetch_with() } else { t.msg_record_fetch_without() };
    let asked = t.msg_case_checked_by(shown.asked_by.as_str(), date_time(shown.line.asked_at, language));
    let mut rows = vec![
        SummaryRow::new(t.msg_record_fetch_from(), list::from(&shown.line)),
        SummaryRow::new(t.msg_record_fetch_choice(), choice),
        SummaryRow::new(t.msg_record_fetch_asked(), asked),
        SummaryRow::new(t.msg_record_fetch_changed(), date_time(shown.line.changed_at, language)),
    ];
    if let Some(taken) = &shown.taken {
        let count: u64 = taken.kinds.values().sum();
        let mut lines = vec![t.msg_record_fetch_taken(count.to_string())];
        if !taken.refused.is_empty() {
            lines.push(t.msg_record_fetch_refused(taken.refused.len().to_string()));
        }
        rows.push(SummaryRow::paragraphs(t.msg_record_fetch_came(), lines));
    }
    SummaryList(rows)
}

/// What the button says that throws it away, where it still may be: what has not come yet is only asked for no more.
fn throw_away(t: &Words, state: FetchState) -> Option<String> {
    match state {
        FetchState::Asked => Some(t.msg_record_fetch_stop()),
        FetchState::Staged | FetchState::Failed => Some(t.msg_record_fetch_throw_away()),
        FetchState::Taking
        | FetchState::Documents
        | FetchState::Done
        | FetchState::ThrownAway
        | FetchState::Lapsed => None,
    }
}

/// What becomes of a record that waits for staff, and when.
fn until(app: &App, language: Language, line: &Line) -> Option<String> {
    let ends = line.changed_at + app.config.health_records.waits;
    (line.state == FetchState::Staged)
        .then(|| words(language).msg_record_fetch_until(date_time(ends, language)))
}

/// What the other practice has of the patient that is not the same here or in PDS.
#[derive(Default)]
struct Differs {
    /// What it means: to be looked at before the record is taken over, and no longer after.
    means: String,
    rows: SummaryList,
}

fn differs(language: Language, shown: &Shown, seen: &Seen) -> Differs {
    let t = words(language);
    let is_taken = matches!(shown.line.state, FetchState::Taking | FetchState::Documents | FetchState::Done);
    let theirs = |text: &str| match Date::parse(text, format_description!("[year]-[month]-[day]")) {
        Ok(day) => date_long(day, language),
        Err(_) if text.is_empty() => t.msg_case_unknown(),
        Err(_) => text.to_owned(),
    };
    let rows = seen.differs.iter().map(|one| {
        let theirs = t.msg_record_fetch_differs_theirs(theirs(&one.theirs));
        let ours = ours(language, &shown.line, &one.what).map(|ours| t.msg_record_fetch_differs_ours(ours));
        SummaryRow::lines(fetch_words::part(t, &one.what), [theirs].into_iter().chain(ours).collect())
    });
    Differs {
        means: if is_taken { t.msg_record_fetch_differed() } else { t.msg_record_fetch_differs_means() },
        rows: SummaryList(rows.collect()),
    }
}

/// What is written of the patient here, as far as the request for the record has it.
fn ours(language: Language, line: &Line, what: &str) -> Option<String> {
    let name = line.name.as_ref();
    match what {
        "family" => name.map(|name| name.family.clone()),
        "given" => name.map(|name| name.given.clone()),
        "born" => line.born.map(|born| date_long(born, language)),
        _ => None,
    }
}

/// What staff should know before they take the record over.
struct Warning {
    says: String,
    /// The titles of the lists that it is about, in the words of that system.
    lists: Option<String>,
    /// The previous practice's own words, in whatever language its system has them.
    quoted: Option<String>,
}

impl Warning {
    fn ours(says: impl Into<String>) -> Warning {
        Warning { says: says.into(), lists: None, quoted: None }
    }
}

fn warnings(t: &Words, seen: &Seen) -> Vec<Warning> {
    let mut all = Vec::new();
    for one in &seen.warned {
        let warns = t.msg_record_fetch_warns(fetch_words::warning(t, &one.code));
        all.push(Warning { lists: Some(one.lists.join(", ")), ..Warning::ours(warns) });
        let says = |note: &String| Warning {
            quoted: Some(note.clone()),
            ..Warning::ours(t.msg_record_fetch_says())
        };
        all.extend(one.notes.iter().map(says));
    }
    if seen.foreign_id {
        all.push(Warning::ours(t.msg_record_fetch_foreign_id()));
    }
    if seen.no_profile {
        all.push(Warning::ours(t.msg_record_fetch_no_profile()));
    }
    if seen.doubled > 0 {
        all.push(Warning::ours(t.msg_record_fetch_doubled(seen.doubled.to_string())));
    }
    all
}

fn holds(t: &Words, seen: &Seen) -> Vec<String> {
    let count: u64 = seen.kinds.values().sum();
    let mut all = vec![
        t.msg_record_fetch_holds(count.to_string()),
        t.msg_record_fetch_holds_documents(seen.documents.to_string()),
    ];
    if seen.absent > 0 {
        all.push(t.msg_record_fetch_absent(seen.absent.to_string()));
    }
    if seen.nopat > 0 {
        all.push(t.msg_record_fetch_nopat(seen.nopat.to_string()));
    }
    all
}

/// How many documents are here, and why others will not come; only of a record that was taken over.
fn told(t: &Words, state: FetchState, documents: &Documents) -> Vec<String> {
    if documents.all == 0 || !matches!(state, FetchState::Documents | FetchState::Done) {
        return Vec::new();
    }
    let mut all = vec![t.msg_record_fetch_here(documents.here.to_string(), documents.all.to_string())];
    all.extend(documents.faults.iter().map(|(code, count)| {
        let [why, next] = faults::words(t, code, true);
        t.msg_record_fetch_missing(count.to_string(), format!("{why} {next}"))
    }));
    all
}
