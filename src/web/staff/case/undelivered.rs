//! The box at the top of a case whose message to the practice did not arrive as it should.

use uuid::Uuid;

use crate::locale::{Language, date_time, words};
use crate::messages::names;
use crate::storage::views::case::Letter as Entry;
use domain::channel::Channel;

/// What the box says.
pub(super) struct Undelivered {
    /// Which message, and what did not deliver it.
    pub what: String,
    /// What became of it.
    pub instead: String,
    /// Whether it can be sent again: it went no way at all.
    pub can_be_sent: bool,
}

/// The message `id` of the ledger in words.
pub(super) fn undelivered(language: Language, ledger: &[Entry], id: Uuid) -> Option<Undelivered> {
    let t = words(language);
    let entry = ledger.iter().find(|entry| entry.id == id)?;
    let (message, when) = ((names(entry.message).in_case)(t), date_time(entry.queued_at, language));
    let can_be_sent = entry.failed_at.is_some() && entry.sent_at.is_none();
    Some(Undelivered {
        what: match entry.undelivered_at {
            Some(_) => t.msg_case_undelivered_mesh(message, when),
            None => t.msg_case_undelivered_email(message, when),
        },
        instead: match (entry.sent_at, entry.channel) {
            _ if can_be_sent => t.msg_case_undelivered_nobody(),
            (None, _) => t.msg_case_undelivered_goes(),
            (Some(_), Some(Channel::Notice)) => t.msg_case_undelivered_went_notice(),
            (Some(_), Some(Channel::Email | Channel::Mesh) | None) => t.msg_case_undelivered_went_email(),
        },
        can_be_sent,
    })
}
