//! That somebody looked at a record is written down; who reads it reads it with names (`storage::views::health_record`).

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::storage::StorageError;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: OffsetDateTime,
    /// At whose record.
    pub patient: Uuid,
    /// The citizen who looked.
    pub by_person: Option<Uuid>,
    /// The member of staff who looked.
    pub by_staff: Option<Uuid>,
    /// Whose record it is, as a person here: they read who looked.
    pub for_person: Option<Uuid>,
    /// At what.
    pub what: String,
    /// How far they could see, by code.
    pub level: Option<String>,
}

/// Notes that somebody looked.
///
/// # Errors
/// When the database fails.
pub async fn note_look(db: impl PgExecutor<'_>, look: Look) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into health_record_look (at, patient_id, by_person, by_staff, for_person, what, level)
         values ($1, $2, $3, $4, $5, $6, $7)",
        look.at,
        look.patient,
        look.by_person,
        look.by_staff,
        look.for_person,
        look.what,
        look.level
    )
    .execute(db)
    .await?;
    Ok(())
}
