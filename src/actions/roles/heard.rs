//! The national store tells that something happened to a role. Nothing of what it tells is believed: whatever we follow
//! there that it may be about is looked at at once, by the same work that brings roles there.

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::roles::to_follow::{self, Hint};
use domain::NhsNumber;
use domain::account::AccountId;

/// What was told.
#[derive(Debug, Clone)]
pub struct Heard<'a> {
    /// The role's id in the store.
    pub role: &'a str,
    /// Whose role it is, where it says so in a readable number.
    pub patient: Option<NhsNumber>,
}

/// Has the roles that it may be about looked at: that with this id, and where none that we follow has it, all of the
/// patient. Another event about a role that waits to be looked at gives no second work.
///
/// # Errors
/// When the database fails.
pub async fn hear(app: &App, heard: &Heard<'_>) -> Result<(), StorageError> {
    let hint = Hint { role_id: heard.role, patient: heard.patient.as_ref() };
    let roles = to_follow::heard_of(&app.db, &hint, app.clock.now()).await?;
    tracing::info!(roles, "the national store told of a role");
    Ok(())
}

/// An account tells that something happened to it: the roles of its associations are looked at, and where `with_cases` those of cases too.
///
/// # Errors
/// When the database fails.
pub async fn of_account(app: &App, account: AccountId, with_cases: bool) -> Result<(), StorageError> {
    to_follow::of_account(&app.db, account, with_cases, app.clock.now()).await
}
