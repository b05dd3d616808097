//! The connections to the database: to the address of all, to the one past a pooler, and to a replica.
//!
//! A statement with arguments goes to Postgres in two steps, and a pooler without prepared statements may do each on another
//! connection of the server: the second step fails there, or meets what somebody else has prepared under the same name. So
//! behind such a pooler every statement has a transaction around it, which keeps the server's connection for both steps, and
//! each transaction begins by forgetting what others have left (docs/decisions/0068-poolers-and-replicas.md).

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::{
    PgConnectOptions, PgPoolOptions, PgQueryResult, PgRow, PgStatement, PgTransaction, PgTypeInfo,
};
use sqlx::{Describe, Either, Error, Execute, Executor, Postgres, SqlSafeStr, SqlStr};
use tokio::time::timeout;

use super::replica::Replica;
use crate::config::{Database, Pooler};

/// A session whose process is gone without a word, in the middle of a transaction, is ended within seconds: others wait for
/// what it holds.
const SESSION_TIMEOUTS: [(&str, &str); 4] = [
    ("idle_in_transaction_session_timeout", "15s"),
    ("tcp_keepalives_idle", "15"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
];
/// The same for one transaction. A pooler has sessions of its own, and refuses or drops what ours would be told at its start.
const KEPT: &str = "begin; set local idle_in_transaction_session_timeout = '15s'";
/// And where it forgets prepared statements, whatever is there under the names that ours will have.
const KEPT_AFRESH: &str = "begin; set local idle_in_transaction_session_timeout = '15s'; deallocate all";
/// Of a transaction that begins in words of its own.
const THEN_KEPT: &str = "set local idle_in_transaction_session_timeout = '15s'";
/// Of one that does, where prepared statements are forgotten.
const THEN_KEPT_AFRESH: &str = "set local idle_in_transaction_session_timeout = '15s'; deallocate all";

/// A connection that was used a shorter time ago is not checked. Longer, and a restart of the server would cost many
/// requests one each; shorter, and every request under load would pay for a round trip.
const UNCHECKED: Duration = Duration::from_millis(50);
/// How long the check may take: a server whose machine vanished never answers it, and what is left of the wait is for a new
/// connection.
const CHECKED_WITHIN: Duration = Duration::from_secs(2);
/// Statements that a connection keeps prepared: all of ours, so that none is prepared twice.
const PREPARED: usize = 500;
/// Connections that lead past a pooler, at most: one listens, one may hold a round of a migration.
const DIRECT: u32 = 4;
/// How long reading from a replica may take before the primary is asked instead.
const READING: Duration = Duration::from_secs(10);

/// The database, as all who read and write it see it. What runs on it runs alone or in a transaction; what needs a session,
/// such as listening, runs on [`PgPool::direct`].
#[derive(Debug, Clone)]
pub struct PgPool {
    pool: sqlx::PgPool,
    pooler: Pooler,
    direct: Option<sqlx::PgPool>,
    replica: Option<Arc<Replica>>,
}

impl From<sqlx::PgPool> for PgPool {
    /// A database with nothing before it.
    fn from(pool: sqlx::PgPool) -> PgPool {
        PgPool { pool, pooler: Pooler::None, direct: None, replica: None }
    }
}

impl PgPool {
    /// Opens it without waiting for the database: the service starts while it is away.
    ///
    /// A connection that was idle for a while is pinged before use; others are not, as that would cost a round trip each.
    ///
    /// # Errors
    /// When a URL cannot be read.
    pub(super) fn open(settings: &Database) -> Result<PgPool, Error> {
        let options = named(&settings.url)?;
        let options = match settings.pooler {
            Pooler::None => options.options(SESSION_TIMEOUTS).statement_cache_capacity(PREPARED),
            // It refuses to be told how many digits a number has, which we get in binary anyway.
            Pooler::Prepared => options.extra_float_digits(None::<i8>).statement_cache_capacity(PREPARED),
            // Nothing is prepared for a second time.
            Pooler::Transaction => options.extra_float_digits(None::<i8>).statement_cache_capacity(0),
        };
        let straight = |url: &SecretString| Ok::<_, Error>(named(url)?.options(SESSION_TIMEOUTS));
        let direct = settings.direct.as_ref().map(straight).transpose()?;
        let replica = settings.replica.as_ref().map(|replica| Replica::open(named(&replica.url)?, replica));
        Ok(PgPool {
            pool: pool(settings, settings.pool).connect_lazy_with(options),
            pooler: settings.pooler,
            direct: direct
                .map(|options| pool(settings, DIRECT.min(settings.pool)).connect_lazy_with(options)),
            replica: replica.transpose()?.map(Arc::new),
        })
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&self) -> Result<PgTransaction<'static>, Error> {
        self.begun(match self.pooler {
            Pooler::None => "begin",
            Pooler::Prepared => KEPT,
            Pooler::Transaction => KEPT_AFRESH,
        })
        .await
    }

    /// Begins in a task of its own, which goes on where the caller is gone: a connection that is given back while it begins
    /// stays in a transaction that sqlx does not know of, and what is written there next, alone, is never committed.
    async fn begun(&self, words: &'static str) -> Result<PgTransaction<'static>, Error> {
        let connection = self.pool.acquire().await?;
        let begun = tokio::spawn(PgTransaction::begin(connection, Some(words.into_sql_str())));
        begun.await.map_err(|_| Error::WorkerCrashed)?
    }

    /// Begins one in these words.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_with(&self, words: &'static str) -> Result<PgTransaction<'static>, Error> {
        let mut transaction = self.begun(words).await?;
        let then = match self.pooler {
            Pooler::None => return Ok(transaction),
            Pooler::Prepared => THEN_KEPT,
            Pooler::Transaction => THEN_KEPT_AFRESH,
        };
        transaction.execute(then).await?;
        Ok(transaction)
    }

    /// Connections that are sessions of the server, for what needs one: past the pooler, where there is one. Few: nobody keeps
    /// one for a page.
    pub fn direct(&self) -> &sqlx::PgPool {
        self.direct.as_ref().unwrap_or(&self.pool)
    }

    /// What stands before the database at the address of all, as we were told.
    pub fn pooler(&self) -> Pooler {
        self.pooler
    }

    /// The replica, where there is one.
    pub fn replica(&self) -> Option<&Replica> {
        self.replica.as_deref()
    }

    /// Reads what may be a little old: from the replica where there is one, it is near enough and it answers; otherwise here.
    /// Never for what somebody looks at to see what they have just done, nor for what decides who may do what.
    ///
    /// # Errors
    /// When the primary was asked and fails.
    pub async fn lagging<T, E, F>(&self, read: impl Fn(PgPool) -> F) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
        E: Debug,
    {
        if let Some(replica) = &self.replica
            && replica.is_near(self).await
        {
            match timeout(READING, read(PgPool::from(replica.pool().clone()))).await {
                Ok(Ok(found)) => return Ok(found),
                Ok(Err(error)) => tracing::warn!(?error, "reading from the replica failed"),
                Err(_) => tracing::warn!("reading from the replica took too long"),
            }
            replica.leave().await;
        }
        read(self.clone()).await
    }

    /// How long somebody waits for a connection.
    pub fn wait(&self) -> Duration {
        self.pool.options().get_acquire_timeout()
    }

    /// Connections to the address of all.
    pub fn size(&self) -> u32 {
        self.pool.size()
    }

    /// Those that nobody uses now.
    pub fn num_idle(&self) -> usize {
        self.pool.num_idle()
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.pool.is_closed()
    }

    /// Gives no more connections, and waits until all are closed.
    pub async fn close(&self) {
        if let Some(replica) = &self.replica {
            replica.pool().close().await;
        }
        if let Some(direct) = &self.direct {
            direct.close().await;
        }
        self.pool.close().await;
    }
}

