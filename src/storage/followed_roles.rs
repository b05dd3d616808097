//! Roles of delegations in the national store, as they were seen last.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::delegation::{Delegation, FOLLOW_ROLE};
use domain::role::{Difference, Reason, Status};
use domain::{Aggregate, DelegationId};

use super::StorageError;

/// A role as it was seen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedRole {
    /// Its id there, where one is known.
    pub role_id: Option<String>,
    /// How it stood.
    pub status: Option<Status>,
    /// Why, where the code is known here.
    pub reason: Option<Reason>,
    /// Since when it is seen to stand so.
    pub since: OffsetDateTime,
    /// The version of the delegation up to which everything was brought there.
    pub followed: i32,
    /// What went wrong last, by code.
    pub fault: Option<String>,
    /// What differs, until it is settled.
    pub difference: Option<Difference>,
}

/// The role of a delegation; none where nothing was ever followed.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Option<FollowedRole>, StorageError> {
    let row = sqlx::query!(
        "select role_id, status, reason, since, followed, fault, difference from followed_role
         where delegation_id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| FollowedRole {
        role_id: row.role_id,
        status: row.status.as_deref().and_then(Status::from_code),
        reason: row.reason.as_deref().and_then(Reason::from_code),
        since: row.since,
        followed: row.followed,
        fault: row.fault,
        difference: row.difference.as_deref().and_then(Difference::from_code),
    }))
}

/// What was seen.
#[derive(Debug, Clone, Default)]
pub struct Sighting<'a> {
    /// Its id there.
    pub role_id: Option<&'a str>,
    /// How it stands.
    pub status: Option<Status>,
    /// Why.
    pub reason: Option<Reason>,
    /// The version of the delegation up to which everything was brought there.
    pub followed: i32,
    /// What differs.
    pub difference: Option<Difference>,
}

/// Notes what was seen, and that all went well.
///
/// # Errors
/// When the database fails.
pub async fn seen(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    sighting: &Sighting<'_>,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into followed_role as f (delegation_id, role_id, status, reason, since, followed, difference,
             differs_since, looked_at)
         values ($1, $2, $3, $4, $7, $5, $6, case when $6::text is not null then $7::timestamptz end, $7)
         on conflict (delegation_id) do update set
             role_id = excluded.role_id, status = excluded.status, reason = excluded.reason,
             since = case when f.status is distinct from excluded.status then excluded.since else f.since end,
             followed = excluded.followed, fault = null, fault_at = null, difference = excluded.difference,
             differs_since = case when f.difference is not distinct from excluded.difference then f.differs_since
                                  else excluded.differs_since end,
             looked_at = excluded.looked_at",
        id.0,
        sighting.role_id,
        sighting.status.map(Status::code),
        sighting.reason.map(Reason::code),
        sighting.followed,
        sighting.difference.map(Difference::code),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes what went wrong; what was seen before stays.
///
/// # Errors
/// When the database fails.
pub async fn failed(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    fault: &str,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into followed_role (delegation_id, since, fault, fault_at, looked_at) values ($1, $3, $2, $3, $3)
         on conflict (delegation_id) do update set fault = excluded.fault, fault_at = excluded.fault_at",
        id.0,
        fault,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// One whose turn it is to be compared, and when it was looked at before.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// Which delegation.
    pub delegation: DelegationId,
    /// When it was looked at before.
    pub before: OffsetDateTime,
}

/// Takes the role that was not looked at for longest, if that was before `since`; workers that take at once get different
/// ones.
///
/// # Errors
/// When the database fails.
pub async fn take(
    db: impl PgExecutor<'_>,
    (now, since): (OffsetDateTime, OffsetDateTime),
) -> Result<Option<Turn>, StorageError> {
    let row = sqlx::query!(
        "with turn as (
             select delegation_id, looked_at from followed_role
             where role_id is not null and looked_at < $2
             order by looked_at, delegation_id limit 1 for update skip locked
         )
         update followed_role f set looked_at = $1 from turn where f.delegation_id = turn.delegation_id
         returning f.delegation_id, turn.looked_at as before",
        now,
        since
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Turn { delegation: DelegationId(row.delegation_id), before: row.before }))
}

/// Gives a turn back: the store gave no answer.
///
/// # Errors
/// When the database fails.
pub async fn give_back(db: impl PgExecutor<'_>, turn: Turn) -> Result<(), StorageError> {
    sqlx::query!(
        "update followed_role set looked_at = $2 where delegation_id = $1",
        turn.delegation.0,
        turn.before
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Has everything brought there once more, as if nothing had been; `work` is the id of the work. Only where something differs.
///
/// # Errors
/// When the database fails.
pub async fn bring_again(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    work: Uuid,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with f as (
             update followed_role set followed = 0, difference = null, differs_since = null
             where delegation_id = $1 and difference is not null returning delegation_id
         )
         insert into outbox (id, key, task, kind, aggregate_id, run_at)
         select $2, $6, $3, $4, delegation_id, $5 from f",
        id.0,
        work,
        FOLLOW_ROLE,
        Delegation::KIND,
        now,
        work.to_string()
    )
    .execute(db)
    .await?;
    Ok(())
}
