//! The mail that arrived, oldest first, kept in memory.

mod mime;
mod pages;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use time::OffsetDateTime;

pub(super) use self::mime::read;
pub(super) use self::pages::{Piece, pieces, routes};

/// One message as a mail program would show it.
#[derive(Clone, Serialize)]
pub struct Received {
    /// Id within this inbox.
    pub id: String,
    /// Envelope sender (`MAIL FROM`).
    pub from: String,
    /// Envelope recipients (`RCPT TO`).
    pub to: Vec<String>,
    /// Subject, decoded.
    pub subject: String,
    /// Headers as sent but unfolded; of a repeated header the first, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The text part, decoded.
    pub text: Option<String>,
    /// The HTML part, decoded.
    pub html: Option<String>,
    /// When the last dot came.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
}

impl Received {
    /// The sender's idempotency key (`X-Message-Id`).
    pub fn key(&self) -> Option<&str> {
        self.headers.get("x-message-id").map(String::as_str)
    }

    fn is_repeated_by(&self, other: &Received) -> bool {
        let id = |message: &Received| message.headers.get("message-id").cloned();
        id(self).is_some() && id(self) == id(other) && self.to == other.to
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("id", &self.id)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

/// Keeps mail as mail stores do: what comes again to the same people under the same Message-ID is dropped, and here
/// counted. Clones share the mail.
#[derive(Clone, Default)]
pub struct Inbox {
    mail: Arc<Mutex<Mail>>,
}

#[derive(Default)]
struct Mail {
    kept: Vec<Received>,
    repeats: Vec<String>,
}

impl Inbox {
    /// All mail, oldest first.
    pub fn messages(&self) -> Vec<Received> {
        self.lock().kept.clone()
    }

    /// Mail with this envelope recipient, oldest first.
    pub fn messages_to(&self, address: &str) -> Vec<Received> {
        let mut mail = self.messages();
        mail.retain(|message| message.to.iter().any(|to| to.eq_ignore_ascii_case(address)));
        mail
    }

    /// The idempotency keys of what came again and was dropped, in order of arrival.
    pub fn repeats(&self) -> Vec<String> {
        self.lock().repeats.clone()
    }

    /// Throws all mail away.
    pub fn clear(&self) {
        *self.lock() = Mail::default();
    }

    pub(super) fn find(&self, id: &str) -> Option<Received> {
        self.lock().kept.iter().find(|message| message.id == id).cloned()
    }

    pub(super) fn keep(&self, message: Received) {
        let mut mail = self.lock();
        if mail.kept.iter().any(|kept| kept.is_repeated_by(&message)) {
            mail.repeats.push(message.key().unwrap_or_default().to_owned());
        } else {
            mail.kept.push(message);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
