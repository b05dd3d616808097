//! The append-only history, read back in order.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::Aggregate;
use domain::aggregate::Recorded;

use super::StorageError;
use super::json::json;

/// An event as it is kept.
pub(super) struct Row {
    pub aggregate_id: Uuid,
    pub version: i32,
    pub payload: serde_json::Value,
    pub actor: serde_json::Value,
    pub at: OffsetDateTime,
}

impl Row {
    /// The event, which is of this kind.
    pub(super) fn read<A: Aggregate>(self) -> Result<Recorded<A>, StorageError> {
        Ok(Recorded {
            id: A::Id::from(self.aggregate_id),
            version: self.version,
            event: json(self.payload, "event")?,
            by: json(self.actor, "actor")?,
            at: self.at,
        })
    }
}

/// The columns of an event out of a record that has others besides.
macro_rules! row {
    ($record:ident) => {
        $crate::storage::event_log::Row {
            aggregate_id: $record.aggregate_id,
            version: $record.version,
            payload: $record.payload,
            actor: $record.actor,
            at: $record.at,
        }
    };
}
pub(super) use row;

/// All events of one of a kind, in order.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn history<A: Aggregate>(
    db: impl PgExecutor<'_>,
    id: A::Id,
) -> Result<Vec<Recorded<A>>, StorageError> {
    let id: Uuid = id.into();
    let rows = sqlx::query_as!(
        Row,
        "select aggregate_id, version, payload, actor, at from event
         where aggregate_id = $1 and kind = $2 order by version",
        id,
        A::KIND
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Those of a kind after `after` in the order of their ids, for walking all of them in portions.
///
/// # Errors
/// When the database fails.
pub async fn ids_after<A: Aggregate>(
    db: impl PgExecutor<'_>,
    after: Option<A::Id>,
    limit: i64,
) -> Result<Vec<A::Id>, StorageError> {
    let ids = sqlx::query_scalar!(
        "select aggregate_id from event
         where version = 1 and kind = $1 and ($2::uuid is null or aggregate_id > $2)
         order by aggregate_id limit $3",
        A::KIND,
        after.map(Into::<Uuid>::into),
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(A::Id::from).collect())
}
