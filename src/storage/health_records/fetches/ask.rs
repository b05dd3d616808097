//! Asking for a record, with the work that it brings.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::{NhsNumber, OdsCode, PersonName, StaffId};

use super::{GET_RECORD, KIND};
use crate::storage::StorageError;
use crate::telemetry::traces;

/// A record that staff ask for.
pub struct Asked<'a> {
    /// Its id, and that of the work.
    pub id: Uuid,
    /// Who asks.
    pub practice: &'a OdsCode,
    /// Whose record.
    pub number: &'a NhsNumber,
    /// Their date of birth.
    pub born: Option<Date>,
    /// Their name, where a case has it.
    pub name: Option<&'a PersonName>,
    /// Who is asked, and its name where it is known.
    pub from: (&'a OdsCode, Option<&'a str>),
    /// Whether with confidential items.
    pub with_confidential: bool,
    /// The case.
    pub case: Option<Uuid>,
    /// The member of staff, and their role.
    pub by: (StaffId, Option<&'a str>),
}

/// Asks for a record, with the work of getting it.
///
/// # Errors
/// [`StorageError::Conflict`] where the same is on its way; when the database fails.
pub async fn ask(
    db: impl PgExecutor<'_>,
    asked: &Asked<'_>,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let name = asked.name;
    sqlx::query!(
        "with f as (
             insert into record_fetch (id, practice, nhs_number, born, given_name, family_name, from_practice, from_name,
                 sensitive, case_id, asked_by, asked_role, asked_at, state, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'asked', $13)
             returning id, asked_at
         )
         insert into outbox (id, key, task, kind, aggregate_id, run_at, traceparent)
         select f.id, f.id::text || '.' || $14::text, $14::text, $15::text, f.id, f.asked_at, $16::text from f",
        asked.id,
        asked.practice.as_str(),
        asked.number.as_str(),
        asked.born,
        name.map(|name| name.given.as_str()),
        name.map(|name| name.family.as_str()),
        asked.from.0.as_str(),
        asked.from.1,
        asked.with_confidential,
        asked.case,
        asked.by.0.0,
        asked.by.1,
        now,
        GET_RECORD,
        KIND,
        traces::traceparent()
    )
    .execute(db)
    .await?;
    Ok(())
}
