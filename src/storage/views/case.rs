//! One case as the practice sees it: both people side by side, the history, the remarks.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::delegation::{Delegation, Recorded};
use domain::{DelegationId, NhsNumber, OdsCode, PersonName};

use crate::storage::StorageError;
use crate::storage::delegations::{self, json};

pub use crate::storage::case_work::{Taken, Trace, notes, reads, taken};
pub use crate::storage::messages::{Entry as Letter, of_delegation as messages};

/// A person in a case.
#[derive(Debug, Clone)]
pub struct CasePerson {
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Practice, by code and name where known.
    pub practice: Option<(String, String)>,
    /// Whether the person signed in here with identity proofed to P9.
    pub proofed: bool,
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Where it stands.
    pub delegation: Delegation,
    /// The patient.
    pub delegator: CasePerson,
    /// The trusted person.
    pub delegate: CasePerson,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    nhs_number: String,
    given: String,
    family: String,
    birth_date: Option<Date>,
    practice: Option<String>,
    practice_name: Option<String>,
    proofed: bool,
}

impl TryFrom<PersonRow> for CasePerson {
    type Error = StorageError;

    fn try_from(row: PersonRow) -> Result<CasePerson, StorageError> {
        let code = row.practice;
        let name = row.practice_name.unwrap_or_default();
        Ok(CasePerson {
            name: PersonName::new(row.given, row.family),
            birth_date: row.birth_date,
            nhs_number: NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("NHS number"))?,
            practice: code.map(|code| (code, name)),
            proofed: row.proofed,
        })
    }
}

/// The case, if it is one of these practices' and was sent to it. Cases that never came to the practice stay hidden.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn find(
    db: &sqlx::PgPool,
    practices: &[OdsCode],
    id: DelegationId,
) -> Result<Option<Case>, StorageError> {
    let Some(delegation) = delegations::load(db, id).await? else { return Ok(None) };
    if !practices.contains(&delegation.practice) || delegation.sent_to_practice_at.is_none() {
        return Ok(None);
    }
    let (delegator, delegate) = tokio::try_join!(
        person(db, delegation.delegator.0, delegation.id),
        person(db, delegation.delegate.0, delegation.id)
    )?;
    Ok(Some(Case { delegation, delegator, delegate }))
}

/// The person as NHS login named them; before the first sign-in, as the delegator did.
async fn person(
    db: impl PgExecutor<'_>,
    id: Uuid,
    delegation: DelegationId,
) -> Result<CasePerson, StorageError> {
    let row: PersonRow = sqlx::query_as(
        "select p.nhs_number, coalesce(p.given_name, i.given_name) as given,
                coalesce(p.family_name, i.family_name) as family, coalesce(p.birth_date, i.birth_date) as birth_date,
                p.practice, s.name as practice_name, p.subject is not null as proofed
         from person p join invitation i on i.delegation_id = $2 left join practice s on s.ods_code = p.practice
         where p.id = $1",
    )
    .bind(id)
    .bind(delegation.0)
    .fetch_one(db)
    .await?;
    CasePerson::try_from(row)
}

/// One entry of a timeline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What happened.
    pub recorded: Recorded,
    /// Name of the member of staff who did it.
    pub staff_name: Option<String>,
    /// Free text to it.
    pub remark: Option<String>,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    version: i32,
    payload: serde_json::Value,
    actor: serde_json::Value,
    at: OffsetDateTime,
    staff_name: Option<String>,
    remark: Option<String>,
}

/// The history of one delegation, oldest first, with names of staff and remarks. For the practice only.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn timeline(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Vec<Entry>, StorageError> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "select e.version, e.payload, e.actor, e.at, s.name as staff_name, r.text as remark
         from event e
         left join staff s on e.actor ->> 'kind' = 'staff' and s.id = (e.actor ->> 'id')::uuid
         left join remark r on r.delegation_id = e.delegation_id and r.version = e.version
         where e.delegation_id = $1 order by e.version",
    )
    .bind(id.0)
    .fetch_all(db)
    .await?;
    let entry = |row: EntryRow| {
        let recorded = Recorded {
            delegation: id,
            version: row.version,
            event: json(row.payload, "event")?,
            by: json(row.actor, "actor")?,
            at: row.at,
        };
        Ok(Entry { recorded, staff_name: row.staff_name, remark: row.remark })
    };
    rows.into_iter().map(entry).collect()
}
