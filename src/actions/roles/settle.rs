//! A person decides where the national store and this service differ: what is set here goes there.

use crate::app::App;
use crate::storage::{delegations, followed_roles};
use domain::delegation::Refusal;
use domain::{Actor, DelegationId, Party};

use super::super::perform::Failed;

/// Has the role brought to where the delegation stands, as if nothing had been brought there yet. Only where something
/// differs; nothing happens otherwise.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody but staff of the practice; see also [`Failed`].
pub async fn bring_again(app: &App, by: &Actor, id: DelegationId) -> Result<(), Failed> {
    let delegation = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let is_theirs =
        by.party(&delegation) == Some(Party::Practice) && delegation.sent_to_practice_at.is_some();
    if !is_theirs || !matches!(by, Actor::Staff { .. }) {
        return Err(Refusal::NotFound.into());
    }
    followed_roles::bring_again(&app.db, id, app.clock.new_id(), app.clock.now()).await?;
    tracing::info!(%id, "a person had the role in the national store brought to where the delegation stands");
    Ok(())
}
