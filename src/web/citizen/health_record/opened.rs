//! The record that a page shows.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::Deserialize;

use crate::actions::health_record::view::{GROUPS, Group, Looking, may_look};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::session::Citizen;
use domain::PersonId;

/// A record that the reader may look at now; a handler that takes one never sees any other. That they looked is written down before they
/// see anything.
pub struct Opened {
    /// Who looks at what, and how far.
    pub looking: Looking,
    /// The part of the record that the address names; the contents where it names none.
    pub group: Option<Group>,
    /// The document that it names.
    pub document: Option<String>,
}

/// What an address names.
#[derive(Deserialize)]
struct Ids {
    patient: PersonId,
    group: Option<String>,
    document: Option<String>,
}

impl FromRequestParts<Arc<App>> for Opened {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Opened, Failure> {
        let citizen = Citizen::from_request_parts(parts, app).await?;
        let ids = Path::<Ids>::from_request_parts(parts, app).await;
        let Path(ids) = ids.map_err(|_| Failure::NotFound)?;
        let group = ids.group.map(|code| named(&code).ok_or(Failure::NotFound)).transpose()?;
        let looking = may_look(app, citizen.id, ids.patient).await?.ok_or(Failure::NotFound)?;
        let what = match (&ids.document, group) {
            (Some(_), _) => "document",
            (None, Some(group)) => group.code(),
            (None, None) => "contents",
        };
        looking.note(app, what).await?;
        Ok(Opened { looking, group, document: ids.document })
    }
}

/// The part of the record with this code.
fn named(code: &str) -> Option<Group> {
    Group::from_code(code).filter(|group| GROUPS.contains(group))
}

impl Opened {
    /// Where the contents of the record are.
    pub fn home(&self) -> String {
        path(self.looking.whose)
    }
}

/// Where the contents of somebody's record are.
pub fn path(whose: PersonId) -> String {
    format!("/people/{whose}/record")
}
