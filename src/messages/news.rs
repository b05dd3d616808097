//! What a message can still say to its reader: all of it, or only that there is news.

use domain::Access;
use domain::delegation::{Message, Recipient, Stage};

use super::facts::Facts;

/// Whether the message is meant for this recipient; to any other it only says that there is news.
pub fn is_for(message: Message, recipient: Recipient) -> bool {
    match message {
        Message::RequestStarted | Message::NotConfirmed | Message::Declined | Message::ChangeDeclined => {
            recipient == Recipient::Delegator
        }
        Message::Invitation | Message::Reminder => recipient == Recipient::Delegate,
        Message::NewRequest | Message::RemovalNeeded => recipient == Recipient::Practice,
        Message::ChangeAsked | Message::ReviewNeeded => recipient == Recipient::Practice,
        Message::ReviewDue => recipient != Recipient::Delegate,
        Message::Closed => recipient != Recipient::Practice,
        Message::Withdrawn => true,
        Message::Accepted | Message::Lapsed | Message::AccessSet | Message::Refused => {
            recipient != Recipient::Practice
        }
        Message::AccessChanged | Message::Suspended | Message::Resumed => recipient != Recipient::Practice,
        Message::Stopped | Message::EndingSoon => recipient != Recipient::Practice,
    }
}

/// Whether only that there is news can be said: it is not meant for this reader, or no longer true.
pub(super) fn is_only_news(message: Message, facts: &Facts) -> bool {
    !is_for(message, facts.recipient) || !is_still_true(message, facts)
}

/// Whether the message says what is so at this moment: mail may have waited for days while things went on.
fn is_still_true(message: Message, facts: &Facts) -> bool {
    let stage = facts.delegation.stage;
    let is_set = matches!(stage, Stage::Active | Stage::Suspended);
    match message {
        Message::Invitation | Message::Reminder => stage == Stage::Invited,
        Message::Refused => stage == Stage::Refused,
        Message::Suspended => stage == Stage::Suspended,
        Message::EndingSoon => {
            let ends = access(message, facts).ends();
            is_set && ends.is_some_and(|ends| facts.today <= ends)
        }
        Message::AccessSet | Message::AccessChanged => is_set,
        Message::Resumed => stage == Stage::Active,
        Message::RemovalNeeded => stage == Stage::Ending,
        Message::NewRequest => stage == Stage::WithPractice,
        // A practice that said no without a word is not seen by this either.
        Message::Accepted => matches!(stage, Stage::WithPractice | Stage::Refused),
        Message::ChangeAsked => facts.delegation.change_asked.is_some(),
        Message::ReviewNeeded => stage == Stage::Suspended,
        Message::Stopped => matches!(stage, Stage::Ending | Stage::Ended),
        // Of these no later event makes another thing.
        Message::RequestStarted | Message::NotConfirmed | Message::Declined | Message::Withdrawn => true,
        Message::Lapsed | Message::Closed | Message::ChangeDeclined | Message::ReviewDue => true,
    }
}

/// What was asked for until the practice has set something.
pub(super) fn access(message: Message, facts: &Facts) -> &Access {
    let asked = &facts.delegation.asked;
    match message {
        Message::Invitation | Message::Reminder => asked,
        Message::ChangeAsked => facts.delegation.change_asked.as_ref().unwrap_or(asked),
        _ => facts.delegation.set.as_ref().unwrap_or(asked),
    }
}
