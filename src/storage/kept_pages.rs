//! Pages that answered a form, kept for the session that sent it and gone with it.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use tower_sessions::session::Id;
use uuid::Uuid;

use super::StorageError;
use super::sessions::hash;
use crate::storage::PgPool;

/// How many pages a session keeps: the newest.
const MOST: i64 = 10;

/// Where a page is kept: for which session, under which name, at which path.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The session.
    pub session: &'a Id,
    /// The page's name.
    pub id: Uuid,
    /// The path of the form it answers.
    pub path: &'a str,
}

/// A page as it is kept.
pub struct Kept {
    /// Status of the answer.
    pub status: i16,
    /// The page, compressed.
    pub page: Vec<u8>,
}

/// Keeps a page, and forgets all but the newest of its session; false when the session is gone.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    pool: &PgPool,
    place: Place<'_>,
    kept: &Kept,
    expires_at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let session = hash(place.session);
    let done = sqlx::query!(
        "insert into kept_page (session_hash, id, path, status, page, expires_at)
         select id_hash, $2::uuid, $3::text, $4::smallint, $5::bytea, $6::timestamptz
         from session where id_hash = $1",
        &session,
        place.id,
        place.path,
        kept.status,
        kept.page.as_slice(),
        expires_at
    )
    .execute(pool)
    .await?;
    // Ids are ordered by time.
    sqlx::query!(
        "delete from kept_page where session_hash = $1
             and id not in (select id from kept_page where session_hash = $1 order by id desc limit $2)",
        &session,
        MOST
    )
    .execute(pool)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The page that is kept there.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: impl PgExecutor<'_>,
    place: Place<'_>,
    now: OffsetDateTime,
) -> Result<Option<Kept>, StorageError> {
    let kept = sqlx::query_as!(
        Kept,
        "select status, page from kept_page
         where session_hash = $1 and id = $2 and path = $3 and expires_at > $4",
        &hash(place.session),
        place.id,
        place.path,
        now
    );
    Ok(kept.fetch_optional(db).await?)
}

/// Throws away what a session keeps.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, session: &Id) -> Result<(), StorageError> {
    sqlx::query!("delete from kept_page where session_hash = $1", &hash(session)).execute(db).await?;
    Ok(())
}

/// Throws away what has expired.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!("delete from kept_page where expires_at <= $1", now).execute(db).await?;
    Ok(done.rows_affected())
}
