//! How the switches of practices and of patients stand.

use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

use domain::account::{Offer, Offers, Switches, SwitchesId};
use domain::{OdsCode, PersonId, Service};

use super::made_id::made_id;
use crate::storage::json::json;
use crate::storage::record::{Insert, Stored};
use crate::storage::{PgPool, StorageError};

/// The switches of a practice, or of one of its patients: made of the two, so that two who touch them first touch the same.
pub fn id_of(practice: &OdsCode, patient: Option<PersonId>) -> SwitchesId {
    let of_whom = patient.map_or(Uuid::nil(), Uuid::from);
    SwitchesId(made_id(&[b"switches", practice.as_str().as_bytes(), of_whom.as_bytes()]))
}

/// What is on, as columns have it.
fn offer(services: &[String], record: serde_json::Value) -> Result<Offer, StorageError> {
    let services = services.iter().map(|code| Service::from_code(code));
    Ok(Offer {
        services: services.collect::<Option<_>>().ok_or(StorageError::Corrupt("service"))?,
        record: json(record, "record shown")?,
    })
}

/// What is on where somebody has touched switches, as columns of an outer join have it; none where nobody has, and everything is on.
pub(in crate::storage) fn touched(
    services: Option<Vec<String>>,
    record: Option<serde_json::Value>,
) -> Result<Option<Offer>, StorageError> {
    services.zip(record).map(|(services, record)| offer(&services, record)).transpose()
}

impl Stored for Switches {
    async fn load(db: &PgPool, id: SwitchesId) -> Result<Option<Switches>, StorageError> {
        load(db, id).await
    }

    fn rows(&self) -> Vec<Insert<'_>> {
        let own = Insert::over("switches", "id")
            .column("id", self.id.0)
            .column("version", self.version)
            .column("practice", self.practice.as_str())
            .column("patient_id", self.patient.map(Uuid::from))
            .column("services", self.offer.services.iter().map(|service| service.code()).collect::<Vec<_>>())
            .column("record", Json(self.offer.record));
        vec![own]
    }
}

/// The switches with this id; none where nobody has touched them.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn load(db: impl PgExecutor<'_>, id: SwitchesId) -> Result<Option<Switches>, StorageError> {
    let row = sqlx::query!(
        "select version, practice, patient_id, services, record from switches where id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Switches {
        id,
        version: row.version,
        practice: OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?,
        patient: row.patient_id.map(PersonId),
        offer: offer(&row.services, row.record)?,
    }))
}

/// What a practice offers to all, and what is on for each of these patients of it; everything where nobody has touched anything.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn offers(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    patients: &[Uuid],
) -> Result<Offers, StorageError> {
    let rows = sqlx::query!(
        r#"select patient_id as "patient_id?", services as "services!", record as "record!"
           from switches where practice = $1 and patient_id is null
           union all
           select patient_id, services, record from switches where practice = $1 and patient_id = any($2)"#,
        practice.as_str(),
        patients
    )
    .fetch_all(db)
    .await?;
    let mut offers = Offers { practice: Offer::everything(), patients: Vec::new() };
    for row in rows {
        let offer = offer(&row.services, row.record)?;
        match row.patient_id {
            None => offers.practice = offer,
            Some(patient) => offers.patients.push((PersonId(patient), offer)),
        }
    }
    Ok(offers)
}
