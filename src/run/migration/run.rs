//! Moves what waits in a round, or tries again what failed.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use http::{HeaderName, HeaderValue};
use sqlx::PgConnection;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::actions::transfer::{Halt, Mover, National, Orders, Pacer};
use crate::config::Config;
use crate::integrations::Vrs;
use crate::run::signals::asked_to_stop;
use crate::storage;
use crate::storage::PgPool;
use crate::storage::transfers::rounds::{self, Round};
use crate::storage::transfers::runs::{self, Going};
use crate::storage::transfers::{moves, tally};
use domain::clock::Clock;
use domain::transfer::{Counts, Ending};

use super::measured::Measured;
use super::named;
use super::progress::{Progress, Shown};

/// How often the numbers are shown and noted.
const TICK: Duration = Duration::from_millis(500);
/// How often a round is tried to be held: Postgres may take a moment to see that a process was killed.
const HOLDS: u32 = 20;

/// Runs the round of this name; only what had failed, where so wished.
pub(super) async fn run(
    (name, is_retry): (&str, bool),
    config: &Config,
    clock: &Clock,
) -> anyhow::Result<()> {
    let stop = asked_to_stop();
    let pool = storage::connect(&config.database)?;
    let round = named::round(&pool, name).await?;
    let settings = config.vrs.as_ref().context("the store is not set up: VRS_URL and what follows it")?;
    named::fits(&round, &settings.base_url)?;
    let store = rounds::runs_against(&pool, round.id, &settings.base_url).await?;
    if store != settings.base_url {
        bail!("the round \"{name}\" runs against {store}, and VRS_URL is another: plan another round");
    }
    let mut holder = hold(&pool, &round, (&store, &settings.api_key)).await?;
    moves::gather(&pool, round.id).await?;
    if is_retry {
        moves::retry(&mut holder, round.id).await?;
    }
    let stopping = CancellationToken::new();
    let pacer = Arc::new(Pacer::new((round.rate, round.window), (clock.clone(), stopping.clone())));
    let mut vrs = Vrs::new(settings, clock.clone())?.behind(pacer.clone());
    if let Some((header, value)) = &round.header {
        vrs = vrs.in_round(HeaderName::from_bytes(header.as_bytes())?, HeaderValue::from_str(value)?);
    }
    let (id, environment, run) = (round.id, round.environment, clock.new_id());
    runs::begin(&pool, (run, id), is_retry, clock.now()).await?;
    let (before, _) = counted(&pool, id).await?;
    let mover = Mover::new(
        (National::new(vrs, clock.clone()), pacer),
        Orders { round, is_retry },
        (pool.clone(), holder),
        (clock.clone(), stopping.clone()),
    );
    let watched = Watched { mover: &mover, pool: &pool, run, clock };
    let outcome = watch(&watched, before, (stop, &stopping)).await;
    let ended = match &outcome {
        Ok(()) if stopping.is_cancelled() => Ending::Stopped,
        Ok(()) => Ending::Done,
        Err(_) => Ending::Failed,
    };
    let noted = runs::note(&pool, (run, mover.calls(), Going::default()), Some(ended), clock.now()).await;
    outcome?;
    noted?;
    let (after, lines) = counted(&pool, id).await?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} in {environment}: of {} rows in {lines} practices {} were created, {} existed, {} were reactivated, {} failed, {} wait",
        ended.code(),
        after.expected,
        after.created,
        after.existed,
        after.reactivated,
        after.failed,
        after.waiting
    )?;
    pool.close().await;
    Ok(())
}

/// The connection that holds the round for this process, and the store by this key: the rate was agreed for all that we send.
async fn hold(pool: &PgPool, round: &Round, caller: (&str, &str)) -> anyhow::Result<PgConnection> {
    for _ in 0..HOLDS {
        if let Some(holder) = moves::hold(pool, round.id, caller).await? {
            return Ok(holder);
        }
        tokio::time::sleep(TICK).await;
    }
    bail!(
        "another process runs the round \"{}\", or another round against the same store with the same key",
        round.name
    )
}

/// The numbers of a round in sum, and of how many practices they are.
async fn counted(pool: &PgPool, round: Uuid) -> anyhow::Result<(Counts, usize)> {
    let lines = tally::of_round(pool, round).await?;
    let mut sum = Counts::default();
    for line in &lines {
        sum += line.ours;
    }
    Ok((sum, lines.len()))
}

/// What is watched, and where its numbers are noted.
struct Watched<'a> {
    mover: &'a Mover,
    pool: &'a PgPool,
    run: Uuid,
    clock: &'a Clock,
}

/// Lets it run, shows and notes its numbers, and has it stop where the operator wants that: calls under way are finished, and
/// no other begins.
async fn watch(
    watched: &Watched<'_>,
    before: Counts,
    (stop, stopping): (impl Future<Output = ()>, &CancellationToken),
) -> Result<(), Halt> {
    let mover = watched.mover;
    let done = before.created + before.existed + before.reactivated + before.failed;
    let mut progress = Progress::begin(done, before.expected);
    let stopped = async {
        stop.await;
        stopping.cancel();
    };
    // Side by side: who waits for a connection in a branch of its own would stop those who hold them all. Only the moving ends.
    let beside = futures::future::join(note(watched, &mut progress), stopped);
    let ended = tokio::select! {
        ended = mover.run() => ended,
        ((), ()) = beside => Ok(()),
    };
    progress.end();
    ended
}

/// Shows and notes the numbers again and again. One that cannot be noted is told by the next: no call under way is given up
/// for a number.
async fn note(watched: &Watched<'_>, progress: &mut Progress) {
    let Watched { mover, pool, run, clock } = watched;
    let (mut tick, mut measured) = (tokio::time::interval(TICK), Measured::default());
    loop {
        tick.tick().await;
        let now = clock.now();
        let (numbers, opens) = (mover.numbers().read(), mover.opens(now));
        let (per_second, is_away) = (mover.per_second(), mover.is_away());
        // A terminal that is gone is no reason to stop.
        drop(progress.show(&Shown { numbers, per_second, opens, is_away }));
        let calls = mover.calls();
        let going =
            Going { per_second: measured.rate(calls.calls, Instant::now()), opens_at: opens, is_away };
        if let Err(error) = runs::note(*pool, (*run, calls, going), None, now).await {
            tracing::warn!(%error, "the numbers of the run were not noted");
        }
    }
}
