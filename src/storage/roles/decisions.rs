//! What people decided where the national store and this service differed.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::delegation::{Delegation, FOLLOW_ROLE};
use domain::role::{Difference, Reason};
use domain::{Aggregate, DelegationId, StaffId};

use super::super::StorageError;
use crate::telemetry::traces;

/// One decision, as the history of a case shows it.
#[derive(Debug, Clone)]
pub struct Decided {
    /// Name of the member of staff.
    pub name: String,
    /// What differed.
    pub difference: Difference,
    /// Why the role stood so, where the code is known here.
    pub reason: Option<Reason>,
    /// When.
    pub at: OffsetDateTime,
}

/// What is decided: who has what is set here brought there, and what they saw.
#[derive(Debug, Clone, Copy)]
pub struct Settling {
    /// Our opaque id, of the decision and of the work that it gives.
    pub id: Uuid,
    /// Who decides.
    pub staff: StaffId,
    /// What differs.
    pub difference: Difference,
    /// Why the role stands so.
    pub reason: Option<Reason>,
}

/// Has everything brought there once more, as if nothing had been, and keeps who decided so; whoever looks at the role meanwhile
/// looks again. Nothing happens where it does not differ so any more.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    settling: &Settling,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with f as (
             update followed_role set followed = 0, reason_version = 0, difference = null, differs_since = null,
                 settlings = settlings + 1
             where delegation_id = $1 and difference = $3::text and reason is not distinct from $4::text
             returning delegation_id
         ), d as (
             insert into role_decision (id, delegation_id, staff_id, difference, reason, at)
             select $2::uuid, delegation_id, $5::uuid, $3::text, $4::text, $6::timestamptz from f
         )
         insert into outbox (id, key, task, kind, aggregate_id, run_at, traceparent)
         select $2::uuid, $2::uuid::text, $7::text, $8::text, delegation_id, $6::timestamptz, $9::text from f",
        id.0,
        settling.id,
        settling.difference.code(),
        settling.reason.map(Reason::code),
        settling.staff.0,
        now,
        FOLLOW_ROLE,
        Delegation::KIND,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A decision as a query has it in an array: name, difference, reason, when.
pub(in crate::storage) type Record = (String, String, Option<String>, OffsetDateTime);

/// The decision of such a record.
pub(in crate::storage) fn read(record: Record) -> Result<Decided, StorageError> {
    let (name, difference, reason, at) = record;
    Ok(Decided {
        name,
        difference: Difference::from_code(&difference).ok_or(StorageError::Corrupt("difference"))?,
        reason: reason.as_deref().and_then(Reason::from_code),
        at,
    })
}
