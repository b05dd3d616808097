//! The numbers of a round, by practice; and the rows that did not move, for whoever can mend them.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::OdsCode;
use domain::transfer::{Counts, StoreCounts};

use crate::storage::StorageError;

/// The numbers of one practice in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// ODS code.
    pub practice: String,
    /// Ours.
    pub ours: Counts,
    /// The store's, where they were told.
    pub theirs: Option<StoreCounts>,
    /// Who confirmed that both agree, and when.
    pub confirmed: Option<(String, OffsetDateTime)>,
}

/// A row that did not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// ODS code of the practice, where it could be read.
    pub practice: Option<String>,
    /// The list.
    pub list: String,
    /// Its line there.
    pub line: i64,
    /// By what the GP system knows it.
    pub supplier_id: Option<String>,
    /// Whether it is excluded, is wrong, failed, or waits.
    pub standing: String,
    /// Why.
    pub why: String,
}

/// One time that a row failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// ODS code of the practice.
    pub practice: Option<String>,
    /// By what the GP system knows the row.
    pub supplier_id: Option<String>,
    /// Why, by code.
    pub fault: String,
    /// When.
    pub at: OffsetDateTime,
    /// How the row stands now.
    pub now: String,
}

/// A role that stands in the store, for the GP system to keep its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// By what the GP system knows the row.
    pub supplier_id: Option<String>,
    /// ODS code of the practice.
    pub practice: Option<String>,
    /// The role's id in the store.
    pub role_id: Option<String>,
    /// How it came to be there.
    pub state: String,
    /// Its first day.
    pub starts_on: Option<Date>,
}

/// The numbers of a round, by practice. What is gone from its list counts where it has a role, and nowhere else; what moves and
/// was never taken into the round waits, unless nobody knows its people any more.
///
/// # Errors
/// When the database fails.
pub async fn of_round(db: impl PgExecutor<'_>, round: Uuid) -> Result<Vec<Line>, StorageError> {
    let rows = sqlx::query!(
        r#"select p.practice as "practice!", p.store_created as "store_created?",
                  p.store_reactivated as "store_reactivated?", p.confirmed_by as "confirmed_by?",
                  p.confirmed_at as "confirmed_at?",
                  coalesce(m.expected, 0) as "expected!", coalesce(m.created, 0) as "created!",
                  coalesce(m.existed, 0) as "existed!", coalesce(m.reactivated, 0) as "reactivated!",
                  coalesce(m.failed, 0) as "failed!", coalesce(m.waiting, 0) as "waiting!",
                  (select count(*) from transfer_row r where r.practice = p.practice and r.standing = 'excluded')
                      as "excluded!",
                  (select count(*) from transfer_row r where r.practice = p.practice and r.standing = 'wrong')
                      as "wrong!"
           from transfer_practice p
           left join (
               select r.practice, count(*) as expected,
                      count(*) filter (where m.state = 'created') as created,
                      count(*) filter (where m.state = 'existed') as existed,
                      count(*) filter (where m.state = 'reactivated') as reactivated,
                      count(*) filter (where m.state = 'failed') as failed,
                      count(*) filter (where coalesce(m.state, 'waiting') in ('waiting', 'under_way')) as waiting
               from transfer_row r
               join transfer_practice o on o.practice = r.practice and o.round_id = $1
               left join transfer_move m on m.row_id = r.id and m.round_id = $1
               where m.state in ('created', 'existed', 'reactivated')
                  or (r.standing = 'moves' and (m.state is not null or r.patient is not null))
               group by r.practice
           ) m on m.practice = p.practice
           where p.round_id = $1 order by p.practice"#,
        round
    )
    .fetch_all(db)
    .await?;
    let whole = |count: i64| u64::try_from(count).unwrap_or(0);
    let lines = rows.into_iter().map(|row| Line {
        ours: Counts {
            expected: whole(row.expected),
            created: whole(row.created),
            existed: whole(row.existed),
            reactivated: whole(row.reactivated),
            failed: whole(row.failed),
            waiting: whole(row.waiting),
            excluded: whole(row.excluded),
            wrong: whole(row.wrong),
        },
        theirs: row.store_created.map(|created| StoreCounts {
            created: whole(created),
            reactivated: row.store_reactivated.map(whole),
        }),
        confirmed: row.confirmed_by.zip(row.confirmed_at),
        practice: row.practice,
    });
    Ok(lines.collect())
}

