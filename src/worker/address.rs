//! Sends the letters by which both mailboxes of a practice confirm a change of its address.

use time::Duration;
use tokio::time::Instant;

use crate::actions::address::code;
use crate::app::App;
use crate::integrations::Email;
use crate::locale::Language;
use crate::messages::address::{Facts, compose};
use crate::storage::address_changes::{self, AddressChange, Mailbox};
use crate::storage::address_letters::{self, Letter, Sent};
use crate::storage::away::insistently;
use crate::storage::{StorageError, practices};

use super::settle::INSIST;

/// Letters taken at once.
const BATCH: i64 = 8;
/// How long a worker may hold a letter before another takes it over.
const LEASE: Duration = Duration::seconds(120);
/// A letter is given up after so many tries, about a day.
const TRIES: i32 = 24;
/// Pause between two tries.
const PAUSE: Duration = Duration::HOUR;

/// Sends those that are due; how many there were.
///
/// # Errors
/// When the database fails; what is not noted is taken again.
pub(super) async fn send_letters(app: &App) -> Result<usize, StorageError> {
    let (now, until) = (app.clock.now(), Instant::now() + INSIST);
    let letters = address_letters::claim(&app.db, (now, now + LEASE), BATCH).await?;
    let mut first = Ok(letters.len());
    for letter in &letters {
        let sent = match app.traces.round("letter").around(send(app, *letter)).await {
            Ok(sent) => sent,
            // It holds up no other letter.
            Err(StorageError::Corrupt(_)) => Sent::Never,
            Err(error) => {
                first = first.and(Err(error));
                continue;
            }
        };
        let at = app.clock.now();
        // One that went would go again.
        insistently(until, || address_letters::note(&app.db, *letter, sent, at)).await?;
    }
    first
}

async fn send(app: &App, letter: Letter) -> Result<Sent, StorageError> {
    let Some(change) = address_changes::find(&app.db, letter.change_id).await? else {
        return Ok(Sent::Never);
    };
    let mailbox = if letter.to_old { Mailbox::Old } else { Mailbox::New };
    let practice = practices::find(&app.db, &change.practice).await?;
    let (Some(practice), Some(to)) = (practice, change.address(mailbox).cloned()) else {
        return Ok(Sent::Never);
    };
    if !change.is_open(app.clock.now()) {
        return Ok(Sent::Never);
    }
    let facts = facts(app, (&change, mailbox), &practice.name);
    let Ok(composed) = compose(&facts) else { return Ok(Sent::Never) };
    let message_id = letter.id.to_string();
    let email = Email { to, subject: composed.subject, text: composed.text, html: composed.html, message_id };
    Ok(match app.mail.send(email).await {
        Ok(()) => Sent::Yes,
        Err(fault) if fault.kind.is_temporary() && letter.attempts < TRIES => {
            Sent::Again(app.clock.now() + PAUSE)
        }
        Err(fault) => {
            tracing::warn!(practice = %change.practice, kind = fault.kind.code(), "a mailbox could not be asked");
            Sent::Never
        }
    })
}

fn facts<'a>(app: &App, (change, mailbox): (&'a AddressChange, Mailbox), practice: &'a str) -> Facts<'a> {
    let first = app.config.messages.languages.first().and_then(|tag| Language::parse(tag));
    let code = code(&app.config.server.link_secret, change.id, mailbox);
    Facts {
        language: first.unwrap_or(Language::En),
        to_old: mailbox == Mailbox::Old,
        practice,
        became: change.became.as_ref(),
        asked_by: &change.asked_by,
        asked_at: change.asked_at,
        until: change.expires_at,
        link: format!("{}/practice-address/{code}", app.config.server.public_url),
    }
}
