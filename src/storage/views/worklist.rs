//! A practice's worklist.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::delegation::Stage;
use crate::domain::{DelegationId, OdsCode, PersonName};

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
}

/// How many cases of the practice are at each of `stages`.
///
/// # Errors
/// When the database fails.
pub async fn count(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    stages: &[Stage],
) -> Result<i64, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let count = sqlx::query_scalar("select count(*) from delegation where practice = $1 and stage = any($2)")
        .bind(practice.as_str())
        .bind(codes)
        .fetch_one(db)
        .await?;
    Ok(count)
}

/// One page of cases of the practice at `stage`, longest waiting first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn page(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    stage: Stage,
    (offset, limit): (i64, i64),
) -> Result<Vec<Line>, StorageError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select d.id, d.stage, d.requested_at, d.stage_since,
                coalesce(a.given_name, '') as delegator_given, coalesce(a.family_name, '') as delegator_family,
                coalesce(b.given_name, i.given_name) as delegate_given,
                coalesce(b.family_name, i.family_name) as delegate_family
         from delegation d
         join person a on a.id = d.delegator_id
         join person b on b.id = d.delegate_id
         join invitation i on i.delegation_id = d.id
         where d.practice = $1 and d.stage = $2
         order by d.stage_since, d.id offset $3 limit $4",
    )
    .bind(practice.as_str())
    .bind(stage.code())
    .bind(offset)
    .bind(limit)
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
    })
}
