//! Roles as they are kept, and read.

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
