//! Letters that tell practices of a round: what each says is kept with it, and how it went stands in the ledger.

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use domain::OdsCode;

use crate::storage::StorageError;
use crate::storage::outbox::SEND_MESSAGE;

/// The kind of what such a message is about.
pub const KIND: &str = "transfer_letter";
/// The code of the message in the ledger.
const MESSAGE: &str = "moving";

/// A letter: everything that it says of a practice and its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Our opaque id; of its message the same.
    pub id: Uuid,
    /// The round.
    pub round: Uuid,
    /// The practice.
    pub practice: OdsCode,
    /// Rows that move.
    pub moves: u64,
    /// Rows that are excluded.
    pub excluded: u64,
    /// Rows that could not be read.
    pub wrong: u64,
    /// When the move begins.
    pub opens: OffsetDateTime,
    /// When that window closes.
    pub closes: OffsetDateTime,
}

/// How the last letter to a practice went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// ODS code.
    pub practice: String,
    /// When it was told.
    pub at: OffsetDateTime,
    /// Who had it sent.
    pub by: String,
    /// Whether MESH or the mail server has it.
    pub is_sent: bool,
    /// Why it was given up, by code.
    pub fault: Option<String>,
}

/// Keeps others from telling the practices of a round until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(transaction: &mut PgConnection, round: Uuid) -> Result<(), StorageError> {
    sqlx::query!("select id from transfer_round where id = $1 for update", round)
        .fetch_one(transaction)
        .await?;
    Ok(())
}

/// Has a letter sent, with its line in the ledger.
///
/// # Errors
/// When the database fails.
pub async fn send(
    db: impl PgExecutor<'_>,
    letter: &Letter,
    by: &str,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query!(
        "with l as (
             insert into transfer_letter (id, round_id, practice, told_by, told_at, moves, excluded, wrong, opens_at, closes_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             returning id, practice, told_at
         ), m as (
             insert into message (id, kind, aggregate_id, message, recipient, channel, queued_at)
             select l.id, $11::text, l.id, $12::text, 'practice', coalesce(p.channel, 'email'), l.told_at
             from l left join practice p on p.ods_code = l.practice
             returning id
         )
         insert into outbox (id, key, task, kind, aggregate_id, message_id, run_at)
         select l.id, l.id::text || '.moving', $13::text, $11::text, l.id, l.id, l.told_at from l",
        letter.id,
        letter.round,
        letter.practice.as_str(),
        by,
        now,
        whole(letter.moves),
        whole(letter.excluded),
        whole(letter.wrong),
        letter.opens,
        letter.closes,
        KIND,
        MESSAGE,
        SEND_MESSAGE
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The letter of this id.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Letter>, StorageError> {
    let row = sqlx::query!(
        "select id, round_id, practice, moves, excluded, wrong, opens_at, closes_at
         from transfer_letter where id = $1",
        id
    )
    .fetch_optional(db)
    .await?;
    let whole = |count: i64| u64::try_from(count).unwrap_or(0);
    let letter = row.map(|row| {
        Ok(Letter {
            id: row.id,
            round: row.round_id,
            practice: OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?,
            moves: whole(row.moves),
            excluded: whole(row.excluded),
            wrong: whole(row.wrong),
            opens: row.opens_at,
            closes: row.closes_at,
        })
    });
    letter.transpose()
}

/// The last letter to each practice of a round, by code; one that was not told is missing.
///
/// # Errors
/// When the database fails.
pub async fn of_round(db: impl PgExecutor<'_>, round: Uuid) -> Result<Vec<Told>, StorageError> {
    let rows = sqlx::query_as!(
        Told,
        r#"select distinct on (l.practice) l.practice as "practice!", l.told_at as "at!", l.told_by as "by!",
                  m.sent_at is not null as "is_sent!",
                  case when m.failed_at is not null then m.last_fault end as "fault?"
           from transfer_letter l join message m on m.id = l.id
           where l.round_id = $1 order by l.practice, l.id desc"#,
        round
    );
    Ok(rows.fetch_all(db).await?)
}
