//! Everything the store holds, built once.

use std::sync::Arc;

use time::Duration;

use crate::arrival::Rate;
use crate::config::{Database, National};
use crate::integrations::subscriber::{NoClient, Subscribers};
use crate::storage::{self, PgPool, StorageError};
use crate::tokens::{Authority, NoKeys};
use domain::clock::Clock;

use super::programs::{NoPrograms, Programs};
use super::strangers::Strangers;

/// So many calls of nobody knows whom are written down in an hour from each source.
const STRANGERS: u32 = 100;

/// What handlers and jobs share.
#[derive(Debug)]
pub struct Store {
    /// All settings.
    pub settings: National,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub db: PgPool,
    /// Whose tokens are taken.
    pub authority: Authority,
    /// Programs that get their tokens from the store itself.
    pub programs: Option<Programs>,
    /// How often each program called in this minute.
    pub rate: Rate,
    /// How often somebody unknown called in this hour.
    pub strangers: Strangers,
    /// Tells those who follow.
    pub subscribers: Subscribers,
}

/// Why the store cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// The keys of the authority cannot be read.
    #[error(transparent)]
    Keys(#[from] NoKeys),
    /// The programs cannot be read, or the key for their tokens.
    #[error(transparent)]
    Programs(#[from] NoPrograms),
    /// The client for subscribers cannot be made.
    #[error(transparent)]
    Client(#[from] NoClient),
    /// The database URL cannot be read.
    #[error("the database could not be set up")]
    Storage(#[from] StorageError),
}

impl Store {
    /// Builds it all; connects to nothing yet.
    ///
    /// # Errors
    /// See [`StoreFault`].
    pub fn build(settings: National, database: &Database, clock: Clock) -> Result<Arc<Store>, StoreFault> {
        let authority = Authority::read(&settings.keys, &settings.issuer, &settings.audience)?;
        let programs = Programs::read(&settings)?;
        Ok(Arc::new(Store {
            db: storage::connect(database)?,
            authority: match &programs {
                Some(programs) => authority.with(&programs.signing),
                None => authority,
            },
            programs,
            rate: Rate::new(settings.per_minute, Duration::MINUTE),
            strangers: Strangers::new(STRANGERS),
            subscribers: Subscribers::new(settings.timeout)?,
            clock,
            settings,
        }))
    }

    /// The address of something of the API.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.settings.url)
    }
}
