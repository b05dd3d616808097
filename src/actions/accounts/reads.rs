//! It is written down who of a practice looks at which account.

use crate::app::App;
use crate::storage::accounts::reads;
use domain::account::AccountId;
use domain::{OdsCode, StaffId};

use super::failed::Failed;

/// Writes down that somebody looks at an account of their practice.
///
/// # Errors
/// See [`Failed`].
pub async fn read(
    app: &App,
    (staff, practice): (StaffId, &OdsCode),
    id: AccountId,
    page: &str,
) -> Result<(), Failed> {
    Ok(reads::note(&app.db, (practice, id), (staff, page), app.clock.now()).await?)
}
