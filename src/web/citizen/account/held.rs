//! The account that a page is about.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::actions::accounts::link::signed_in;
use crate::app::App;
use crate::storage::views::accounts::{self, Holding};
use crate::web::failure::Failure;
use crate::web::session::Citizen;
use domain::account::AccountId;

/// An account of the signed-in citizen; a handler that takes one never sees anybody else's.
pub struct Held {
    /// Who reads.
    pub citizen: Citizen,
    /// What they may know of it.
    pub holding: Holding,
}

impl FromRequestParts<Arc<App>> for Held {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Held, Failure> {
        let citizen = Citizen::from_request_parts(parts, app).await?;
        let id = Path::<AccountId>::from_request_parts(parts, app).await;
        let Path(id) = id.map_err(|_| Failure::NotFound)?;
        let held = accounts::held_by(&app.db, citizen.id).await?;
        let holding = held.into_iter().find(|one| one.account.id == id).ok_or(Failure::NotFound)?;
        Ok(Held { citizen, holding })
    }
}

impl Held {
    /// Whether it is linked with the sign-in of whoever reads.
    pub fn is_linked(&self) -> bool {
        self.holding.account.is_linked(signed_in(self.citizen.id))
    }
}
