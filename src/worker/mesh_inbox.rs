//! Our own mailbox at MESH: reports of messages that did not arrive. Looked into every five minutes, by one worker.

use std::time::Duration;

use time::Duration as Minutes;
use uuid::Uuid;

use crate::app::App;
use crate::integrations::mesh::{LISTED, MessageType, Received};
use crate::integrations::{Kind, Mesh, Upstream};
use crate::storage::StorageError;
use crate::storage::postings::{self, Report, Reported};

use super::fault::is_of_one;
use super::stop::Stop;

/// MESH wants no more than one look in five minutes.
const EVERY: Minutes = Minutes::minutes(5);
/// How often a worker asks whether it is time.
const REST: Duration = Duration::from_secs(60);

/// Looks into the mailbox now and deals with all that lies there; how many messages go by another way because of it.
/// What MESH does not answer is looked at the next time.
///
/// # Errors
/// When the database fails; what is not acknowledged comes again.
pub async fn read_mesh_inbox(app: &App) -> Result<usize, StorageError> {
    let Some(mesh) = &app.mesh else { return Ok(0) };
    let mut queued = 0;
    loop {
        let (round, listed) = match one_round(app, mesh).await? {
            Ok(round) => round,
            Err(fault) => {
                tracing::warn!(kind = fault.kind.code(), "our mailbox could not be read");
                return Ok(queued);
            }
        };
        queued += round.queued;
        if listed < LISTED || round.acknowledged == 0 {
            return Ok(queued);
        }
    }
}

/// Looks into the mailbox whenever it is time, until `stop`.
pub(super) async fn watch(app: &App, stop: &Stop) {
    while app.mesh.is_some() && !stop.is_cancelled() {
        let now = app.clock.now();
        let read = match postings::take_turn(&app.db, (now, now - EVERY)).await {
            Ok(true) => app.traces.round("mailbox").around(read_mesh_inbox(app)).await.map(drop),
            Ok(false) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = read {
            tracing::error!(error = ?error, "our mailbox could not be dealt with; trying again");
        }
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(REST) => {} }
    }
}

#[derive(Default)]
struct Round {
    queued: usize,
    acknowledged: usize,
}

async fn one_round(app: &App, mesh: &Mesh) -> Result<Result<(Round, usize), Upstream>, StorageError> {
    let ids = match mesh.inbox().await {
        Ok(ids) => ids,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut round = Round::default();
    for id in &ids {
        let reported = match mesh.fetch(id).await {
            Ok(Some(received)) => dealt_with(app, &received).await?,
            // Nothing of ours is as large: it is not kept for that.
            Ok(None) | Err(Upstream { kind: Kind::TooLarge, .. }) => Reported::Unknown,
            Err(fault) if is_of_one(fault.kind) => {
                tracing::warn!(mesh_id = %id, kind = fault.kind.code(), "a message that cannot be read; left there");
                continue;
            }
            Err(fault) => return Ok(Err(fault)),
        };
        round.queued += usize::from(matches!(reported, Reported::Queued(_)));
        if reported == Reported::Busy {
            continue;
        }
        // Only now: what is acknowledged is gone.
        if let Err(fault) = mesh.acknowledge(id).await {
            return Ok(Err(fault));
        }
        round.acknowledged += 1;
    }
    Ok(Ok((round, ids.len())))
}

/// By id only in the log: what others write may hold anything.
async fn dealt_with(app: &App, received: &Received) -> Result<Reported, StorageError> {
    let mesh_id = received.id.as_str();
    let MessageType::Report { linked, code } = &received.message_type else {
        tracing::warn!(mesh_id, "a message that nobody here expects");
        return Ok(Reported::Unknown);
    };
    let id = received.local_id.as_deref().and_then(|id| Uuid::parse_str(id).ok());
    let report = Report { mesh_id: linked.as_deref(), id, fault: code.code() };
    let reported = postings::undelivered(&app.db, &report, app.clock.now()).await?;
    match &reported {
        Reported::Queued(about) => {
            tracing::warn!(mesh_id, %about, fault = code.code(), "not delivered by MESH; it goes by e-mail");
        }
        Reported::Known | Reported::Busy => tracing::info!(mesh_id, "a report that changes nothing now"),
        Reported::Unknown => tracing::warn!(mesh_id, "a report of no message of ours"),
    }
    Ok(reported)
}
