//! Messages about accounts, as the ledger has them.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::account::{AccountId, AssociationId, News, Recipient};

use crate::storage::StorageError;

/// A message about an account.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Our opaque id.
    pub id: Uuid,
    /// What it tells.
    pub news: News,
    /// To whom.
    pub to: Recipient,
    /// About which association; none where it is about the account.
    pub association: Option<AssociationId>,
    /// When it was decided to send it.
    pub queued_at: OffsetDateTime,
    /// How often delivery was tried.
    pub attempts: i32,
    /// When the mail server took it.
    pub sent_at: Option<OffsetDateTime>,
    /// When we gave up.
    pub failed_at: Option<OffsetDateTime>,
    /// When it was left to the practice: there is no address, or nobody writes to a child.
    pub left_at: Option<OffsetDateTime>,
}

/// A line as it is kept.
struct Row {
    id: Uuid,
    message: String,
    recipient: String,
    part: Option<Uuid>,
    queued_at: OffsetDateTime,
    attempts: i32,
    sent_at: Option<OffsetDateTime>,
    failed_at: Option<OffsetDateTime>,
    muted_at: Option<OffsetDateTime>,
}

impl TryFrom<Row> for Letter {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Letter, StorageError> {
        Ok(Letter {
            id: row.id,
            news: News::from_code(&row.message).ok_or(StorageError::Corrupt("message"))?,
            to: Recipient::from_code(&row.recipient).ok_or(StorageError::Corrupt("recipient"))?,
            association: row.part.map(AssociationId),
            queued_at: row.queued_at,
            attempts: row.attempts,
            sent_at: row.sent_at,
            failed_at: row.failed_at,
            left_at: row.muted_at,
        })
    }
}

/// All messages about an account, oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_account(db: impl PgExecutor<'_>, id: AccountId) -> Result<Vec<Letter>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, message, recipient, part, queued_at, attempts, sent_at, failed_at, muted_at
         from message where aggregate_id = $1 and kind = 'account' order by queued_at, id",
        id.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Letter::try_from).collect()
}

/// One message about this account.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(
    db: impl PgExecutor<'_>,
    (account, id): (AccountId, Uuid),
) -> Result<Option<Letter>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, message, recipient, part, queued_at, attempts, sent_at, failed_at, muted_at
         from message where id = $2 and aggregate_id = $1 and kind = 'account'",
        account.0,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Letter::try_from).transpose()
}
