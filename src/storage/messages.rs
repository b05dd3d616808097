//! The ledger of messages.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::channel::Channel;
use domain::delegation::{Message, Recipient};
use domain::{About, DelegationId};

use super::StorageError;

/// One line of the ledger.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Our opaque id.
    pub id: Uuid,
    /// About what.
    pub about: About,
    /// Which message.
    pub message: Message,
    /// To whom.
    pub recipient: Recipient,
    /// When it was decided to send it.
    pub queued_at: OffsetDateTime,
    /// How often delivery was tried.
    pub attempts: i32,
    /// When the mail server took it.
    pub sent_at: Option<OffsetDateTime>,
    /// When we gave up.
    pub failed_at: Option<OffsetDateTime>,
    /// When it was left out, because the practice had switched it off.
    pub muted_at: Option<OffsetDateTime>,
    /// The way it goes; to a practice, the last that was tried.
    pub channel: Option<Channel>,
    /// When we learned that MESH did not deliver it, so that it goes by e-mail.
    pub undelivered_at: Option<OffsetDateTime>,
    /// The subject that its e-mail went with.
    pub subject: Option<String>,
    /// The tag of the language that it went in.
    pub language: Option<String>,
}

/// A line as it is kept.
pub(super) struct Row {
    pub id: Uuid,
    pub kind: String,
    pub aggregate_id: Uuid,
    pub message: String,
    pub recipient: String,
    pub queued_at: OffsetDateTime,
    pub attempts: i32,
    pub sent_at: Option<OffsetDateTime>,
    pub failed_at: Option<OffsetDateTime>,
    pub muted_at: Option<OffsetDateTime>,
    pub channel: String,
    pub undelivered_at: Option<OffsetDateTime>,
    pub subject: Option<String>,
    pub language: Option<String>,
}

impl TryFrom<Row> for Entry {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Entry, StorageError> {
        Ok(Entry {
            id: row.id,
            about: About::stored(row.kind, row.aggregate_id),
            message: Message::from_code(&row.message).ok_or(StorageError::Corrupt("message"))?,
            recipient: Recipient::from_code(&row.recipient).ok_or(StorageError::Corrupt("recipient"))?,
            queued_at: row.queued_at,
            attempts: row.attempts,
            sent_at: row.sent_at,
            failed_at: row.failed_at,
            muted_at: row.muted_at,
            channel: Channel::from_code(&row.channel),
            undelivered_at: row.undelivered_at,
            subject: row.subject,
            language: row.language,
        })
    }
}

/// A line as a query has it in an array: the columns of [`Row`] in two groups, as a record of ours has nine at most.
pub(super) type Record = (Queued, Gone);
type Queued = (Uuid, String, Uuid, String, String, OffsetDateTime, i32);
type Gone = (
    Option<OffsetDateTime>,
    Option<OffsetDateTime>,
    Option<OffsetDateTime>,
    String,
    Option<OffsetDateTime>,
    Option<String>,
    Option<String>,
);

/// The line of such a record.
pub(super) fn read((queued, gone): Record) -> Result<Entry, StorageError> {
    let (id, kind, aggregate_id, message, recipient, queued_at, attempts) = queued;
    let (sent_at, failed_at, muted_at, channel, undelivered_at, subject, language) = gone;
    Entry::try_from(Row {
        id,
        kind,
        aggregate_id,
        message,
        recipient,
        queued_at,
        attempts,
        sent_at,
        failed_at,
        muted_at,
        channel,
        undelivered_at,
        subject,
        language,
    })
}

/// The columns of a line out of a record that has others besides.
macro_rules! row {
    ($record:ident) => {
        $crate::storage::messages::Row {
            id: $record.id,
            kind: $record.kind,
            aggregate_id: $record.aggregate_id,
            message: $record.message,
            recipient: $record.recipient,
            queued_at: $record.queued_at,
            attempts: $record.attempts,
            sent_at: $record.sent_at,
            failed_at: $record.failed_at,
            muted_at: $record.muted_at,
            channel: $record.channel,
            undelivered_at: $record.undelivered_at,
            subject: $record.subject,
            language: $record.language,
        }
    };
}
pub(super) use row;

/// One line.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Entry>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, kind, aggregate_id, message, recipient, queued_at, attempts, sent_at, failed_at, muted_at, channel,
                 undelivered_at, subject, language
         from message where id = $1",
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Entry::try_from).transpose()
}

/// All lines of one delegation, oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_delegation(db: impl PgExecutor<'_>, id: DelegationId) -> Result<Vec<Entry>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, kind, aggregate_id, message, recipient, queued_at, attempts, sent_at, failed_at, muted_at, channel,
                 undelivered_at, subject, language
         from message where aggregate_id = $1 order by queued_at, id",
        id.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// The e-mail went with this subject, in the language of this tag.
///
/// # Errors
/// When the database fails.
pub async fn went_as(
    db: impl PgExecutor<'_>,
    id: Uuid,
    (subject, language): (&str, &str),
) -> Result<(), StorageError> {
    sqlx::query!("update message set subject = $2, language = $3 where id = $1", id, subject, language)
        .execute(db)
        .await?;
    Ok(())
}
