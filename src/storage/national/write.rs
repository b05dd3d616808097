//! Roles are written, each together with the event that tells of it, under a lock that all writers share and that is held before the
//! event has its place (src/storage/national/events.rs). Whoever learns of a person that there may be no role any more writes that
//! down under the same lock alone (src/storage/national/stands.rs): so a role is either refused here or found there.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::OdsCode;
use domain::role::{Role, Status};

use super::super::StorageError;
use super::kept::Kept;

/// What goes with a write.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// Id of the event that tells of it.
    pub event: Uuid,
    /// The round of moving roles that the call belonged to.
    pub round: Option<&'a str>,
    /// When.
    pub now: OffsetDateTime,
}

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is done.
    Done,
    /// Nothing was: the pair has a role already, a request's code is taken, or somebody else wrote meanwhile.
    Meanwhile,
    /// Nothing was: one of the people has died, has another number, or may not be shown (see [`create`] and [`update`]).
    Hidden,
}

impl Written {
    pub(super) fn of(may_stand: bool, is_done: bool) -> Written {
        match (may_stand, is_done) {
            (false, _) => Written::Hidden,
            (true, false) => Written::Meanwhile,
            (true, true) => Written::Done,
        }
    }
}

/// Begins a role, unless the pair has one, however it stands.
///
/// # Errors
/// When the database fails.
pub async fn create(
    db: impl PgExecutor<'_>,
    (id, role): (Uuid, &Role),
    mark: Mark<'_>,
) -> Result<Written, StorageError> {
    let created = sqlx::query!(
        r#"with people as (
               select national_role_may_stand(array[$2::text, $3::text], true) as may_stand
           ), role as (
               insert into national_role (id, patient, proxy, status, reason, reason_text, basis, grantor, made_at,
                                          starts_at, ends_at, created_in, created_at, updated_at)
               select $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
                      $9::timestamptz, $10::timestamptz, $11::timestamptz, $12::text, $13::timestamptz, $13::timestamptz
               from people where may_stand
               on conflict (patient, proxy) do nothing
               returning id
           ), told as (
               insert into national_event (id, kind, role_id, patient, patient_ods, proxy_ods, at)
               select $14, 'created', role.id, $2, (select practice from national_person where nhs_number = $2),
                      (select practice from national_person where nhs_number = $3), $13
               from role
           )
           select may_stand as "may_stand!", exists (select 1 from role) as "is_done!" from people"#,
        id,
        role.patient.as_str(),
        role.proxy.as_str(),
        role.status.code(),
        role.why.reason.code(),
        role.why.text.as_deref(),
        role.basis.code(),
        role.grantor.as_ref().map(OdsCode::as_str),
        role.made_at,
        role.period.start(),
        role.period.end(),
        mark.round,
        mark.now,
        mark.event
    )
    .fetch_one(db)
    .await?;
    Ok(Written::of(created.may_stand, created.is_done))
}

/// Writes a role as it is now over `before`, unless somebody else wrote meanwhile. With `ended`, both people are told that it has
/// ended. Where it becomes active, neither of its people may stand in the way; where it takes another number, that one may not:
/// what happens to the person on the other side finds the role there.
///
/// # Errors
/// [`StorageError::Conflict`] when its numbers changed to those of another role's pair, or when the database fails.
pub async fn update(
    db: impl PgExecutor<'_>,
    before: &Kept,
    role: &Role,
    mark: Mark<'_>,
    ended: bool,
) -> Result<Written, StorageError> {
    let old = &before.role;
    let begins = role.status == Status::Active && old.status != Status::Active;
    let sides = [(&role.patient, &old.patient), (&role.proxy, &old.proxy)];
    let asked: Vec<&str> =
        sides.into_iter().filter(|(new, old)| begins || new != old).map(|(new, _)| new.as_str()).collect();
    let updated = sqlx::query!(
        r#"with people as (
               select national_role_may_stand($15::text[], $16::bool) as may_stand
           ), role as (
               update national_role
               set version = version + 1, patient = $3, proxy = $4, status = $5, reason = $6, reason_text = $7,
                   basis = $8, grantor = $9, ends_at = $10, changed_in = coalesce($11, changed_in), updated_at = $12
               from people
               where national_role.id = $1 and version = $2 and may_stand
               returning national_role.id
           ), told as (
               insert into national_event (id, kind, role_id, patient, patient_ods, proxy_ods, at)
               select $13, 'changed', role.id, $3, (select practice from national_person where nhs_number = $3),
                      (select practice from national_person where nhs_number = $4), $12
               from role
           ), noticed as (
               insert into national_notice (role_id, recipient, kind, ends_at, at)
               select role.id, recipient, 'ended', coalesce($10, $12), $12
               from role, unnest(array['patient', 'proxy']) recipient
               where $14
           )
           select may_stand as "may_stand!", exists (select 1 from role) as "is_done!" from people"#,
        before.id,
        before.version,
        role.patient.as_str(),
        role.proxy.as_str(),
        role.status.code(),
        role.why.reason.code(),
        role.why.text.as_deref(),
        role.basis.code(),
        role.grantor.as_ref().map(OdsCode::as_str),
        role.period.end(),
        mark.round,
        mark.now,
        mark.event,
        ended,
        &asked as &[&str],
        role.status == Status::Active
    )
    .fetch_one(db)
    .await?;
    Ok(Written::of(updated.may_stand, updated.is_done))
}

/// Takes a role away; false where somebody else wrote meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: impl PgExecutor<'_>, kept: &Kept, mark: Mark<'_>) -> Result<bool, StorageError> {
    let deleted = sqlx::query_scalar!(
        r#"with held as (
               select pg_advisory_xact_lock_shared(202612010840)
           ), role as (
               delete from national_role where id = $1 and version = $2 returning id, patient, proxy
           ), told as (
               insert into national_event (id, kind, role_id, patient, patient_ods, proxy_ods, at)
               select $3, 'deleted', role.id, role.patient,
                      (select practice from national_person where nhs_number = role.patient),
                      (select practice from national_person where nhs_number = role.proxy), $4
               from role, held
           )
           select id from role"#,
        kept.id,
        kept.version,
        mark.event,
        mark.now
    )
    .fetch_optional(db)
    .await?;
    Ok(deleted.is_some())
}
