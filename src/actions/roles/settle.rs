//! A person decides where the national store and this service differ: what is set here goes there.

use crate::app::App;
use crate::storage::roles::decisions::{self, Settling};
use crate::storage::roles::followed;
use domain::role::Difference;
use domain::{Actor, DelegationId};

use super::super::case_work::colleague;
use super::super::perform::Failed;

/// Has the role brought to where the delegation stands, as if nothing had been brought there yet, and keeps who decided so.
/// Only where something differs that may be brought there; nothing happens otherwise.
///
/// # Errors
/// [`domain::delegation::Refusal::NotFound`] to everybody but staff of the practice; see also [`Failed`].
pub async fn bring_again(app: &App, by: &Actor, id: DelegationId) -> Result<(), Failed> {
    let (staff, _) = colleague(app, by, id).await?;
    let Some(role) = followed::find(&app.db, id).await? else { return Ok(()) };
    let Some(difference) = role.difference.filter(|difference| Difference::may_be_brought(*difference))
    else {
        return Ok(());
    };
    let settling = Settling { id: app.clock.new_id(), staff, difference, reason: role.reason };
    decisions::settle(&app.db, id, &settling, app.clock.now()).await?;
    tracing::info!(%id, %staff, difference = difference.code(), "a person had the role brought there anew");
    Ok(())
}
