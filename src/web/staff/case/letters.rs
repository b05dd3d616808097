//! The messages sent about a case, and how far each has come.

use crate::locale::{Language, Words, date_time, words};
use crate::messages::names;
use crate::storage::views::case::Letter as Entry;
use domain::channel::Channel;
use domain::delegation::Recipient;

/// One line of the ledger.
pub struct Letter {
    /// Which message.
    pub name: String,
    /// To whom.
    pub to: String,
    /// When it was decided to send it.
    pub queued: String,
    /// How far it has come.
    pub state: String,
    /// The tag's colour; empty for the plain one.
    pub colour: &'static str,
    /// By which way it went, where it has gone.
    pub way: Option<String>,
    /// Id of a message that can be tried again.
    pub again: Option<String>,
}

/// `entry` in words.
pub fn letter(language: Language, entry: &Entry) -> Letter {
    let t = words(language);
    let (state, colour) = match (entry.sent_at, entry.failed_at) {
        (None, _) if entry.muted_at.is_some() => (t.msg_case_letter_muted(), "grey"),
        (Some(_), _) => (t.msg_case_letter_sent(), "green"),
        (None, Some(_)) => (t.msg_case_letter_failed(), "red"),
        (None, None) if entry.attempts > 0 => (t.msg_case_letter_again(), "orange"),
        (None, None) => (t.msg_case_letter_queued(), "grey"),
    };
    Letter {
        name: (names(entry.message).in_case)(t),
        to: match entry.recipient {
            Recipient::Delegator => t.msg_case_patient(),
            Recipient::Delegate => t.msg_case_trusted(),
            Recipient::Practice => t.msg_case_practice(),
        },
        queued: date_time(entry.queued_at, language),
        state,
        way: way(t, entry),
        colour,
        again: entry.failed_at.filter(|_| entry.sent_at.is_none()).map(|_| entry.id.to_string()),
    }
}

/// Who works with two ways must see where to look, and that one of them failed.
fn way(t: &Words, entry: &Entry) -> Option<String> {
    let is_practice = entry.recipient == Recipient::Practice;
    match (entry.sent_at, entry.undelivered_at, entry.channel) {
        (None, Some(_), _) => Some(t.msg_case_letter_not_by_mesh()),
        (Some(_), Some(_), Some(Channel::Notice)) => Some(t.msg_case_letter_notice_instead()),
        (Some(_), Some(_), _) => Some(t.msg_case_letter_email_instead()),
        (Some(_), None, Some(Channel::Mesh)) => Some(t.msg_case_letter_by_mesh()),
        (Some(_), None, Some(Channel::Notice)) => Some(t.msg_case_letter_by_notice()),
        (Some(_), None, Some(Channel::Email)) if is_practice => Some(t.msg_case_letter_by_secure_email()),
        (Some(_), None, Some(Channel::Email)) => Some(t.msg_case_letter_by_email()),
        (_, None, _) => None,
    }
}
