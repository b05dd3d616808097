//! The messages sent about an account, and how far each has come. Whom we do not reach, the practice tells: its page says so.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;

use crate::actions::accounts::letters::retry;
use crate::app::App;
use crate::locale::{Language, Words, date_time, words};
use crate::storage::views::accounts::Letter as Entry;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::visit::Fields;
use domain::account::{News, Recipient};

use super::opened::Opened;
use super::refused::failure;

/// One line of the ledger.
pub struct Letter {
    /// What it tells, to whom.
    pub what: String,
    /// When it was decided to send it.
    pub queued: String,
    /// How far it has come.
    pub state: String,
    /// The tag's colour.
    pub colour: &'static str,
    /// Whether the practice is to tell it.
    pub is_left: bool,
    /// Id of a message that can be tried again.
    pub again: Option<String>,
}

/// All of them in words, the newest first.
pub fn letters(language: Language, opened: &Opened) -> Vec<Letter> {
    opened.shown.letters.iter().rev().map(|entry| letter(language, opened, entry)).collect()
}

fn letter(language: Language, opened: &Opened, entry: &Entry) -> Letter {
    let t = words(language);
    let (state, colour) = match (entry.sent_at, entry.failed_at) {
        (Some(_), _) => (t.msg_case_letter_sent(), "green"),
        (None, _) if entry.left_at.is_some() => (t.msg_accounts_letter_left(), "orange"),
        (None, Some(_)) => (t.msg_case_letter_failed(), "red"),
        (None, None) if entry.attempts > 0 => (t.msg_case_letter_again(), "orange"),
        (None, None) => (t.msg_case_letter_queued(), "grey"),
    };
    let to = match entry.to {
        Recipient::Holder => t.msg_accounts_holder(),
        Recipient::Patient => t.msg_case_patient(),
    };
    Letter {
        what: t.msg_accounts_letter_to(to, name(t, opened, entry)),
        queued: date_time(entry.queued_at, language),
        state,
        colour,
        is_left: entry.left_at.is_some() && entry.sent_at.is_none(),
        again: entry.failed_at.filter(|_| entry.sent_at.is_none()).map(|_| entry.id.to_string()),
    }
}

/// What it tells, as the history calls it.
fn name(t: &Words, opened: &Opened, entry: &Entry) -> String {
    let association = entry.association.and_then(|id| opened.shown.account.association(id));
    let patient = association.map(|one| opened.name_of(one.patient).full()).unwrap_or_default();
    match entry.news {
        News::Linked => t.msg_accounts_event_linked(),
        News::Unlinked => t.msg_accounts_event_unlinked(),
        News::KeyReset => t.msg_accounts_event_key_reset(),
        News::KeyRevoked => t.msg_accounts_event_key_revoked(),
        News::SwitchedOff => t.msg_accounts_event_off(),
        News::SwitchedOn => t.msg_accounts_event_on(),
        News::AccessGiven => t.msg_accounts_event_associated(patient),
        News::AccessChanged => t.msg_accounts_event_changed(patient),
        News::AccessSuspended => t.msg_accounts_event_suspended(patient),
        News::AccessEnded => t.msg_accounts_event_ended(patient),
        News::EndNear => t.msg_accounts_event_end_near(patient),
        News::AgeNear => t.msg_accounts_event_age_near(patient),
    }
}

/// Which message.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Again {
    message: String,
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let path = "/staff/accounts/{account}/retry";
    routes.get(Who::Staff, path, home).post(Who::Staff, path, send)
}

/// Back to the account: somebody signed in again, and can press the button once more.
async fn home(opened: Opened) -> Redirect {
    Redirect::to(&opened.home())
}

/// Has a message tried again.
async fn send(
    State(app): State<Arc<App>>,
    opened: Opened,
    Fields(form): Fields<Again>,
) -> Result<Redirect, Failure> {
    let message: Uuid = form.message.parse().map_err(|_| Failure::NotFound)?;
    retry(&app, &opened.staff.actor(), opened.id(), message).await.map_err(failure)?;
    Ok(Redirect::to(&format!("{}#messages", opened.home())))
}
