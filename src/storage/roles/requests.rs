//! Requests for access, as they were filled in.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::NhsNumber;

use super::super::StorageError;

/// A request. No `Debug`: it names people.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: Uuid,
    /// The code that people are told.
    pub reference: String,
    /// NHS number of the one who filled it in.
    pub source: String,
    /// NHS number of the patient.
    pub subject: String,
    /// All of it.
    pub document: serde_json::Value,
}

/// Keeps a request; false where its code is taken.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    request: &Request,
    round: Option<&str>,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "insert into national_request (id, reference, source, subject, document, created_in, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (reference) do nothing",
        request.id,
        &request.reference,
        &request.source,
        &request.subject,
        &request.document,
        round,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The request with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Request>, StorageError> {
    Ok(sqlx::query_as!(
        Request,
        "select id, reference, source, subject, document from national_request where id = $1",
        id
    )
    .fetch_optional(db)
    .await?)
}

/// Takes away all requests that name this person: their number is nobody's any more, or nothing of them may be shown.
///
/// # Errors
/// When the database fails.
pub async fn delete_of(db: impl PgExecutor<'_>, number: &NhsNumber) -> Result<u64, StorageError> {
    let done =
        sqlx::query!("delete from national_request where source = $1 or subject = $1", number.as_str())
            .execute(db)
            .await?;
    Ok(done.rows_affected())
}
