//! The record that a page works on.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use uuid::Uuid;

use crate::app::App;
use crate::storage::views::record_fetches::{self, Shown};
use crate::web::failure::Failure;
use crate::web::session::Staff;

/// A record that the reader's practice asked for; a handler that takes one never sees any other.
pub struct Opened {
    /// How far it is.
    pub shown: Shown,
    /// Who reads.
    pub staff: Staff,
}

impl FromRequestParts<Arc<App>> for Opened {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Opened, Failure> {
        let staff = Staff::from_request_parts(parts, app).await?;
        let id = Path::<Uuid>::from_request_parts(parts, app).await;
        let Path(id) = id.map_err(|_| Failure::NotFound)?;
        let shown = record_fetches::find(&app.db, &staff.practice, id).await?.ok_or(Failure::NotFound)?;
        Ok(Opened { shown, staff })
    }
}

impl Opened {
    /// Its id.
    pub fn id(&self) -> Uuid {
        self.shown.line.id
    }

    /// Where its page is.
    pub fn home(&self) -> String {
        home(self.id())
    }
}

/// Where the page of a record is.
pub fn home(id: Uuid) -> String {
    format!("/staff/record-fetches/{id}")
}
