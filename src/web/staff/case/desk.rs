//! What is parked of the three forms on the page of a case: whichever of its pages comes next has all of them.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use tower_sessions::Session;

use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::session;
use crate::web::staff::opened::Opened;
use crate::web::visit::parked_at;
use crate::web::whose::Owner;

use super::contact::{ContactFaults, ContactForm};
use super::note::Note;
use super::waiting::{WaitingFaults, WaitingForm};
use super::written::Written;

/// Where somebody's forms are parked.
pub struct Desk(Option<(Session, Owner)>);

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Desk, Infallible> {
        let session = Session::from_request_parts(parts, app).await.ok();
        Ok(Desk(session.zip(session::owner(&parts.extensions))))
    }
}

impl Desk {
    /// The forms of the case with what is parked of them, which is parked no more. A case that is over has no form to wait.
    ///
    /// # Errors
    /// When the session cannot be read, or the database fails.
    pub async fn written(&self, app: &Arc<App>, t: &Words, opened: &Opened) -> Result<Written, Failure> {
        let home = opened.home();
        let mut written = Written::nothing(t, app.clock.today_in_london());
        let Some((session, owner)) = &self.0 else { return Ok(written) };
        let note: Option<Note> = parked_at(app, session, (&format!("{home}/notes"), owner)).await?;
        let contact: Option<ContactForm> =
            parked_at(app, session, (&format!("{home}/contacts"), owner)).await?;
        let waiting: Option<WaitingForm> = parked_at(app, session, (&format!("{home}/wait"), owner)).await?;
        if let Some(note) = note {
            written.note = note.field(t, None);
        }
        if let Some(contact) = contact {
            written.contact = contact.view(t, ContactFaults::default(), true);
        }
        if let Some(waiting) = waiting.filter(|_| opened.case.delegation.stage.is_open()) {
            written.waiting = waiting.view(t, WaitingFaults::default(), true);
        }
        Ok(written)
    }
}
