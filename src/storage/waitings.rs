//! What a practice waits for in a case. It lasts until its day, until somebody ends it, or until the case is at another stage.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::clock::Clock;
use domain::contact_attempt::Whom;
use domain::waiting::Waiting;
use domain::{DelegationId, StaffId};

use super::StorageError;
use super::case_work::in_turn;
use crate::storage::PgPool;

/// A waiting, from its beginning to its end. No `Debug`: its reason may say things of the patient.
#[derive(Clone)]
pub struct Waited {
    /// What is waited for.
    pub waiting: Waiting,
    /// Name of the member of staff who said so.
    pub name: String,
    /// When.
    pub at: OffsetDateTime,
    /// When it was ended, where somebody did.
    pub ended_at: Option<OffsetDateTime>,
    /// Name of the member of staff who ended it; none where a program decided.
    pub ended_by: Option<String>,
    /// Whether it lasts.
    pub lasts: bool,
}

/// Waits, in place of what was waited for before. The same said again is nothing new. What the clock says counts when it is
/// this one's turn: of two at once, the second begins after the first.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: &PgPool,
    (row, id): (Uuid, DelegationId),
    (staff, waiting): (StaffId, &Waiting),
    clock: &Clock,
) -> Result<(), StorageError> {
    let mut turn = in_turn(db, id).await?;
    let now = clock.now();
    let same = sqlx::query_scalar!(
        "select w.id from waiting_now n join waiting w on w.id = n.id
         where n.delegation_id = $1 and w.whom = $2 and w.until = $3 and w.reason = $4",
        id.0,
        waiting.whom.code(),
        waiting.until,
        waiting.reason.as_str()
    )
    .fetch_optional(&mut *turn)
    .await?;
    if same.is_some() {
        return Ok(());
    }
    end(&mut *turn, id, staff, now).await?;
    sqlx::query!(
        "insert into waiting (id, delegation_id, staff_id, whom, until, reason, at) values ($1, $2, $3, $4, $5, $6, $7)",
        row,
        id.0,
        staff.0,
        waiting.whom.code(),
        waiting.until,
        waiting.reason.as_str(),
        now
    )
    .execute(&mut *turn)
    .await?;
    Ok(turn.commit().await?)
}

/// Ends what is waited for.
///
/// # Errors
/// When the database fails.
pub async fn end(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    by: StaffId,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update waiting set ended_at = $2, ended_by = $3 where delegation_id = $1 and ended_at is null",
        id.0,
        now,
        by.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A waiting as a query has it in an array: name, whom, until, reason, when, when it was ended, by whom, and whether it lasts.
pub(super) type Record =
    (String, String, Date, String, OffsetDateTime, Option<OffsetDateTime>, Option<String>, bool);

/// The waiting of such a record.
pub(super) fn read(record: Record) -> Result<Waited, StorageError> {
    let (name, whom, until, reason, at, ended_at, ended_by, lasts) = record;
    let whom = Whom::from_code(&whom).ok_or(StorageError::Corrupt("person waited for"))?;
    Ok(Waited { waiting: Waiting { whom, until, reason }, name, at, ended_at, ended_by, lasts })
}
