//! What became of a message we sent (docs/sources.md#mesh-api).

use serde::Deserialize;

use super::super::upstream::{Kind, Upstream};
use super::{Mesh, is_id};

/// How far a message has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// MESH's id of it.
    pub message_id: String,
    /// In small letters: accepted, acknowledged, undeliverable, error, uploading.
    pub status: String,
}

/// Whether MESH has a message with an id of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It has none.
    Nothing,
    /// It has one.
    One(Tracked),
    /// It has several, and does not say which.
    Several,
}

#[derive(Deserialize)]
struct Row {
    #[serde(alias = "messageId", alias = "messageID")]
    message_id: String,
    status: Option<String>,
}

impl From<Row> for Tracked {
    fn from(row: Row) -> Tracked {
        Tracked { message_id: row.message_id, status: row.status.unwrap_or_default().to_ascii_lowercase() }
    }
}

impl Mesh {
    /// How far the message with MESH's own `id` has come; nothing where MESH knows none of ours. Not to be asked often.
    ///
    /// # Errors
    /// MESH gave no usable answer.
    pub async fn track(&self, id: &str) -> Result<Option<Tracked>, Upstream> {
        self.handshake().await?;
        let url = self.own("/outbox/tracking");
        let answer = self.ask("track", || self.http.get(&url).query(&[("messageID", id)])).await?;
        if answer.status == 404 {
            return Ok(None);
        }
        self.success(&answer, &[200])?;
        Ok(Some(self.read::<Row>(&answer)?.into()))
    }

    /// Whether a message with our own `local_id` arrived there although we never read MESH's answer to it. The call is
    /// deprecated and has no successor: nothing else finds a message whose id was lost.
    ///
    /// # Errors
    /// MESH gave no usable answer.
    pub async fn find_sent(&self, local_id: &str) -> Result<Found, Upstream> {
        if !is_id(local_id) {
            return Err(self.http.fault(Kind::Malformed));
        }
        self.handshake().await?;
        let url = self.own(&format!("/outbox/tracking/{local_id}"));
        let answer = self.ask("find sent", || self.http.get(&url)).await?;
        match answer.status {
            404 => Ok(Found::Nothing),
            300 => Ok(Found::Several),
            _ => {
                self.success(&answer, &[200])?;
                Ok(Found::One(self.read::<Row>(&answer)?.into()))
            }
        }
    }
}
