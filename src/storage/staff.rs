//! Practice staff.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::StaffId;

use super::StorageError;

/// The member of staff with this CIS2 user id, made with `new_id` when unknown so far; keeps the name.
///
/// # Errors
/// When the database fails.
pub async fn upsert(
    db: impl PgExecutor<'_>,
    new_id: Uuid,
    subject: &str,
    name: &str,
    now: OffsetDateTime,
) -> Result<StaffId, StorageError> {
    let id = sqlx::query_scalar!(
        "insert into staff (id, subject, name, updated_at) values ($1, $2, $3, $4)
         on conflict (subject) do update set name = excluded.name, updated_at = excluded.updated_at
         returning id",
        new_id,
        subject,
        name,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(StaffId(id))
}
