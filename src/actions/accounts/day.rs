//! What a day brings to an account: last days, ages, reviews, years without use.

use crate::actions::by::By;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::accounts::{kept, options, uses};
use domain::Actor;
use domain::account::{Account, AccountId, Command, Tell};

use super::failed::Failed;
use super::letters::telling;

/// Does what the day brings; whether anything changed.
///
/// # Errors
/// See [`Failed`].
pub async fn meet(app: &App, id: AccountId) -> Result<bool, Failed> {
    let Some(account) = kept::load(&app.db, id).await? else { return Ok(false) };
    let rules = options::find(&app.db, &account.practice).await?.ages();
    let known = uses::known(&app.db, id).await?;
    let by = By { tell: Some(Tell::BOTH), ..By::from(Actor::System) };
    let command = telling(&by, Command::Day { rules, known });
    let done = perform::<Account>(app, id, by, &command, None).await?;
    Ok(done.changed)
}
