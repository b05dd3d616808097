//! The events in the order in which they were written, for those who follow them.
//!
//! Numbers are given before a commit, so a lower one may appear after a higher one. Writers hold a shared lock until their
//! commit; whoever asks how far the feed is whole takes the lock alone for a moment, and so waits for those under way.

use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::Mutex;
use tokio::time::Instant;
use uuid::Uuid;

use domain::account::{Account, FOLLOWED};
use domain::aggregate::Recorded;
use domain::delegation::Delegation;
use domain::scope::Scope;
use domain::{Aggregate, DelegationId, OdsCode, PersonId};

use crate::storage::record::LOCK;
use crate::storage::{PgPool, StorageError, event_log};

/// An event with its number in the feed.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// Its place; grows, with gaps.
    pub seq: i64,
    /// What happened.
    pub happened: Happened,
}

/// What happened, to what.
#[derive(Debug, Clone)]
pub enum Happened {
    /// To a case.
    Case(Box<OfCase>),
    /// To an account.
    Account(Box<OfAccount>),
}

/// What happened to a case.
#[derive(Debug, Clone)]
pub struct OfCase {
    /// The event.
    pub recorded: Recorded<Delegation>,
    /// The patient.
    pub delegator: PersonId,
}

/// What happened to an account.
#[derive(Debug, Clone)]
pub struct OfAccount {
    /// The event.
    pub recorded: Recorded<Account>,
    /// Whose account it is.
    pub holder: PersonId,
    /// The patient, where it is about an association.
    pub patient: Option<PersonId>,
    /// The case that decides about that association by now, and tells itself what comes of it.
    pub case: Option<DelegationId>,
}

/// An event, with whose it is, out of outer joins: as far as there is one.
struct Row {
    seq: Option<i64>,
    kind: Option<String>,
    aggregate_id: Option<Uuid>,
    version: Option<i32>,
    payload: Option<serde_json::Value>,
    actor: Option<serde_json::Value>,
    at: Option<OffsetDateTime>,
    delegator_id: Option<Uuid>,
    holder: Option<Uuid>,
    patient_id: Option<Uuid>,
    case_id: Option<Uuid>,
}

fn numbered(row: Row) -> Result<Option<Numbered>, StorageError> {
    const CORRUPT: StorageError = StorageError::Corrupt("event of the feed");
    let Some(seq) = row.seq else { return Ok(None) };
    let is_of_account = row.kind.as_deref() == Some(Account::KIND);
    let event = event_log::Row {
        aggregate_id: row.aggregate_id.ok_or(CORRUPT)?,
        version: row.version.ok_or(CORRUPT)?,
        payload: row.payload.ok_or(CORRUPT)?,
        actor: row.actor.ok_or(CORRUPT)?,
        at: row.at.ok_or(CORRUPT)?,
    };
    let happened = if is_of_account {
        let (patient, case) = (row.patient_id.map(PersonId), row.case_id.map(DelegationId));
        let (recorded, holder) = (event.read()?, PersonId(row.holder.ok_or(CORRUPT)?));
        Happened::Account(Box::new(OfAccount { recorded, holder, patient, case }))
    } else {
        let (recorded, delegator) = (event.read()?, PersonId(row.delegator_id.ok_or(CORRUPT)?));
        Happened::Case(Box::new(OfCase { recorded, delegator }))
    };
    Ok(Some(Numbered { seq, happened }))
}

fn all(rows: Vec<Row>) -> Result<Vec<Numbered>, StorageError> {
    rows.into_iter().filter_map(|row| numbered(row).transpose()).collect()
}

/// The number up to which the feed is whole: none at or below it can still appear. None while somebody takes long to write:
/// who waits here stands in the way of all who write after, so readers give up first.
///
/// # Errors
/// When the database fails.
pub async fn whole_up_to(pool: &PgPool) -> Result<Option<i64>, StorageError> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("select set_config('lock_timeout', '1s', true)").fetch_one(&mut *transaction).await?;
    let locked = sqlx::query!("select pg_advisory_xact_lock($1)", LOCK).execute(&mut *transaction).await;
    match locked {
        Err(sqlx::Error::Database(fault)) if fault.code().as_deref() == Some("55P03") => return Ok(None),
        locked => locked?,
    };
    let last = sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "last!" from event"#)
        .fetch_one(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Some(last))
}

/// How far the feed is whole, asked of the database a few times a second however many readers wait.
#[derive(Debug, Default)]
pub struct Horizon(Mutex<Option<(Instant, i64)>>);

/// How long one answer is good for; a reader learns of an event this much later at most.
const GOOD_FOR: Duration = Duration::from_millis(200);

impl Horizon {
    /// The number up to which the feed is whole.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn now(&self, pool: &PgPool) -> Result<i64, StorageError> {
        let mut held = self.0.lock().await;
        if let Some((asked, number)) = *held
            && asked.elapsed() < GOOD_FOR
        {
            return Ok(number);
        }
        let before = held.map_or(0, |(_, number)| number);
        let number = whole_up_to(pool).await?.unwrap_or(before);
        *held = Some((Instant::now(), number));
        Ok(number)
    }
}

/// Which stretch of the feed: after a number, up to another, so many at most.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// The last number that the reader has.
    pub after: i64,
    /// The number up to which the feed is whole.
    pub up_to: i64,
    /// How many at most.
    pub limit: i64,
}

