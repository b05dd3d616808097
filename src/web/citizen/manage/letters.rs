//! The messages we sent, as far as the reader may know of them: which, to whom, and whether they went.

use crate::locale::{Language, day_long, words};
use crate::messages::names;
use crate::storage::messages::Entry;
use crate::wording::Reader;
use domain::delegation::{Notice, Recipient};

/// One line of the ledger in words; never an address.
pub struct Letter {
    /// Which message.
    pub what: String,
    /// The tag of the language of `what`, where it is not the page's.
    pub language: Option<String>,
    /// To whom.
    pub to: String,
    /// When it went, or that it has not.
    pub when: String,
}

/// The lines for `reader`, oldest first.
pub fn letters(language: Language, entries: &[Entry], reader: Reader, practice: &str) -> Vec<Letter> {
    let t = words(language);
    let notice = |entry: &Entry| Notice { message: entry.message, to: entry.recipient };
    let seen = entries.iter().filter(|entry| notice(entry).is_shown_to(reader.party()));
    let letter = |entry: &Entry| Letter {
        what: subject(entry).unwrap_or_else(|| (names(entry.message).to_citizens)(t)),
        language: entry.language.clone().filter(|tag| subject(entry).is_some() && tag != language.tag()),
        to: match entry.recipient {
            Recipient::Delegator | Recipient::Delegate => t.msg_manage_letters_you(),
            Recipient::Practice => practice.to_owned(),
        },
        when: match (entry.sent_at, entry.failed_at) {
            (Some(sent), _) => day_long(sent, language),
            (None, _) if entry.muted_at.is_some() => t.msg_manage_letters_muted(),
            (None, Some(_)) => t.msg_manage_letters_failed(),
            (None, None) => t.msg_manage_letters_waiting(),
        },
    };
    seen.map(letter).collect()
}

/// What the reader finds the e-mail under in their own mailbox; none of what has not gone, or went to the practice.
fn subject(entry: &Entry) -> Option<String> {
    let is_theirs = matches!(entry.recipient, Recipient::Delegator | Recipient::Delegate);
    entry.subject.clone().filter(|_| is_theirs && entry.sent_at.is_some())
}
