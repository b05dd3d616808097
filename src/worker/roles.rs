//! Compares the roles that we hold with the national store, slowly: one after the other, at a set rate. Its place is in the
//! database, so several workers share one walk.

use std::time::Duration;

use time::Duration as Span;

use crate::actions::roles::{NotFollowed, follow};
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::roles::followed;

use super::fault::is_of_one;
use super::stop::Stop;

/// How long the walk rests when all were compared, or the store is away.
const REST: Duration = Duration::from_secs(60);
/// How long one waits that got no answer.
const WAIT: Span = Span::HOUR;

/// Compares all whose turn has come, without a pause; how many there were. Ends early when the store gives no answer.
///
/// # Errors
/// When the database fails.
pub async fn compare_roles(app: &App) -> Result<usize, StorageError> {
    let mut compared = 0;
    while compare_next(app).await? {
        compared += 1;
    }
    Ok(compared)
}

/// Walks until `stop`; at once over where the national store is not set up.
pub(super) async fn walk_roles(app: &App, stop: &Stop) {
    let Some(config) = &app.config.vrs else { return };
    let pause = Duration::from_secs_f64(1.0 / f64::from(config.compared_a_second.max(1)));
    while !stop.is_cancelled() {
        let went_on = compare_next(app).await.unwrap_or_else(|error| {
            tracing::error!(error = ?error, "comparing national roles failed; trying again");
            false
        });
        let rest = if went_on { pause } else { REST };
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(rest) => {} }
    }
}

/// Compares one; false where no turn has come, or the store gives no answer.
async fn compare_next(app: &App) -> Result<bool, StorageError> {
    let Some(config) = &app.config.vrs else { return Ok(false) };
    let now = app.clock.now();
    let since = now - Span::days(config.compare_days);
    let Some(whose) = followed::take(&app.db, (now, since)).await? else { return Ok(false) };
    let correlation = app.clock.new_id().to_string();
    match app.traces.round("compare_role").around(follow(app, whose, &correlation)).await {
        Ok(()) => Ok(true),
        Err(NotFollowed::Upstream(fault)) if !is_of_one(fault.kind) => {
            tracing::warn!(kind = fault.kind.code(), "the national store gave no answer; the walk rests");
            // Whether the store is away or this one alone is slow, nobody knows: the next look begins with another.
            followed::put_off(&app.db, whose, since + WAIT).await?;
            Ok(false)
        }
        Err(fault) => {
            tracing::error!(%whose, error = %fault, "could not be compared with the national store");
            Ok(true)
        }
    }
}
