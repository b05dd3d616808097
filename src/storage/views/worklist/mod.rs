//! A practice's worklist: the cases that were sent to it.

/// A checked query for lines: from which delegations `d`, what else is asked of them, in what order.
macro_rules! lines {
    ($($from:literal)+, $($rest:literal)+; $($value:expr),+ $(,)?) => {
        $crate::storage::views::undelivered::with_mark!(query_as!(
            Row,
            r#"select d.id, d.stage, d.requested_at, d.stage_since,
                    coalesce(a.given_name, '') as "delegator_given!",
                    coalesce(a.family_name, '') as "delegator_family!",
                    coalesce(b.given_name, i.given_name) as "delegate_given!",
                    coalesce(b.family_name, i.family_name) as "delegate_family!",
                    a.nhs_number as "delegator_number!", a.birth_date as "delegator_born?",
                    b.nhs_number as "delegate_number!", coalesce(b.birth_date, i.birth_date) as "delegate_born?",
                    (select r.ends from role r where r.delegation_id = d.id) as "ends?",
                    (select n.until from waiting_now n where n.delegation_id = d.id) as "waits_until?",
                    d.change_asked is not null as "change_asked!", d.former is not null as "moved_here!", t.name as "taken_by?", "#,
            mark,
            r#" is not null as "undelivered!" from "#
            $($from)+
            " d
             join person a on a.id = d.delegator_id
             join person b on b.id = d.delegate_id
             join invitation i on i.delegation_id = d.id
             left join assignment x on x.delegation_id = d.id and d.open
             left join staff t on t.id = x.staff_id "
            $($rest)+;
            $($value),+
        ))
    };
}

mod merged;
mod narrowed;
mod queues;
mod search;

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::delegation::Stage;
use domain::{DelegationId, NhsNumber, PersonName};

use crate::storage::StorageError;

pub use merged::page;
pub use narrowed::{Narrowed, count_narrowed, narrowed};
pub use queues::{Counts, counts, failed, next};
pub use search::{by_birth_date, by_code, by_name, by_number};

/// One line of the worklist.
#[derive(Debug, Clone)]
pub struct Line {
    /// The delegation.
    pub id: DelegationId,
    /// Its stage.
    pub stage: Stage,
    /// The delegator, as NHS login named them.
    pub delegator: PersonName,
    /// The delegate, as NHS login named them, or as the delegator did before that.
    pub delegate: PersonName,
    /// The delegator's NHS number.
    pub delegator_number: NhsNumber,
    /// The delegator's date of birth.
    pub delegator_born: Option<Date>,
    /// The delegate's NHS number.
    pub delegate_number: NhsNumber,
    /// The delegate's date of birth.
    pub delegate_born: Option<Date>,
    /// The last day of the access that is set.
    pub ends: Option<Date>,
    /// The day until which the practice waits, or waited, for one of the two.
    pub waits_until: Option<Date>,
    /// When the request was made.
    pub requested_at: OffsetDateTime,
    /// When the stage was entered.
    pub since: OffsetDateTime,
    /// The delegator asks for other access.
    pub change_asked: bool,
    /// It came with a patient who moved here.
    pub moved_here: bool,
    /// Name of the member of staff who has taken it.
    pub taken_by: Option<String>,
    /// A message about it did not reach the practice as it should; see [`super::undelivered`].
    pub undelivered: bool,
}

struct Row {
    id: Uuid,
    stage: String,
    delegator_given: String,
    delegator_family: String,
    delegate_given: String,
    delegate_family: String,
    delegator_number: String,
    delegator_born: Option<Date>,
    delegate_number: String,
    delegate_born: Option<Date>,
    ends: Option<Date>,
    waits_until: Option<Date>,
    requested_at: OffsetDateTime,
    stage_since: OffsetDateTime,
    change_asked: bool,
    moved_here: bool,
    taken_by: Option<String>,
    undelivered: bool,
}

/// Which lines of a list: so many after so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many are skipped.
    pub offset: i64,
    /// How many are shown.
    pub limit: i64,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What has been at its stage longest: lists of work.
    LongestFirst,
    /// What has come to its stage last: lists of what is over.
    LatestFirst,
    /// The oldest request.
    RequestedFirst,
    /// The newest request.
    RequestedLast,
    /// The delegator's family name, from A on.
    NameUp,
    /// The same, from Z on.
    NameDown,
}

fn line(row: Row) -> Result<Line, StorageError> {
    Ok(Line {
        id: DelegationId(row.id),
        stage: Stage::from_code(&row.stage).ok_or(StorageError::Corrupt("stage"))?,
        delegator: PersonName::new(row.delegator_given, row.delegator_family),
        delegate: PersonName::new(row.delegate_given, row.delegate_family),
        delegator_number: number(&row.delegator_number)?,
        delegator_born: row.delegator_born,
        delegate_number: number(&row.delegate_number)?,
        delegate_born: row.delegate_born,
        ends: row.ends,
        waits_until: row.waits_until,
        requested_at: row.requested_at,
        since: row.stage_since,
        change_asked: row.change_asked,
        moved_here: row.moved_here,
        taken_by: row.taken_by,
        undelivered: row.undelivered,
    })
}

fn number(text: &str) -> Result<NhsNumber, StorageError> {
    NhsNumber::parse(text).map_err(|_| StorageError::Corrupt("NHS number"))
}
