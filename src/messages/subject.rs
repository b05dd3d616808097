//! Subjects: short, and the same for everybody.

use crate::locale::Words;
use domain::delegation::{Message, Recipient};

use super::told::Told;

/// The subject line; a refusal of which nothing may be told has the one of any request that ended.
pub(super) fn subject(t: &Words, message: Message, recipient: Recipient, told: Told) -> String {
    let gives = recipient == Recipient::Delegator;
    match message {
        Message::Invitation => t.msg_messages_subject_invitation(),
        Message::RequestStarted => t.msg_messages_subject_request_started(),
        Message::NotConfirmed => t.msg_messages_subject_not_confirmed(),
        Message::Reminder => t.msg_messages_subject_reminder(),
        Message::Accepted if gives => t.msg_messages_subject_accepted(),
        Message::Accepted => t.msg_messages_subject_you_accepted(),
        Message::Declined => t.msg_messages_subject_declined(),
        Message::Withdrawn if recipient == Recipient::Practice => t.msg_messages_subject_withdrawn(),
        Message::Refused if told == Told::ByPractice && gives => t.msg_messages_subject_your_decision(),
        Message::Refused if told == Told::ByPractice => t.msg_messages_subject_decision(),
        Message::Withdrawn | Message::Lapsed | Message::Refused if gives => {
            t.msg_messages_subject_your_request_ended()
        }
        Message::Withdrawn | Message::Lapsed | Message::Refused => t.msg_messages_subject_request_ended(),
        Message::NewRequest => t.msg_messages_subject_new_request(),
        Message::AccessSet => t.msg_messages_subject_access_set(),
        Message::AccessChanged => t.msg_messages_subject_access_changed(),
        Message::Suspended => t.msg_messages_subject_suspended(),
        Message::Resumed => t.msg_messages_subject_resumed(),
        Message::Stopped => t.msg_messages_subject_stopped(),
        Message::EndingSoon => t.msg_messages_subject_ending_soon(),
        Message::RemovalNeeded => t.msg_messages_subject_removal_needed(),
        Message::ChangeAsked => t.msg_messages_subject_change_asked(),
        Message::ChangeDeclined => t.msg_messages_subject_change_declined(),
        Message::Closed => t.msg_messages_subject_closed(),
        Message::ReviewDue => t.msg_messages_subject_review_due(),
        Message::ReviewNeeded => t.msg_messages_subject_review_needed(),
    }
}
