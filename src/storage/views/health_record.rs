//! Health records as pages read them: every line with what decides whether it is shown, and the bodies of those that a page is about
//! alone; and who looked.

use std::collections::HashMap;

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::health_record::Marks;
use domain::{PersonId, PersonName};

use crate::storage::StorageError;

pub use crate::storage::health_records::{Look, Patient, note_look, patient, reviewed_periods};

/// One resource of a record. No `Debug`: it says what somebody has.
#[derive(Clone)]
pub struct Line {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The day it is about.
    pub day: Option<Date>,
    /// The codes of the lists in which it stands.
    pub areas: Vec<String>,
    /// From whom it is withheld.
    pub marks: Marks,
    /// Whether somebody at the practice has looked at it.
    pub reviewed: bool,
    /// Its status, or how sure it is, as FHIR writes it.
    pub status: Option<String>,
    /// The reference to the consultation in which it was recorded.
    pub encounter: Option<String>,
    /// Where it refers to its parts: results of a report, members of a group, what a prescription rests on, extensions of a problem,
    /// entries of a list that is part of a consultation, or that is marked.
    pub links: Option<serde_json::Value>,
    /// Where it refers to what is nothing by itself: its medicine, its specimen.
    pub behind: Option<serde_json::Value>,
    /// Whether it is a comment: text that stands by no code of its own.
    pub is_comment: bool,
    /// All of it as JSON, where it was asked for.
    pub body: Option<String>,
}

/// A line as a row.
struct Row {
    kind: String,
    resource_id: String,
    day: Option<Date>,
    areas: Vec<String>,
    confidential: bool,
    nopat: bool,
    restricted: bool,
    reviewed: bool,
    status: Option<String>,
    encounter: Option<String>,
    links: Option<serde_json::Value>,
    behind: Option<serde_json::Value>,
    is_comment: bool,
    body: Option<String>,
}

impl From<Row> for Line {
    fn from(row: Row) -> Line {
        Line {
            kind: row.kind,
            id: row.resource_id,
            day: row.day,
            areas: row.areas,
            marks: Marks { confidential: row.confidential, nopat: row.nopat, restricted: row.restricted },
            reviewed: row.reviewed,
            status: row.status,
            encounter: row.encounter,
            links: row.links,
            behind: row.behind,
            is_comment: row.is_comment,
            body: row.body,
        }
    }
}

/// All lines of a record in its order, with the bodies of these types: one read.
///
/// # Errors
/// When the database fails.
pub async fn lines(
    db: impl PgExecutor<'_>,
    patient: Uuid,
    with_bodies: &[&str],
) -> Result<Vec<Line>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select kind, resource_id, day, areas, confidential, nopat, restricted, reviewed,
                  coalesce(body ->> 'status', body ->> 'verificationStatus') as "status?",
                  coalesce(body #>> '{context,reference}', body #>> '{encounter,reference}',
                           body #>> '{context,encounter,reference}',
                           case kind when 'AllergyIntolerance' then jsonb_path_query_first(body, '$.extension[*] ? (@.url ==
                               "http://hl7.org/fhir/StructureDefinition/encounter-associatedEncounter")')
                               #>> '{valueReference,reference}' end) as "encounter?",
                  case kind when 'DiagnosticReport' then body -> 'result'
                            when 'Observation' then body -> 'related'
                            when 'MedicationStatement' then body -> 'basedOn'
                            when 'MedicationRequest' then body -> 'basedOn'
                            when 'Condition' then body -> 'extension'
                            -- NOPAT counts where a list says it of itself: what it only contains says it of itself alone.
                            when 'List' then case when confidential or restricted
                                or (nopat and jsonb_path_exists(body, '$.meta.security[*] ? (@.code like_regex "^\\s*NOPAT\\s*$")'))
                                or jsonb_path_exists(body, '$.code.coding[*] ? (@.code == "325851000000107"
                                || @.code == "25851000000105" || @.code == "24781000000107")') then body -> 'entry' end
                            when 'Composition' then jsonb_path_query_array(body, '$.section.**.entry[*]')
                       end as "links?",
                  case when kind in ('MedicationStatement', 'MedicationRequest') then body -> 'medicationReference'
                       when kind in ('DiagnosticReport', 'Observation') then body -> 'specimen' end as "behind?",
                  (kind = 'Observation' and body @> '{"code": {"coding": [{"code": "37331000000100"}]}}') as "is_comment!",
                  case when kind = any($2::text[]) then body::text end as "body?"
           from health_record_resource where patient_id = $1 order by place"#,
        patient,
        with_bodies as &[&str]
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The bodies of these resources, by type and id.
///
/// # Errors
/// When the database fails.
pub async fn bodies(
    db: impl PgExecutor<'_>,
    patient: Uuid,
    wanted: &[(String, String)],
) -> Result<HashMap<(String, String), String>, StorageError> {
    let (kinds, ids): (Vec<&str>, Vec<&str>) =
        wanted.iter().map(|(kind, id)| (kind.as_str(), id.as_str())).unzip();
    let rows = sqlx::query!(
        r#"select r.kind, r.resource_id, r.body::text as "body!"
           from unnest($2::text[], $3::text[]) as w (kind, id)
           join health_record_resource r on r.patient_id = $1 and r.kind = w.kind and r.resource_id = w.id"#,
        patient,
        &kinds as &[&str],
        &ids as &[&str]
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.kind, row.resource_id), row.body)).collect())
}

/// One look, as the patient reads it.
#[derive(Debug, Clone)]
pub struct Looked {
    /// When.
    pub at: OffsetDateTime,
    /// Who: a citizen by id and name.
    pub person: Option<(PersonId, PersonName)>,
    /// Who: a member of staff by name, at the practice that holds the record.
    pub staff: Option<(String, String)>,
    /// At what.
    pub what: String,
    /// How far they could see, by code.
    pub level: Option<String>,
}

/// Who looked at somebody's records, newest first.
///
/// # Errors
/// When the database fails.
pub async fn looked(
    db: impl PgExecutor<'_>,
    whose: PersonId,
    limit: i64,
) -> Result<Vec<Looked>, StorageError> {
    let rows = sqlx::query!(
        r#"select l.at, l.what, l.level, l.by_person, coalesce(p.given_name, '') as "given!",
                  coalesce(p.family_name, '') as "family!", s.name as "staff?", c.name as "practice?"
           from health_record_look l
           left join person p on p.id = l.by_person
           left join staff s on s.id = l.by_staff
           left join health_record_patient r on r.id = l.patient_id
           left join practice c on c.ods_code = r.practice
           where l.for_person = $1 order by l.id desc limit $2"#,
        whose.0,
        limit
    )
    .fetch_all(db)
    .await?;
    let looked = rows.into_iter().map(|row| Looked {
        at: row.at,
        person: row.by_person.map(|id| (PersonId(id), PersonName::new(row.given, row.family))),
        staff: row.staff.map(|name| (name, row.practice.unwrap_or_default())),
        what: row.what,
        level: row.level,
    });
    Ok(looked.collect())
}
