//! Whose records a practice holds.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::{NhsNumber, OdsCode, PersonName};

use crate::storage::StorageError;

/// A patient of a practice. No `Debug`: the resource says who they are.
#[derive(Clone)]
pub struct Patient {
    /// The record.
    pub id: Uuid,
    /// The practice that holds it.
    pub practice: OdsCode,
    /// Whose it is.
    pub nhs_number: NhsNumber,
    /// How surely the number is theirs; `01` is present and verified.
    pub number_status: String,
    /// Name.
    pub name: PersonName,
    /// Gender, as FHIR writes it.
    pub gender: Option<String>,
    /// Date of birth.
    pub born: Option<Date>,
    /// First day of registration here.
    pub registered_from: Option<Date>,
    /// Last day of it; who has one has left.
    pub registered_to: Option<Date>,
    /// Whether they said no to sharing.
    pub dissents: bool,
    /// Whether their record is sensitive, as the practice said beside it.
    pub sensitive: bool,
    /// Day of death.
    pub deceased_on: Option<Date>,
    /// The Patient resource.
    pub body: serde_json::Value,
    /// From which day on the record is whole while that of the practice before is not here.
    pub in_transit_since: Option<Date>,
    /// From which day on it is whole while something waits to be filed.
    pub awaiting_filing_since: Option<Date>,
}

/// A patient as a row.
struct Row {
    id: Uuid,
    practice: String,
    nhs_number: String,
    number_status: String,
    given_name: String,
    family_name: String,
    gender: Option<String>,
    birth_date: Option<Date>,
    registered_from: Option<Date>,
    registered_to: Option<Date>,
    dissents: bool,
    sensitive: bool,
    deceased_on: Option<Date>,
    body: serde_json::Value,
    in_transit_since: Option<Date>,
    awaiting_filing_since: Option<Date>,
}

impl Row {
    fn read(self) -> Result<Patient, StorageError> {
        Ok(Patient {
            id: self.id,
            practice: OdsCode::parse(&self.practice).map_err(|_| StorageError::Corrupt("practice"))?,
            nhs_number: NhsNumber::parse(&self.nhs_number).map_err(|_| StorageError::Corrupt("number"))?,
            number_status: self.number_status,
            name: PersonName::new(self.given_name, self.family_name),
            gender: self.gender,
            born: self.birth_date,
            registered_from: self.registered_from,
            registered_to: self.registered_to,
            dissents: self.dissents,
            sensitive: self.sensitive,
            deceased_on: self.deceased_on,
            body: self.body,
            in_transit_since: self.in_transit_since,
            awaiting_filing_since: self.awaiting_filing_since,
        })
    }
}

/// The patient of a practice with this number.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn patient(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    number: &NhsNumber,
) -> Result<Option<Patient>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, practice, nhs_number, number_status, given_name, family_name, gender, birth_date,
             registered_from, registered_to, dissents, sensitive, deceased_on, body, in_transit_since,
             awaiting_filing_since
         from health_record_patient where practice = $1 and nhs_number = $2",
        practice.as_str(),
        number.as_str()
    )
    .fetch_optional(db)
    .await?;
    row.map(Row::read).transpose()
}

/// The numbers of all whose records a practice holds, in order.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn patients_of(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
) -> Result<Vec<(Uuid, NhsNumber)>, StorageError> {
    let rows = sqlx::query!(
        "select id, nhs_number from health_record_patient where practice = $1 order by nhs_number",
        practice.as_str()
    )
    .fetch_all(db)
    .await?;
    let read = |number: &str| NhsNumber::parse(number).map_err(|_| StorageError::Corrupt("number"));
    rows.into_iter().map(|row| Ok((row.id, read(&row.nhs_number)?))).collect()
}

/// Keeps a patient in place of what was known of them there; the id under which the record is kept, which is the older one
/// where there was one.
///
/// # Errors
/// When the database fails.
pub async fn keep_patient(
    db: impl PgExecutor<'_>,
    patient: &Patient,
    now: OffsetDateTime,
) -> Result<Uuid, StorageError> {
    let id = sqlx::query_scalar!(
        "insert into health_record_patient (id, practice, nhs_number, number_status, given_name, family_name, gender,
             birth_date, registered_from, registered_to, dissents, sensitive, deceased_on, body, in_transit_since,
             awaiting_filing_since, imported_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         on conflict (practice, nhs_number) do update set number_status = excluded.number_status,
             given_name = excluded.given_name, family_name = excluded.family_name, gender = excluded.gender,
             birth_date = excluded.birth_date, registered_from = excluded.registered_from,
             registered_to = excluded.registered_to, dissents = excluded.dissents, sensitive = excluded.sensitive,
             deceased_on = excluded.deceased_on, body = excluded.body, in_transit_since = excluded.in_transit_since,
             awaiting_filing_since = excluded.awaiting_filing_since, imported_at = excluded.imported_at
         returning id",
        patient.id,
        patient.practice.as_str(),
        patient.nhs_number.as_str(),
        patient.number_status,
        patient.name.given,
        patient.name.family,
        patient.gender,
        patient.born,
        patient.registered_from,
        patient.registered_to,
        patient.dissents,
        patient.sensitive,
        patient.deceased_on,
        patient.body,
        patient.in_transit_since,
        patient.awaiting_filing_since,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(id)
}
