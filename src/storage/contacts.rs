//! Attempts of staff to reach one of the two people of a case, kept like notes.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::contact_attempt::{ContactAttempt, ContactOutcome, ContactWay, Whom};
use domain::{DelegationId, StaffId};

use super::StorageError;
use super::case_work::{SENT_TWICE, in_turn};
use crate::storage::PgPool;

/// One attempt, and who wrote it down. No `Debug`: its note may say things of the patient.
#[derive(Clone)]
pub struct Contact {
    /// What was written down.
    pub attempt: ContactAttempt,
    /// Name of the member of staff.
    pub name: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Keeps an attempt, once: a button that is pressed twice sends it twice, often at the same moment.
///
/// # Errors
/// When the database fails.
pub async fn write(
    db: &PgPool,
    (contact, id): (Uuid, DelegationId),
    (staff, attempt): (StaffId, &ContactAttempt),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let mut turn = in_turn(db, id).await?;
    sqlx::query!(
        "insert into contact (id, delegation_id, staff_id, whom, way, outcome, day, note, at)
         select $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::date, $8::text, $9::timestamptz
         where not exists (select from contact
             where delegation_id = $2 and staff_id = $3 and whom = $4 and way = $5 and outcome = $6 and day = $7
                 and note = $8 and at > $10)",
        contact,
        id.0,
        staff.0,
        attempt.whom.code(),
        attempt.way.code(),
        attempt.outcome.code(),
        attempt.day,
        attempt.note.as_str(),
        now,
        now - SENT_TWICE
    )
    .execute(&mut *turn)
    .await?;
    Ok(turn.commit().await?)
}

/// An attempt as a query has it in an array: name, whom, way, outcome, day, note, when.
pub(super) type Record = (String, String, String, String, Date, String, OffsetDateTime);

/// The attempt of such a record.
pub(super) fn read(record: Record) -> Result<Contact, StorageError> {
    let (name, whom, way, outcome, day, note, at) = record;
    let attempt = ContactAttempt {
        whom: Whom::from_code(&whom).ok_or(StorageError::Corrupt("person of a contact"))?,
        way: ContactWay::from_code(&way).ok_or(StorageError::Corrupt("way of a contact"))?,
        outcome: ContactOutcome::from_code(&outcome).ok_or(StorageError::Corrupt("outcome of a contact"))?,
        day,
        note,
    };
    Ok(Contact { attempt, name, at })
}
