//! A practice sets what counts for all of its accounts: whether identity comes first, and at which age access for a child rests.

use crate::app::App;
use crate::storage::accounts::options::{self, Options};
use domain::Actor;
use domain::account::Refusal;

use super::failed::Failed;

/// The ages that can be set; sixteen counts besides, always.
const AGES: std::ops::RangeInclusive<i16> = 1..=13;

/// Sets it.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody but staff, and for an age that cannot be set; see also [`Failed`].
pub async fn set(app: &App, by: &Actor, options: Options) -> Result<(), Failed> {
    let Actor::Staff { id, practice } = by else { return Err(Refusal::NotFound.into()) };
    if options.young_age.is_some_and(|age| !AGES.contains(&age)) {
        return Err(Refusal::NotFound.into());
    }
    options::set(&app.db, practice, options, (*id, app.clock.now())).await?;
    tracing::info!(%practice, staff = %id, ?options, "the practice set what counts for its accounts");
    Ok(())
}