/// Events of cases that were sent to these practices, and of accounts there.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn of_practices(
    pool: &PgPool,
    practices: &[OdsCode],
    stretch: Stretch,
) -> Result<Vec<Numbered>, StorageError> {
    let practices: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select e.seq as "seq?", e.kind as "kind?", e.aggregate_id as "aggregate_id?", e.version as "version?",
                e.payload as "payload?", e.actor as "actor?", e.at as "at?", d.delegator_id as "delegator_id?",
                a.person_id as "holder?", s.patient_id as "patient_id?", s.case_id as "case_id?"
         from unnest($1::text[]) as p (practice)
         cross join lateral (
             select * from event
             where event.practice = p.practice and event.seq > $2 and event.seq <= $3
                 and (event.kind = 'delegation' or event.kind = 'account' and event.name = any($5))
             order by event.seq limit $4
         ) e
         left join delegation d on e.kind = 'delegation' and d.id = e.aggregate_id
         left join account a on e.kind = 'account' and a.id = e.aggregate_id
         left join association s
             on s.id = case when e.kind = 'account' then (e.payload ->> 'association')::uuid end
         order by e.seq limit $4"#,
        &practices as &[&str],
        stretch.after,
        stretch.up_to,
        stretch.limit,
        &FOLLOWED as &[&str]
    )
    .fetch_all(pool)
    .await?;
    all(rows)
}

/// The same for the program `client`, which acts for itself: of those of its practices that take part in the trial. One statement also
/// tells whether it may know of them now, by this scope; none where it may not.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn of_program(
    pool: &PgPool,
    (client, scope): (&str, Scope),
    stretch: Stretch,
) -> Result<Option<Vec<Numbered>>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select e.seq as "seq?", e.kind as "kind?", e.aggregate_id as "aggregate_id?", e.version as "version?",
                e.payload as "payload?", e.actor as "actor?", e.at as "at?", d.delegator_id as "delegator_id?",
                a.person_id as "holder?", s.patient_id as "patient_id?", s.case_id as "case_id?"
         from client c
         left join lateral (
             select n.* from practice p
             cross join lateral (
                 select * from event
                 where event.practice = p.ods_code and event.seq > $2 and event.seq <= $3
                     and (event.kind = 'delegation' or event.kind = 'account' and event.name = any($5))
                 order by event.seq limit $4
             ) n
             where p.ods_code = any(c.practices) and p.enabled
             order by n.seq limit $4
         ) e on true
         left join delegation d on e.kind = 'delegation' and d.id = e.aggregate_id
         left join account a on e.kind = 'account' and a.id = e.aggregate_id
         left join association s
             on s.id = case when e.kind = 'account' then (e.payload ->> 'association')::uuid end
         where c.id = $1 and c.disabled_at is null and c.acts_for = 'itself' and $6 = any(c.scopes)
             and exists (select from practice t where t.ods_code = any(c.practices) and t.enabled)
         order by e.seq limit $4"#,
        client,
        stretch.after,
        stretch.up_to,
        stretch.limit,
        &FOLLOWED as &[&str],
        scope.code()
    )
    .fetch_all(pool)
    .await?;
    // The program's own row is there in any case.
    if rows.is_empty() { Ok(None) } else { Ok(Some(all(rows)?)) }
}

/// Events of the delegations of one citizen; of those they were invited to, from the invitation on. And of the account that is theirs,
/// and of the associations of others with them.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn of_citizen(
    pool: &PgPool,
    person: PersonId,
    stretch: Stretch,
) -> Result<Vec<Numbered>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select e.seq as "seq?", e.kind as "kind?", e.aggregate_id as "aggregate_id?", e.version as "version?",
                e.payload as "payload?", e.actor as "actor?", e.at as "at?", e.delegator_id as "delegator_id?",
                e.holder as "holder?", e.patient_id as "patient_id?", e.case_id as "case_id?"
         from (
             select e.seq, e.kind, e.aggregate_id, e.version, e.payload, e.actor, e.at, d.delegator_id,
                 null::uuid as holder, null::uuid as patient_id, null::uuid as case_id
             from delegation d join event e on e.aggregate_id = d.id
             where (d.delegator_id = $1
                     or (d.delegate_id = $1 and d.invited_at is not null and e.at >= d.invited_at))
                 and e.seq > $2 and e.seq <= $3
             union all
             select e.seq, e.kind, e.aggregate_id, e.version, e.payload, e.actor, e.at, null, a.person_id,
                 s.patient_id, s.case_id
             from account a join event e on e.aggregate_id = a.id
             left join association s on s.id = (e.payload ->> 'association')::uuid
             where a.person_id = $1 and e.practice is not null and e.name = any($5) and e.seq > $2 and e.seq <= $3
             union all
             select e.seq, e.kind, e.aggregate_id, e.version, e.payload, e.actor, e.at, null, s.person_id,
                 s.patient_id, s.case_id
             from association s join event e on e.aggregate_id = s.account_id
             where s.patient_id = $1 and s.person_id <> $1 and s.case_id is null and e.practice is not null
                 and e.payload ->> 'association' = s.id::text and e.name = any($5) and e.seq > $2 and e.seq <= $3
         ) e
         order by e.seq limit $4"#,
        person.0,
        stretch.after,
        stretch.up_to,
        stretch.limit,
        &FOLLOWED as &[&str]
    )
    .fetch_all(pool)
    .await?;
    all(rows)
}
