//! A practice's worklist: the cases that were sent to it.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::delegation::Stage;
use crate::domain::{DelegationId, NhsNumber, OdsCode, PersonName, StaffId};

use crate::storage::StorageError;

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

/// The query in one direction. Each stage gives its first lines by the index `delegation_worklist`, then they are
/// merged: so a page costs its own length, not that of the list behind it.
macro_rules! merged {
    ($direction:literal) => {
        concat!(
            "select d.id, d.stage, d.requested_at, d.stage_since,
                    coalesce(a.given_name, '') as delegator_given, coalesce(a.family_name, '') as delegator_family,
                    coalesce(b.given_name, i.given_name) as delegate_given,
                    coalesce(b.family_name, i.family_name) as delegate_family, d.change_asked is not null as change_asked,
                    t.name as taken_by
             from (
                 select one.* from unnest($2::text[]) as asked(stage)
                 cross join lateral (
                     select id, stage, requested_at, stage_since, delegator_id, delegate_id, change_asked from delegation
                     where practice = $1 and stage = asked.stage and sent_to_practice_at is not null
                     order by stage_since ",
            $direction,
            ", id ",
            $direction,
            " limit $3 + $4
                 ) one
                 order by stage_since ",
            $direction,
            ", id ",
            $direction,
            " offset $3 limit $4
             ) d
             join person a on a.id = d.delegator_id
             join person b on b.id = d.delegate_id
             join invitation i on i.delegation_id = d.id
             left join assignment x on x.delegation_id = d.id
             left join staff t on t.id = x.staff_id
             order by d.stage_since ",
            $direction,
            ", d.id ",
            $direction
        )
    };
}

/// One page of cases of the practice at `stages`.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn page(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    stages: &[Stage],
    (order, window): (Order, Window),
) -> Result<Vec<Line>, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let rows: Vec<Row> = sqlx::query_as(match order {
        Order::LongestFirst => merged!("asc"),
        Order::LatestFirst => merged!("desc"),
    })
    .bind(practice.as_str())
    .bind(codes)
    .bind(window.offset)
    .bind(window.limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
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
    })
}

/// What a list is narrowed to; all that is said must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Only what came to its stage before this.
    pub since_before: Option<OffsetDateTime>,
    /// Only what this member of staff has taken.
    pub taken_by: Option<StaffId>,
    /// Only what the delegator asks to be changed.
    pub change_asked: bool,
}

/// The columns of a line, for the queries that are written once.
macro_rules! lines {
    ($where:literal) => {
        concat!(
            "select d.id, d.stage, d.requested_at, d.stage_since,
                    coalesce(a.given_name, '') as delegator_given, coalesce(a.family_name, '') as delegator_family,
                    coalesce(b.given_name, i.given_name) as delegate_given,
                    coalesce(b.family_name, i.family_name) as delegate_family,
                    d.change_asked is not null as change_asked, t.name as taken_by
             from delegation d
             join person a on a.id = d.delegator_id
             join person b on b.id = d.delegate_id
             join invitation i on i.delegation_id = d.id
             left join assignment x on x.delegation_id = d.id
             left join staff t on t.id = x.staff_id
             where d.practice = $1 and d.sent_to_practice_at is not null and ",
            $where
        )
    };
}

/// The cases at `stages` that are left when the list is narrowed, longest waiting first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn narrowed(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (stages, to): (&[Stage], Narrowed),
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let rows: Vec<Row> = sqlx::query_as(lines!(
        "d.stage = any($2) and ($3::timestamptz is null or d.stage_since < $3)
             and ($4::uuid is null or x.staff_id = $4) and (not $5 or d.change_asked is not null)
             order by d.stage_since, d.id limit $6"
    ))
    .bind(practice.as_str())
    .bind(codes)
    .bind(to.since_before)
    .bind(to.taken_by.map(|staff| staff.0))
    .bind(to.change_asked)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}

/// The cases in which one of the two people has a name with words that begin with all of `words` (folded as
/// `domain::person::search_words` does), newest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_name(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    words: &[String],
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let begins: Vec<String> = words.iter().map(|word| format!("% {word}%")).collect();
    let rows: Vec<Row> = sqlx::query_as(lines!(
        "(a.search_name like all($2) or b.search_name like all($2)) order by d.stage_since desc, d.id limit $3"
    ))
    .bind(practice.as_str())
    .bind(begins)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}

/// The cases of the person with this NHS number, on either side, newest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_number(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    number: &NhsNumber,
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let rows: Vec<Row> = sqlx::query_as(lines!(
        "d.id in (
                 select id from delegation where delegator_id = (select id from person where nhs_number = $2)
                 union all
                 select id from delegation where delegate_id = (select id from person where nhs_number = $2)
             ) order by d.stage_since desc, d.id limit $3"
    ))
    .bind(practice.as_str())
    .bind(number.as_str())
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}
