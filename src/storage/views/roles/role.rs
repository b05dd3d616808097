//! One role, and how it is read: from the view of cases, and from the associations that no case decides about.

use time::Date;
use uuid::Uuid;

use domain::account::{Ages, AssociationId, what_is_left};
use domain::{Access, DelegationId, OdsCode, PersonId, RecordLevel, Service};

use crate::storage::StorageError;
use crate::storage::accounts::options::ages;
use crate::storage::accounts::switches::touched;
use crate::storage::json::json;

/// One role: a case, or an association that no case decides about, as the practice set it, by an account that is active, less what the
/// practice has switched off for all or for this patient.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id: that of the case, or else of the association.
    pub id: Uuid,
    /// The case it comes from; none where an account was associated without one.
    pub case: Option<DelegationId>,
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
    /// When access for another was decided without a case, and what counts of the patient's age: a case is a grown-up's.
    aging: Option<(Date, Ages)>,
}

impl Role {
    /// The association that it is, where no case decides about it.
    pub fn without_case(&self) -> Option<AssociationId> {
        self.association.filter(|_| self.case.is_none())
    }

    /// Whether it holds on `today`.
    pub fn is_good_on(&self, today: Date) -> bool {
        let rests = self.aging.is_some_and(|(decided_on, ages)| ages.are_reached(decided_on, today));
        self.active && !rests && self.starts <= today && self.ends.is_none_or(|ends| today <= ends)
    }
}

/// A role out of outer joins, as far as there is one.
pub(super) struct Row {
    pub id: Option<Uuid>,
    pub case_id: Option<Uuid>,
    pub delegator_id: Option<Uuid>,
    pub delegate_id: Option<Uuid>,
    pub practice: Option<String>,
    pub services: Option<Vec<String>>,
    pub record_level: Option<String>,
    pub access: Option<serde_json::Value>,
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    pub active: Option<bool>,
    pub association: Option<Uuid>,
    pub decided_on: Option<Date>,
    pub born: Option<Date>,
    pub verify_first: Option<bool>,
    pub young_age: Option<i16>,
    pub used_on: Option<Date>,
    pub practice_services: Option<Vec<String>>,
    pub practice_record: Option<serde_json::Value>,
    pub patient_services: Option<Vec<String>>,
    pub patient_record: Option<serde_json::Value>,
}

/// A checked query for roles `o`: what they are read from, and how they are joined with it; which rows of the view of cases, and which
/// associations that no case decides about; and the rest. An account counts while it is active. A case of before there were any counts without, but where the practice has
/// switched the account off or paused what it lets them do for this patient.
macro_rules! roles {
    (($from:literal, $on:literal), ($cases:literal, $associations:literal), $rest:literal, $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select o.id as "id?", o.case_id as "case_id?", o.delegator_id as "delegator_id?",
                    o.delegate_id as "delegate_id?", o.practice as "practice?", o.services as "services?",
                    o.record_level as "record_level?", o.access as "access?", o.starts as "starts?", o.ends as "ends?",
                    o.active as "active?", o.association as "association?", o.decided_on as "decided_on?",
                    o.born as "born?", o.verify_first as "verify_first?", o.young_age as "young_age?",
                    u.used_on as "used_on?", w.services as "practice_services?", w.record as "practice_record?",
                    v.services as "patient_services?", v.record as "patient_record?" "#
            + $from
            + r#" (
                 select r.delegation_id as id, r.delegation_id as case_id, r.delegator_id, r.delegate_id, r.practice,
                     r.services, r.record_level, null::jsonb as access, r.starts, r.ends,
                     (r.active and case when s.id is not null then s.state = 'running' and a.switched_off is null
                             and a.linked <> '{}' and a.verification is not null
                         else not exists (
                             select from account b
                             left join association q on q.account_id = b.id and q.patient_id = r.delegator_id
                                 and q.state = 'suspended'
                             where b.person_id = r.delegate_id and b.practice = r.practice
                                 and (b.switched_off is not null or q.id is not null)) end) as active,
                     s.id as association, null::date as decided_on, null::date as born,
                     null::boolean as verify_first, null::smallint as young_age
                 from ("#
            + $cases
            + r#") r
                 left join association s on s.case_id = r.delegation_id and s.state <> 'ended'
                 left join account a on a.id = s.account_id
                 union all
                 select s.id, null, s.patient_id, s.person_id, s.practice, null, null, s.access, s.starts, s.ends,
                     (s.state = 'running' and a.switched_off is null and a.linked <> '{}'
                         and a.verification is not null),
                     s.id, case when s.proxy then s.decided_on end, coalesce(t.birth_date, p.birth_date),
                     x.verify_first, x.young_age
                 from ("#
            + $associations
            + r#") s
                 join account a on a.id = s.account_id
                 left join person p on p.id = s.patient_id
                 left join traced_person t on t.practice = s.practice and t.person_id = s.patient_id
                 left join account_options x on x.practice = s.practice
             ) o "#
            + $on
            + r#"
             left join association_use u on u.association_id = o.association
             left join switches w on w.practice = o.practice and w.patient_id is null
             left join switches v on v.practice = o.practice and v.patient_id = o.delegator_id
             "#
            + $rest,
            $($value),+
        )
    };
}
pub(super) use roles;

/// The roles of these rows, in their order.
pub(super) fn read(rows: Vec<Row>) -> Result<Vec<Role>, StorageError> {
    rows.into_iter().filter_map(|row| role(row).transpose()).collect()
}

/// The roles that hold on a day, as far as it takes more than the row to know.
pub(super) fn good(mut roles: Vec<Role>, today: Date) -> Vec<Role> {
    roles.retain(|role| role.is_good_on(today));
    roles
}

fn role(row: Row) -> Result<Option<Role>, StorageError> {
    const CORRUPT: StorageError = StorageError::Corrupt("role");
    let Some(id) = row.id else { return Ok(None) };
    let (services, record) = given(row.access, row.services, row.record_level.as_deref())?;
    let switches = [
        touched(row.practice_services, row.practice_record)?,
        touched(row.patient_services, row.patient_record)?,
    ];
    let (services, record) = what_is_left(services, record, &switches);
    let of_patient = ages(row.born, (row.verify_first, row.young_age));
    Ok(Some(Role {
        id,
        case: row.case_id.map(DelegationId),
        delegator: PersonId(row.delegator_id.ok_or(CORRUPT)?),
        delegate: PersonId(row.delegate_id.ok_or(CORRUPT)?),
        practice: OdsCode::parse(&row.practice.ok_or(CORRUPT)?)
            .map_err(|_| StorageError::Corrupt("practice"))?,
        services,
        record,
        starts: row.starts.ok_or(CORRUPT)?,
        ends: row.ends,
        active: row.active.ok_or(CORRUPT)?,
        association: row.association.map(AssociationId),
        used_on: row.used_on,
        aging: row.decided_on.map(|decided_on| (decided_on, of_patient)),
    }))
}

/// Services and level: as an association has them, or the view of cases.
fn given(
    access: Option<serde_json::Value>,
    services: Option<Vec<String>>,
    record: Option<&str>,
) -> Result<(Vec<Service>, RecordLevel), StorageError> {
    if let Some(access) = access {
        let access: Access = json(access, "access")?;
        return Ok((access.services().collect(), access.record()));
    }
    let services = services.unwrap_or_default();
    let services = services.iter().map(|code| Service::from_code(code)).collect::<Option<_>>();
    let record = record.and_then(RecordLevel::from_code);
    Ok((
        services.ok_or(StorageError::Corrupt("service"))?,
        record.ok_or(StorageError::Corrupt("record level"))?,
    ))
}
