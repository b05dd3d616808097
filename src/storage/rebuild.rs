//! Makes the views anew from the events (`proxy-access migrate --rebuild-views`, design §3.6).

use sqlx::PgPool;

use domain::Actor;
use domain::delegation::Delegation;

use super::record::{Change, record};
use super::{StorageError, event_log};

/// Replays every delegation and writes its views again; how many there were. Portion by portion, safe beside a
/// running service: a delegation that changes meanwhile is left as the service wrote it.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn rebuild_views(pool: &PgPool) -> Result<u64, StorageError> {
    let (mut count, mut last) = (0, None);
    loop {
        let ids = event_log::delegations_after(pool, last, 500).await?;
        let Some(end) = ids.last().copied() else { return Ok(count) };
        for id in ids {
            let mut transaction = pool.begin().await?;
            sqlx::query!("select id from delegation where id = $1 for update", id.0)
                .fetch_optional(&mut *transaction)
                .await?;
            let history = event_log::history(&mut *transaction, id).await?;
            let last_event = history.last().ok_or(StorageError::Corrupt("history"))?;
            let after = Delegation::replay(&history).ok_or(StorageError::Corrupt("history"))?;
            let change = Change {
                after: &after,
                events: &[],
                by: &Actor::System,
                via: None,
                at: last_event.at,
                work: &[],
            };
            record(&mut *transaction, &change).await?;
            transaction.commit().await?;
            count += 1;
        }
        last = Some(end);
    }
}