/// The rows of a round's practices that have no role: excluded, wrong, failed or waiting.
///
/// # Errors
/// When the database fails.
pub async fn left(db: impl PgExecutor<'_>, round: Uuid) -> Result<Vec<Left>, StorageError> {
    let rows = sqlx::query_as!(
        Left,
        r#"select r.practice as "practice?", r.list as "list!", r.line as "line!", r.supplier_id as "supplier_id?",
                  case when r.standing = 'moves' then coalesce(m.state, 'waiting') else r.standing end as "standing!",
                  coalesce(m.fault, r.why) as "why!"
           from transfer_row r join transfer_practice p on p.practice = r.practice and p.round_id = $1
           left join transfer_move m on m.row_id = r.id and m.round_id = $1
           where r.standing in ('excluded', 'wrong')
              or (r.standing = 'moves' and coalesce(m.state, 'waiting') in ('waiting', 'under_way', 'failed')
                  and (m.state is not null or r.patient is not null))
           order by r.practice, r.list, r.line"#,
        round
    );
    Ok(rows.fetch_all(db).await?)
}

/// Each time that a row of the round failed, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn failures(db: impl PgExecutor<'_>, round: Uuid) -> Result<Vec<Failure>, StorageError> {
    let rows = sqlx::query_as!(
        Failure,
        r#"select r.practice, r.supplier_id, f.fault, f.at, m.state as now
           from transfer_failure f join transfer_row r on r.id = f.row_id
           join transfer_move m on m.row_id = f.row_id and m.round_id = f.round_id
           where f.round_id = $1 order by f.id"#,
        round
    );
    Ok(rows.fetch_all(db).await?)
}

/// The roles of a round that stand in the store, after this row, at most so many; with the number of the last one.
///
/// # Errors
/// When the database fails.
pub async fn kept(
    db: impl PgExecutor<'_>,
    (round, after): (Uuid, i64),
    limit: i64,
) -> Result<Vec<(i64, Kept)>, StorageError> {
    let rows = sqlx::query!(
        "select m.row_id, r.supplier_id, r.practice, m.role_id, m.state, r.starts_on
         from transfer_move m join transfer_row r on r.id = m.row_id
         where m.round_id = $1 and m.row_id > $2 and m.role_id is not null order by m.row_id limit $3",
        round,
        after,
        limit
    )
    .fetch_all(db)
    .await?;
    let kept = rows.into_iter().map(|row| {
        let (supplier_id, practice, role_id) = (row.supplier_id, row.practice, row.role_id);
        (row.row_id, Kept { supplier_id, practice, role_id, state: row.state, starts_on: row.starts_on })
    });
    Ok(kept.collect())
}

/// The rows of one practice, whatever round they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// ODS code.
    pub practice: String,
    /// Rows that move.
    pub moves: i64,
    /// Rows that are excluded.
    pub excluded: i64,
    /// Rows that could not be read.
    pub wrong: i64,
}

/// The rows of these practices, by code; one without rows is missing.
///
/// # Errors
/// When the database fails.
pub async fn ready(db: impl PgExecutor<'_>, practices: &[OdsCode]) -> Result<Vec<Ready>, StorageError> {
    let codes: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let rows = sqlx::query_as!(
        Ready,
        r#"select practice as "practice!", count(*) filter (where standing = 'moves') as "moves!",
                  count(*) filter (where standing = 'excluded') as "excluded!",
                  count(*) filter (where standing = 'wrong') as "wrong!"
           from transfer_row where practice = any($1) and standing <> 'gone' group by practice order by practice"#,
        &codes as &[&str]
    );
    Ok(rows.fetch_all(db).await?)
}
