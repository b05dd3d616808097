//! A copy of the database that may only be read, and how old what it says is.

use std::time::Duration;

use sqlx::PgExecutor;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::config;

/// What the copy's sessions are told at their start: nobody waits long for what the primary knows as well.
const SESSION: [(&str, &str); 3] = [
    ("default_transaction_read_only", "on"),
    ("statement_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "15s"),
];
/// How long somebody waits for one of its connections.
const WAIT: Duration = Duration::from_secs(1);
/// How long the two together may take to say how far the copy is.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it is believed to be near, once it was.
const NEAR_FOR: Duration = Duration::from_secs(1);
/// How long it is left alone, once it was not.
const LEFT_FOR: Duration = Duration::from_secs(5);

/// How the copy stands to the primary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// What it says is not older than it may be.
    Near,
    /// It is older: by so much, where the copy has ever followed.
    Far(Option<time::Duration>),
    /// It follows nobody: another database, or one that was made a primary. What it says counts for nothing.
    NotAStandby,
}

/// The copy, and whether it was near when it was last looked at.
#[derive(Debug)]
pub struct Replica {
    pool: sqlx::PgPool,
    lag: Duration,
    seen: Mutex<Option<(Instant, bool)>>,
}

impl Replica {
    /// Opens it without waiting for it.
    pub(super) fn open(
        options: PgConnectOptions,
        settings: &config::Replica,
    ) -> Result<Replica, sqlx::Error> {
        let pool = PgPoolOptions::new()
            .max_connections(settings.pool)
            .acquire_timeout(WAIT)
            .idle_timeout(Duration::from_secs(600))
            .connect_lazy_with(options.options(SESSION));
        Ok(Replica { pool, lag: settings.lag, seen: Mutex::default() })
    }

    /// Its connections.
    pub(super) fn pool(&self) -> &sqlx::PgPool {
        &self.pool
    }

    /// Whether what it says is near enough to what the primary would say; looked at about once a second, by one for all.
    pub(super) async fn is_near(&self, primary: impl PgExecutor<'_> + Copy) -> bool {
        let mut seen = self.seen.lock().await;
        let before = *seen;
        let is_fresh = |(at, near): (Instant, bool)| at.elapsed() < if near { NEAR_FOR } else { LEFT_FOR };
        if let Some((_, near)) = before.filter(|seen| is_fresh(*seen)) {
            return near;
        }
        let standing = timeout(PATIENCE, self.standing(primary)).await;
        let near = matches!(standing, Ok(Ok(Standing::Near)));
        if before.is_none_or(|(_, was)| was != near) {
            tracing::info!(near, "the replica was looked at");
        }
        *seen = Some((Instant::now(), near));
        near
    }

    /// Leaves it alone for a while: it failed.
    pub(super) async fn leave(&self) {
        *self.seen.lock().await = Some((Instant::now(), false));
    }

    /// How it stands. It has everything when it has replayed what the primary has written, and nothing that the primary has not: one
    /// that goes on following a primary of before may be further on its own way. Otherwise the time of the last commit that it
    /// has says how old it is, by the primary's clock alone.
    ///
    /// # Errors
    /// When one of the two fails.
    pub async fn standing(&self, primary: impl PgExecutor<'_> + Copy) -> Result<Standing, sqlx::Error> {
        let here =
            sqlx::query!(r#"select clock_timestamp() as "now!", pg_current_wal_lsn()::text as "written!""#)
                .fetch_one(primary)
                .await?;
        let there = sqlx::query!(
            r#"select pg_is_in_recovery() as "is_standby!",
                   pg_last_wal_replay_lsn()::text as "at?",
                   coalesce(pg_last_wal_replay_lsn() >= $1::text::pg_lsn, false) as "has_all!",
                   pg_last_xact_replay_timestamp() as "replayed?""#,
            here.written
        )
        .fetch_one(&self.pool)
        .await?;
        if !there.is_standby {
            return Ok(Standing::NotAStandby);
        }
        let age = there.replayed.map(|replayed| here.now - replayed);
        let is_near =
            age.is_some_and(|age| age <= self.lag) || there.has_all && has(primary, there.at).await?;
        Ok(if is_near { Standing::Near } else { Standing::Far(age) })
    }
}

/// Whether the primary has written as far as this.
async fn has(primary: impl PgExecutor<'_>, at: Option<String>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select coalesce(pg_current_wal_lsn() >= $1::text::pg_lsn, false) as "has!""#, at)
        .fetch_one(primary)
        .await
}
