//! Tries MESH first where a practice chose it. A message is handed over once, whatever happens on the way.

use uuid::Uuid;

use crate::app::App;
use crate::integrations::mesh::{Found, Outgoing};
use crate::integrations::{Kind, Mesh, Upstream};
use crate::storage::postings::{self, Posting};
use crate::storage::{StorageError, outbox::Job};
use domain::OdsCode;
use domain::channel::Channel;

/// Tries with MESH, about three hours, before e-mail takes over: a request that waits is worth more than the better way.
const MESH_TRIES: i32 = 12;
/// The subject at MESH, which tells nothing of anybody.
const SUBJECT: &str = "Trusted person access";
/// States of a message that will never be collected.
const LOST: [&str; 2] = ["undeliverable", "error"];

/// Where a message to a practice stands after MESH had its turn.
pub(super) enum ByMesh {
    /// MESH has it.
    Done,
    /// Nobody knows yet; later.
    Later(Upstream),
    /// It goes this way: the practice's own, or e-mail because MESH does not deliver.
    Mail(Channel),
}

/// How MESH took it.
enum Posted {
    Done,
    /// Nobody knows yet; later.
    Later(Upstream),
    /// It will not take it, by code.
    Never(&'static str),
}

/// Hands the message `id` to MESH if that is its way; `body` writes it, or cannot.
pub(super) async fn by_mesh(
    app: &App,
    job: &Job,
    (id, practice): (Uuid, &OdsCode),
    body: impl FnOnce() -> Option<Vec<u8>> + Send,
) -> Result<ByMesh, StorageError> {
    let posting = postings::find(&app.db, id, practice).await?;
    if posting.channel != Channel::Mesh {
        return Ok(ByMesh::Mail(posting.channel));
    }
    let fault = match hand_over(app, (id, practice), &posting, body).await? {
        Posted::Done => return Ok(ByMesh::Done),
        Posted::Later(fault) if job.attempts < MESH_TRIES => return Ok(ByMesh::Later(fault)),
        Posted::Later(fault) => fault.kind.code(),
        Posted::Never(code) => code,
    };
    tracing::warn!(fault, "not delivered by MESH; it goes by e-mail");
    postings::give_up_mesh(&app.db, id, (Channel::Email, fault), app.clock.now()).await?;
    Ok(ByMesh::Mail(Channel::Email))
}

/// Hands it over, once: after a crash or a lost answer MESH is asked first whether it has it.
async fn hand_over(
    app: &App,
    (id, practice): (Uuid, &OdsCode),
    posting: &Posting,
    body: impl FnOnce() -> Option<Vec<u8>> + Send,
) -> Result<Posted, StorageError> {
    if posting.mesh_id.is_some() {
        return Ok(Posted::Done);
    }
    let Some(mesh) = &app.mesh else { return Ok(Posted::Never("mesh_not_set_up")) };
    let local_id = id.to_string();
    if posting.is_begun {
        match mesh.find_sent(&local_id).await {
            Ok(Found::One(found)) => {
                postings::posted(&app.db, id, &found.message_id).await?;
                let is_lost = LOST.contains(&found.status.as_str());
                return Ok(if is_lost { Posted::Never("mesh_undeliverable") } else { Posted::Done });
            }
            Ok(Found::Several) => return Ok(Posted::Done),
            Ok(Found::Nothing) => {}
            Err(fault) => return Ok(not_posted(fault)),
        }
    }
    let to = match mesh.mailbox_of(practice).await {
        Ok(Some(mailbox)) => mailbox,
        Ok(None) => return Ok(Posted::Never("mesh_no_mailbox")),
        Err(fault) => return Ok(not_posted(fault)),
    };
    let Some(body) = body() else { return Ok(Posted::Never("unreadable")) };
    postings::begin(&app.db, id, app.clock.now()).await?;
    let file_name = format!("{local_id}.json");
    let (subject, content_type) = (SUBJECT.to_owned(), "application/json");
    post(app, mesh, id, Outgoing { to, subject, local_id, file_name, content_type, body }).await
}

async fn post(app: &App, mesh: &Mesh, id: Uuid, message: Outgoing) -> Result<Posted, StorageError> {
    match mesh.send(&message).await {
        Ok(mesh_id) => {
            postings::posted(&app.db, id, &mesh_id).await?;
            Ok(Posted::Done)
        }
        Err(fault) => Ok(not_posted(fault)),
    }
}

/// A refusal that the same message would meet again is final; all else may pass.
fn not_posted(fault: Upstream) -> Posted {
    match fault.kind {
        kind if kind.is_temporary() => Posted::Later(fault),
        // Our mailbox, password or key are refused: whoever runs the service must know, not only the ledger.
        Kind::Status(403) => {
            tracing::error!("MESH refuses us: run `proxy-access doctor`");
            Posted::Never("mesh_refuses_us")
        }
        kind => Posted::Never(kind.code()),
    }
}
