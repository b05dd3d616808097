//! Everything the provider holds, built once.

use std::sync::Arc;

use sqlx::PgPool;

use crate::config::{self, Database, GpConnect};
use crate::integrations::pds::Patience;
use crate::integrations::{Kind, Pds, SetupFault, Upstream};
use crate::national::strangers::Strangers;
use crate::storage::{self, StorageError};
use domain::NhsNumber;
use domain::clock::Clock;

use super::fault::Fault;
use super::judge::Known;

/// So many calls without the right certificate are written down in an hour from each source.
const STRANGERS: u32 = 100;

/// What handlers share.
#[derive(Debug)]
pub struct Provider {
    /// All settings.
    pub settings: GpConnect,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub db: PgPool,
    /// Knows where people are registered now.
    pub pds: Pds,
    /// How often somebody without the right certificate called in this hour.
    pub strangers: Strangers,
}

/// Why the provider cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ProviderFault {
    /// The client of PDS cannot be made.
    #[error("the client of PDS could not be set up: {0}")]
    Client(#[from] SetupFault),
    /// The database URL cannot be read.
    #[error("the database could not be set up")]
    Storage(#[from] StorageError),
}

impl Provider {
    /// Builds it all; connects to nothing yet.
    ///
    /// # Errors
    /// See [`ProviderFault`].
    pub fn build(
        settings: GpConnect,
        pds: &config::Pds,
        database: &Database,
        clock: Clock,
    ) -> Result<Arc<Provider>, ProviderFault> {
        Ok(Arc::new(Provider {
            db: storage::connect(database)?,
            pds: Pds::new(pds, clock.clone())?,
            strangers: Strangers::new(STRANGERS),
            clock,
            settings,
        }))
    }

    /// What PDS says of somebody now; none where it knows nobody with this number.
    ///
    /// # Errors
    /// When it says nothing.
    pub async fn known(&self, number: &NhsNumber, correlation: &str) -> Result<Option<Known>, Fault> {
        match self.pds.patient(number, (correlation, Patience::Short)).await {
            Ok(record) => Ok(Some(Known {
                superseded: record.superseded,
                deceased: record.deceased,
                restricted: record.restricted,
                practice: record.practice,
            })),
            Err(Upstream { kind: Kind::Spine(code), .. }) if code.says_that_nobody_is_there() => Ok(None),
            Err(error) => {
                tracing::warn!(
                    kind = error.kind.code(),
                    "PDS could not be asked where a patient is registered"
                );
                Err(Fault::ours("PDS does not answer now: ask again later"))
            }
        }
    }
}
