//! A message to a practice: by MESH where the practice chose it, else, or where MESH does not deliver, by e-mail, with
//! details only where the address is secure.

use crate::app::App;
use crate::integrations::mesh::{Found, Outgoing};
use crate::integrations::{Kind, Mesh, Upstream};
use crate::messages::document::document;
use crate::storage::messages::Entry;
use crate::storage::postings::{self, Posting};
use crate::storage::{StorageError, outbox::Job};
use domain::channel::Channel;

use super::case::Case;
use super::email::{NotSent, send_email};

/// Tries with MESH, about three hours, before e-mail takes over: a request that waits is worth more than the better way.
const MESH_TRIES: i32 = 12;
/// The subject at MESH, which tells nothing of anybody.
const SUBJECT: &str = "Trusted person access";
/// States of a message that will never be collected.
const LOST: [&str; 2] = ["undeliverable", "error"];

/// How MESH took it.
enum Posted {
    /// MESH has it.
    Done,
    /// Nobody knows yet; later.
    Later(Upstream),
    /// It will not take it, by code.
    Never(&'static str),
}

/// Sends it by the way it has come to.
pub(super) async fn send_to_practice(
    app: &App,
    entry: &Entry,
    job: &Job,
    case: Case,
) -> Result<Result<(), NotSent>, StorageError> {
    let posting = postings::find(&app.db, entry.id, &case.delegation.practice).await?;
    let mut channel = posting.channel;
    if channel == Channel::Mesh {
        let fault = match by_mesh(app, entry, &posting, &case).await? {
            Posted::Done => return Ok(Ok(())),
            Posted::Later(fault) if job.attempts < MESH_TRIES => return Ok(Err(NotSent::Upstream(fault))),
            Posted::Later(fault) => fault.kind.code(),
            Posted::Never(code) => code,
        };
        tracing::warn!(fault, "not delivered by MESH; it goes by e-mail");
        channel = Channel::Email;
        postings::give_up_mesh(&app.db, entry.id, (channel, fault), app.clock.now()).await?;
    }
    let Some(address) = case.settings.email.clone() else { return Ok(Err(NotSent::NoAddress)) };
    let is_secure = case.settings.carries_details(&app.config.messages.secure_email_domains);
    let way = if channel == Channel::Email && is_secure { Channel::Email } else { Channel::Notice };
    postings::goes_by(&app.db, entry.id, way).await?;
    let facts = case.facts(app, entry, way == Channel::Email);
    send_email(app, entry, &job.key, (address, &facts)).await
}

/// Hands it to MESH, once: after a crash or a lost answer MESH is asked first whether it has it.
async fn by_mesh(app: &App, entry: &Entry, posting: &Posting, case: &Case) -> Result<Posted, StorageError> {
    if posting.mesh_id.is_some() {
        return Ok(Posted::Done);
    }
    let Some(mesh) = &app.mesh else { return Ok(Posted::Never("mesh_not_set_up")) };
    let local_id = entry.id.to_string();
    if posting.is_begun {
        match mesh.find_sent(&local_id).await {
            Ok(Found::One(found)) => {
                postings::posted(&app.db, entry.id, &found.message_id).await?;
                let is_lost = LOST.contains(&found.status.as_str());
                return Ok(if is_lost { Posted::Never("mesh_undeliverable") } else { Posted::Done });
            }
            Ok(Found::Several) => return Ok(Posted::Done),
            Ok(Found::Nothing) => {}
            Err(fault) => return Ok(not_posted(fault)),
        }
    }
    let to = match mesh.mailbox_of(&case.delegation.practice).await {
        Ok(Some(mailbox)) => mailbox,
        Ok(None) => return Ok(Posted::Never("mesh_no_mailbox")),
        Err(fault) => return Ok(not_posted(fault)),
    };
    let Ok(body) = document(entry.message, entry.id, &case.facts(app, entry, true)) else {
        return Ok(Posted::Never("unreadable"));
    };
    postings::begin(&app.db, entry.id, app.clock.now()).await?;
    let file_name = format!("{local_id}.json");
    let (subject, content_type) = (SUBJECT.to_owned(), "application/json");
    post(app, mesh, entry, Outgoing { to, subject, local_id, file_name, content_type, body }).await
}

async fn post(app: &App, mesh: &Mesh, entry: &Entry, message: Outgoing) -> Result<Posted, StorageError> {
    match mesh.send(&message).await {
        Ok(mesh_id) => {
            postings::posted(&app.db, entry.id, &mesh_id).await?;
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
