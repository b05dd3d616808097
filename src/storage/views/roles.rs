//! The user access store (seed 001): who may act for whom, as the practices set it.

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::storage::StorageError;
use domain::{DelegationId, NhsNumber, OdsCode, PersonId, RecordLevel, Service};

/// One role: a delegation as the practice set it.
#[derive(Debug, Clone)]
pub struct Role {
    /// The delegation it comes from.
    pub delegation: DelegationId,
    /// Whose services are used.
    pub delegator: PersonId,
    /// Who may use them.
    pub delegate: PersonId,
    /// The practice that set it.
    pub practice: OdsCode,
    /// Services.
    pub services: Vec<Service>,
    /// Level for the record.
    pub record: RecordLevel,
    /// First day.
    pub starts: Date,
    /// Last day, or none.
    pub ends: Option<Date>,
    /// Whether it counts at all; the dates must hold besides.
    pub active: bool,
}

impl Role {
    /// Whether it holds on `today`.
    pub fn is_good_on(&self, today: Date) -> bool {
        self.active && self.starts <= today && self.ends.is_none_or(|ends| today <= ends)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    delegation_id: Uuid,
    delegator_id: Uuid,
    delegate_id: Uuid,
    practice: String,
    services: Vec<String>,
    record_level: String,
    starts: Date,
    ends: Option<Date>,
    active: bool,
}

impl TryFrom<Row> for Role {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Role, StorageError> {
        let services = row.services.iter().map(|code| Service::from_code(code));
        Ok(Role {
            delegation: DelegationId(row.delegation_id),
            delegator: PersonId(row.delegator_id),
            delegate: PersonId(row.delegate_id),
            practice: OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?,
            services: services.collect::<Option<_>>().ok_or(StorageError::Corrupt("service"))?,
            record: RecordLevel::from_code(&row.record_level).ok_or(StorageError::Corrupt("record level"))?,
            starts: row.starts,
            ends: row.ends,
            active: row.active,
        })
    }
}

/// Of whom a list of roles is wanted; at least one of the two.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Whose services are used.
    pub delegator: Option<PersonId>,
    /// Who may use them.
    pub delegate: Option<PersonId>,
}

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub enum SeenBy<'a> {
    /// These practices: they see what they set.
    Practices(&'a [OdsCode]),
    /// A citizen, who sees the roles they are part of.
    Person(PersonId),
}

impl SeenBy<'_> {
    /// Practices and person, as queries compare them: one of the two is empty.
    fn parts(&self) -> (Vec<&str>, Option<Uuid>) {
        match self {
            SeenBy::Practices(practices) => (practices.iter().map(OdsCode::as_str).collect(), None),
            SeenBy::Person(id) => (Vec::new(), Some(id.0)),
        }
    }
}

/// Roles that are seen, after the delegation `after`, oldest first: an index of one of the two people leads to
/// them, each in a part of its own: "this or anybody" would have no index in a plan made for all values. Nothing when
/// nobody is named.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn list(
    db: impl PgExecutor<'_>,
    seen_by: SeenBy<'_>,
    wanted: Wanted,
    (after, limit): (Option<DelegationId>, i64),
) -> Result<Vec<Role>, StorageError> {
    let (practices, person) = seen_by.parts();
    let rows: Vec<Row> = sqlx::query_as(
        "select delegation_id, delegator_id, delegate_id, practice, services, record_level, starts, ends, active
         from (
             select * from role where delegator_id = $1 and ($2::uuid is null or delegate_id = $2)
             union all
             select * from role where delegate_id = $2 and $1::uuid is null
         ) of_them
         where (practice = any($3) or $6 in (delegator_id, delegate_id))
             and ($4::uuid is null or delegation_id > $4)
         order by delegation_id limit $5",
    )
    .bind(wanted.delegator.map(|id| id.0))
    .bind(wanted.delegate.map(|id| id.0))
    .bind(practices)
    .bind(after.map(|id| id.0))
    .bind(limit)
    .bind(person)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Role::try_from).collect()
}

/// What somebody may know of the roles of `delegate` for `delegator` that hold on `today`.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn now_seen_by(
    db: impl PgExecutor<'_>,
    seen_by: SeenBy<'_>,
    (delegator, delegate): (PersonId, PersonId),
    today: Date,
) -> Result<Vec<Role>, StorageError> {
    let (practices, person) = seen_by.parts();
    let rows: Vec<Row> = sqlx::query_as(
        "select delegation_id, delegator_id, delegate_id, practice, services, record_level, starts, ends, active
         from role
         where delegate_id = $2 and delegator_id = $1 and active and starts <= $3 and (ends is null or ends >= $3)
             and (practice = any($4) or $5 in (delegator_id, delegate_id))",
    )
    .bind(delegator.0)
    .bind(delegate.0)
    .bind(today)
    .bind(practices)
    .bind(person)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Role::try_from).collect()
}

/// What the program `client` may know of the roles of `delegate` for `delegator` that hold on `today`: one read by index,
/// which also tells whether the program is still welcome. None when it is not.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn now(
    db: impl PgExecutor<'_>,
    client: &str,
    (delegator, delegate): (PersonId, PersonId),
    today: Date,
) -> Result<Option<Vec<Role>>, StorageError> {
    let rows: Vec<Joined> = sqlx::query_as(
        "select r.delegation_id, r.delegator_id, r.delegate_id, r.practice, r.services, r.record_level, r.starts,
                r.ends, r.active
         from client c
         left join role r on r.delegate_id = $3 and r.delegator_id = $2 and r.active and r.starts <= $4
             and (r.ends is null or r.ends >= $4) and r.practice = any(c.practices)
             and exists (select from practice p where p.ods_code = r.practice and p.enabled)
         where c.id = $1 and c.disabled_at is null",
    )
    .bind(client)
    .bind(delegator.0)
    .bind(delegate.0)
    .bind(today)
    .fetch_all(db)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    rows.into_iter().filter_map(Joined::role).map(Role::try_from).collect::<Result<_, _>>().map(Some)
}

/// A row of a left join: all of it, or nothing.
#[derive(sqlx::FromRow)]
struct Joined {
    delegation_id: Option<Uuid>,
    delegator_id: Option<Uuid>,
    delegate_id: Option<Uuid>,
    practice: Option<String>,
    services: Option<Vec<String>>,
    record_level: Option<String>,
    starts: Option<Date>,
    ends: Option<Date>,
    active: Option<bool>,
}

impl Joined {
    fn role(self) -> Option<Row> {
        Some(Row {
            delegation_id: self.delegation_id?,
            delegator_id: self.delegator_id?,
            delegate_id: self.delegate_id?,
            practice: self.practice?,
            services: self.services?,
            record_level: self.record_level?,
            starts: self.starts?,
            ends: self.ends,
            active: self.active?,
        })
    }
}

/// Our id of the person with this NHS number, if they have a role at one of these practices, on either side.
///
/// # Errors
/// When the database fails.
pub async fn person(
    db: impl PgExecutor<'_>,
    practices: &[OdsCode],
    number: &NhsNumber,
) -> Result<Option<PersonId>, StorageError> {
    let practices: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let found: Option<(Uuid,)> = sqlx::query_as(
        "select p.id from person p
         where p.nhs_number = $1 and (
             exists (select from role r where r.delegator_id = p.id and r.practice = any($2))
             or exists (select from role r where r.delegate_id = p.id and r.practice = any($2)))",
    )
    .bind(number.as_str())
    .bind(practices)
    .fetch_optional(db)
    .await?;
    Ok(found.map(|(id,)| PersonId(id)))
}
