//! The append-only history, read back in order.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::DelegationId;
use domain::delegation::Recorded;

use super::StorageError;
use super::delegations::json;

struct Row {
    delegation_id: Uuid,
    version: i32,
    payload: serde_json::Value,
    actor: serde_json::Value,
    at: OffsetDateTime,
}

impl TryFrom<Row> for Recorded {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Recorded, StorageError> {
        Ok(Recorded {
            delegation: DelegationId(row.delegation_id),
            version: row.version,
            event: json(row.payload, "event")?,
            by: json(row.actor, "actor")?,
            at: row.at,
        })
    }
}

/// All events of one delegation, in order.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn history(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Vec<Recorded>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select delegation_id, version, payload, actor, at from event where delegation_id = $1 order by version",
        id.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Recorded::try_from).collect()
}

/// Delegations after `after` in the order of their ids, for walking all of them in portions.
///
/// # Errors
/// When the database fails.
pub async fn delegations_after(
    db: impl PgExecutor<'_>,
    after: Option<DelegationId>,
    limit: i64,
) -> Result<Vec<DelegationId>, StorageError> {
    let ids = sqlx::query_scalar!(
        "select delegation_id from event where version = 1 and ($1::uuid is null or delegation_id > $1)
         order by delegation_id limit $2",
        after.map(|id| id.0),
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(DelegationId).collect())
}
