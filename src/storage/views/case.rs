//! One case as the practice sees it: both people side by side, the history, the remarks. What else there is to it: `whole_case`.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};

use domain::account::{self, Account};
use domain::delegation::{Delegation, Recorded};
use domain::{DelegationId, NhsNumber, OdsCode, PersonName, StaffId};

use crate::storage::StorageError;
use crate::storage::accounts::{in_one, kept};
use crate::storage::json::json;
use crate::storage::{delegations, event_log, practices};

pub use super::whole_case::{Past, Whole, whole};
pub use crate::storage::case_work::{Taken, Trace, reads};
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

/// A checked query for one case with all that is of it, after whatever is done first: the delegation, both people as NHS login named
/// them (before the first sign-in, as the delegator did), and the account of the trusted person.
macro_rules! cases {
    ($first:literal, $($value:expr),+ $(,)?) => {
        sqlx::query!(
            $first
            + r#"select d.id, d.version, d.stage, d.delegator_id, d.delegate_id, d.practice, d.former, d.relationship, d.asked,
                d.access, d.requested_at, d.invited_at, d.lapses_on, d.by_code, d.reminders, d.accepted, d.responded_at,
                d.sent_to_practice_at, d.confirmed_at, d.less, d.refused, d.suspended, d.revoked, d.resends,
                d.last_sent_at, d.closed, d.change_asked, d.wished, d.warned_of, d.reviewed_on, d.stage_since,
                p.nhs_number as giver_number, coalesce(p.given_name, i.given_name) as "giver_given!",
                coalesce(p.family_name, i.family_name) as "giver_family!",
                coalesce(p.birth_date, i.birth_date) as "giver_born?", p.practice as giver_practice,
                s.name as "giver_practice_name?", p.given_name is not null and p.family_name is not null as "giver_proofed!",
                q.nhs_number as taker_number, coalesce(q.given_name, i.given_name) as "taker_given!",
                coalesce(q.family_name, i.family_name) as "taker_family!",
                coalesce(q.birth_date, i.birth_date) as "taker_born?", q.practice as taker_practice,
                t.name as "taker_practice_name?", q.given_name is not null and q.family_name is not null as "taker_proofed!",
                (select array_agg(
                     row(row(a.id, a.version, a.person_id, a.practice, a.opened_at, a.key_since, a.linked, a.linked_at,
                             a.by_letter),
                         row(a.verification, a.switched_off, a.active, o.id, o.patient_id, o.case_id, o.tie, o.access,
                             o.state),
                         row(o.reason, o.decided_on, o.told_of, o.warned_of, o.review_asked))
                     order by o.place)
                 from account a left join association o on o.account_id = a.id
                 where a.person_id = d.delegate_id and a.practice = d.practice) as "account?: Rows"
              from delegation d
              join invitation i on i.delegation_id = d.id
              join person p on p.id = d.delegator_id
              join person q on q.id = d.delegate_id
              left join practice s on s.ods_code = p.practice
              left join practice t on t.ods_code = q.practice
              where d.id = $1 and d.practice = any($2) and d.sent_to_practice_at is not null"#,
            $($value),+
        )
    };
}

/// The account's rows in such a query.
type Rows = Vec<in_one::Record>;

/// The case of such a record.
macro_rules! read {
    ($record:ident) => {{
        let delegator = PersonRow {
            nhs_number: $record.giver_number,
            given: $record.giver_given,
            family: $record.giver_family,
            birth_date: $record.giver_born,
            practice: $record.giver_practice,
            practice_name: $record.giver_practice_name,
            proofed: $record.giver_proofed,
        };
        let delegate = PersonRow {
            nhs_number: $record.taker_number,
            given: $record.taker_given,
            family: $record.taker_family,
            birth_date: $record.taker_born,
            practice: $record.taker_practice,
            practice_name: $record.taker_practice_name,
            proofed: $record.taker_proofed,
        };
        let account = $record.account.unwrap_or_default().into_iter().map(in_one::row).collect();
        Ok(Case {
            delegation: Delegation::try_from(delegations::row!($record))?,
            delegator: CasePerson::try_from(delegator)?,
            delegate: CasePerson::try_from(delegate)?,
            account: kept::whole(account)?.pop(),
        })
    }};
}

/// The case, if it is one of these practices' and was sent to it. Cases that never came to the practice stay hidden.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn find(
    db: impl PgExecutor<'_>,
    practices: &[OdsCode],
    id: DelegationId,
) -> Result<Option<Case>, StorageError> {
    let codes: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let found = cases!("", id.0, &codes as &[&str]).fetch_optional(db).await?;
    found.map(|row| read!(row)).transpose()
}

/// The same of one practice, and in the same statement it is written down, once a minute, that somebody looked at this page of it.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn open(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    id: DelegationId,
    (staff, page): (StaffId, &str),
    now: OffsetDateTime,
) -> Result<Option<Case>, StorageError> {
    let codes = [practice.as_str()];
    let found = cases!(
        "with look as (
             insert into case_read (delegation_id, at, staff_id, page)
             select id, date_trunc('minute', $3::timestamptz), $4::uuid, $5::text from delegation
             where id = $1 and practice = any($2) and sent_to_practice_at is not null
             on conflict do nothing)
         ",
        id.0,
        &codes as &[&str],
        now,
        staff.0,
        page
    );
    found.fetch_optional(db).await?.map(|row| read!(row)).transpose()
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
        let told = (row.staff_name, row.remark);
        entry(event_log::row!(row), told, row.steps)
    });
    entries.collect()
}

/// An entry out of what is kept: the event, who of the staff and what they wrote, and what happened to the account.
pub(super) fn entry(
    event: event_log::Row,
    (staff_name, remark): (Option<String>, Option<String>),
    steps: Option<serde_json::Value>,
) -> Result<Entry, StorageError> {
    let steps = steps.map(|steps| json(steps, "steps")).transpose()?.unwrap_or_default();
    Ok(Entry { recorded: event.read()?, staff_name, remark, steps })
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
pub async fn former(db: &crate::storage::PgPool, case: &Delegation) -> Result<Option<Former>, StorageError> {
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
