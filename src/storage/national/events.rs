//! What happened to roles, in order; and how far each subscriber has been told.
//!
//! Places are given before a commit, so a lower one may appear after a higher one. Writers hold a shared lock until their commit;
//! whoever asks how far the feed is whole takes the lock alone for a moment, and so waits for those under way.

use sqlx::PgExecutor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::StorageError;
use crate::storage::PgPool;

/// What happened to one role.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the feed.
    pub seq: i64,
    /// Its id.
    pub id: Uuid,
    /// created, changed or deleted.
    pub kind: String,
    /// To which role.
    pub role_id: Uuid,
    /// NHS number of the patient.
    pub patient: String,
    /// ODS code of the patient's practice.
    pub patient_ods: Option<String>,
    /// ODS code of the proxy's practice.
    pub proxy_ods: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// The place up to which the feed is whole: none at or below it can still appear. None while somebody takes long to write.
///
/// # Errors
/// When the database fails.
async fn whole_up_to(pool: &PgPool) -> Result<Option<i64>, StorageError> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("select set_config('lock_timeout', '1s', true)").fetch_one(&mut *transaction).await?;
    let locked = sqlx::query!("select pg_advisory_xact_lock(202612010840)").execute(&mut *transaction).await;
    match locked {
        Err(sqlx::Error::Database(fault)) if fault.code().as_deref() == Some("55P03") => return Ok(None),
        locked => locked?,
    };
    let last = sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "last!" from national_event"#)
        .fetch_one(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Some(last))
}

/// Events behind this place, in order; none where somebody takes long to write.
///
/// # Errors
/// When the database fails.
pub async fn after(pool: &PgPool, seq: i64, most: i64) -> Result<Vec<Event>, StorageError> {
    let Some(last) = whole_up_to(pool).await? else { return Ok(Vec::new()) };
    Ok(sqlx::query_as!(
        Event,
        "select seq, id, kind, role_id, patient, patient_ods, proxy_ods, at from national_event
         where seq > $1 and seq <= $2
         order by seq limit $3",
        seq,
        last,
        most
    )
    .fetch_all(pool)
    .await?)
}

/// Sees to it that each of these is told of what happens from now on.
///
/// # Errors
/// When the database fails.
pub async fn subscribe(
    db: impl PgExecutor<'_>,
    urls: &[String],
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into national_subscriber (url, told_to, next_at)
         select url, coalesce((select max(seq) from national_event), 0), $2 from unnest($1::text[]) url
         on conflict (url) do nothing",
        urls,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A subscriber that is being told; nobody else tells it until the lease is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Where events are sent.
    pub url: String,
    /// The last event that was taken there.
    pub told_to: i64,
    /// How often in a row the next one was sent in vain.
    pub attempts: i32,
}

/// Takes one of these subscribers whose turn it is.
///
/// # Errors
/// When the database fails.
pub async fn take_turn(
    db: impl PgExecutor<'_>,
    urls: &[String],
    lease: Duration,
    now: OffsetDateTime,
) -> Result<Option<Turn>, StorageError> {
    Ok(sqlx::query_as!(
        Turn,
        "update national_subscriber set next_at = $3
         where url = (select url from national_subscriber where url = any($1) and next_at <= $2
                      order by next_at limit 1 for update skip locked)
         returning url, told_to, attempts",
        urls,
        now,
        now + lease
    )
    .fetch_optional(db)
    .await?)
}

/// Ends a turn: told up to this event, and again at `next`.
///
/// # Errors
/// When the database fails.
pub async fn end_turn(
    db: impl PgExecutor<'_>,
    turn: &Turn,
    next: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update national_subscriber set told_to = greatest(told_to, $2), attempts = $3, next_at = $4 where url = $1",
        &turn.url,
        turn.told_to,
        turn.attempts,
        next
    )
    .execute(db)
    .await?;
    Ok(())
}
