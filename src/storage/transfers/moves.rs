//! The rows of a round, one taken up at a time. What a process that died had taken up is taken up again, with the time since
//! when something may have been done.

use sqlx::{Connection, PgConnection, PgExecutor};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::role::LegalBasis;
use domain::transfer::{LinkedAccount, Moved};
use domain::{NhsNumber, OdsCode};

use crate::storage::{PgPool, StorageError};

/// A row that was taken up.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its round.
    pub round: Uuid,
    /// Our own number of the row.
    pub row: i64,
    /// How often the store gave no answer about it though it was there.
    pub strikes: i32,
    /// Since when an earlier call may have been done whose answer we do not have.
    pub since: Option<OffsetDateTime>,
    /// What it says.
    pub account: LinkedAccount,
}

struct Kept {
    row_id: i64,
    strikes: i32,
    since: Option<OffsetDateTime>,
    supplier_id: String,
    practice: String,
    patient: String,
    proxy: String,
    starts_on: Date,
    ends_on: Option<Date>,
    basis: String,
}

/// A connection of its own that holds the round, and the store as this caller, by its address and our key there: no other process
/// runs the round meanwhile, or calls that store for another round at a rate of its own. When this process dies, Postgres lets go.
///
/// # Errors
/// When the database fails.
pub async fn hold(
    pool: &PgPool,
    round: Uuid,
    (store, key): (&str, &str),
) -> Result<Option<PgConnection>, StorageError> {
    let mut connection = pool.direct().acquire().await?.detach();
    let is_ours = sqlx::query_scalar!(
        r#"select pg_try_advisory_lock(hashtextextended($1::uuid::text, 860))
               and pg_try_advisory_lock(hashtextextended($2::text || ' ' || $3::text, 861)) as "is_ours!""#,
        round,
        store,
        key
    )
    .fetch_one(&mut connection)
    .await?;
    if is_ours {
        return Ok(Some(connection));
    }
    // With it goes the one lock that it may have got.
    connection.close().await?;
    Ok(None)
}

/// Adds the rows of the round's practices that are not in it yet; how many.
///
/// # Errors
/// When the database fails.
pub async fn gather(db: impl PgExecutor<'_>, round: Uuid) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "insert into transfer_move (round_id, row_id)
         select $1, r.id from transfer_row r join transfer_practice p on p.practice = r.practice
         where p.round_id = $1 and r.standing = 'moves' and r.patient is not null
         order by r.id on conflict do nothing",
        round
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// What nobody works on though somebody had taken it up, waits again. Only for who holds the round.
///
/// # Errors
/// When the database fails.
pub async fn take_over(holder: &mut PgConnection, round: Uuid) -> Result<(), StorageError> {
    sqlx::query!(
        "update transfer_move set state = 'waiting' where round_id = $1 and state = 'under_way'",
        round
    )
    .execute(holder)
    .await?;
    Ok(())
}

/// What has failed, waits again; how many.
///
/// # Errors
/// When the database fails.
pub async fn retry(holder: &mut PgConnection, round: Uuid) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "update transfer_move m set state = 'waiting', fault = null, strikes = 0, settled_at = null,
             retries = retries + 1
         from transfer_row r
         where m.round_id = $1 and m.state = 'failed' and r.id = m.row_id and r.standing = 'moves'",
        round
    );
    Ok(done.execute(holder).await?.rows_affected())
}

/// Takes up the next row that waits, one that was tried least, so that none stands before the others. Only one that had failed
/// before, where `is_retry`.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn take(
    holder: &mut PgConnection,
    (round, is_retry): (Uuid, bool),
    now: OffsetDateTime,
) -> Result<Option<Taken>, StorageError> {
    let kept = sqlx::query_as!(
        Kept,
        r#"with due as (
             select w.row_id, w.uncertain_since from transfer_move w join transfer_row c on c.id = w.row_id
             where w.round_id = $1 and w.state = 'waiting' and (w.retries > 0 or not $2) and c.standing = 'moves' and c.patient is not null
             order by w.attempts, w.row_id limit 1 for update of w skip locked
         )
         update transfer_move m set state = 'under_way', attempts = m.attempts + 1,
             uncertain_since = coalesce(m.uncertain_since, $3)
         from due join transfer_row r on r.id = due.row_id
         where m.round_id = $1 and m.row_id = due.row_id
         returning m.row_id as "row_id!", m.strikes as "strikes!", due.uncertain_since as "since?",
             r.supplier_id as "supplier_id!", r.practice as "practice!", r.patient as "patient!", r.proxy as "proxy!",
             r.starts_on as "starts_on!", r.ends_on as "ends_on?", r.basis as "basis!""#,
        round,
        is_retry,
        now
    );
    kept.fetch_optional(holder).await?.map(|kept| taken(round, kept)).transpose()
}

fn taken(round: Uuid, kept: Kept) -> Result<Taken, StorageError> {
    let number = |text: &str| NhsNumber::parse(text).map_err(|_| StorageError::Corrupt("NHS number"));
    Ok(Taken {
        round,
        row: kept.row_id,
        strikes: kept.strikes,
        since: kept.since,
        account: LinkedAccount {
            supplier_id: kept.supplier_id,
            patient: number(&kept.patient)?,
            proxy: number(&kept.proxy)?,
            practice: OdsCode::parse(&kept.practice).map_err(|_| StorageError::Corrupt("practice"))?,
            start: kept.starts_on,
            end: kept.ends_on,
            basis: LegalBasis::from_code(&kept.basis).ok_or(StorageError::Corrupt("legal basis"))?,
        },
    })
}

/// The pair has an active role, of this id.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    db: impl PgExecutor<'_>,
    taken: &Taken,
    (moved, role): (Moved, &str),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update transfer_move set state = $3, role_id = $4, fault = null, uncertain_since = null, settled_at = $5
         where round_id = $1 and row_id = $2 and state = 'under_way'",
        taken.round,
        taken.row,
        moved.code(),
        role,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// It failed. Whether something was done may still be unknown: the next try finds out.
///
/// # Errors
/// When the database fails.
pub async fn fail(
    db: impl PgExecutor<'_>,
    taken: &Taken,
    (fault, since): (&str, Option<OffsetDateTime>),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with failed as (
             update transfer_move set state = 'failed', fault = $3, uncertain_since = $4, settled_at = $5
             where round_id = $1 and row_id = $2 and state = 'under_way' returning round_id, row_id
         )
         insert into transfer_failure (round_id, row_id, fault, at) select round_id, row_id, $3, $5 from failed",
        taken.round,
        taken.row,
        fault,
        since,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// It waits again: `since` is when something may have been done; a strike is a failure that says something about the row.
///
/// # Errors
/// When the database fails.
pub async fn put_back(
    db: impl PgExecutor<'_>,
    taken: &Taken,
    (since, is_strike): (Option<OffsetDateTime>, bool),
) -> Result<(), StorageError> {
    sqlx::query!(
        "update transfer_move set state = 'waiting', uncertain_since = $3, strikes = strikes + $4
         where round_id = $1 and row_id = $2 and state = 'under_way'",
        taken.round,
        taken.row,
        since,
        i32::from(is_strike)
    )
    .execute(db)
    .await?;
    Ok(())
}
