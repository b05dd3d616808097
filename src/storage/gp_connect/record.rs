//! A record as it stood at one moment: whatever is imported meanwhile, lists and resources belong together. One row at a time is
//! held here, however much the record has.
//!
//! What a list contained when it came has an id with # in it. Allergies that have ended (1103671000000101) are sent so again; whatever
//! else was contained is sent as a resource like any other, by its own id.

use futures::{Stream, StreamExt};
use serde_json::json;
use sqlx::{Postgres, Transaction};
use uuid::Uuid;

use domain::{NhsNumber, OdsCode};

use super::super::StorageError;
use super::super::health_records::documents::{self, Document};
use super::super::health_records::{self, Patient};
use crate::storage::PgPool;

/// From here on everything is read as it is now.
const AS_IT_STANDS: &str = "begin isolation level repeatable read, read only";

/// A resource of a record. No `Debug`: it says what somebody has.
pub struct Resource {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Whether neither the patient nor anybody close to them may see it.
    pub nopat: bool,
    /// All of it, as JSON.
    pub body: String,
}

/// A place in a list.
pub struct Place {
    /// The list's code.
    pub area: String,
    /// Type of what stands there.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Whether only a transfer with confidential items has it.
    pub confidential: bool,
}

/// A document that is asked for, and whether a transfer without confidential items has it.
pub struct Asked {
    /// The document.
    pub document: Document,
    /// NHS number of its patient.
    pub nhs_number: NhsNumber,
    /// Whether only a transfer with confidential items has it.
    pub confidential: bool,
}

