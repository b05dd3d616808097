//! The user access store (docs/sources.md#proxy-mvp): who may act for whom, as the practices set it.

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::storage::StorageError;
use crate::storage::accounts::switches::touched;
use domain::account::{AssociationId, what_is_left};
use domain::{DelegationId, NhsNumber, OdsCode, PersonId, RecordLevel, Service};

/// One role: a delegation as the practice set it, by an account that is active, less what the practice has switched off for all or for
/// this patient.
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
    /// Services; none where all of them are switched off.
    pub services: Vec<Service>,
    /// Level for the record.
    pub record: RecordLevel,
    /// First day.
    pub starts: Date,
    /// Last day, or none.
    pub ends: Option<Date>,
    /// Whether it counts at all; the dates must hold besides.
    pub active: bool,
    /// The association by which they act; none where the case is of before there were accounts.
    pub association: Option<AssociationId>,
    /// When that was last used, within some weeks.
    pub used_on: Option<Date>,
}

impl Role {
    /// Whether it holds on `today`.
    pub fn is_good_on(&self, today: Date) -> bool {
        self.active && self.starts <= today && self.ends.is_none_or(|ends| today <= ends)
    }
}

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
    association: Option<Uuid>,
    used_on: Option<Date>,
    practice_services: Option<Vec<String>>,
    practice_record: Option<serde_json::Value>,
    patient_services: Option<Vec<String>>,
    patient_record: Option<serde_json::Value>,
}

