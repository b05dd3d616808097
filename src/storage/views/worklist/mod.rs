//! A practice's worklist: the cases that were sent to it.

/// The columns of a line, for the queries that are written once.
macro_rules! lines {
    ($($where:expr),+) => {
        concat!(
            "select d.id, d.stage, d.requested_at, d.stage_since,
                    coalesce(a.given_name, '') as delegator_given, coalesce(a.family_name, '') as delegator_family,
                    coalesce(b.given_name, i.given_name) as delegate_given,
                    coalesce(b.family_name, i.family_name) as delegate_family,
                    d.change_asked is not null as change_asked, t.name as taken_by, ",
            crate::storage::views::undelivered::undelivered!(),
            " is not null as undelivered
             from delegation d
             join person a on a.id = d.delegator_id
             join person b on b.id = d.delegate_id
             join invitation i on i.delegation_id = d.id
             left join assignment x on x.delegation_id = d.id
             left join staff t on t.id = x.staff_id
             where d.practice = $1 and d.sent_to_practice_at is not null and ",
            $($where),+
        )
    };
}

mod merged;
mod narrowed;
mod search;

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::delegation::Stage;
use domain::{DelegationId, OdsCode, PersonName};

use crate::storage::StorageError;

pub use merged::page;
pub use narrowed::{Narrowed, count_narrowed, narrowed};
pub use search::{by_name, by_number};

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
    /// When the request was made.
    pub requested_at: OffsetDateTime,
    /// When the stage was entered.
    pub since: OffsetDateTime,
    /// The delegator asks for other access.
    pub change_asked: bool,
    /// Name of the member of staff who has taken it.
    pub taken_by: Option<String>,
    /// A message about it did not reach the practice as it should; see [`super::undelivered`].
    pub undelivered: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    stage: String,
    delegator_given: String,
    delegator_family: String,
    delegate_given: String,
    delegate_family: String,
    requested_at: OffsetDateTime,
    stage_since: OffsetDateTime,
    change_asked: bool,
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

/// How many cases of the practice are at each stage; stages without any are left out.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn counts(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
) -> Result<Vec<(Stage, usize)>, StorageError> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "select stage, count(*) from delegation
         where practice = $1 and sent_to_practice_at is not null group by stage",
    )
    .bind(practice.as_str())
    .fetch_all(db)
    .await?;
    let count = |(stage, count): (String, i64)| {
        let stage = Stage::from_code(&stage).ok_or(StorageError::Corrupt("stage"))?;
        Ok((stage, usize::try_from(count).unwrap_or_default()))
    };
    rows.into_iter().map(count).collect()
}

fn line(row: Row) -> Result<Line, StorageError> {
    Ok(Line {
        id: DelegationId(row.id),
        stage: Stage::from_code(&row.stage).ok_or(StorageError::Corrupt("stage"))?,
        delegator: PersonName::new(row.delegator_given, row.delegator_family),
        delegate: PersonName::new(row.delegate_given, row.delegate_family),
        requested_at: row.requested_at,
        since: row.stage_since,
        change_asked: row.change_asked,
        taken_by: row.taken_by,
        undelivered: row.undelivered,
    })
}
