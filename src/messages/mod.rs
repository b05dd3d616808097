//! What is said to whom (docs/life.md#messages): subject, plain text and HTML in the reader's language, and the
//! document for a practice's mailbox. Nothing is sent here.
//!
//! The words are in `locales/*/messages.ftl`, their order in `templates/email/<message>.{txt,html}`.

pub mod document;
mod letter;
mod pages;
mod plain;
mod subject;
#[cfg(test)]
mod tests;

use time::Date;

use crate::locale::Language;
use domain::delegation::{Delegation, Message, Recipient};
use domain::{NhsNumber, PersonName};

use letter::Letter;

/// What a message may tell. No `Debug`: all of it is personal.
pub struct Facts {
    /// The reader's language.
    pub language: Language,
    /// Who reads it.
    pub recipient: Recipient,
    /// Given name of a citizen; name of a practice. Without it the greeting is "Hello".
    pub recipient_name: Option<String>,
    /// The patient, as NHS login named them.
    pub delegator: PersonName,
    /// The trusted person: to the delegator, the name they wrote themselves.
    pub delegate: PersonName,
    /// The delegator's practice.
    pub practice_name: String,
    /// Where the delegation stands.
    pub delegation: Delegation,
    /// The one link, below [`Facts::service_url`].
    pub link: String,
    /// Where the service is, such as `https://trusted.example`.
    pub service_url: String,
    /// Only for a practice that may be sent details; see `PracticeSettings::carries_details`.
    pub secure: Option<Secure>,
    /// The day in London.
    pub today: Date,
}

/// With the two names, the six outputs to the practice (docs/life.md#messages).
pub struct Secure {
    /// The patient's NHS number.
    pub delegator_nhs_number: NhsNumber,
    /// The trusted person's NHS number.
    pub delegate_nhs_number: NhsNumber,
    /// Date of request.
    pub requested_on: Date,
    /// Date accepted.
    pub accepted_on: Option<Date>,
}

/// A message ready to send.
pub struct Composed {
    /// One line, the same for everybody: no name, number or detail.
    pub subject: String,
    /// Plain text, in lines of at most 72 characters.
    pub text: String,
    /// A whole HTML document that says the same.
    pub html: String,
}

/// Writes one message.
///
/// # Errors
/// When a template fails, which none of ours can with these facts.
pub fn compose(message: Message, facts: &Facts) -> Result<Composed, askama::Error> {
    let letter = Letter::new(message, facts);
    let (text, html) = pages::render(message, &letter)?;
    Ok(Composed { subject: letter.subject, text: plain::tidy(&text), html })
}

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
