//! What the platform remembers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};

/// A `jti` is remembered this long for each client.
const MEMORY: Duration = Duration::days(30);

/// Tokens given out and assertions seen; clones share them.
#[derive(Clone, Default)]
pub(crate) struct Tokens {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    valid_until: HashMap<String, OffsetDateTime>,
    seen: HashMap<(String, String), OffsetDateTime>,
}

impl Tokens {
    /// Whether `token` was given out and has not expired.
    pub(crate) fn valid(&self, token: &str, now: OffsetDateTime) -> bool {
        self.lock().valid_until.get(token).is_some_and(|until| now < *until)
    }

    /// Forgets every token, as a platform does that lost its store.
    pub(crate) fn revoke_all(&self) {
        self.lock().valid_until.clear();
    }

    /// False where this client used this `jti` before.
    pub(super) fn first_use(&self, client: &str, jti: &str, now: OffsetDateTime) -> bool {
        let mut kept = self.lock();
        kept.seen.retain(|_, used_at| now - *used_at < MEMORY);
        kept.seen.insert((client.to_owned(), jti.to_owned()), now).is_none()
    }

    pub(super) fn keep(&self, token: String, until: OffsetDateTime) {
        self.lock().valid_until.insert(token, until);
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
