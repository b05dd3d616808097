//! What is said to whom (docs/life.md#messages): subject, plain text and HTML in the reader's language, and the
//! document for a practice's mailbox. Nothing is sent here.
//!
//! The words are in `locales/*/messages.ftl`, their order in `templates/email/<message>.{txt,html}`.

mod about;
pub mod account;
pub mod address;
pub mod document;
mod facts;
mod letter;
pub mod moving;
mod pages;
mod plain;
#[cfg(test)]
mod tests;
mod told;

pub use about::{Names, is_for, names, stage};
pub use facts::{Facts, Secure};

use domain::delegation::Message;

use letter::Letter;

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
