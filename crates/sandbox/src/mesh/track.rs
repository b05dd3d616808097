//! What became of a message, for its sender only (docs/sources.md#mesh-api).

use axum::extract::{Path, Query, State};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::answer::Answer;
use super::mailbox::Mailbox;
use super::message::{Message, Status, WAITS};
use super::sources::Sources;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(rename = "messageID")]
    message_id: Option<String>,
}

/// 404 without a body for what does not exist and for what another mailbox sent.
pub(super) async fn by_message(
    State(sources): State<Sources>,
    Path(sender): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Answer, Answer> {
    let id = asked.message_id.ok_or_else(|| Answer::invalid("query", "messageID", super::answer::MISSING))?;
    let message = sources.mesh.lock().find(&id).filter(|one| is_of(one, &sender)).cloned();
    let message = message.ok_or_else(|| Answer::empty(StatusCode::NOT_FOUND))?;
    let (first, second) = tracked(&message, recipient(&sources, &message));
    Ok(Answer::new(StatusCode::OK, first, second))
}

/// Deprecated, and of version 1 whatever was asked for; 300 where the sender used an id more than once.
pub(super) async fn by_local_id(
    State(sources): State<Sources>,
    Path((sender, local_id)): Path<(String, String)>,
) -> Result<Answer, Answer> {
    let all = sources.mesh.lock().messages.clone();
    let mut fitting =
        all.iter().filter(|one| is_of(one, &sender) && one.label("mex-LocalID") == local_id.as_str());
    match (fitting.next(), fitting.next()) {
        (None, _) => Err(Answer::empty(StatusCode::NOT_FOUND)),
        (Some(message), None) => {
            let (first, _) = tracked(message, recipient(&sources, message));
            Ok(Answer::new(StatusCode::OK, first.clone(), first))
        }
        (Some(_), Some(_)) => Err(Answer::empty(StatusCode::MULTIPLE_CHOICES)),
    }
}

fn is_of(message: &Message, sender: &str) -> bool {
    message.sender == sender && !message.is_copy
}

fn recipient<'s>(sources: &'s Sources, message: &Message) -> Option<&'s Mailbox> {
    sources.mesh.mailboxes().iter().find(|mailbox| mailbox.id == message.recipient)
}

/// Version 1 and version 2.
fn tracked(message: &Message, recipient: Option<&Mailbox>) -> (Value, Value) {
    let stamp = |at: OffsetDateTime| at.format(&Rfc3339).unwrap_or_default();
    let (event, success) = match message.status {
        Status::Uploading => ("SEND", None),
        Status::Accepted => ("TRANSFER", Some("SUCCESS")),
        Status::Acknowledged => ("RECEIVE", Some("SUCCESS")),
        Status::Undeliverable => ("SEND", Some("ERROR")),
    };
    let failure = message.failure.as_ref();
    let (name, ods_code) = recipient.map_or(("", ""), |one| (one.name.as_str(), one.ods_code.as_str()));
    let second = json!({
        "message_id": message.id,
        "local_id": message.label("mex-LocalID"),
        "workflow_id": message.label("mex-WorkflowID"),
        "filename": message.label("mex-FileName"),
        "expiry_time": stamp(message.uploaded_at + WAITS),
        "upload_timestamp": stamp(message.uploaded_at),
        "recipient": message.recipient,
        "recipient_name": name,
        "recipient_ods_code": ods_code,
        "recipient_org_code": ods_code,
        "recipient_org_name": name,
        "status": message.status.name(),
        "status_success": success,
        "status_event": event,
        "status_timestamp": stamp(message.status_at),
        "status_description": failure.map(|failure| failure.description.as_str()),
        "status_code": failure.map_or("00", |failure| failure.code),
    });
    (in_words_of_the_first(&second), second)
}

/// The same fields with `messageId` for `message_id`, and the status with a capital.
fn in_words_of_the_first(second: &Value) -> Value {
    let fields = second.as_object().into_iter().flatten();
    let renamed = fields.map(|(name, value)| match (name.as_str(), value.as_str()) {
        ("filename", _) => ("fileName".to_owned(), value.clone()),
        ("status", Some(status)) => (name.clone(), capital(status).into()),
        _ => {
            let mut words = name.split('_');
            let start = words.next().unwrap_or_default().to_owned();
            (words.fold(start, |joined, word| joined + &capital(word)), value.clone())
        }
    });
    Value::Object(renamed.collect())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
