//! Cases found by a person's name or number.

use sqlx::PgExecutor;

use crate::storage::StorageError;
use domain::{NhsNumber, OdsCode};

use super::{Line, Row, line};

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
        "(d.delegator_id = (select id from person where nhs_number = $2)
              or d.delegate_id = (select id from person where nhs_number = $2)) order by d.stage_since desc, d.id limit $3"
    ))
    .bind(practice.as_str())
    .bind(number.as_str())
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}
