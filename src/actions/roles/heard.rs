//! The national store tells that something happened to a role. Nothing of what it tells is believed: whatever we follow
//! there that it may be about is looked at at once, by the same work that brings roles there.

use sha2::{Digest, Sha256};

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::followed_roles::{self, Hint};
use domain::NhsNumber;

/// What was told.
#[derive(Debug, Clone)]
pub struct Heard<'a> {
    /// What tells the event from all others: who sent it, and its id there.
    pub event: (&'a str, &'a str),
    /// The role's id in the store.
    pub role: &'a str,
    /// Whose role it is, where it says so in a readable number.
    pub patient: Option<NhsNumber>,
}

/// Has the roles that it may be about looked at: that with this id, and where none that we follow has it, all of the
/// patient. The same event again, while it waits, gives no second work.
///
/// # Errors
/// When the database fails.
pub async fn hear(app: &App, heard: &Heard<'_>) -> Result<(), StorageError> {
    let (source, id) = heard.event;
    let digest = Sha256::new().chain_update(source).chain_update([0_u8]).chain_update(id).finalize();
    let key = hex::encode(digest);
    let hint = Hint { key: &key, role_id: heard.role, patient: heard.patient.as_ref() };
    let roles = followed_roles::heard_of(&app.db, &hint, app.clock.now()).await?;
    tracing::info!(roles, "the national store told of a role");
    Ok(())
}
