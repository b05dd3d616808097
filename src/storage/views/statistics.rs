//! A practice's figures, from the history of the cases that were sent to it.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};

use crate::storage::views::worklist::{Counts, Narrowed, count_narrowed, counts};
use crate::storage::{PgPool, StorageError};
use domain::OdsCode;
use domain::delegation::Stage;

/// A practice's figures as they stood at about one moment.
#[derive(Debug)]
pub struct Figures {
    /// What came of cases, by London month (`YYYY-MM`); months without anything are left out.
    pub outcomes: Vec<(String, Outcomes)>,
    /// How long first decisions took.
    pub decisions: Decisions,
    /// How many cases are where.
    pub counts: Counts,
    /// How many wait for longer than they should.
    pub overdue: usize,
}

/// Reads them: what happened from `since` on, what is so today, and which of those that wait are overdue.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn figures(
    db: &PgPool,
    practice: &OdsCode,
    (since, today): (OffsetDateTime, Date),
    overdue: &Narrowed,
) -> Result<Figures, StorageError> {
    let waiting = [Stage::WithPractice, Stage::Ending];
    Ok(Figures {
        outcomes: outcomes(db, practice, since).await?,
        decisions: decisions(db, practice, since).await?,
        counts: counts(db, practice, (today, today)).await?,
        overdue: count_narrowed(db, practice, (&waiting, overdue)).await?,
    })
}

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

/// Outcomes by month (`YYYY-MM`) from `since` on; months without any are left out.
///
/// # Errors
/// When the database fails.
async fn outcomes(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    since: OffsetDateTime,
) -> Result<Vec<(String, Outcomes)>, StorageError> {
    let rows = sqlx::query!(
        r#"select to_char(e.at at time zone 'Europe/London', 'YYYY-MM') as "month!",
                count(*) filter (where e.name in ('delegation_applied', 'delegation_reactivated')) as "set!",
                count(*) filter (where e.name = 'delegation_refused') as "refused!",
                count(*) filter (where e.name in ('delegation_withdrawn', 'request_closed')) as "withdrawn!",
                count(*) filter (where e.name = 'delegation_revoked') as "ended!"
         from delegation d join event e on e.aggregate_id = d.id
         where d.practice = $1 and d.sent_to_practice_at is not null and e.at >= $2
             and e.name in ('delegation_applied', 'delegation_reactivated', 'delegation_refused',
                            'delegation_withdrawn', 'request_closed', 'delegation_revoked')
         group by 1"#,
        practice.as_str(),
        since
    )
    .fetch_all(db)
    .await?;
    let outcomes = rows.into_iter().map(|row| {
        let (set, refused, withdrawn, ended) = (row.set, row.refused, row.withdrawn, row.ended);
        (row.month, Outcomes { set, refused, withdrawn, ended })
    });
    Ok(outcomes.collect())
}

/// How long first decisions took, in days; none without a decision.
#[derive(Debug, Clone, Copy, PartialEq)]
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
async fn decisions(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    since: OffsetDateTime,
) -> Result<Decisions, StorageError> {
    let decisions = sqlx::query_as!(
        Decisions,
        r#"select count(*) as "count!", percentile_cont(0.5) within group (order by days) as median,
                percentile_cont(0.9) within group (order by days) as most
         from (
             select (extract(epoch from min(e.at) - d.sent_to_practice_at) / 86400)::float8 as days, min(e.at) as at
             from delegation d
             join event e on e.aggregate_id = d.id and e.name in ('delegation_applied', 'delegation_refused')
             where d.practice = $1 and d.sent_to_practice_at is not null group by d.id
         ) first where at >= $2"#,
        practice.as_str(),
        since
    )
    .fetch_one(db)
    .await?;
    Ok(decisions)
}