fn named(url: &SecretString) -> Result<PgConnectOptions, Error> {
    let options: PgConnectOptions = url.expose_secret().parse()?;
    Ok(options.application_name("proxy-access"))
}

fn pool(settings: &Database, most: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(most)
        .acquire_timeout(settings.wait)
        .idle_timeout(Duration::from_secs(600))
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for < UNCHECKED {
                    return Ok(true);
                }
                let checked = timeout(CHECKED_WITHIN, sqlx::Connection::ping(connection)).await;
                // An error, since one that answers nothing is not to be taken leave of.
                checked.map(|answer| answer.is_ok()).map_err(|_| Error::PoolTimedOut)
            })
        })
}

/// A statement by itself. Behind a pooler that forgets prepared statements it is committed before its rows are given, and these
/// are held until then.
impl<'p> Executor<'p> for &'_ PgPool {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<PgQueryResult, PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        if self.pooler != Pooler::Transaction {
            return self.pool.fetch_many(query);
        }
        let db = self.clone();
        let kept = async move {
            let mut transaction = db.begin().await?;
            let steps: Vec<_> = transaction.fetch_many(query).try_collect().await?;
            transaction.commit().await?;
            Ok::<_, Error>(stream::iter(steps.into_iter().map(Ok::<_, Error>)))
        };
        stream::once(kept).try_flatten().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        if self.pooler != Pooler::Transaction {
            return self.pool.fetch_optional(query);
        }
        let db = self.clone();
        Box::pin(async move {
            let mut transaction = db.begin().await?;
            let row = transaction.fetch_optional(query).await?;
            transaction.commit().await?;
            Ok(row)
        })
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'p: 'e,
    {
        let db = self.clone();
        Box::pin(async move { db.begin().await?.prepare_with(sql, parameters).await })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>, Error>>
    where
        'p: 'e,
    {
        let db = self.clone();
        Box::pin(async move { db.begin().await?.describe(sql).await })
    }
}
