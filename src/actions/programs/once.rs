//! A call with a key of its own: begun once, answered once, the answer kept for a day.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::away::patiently;
use crate::storage::idempotency::{self, Known};

/// A call, as its caller named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its id: the same for the same caller and key.
    pub id: Uuid,
    fingerprint: String,
}

impl Call {
    /// `caller` is the program and whom it acts for; `what` is method, path, body, and the version it was made for.
    pub fn new(caller: (&str, &str), key: &str, what: &[&[u8]]) -> Call {
        let id = digest(&[caller.0.as_bytes(), caller.1.as_bytes(), key.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&id[..16]);
        Call { id: Uuid::from_bytes(bytes), fingerprint: hex::encode(digest(what)) }
    }

    /// Begins it, or tells what is known of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&self, app: &App) -> Result<Known, StorageError> {
        let (new, now) = (app.clock.new_id(), app.clock.now());
        let begin = || idempotency::begin(&app.db, (self.id, &self.fingerprint), new, now);
        match begin().await {
            // It may have been begun by this very try, whose answer was lost: then nobody else would let it go.
            Err(error) if error.away().is_some() => {
                patiently(&app.db, || idempotency::disown(&app.db, self.id, new)).await?;
                begin().await
            }
            known => known,
        }
    }

    /// Keeps its answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer(
        &self,
        app: &App,
        status: u16,
        answer: &serde_json::Value,
    ) -> Result<(), StorageError> {
        patiently(&app.db, || idempotency::answer(&app.db, self.id, status, answer)).await
    }

    /// Lets it be made again at once, as the same command: it may have been done before the fault.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_go(&self, app: &App) -> Result<(), StorageError> {
        patiently(&app.db, || idempotency::let_go(&app.db, self.id, app.clock.now())).await
    }

    /// Forgets that it was begun: nothing of it was done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_back(&self, app: &App) -> Result<(), StorageError> {
        patiently(&app.db, || idempotency::give_back(&app.db, self.id)).await
    }
}

/// Parts are told apart by their lengths.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_its_callers_own() {
        let one = Call::new(("app", "person"), "key", &[b"POST", b"/a", b"{}"]);
        assert_eq!(one, Call::new(("app", "person"), "key", &[b"POST", b"/a", b"{}"]));
        assert_ne!(one.id, Call::new(("app", "somebody else"), "key", &[b"POST", b"/a", b"{}"]).id);
        assert_ne!(one.id, Call::new(("apppers", "on"), "key", &[b"POST", b"/a", b"{}"]).id);
        let other = Call::new(("app", "person"), "key", &[b"POST", b"/a", b"{1}"]);
        assert!(one.id == other.id && one != other);
    }
}
