//! What the worker does at the same time: its lanes, woken by NOTIFY and by the clock; rounds; the walk; our mailbox. Until it
//! is told to stop.

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::actions::invitation_code::COUNTED_FOR;
use crate::app::App;
use crate::storage::{
    self, Readiness, StorageError, attempts, drafts, given_commands, grants, idempotency, kept_pages,
    sessions,
};

use super::accounts::{meet_days, take_in_cases};
use super::address::send_letters;
use super::closing::close_what_cannot_go_on;
use super::due::meet_deadlines;
use super::lanes::LANES;
use super::mesh_inbox::watch as watch_mesh;
use super::recheck::walk;
use super::record::let_records_go;
use super::report::report;
use super::roles::walk_roles;
use super::stop::Stop;
use super::tell::Teller;
use super::work::work;

/// How often deadlines are looked at and old rows swept.
const ROUND: Duration = Duration::from_secs(60);
/// How often it is looked whether the database can be worked with.
const READY: Duration = Duration::from_secs(1);
/// How long it waits before it listens again, when the database has hung up; and how late a letter to a mailbox is at most.
const AGAIN: Duration = Duration::from_secs(5);

/// How long nothing is heard before it listens anew: a server whose machine vanished would never be heard again.
const QUIET: Duration = Duration::from_secs(60);

/// Works until `stop`.
pub async fn run(app: Arc<App>, stop: Stop) {
    if until_ready(&app, &stop).await {
        report("cases of before there were accounts", take_in_cases(&app).await);
        let (bell, _) = watch::channel(());
        let lanes = LANES.iter().map(|lane| work(&app, lane, bell.subscribe(), &stop));
        tokio::join!(
            join_all(lanes),
            listen(&app, &bell, &stop),
            letters(&app, bell.subscribe(), &stop),
            tell(&app, bell.subscribe(), &stop),
            rounds(&app, &stop),
            walk(&app, &stop),
            walk_roles(&app, &stop),
            watch_mesh(&app, &stop),
        );
    }
    tracing::info!("the worker has stopped");
}

/// Waits for a database of this version's shape: on an older one, work would be done and could not be written down. False
/// when it was told to stop before.
async fn until_ready(app: &App, stop: &Stop) -> bool {
    let mut said = false;
    while storage::readiness(&app.db).await != Readiness::Ready {
        if !said {
            tracing::warn!(
                "the database is away, takes nothing or is not of this version's shape; waiting for it"
            );
            said = true;
        }
        tokio::select! { () = stop.cancelled() => return false, () = tokio::time::sleep(READY) => {} }
    }
    true
}

/// Rings the bell whenever there is new work.
async fn listen(app: &App, bell: &watch::Sender<()>, stop: &Stop) {
    while !stop.is_cancelled() {
        if let Some(mut listener) = listener(app).await {
            bell.send_replace(()); // work may have come before we listened
            let is_quiet = loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    heard = timeout(QUIET, listener.recv()) => match heard {
                        Ok(Ok(_)) => bell.send_replace(()),
                        Ok(Err(_)) => break false,
                        Err(_) => break true,
                    },
                };
            };
            if is_quiet {
                continue;
            }
        }
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(AGAIN) => {} }
    }
}

/// Sends letters to mailboxes that must confirm.
async fn letters(app: &App, mut bell: watch::Receiver<()>, stop: &Stop) {
    while !stop.is_cancelled() {
        report("letters to mailboxes", send_letters(app).await);
        pause(&mut bell, stop).await;
    }
}

/// Tells what is known of outside systems.
async fn tell(app: &App, mut bell: watch::Receiver<()>, stop: &Stop) {
    let mut teller = Teller::default();
    while !stop.is_cancelled() {
        report("outside systems", teller.tell(app).await);
        pause(&mut bell, stop).await;
    }
}

/// Until there is new work, a while has passed, or it is told to stop.
async fn pause(bell: &mut watch::Receiver<()>, stop: &Stop) {
    tokio::select! {
        () = stop.cancelled() => {}
        _ = bell.changed() => {}
        () = tokio::time::sleep(AGAIN) => {}
    }
}

async fn listener(app: &App) -> Option<PgListener> {
    let mut listener = PgListener::connect_with(app.db.direct()).await.ok()?;
    listener.listen("outbox").await.ok()?;
    Some(listener)
}

async fn rounds(app: &App, stop: &Stop) {
    while !stop.is_cancelled() {
        report("deadlines", meet_deadlines(app).await);
        report("days of accounts", meet_days(app).await);
        report("closing", close_what_cannot_go_on(app).await);
        report("records that nobody decided about", let_records_go(app).await);
        report("sweep", sweep(app).await);
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(ROUND) => {} }
    }
}

async fn sweep(app: &App) -> Result<usize, StorageError> {
    let now = app.clock.now();
    let gone = drafts::delete_expired(&app.db, now).await?
        + sessions::delete_expired(&app.db, now).await?
        + kept_pages::delete_expired(&app.db, now).await?
        + attempts::forget_before(&app.db, now - COUNTED_FOR).await?
        + grants::delete_ended(&app.db, now).await?;
    let calls = idempotency::forget(&app.db, now).await?;
    // Longer than the answers: a call that was lost may be made again until its key is forgotten.
    let commands = given_commands::forget(&app.db, now - idempotency::KEPT * 2).await?;
    Ok(usize::try_from(gone + calls + commands).unwrap_or_default())
}
