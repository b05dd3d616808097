//! Walks all access that is set, then all accounts, slowly: one look at PDS after the other, within its rate limit. Its place is in the
//! database, so it goes on where it stopped, and several workers share one walk.

use std::time::Duration;

use time::Duration as Days;

use crate::actions::check_details::NotChecked;
use crate::actions::recheck::recheck;
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::rechecks::{self, Turn};

use super::accounts::compare_next;
use super::fault::{is_of_one, may_be_of_one};
use super::step::Step;
use super::stop::Stop;

/// How long the walk rests when everybody was looked at, or PDS is away.
const REST: Duration = Duration::from_secs(60);

/// So many in a row that get no answer, and the walk rests: then it is hardly they alone.
const UNANSWERED: usize = 3;

/// Looks at everybody whose turn has come, without a pause; how many there were. Ends early when PDS gives no answer.
///
/// # Errors
/// When the database fails.
pub async fn recheck_everything(app: &App) -> Result<usize, StorageError> {
    let (mut looked, mut unanswered) = (0, 0);
    loop {
        match step(app).await? {
            Step::Looked => (looked, unanswered) = (looked + 1, 0),
            Step::Unanswered => unanswered += 1,
            Step::Rest => return Ok(looked),
        }
        if unanswered == UNANSWERED {
            return Ok(looked);
        }
    }
}

/// Walks until `stop`.
pub(super) async fn walk(app: &App, stop: &Stop) {
    let pause = Duration::from_secs_f64(1.0 / f64::from(app.config.limits.rechecks_a_second.max(1)));
    let mut unanswered = 0;
    while !stop.is_cancelled() {
        let step = step(app).await.unwrap_or_else(|error| {
            tracing::error!(error = ?error, "the walk failed; trying again");
            Step::Rest
        });
        unanswered = if step == Step::Unanswered { unanswered + 1 } else { 0 };
        let rest = if step == Step::Rest || unanswered == UNANSWERED { REST } else { pause };
        unanswered %= UNANSWERED;
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(rest) => {} }
    }
}

async fn step(app: &App) -> Result<Step, StorageError> {
    let now = app.clock.now();
    let since = now - Days::days(app.config.limits.recheck_days);
    let Some(turn) = rechecks::take(&app.db, (now, since)).await? else { return compare_next(app).await };
    let correlation = app.clock.new_id().to_string();
    match app.traces.round("recheck").around(recheck(app, turn.delegation, &correlation)).await {
        Ok(_) => Ok(Step::Looked),
        Err(NotChecked::Upstream(fault)) if is_of_one(fault.kind) => {
            tracing::error!(delegation = %turn.delegation, kind = fault.kind.code(), "PDS has no usable record");
            Ok(Step::Looked)
        }
        Err(NotChecked::Upstream(fault)) if may_be_of_one(fault.kind) => {
            tracing::warn!(delegation = %turn.delegation, kind = fault.kind.code(), "PDS gave no answer about this one");
            // Still due, and the last of all that are.
            let last = Turn { before: Some(since - Days::SECOND), ..turn };
            rechecks::give_back(&app.db, last).await?;
            Ok(Step::Unanswered)
        }
        Err(NotChecked::Upstream(fault)) => {
            tracing::warn!(kind = fault.kind.code(), "PDS gave no answer; the walk rests");
            rechecks::give_back(&app.db, turn).await?;
            Ok(Step::Rest)
        }
        Err(NotChecked::Failed(fault)) => {
            tracing::error!(delegation = %turn.delegation, error = %fault, "could not be compared with PDS");
            Ok(Step::Looked)
        }
    }
}
