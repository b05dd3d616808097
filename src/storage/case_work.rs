//! Who works on a case, what they note, and who looked at it.

use sqlx::{PgExecutor, PgTransaction};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use domain::{DelegationId, StaffId};

use super::StorageError;
use crate::storage::PgPool;

/// Who has taken a case.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Who.
    pub staff_id: Uuid,
    /// Their name.
    pub name: String,
    /// When.
    pub taken_at: OffsetDateTime,
}

/// One note, or one look at a case.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Name of the member of staff.
    pub name: String,
    /// The note, or which page was looked at.
    pub text: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Gives the case to this member of staff, whoever had it.
///
/// # Errors
/// When the database fails.
pub async fn take(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    staff: StaffId,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into assignment (delegation_id, staff_id, taken_at) values ($1, $2, $3)
         on conflict (delegation_id) do update set staff_id = excluded.staff_id, taken_at = excluded.taken_at
         where assignment.staff_id <> excluded.staff_id",
        id.0,
        staff.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Nobody has the case any more.
///
/// # Errors
/// When the database fails.
pub async fn release(db: impl PgExecutor<'_>, id: DelegationId) -> Result<(), StorageError> {
    sqlx::query!("delete from assignment where delegation_id = $1", id.0).execute(db).await?;
    Ok(())
}

/// The practice has decided: nobody has the case any more who had taken it by `begun`, and nobody is waited for of whom that was said
/// by then.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    by: Option<StaffId>,
    (begun, now): (OffsetDateTime, OffsetDateTime),
) -> Result<(), StorageError> {
    sqlx::query!(
        "with released as (delete from assignment where delegation_id = $1 and taken_at <= $2)
         update waiting set ended_at = $3, ended_by = $4
         where delegation_id = $1 and ended_at is null and at <= $2",
        id.0,
        begun,
        now,
        by.map(|staff| staff.0)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The same words by the same person within this time are one note that was sent twice.
pub(super) const SENT_TWICE: Duration = Duration::MINUTE;

/// A transaction whose turn it is to write to this case, until it ends: of two at once, the second waits and sees what the
/// first wrote.
pub(super) async fn in_turn(db: &PgPool, id: DelegationId) -> Result<PgTransaction<'static>, StorageError> {
    let mut turn = db.begin().await?;
    sqlx::query_scalar!("select id from delegation where id = $1 for no key update", id.0)
        .fetch_optional(&mut *turn)
        .await?;
    Ok(turn)
}

/// Keeps a note, once: a button that is pressed twice sends it twice, often at the same moment.
///
/// # Errors
/// When the database fails.
pub async fn write(
    db: &PgPool,
    (note, id): (Uuid, DelegationId),
    (staff, text): (StaffId, &str),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let mut turn = in_turn(db, id).await?;
    sqlx::query!(
        "insert into note (id, delegation_id, staff_id, text, at) select $1::uuid, $2, $3, $4, $5::timestamptz
         where not exists (select from note
             where delegation_id = $2 and staff_id = $3 and text = $4 and at > $6)",
        note,
        id.0,
        staff.0,
        text,
        now,
        now - SENT_TWICE
    )
    .execute(&mut *turn)
    .await?;
    Ok(turn.commit().await?)
}

/// Notes that somebody took a file of these cases.
///
/// # Errors
/// When the database fails.
pub async fn read_all(
    db: impl PgExecutor<'_>,
    ids: &[DelegationId],
    (staff, page): (StaffId, &str),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "insert into case_read (delegation_id, at, staff_id, page)
         select id, date_trunc('minute', $2::timestamptz), $3, $4 from unnest($1::uuid[]) id on conflict do nothing",
        &ids,
        now,
        staff.0,
        page
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Who looked at a case, newest first.
///
/// # Errors
/// When the database fails.
pub async fn reads(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    limit: i64,
) -> Result<Vec<Trace>, StorageError> {
    let rows = sqlx::query_as!(
        Trace,
        "select s.name, r.page as text, r.at from case_read r join staff s on s.id = r.staff_id
         where r.delegation_id = $1 order by r.at desc, s.name limit $2",
        id.0,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}
