//! A message as an e-mail.

use crate::app::App;
use crate::integrations::{Email, Upstream};
use crate::messages::{Composed, Facts, compose};
use crate::storage::messages::Entry;
use domain::EmailAddress;

/// Why a message did not go.
pub(super) enum NotSent {
    /// The mail server did not take it.
    Upstream(Upstream),
    /// There is no way to reach the recipient.
    NoAddress,
    /// The practice does without messages of this kind.
    SwitchedOff,
    /// What it is about is gone, or it could not be written.
    Unreadable,
}

/// Composes it and hands it to the mail server.
pub(super) async fn send_email(
    app: &App,
    entry: &Entry,
    key: &str,
    (to, facts): (EmailAddress, &Facts),
) -> Result<(), NotSent> {
    let composed = compose(entry.message, facts).map_err(|_| NotSent::Unreadable)?;
    let Composed { subject, text, html } = composed;
    let email = Email { to, subject, text, html, message_id: key.to_owned() };
    app.mail.send(email).await.map_err(NotSent::Upstream)
}
