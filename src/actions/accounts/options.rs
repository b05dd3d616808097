//! A practice sets what counts for all of its accounts: whether identity comes first, and at which age access for a child rests.

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::accounts::options::{self, Options};
use crate::storage::accounts::traced;
use domain::Actor;
use domain::account::{AgeRules, Refusal};

use super::failed::Failed;

/// Sets it. Where an age is lower from now on, access for who has reached it rests at once, and the worker looks at all of them today.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody but staff, and for an age that cannot be set; see also [`Failed`].
pub async fn set(app: &App, by: &Actor, options: Options) -> Result<(), Failed> {
    let Actor::Staff { id, practice } = by else { return Err(Refusal::NotFound.into()) };
    if options.young_age.is_some_and(|age| !AgeRules::may_suspend_at(age)) {
        return Err(Refusal::NotFound.into());
    }
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    options::set(&mut *transaction, practice, options, (*id, app.clock.now())).await?;
    traced::look_on(&mut *transaction, practice, app.clock.today_in_london()).await?;
    transaction.commit().await.map_err(StorageError::from)?;
    tracing::info!(%practice, staff = %id, ?options, "the practice set what counts for its accounts");
    Ok(())
}
