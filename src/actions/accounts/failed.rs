//! How a command about accounts ends.

use crate::actions::perform;
use crate::integrations::Upstream;
use crate::storage::StorageError;
use domain::account::{Account, Refusal};
use domain::{Actor, OdsCode};

/// How an account stands after a command.
pub type Done = perform::Done<Account>;

/// Why something about an account did not happen.
pub type Failed = perform::Failed<Refusal>;

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Failed {
        Failed::Refused(refusal)
    }
}

/// Why something for which PDS is asked did not happen.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// PDS gave no answer.
    #[error(transparent)]
    Upstream(#[from] Upstream),
    /// The answer could not be recorded, or the rules say no.
    #[error(transparent)]
    Failed(#[from] Failed),
}

impl From<StorageError> for NotAsked {
    fn from(error: StorageError) -> NotAsked {
        NotAsked::Failed(error.into())
    }
}

/// The practice for which somebody acts; everybody else is answered as if there were nothing.
pub(super) fn practice_of(by: &Actor) -> Result<&OdsCode, Refusal> {
    match by {
        Actor::Staff { practice, .. } | Actor::Program { practice, .. } => Ok(practice),
        Actor::Citizen { .. } | Actor::InvitationLink { .. } | Actor::System => Err(Refusal::NotFound),
    }
}
