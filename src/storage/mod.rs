//! The only SQL. Postgres keeps the events, the views made from them, people, drafts, sessions and the outbox.
//!
//! Nothing is decided here: callers bring the time, and what to write.

pub mod accounts;
pub mod address_changes;
pub mod address_letters;
pub mod agreements;
pub mod attempts;
pub mod auth_codes;
pub mod away;
mod between;
pub mod case_work;
pub mod clients;
pub mod contacts;
pub mod delegations;
pub mod drafts;
pub mod due;
pub mod event_log;
pub mod given_commands;
pub mod gp_connect;
pub mod grants;
pub mod health_records;
pub mod idempotency;
pub mod invitation_codes;
pub mod invitations;
mod json;
pub mod kept_pages;
pub mod kinds;
pub mod messages;
pub mod national;
pub mod outbox;
pub mod outside_systems;
pub mod parked_forms;
pub mod people;
mod pool;
pub mod postings;
pub mod practice_settings;
pub mod practices;
pub mod rebuild;
pub mod rechecks;
pub mod record;
pub mod refresh_tokens;
pub mod remarks;
mod replica;
pub mod roles;
pub mod sessions;
pub mod staff;
pub mod transfers;
pub mod views;
pub mod waitings;

use std::fmt;

use sqlx::migrate::MigrateError;

use crate::config;

pub use between::{Between, what_is_between};
pub use pool::PgPool;
pub use replica::{Replica, Standing};

/// The migrations, built into the binary.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// Why the database did not do what it was asked.
///
/// `Debug` keeps back what Postgres quotes of a refused row: logs show it.
#[derive(thiserror::Error)]
pub enum StorageError {
    /// Somebody else wrote first: load again and decide again.
    #[error("another change came first")]
    Conflict,
    /// A rule of a kind is in the way that only the database can hold; this is the constraint that does.
    #[error("a rule is in the way: {0}")]
    Rule(&'static str),
    /// A row does not read as what it should be.
    #[error("the stored {0} cannot be read")]
    Corrupt(&'static str),
    /// The database is away, or refused the statement.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl fmt::Debug for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Conflict => f.write_str("Conflict"),
            StorageError::Rule(constraint) => f.debug_tuple("Rule").field(constraint).finish(),
            StorageError::Corrupt(what) => f.debug_tuple("Corrupt").field(what).finish(),
            StorageError::Database(error) => match error.as_database_error() {
                Some(fault) => write!(f, "Database({:?}, {:?})", fault.code(), fault.constraint()),
                None => write!(f, "Database({error})"),
            },
        }
    }
}

impl StorageError {
    /// The fault, or the one of these constraints that it tells of.
    fn of(error: sqlx::Error, mut rules: impl Iterator<Item = &'static str>) -> StorageError {
        let constraint = error.as_database_error().and_then(|fault| fault.constraint());
        match constraint.and_then(|name| rules.find(|rule| *rule == name)) {
            Some(rule) => StorageError::Rule(rule),
            None => StorageError::from(error),
        }
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> StorageError {
        match error.as_database_error() {
            Some(fault) if fault.is_unique_violation() => StorageError::Conflict,
            // Two people who invite each other hold their own rows and wait for the other's: one must begin again.
            Some(fault) if matches!(fault.code().as_deref(), Some("40P01" | "40001")) => {
                StorageError::Conflict
            }
            _ => StorageError::Database(error),
        }
    }
}

/// Opens the database without waiting for it: the service starts while it is away.
///
/// # Errors
/// When a URL cannot be read.
pub fn connect(settings: &config::Database) -> Result<PgPool, StorageError> {
    Ok(PgPool::open(settings)?)
}

/// Why the database was not brought to this version's shape.
#[derive(Debug, thiserror::Error)]
pub enum NotMigrated {
    /// Another version has shaped it, by migrations that this one does not have.
    #[error(
        "another version of the service has shaped it: its migration {0} is not one of ours. Nothing was changed. \
         Use that version, or an empty database"
    )]
    Foreign(i64),
    /// A migration failed; nothing of it is kept.
    #[error(transparent)]
    Failed(MigrateError),
}

impl From<MigrateError> for NotMigrated {
    fn from(error: MigrateError) -> NotMigrated {
        match error {
            MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => {
                NotMigrated::Foreign(version)
            }
            other => NotMigrated::Failed(other),
        }
    }
}

/// Brings the database to this version's shape, past a pooler: it holds a lock of a session meanwhile.
///
/// # Errors
/// See [`NotMigrated`].
pub async fn migrate(pool: &PgPool) -> Result<(), NotMigrated> {
    Ok(MIGRATOR.run(pool.direct()).await?)
}

/// What the database takes for now, for comparing clocks.
///
/// # Errors
/// When the database fails.
pub async fn now(pool: &PgPool) -> Result<time::OffsetDateTime, StorageError> {
    Ok(sqlx::query_scalar!(r#"select now() as "now!""#).fetch_one(pool).await?)
}

/// How the database is, for who sends requests here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// It answers, has this version's shape and takes what is written.
    Ready,
    /// It answers, and takes nothing: a standby, or one that was told to.
    ReadOnly,
    /// It has another shape than this version needs.
    OtherShape,
    /// It does not answer.
    Away,
}

/// Looks at it.
pub async fn readiness(pool: &PgPool) -> Readiness {
    let newest = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
    let asked = sqlx::query_as::<_, (Option<i64>, String)>(
        "select max(version), current_setting('transaction_read_only') from _sqlx_migrations where success",
    );
    match asked.fetch_one(pool).await {
        Ok((Some(version), read_only)) if version >= newest => {
            if read_only == "on" {
                Readiness::ReadOnly
            } else {
                Readiness::Ready
            }
        }
        Ok(_) => Readiness::OtherShape,
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42P01") => {
            Readiness::OtherShape
        }
        Err(_) => Readiness::Away,
    }
}
