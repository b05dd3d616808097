//! Every call of the store: who asked what, when, and how it was answered.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::StorageError;

/// One call that was answered. No `Debug`: it may hold NHS numbers.
#[derive(Clone, Default)]
pub struct Call {
    /// The caller's id of the request, where it was a good one.
    pub request_id: Option<Uuid>,
    /// The caller's id of what the request belongs to, where it was a good one.
    pub correlation_id: Option<Uuid>,
    /// The program; none where the token was not good.
    pub client_id: Option<String>,
    /// For whom it called: app, staff or patient.
    pub caller: Option<&'static str>,
    /// Who stood behind it.
    pub subject: Option<String>,
    /// With which method.
    pub method: String,
    /// On which route, without ids.
    pub route: String,
    /// On which role or request.
    pub target: Option<String>,
    /// NHS numbers that the address or the body named.
    pub asked_for: Vec<String>,
    /// Status of the answer.
    pub status: u16,
    /// Code of the fault, where it was one.
    pub fault: Option<&'static str>,
    /// The round of moving roles that it belongs to.
    pub round: Option<String>,
}

/// Writes a call down.
///
/// # Errors
/// When the database fails.
pub async fn note(db: impl PgExecutor<'_>, call: &Call, now: OffsetDateTime) -> Result<(), StorageError> {
    let status = i16::try_from(call.status).map_err(|_| StorageError::Corrupt("status of an answer"))?;
    sqlx::query!(
        "insert into national_call (at, request_id, correlation_id, client_id, caller, subject, method, route, target,
                                    asked_for, status, fault, round)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        now,
        call.request_id,
        call.correlation_id,
        call.client_id.as_deref(),
        call.caller,
        call.subject.as_deref(),
        &call.method,
        &call.route,
        call.target.as_deref(),
        &call.asked_for,
        status,
        call.fault,
        call.round.as_deref()
    )
    .execute(db)
    .await?;
    Ok(())
}
