//! Everything the provider holds, built once.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::{self, Database, GpConnect};
use crate::integrations::pds::Patience;
use crate::integrations::{Kind, Pds, SetupFault, Upstream};
use crate::national::strangers::Strangers;
use crate::storage::{self, PgPool, StorageError};
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
    /// So many records are read at once: each has a connection to the database until its reader has it, and what is written down of all
    /// calls needs one too.
    readings: Arc<Semaphore>,
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
            readings: Arc::new(Semaphore::new(at_once(database.pool))),
            pds: Pds::new(pds, clock.clone())?,
            strangers: Strangers::new(STRANGERS),
            clock,
            settings,
        }))
    }

    /// Waits until another record may be read: as long as what this gives is held.
    ///
    /// # Errors
    /// When the process stops.
    pub async fn may_read(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let permit = self.readings.clone().acquire_owned().await;
        permit.map_err(|_| Fault::ours("this is stopping: ask again later"))
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

/// How many records are read at once with so many connections: a quarter of them, and one at least, is left for everything else.
fn at_once(connections: u32) -> usize {
    let others = (connections / 4).max(1);
    usize::try_from(connections.saturating_sub(others).max(1)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_leave_connections_for_what_is_written_down() {
        assert_eq!([2, 3, 12, 100].map(at_once), [1, 2, 9, 75]);
    }
}