/// Reads the database as it stood when this was begun. A connection is in use until it is dropped.
pub struct Reading(Transaction<'static, Postgres>);

impl Reading {
    /// Begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(db: &PgPool) -> Result<Reading, StorageError> {
        Ok(Reading(db.begin_with(AS_IT_STANDS).await?))
    }

    /// The patient of this practice with this number.
    ///
    /// # Errors
    /// When the database fails or the row cannot be read.
    pub async fn patient(
        &mut self,
        practice: &OdsCode,
        number: &NhsNumber,
    ) -> Result<Option<Patient>, StorageError> {
        health_records::patient(&mut *self.0, practice, number).await
    }

    /// The documents of a patient, without their bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents(&mut self, patient: Uuid) -> Result<Vec<Document>, StorageError> {
        documents::of_patient(&mut *self.0, patient).await
    }

    /// The id under which a record has this practice as an Organization; none where it has not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn organisation(
        &mut self,
        patient: Uuid,
        practice: &OdsCode,
        system: &str,
    ) -> Result<Option<String>, StorageError> {
        let named = json!({ "identifier": [{ "system": system, "value": practice.as_str() }] });
        let found = sqlx::query_scalar!(
            "select resource_id from health_record_resource
             where patient_id = $1 and kind = 'Organization' and (body @> $2::jsonb or resource_id = $3)
             order by body @> $2::jsonb desc, place limit 1",
            patient,
            named,
            practice.as_str()
        );
        Ok(found.fetch_optional(&mut *self.0).await?)
    }

    /// What this practice is called.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn practice_name(&mut self, practice: &OdsCode) -> Result<Option<String>, StorageError> {
        let found = sqlx::query_scalar!("select name from practice where ods_code = $1", practice.as_str());
        Ok(found.fetch_optional(&mut *self.0).await?)
    }

    /// What of a record is confidential, by itself or by what it belongs to: type and id of each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confidential(&mut self, patient: Uuid) -> Result<Vec<(String, String)>, StorageError> {
        let rows = sqlx::query!(
            r#"select kind, case when strpos(resource_id, '#') > 0 and not '1103671000000101' = any(areas)
                   then split_part(resource_id, '#', 2) else resource_id end as "id!"
               from health_record_resource where patient_id = $1 and (confidential or in_confidential)"#,
            patient
        );
        let rows = rows.fetch_all(&mut *self.0).await?;
        Ok(rows.into_iter().map(|row| (row.kind, row.id)).collect())
    }

    /// The resources of a record but for the Patient, in their order.
    pub fn resources(
        &mut self,
        patient: Uuid,
        with_confidential: bool,
    ) -> impl Stream<Item = Result<Resource, StorageError>> + Send {
        let rows = sqlx::query_as!(
            Resource,
            r#"select kind, nopat, body::text as "body!",
                   case when strpos(resource_id, '#') > 0 and not '1103671000000101' = any(areas)
                   then split_part(resource_id, '#', 2) else resource_id end as "id!"
               from health_record_resource
               where patient_id = $1 and kind <> 'Patient' and ($2 or not (confidential or in_confidential))
               order by place, kind, resource_id"#,
            patient,
            with_confidential
        );
        rows.fetch(&mut *self.0).map(|row| row.map_err(StorageError::from))
    }

    /// Those that say who cares for the patient: the practice, these practitioners and their roles.
    pub fn carers(
        &mut self,
        patient: Uuid,
        organisation: &str,
        practitioners: &[String],
    ) -> impl Stream<Item = Result<Resource, StorageError>> + Send {
        let references: Vec<String> = practitioners.iter().map(|id| format!("Practitioner/{id}")).collect();
        let rows = sqlx::query_as!(
            Resource,
            r#"select kind, resource_id as id, nopat, body::text as "body!" from health_record_resource
               where patient_id = $1 and not (confidential or in_confidential)
                   and ((kind = 'Organization' and resource_id = $2)
                       or (kind = 'Practitioner' and resource_id = any($3))
                       or (kind = 'PractitionerRole' and body #>> '{practitioner,reference}' = any($4)))
               order by place, kind, resource_id"#,
            patient,
            organisation,
            practitioners,
            &references
        );
        rows.fetch(&mut *self.0).map(|row| row.map_err(StorageError::from))
    }

    /// What stands in which list, list by list.
    pub fn places(&mut self, patient: Uuid) -> impl Stream<Item = Result<Place, StorageError>> + Send {
        let rows = sqlx::query_as!(
            Place,
            r#"select area as "area!", kind, (confidential or in_confidential) as "confidential!",
                   case when strpos(resource_id, '#') > 0 and not '1103671000000101' = any(areas)
                   then split_part(resource_id, '#', 2) else resource_id end as "id!"
               from health_record_resource, unnest(areas) as area
               where patient_id = $1 order by area collate "C", place, kind, resource_id"#,
            patient
        );
        rows.fetch(&mut *self.0).map(|row| row.map_err(StorageError::from))
    }

    /// What a list contains, and where others refer to: the allergies that have ended.
    pub fn contained(
        &mut self,
        patient: Uuid,
        with_confidential: bool,
    ) -> impl Stream<Item = Result<Resource, StorageError>> + Send {
        let rows = sqlx::query_as!(
            Resource,
            r#"select kind, resource_id as id, nopat, body::text as "body!" from health_record_resource
               where patient_id = $1 and strpos(resource_id, '#') > 0 and '1103671000000101' = any(areas)
                   and ($2 or not (confidential or in_confidential))
               order by place, kind, resource_id"#,
            patient,
            with_confidential
        );
        rows.fetch(&mut *self.0).map(|row| row.map_err(StorageError::from))
    }
}

/// The document of a practice with this id.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn document(db: &PgPool, practice: &OdsCode, id: &str) -> Result<Option<Asked>, StorageError> {
    let Some(document) = documents::find_by_id(db, practice, id).await? else { return Ok(None) };
    let row = sqlx::query!(
        r#"select p.nhs_number, exists (
               select from health_record_resource r
               where r.patient_id = p.id and r.kind = 'DocumentReference' and (r.confidential or r.in_confidential)
                   and (r.resource_id = $2 or exists (
                       select from jsonb_path_query(r.body, '$.content[*].attachment.url') as u (url)
                       where right(split_part(u.url #>> '{}', '/_history/', 1), length($3::text)) = $3))) as "confidential!"
           from health_record_patient p where p.id = $1"#,
        document.patient,
        id,
        format!("Binary/{id}")
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let nhs_number = NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("number"))?;
    Ok(Some(Asked { document, nhs_number, confidential: row.confidential }))
}
