//! Handing messages in: `POST /{mailbox}/outbox`, and further chunks (docs/sources.md#mesh-api).

use std::io;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde_json::json;

use super::answer::{self, Answer, MISSING};
use super::lookup::registered_practice;
use super::mailbox::Mailbox;
use super::message::{Draft, Encoding, Labels};
use super::sources::Sources;
use super::store::{Chunk, ChunkFault};
use super::{gzip, mailbox};
use crate::switches::MeshSwitches;

/// Header, and how long its value may be.
const HEADERS: [(&str, usize); 12] = [
    ("mex-From", 100),
    ("mex-To", 100),
    ("mex-WorkflowID", 300),
    ("mex-Subject", 500),
    ("mex-LocalID", 300),
    ("mex-FileName", 300),
    ("mex-PartnerID", 300),
    ("mex-Content-Checksum", 100),
    ("mex-Content-Encrypted", 1),
    ("mex-Content-Compressed", 1),
    ("mex-MessageType", 20),
    (CHUNK_RANGE, 20),
];
const CHUNK_RANGE: &str = "mex-Chunk-Range";
/// For this moment only; the recipient reads them as MESH fills them in.
const NOT_KEPT: [&str; 5] = ["mex-From", "mex-To", "mex-Content-Compressed", "mex-MessageType", CHUNK_RANGE];

pub(super) async fn first(
    State(sources): State<Sources>,
    Path(sender): Path<String>,
    headers: HeaderMap,
    data: Bytes,
) -> Result<Response, Answer> {
    sources.mesh.count(|calls| calls.sends += 1);
    let faults = sources.switches.mesh();
    let draft = draft(&sources, &faults, &sender, &headers)?;
    let data = intact(draft.encoding, data)?;
    let id = sources.mesh.lock().accept(draft, data, &sources.mesh.clock, faults.duplicate);
    if faults.drop_before_answer {
        return Ok(hang_up());
    }
    if faults.fail_before_answer {
        return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    }
    Ok(Answer::new(StatusCode::ACCEPTED, json!({"messageID": id}), json!({"message_id": id})).into_response())
}

pub(super) async fn chunk(
    State(sources): State<Sources>,
    Path((sender, id, number)): Path<(String, String, String)>,
    headers: HeaderMap,
    data: Bytes,
) -> Result<Answer, Answer> {
    let refused = |row| Answer::error(row, Some(&id));
    let encoding = encoding(&headers)?;
    let range = headers.get(CHUNK_RANGE).and_then(|value| value.to_str().ok()).and_then(range);
    let (named, total) = range.ok_or_else(|| refused(&answer::CHUNK_RANGE))?;
    if number.parse() != Ok(named) {
        return Err(refused(&answer::CHUNK_RANGE));
    }
    let data = intact(encoding, data)?;
    let chunk = Chunk { sender: &sender, message_id: &id, number: named, total, encoding, data };
    let twice = sources.switches.mesh().duplicate;
    let taken = sources.mesh.lock().add_chunk(chunk, &sources.mesh.clock, twice);
    taken.map_err(|fault| match fault {
        ChunkFault::NoMessage => refused(&answer::NO_MESSAGE),
        ChunkFault::Final => refused(&answer::FINAL),
        ChunkFault::Range => refused(&answer::CHUNK_RANGE),
        ChunkFault::Encoding => refused(&answer::ENCODING_CHANGED),
    })?;
    let first = json!({"messageID": id, "blockID": named});
    Ok(Answer::new(StatusCode::ACCEPTED, first, json!({"message_id": id})))
}

