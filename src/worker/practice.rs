//! A message to a practice: by MESH where the practice chose it, else, or where MESH does not deliver, by e-mail, with
//! details only where the address is secure.

use crate::app::App;
use crate::messages::document::document;
use crate::storage::messages::Entry;
use crate::storage::{StorageError, outbox::Job, postings};
use domain::channel::Channel;

use super::case::Case;
use super::email::{NotSent, send_email};
use super::posting::{ByMesh, by_mesh};

/// Sends it by the way it has come to.
pub(super) async fn send_to_practice(
    app: &App,
    entry: &Entry,
    job: &Job,
    case: Case,
) -> Result<Result<(), NotSent>, StorageError> {
    let body = || document(entry.message, entry.id, &case.facts(app, entry, true)).ok();
    let channel = match by_mesh(app, job, (entry.id, &case.delegation.practice), body).await? {
        ByMesh::Done => return Ok(Ok(())),
        ByMesh::Later(fault) => return Ok(Err(NotSent::Upstream(fault))),
        ByMesh::Mail(channel) => channel,
    };
    let Some(address) = case.settings.email.clone() else { return Ok(Err(NotSent::NoAddress)) };
    let is_secure = case.settings.carries_details(&app.config.messages.secure_email_domains);
    let way = if channel == Channel::Email && is_secure { Channel::Email } else { Channel::Notice };
    postings::goes_by(&app.db, entry.id, way).await?;
    let facts = case.facts(app, entry, way == Channel::Email);
    Ok(send_email(app, entry, &job.key, (address, &facts)).await)
}
