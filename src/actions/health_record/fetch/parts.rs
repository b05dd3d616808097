//! Bytes on their way into parts, and back.

use std::pin::pin;

use futures::TryStreamExt;
use uuid::Uuid;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::health_records::documents::PART;
use crate::storage::health_records::fetches;

/// Bytes on their way into parts.
pub(super) struct Parts {
    of: (Uuid, Uuid),
    number: i32,
    part: Vec<u8>,
}

impl Parts {
    /// The parts of this record's call.
    pub fn new(of: (Uuid, Uuid)) -> Parts {
        Parts { of, number: 0, part: Vec::with_capacity(PART) }
    }

    /// Adds what came.
    pub async fn add(&mut self, app: &App, mut more: &[u8]) -> Result<(), StorageError> {
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
    pub async fn end(mut self, app: &App) -> Result<(), StorageError> {
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
