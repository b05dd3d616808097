//! Cases found by a person's name, number or date of birth, or by the code of their invitation.

use sqlx::PgExecutor;
use time::Date;

use crate::storage::StorageError;
use domain::{NhsNumber, OdsCode};

use super::{Line, Row, line};

/// The cases in which one of the two people has a name with words that begin with all of `words` (folded as
/// `domain::person::search_words` does), or with all of them as one word, newest first.
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
    let as_one = format!("% {}%", words.concat());
    let rows = lines!(
        "delegation",
        "where d.practice = $1 and d.sent_to_practice_at is not null
             and (a.search_name like all($2) or b.search_name like all($2)
                  or a.search_name like $4 or b.search_name like $4)
         order by d.stage_since desc, d.id limit $3";
        practice.as_str(),
        &begins[..],
        limit,
        as_one
    )
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
    let rows = lines!(
        "delegation",
        "where d.practice = $1 and d.sent_to_practice_at is not null
             and (d.delegator_id = (select id from person where nhs_number = $2)
                  or d.delegate_id = (select id from person where nhs_number = $2))
         order by d.stage_since desc, d.id limit $3";
        practice.as_str(),
        number.as_str(),
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}

/// The cases in which one of the two people was born on this day, newest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_birth_date(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    born: Date,
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let rows = lines!(
        "delegation",
        "where d.practice = $1 and d.sent_to_practice_at is not null
             and (a.birth_date = $2 or coalesce(b.birth_date, i.birth_date) = $2)
         order by d.stage_since desc, d.id limit $3";
        practice.as_str(),
        born,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}

/// The case whose invitation had the code with this hash, now or earlier: it is what people quote.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_code(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    hash: &[u8],
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let rows = lines!(
        "delegation",
        "where d.practice = $1 and d.sent_to_practice_at is not null
             and d.id = (select delegation_id from invitation_code where code_hash = $2)
         order by d.stage_since desc, d.id limit $3";
        practice.as_str(),
        hash,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}
