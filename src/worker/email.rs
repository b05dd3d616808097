//! A message as an e-mail.

use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use crate::app::App;
use crate::integrations::{Email, Upstream};
use crate::locale::Language;
use crate::messages::{Composed, Facts, compose};
use crate::storage::away::insistently;
use crate::storage::messages::{self, Entry};
use domain::EmailAddress;

use super::report::report;

/// How long it is tried to write down as what a message went: less than it is tried to write down that it did.
const INSIST: Duration = Duration::from_secs(45);

/// Why a message did not go.
pub(super) enum NotSent {
    /// The mail server did not take it.
    Upstream(Upstream),
    /// There is no way to reach the recipient.
    NoAddress,
    /// The practice does without messages of this kind.
    SwitchedOff,
    /// We do not write to this person: the practice tells them.
    ToldByPractice,
    /// What it is about is gone, or it could not be written.
    Unreadable,
    /// What it tells of is over.
    TooLate,
}

/// Composes it and hands it to the mail server.
pub(super) async fn send_email(
    app: &App,
    entry: &Entry,
    key: &str,
    (to, facts): (EmailAddress, &Facts),
) -> Result<(), NotSent> {
    let Ok(composed) = compose(entry.message, facts) else { return Err(NotSent::Unreadable) };
    mail(app, (entry.id, key), to, (composed, facts.language)).await
}

/// Hands what was composed to the mail server; its reader finds it in the list of messages under the subject it has.
pub(super) async fn mail(
    app: &App,
    (id, key): (Uuid, &str),
    to: EmailAddress,
    (composed, language): (Composed, Language),
) -> Result<(), NotSent> {
    let Composed { subject, text, html } = composed;
    let email = Email { to, subject: subject.clone(), text, html, message_id: key.to_owned() };
    app.mail.send(email).await.map_err(NotSent::Upstream)?;
    // It has gone, whatever comes of this: were its job not done then, it would go again. Its reader misses the subject.
    let until = Instant::now() + INSIST;
    let noted = insistently(until, || messages::went_as(&app.db, id, (&subject, language.tag()))).await;
    report("the subject of a message that went", noted);
    Ok(())
}
