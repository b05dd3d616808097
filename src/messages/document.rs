//! The message to a practice's mailbox (MESH): one JSON document for programs, with the text for people inside.

use serde::Serialize;
use time::Date;
use uuid::Uuid;

use domain::delegation::Message;
use domain::{Access, NhsNumber, PersonName};

use super::about::{access, is_only_news};
use super::{Facts, Secure, compose};

/// Its description, JSON Schema 2020-12: every field in words.
pub const SCHEMA: &str = include_str!("practice-message.schema.json");

/// The version that the schema describes.
const VERSION: u8 = 1;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The facts have no NHS numbers: they are not meant for a way that may carry them.
    #[error("the facts hold no details")]
    NoDetails,
    /// A template failed, which none of ours can with these facts.
    #[error("the text could not be written")]
    Text(#[from] askama::Error),
    /// The document could not be written as JSON.
    #[error("the document could not be written")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    r#type: &'static str,
    id: Uuid,
    reference: Uuid,
    delegator: Person<'a>,
    delegate: Person<'a>,
    requested_on: Date,
    accepted_on: Option<Date>,
    access: &'a Access,
    link: &'a str,
    text: String,
}

#[derive(Serialize)]
struct Person<'a> {
    nhs_number: &'a str,
    given_name: &'a str,
    family_name: &'a str,
}

impl<'a> Person<'a> {
    fn new(number: &'a NhsNumber, name: &'a PersonName) -> Person<'a> {
        Person { nhs_number: number.as_str(), given_name: &name.given, family_name: &name.family }
    }
}

/// Writes the document of one message; `id` is that of its line in the ledger. What is not meant for a practice, or no
/// longer so, is `news`: a program must not act on it.
///
/// # Errors
/// See [`NotWritten`].
pub fn document(message: Message, id: Uuid, facts: &Facts) -> Result<Vec<u8>, NotWritten> {
    let Secure { delegator_nhs_number, delegate_nhs_number, requested_on, accepted_on } =
        facts.secure.as_ref().ok_or(NotWritten::NoDetails)?;
    let document = Document {
        version: VERSION,
        r#type: if is_only_news(message, facts) { "news" } else { message.code() },
        id,
        reference: facts.delegation.id.0,
        delegator: Person::new(delegator_nhs_number, &facts.delegator),
        delegate: Person::new(delegate_nhs_number, &facts.delegate),
        requested_on: *requested_on,
        accepted_on: *accepted_on,
        access: access(message, facts),
        link: &facts.link,
        text: compose(message, facts)?.text,
    };
    Ok(serde_json::to_vec_pretty(&document)?)
}
