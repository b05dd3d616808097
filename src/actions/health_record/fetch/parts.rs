//! Bytes on their way into parts, and back.

use std::pin::pin;

use futures::TryStreamExt;
use uuid::Uuid;

use crate::app::App;
use crate::integrations::Upstream;
use crate::integrations::gp_connect::{Binary, Body};
use crate::storage::StorageError;
use crate::storage::health_records::documents::PART;
use crate::storage::health_records::fetches;

use super::not_done::Fault;

/// What another practice's system sends, piece by piece.
pub(super) trait Coming {
    /// The bytes that came next; none at the end.
    fn more(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>, Upstream>> + Send;
}

impl Coming for Body {
    async fn more(&mut self) -> Result<Option<Vec<u8>>, Upstream> {
        self.next().await
    }
}

impl Coming for Binary {
    async fn more(&mut self) -> Result<Option<Vec<u8>>, Upstream> {
        self.next().await
    }
}

/// Keeps what comes for this record's call, part by part; how many bytes came.
pub(super) async fn laid_aside(app: &App, of: (Uuid, Uuid), mut coming: impl Coming) -> Result<i64, Fault> {
    let (mut parts, mut size) = (Parts::new(of), 0_i64);
    while let Some(more) = coming.more().await? {
        size = size.saturating_add(i64::try_from(more.len()).unwrap_or(i64::MAX));
        parts.add(app, &more).await?;
    }
    parts.end(app).await?;
    Ok(size)
}

/// Bytes on their way into parts.
struct Parts {
    of: (Uuid, Uuid),
    number: i32,
    part: Vec<u8>,
}

impl Parts {
    /// The parts of this record's call.
    fn new(of: (Uuid, Uuid)) -> Parts {
        Parts { of, number: 0, part: Vec::with_capacity(PART) }
    }

    /// Adds what came.
    async fn add(&mut self, app: &App, mut more: &[u8]) -> Result<(), StorageError> {
        while !more.is_empty() {
            let (taken, rest) = more.split_at(more.len().min(PART - self.part.len()));
            self.part.extend_from_slice(taken);
            more = rest;
            if self.part.len() == PART {
                self.keep(app).await?;
            }
        }
        Ok(())
    }

    /// Keeps what is left.
    async fn end(mut self, app: &App) -> Result<(), StorageError> {
        if self.part.is_empty() { Ok(()) } else { self.keep(app).await }
    }

    async fn keep(&mut self, app: &App) -> Result<(), StorageError> {
        fetches::keep(&app.db, self.of, self.number, &self.part).await?;
        self.number += 1;
        self.part.clear();
        Ok(())
    }
}

/// All that a call brought: a record, which is bounded by the settings.
pub(super) async fn whole(app: &App, trace: Uuid) -> Result<Vec<u8>, StorageError> {
    let (mut parts, mut all) = (pin!(fetches::bytes(&app.db, trace)), Vec::new());
    while let Some(part) = parts.try_next().await? {
        all.extend_from_slice(&part);
    }
    Ok(all)
}
