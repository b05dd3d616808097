//! One message on its way, and what a test or a page sees of it.

use std::collections::BTreeMap;
use std::fmt;

use axum::body::Bytes;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Duration, OffsetDateTime};

use super::gzip;

/// How long a message waits for its recipient.
pub(super) const WAITS: Duration = Duration::days(5);

pub(super) const TO_THE_SECOND: &[BorrowedFormatItem<'_>] =
    format_description!("[year][month][day][hour][minute][second]");

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Chunks are missing.
    Uploading,
    /// It waits in the recipient's mailbox.
    Accepted,
    /// The recipient has it.
    Acknowledged,
    /// Given up; its sender was sent a REPORT.
    Undeliverable,
}

impl Status {
    /// As version 2 writes it; version 1 starts with a capital.
    pub fn name(self) -> &'static str {
        match self {
            Status::Uploading => "uploading",
            Status::Accepted => "accepted",
            Status::Acknowledged => "acknowledged",
            Status::Undeliverable => "undeliverable",
        }
    }
}

/// How the chunks are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Gzip,
}

/// Header names and their values, in the order of docs/sources.md#mesh-api.
pub(super) type Labels = Vec<(&'static str, String)>;

/// A message that is handed in.
pub(super) struct Draft {
    /// Mailbox id.
    pub(super) sender: String,
    /// Mailbox id.
    pub(super) recipient: String,
    /// What the recipient is told in headers.
    pub(super) labels: Labels,
    pub(super) content_type: String,
    pub(super) encoding: Encoding,
    /// How many chunks it has.
    pub(super) total: u32,
}

/// What a REPORT tells.
#[derive(Clone)]
pub(super) struct Failure {
    /// The message that failed.
    pub(super) message_id: String,
    pub(super) code: &'static str,
    pub(super) description: String,
}

/// A message that was taken.
#[derive(Clone)]
pub(super) struct Message {
    pub(super) id: String,
    /// Mailbox id; empty where MESH itself writes.
    pub(super) sender: String,
    pub(super) recipient: String,
    pub(super) labels: Labels,
    pub(super) content_type: String,
    pub(super) encoding: Encoding,
    pub(super) total: u32,
    /// By number, from 1, as they came.
    pub(super) chunks: BTreeMap<u32, Bytes>,
    pub(super) status: Status,
    pub(super) status_at: OffsetDateTime,
    pub(super) uploaded_at: OffsetDateTime,
    /// Set on a REPORT, and on a message that one was written about.
    pub(super) failure: Option<Failure>,
    pub(super) is_report: bool,
    /// A second delivery of another message, of which the sender knows nothing.
    pub(super) is_copy: bool,
}

impl Message {
    /// The value of a header; empty where the sender gave none.
    pub(super) fn label(&self, name: &str) -> &str {
        self.labels.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// One chunk, decompressed; `None` where it is missing or damaged.
    pub(super) fn plain_chunk(&self, number: u32) -> Option<Vec<u8>> {
        let chunk = self.chunks.get(&number)?;
        match self.encoding {
            Encoding::Plain => Some(chunk.to_vec()),
            Encoding::Gzip => gzip::unpack(chunk).ok(),
        }
    }

    /// What a reader sees; `None` where a chunk is damaged, which the gateway does not let in.
    pub(super) fn arrived(&self) -> Option<Arrived> {
        let mut body = Vec::new();
        for number in self.chunks.keys() {
            body.extend(self.plain_chunk(*number)?);
        }
        let label = |name| self.label(name).to_owned();
        Some(Arrived {
            id: self.id.clone(),
            from: self.sender.clone(),
            to: self.recipient.clone(),
            workflow: label("mex-WorkflowID"),
            local_id: label("mex-LocalID"),
            subject: label("mex-Subject"),
            file_name: label("mex-FileName"),
            content_type: self.content_type.clone(),
            compressed: self.encoding == Encoding::Gzip,
            chunks: self.total,
            body,
            is_report: self.is_report,
            status: self.status,
            arrived_at: self.uploaded_at,
        })
    }
}

/// A message in a mailbox, whole and decompressed.
#[derive(Clone)]
pub struct Arrived {
    /// MESH's id, such as `20200529155357895317_3573F8`.
    pub id: String,
    /// Mailbox id of the sender; empty on a REPORT.
    pub from: String,
    /// Mailbox id of the recipient.
    pub to: String,
    /// Workflow id.
    pub workflow: String,
    /// The sender's own id of the message; on a REPORT, that of the message that failed.
    pub local_id: String,
    /// Subject.
    pub subject: String,
    /// Name of the file.
    pub file_name: String,
    /// As the sender gave it.
    pub content_type: String,
    /// Whether it came as gzip.
    pub compressed: bool,
    /// In how many chunks it came.
    pub chunks: u32,
    /// The data, decompressed and joined.
    pub body: Vec<u8>,
    /// Whether it is MESH's own word about a message that failed.
    pub is_report: bool,
    /// Where it stands.
    pub status: Status,
    /// When its first chunk came.
    pub arrived_at: OffsetDateTime,
}

impl fmt::Debug for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arrived")
            .field("id", &self.id)
            .field("workflow", &self.workflow)
            .field("local_id", &self.local_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
