//! Cases whose access was set before there were accounts: the account of each trusted person comes to follow theirs. Each once: a case
//! that has its association is passed by.

use crate::actions::by::By;
use crate::actions::perform::Failed;
use crate::actions::together::{follow, holder};
use crate::app::App;
use crate::storage::accounts::cases;
use crate::storage::{StorageError, delegations};
use domain::account::State;
use domain::account::case::standing;
use domain::{Actor, DelegationId};

/// How often it is looked again where somebody else was first.
const TRIES: usize = 5;

/// Has the account follow this case, if it gives access; whether anything was written.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub async fn take_in(app: &App, id: DelegationId) -> Result<bool, Failed> {
    for _ in 0..TRIES {
        match once(app, id).await {
            Err(Failed::Storage(StorageError::Conflict)) => {}
            outcome => return outcome,
        }
    }
    Err(StorageError::Conflict.into())
}

async fn once(app: &App, id: DelegationId) -> Result<bool, Failed> {
    let Some(case) = delegations::load(&app.db, id).await? else { return Ok(false) };
    let says = standing(&case, None).filter(|says| says.stands == State::Running);
    let Some(says) = says else { return Ok(false) };
    let by = By::from(Actor::System);
    let holder = holder(app, &case).await?;
    let along = Box::pin(follow(app, (&case, says), (&by, app.clock.now()), holder)).await?;
    if along.is_nothing() {
        return Ok(false);
    }
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    along.record_before(&mut transaction).await?;
    // Whoever decides the case now waits for us, and looks for its association afterwards.
    if cases::hold(&mut *transaction, id).await? != Some(case.version) {
        return Err(StorageError::Conflict.into());
    }
    transaction.commit().await.map_err(StorageError::from)?;
    along.log();
    Ok(true)
}
