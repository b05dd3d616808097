//! Roles of delegations in the national store, as they were seen last.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::delegation::{Delegation, FOLLOW_ROLE};
use domain::role::{Difference, Known, Reason, Status};
use domain::{Aggregate, DelegationId, NhsNumber, OdsCode};

use super::super::StorageError;

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
    /// The last decision when it was first seen to stand so for this reason.
    pub reason_version: i32,
    /// What went wrong last, by code.
    pub fault: Option<String>,
    /// What differs, until it is settled.
    pub difference: Option<Difference>,
    /// How often people settled what differed.
    pub settlings: i32,
}

impl FollowedRole {
    /// What the rules ask for of it.
    pub fn known(&self) -> Known {
        Known { followed: self.followed, reason: self.reason, reason_version: self.reason_version }
    }
}

/// The role of a delegation; none where nothing was ever followed.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Option<FollowedRole>, StorageError> {
    let row = sqlx::query!(
        "select role_id, status, reason, since, followed, reason_version, fault, difference, settlings
         from followed_role where delegation_id = $1",
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
        reason_version: row.reason_version,
        fault: row.fault,
        difference: row.difference.as_deref().and_then(Difference::from_code),
        settlings: row.settlings,
    }))
}

/// Whether the role of the pair is another delegation's by now: this one is over, or is of a practice that the patient
/// left, and that one has access set at a practice that they have not left and that records roles there.
///
/// # Errors
/// When the database fails.
pub async fn is_anothers(db: impl PgExecutor<'_>, id: DelegationId) -> Result<bool, StorageError> {
    let is_anothers = sqlx::query_scalar!(
        r#"select exists (
             select from delegation d join delegation o on o.delegator_id = d.delegator_id and o.delegate_id = d.delegate_id
             where d.id = $1 and (not d.open or d.moved_on) and o.id <> d.id and o.open and not o.moved_on
                 and o.confirmed_at is not null
                 and exists (select from practice p where p.ods_code = o.practice and p.national <> 'off')
           ) as "is!""#,
        id.0
    )
    .fetch_one(db)
    .await?;
    Ok(is_anothers)
}

/// Has all that a practice has decided so far brought there.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into outbox (id, key, task, kind, aggregate_id, run_at)
         select w.id, w.id::text, $2::text, $3::text, w.delegation_id, $4::timestamptz
         from (select gen_random_uuid() as id, d.id as delegation_id from delegation d
               where d.practice = $1 and d.sent_to_practice_at is not null
                   and (d.confirmed_at is not null or d.refused is not null)) w",
        practice.as_str(),
        FOLLOW_ROLE,
        Delegation::KIND,
        now
    )
    .execute(db)
    .await?;
    Ok(())
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
    /// The last decision of those looked at.
    pub version: i32,
    /// The version of the delegation up to which everything was brought there.
    pub followed: i32,
    /// What differs.
    pub difference: Option<Difference>,
    /// How often people had settled what differed before the role was looked at.
    pub settlings: i32,
}

/// Notes what was seen, and that all went well. False where a person settled what differed since it was looked at: nothing is
/// noted then, and what they decided stays.
///
/// # Errors
/// When the database fails.
pub async fn seen(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    sighting: &Sighting<'_>,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "insert into followed_role as f (delegation_id, role_id, status, reason, since, followed, difference,
             differs_since, looked_at, reason_version)
         values ($1, $2, $3, $4, $7, $5, $6, case when $6::text is not null then $7::timestamptz end, $7, $8)
         on conflict (delegation_id) do update set
             role_id = excluded.role_id, status = excluded.status, reason = excluded.reason,
             since = case when f.status is distinct from excluded.status then excluded.since else f.since end,
             reason_version = case when (f.status, f.reason) is distinct from (excluded.status, excluded.reason)
                                   then excluded.reason_version else f.reason_version end,
             followed = excluded.followed, fault = null, fault_at = null, difference = excluded.difference,
             differs_since = case when f.difference is not distinct from excluded.difference then f.differs_since
                                  else excluded.differs_since end,
             looked_at = excluded.looked_at
         where f.settlings = $9",
        id.0,
        sighting.role_id,
        sighting.status.map(Status::code),
        sighting.reason.map(Reason::code),
        sighting.followed,
        sighting.difference.map(Difference::code),
        now,
        sighting.version,
        sighting.settlings
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
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

/// Takes the role that was not looked at for longest, if that was before `since`; workers that take at once get different
/// ones. One without an id is taken where bringing it there failed.
///
/// # Errors
/// When the database fails.
pub async fn take(
    db: impl PgExecutor<'_>,
    (now, since): (OffsetDateTime, OffsetDateTime),
) -> Result<Option<DelegationId>, StorageError> {
    let id = sqlx::query_scalar!(
        "with turn as (
             select delegation_id from followed_role
             where (role_id is not null or fault is not null) and looked_at < $2
             order by looked_at, delegation_id limit 1 for update skip locked
         )
         update followed_role f set looked_at = $1 from turn where f.delegation_id = turn.delegation_id
         returning f.delegation_id",
        now,
        since
    )
    .fetch_optional(db)
    .await?;
    Ok(id.map(DelegationId))
}

/// Its next turn comes as if it had been looked at then.
///
/// # Errors
/// When the database fails.
pub async fn put_off(
    db: impl PgExecutor<'_>,
    id: DelegationId,
    looked_at: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!("update followed_role set looked_at = $2 where delegation_id = $1", id.0, looked_at)
        .execute(db)
        .await?;
    Ok(())
}

/// What may be about a role that is followed.
#[derive(Debug, Clone, Copy)]
pub struct Hint<'a> {
    /// The role's id there.
    pub role_id: &'a str,
    /// Whose role it is.
    pub patient: Option<&'a NhsNumber>,
}

/// Has the roles that a hint may be about looked at: that with its id, and where there is none, all of the patient.
/// For each delegation one such piece of work waits at most, whoever tells how often. What a worker holds, and may have read already,
/// is to be done once more: it is another piece of work from now on, as is what was given up. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn heard_of(
    db: impl PgExecutor<'_>,
    hint: &Hint<'_>,
    now: OffsetDateTime,
) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "with named as (select delegation_id from followed_role where role_id = $1::text),
              theirs as (
                  select f.delegation_id from person p
                  join delegation d on d.delegator_id = p.id join followed_role f on f.delegation_id = d.id
                  where p.nhs_number = $2::text and not exists (select from named))
         insert into outbox as o (id, key, task, kind, aggregate_id, run_at)
         select gen_random_uuid(), 'heard.' || w.delegation_id::text, $3::text, $4::text, w.delegation_id, $5::timestamptz
         from (select delegation_id from named union select delegation_id from theirs) w
         order by w.delegation_id
         on conflict (key) do update set id = excluded.id, run_at = excluded.run_at, attempts = 0, leased_until = null,
             last_fault = null, dead_at = null
         where o.leased_until > excluded.run_at or o.dead_at is not null",
        hint.role_id,
        hint.patient.map(NhsNumber::as_str),
        FOLLOW_ROLE,
        Delegation::KIND,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
