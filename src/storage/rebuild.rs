//! Makes the rows of every kind anew from the events (`proxy-access migrate --rebuild-views`,
//! docs/architecture.md#views-change-with-the-events).

use futures::future::BoxFuture;

use domain::Actor;

use super::record::{Change, Stored, record};
use super::{StorageError, event_log};
use crate::storage::PgPool;

/// How often one is begun again before its fault ends the whole.
const TRIES: usize = 5;

/// One kind, as the list of all of them holds it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its word.
    pub name: &'static str,
    rebuild: for<'a> fn(&'a PgPool) -> BoxFuture<'a, Result<u64, StorageError>>,
}

impl Kind {
    /// The kind of these.
    pub const fn of<A: Stored>() -> Kind {
        Kind { name: A::KIND, rebuild: |pool| Box::pin(rebuild_all::<A>(pool)) }
    }
}

/// Replays everything of these kinds and writes its rows again; how many there were. Portion by portion, safe beside a
/// running service: what changes meanwhile ends as the service wrote it.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn rebuild_views(pool: &PgPool, kinds: &[Kind]) -> Result<u64, StorageError> {
    let mut count = 0;
    for kind in kinds {
        let of_kind = (kind.rebuild)(pool).await?;
        tracing::info!(kind = kind.name, count = of_kind, "rows made anew from the events");
        count += of_kind;
    }
    Ok(count)
}

async fn rebuild_all<A: Stored>(pool: &PgPool) -> Result<u64, StorageError> {
    let (mut count, mut last) = (0, None);
    loop {
        let ids = event_log::ids_after::<A>(pool, last, 500).await?;
        let Some(end) = ids.last().copied() else { return Ok(count) };
        for id in ids {
            rebuild_beside_others::<A>(pool, id).await?;
            count += 1;
        }
        last = Some(end);
    }
}

/// Begins again where the service changed what was read: its old row may stand against another that came after it.
async fn rebuild_beside_others<A: Stored>(pool: &PgPool, id: A::Id) -> Result<(), StorageError> {
    for _ in 1..TRIES {
        match rebuild_one::<A>(pool, id).await {
            Err(StorageError::Rule(_) | StorageError::Conflict) => {
                tracing::debug!(kind = A::KIND, %id, "changed meanwhile; made anew once more");
            }
            outcome => return outcome,
        }
    }
    rebuild_one::<A>(pool, id).await.inspect_err(|error| {
        tracing::error!(kind = A::KIND, %id, %error, "its rows could not be made anew");
    })
}

/// Writes the rows, and so holds them; then looks whether somebody had come first. Who comes now waits, and writes after us.
async fn rebuild_one<A: Stored>(pool: &PgPool, id: A::Id) -> Result<(), StorageError> {
    let mut transaction = pool.begin().await?;
    let mut written = 0;
    loop {
        let history = event_log::history::<A>(&mut *transaction, id).await?;
        let (after, last) =
            A::replay(&history).zip(history.last()).ok_or(StorageError::Corrupt("history"))?;
        if after.version() == written {
            break;
        }
        let (by, at) = (&Actor::System, last.at);
        record(&mut *transaction, &Change { after: &after, events: &[], by, via: None, at, work: &[] })
            .await?;
        written = after.version();
    }
    transaction.commit().await?;
    Ok(())
}
