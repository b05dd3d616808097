//! How messages to practices go: the way that is tried, what MESH says of them, and what did not arrive.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::channel::Channel;
use domain::{About, OdsCode};

use super::StorageError;
use super::outbox::SEND_MESSAGE;
use crate::storage::PgPool;
use crate::telemetry::traces;

/// What is known of one message to a practice.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The way it goes now: the practice's own, or another because that one did not deliver.
    pub channel: Channel,
    /// Whether it was handed to MESH at least once.
    pub is_begun: bool,
    /// MESH's id of it.
    pub mesh_id: Option<String>,
}

/// What MESH reports of a message that it did not deliver.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// MESH's id of the message.
    pub mesh_id: Option<&'a str>,
    /// Our own id of it.
    pub id: Option<Uuid>,
    /// Why, by code.
    pub fault: &'a str,
}

/// What a report led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// The message goes by another way now.
    Queued(About),
    /// That was known already.
    Known,
    /// A worker holds the message at this moment: ask again later.
    Busy,
    /// No message of ours.
    Unknown,
}

fn channel(code: &str) -> Result<Channel, StorageError> {
    Channel::from_code(code).ok_or(StorageError::Corrupt("channel"))
}

/// What is known of the message `id` to `practice`.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid, practice: &OdsCode) -> Result<Posting, StorageError> {
    let row = sqlx::query!(
        r#"select coalesce(m.next_channel, p.channel, 'email') as "channel!",
                  m.mesh_begun_at is not null as "is_begun!", m.mesh_id
           from message m left join practice p on p.ods_code = $2 where m.id = $1"#,
        id,
        practice.as_str()
    )
    .fetch_one(db)
    .await?;
    Ok(Posting { channel: channel(&row.channel)?, is_begun: row.is_begun, mesh_id: row.mesh_id })
}

/// The message is about to be handed to MESH: written before, so that a crash cannot make us forget it.
///
/// # Errors
/// When the database fails.
pub async fn begin(db: impl PgExecutor<'_>, id: Uuid, now: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query!(
        "update message set channel = 'mesh', mesh_begun_at = coalesce(mesh_begun_at, $2) where id = $1",
        id,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// MESH has the message, under this id of its own.
///
/// # Errors
/// When the database fails.
pub async fn posted(db: impl PgExecutor<'_>, id: Uuid, mesh_id: &str) -> Result<(), StorageError> {
    sqlx::query!("update message set mesh_id = $2 where id = $1", id, mesh_id).execute(db).await?;
    Ok(())
}

/// The message goes this way.
///
/// # Errors
/// When the database fails.
pub async fn goes_by(db: impl PgExecutor<'_>, id: Uuid, channel: Channel) -> Result<(), StorageError> {
    sqlx::query!("update message set channel = $2 where id = $1", id, channel.code()).execute(db).await?;
    Ok(())
}

/// MESH does not deliver the message, for the reason `fault`: it goes by `next`.
///
/// # Errors
/// When the database fails.
pub async fn give_up_mesh(
    db: impl PgExecutor<'_>,
    id: Uuid,
    (next, fault): (Channel, &str),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update message set next_channel = $2, undelivered_at = $3, undelivered_fault = $4 where id = $1",
        id,
        next.code(),
        now,
        fault
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Has a message that MESH reports as undelivered sent by e-mail; a report that comes twice does nothing the second time.
///
/// # Errors
/// When the database fails.
pub async fn undelivered(
    pool: &PgPool,
    report: &Report<'_>,
    now: OffsetDateTime,
) -> Result<Reported, StorageError> {
    let mut transaction = pool.begin().await?;
    let found = sqlx::query!(
        r#"select m.id, m.kind, m.aggregate_id, m.next_channel is not null as "is_known!",
                  exists (select from outbox o where o.id = m.id and o.dead_at is null and o.leased_until > $3)
                      as "is_held!"
           from message m
           where (m.mesh_id = $1 or m.id = $2) and m.recipient = 'practice' and m.mesh_begun_at is not null
           order by m.mesh_id = $1 desc nulls last limit 1 for update of m"#,
        report.mesh_id,
        report.id,
        now
    )
    .fetch_optional(&mut *transaction)
    .await?;
    let message = match found {
        None => return Ok(Reported::Unknown),
        Some(message) if message.is_known => return Ok(Reported::Known),
        Some(message) if message.is_held => return Ok(Reported::Busy),
        Some(message) => message,
    };
    sqlx::query!(
        "with o as (
             insert into outbox (id, key, task, kind, aggregate_id, message_id, run_at, traceparent)
             values ($1, $1::uuid::text || '.email', $5, $6, $2, $1, $3, $7)
             on conflict (id) do update set run_at = $3, attempts = 0, leased_until = null, dead_at = null
         )
         update message set next_channel = 'email', undelivered_at = $3, undelivered_fault = $4, sent_at = null,
             failed_at = null, attempts = 0, last_fault = null
         where id = $1",
        message.id,
        message.aggregate_id,
        now,
        report.fault,
        SEND_MESSAGE,
        message.kind,
        traces::traceparent()
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(Reported::Queued(About::stored(message.kind, message.aggregate_id)))
}

/// Takes the turn to look into our mailbox, unless somebody did after `since`.
///
/// # Errors
/// When the database fails.
pub async fn take_turn(
    db: impl PgExecutor<'_>,
    (now, since): (OffsetDateTime, OffsetDateTime),
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "insert into mesh_poll (polled_at) values ($1)
         on conflict (only_row) do update set polled_at = $1 where mesh_poll.polled_at <= $2",
        now,
        since
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// An operator chooses the way that messages to a practice go first; the practice reads it in the history of its settings.
///
/// # Errors
/// When the database fails.
pub async fn choose(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    channel: Channel,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with before as (select channel from practice where ods_code = $1 and channel <> $2),
         after as (
             update practice set channel = $2, settings_version = settings_version + 1
             where ods_code = $1 and channel <> $2 returning settings_version
         )
         insert into practice_setting_change (ods_code, version, setting, was, became, at)
         select $1, after.settings_version, 'channel', before.channel, $2, $3 from after, before",
        practice.as_str(),
        channel.code(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
