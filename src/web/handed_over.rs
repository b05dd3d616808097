//! What NHS login has handed over at a sign-in, until it is used: sealed in the session, which ends with the sign-in.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::Value;
use tower_sessions::Session;

use crate::actions::accounts::handed::{Handed, Linkage, opened, sealed};
use crate::app::App;

use super::failure::Failure;
use super::kept::{KEPT_FOR, read, write};
use super::session::{CITIZEN_LIMITS, Citizen};

const HANDED_OVER: &str = "handed_over";

/// Keeps what was handed over to a citizen who has just signed in, where it is of use.
///
/// # Errors
/// When the database fails.
pub async fn keep(app: &App, session: &Session, citizen: &Citizen, linkage: &Linkage) -> Result<(), Failure> {
    let Some(text) = sealed(app, citizen.id, linkage).await? else { return Ok(()) };
    hold(session, citizen, &text).await
}

/// An empty text opens nothing.
async fn hold(session: &Session, citizen: &Citizen, text: &str) -> Result<(), Failure> {
    write(session, HANDED_OVER, Value::from(text), citizen.seen_at + CITIZEN_LIMITS.idle + KEPT_FOR).await
}

/// The reader, and what was handed over to them and can still be used.
pub struct HandedOver {
    /// Who reads.
    pub reader: Citizen,
    session: Session,
    found: Option<Handed>,
}

impl FromRequestParts<Arc<App>> for HandedOver {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<HandedOver, Failure> {
        let reader = Citizen::from_request_parts(parts, app).await?;
        let session = Session::from_request_parts(parts, app).await.map_err(|_| Failure::NotFound)?;
        let found = match read::<String>(&session, HANDED_OVER).await? {
            Some(text) => opened(app, reader.id, &text).await?,
            None => None,
        };
        Ok(HandedOver { reader, session, found })
    }
}

impl HandedOver {
    /// At which practice the account is.
    pub fn practice(&self) -> Option<&str> {
        self.found.as_ref().map(|handed| handed.practice.as_str())
    }

    /// Takes it out, once: whatever comes of it, it is kept no longer.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn take(self) -> Result<Option<Handed>, Failure> {
        hold(&self.session, &self.reader, "").await?;
        Ok(self.found)
    }
}
