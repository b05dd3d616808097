//! The events in the order in which they were written, for those who follow them.
//!
//! Numbers are given before a commit, so a lower one may appear after a higher one. Writers hold a shared lock until their
//! commit; whoever asks how far the feed is whole takes the lock alone for a moment, and so waits for those under way.

use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::Mutex;
use tokio::time::Instant;

use domain::delegation::Recorded;
use domain::{OdsCode, PersonId};

use crate::storage::record::LOCK;
use crate::storage::{StorageError, event_log};

/// An event with its number in the feed.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// Its place; grows, with gaps.
    pub seq: i64,
    /// The event.
    pub recorded: Recorded,
    /// The patient of its delegation.
    pub delegator: PersonId,
}

/// The numbered event out of a record of the two queries below.
macro_rules! numbered {
    ($rows:ident) => {
        $rows
            .into_iter()
            .map(|row| {
                let recorded = event_log::row!(row).read()?;
                Ok(Numbered { seq: row.seq, recorded, delegator: PersonId(row.delegator_id) })
            })
            .collect()
    };
}

/// The number up to which the feed is whole: none at or below it can still appear. None while somebody takes long to write:
/// who waits here stands in the way of all who write after, so readers give up first.
///
/// # Errors
/// When the database fails.
pub async fn whole_up_to(pool: &PgPool) -> Result<Option<i64>, StorageError> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("select set_config('lock_timeout', '1s', true)").fetch_one(&mut *transaction).await?;
    let locked = sqlx::query!("select pg_advisory_xact_lock($1)", LOCK).execute(&mut *transaction).await;
    match locked {
        Err(sqlx::Error::Database(fault)) if fault.code().as_deref() == Some("55P03") => return Ok(None),
        locked => locked?,
    };
    let last = sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "last!" from event"#)
        .fetch_one(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Some(last))
}

/// How far the feed is whole, asked of the database a few times a second however many readers wait.
#[derive(Debug, Default)]
pub struct Horizon(Mutex<Option<(Instant, i64)>>);

/// How long one answer is good for; a reader learns of an event this much later at most.
const GOOD_FOR: Duration = Duration::from_millis(200);

impl Horizon {
    /// The number up to which the feed is whole.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn now(&self, pool: &PgPool) -> Result<i64, StorageError> {
        let mut held = self.0.lock().await;
        if let Some((asked, number)) = *held
            && asked.elapsed() < GOOD_FOR
        {
            return Ok(number);
        }
        let before = held.map_or(0, |(_, number)| number);
        let number = whole_up_to(pool).await?.unwrap_or(before);
        *held = Some((Instant::now(), number));
        Ok(number)
    }
}

/// Which stretch of the feed: after a number, up to another, so many at most.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// The last number that the reader has.
    pub after: i64,
    /// The number up to which the feed is whole.
    pub up_to: i64,
    /// How many at most.
    pub limit: i64,
}

/// Events of cases that were sent to these practices.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn of_practices(
    pool: &PgPool,
    practices: &[OdsCode],
    stretch: Stretch,
) -> Result<Vec<Numbered>, StorageError> {
    let practices: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let rows = sqlx::query!(
        "select e.seq, e.aggregate_id, e.version, e.payload, e.actor, e.at, d.delegator_id
         from unnest($1::text[]) as p (practice)
         cross join lateral (
             select * from event
             where event.practice = p.practice and event.kind = 'delegation' and event.seq > $2 and event.seq <= $3
             order by event.seq limit $4
         ) e
         join delegation d on d.id = e.aggregate_id
         order by e.seq limit $4",
        &practices as &[&str],
        stretch.after,
        stretch.up_to,
        stretch.limit
    )
    .fetch_all(pool)
    .await?;
    numbered!(rows)
}

/// Events of the delegations of one citizen; of those they were invited to, from the invitation on.
///
/// # Errors
/// When the database fails or an event cannot be read.
pub async fn of_citizen(
    pool: &PgPool,
    person: PersonId,
    stretch: Stretch,
) -> Result<Vec<Numbered>, StorageError> {
    let rows = sqlx::query!(
        "select e.seq, e.aggregate_id, e.version, e.payload, e.actor, e.at, d.delegator_id
         from delegation d join event e on e.aggregate_id = d.id
         where (d.delegator_id = $1 or (d.delegate_id = $1 and d.invited_at is not null and e.at >= d.invited_at))
             and e.seq > $2 and e.seq <= $3
         order by e.seq limit $4",
        person.0,
        stretch.after,
        stretch.up_to,
        stretch.limit
    )
    .fetch_all(pool)
    .await?;
    numbered!(rows)
}
