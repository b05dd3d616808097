//! Sending a message: packed, and in chunks where it is large (docs/sources.md#mesh-api).

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::Deserialize;

use super::super::upstream::{Kind, Upstream};
use super::{Mesh, is_id};

/// Most bytes of a chunk before it is packed; MESH takes 100 MB a request.
const CHUNK: usize = 20_000_000;

/// One message to one mailbox.
#[derive(Clone)]
pub struct Outgoing {
    /// The mailbox.
    pub to: String,
    /// Short, ASCII, no personal detail: it is a header.
    pub subject: String,
    /// Our own id of it, by which it is found again; no personal detail.
    pub local_id: String,
    /// Name of the file it becomes there; no personal detail.
    pub file_name: String,
    /// Media type of `body`.
    pub content_type: &'static str,
    /// What it says.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").field("local_id", &self.local_id).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Accepted {
    #[serde(alias = "messageID")]
    message_id: String,
}

impl Mesh {
    /// Sends `message`, each chunk packed by itself; MESH's id of it. Never tried again here: see [`Mesh::find_sent`].
    ///
    /// # Errors
    /// The published code is lasting. After a time-out or a broken connection nobody knows whether MESH has it.
    pub async fn send(&self, message: &Outgoing) -> Result<String, Upstream> {
        self.handshake().await?;
        let chunks: Vec<&[u8]> = message.body.chunks(CHUNK).collect();
        let total = chunks.len();
        let Some((first, rest)) = chunks.split_first() else { return Err(self.http.fault(Kind::Malformed)) };
        let request = self
            .packed(self.http.post(&self.own("/outbox")), first)?
            .header("mex-To", &message.to)
            .header("mex-WorkflowID", &self.config.workflow)
            .header("mex-Subject", &message.subject)
            .header("mex-LocalID", &message.local_id)
            .header("mex-FileName", &message.file_name)
            .header("mex-Chunk-Range", format!("1:{total}"))
            .header(CONTENT_TYPE, message.content_type);
        let answer = self.once("send", request).await?;
        self.success(&answer, &[202])?;
        let id = self.read::<Accepted>(&answer)?.message_id;
        if !is_id(&id) {
            return Err(self.http.fault(Kind::Malformed));
        }
        for (number, chunk) in (2..).zip(rest) {
            self.send_chunk(&id, (number, total), chunk).await?;
        }
        Ok(id)
    }

    /// A later chunk may be sent again: it takes its own place.
    async fn send_chunk(
        &self,
        id: &str,
        (number, total): (usize, usize),
        data: &[u8],
    ) -> Result<(), Upstream> {
        let (url, packed) = (self.own(&format!("/outbox/{id}/{number}")), self.pack(data)?);
        let answer = self.ask("send chunk", || {
            self.http
                .post(&url)
                .header("mex-Chunk-Range", format!("{number}:{total}"))
                .header(CONTENT_ENCODING, "gzip")
                .header(CONTENT_TYPE, "application/octet-stream")
                .body(packed.clone())
        });
        self.success(&answer.await?, &[202])
    }

    fn packed(&self, request: RequestBuilder, data: &[u8]) -> Result<RequestBuilder, Upstream> {
        Ok(request
            .header(CONTENT_ENCODING, "gzip")
            .header("mex-Content-Compressed", "Y")
            .body(self.pack(data)?))
    }

    fn pack(&self, data: &[u8]) -> Result<Vec<u8>, Upstream> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        let packed = packer.write_all(data).and_then(|()| packer.finish());
        packed.map_err(|_| self.http.fault(Kind::Malformed))
    }
}
