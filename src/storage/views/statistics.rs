//! A practice's figures, from the history of the cases that were sent to it.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::storage::StorageError;
use domain::OdsCode;

/// What came of cases in one London month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Access was set, the first time or again.
    pub set: i64,
    /// The practice said no.
    pub refused: i64,
    /// Taken back by a citizen, or closed, before the practice decided.
    pub withdrawn: i64,
    /// Access ended.
    pub ended: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    month: String,
    set: i64,
    refused: i64,
    withdrawn: i64,
    ended: i64,
}

/// Outcomes by month (`YYYY-MM`) from `since` on; months without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn outcomes(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    since: OffsetDateTime,
) -> Result<Vec<(String, Outcomes)>, StorageError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select to_char(e.at at time zone 'Europe/London', 'YYYY-MM') as month,
                count(*) filter (where e.name in ('delegation_applied', 'delegation_reactivated')) as set,
                count(*) filter (where e.name = 'delegation_refused') as refused,
                count(*) filter (where e.name in ('delegation_withdrawn', 'request_closed')) as withdrawn,
                count(*) filter (where e.name = 'delegation_revoked') as ended
         from delegation d join event e on e.delegation_id = d.id
         where d.practice = $1 and d.sent_to_practice_at is not null and e.at >= $2
             and e.name in ('delegation_applied', 'delegation_reactivated', 'delegation_refused',
                            'delegation_withdrawn', 'request_closed', 'delegation_revoked')
         group by month",
    )
    .bind(practice.as_str())
    .bind(since)
    .fetch_all(db)
    .await?;
    let outcomes = |row: Row| {
        let Row { month, set, refused, withdrawn, ended } = row;
        (month, Outcomes { set, refused, withdrawn, ended })
    };
    Ok(rows.into_iter().map(outcomes).collect())
}

/// How long first decisions took, in days; none without a decision.
#[derive(Debug, Clone, Copy, PartialEq, sqlx::FromRow)]
pub struct Decisions {
    /// How many there were.
    pub count: i64,
    /// Half were quicker.
    pub median: Option<f64>,
    /// Nine in ten were quicker.
    pub most: Option<f64>,
}

/// From the day on which a case came to the practice until it first decided, for decisions from `since` on.
///
/// # Errors
/// When the database fails.
pub async fn decisions(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    since: OffsetDateTime,
) -> Result<Decisions, StorageError> {
    let decisions = sqlx::query_as(
        "select count(*) as count, percentile_cont(0.5) within group (order by days) as median,
                percentile_cont(0.9) within group (order by days) as most
         from (
             select (extract(epoch from min(e.at) - d.sent_to_practice_at) / 86400)::float8 as days, min(e.at) as at
             from delegation d
             join event e on e.delegation_id = d.id and e.name in ('delegation_applied', 'delegation_refused')
             where d.practice = $1 and d.sent_to_practice_at is not null group by d.id
         ) first where at >= $2",
    )
    .bind(practice.as_str())
    .bind(since)
    .fetch_one(db)
    .await?;
    Ok(decisions)
}