impl TryFrom<Row> for Role {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Role, StorageError> {
        let services = row.services.iter().map(|code| Service::from_code(code));
        let services: Vec<Service> =
            services.collect::<Option<_>>().ok_or(StorageError::Corrupt("service"))?;
        let record =
            RecordLevel::from_code(&row.record_level).ok_or(StorageError::Corrupt("record level"))?;
        let switches = [
            touched(row.practice_services, row.practice_record)?,
            touched(row.patient_services, row.patient_record)?,
        ];
        let (services, record) = what_is_left(services, record, &switches);
        Ok(Role {
            delegation: DelegationId(row.delegation_id),
            delegator: PersonId(row.delegator_id),
            delegate: PersonId(row.delegate_id),
            practice: OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?,
            services,
            record,
            starts: row.starts,
            ends: row.ends,
            active: row.active,
            association: row.association.map(AssociationId),
            used_on: row.used_on,
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
    let rows = sqlx::query_as!(
        Row,
        r#"select of_them.delegation_id as "delegation_id!", of_them.delegator_id as "delegator_id!",
                of_them.delegate_id as "delegate_id!", of_them.practice as "practice!",
                of_them.services as "services!", of_them.record_level as "record_level!",
                of_them.starts as "starts!", of_them.ends as "ends?",
                (of_them.active and (s.id is null or (s.state = 'running' and a.switched_off is null
                    and a.linked <> '{}' and a.verification is not null))) as "active!",
                s.id as "association?", u.used_on as "used_on?", w.services as "practice_services?",
                w.record as "practice_record?", v.services as "patient_services?", v.record as "patient_record?"
         from (
             select * from role where delegator_id = $1 and ($2::uuid is null or delegate_id = $2)
             union all
             select * from role where delegate_id = $2 and $1::uuid is null
         ) of_them
         left join association s on s.case_id = of_them.delegation_id and s.state <> 'ended'
         left join account a on a.id = s.account_id
         left join association_use u on u.association_id = s.id
         left join switches w on w.practice = of_them.practice and w.patient_id is null
         left join switches v on v.practice = of_them.practice and v.patient_id = of_them.delegator_id
         where (of_them.practice = any($3) or $6 in (delegator_id, delegate_id))
             and ($4::uuid is null or delegation_id > $4)
         order by delegation_id limit $5"#,
        wanted.delegator.map(|id| id.0),
        wanted.delegate.map(|id| id.0),
        &practices as &[&str],
        after.map(|id| id.0),
        limit,
        person
    )
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
    let rows = sqlx::query_as!(
        Row,
        r#"select r.delegation_id as "delegation_id!", r.delegator_id as "delegator_id!",
                r.delegate_id as "delegate_id!", r.practice as "practice!", r.services as "services!",
                r.record_level as "record_level!", r.starts as "starts!", r.ends as "ends?", r.active as "active!",
                s.id as "association?", u.used_on as "used_on?", w.services as "practice_services?",
                w.record as "practice_record?", v.services as "patient_services?", v.record as "patient_record?"
         from role r
         left join association s on s.case_id = r.delegation_id and s.state <> 'ended'
         left join account a on a.id = s.account_id
         left join association_use u on u.association_id = s.id
         left join switches w on w.practice = r.practice and w.patient_id is null
         left join switches v on v.practice = r.practice and v.patient_id = r.delegator_id
         where r.delegate_id = $2 and r.delegator_id = $1 and r.active and r.starts <= $3
             and (r.ends is null or r.ends >= $3)
             and (s.id is null or (s.state = 'running' and a.switched_off is null and a.linked <> '{}'
                 and a.verification is not null))
             and (r.practice = any($4) or $5 in (r.delegator_id, r.delegate_id))"#,
        delegator.0,
        delegate.0,
        today,
        &practices as &[&str],
        person
    )
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
    let rows = sqlx::query!(
        r#"select r.delegation_id as "delegation_id?", r.delegator_id as "delegator_id?",
                r.delegate_id as "delegate_id?", r.practice as "practice?", r.services as "services?",
                r.record_level as "record_level?", r.starts as "starts?", r.ends as "ends?",
                (r.active and (s.id is null or (s.state = 'running' and a.switched_off is null and a.linked <> '{}'
                    and a.verification is not null))) as "active?",
                s.id as "association?", u.used_on as "used_on?", w.services as "practice_services?", w.record as "practice_record?",
                v.services as "patient_services?", v.record as "patient_record?"
         from client c
         left join role r on r.delegate_id = $3 and r.delegator_id = $2 and r.active and r.starts <= $4
             and (r.ends is null or r.ends >= $4) and r.practice = any(c.practices)
             and exists (select from practice p where p.ods_code = r.practice and p.enabled)
         left join association s on s.case_id = r.delegation_id and s.state <> 'ended'
         left join account a on a.id = s.account_id
         left join association_use u on u.association_id = s.id
         left join switches w on w.practice = r.practice and w.patient_id is null
         left join switches v on v.practice = r.practice and v.patient_id = r.delegator_id
         where c.id = $1 and c.disabled_at is null"#,
        client,
        delegator.0,
        delegate.0,
        today
    )
    .fetch_all(db)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    // A row of a left join: all of it, or nothing; and nothing where the account is not active.
    let roles = rows.into_iter().filter_map(|row| {
        Some(Row {
            delegation_id: row.delegation_id?,
            delegator_id: row.delegator_id?,
            delegate_id: row.delegate_id?,
            practice: row.practice?,
            services: row.services?,
            record_level: row.record_level?,
            starts: row.starts?,
            ends: row.ends,
            active: row.active.filter(|active| *active)?,
            association: row.association,
            used_on: row.used_on,
            practice_services: row.practice_services,
            practice_record: row.practice_record,
            patient_services: row.patient_services,
            patient_record: row.patient_record,
        })
    });
    roles.map(Role::try_from).collect::<Result<_, _>>().map(Some)
}

/// Our id of the person with this NHS number, if they have a role at one of these practices, on either side, an account there, or somebody
/// who is associated with them there.
///
/// # Errors
/// When the database fails.
pub async fn person(
    db: impl PgExecutor<'_>,
    practices: &[OdsCode],
    number: &NhsNumber,
) -> Result<Option<PersonId>, StorageError> {
    let practices: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let found = sqlx::query_scalar!(
        "select p.id from person p
         where p.nhs_number = $1 and (
             exists (select from role r where r.delegator_id = p.id and r.practice = any($2))
             or exists (select from role r where r.delegate_id = p.id and r.practice = any($2))
             or exists (select from account a where a.person_id = p.id and a.practice = any($2))
             or exists (select from association s
                        where s.patient_id = p.id and s.practice = any($2) and s.state <> 'ended'))",
        number.as_str(),
        &practices as &[&str]
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map(PersonId))
}
