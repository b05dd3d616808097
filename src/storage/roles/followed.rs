//! Roles of delegations and associations in the national store, as they were seen last.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::DelegationId;
use domain::account::AssociationId;
use domain::role::{Difference, Known, Reason, Status};

use super::super::StorageError;
use super::whose::Whose;

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
    /// The decision up to which everything was brought there.
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

/// The role of a delegation or an association; none where nothing was ever followed.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: impl PgExecutor<'_>,
    id: impl Into<Uuid>,
) -> Result<Option<FollowedRole>, StorageError> {
    let id: Uuid = id.into();
    let row = sqlx::query!(
        "select role_id, status, reason, since, followed, reason_version, fault, difference, settlings
         from followed_role where delegation_id = $1",
        id
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

/// Whether the role of the pair is another's by now: this delegation is over, or is of a practice that the patient left, or this
/// association has ended; and another delegation has access set at a practice that they have not left, or there is another association,
/// and that practice records roles there.
///
/// # Errors
/// When the database fails.
pub async fn is_anothers(db: impl PgExecutor<'_>, id: impl Into<Uuid>) -> Result<bool, StorageError> {
    let id: Uuid = id.into();
    let is_anothers = sqlx::query_scalar!(
        r#"select exists (
             select from (
                 select d.delegator_id as patient, d.delegate_id as proxy from delegation d
                 where d.id = $1 and (not d.open or d.moved_on)
                 union all
                 select s.patient_id, s.person_id from association s where s.id = $1 and s.state = 'ended'
             ) mine
             where exists (
                     select from delegation o
                     join practice p on p.ods_code = o.practice and p.national <> 'off'
                     where o.delegator_id = mine.patient and o.delegate_id = mine.proxy and o.id <> $1 and o.open
                         and not o.moved_on and o.confirmed_at is not null)
                 or exists (
                     select from association o
                     join practice p on p.ods_code = o.practice and p.national <> 'off'
                     where o.patient_id = mine.patient and o.person_id = mine.proxy and o.id <> $1
                         and o.case_id is null and o.state <> 'ended')
           ) as "is!""#,
        id
    )
    .fetch_one(db)
    .await?;
    Ok(is_anothers)
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
    /// The decision up to which everything was brought there.
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
    id: impl Into<Uuid>,
    sighting: &Sighting<'_>,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let id: Uuid = id.into();
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
        id,
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
    id: impl Into<Uuid>,
    fault: &str,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let id: Uuid = id.into();
    sqlx::query!(
        "insert into followed_role (delegation_id, since, fault, fault_at, looked_at) values ($1, $3, $2, $3, $3)
         on conflict (delegation_id) do update set fault = excluded.fault, fault_at = excluded.fault_at",
        id,
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
) -> Result<Option<Whose>, StorageError> {
    let row = sqlx::query!(
        r#"with turn as (
             select delegation_id from followed_role
             where (role_id is not null or fault is not null) and looked_at < $2
             order by looked_at, delegation_id limit 1 for update skip locked
         )
         update followed_role f set looked_at = $1 from turn where f.delegation_id = turn.delegation_id
         returning f.delegation_id as "id!",
             exists (select from association s where s.id = f.delegation_id) as "is_association!""#,
        now,
        since
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| match row.is_association {
        true => Whose::Association(AssociationId(row.id)),
        false => Whose::Case(DelegationId(row.id)),
    }))
}

/// Its next turn comes as if it had been looked at then.
///
/// # Errors
/// When the database fails.
pub async fn put_off(
    db: impl PgExecutor<'_>,
    id: impl Into<Uuid>,
    looked_at: OffsetDateTime,
) -> Result<(), StorageError> {
    let id: Uuid = id.into();
    sqlx::query!("update followed_role set looked_at = $2 where delegation_id = $1", id, looked_at)
        .execute(db)
        .await?;
    Ok(())
}
