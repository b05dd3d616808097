//! Forms that are parked in a session until their writer comes back to them: one of each path, and gone with the session.

use serde_json::Value;
use sqlx::PgExecutor;
use tower_sessions::session::Id;

use super::StorageError;
use super::sessions::hash;

/// How many forms a session keeps: the newest.
const MOST: i64 = 5;

/// Parks a form, the last one of its path; the newest few stay. A session that is gone keeps none.
///
/// # Errors
/// When the database fails.
pub async fn park(
    db: impl PgExecutor<'_>,
    id: &Id,
    (path, form): (&str, &Value),
) -> Result<(), StorageError> {
    sqlx::query!(
        "update session set parked = coalesce((
             select jsonb_agg(newest.form order by newest.place) from (
                 select kept.form, kept.place
                 from jsonb_array_elements(coalesce(parked, '[]'::jsonb)) with ordinality as kept (form, place)
                 where kept.form ->> 'path' <> $2 order by kept.place desc limit $3
             ) as newest), '[]'::jsonb) || jsonb_build_array($4::jsonb)
         where id_hash = $1",
        &hash(id),
        path,
        MOST - 1,
        form
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets the form that is parked for a path.
///
/// # Errors
/// When the database fails.
pub async fn unpark(db: impl PgExecutor<'_>, id: &Id, path: &str) -> Result<(), StorageError> {
    sqlx::query!(
        "update session set parked = (
             select jsonb_agg(kept.form order by kept.place)
             from jsonb_array_elements(parked) with ordinality as kept (form, place)
             where kept.form ->> 'path' <> $2)
         where id_hash = $1",
        &hash(id),
        path
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets all that is parked.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, id: &Id) -> Result<(), StorageError> {
    sqlx::query!("update session set parked = null where id_hash = $1", &hash(id)).execute(db).await?;
    Ok(())
}