/// Checks everything but the data, in the order of the codes that follow from it.
fn draft(
    sources: &Sources,
    faults: &MeshSwitches,
    sender: &str,
    headers: &HeaderMap,
) -> Result<Draft, Answer> {
    let refused = |row| Answer::error(row, None);
    let mut labels = labels(headers)?;
    let said = |name: &str| labels.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let to = said("mex-To").filter(|to| !to.is_empty()).ok_or_else(|| refused(&answer::NO_TO))?;
    let workflow = said("mex-WorkflowID").filter(|workflow| !workflow.is_empty());
    let workflow = workflow.ok_or_else(|| Answer::invalid("header", "mex-WorkflowID", MISSING))?;
    if said("mex-From").is_some_and(|from| from != sender) {
        return Err(refused(&answer::WRONG_FROM));
    }
    if said("mex-MessageType").is_some_and(|kind| kind != "DATA") {
        return Err(refused(&answer::WRONG_TYPE));
    }
    let encoding = encoding(headers)?;
    let total = match said(CHUNK_RANGE).map(range) {
        None => 1,
        Some(Some((1, total))) => total,
        Some(_) => return Err(refused(&answer::CHUNK_RANGE)),
    };
    let recipient = recipient(sources, faults, to).ok_or_else(|| refused(&answer::UNREGISTERED))?;
    if faults.cannot_send_to.contains(&recipient.ods_code) {
        return Err(refused(&answer::UNREGISTERED));
    }
    may_send(sources, faults, (sender, recipient), workflow)?;
    let recipient = recipient.id.clone();
    labels.retain(|(name, _)| !NOT_KEPT.contains(name));
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = kind.unwrap_or("application/octet-stream").to_owned();
    Ok(Draft { sender: sender.to_owned(), recipient, labels, content_type, encoding, total })
}

/// Both mailboxes must be registered for the workflow.
fn may_send(
    sources: &Sources,
    faults: &MeshSwitches,
    (sender, recipient): (&str, &Mailbox),
    workflow: &str,
) -> Result<(), Answer> {
    let sends = sources.mesh.open_mailbox(sender, faults).is_some_and(|one| one.sends(workflow, faults));
    if mailbox::is_known(workflow) && !sends {
        return Err(Answer::error(&answer::NOT_ALLOWED, None));
    }
    let received = sends && recipient.receives(workflow, faults);
    if received { Ok(()) } else { Err(Answer::error(&answer::NOT_REGISTERED, None)) }
}

/// `mex-To` is a mailbox, or `GPPROVIDER_<NHS number>_<date of birth>_<surname>`.
fn recipient<'s>(sources: &'s Sources, faults: &MeshSwitches, to: &str) -> Option<&'s Mailbox> {
    match to.strip_prefix("GPPROVIDER_") {
        Some(patient) => {
            let id = sources.mesh.mailbox_of(&registered_practice(sources, patient)?)?.id.clone();
            sources.mesh.open_mailbox(&id, faults)
        }
        None => sources.mesh.open_mailbox(to, faults),
    }
}

fn labels(headers: &HeaderMap) -> Result<Labels, Answer> {
    let mut labels = Labels::new();
    for (name, longest) in HEADERS {
        let Some(value) = headers.get(name) else { continue };
        let text = value.to_str().map_err(|_| Answer::error(&answer::MALFORMED, None))?;
        if text.len() > longest {
            return Err(Answer::invalid("header", name, &format!("at most {longest} characters")));
        }
        labels.push((name, text.to_owned()));
    }
    Ok(labels)
}

fn encoding(headers: &HeaderMap) -> Result<Encoding, Answer> {
    match headers.get(header::CONTENT_ENCODING).map(http::HeaderValue::as_bytes) {
        None => Ok(Encoding::Plain),
        Some(b"gzip") => Ok(Encoding::Gzip),
        Some(_) => Err(Answer::error(&answer::ENCODING, None)),
    }
}

/// `n:total`, both from 1.
fn range(text: &str) -> Option<(u32, u32)> {
    let (number, total) = text.split_once(':')?;
    let (number, total) = (number.parse().ok()?, total.parse().ok()?);
    (1..=total).contains(&number).then_some((number, total))
}

/// Nothing, or gzip that is none, is no data.
fn intact(encoding: Encoding, data: Bytes) -> Result<Bytes, Answer> {
    let good = match encoding {
        Encoding::Plain => !data.is_empty(),
        Encoding::Gzip => gzip::unpack(&data).is_ok_and(|plain| !plain.is_empty()),
    };
    if good { Ok(data) } else { Err(Answer::error(&answer::NO_DATA, None)) }
}

/// Ends the connection before the first byte of an answer: the body fails, and with it what was not sent yet.
fn hang_up() -> Response {
    let broken = async { Err::<Bytes, io::Error>(io::ErrorKind::ConnectionReset.into()) };
    Body::from_stream(futures::stream::once(broken)).into_response()
}
