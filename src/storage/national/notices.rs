//! What patient and proxy are told about the end of a role.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::StorageError;

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its place in the list.
    pub seq: i64,
    /// Of which role.
    pub role_id: Uuid,
    /// Who is told: patient or proxy.
    pub recipient: String,
    /// What: ending or ended.
    pub kind: String,
    /// The end that it is about.
    pub ends_at: OffsetDateTime,
    /// When it was written.
    pub at: OffsetDateTime,
}

/// Warns both people of each end of an active role from `now` to `until` of which they have not been warned; how many roles
/// there were.
///
/// # Errors
/// When the database fails.
pub async fn warn(
    db: impl PgExecutor<'_>,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<usize, StorageError> {
    let warned = sqlx::query_scalar!(
        r#"with role as (
               update national_role set warned_of = ends_at
               where status = 'active' and ends_at is not null and warned_of is distinct from ends_at
                 and ends_at between $1 and $2
               returning id, ends_at
           ), noticed as (
               insert into national_notice (role_id, recipient, kind, ends_at, at)
               select role.id, recipient, 'ending', role.ends_at, $1
               from role, unnest(array['patient', 'proxy']) recipient
           )
           select count(*) as "count!" from role"#,
        now,
        until
    )
    .fetch_one(db)
    .await?;
    Ok(usize::try_from(warned).unwrap_or_default())
}

/// Notices behind this place, in order.
///
/// # Errors
/// When the database fails.
pub async fn after(db: impl PgExecutor<'_>, seq: i64, most: i64) -> Result<Vec<Notice>, StorageError> {
    Ok(sqlx::query_as!(
        Notice,
        "select seq, role_id, recipient, kind, ends_at, at from national_notice where seq > $1 order by seq limit $2",
        seq,
        most
    )
    .fetch_all(db)
    .await?)
}
