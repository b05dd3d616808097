//! Our own mailbox: what lies there, fetching it, saying that we have it (docs/sources.md#mesh-api).

use std::io::Read;

use flate2::read::GzDecoder;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap};
use serde::Deserialize;

use super::super::http::Answer;
use super::super::upstream::{Kind, Upstream};
use super::{Mesh, MeshCode, is_id};

/// Most ids that one call gives.
pub const LISTED: usize = 500;
/// Most bytes of a message that are unpacked; ours are a few thousand.
const LARGEST: usize = 64_000_000;

/// What a message in our mailbox is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageType {
    /// Somebody sent us data.
    Data,
    /// MESH says that a message of ours was not delivered.
    Report {
        /// MESH's id of the message that failed.
        linked: Option<String>,
        /// Why.
        code: MeshCode,
    },
}

/// A message of our mailbox.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    /// MESH's id of it.
    pub id: String,
    /// What it is.
    pub message_type: MessageType,
    /// The workflow.
    pub workflow: String,
    /// The sender's own id of it; in a report, ours of the message that failed.
    pub local_id: Option<String>,
    /// What it says; empty in a report.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Received")
            .field("id", &self.id)
            .field("type", &self.message_type)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Listed {
    messages: Vec<String>,
}

impl Mesh {
    /// Ids of what lies in our mailbox, oldest first, at most [`LISTED`]: what was acknowledged is not among them.
    ///
    /// # Errors
    /// MESH gave no usable answer.
    pub async fn inbox(&self) -> Result<Vec<String>, Upstream> {
        self.handshake().await?;
        let url = self.own("/inbox");
        let answer = self.ask("inbox", || self.http.get(&url)).await?;
        self.success(&answer, &[200])?;
        let mut ids = self.read::<Listed>(&answer)?.messages;
        ids.retain(|id| is_id(id));
        Ok(ids)
    }

    /// The message `id` with all its chunks; nothing where it is gone.
    ///
    /// # Errors
    /// MESH gave no usable answer, or the message is above 64 MB.
    pub async fn fetch(&self, id: &str) -> Result<Option<Received>, Upstream> {
        self.handshake().await?;
        let Some(first) = self.fetch_chunk(id, 1).await? else { return Ok(None) };
        let mut received = Received {
            id: id.to_owned(),
            message_type: message_type(&first.headers),
            workflow: text(&first.headers, "mex-workflowid").unwrap_or_default(),
            local_id: text(&first.headers, "mex-localid"),
            body: Vec::new(),
        };
        if matches!(received.message_type, MessageType::Report { .. }) {
            return Ok(Some(received)); // its headers say all
        }
        let (mut chunk, mut number) = (first, 1);
        loop {
            let room = LARGEST - received.body.len();
            unpack(&chunk, room, &mut received.body).map_err(|kind| self.http.fault(kind))?;
            if chunk.status == 200 {
                return Ok(Some(received));
            }
            number += 1;
            let next = self.fetch_chunk(id, number).await?;
            chunk = next.ok_or_else(|| self.http.fault(Kind::Malformed))?;
        }
    }

    /// 206 says that more chunks follow.
    async fn fetch_chunk(&self, id: &str, number: usize) -> Result<Option<Answer>, Upstream> {
        let path = if number == 1 { format!("/inbox/{id}") } else { format!("/inbox/{id}/{number}") };
        let url = self.own(&path);
        let answer = self.ask("fetch", || self.http.get(&url).header(ACCEPT_ENCODING, "gzip")).await?;
        if matches!(answer.status, 404 | 410) {
            return Ok(None);
        }
        self.success(&answer, &[200, 206])?;
        Ok(Some(answer))
    }

    /// Says that we have the message and MESH may forget it. Harmless when said twice.
    ///
    /// # Errors
    /// MESH gave no usable answer.
    pub async fn acknowledge(&self, id: &str) -> Result<(), Upstream> {
        self.handshake().await?;
        let url = self.own(&format!("/inbox/{id}/status/acknowledged"));
        let answer = self.ask("acknowledge", || self.http.put(&url)).await?;
        // Gone, or final already: somebody was first.
        if matches!(answer.status, 404 | 410 | 423) { Ok(()) } else { self.success(&answer, &[200]) }
    }
}

fn message_type(headers: &HeaderMap) -> MessageType {
    match text(headers, "mex-messagetype") {
        Some(kind) if kind.eq_ignore_ascii_case("REPORT") => MessageType::Report {
            linked: text(headers, "mex-linkedmsgid"),
            code: MeshCode::published(&text(headers, "mex-statuscode").unwrap_or_default()),
        },
        Some(_) | None => MessageType::Data,
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Unpacks by `Content-Encoding` alone: `mex-Content-Compressed` also tells of a packing that is gone already
/// (docs/sources.md#mesh-api).
fn unpack(chunk: &Answer, room: usize, into: &mut Vec<u8>) -> Result<(), Kind> {
    let is_packed = text(&chunk.headers, CONTENT_ENCODING.as_str()).is_some_and(|how| how == "gzip");
    let before = into.len();
    let limit = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
    if is_packed {
        GzDecoder::new(chunk.body.as_slice()).take(limit).read_to_end(into).map_err(|_| Kind::Malformed)?;
    } else {
        into.extend_from_slice(&chunk.body);
    }
    if into.len() - before > room { Err(Kind::TooLarge) } else { Ok(()) }
}
