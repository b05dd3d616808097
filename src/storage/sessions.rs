//! Browser sessions for tower-sessions; the table keeps SHA-256 of the id, never the id
//! (docs/architecture.md#security).

use std::collections::HashMap;
use std::fmt;

use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

use domain::clock::Clock;

use super::away::patiently;
use super::{StorageError, grants};
use crate::storage::PgPool;

/// Under which name a session has the forms that are parked. They stand in a column of their own, which is written by itself
/// (`parked_forms`) and not with the rest: two tabs may park theirs at once, and neither takes away the other's.
pub const PARKED: &str = "parked";

/// The session store.
#[derive(Clone)]
pub struct Sessions {
    pool: PgPool,
    clock: Clock,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    /// A store in this database, by this clock.
    pub fn new(pool: PgPool, clock: Clock) -> Sessions {
        Sessions { pool, clock }
    }

    /// Writes a new record; false when its id is taken.
    async fn insert(&self, record: &Record) -> sqlx::Result<bool> {
        let (data, parked) = encoded(record)?;
        let sign_in = SignIn::of(&data);
        let done = sqlx::query!(
            "insert into session (id_hash, data, expires_at, issuer, subject, sid, signed_in_at, parked)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id_hash) do nothing",
            &hash(&record.id),
            data,
            record.expiry_date,
            sign_in.issuer,
            sign_in.subject,
            sign_in.sid,
            sign_in.signed_in_at,
            parked
        )
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Writes a record that is there. One that is gone stays gone: somebody signed out, here or at the provider, while
    /// this request was under way. What is parked stays as it is there.
    async fn update(&self, record: &Record) -> sqlx::Result<()> {
        let (data, _) = encoded(record)?;
        let sign_in = SignIn::of(&data);
        sqlx::query!(
            "update session set data = $2, expires_at = $3, issuer = $4, subject = $5, sid = $6, signed_in_at = $7
             where id_hash = $1",
            &hash(&record.id),
            data,
            record.expiry_date,
            sign_in.issuer,
            sign_in.subject,
            sign_in.sid,
            sign_in.signed_in_at
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    async fn read(&self, id: &Id) -> sqlx::Result<Option<Record>> {
        let row = sqlx::query!(
            "select data, parked, expires_at from session where id_hash = $1 and expires_at > $2",
            &hash(id),
            self.clock.now()
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mut data: HashMap<String, Value> =
            serde_json::from_value(row.data).map_err(|error| sqlx::Error::Decode(error.into()))?;
        data.extend(row.parked.map(|forms| (PARKED.to_owned(), forms)));
        Ok(Some(Record { id: *id, data, expiry_date: row.expires_at }))
    }

    /// Whether nothing is new in `record` but when its owner was last seen.
    async fn only_was_seen(&self, record: &Record) -> bool {
        let kept = self.read(&record.id).await;
        matches!(kept, Ok(Some(kept)) if without_last_seen(&kept) == without_last_seen(record))
    }
}

/// What a session holds, and apart from it what is parked.
fn encoded(record: &Record) -> sqlx::Result<(Value, Option<Value>)> {
    let mut data = record.data.clone();
    let parked = data.remove(PARKED);
    let data = serde_json::to_value(data).map_err(|error| sqlx::Error::Encode(error.into()))?;
    Ok((data, parked))
}

/// What a session holds besides the time its owner was last seen, as `web::session` writes it.
fn without_last_seen(record: &Record) -> Value {
    let mut data = serde_json::to_value(&record.data).unwrap_or_default();
    for owner in ["citizen", "staff"] {
        if let Some(owner) = data.get_mut(owner).and_then(Value::as_object_mut) {
            owner.remove("seen_at");
        }
    }
    data
}

/// The part of the session that back-channel logout looks for: `session["staff"]` as `web::session` writes it.
#[derive(Default, serde::Deserialize)]
struct SignIn {
    issuer: Option<String>,
    subject: Option<String>,
    sid: Option<String>,
    #[serde(default, with = "time::serde::timestamp::option")]
    signed_in_at: Option<OffsetDateTime>,
}

impl SignIn {
    fn of(data: &Value) -> SignIn {
        data.get("staff").and_then(|staff| serde_json::from_value(staff.clone()).ok()).unwrap_or_default()
    }
}

/// What the table knows a session by.
pub(super) fn hash(id: &Id) -> [u8; 32] {
    Sha256::digest(id.0.to_be_bytes()).into()
}

fn backend(error: sqlx::Error) -> Error {
    Error::Backend(error.to_string())
}

/// Each of these may be done twice, so that all are tried again while the database is away.
#[async_trait::async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !patiently(&self.pool, || self.insert(record)).await.map_err(backend)? {
            record.id = Id::default();
        }
        Ok(())
    }

    /// A database that takes no writes fails nobody's page only because it cannot be noted that they were there.
    async fn save(&self, record: &Record) -> Result<()> {
        let saved = patiently(&self.pool, || self.update(record)).await;
        match saved {
            Err(sqlx::Error::Database(error)) if self.only_was_seen(record).await => {
                tracing::warn!(code = ?error.code(), "it could not be noted when somebody was last seen");
                Ok(())
            }
            saved => saved.map_err(backend),
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        patiently(&self.pool, || self.read(id)).await.map_err(backend)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let hash = hash(id);
        let gone = patiently(&self.pool, || {
            sqlx::query!("delete from session where id_hash = $1", &hash).execute(&self.pool)
        });
        gone.await.map_err(backend).map(|_| ())
    }
}

/// Ends the sessions that a logout token names, with what apps hold of them, and notes the token, in one transaction: a token that was noted while its
/// sessions live on could never be used again. How many ended; none when the token was seen before.
///
/// # Errors
/// When the database fails; the token may then come again.
pub async fn log_out(
    pool: &PgPool,
    (key, forget_at): (&str, OffsetDateTime),
    issuer: &str,
    (subject, sid): (Option<&str>, Option<&str>),
    issued_at: OffsetDateTime,
) -> std::result::Result<Option<u64>, StorageError> {
    let mut transaction = pool.begin().await?;
    if !first_use(&mut *transaction, key, forget_at).await? {
        return Ok(None);
    }
    let ended = end(&mut *transaction, issuer, (subject, sid), issued_at).await?;
    let ended = ended + grants::log_out(&mut *transaction, issuer, (subject, sid), issued_at).await?;
    transaction.commit().await?;
    Ok(Some(ended))
}

/// Ends the session with this `sid`, or all of the subject when there is none. Sessions begun after the token was made
/// stay (docs/sources.md#cis2-users).
async fn end(
    db: impl PgExecutor<'_>,
    issuer: &str,
    (subject, sid): (Option<&str>, Option<&str>),
    issued_at: OffsetDateTime,
) -> std::result::Result<u64, StorageError> {
    let done = sqlx::query!(
        "delete from session where issuer = $1 and (subject = $2 or sid = $3)
             and ($2::text is null or subject = $2) and ($3::text is null or sid = $3) and signed_in_at <= $4",
        issuer,
        subject,
        sid,
        issued_at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Notes a logout token; false when it was seen before.
async fn first_use(
    db: impl PgExecutor<'_>,
    key: &str,
    expires_at: OffsetDateTime,
) -> std::result::Result<bool, StorageError> {
    let done = sqlx::query!(
        "insert into logout_token (key, expires_at) values ($1, $2) on conflict do nothing",
        key,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many sessions there are at `now`: those of staff who are signed in, and all others. Each is counted by an index of its
/// own; a session of staff that has just expired counts until it is swept.
///
/// # Errors
/// When the database fails.
pub async fn count(
    db: impl PgExecutor<'_>,
    now: OffsetDateTime,
) -> std::result::Result<(i64, i64), StorageError> {
    let row = sqlx::query!(
        r#"select (select count(*) from session where subject is not null) as "staff!",
                  (select count(*) from session where expires_at > $1) as "all!""#,
        now
    )
    .fetch_one(db)
    .await?;
    Ok((row.staff, (row.all - row.staff).max(0)))
}

/// Throws away what has expired.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(pool: &PgPool, now: OffsetDateTime) -> std::result::Result<u64, StorageError> {
    sqlx::query!("delete from logout_token where expires_at <= $1", now).execute(pool).await?;
    let done = sqlx::query!("delete from session where expires_at <= $1", now).execute(pool).await?;
    Ok(done.rows_affected())
}
