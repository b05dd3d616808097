//! One case as the practice sees it: both people side by side, the history, the remarks, whom staff tried to reach and waited for.

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use domain::account::{self, Account};
use domain::delegation::{Delegation, Recorded};
use domain::{DelegationId, NhsNumber, OdsCode, PersonName};

use crate::storage::StorageError;
use crate::storage::accounts::kept;
use crate::storage::json::json;
use crate::storage::roles::decisions;
use crate::storage::{contacts, delegations, event_log, practices, waitings};

pub use crate::storage::case_work::{Taken, Trace, notes, reads, taken};
pub use crate::storage::contacts::Contact;
pub use crate::storage::messages::{Entry as Letter, of_delegation as messages};
pub use crate::storage::roles::decisions::Decided;
pub use crate::storage::waitings::Waited;

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
    /// The trusted person's account at this practice, if they have one.
    pub account: Option<Account>,
}

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
    let (delegator, delegate, account) = tokio::try_join!(
        person(db, delegation.delegator.0, delegation.id),
        person(db, delegation.delegate.0, delegation.id),
        kept::load_of(db, delegation.delegate, &delegation.practice)
    )?;
    Ok(Some(Case { delegation, delegator, delegate, account }))
}

/// The name of the practice whose case this is, if it is one of these and the case was sent to it.
///
/// # Errors
/// When the database fails.
pub async fn practice_among(
    db: impl PgExecutor<'_>,
    practices: &[OdsCode],
    id: DelegationId,
) -> Result<Option<String>, StorageError> {
    let codes: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let name = sqlx::query_scalar!(
        "select p.name from delegation d join practice p on p.ods_code = d.practice
         where d.id = $1 and d.practice = any($2) and d.sent_to_practice_at is not null",
        id.0,
        &codes as &[&str]
    );
    Ok(name.fetch_optional(db).await?)
}

/// The person as NHS login named them; before the first sign-in, as the delegator did.
async fn person(
    db: impl PgExecutor<'_>,
    id: Uuid,
    delegation: DelegationId,
) -> Result<CasePerson, StorageError> {
    let row = sqlx::query_as!(
        PersonRow,
        r#"select p.nhs_number, coalesce(p.given_name, i.given_name) as "given!",
                  coalesce(p.family_name, i.family_name) as "family!",
                  coalesce(p.birth_date, i.birth_date) as birth_date,
                  p.practice, s.name as "practice_name?", p.subject is not null as "proofed!"
           from person p join invitation i on i.delegation_id = $2 left join practice s on s.ods_code = p.practice
           where p.id = $1"#,
        id,
        delegation.0
    )
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
    /// What happened to the trusted person's account with it.
    pub steps: Vec<account::Event>,
}

/// The history of one delegation, oldest first, with names of staff and remarks. For the practice only.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn timeline(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Vec<Entry>, StorageError> {
    let rows = sqlx::query!(
        r#"select e.aggregate_id, e.version, e.payload, e.actor, e.at, s.name as "staff_name?", r.text as "remark?",
                  (select jsonb_agg(x.payload order by x.version) from delegation d
                   join account a on a.person_id = d.delegate_id and a.practice = d.practice
                   join event x on x.aggregate_id = a.id and x.at = e.at where d.id = $1) as "steps?"
           from event e
           left join staff s on e.actor ->> 'kind' = 'staff' and s.id = (e.actor ->> 'id')::uuid
           left join remark r on r.aggregate_id = e.aggregate_id and r.version = e.version
           where e.aggregate_id = $1 order by e.version"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let entries = rows.into_iter().map(|row| {
        let steps = row.steps.map(|steps| json(steps, "steps")).transpose()?.unwrap_or_default();
        let recorded = event_log::row!(row).read()?;
        Ok(Entry { recorded, staff_name: row.staff_name, remark: row.remark, steps })
    });
    entries.collect()
}

/// What a case that came with the patient was at their former practice.
pub struct Former {
    /// How it stands there.
    pub delegation: Delegation,
    /// That practice's name.
    pub practice: String,
    /// Its history, oldest first, without names of staff and without a word that they wrote.
    pub entries: Vec<Entry>,
}

/// The case at the practice from which the patient moved here; none of a case that began with a request.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn former(db: &sqlx::PgPool, case: &Delegation) -> Result<Option<Former>, StorageError> {
    let Some(id) = case.former else { return Ok(None) };
    let Some(delegation) = delegations::load(db, id).await? else { return Ok(None) };
    let (practice, history) = tokio::try_join!(
        practices::find(db, &delegation.practice),
        event_log::history::<Delegation>(db, id)
    )?;
    let practice = practice.map_or_else(|| delegation.practice.to_string(), |practice| practice.name);
    let bare = |recorded: Recorded| Entry { recorded, staff_name: None, remark: None, steps: Vec::new() };
    Ok(Some(Former { delegation, practice, entries: history.into_iter().map(bare).collect() }))
}

/// All that happened to a case, oldest first in each. For the practice only.
pub struct Past {
    /// Its history.
    pub entries: Vec<Entry>,
    /// Whom staff tried to reach.
    pub contacts: Vec<Contact>,
    /// Whom they waited for.
    pub waits: Vec<Waited>,
    /// What they decided of its role in the national store.
    pub decisions: Vec<Decided>,
}

/// All that happened to a case, as seen on this day.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn past(db: &sqlx::PgPool, id: DelegationId, today: Date) -> Result<Past, StorageError> {
    let (entries, contacts, waits, decisions) = tokio::try_join!(
        timeline(db, id),
        contacts::of_case(db, id),
        waitings::of_case(db, id, today),
        decisions::of_case(db, id)
    )?;
    Ok(Past { entries, contacts, waits, decisions })
}
