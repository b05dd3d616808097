//! The messages we sent, as far as the reader may know of them: which, to whom, and whether they went.

use crate::locale::{Language, Words, day_long, words};
use crate::storage::messages::Entry;
use crate::wording::Reader;
use domain::delegation::{Message, Recipient};

/// One line of the ledger in words; never an address.
pub struct Letter {
    /// Which message.
    pub what: String,
    /// To whom.
    pub to: String,
    /// When it went, or that it has not.
    pub when: String,
}

/// Whether `reader` may know of this line: their own, and for the delegator the practice's.
pub fn may_see(reader: Reader, recipient: Recipient) -> bool {
    match (reader, recipient) {
        (Reader::Delegator, Recipient::Delegator | Recipient::Practice) => true,
        (Reader::Delegator, Recipient::Delegate) => false,
        (Reader::Delegate, Recipient::Delegate) => true,
        (Reader::Delegate, Recipient::Delegator | Recipient::Practice) => false,
    }
}

/// The lines for `reader`, oldest first.
pub fn letters(language: Language, entries: &[Entry], reader: Reader, practice: &str) -> Vec<Letter> {
    let t = words(language);
    let seen = entries.iter().filter(|entry| may_see(reader, entry.recipient));
    let letter = |entry: &Entry| Letter {
        what: what(t, entry.message),
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

fn what(t: &Words, message: Message) -> String {
    match message {
        Message::Invitation => t.msg_manage_letters_invitation(),
        Message::RequestStarted => t.msg_manage_letters_request_started(),
        Message::NotConfirmed => t.msg_manage_letters_not_confirmed(),
        Message::Reminder => t.msg_manage_letters_reminder(),
        Message::Accepted => t.msg_manage_letters_accepted(),
        Message::Declined => t.msg_manage_letters_declined(),
        Message::Withdrawn => t.msg_manage_letters_withdrawn(),
        Message::Lapsed => t.msg_manage_letters_lapsed(),
        Message::NewRequest => t.msg_manage_letters_new_request(),
        Message::AccessSet => t.msg_manage_letters_access_set(),
        Message::Refused => t.msg_manage_letters_refused(),
        Message::AccessChanged => t.msg_manage_letters_access_changed(),
        Message::Suspended => t.msg_manage_letters_suspended(),
        Message::Resumed => t.msg_manage_letters_resumed(),
        Message::Stopped => t.msg_manage_letters_stopped(),
        Message::EndingSoon => t.msg_manage_letters_ending_soon(),
        Message::RemovalNeeded => t.msg_manage_letters_removal_needed(),
        Message::ChangeAsked => t.msg_manage_letters_change_asked(),
        Message::ChangeDeclined => t.msg_manage_letters_change_declined(),
        Message::Closed => t.msg_manage_letters_closed(),
        Message::ReviewDue => t.msg_manage_letters_review_due(),
        Message::ReviewNeeded => t.msg_manage_letters_review_needed(),
    }
}
