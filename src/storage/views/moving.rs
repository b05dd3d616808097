//! How moving a practice's linked accounts to the national store stands, for its staff.

use uuid::Uuid;

use domain::OdsCode;
use domain::transfer::Exclusion;

use crate::storage::{PgPool, StorageError};

/// The numbers of a practice; what is in the store and what failed are those of its last live round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moving {
    /// Rows that move.
    pub moves: i64,
    /// Of these, those with an active role in the store.
    pub in_store: i64,
    /// Of these, those that the store did not take.
    pub failed: i64,
    /// Rows that are excluded.
    pub excluded: i64,
    /// Rows that could not be read.
    pub wrong: i64,
}

/// A row that is not moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMoved {
    /// By what the GP system knows it.
    pub supplier_id: String,
    /// The list.
    pub list: String,
    /// Its line there.
    pub line: i64,
    /// Why.
    pub why: Why,
}

/// Why a row is not moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is no role.
    Excluded(Exclusion),
    /// These columns cannot be read.
    Wrong(Vec<String>),
    /// The store did not take it.
    Failed,
}

/// The last live round of a practice, of which its numbers are.
async fn last_live(db: &PgPool, practice: &OdsCode) -> Result<Option<Uuid>, StorageError> {
    let round = sqlx::query_scalar!(
        "select o.id from transfer_round o join transfer_practice p on p.round_id = o.id
         where o.environment = 'live' and p.practice = $1 order by o.id desc limit 1",
        practice.as_str()
    );
    Ok(round.fetch_optional(db).await?)
}

/// The numbers of a practice.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &PgPool, practice: &OdsCode) -> Result<Moving, StorageError> {
    let round = last_live(db, practice).await?;
    let numbers = sqlx::query_as!(
        Moving,
        r#"select count(*) filter (where r.standing = 'moves') as "moves!",
                  count(*) filter (where r.standing = 'moves' and m.state in ('created', 'existed', 'reactivated'))
                      as "in_store!",
                  count(*) filter (where r.standing = 'moves' and m.state = 'failed') as "failed!",
                  count(*) filter (where r.standing = 'excluded') as "excluded!",
                  count(*) filter (where r.standing = 'wrong') as "wrong!"
           from transfer_row r
           left join transfer_move m on m.row_id = r.id and m.round_id = $2
           where r.practice = $1 and r.standing <> 'gone'"#,
        practice.as_str(),
        round
    );
    Ok(numbers.fetch_one(db).await?)
}

/// The rows of a practice that are not moved, in the order of its lists.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn left(db: &PgPool, practice: &OdsCode, limit: i64) -> Result<Vec<NotMoved>, StorageError> {
    let round = last_live(db, practice).await?;
    let rows = sqlx::query!(
        r#"select coalesce(r.supplier_id, '') as "supplier_id!", r.list as "list!", r.line as "line!",
                  r.standing as "standing!", r.why as "why!"
           from transfer_row r
           left join transfer_move m on m.row_id = r.id and m.round_id = $3
           where r.practice = $1
               and (r.standing in ('excluded', 'wrong') or (r.standing = 'moves' and m.state = 'failed'))
           order by r.list, r.line limit $2"#,
        practice.as_str(),
        limit,
        round
    )
    .fetch_all(db)
    .await?;
    let left = rows.into_iter().map(|row| {
        let why = match row.standing.as_str() {
            "excluded" => {
                Exclusion::from_code(&row.why).map(Why::Excluded).ok_or(StorageError::Corrupt("exclusion"))?
            }
            "wrong" => Why::Wrong(columns(&row.why)),
            _ => Why::Failed,
        };
        Ok(NotMoved { supplier_id: row.supplier_id, list: row.list, line: row.line, why })
    });
    left.collect()
}

/// Of each `column:code` the column, once.
fn columns(why: &str) -> Vec<String> {
    let mut all: Vec<String> =
        why.split(' ').filter_map(|one| one.split(':').next()).map(str::to_owned).collect();
    all.dedup();
    all
}
