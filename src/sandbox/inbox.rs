//! The mail that arrived, oldest first, kept in memory.

mod mime;
mod pages;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use time::OffsetDateTime;

pub(super) use self::mime::read;
pub(super) use self::pages::routes;

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
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("id", &self.id)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

/// Keeps every arrival, second copies too, so that a test can see them; clones share the mail.
#[derive(Clone, Default)]
pub struct Inbox {
    mail: Arc<Mutex<Vec<Received>>>,
}

impl Inbox {
    /// All mail, oldest first.
    pub fn messages(&self) -> Vec<Received> {
        self.lock().clone()
    }

    /// Mail with this envelope recipient, oldest first.
    pub fn messages_to(&self, address: &str) -> Vec<Received> {
        let mut mail = self.messages();
        mail.retain(|message| message.to.iter().any(|to| to.eq_ignore_ascii_case(address)));
        mail
    }

    /// The idempotency keys that arrived more than once, each named once.
    pub fn duplicates(&self) -> Vec<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for message in self.lock().iter() {
            if let Some(key) = message.key() {
                *seen.entry(key.to_owned()).or_default() += 1;
            }
        }
        seen.into_iter().filter(|(_, times)| *times > 1).map(|(key, _)| key).collect()
    }

    /// Throws all mail away.
    pub fn clear(&self) {
        self.lock().clear();
    }

    pub(super) fn find(&self, id: &str) -> Option<Received> {
        self.lock().iter().find(|message| message.id == id).cloned()
    }

    pub(super) fn keep(&self, message: Received) {
        self.lock().push(message);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Received>> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
