//! From one state to the next, each with the work that it brings.

use serde::Serialize;
use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use domain::StaffId;

use super::documents::Wanted;
use super::seen::{Seen, Taken};
use super::{GET_DOCUMENTS, GET_RECORD, KIND, TAKE_RECORD};
use crate::storage::StorageError;
use crate::telemetry::traces;

/// Who decided something, and when; the work that comes of it has this id.
#[derive(Debug, Clone, Copy)]
pub struct Decided {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: OffsetDateTime,
    /// Id of the work.
    pub job: Uuid,
}

/// It is here, as the parts of this call, with what was seen in it and the documents it names.
///
/// # Errors
/// When the database fails.
pub async fn stage(
    transaction: &mut PgConnection,
    id: Uuid,
    (trace, size, seen): (Uuid, i64, &Seen),
    wanted: &[Wanted],
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let staged = sqlx::query!(
        "update record_fetch set state = 'staged', fault = null, trace_id = $2, size = $3, seen = $4, changed_at = $5
         where id = $1 and state = 'asked'",
        id,
        trace,
        size,
        value(seen)?,
        now
    )
    .execute(&mut *transaction)
    .await?;
    if staged.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("delete from record_fetch_document where fetch_id = $1", id)
        .execute(&mut *transaction)
        .await?;
    for (place, one) in (0_i32..).zip(wanted) {
        sqlx::query!(
            "insert into record_fetch_document (fetch_id, place, document_id, url, content_type, size)
             values ($1, $2, $3, $4, $5, $6)",
            id,
            place,
            one.document,
            one.url,
            one.content_type,
            one.size
        )
        .execute(&mut *transaction)
        .await?;
    }
    Ok(true)
}

/// It cannot be had, and why, by code.
///
/// # Errors
/// When the database fails.
pub async fn fail(
    db: impl PgExecutor<'_>,
    id: Uuid,
    fault: &str,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update record_fetch set state = 'failed', fault = $2, changed_at = $3
         where id = $1 and state in ('asked', 'taking')",
        id,
        fault,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Something is in the way, and it is tried again.
///
/// # Errors
/// When the database fails.
pub async fn stumble(
    db: impl PgExecutor<'_>,
    id: Uuid,
    fault: Option<&str>,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!("update record_fetch set fault = $2, changed_at = $3 where id = $1", id, fault, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Has one that failed asked for again, or the documents that did not come, by whoever asks now and in this role. Work at it that was
/// given up goes.
///
/// # Errors
/// [`StorageError::Conflict`] where another one of the same patient is on its way; when the database fails.
pub async fn again(
    db: impl PgExecutor<'_>,
    id: Uuid,
    (decided, role): (Decided, Option<&str>),
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with f as (
             update record_fetch set state = case when state in ('failed', 'lapsed', 'taking') then 'asked' else 'documents' end,
                 fault = null, changed_at = $2, asked_at = $2, asked_by = $7, asked_role = $8
             where id = $1 and (state in ('failed', 'lapsed')
                 or (state = 'done' and exists (
                     select from record_fetch_document d where d.fetch_id = $1 and d.done_at is null))
                 or (state in ('taking', 'documents') and exists (
                     select from outbox o where o.kind = $4 and o.aggregate_id = $1 and o.dead_at is not null)))
             returning id, state
         ), d as (
             update record_fetch_document set fault = null where fetch_id in (select id from f) and done_at is null
         ), o as (
             delete from outbox where kind = $4 and aggregate_id in (select id from f) and dead_at is not null
         )
         insert into outbox (id, key, task, kind, aggregate_id, run_at, traceparent)
         select $3::uuid, $3::uuid::text || '.again', case when f.state = 'asked' then $5::text else $6::text end, $4::text, f.id, $2,
             $9::text
         from f",
        id,
        decided.at,
        decided.job,
        KIND,
        GET_RECORD,
        GET_DOCUMENTS,
        decided.by.0,
        role,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Staff take it over: the work of doing so. False where it does not wait for them.
///
/// # Errors
/// When the database fails.
pub async fn take(db: impl PgExecutor<'_>, id: Uuid, decided: Decided) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with f as (
             update record_fetch set state = 'taking', fault = null, decided_by = $2, changed_at = $3
             where id = $1 and state = 'staged' returning id
         )
         insert into outbox (id, key, task, kind, aggregate_id, run_at, traceparent)
         select $4::uuid, $4::uuid::text || '.take', $6::text, $5::text, f.id, $3, $7::text from f",
        id,
        decided.by.0,
        decided.at,
        decided.job,
        KIND,
        TAKE_RECORD,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// It was taken over: its parts go, and its documents are asked for, with the id `job`; done where it has none.
///
/// # Errors
/// When the database fails.
pub async fn taken(
    db: impl PgExecutor<'_>,
    id: Uuid,
    taken: &Taken,
    (job, now): (Uuid, OffsetDateTime),
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with f as (
             update record_fetch set fault = null, taken = $2, changed_at = $3,
                 state = case when exists (select from record_fetch_document d where d.fetch_id = $1 and d.done_at is null)
                              then 'documents' else 'done' end
             where id = $1 and state = 'taking' returning id, state
         ), p as (
             delete from record_fetch_part where fetch_id in (select id from f)
         ), o as (
             insert into outbox (id, key, task, kind, aggregate_id, run_at, traceparent)
             select $4::uuid, $4::uuid::text || '.documents', $6::text, $5::text, f.id, $3, $7::text
             from f where f.state = 'documents'
         )
         select from f",
        id,
        value(taken)?,
        now,
        job,
        KIND,
        GET_DOCUMENTS,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Staff do not want it: what is staged goes. False where it is not theirs to decide now.
///
/// # Errors
/// When the database fails.
pub async fn throw_away(db: impl PgExecutor<'_>, id: Uuid, decided: Decided) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with f as (
             update record_fetch set state = 'thrown_away', fault = null, decided_by = $2, changed_at = $3, seen = null,
                 trace_id = null
             where id = $1 and state in ('asked', 'staged', 'failed') returning id
         ), p as (
             delete from record_fetch_part where fetch_id in (select id from f)
         ), d as (
             delete from record_fetch_document where fetch_id in (select id from f)
         )
         select from f",
        id,
        decided.by.0,
        decided.at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Lets those go that have waited for staff since before then, with all that was laid aside of them; how many there were. What lies about
/// of those that could not be taken over, and that nobody has touched since, goes too.
///
/// # Errors
/// When the database fails.
pub async fn let_go(
    db: impl PgExecutor<'_>,
    before: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<u64, StorageError> {
    let gone = sqlx::query!(
        "with f as (
             update record_fetch set fault = case when state = 'staged' then 'not_decided' else fault end,
                 state = case when state = 'staged' then 'lapsed' else state end, seen = null, trace_id = null, changed_at = $2
             where (state = 'staged' or (state = 'failed' and trace_id is not null)) and changed_at <= $1 returning id
         ), p as (
             delete from record_fetch_part where fetch_id in (select id from f)
         ), d as (
             delete from record_fetch_document where fetch_id in (select id from f)
         )
         select from f",
        before,
        now
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

/// All documents that can be had are here.
///
/// # Errors
/// When the database fails.
pub async fn finish(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query!(
        "update record_fetch set state = 'done', fault = null, changed_at = $2 where id = $1 and state = 'documents'",
        id,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

fn value(shape: &impl Serialize) -> Result<serde_json::Value, StorageError> {
    serde_json::to_value(shape).map_err(|_| StorageError::Corrupt("what was seen in a record"))
}
