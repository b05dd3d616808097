//! Roles. Each is written together with the event that tells of it, under a lock that all writers share and that is held before the
//! event has its place (src/storage/roles/events.rs).

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::role::{LegalBasis, Period, Reason, Reasoned, Role, Status};
use domain::{NhsNumber, OdsCode};

use super::super::StorageError;

/// A role as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// How often it was changed, from 1.
    pub version: i32,
    /// The role.
    pub role: Role,
    /// When it was changed last.
    pub updated_at: OffsetDateTime,
}

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

struct Row {
    id: Uuid,
    version: i32,
    patient: String,
    proxy: String,
    status: String,
    reason: String,
    reason_text: Option<String>,
    basis: String,
    grantor: Option<String>,
    made_at: OffsetDateTime,
    starts_at: Option<OffsetDateTime>,
    ends_at: Option<OffsetDateTime>,
    updated_at: OffsetDateTime,
}

impl TryFrom<Row> for Kept {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Kept, StorageError> {
        const CORRUPT: StorageError = StorageError::Corrupt("national role");
        let number = |text: &str| NhsNumber::parse(text).map_err(|_| CORRUPT);
        let reason = Reason::from_code(&row.reason).ok_or(CORRUPT)?;
        let grantor = row.grantor.as_deref().map(OdsCode::parse).transpose().map_err(|_| CORRUPT)?;
        let role = Role {
            patient: number(&row.patient)?,
            proxy: number(&row.proxy)?,
            status: Status::from_code(&row.status).ok_or(CORRUPT)?,
            why: Reasoned { reason, text: row.reason_text },
            basis: LegalBasis::from_code(&row.basis).ok_or(CORRUPT)?,
            grantor,
            made_at: row.made_at,
            period: Period::new(row.starts_at, row.ends_at).map_err(|_| CORRUPT)?,
        };
        Ok(Kept { id: row.id, version: row.version, role, updated_at: row.updated_at })
    }
}

/// Begins a role; false where the pair has one, however it stands.
///
/// # Errors
/// When the database fails.
pub async fn create(
    db: impl PgExecutor<'_>,
    (id, role): (Uuid, &Role),
    mark: Mark<'_>,
) -> Result<bool, StorageError> {
    let created = sqlx::query_scalar!(
        r#"with held as (
               select pg_advisory_xact_lock_shared(202612010840)
           ), role as (
               insert into national_role (id, patient, proxy, status, reason, reason_text, basis, grantor, made_at,
                                          starts_at, ends_at, created_in, created_at, updated_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
               on conflict (patient, proxy) do nothing
               returning id
           ), told as (
               insert into national_event (id, kind, role_id, patient, patient_ods, proxy_ods, at)
               select $14, 'created', role.id, $2, (select practice from national_person where nhs_number = $2),
                      (select practice from national_person where nhs_number = $3), $13
               from role, held
           )
           select id from role"#,
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
    .fetch_optional(db)
    .await?;
    Ok(created.is_some())
}

/// Writes a role as it is now over `before`; false where somebody else wrote meanwhile. With `ended`, both people are told that
/// it has ended.
///
/// # Errors
/// [`StorageError::Conflict`] when its numbers changed to those of another role's pair, or when the database fails.
pub async fn update(
    db: impl PgExecutor<'_>,
    before: &Kept,
    role: &Role,
    mark: Mark<'_>,
    ended: bool,
) -> Result<bool, StorageError> {
    let updated = sqlx::query_scalar!(
        r#"with held as (
               select pg_advisory_xact_lock_shared(202612010840)
           ), role as (
               update national_role
               set version = version + 1, patient = $3, proxy = $4, status = $5, reason = $6, reason_text = $7,
                   basis = $8, grantor = $9, ends_at = $10, changed_in = coalesce($11, changed_in), updated_at = $12
               where id = $1 and version = $2
               returning id
           ), told as (
               insert into national_event (id, kind, role_id, patient, patient_ods, proxy_ods, at)
               select $13, 'changed', role.id, $3, (select practice from national_person where nhs_number = $3),
                      (select practice from national_person where nhs_number = $4), $12
               from role, held
           ), noticed as (
               insert into national_notice (role_id, recipient, kind, ends_at, at)
               select role.id, recipient, 'ended', coalesce($10, $12), $12
               from role, unnest(array['patient', 'proxy']) recipient
               where $14
           )
           select id from role"#,
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
        ended
    )
    .fetch_optional(db)
    .await?;
    Ok(updated.is_some())
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

/// The role with this id.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Kept>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, version, patient, proxy, status, reason, reason_text, basis, grantor, made_at, starts_at,
                ends_at, updated_at
         from national_role where id = $1",
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Kept::try_from).transpose()
}

/// All roles of a patient, or the one that `proxy` has for them; oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_patient(
    db: impl PgExecutor<'_>,
    patient: &NhsNumber,
    proxy: Option<&NhsNumber>,
) -> Result<Vec<Kept>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, version, patient, proxy, status, reason, reason_text, basis, grantor, made_at, starts_at,
                ends_at, updated_at
         from national_role where patient = $1 and ($2::text is null or proxy = $2) order by created_at, id",
        patient.as_str(),
        proxy.map(NhsNumber::as_str)
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// All roles of a proxy, oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_proxy(db: impl PgExecutor<'_>, proxy: &NhsNumber) -> Result<Vec<Kept>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, version, patient, proxy, status, reason, reason_text, basis, grantor, made_at, starts_at,
                ends_at, updated_at
         from national_role where proxy = $1 order by created_at, id",
        proxy.as_str()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// Active roles whose end has passed, the longest ago first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn over(
    db: impl PgExecutor<'_>,
    now: OffsetDateTime,
    most: i64,
) -> Result<Vec<Kept>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, version, patient, proxy, status, reason, reason_text, basis, grantor, made_at, starts_at,
                ends_at, updated_at
         from national_role where status = 'active' and ends_at < $1 order by ends_at limit $2",
        now,
        most
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Kept::try_from).collect()
}
