//! What the store does without a caller: ends what is over, warns of what will be, and tells those who follow. Any number of
//! processes may do it at once.

use std::sync::Arc;
use std::time::Duration as Pause;

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;

use crate::fhir::lenient::written;
use crate::storage::StorageError;
use crate::storage::national::events::{self, Event, Turn};
use crate::storage::national::kept;
use crate::storage::national::notices;
use crate::storage::national::write::{self, Mark, Written};
use domain::role::reach_end;

use super::store::Store;
use super::way;

/// Between two rounds.
const ROUND: Pause = Pause::from_secs(1);
/// How often it is asked which ends are near: they are days away.
const WARNINGS: Duration = Duration::MINUTE;
/// How many roles are ended in one go.
const PORTION: i64 = 200;
/// How many events one subscriber is told in a turn.
const TURN: i64 = 100;
/// How long nobody else tells a subscriber.
const LEASE: Duration = Duration::minutes(15);
/// When a round of telling ends: it waits for one more answer at most, which is far shorter (src/config/national.rs), and is over
/// before another server takes the turn.
const TELLING: Duration = Duration::minutes(LEASE.whole_minutes() / 3);
/// The longest that a subscriber is left alone after it took nothing.
const LONGEST: Duration = Duration::minutes(5);

/// Ends and warns until `stop`.
pub async fn run(store: Arc<Store>, stop: CancellationToken) {
    let mut warned = None;
    while !stop.is_cancelled() {
        note("ends", end_what_is_over(&store).await);
        note("warnings", warn_now_and_then(&store, &mut warned).await);
        rest(&stop).await;
    }
}

/// Tells subscribers until `stop`, in a task of its own: one that is slow to answer holds up no end of a role.
pub async fn tell_on(store: Arc<Store>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        note("subscribers", tell_subscribers(&store).await);
        rest(&stop).await;
    }
}

fn note(what: &'static str, result: Result<usize, StorageError>) {
    if let Err(error) = result {
        tracing::warn!(what, ?error, "a job of our own store of roles could not be done");
    }
}

async fn rest(stop: &CancellationToken) {
    tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(ROUND) => {} }
}

/// Ends every active role whose end has passed, and tells both people; how many there were.
///
/// # Errors
/// When the database fails; what is done stays done.
pub async fn end_what_is_over(store: &Store) -> Result<usize, StorageError> {
    let mut total = 0;
    loop {
        let now = store.clock.now();
        let mut ended = 0;
        for kept in kept::over(&store.db, now, PORTION).await? {
            if let Some(role) = reach_end(&kept.role, now) {
                let mark = Mark { event: store.clock.new_id(), round: None, now };
                let written = write::update(&store.db, &kept, &role, mark, true).await?;
                ended += usize::from(written == Written::Done);
            }
        }
        total += ended;
        if ended == 0 {
            return Ok(total);
        }
    }
}

/// The same as [`warn`], unless that was a short while ago.
///
/// # Errors
/// When the database fails.
pub async fn warn_now_and_then(
    store: &Store,
    warned: &mut Option<OffsetDateTime>,
) -> Result<usize, StorageError> {
    let now = store.clock.now();
    if warned.is_some_and(|at| now < at + WARNINGS) {
        return Ok(0);
    }
    *warned = Some(now);
    warn(store).await
}

/// Warns both people of each end that is near, once; how many roles there were.
///
/// # Errors
/// When the database fails.
pub async fn warn(store: &Store) -> Result<usize, StorageError> {
    let now = store.clock.now();
    notices::warn(&store.db, now, now + Duration::days(store.settings.warn_days.into())).await
}

/// Tells every subscriber whose turn it is what happened since it was told last, in order, at least once, and ends after a while:
/// who was not told all is told on in the next round, behind the others. How many events were taken.
///
/// # Errors
/// When the database fails.
pub async fn tell_subscribers(store: &Store) -> Result<usize, StorageError> {
    let urls = &store.settings.subscribers;
    if urls.is_empty() {
        return Ok(0);
    }
    events::subscribe(&store.db, urls, store.clock.now()).await?;
    let until = store.clock.now() + TELLING;
    let mut taken = 0;
    let mut turns = urls.len();
    while turns > 0 && store.clock.now() < until {
        let Some(turn) = events::take_turn(&store.db, urls, LEASE, store.clock.now()).await? else { break };
        taken += tell(store, turn, until).await?;
        turns -= 1;
    }
    Ok(taken)
}

/// One subscriber's turn: until an event was sent in vain, all of a portion was told, or the time is over.
async fn tell(store: &Store, mut turn: Turn, until: OffsetDateTime) -> Result<usize, StorageError> {
    let mut taken = 0;
    let mut next = store.clock.now();
    for event in events::after(&store.db, turn.told_to, TURN).await? {
        let whom = (turn.url.as_str(), store.settings.token_of(&turn.url));
        match store.subscribers.tell(whom, payload(store, &event).to_string()).await {
            Ok(()) => {
                (turn.told_to, turn.attempts) = (event.seq, 0);
                taken += 1;
                if store.clock.now() >= until {
                    break;
                }
            }
            Err(error) => {
                tracing::warn!(%error, attempts = turn.attempts, "a subscriber took no event");
                turn.attempts = turn.attempts.saturating_add(1);
                next = store.clock.now() + pause(turn.attempts);
                break;
            }
        }
    }
    events::end_turn(&store.db, &turn, next).await?;
    Ok(taken)
}

/// Doubled each time.
fn pause(attempts: i32) -> Duration {
    let doubled = 2_i32.saturating_pow(u32::try_from(attempts).unwrap_or_default().min(20));
    Duration::seconds(doubled.into()).min(LONGEST)
}

/// An event as it is published.
pub fn payload(store: &Store, event: &Event) -> Value {
    json!({
        "specversion": "1.0",
        "id": event.id,
        "source": "uk.nhs.validated-relationships-service",
        "type": format!("vrs-proxy-role-{}-1", event.kind),
        "time": written(event.at),
        "dataref": store.address(&format!("{}/{}", way::CONSENT, event.role_id)),
        "subject": event.patient,
        "filtering": { "patient_ods_code": event.patient_ods, "proxy_ods_code": event.proxy_ods },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        assert_eq!([pause(1), pause(2), pause(3)].map(Duration::whole_seconds), [2, 4, 8]);
        assert_eq!([pause(9), pause(i32::MAX)], [LONGEST, LONGEST]);
    }
}
