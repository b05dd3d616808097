//! Somebody's access to the reader that a page is about.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app::App;
use crate::storage::views::accounts::{self, Acting};
use crate::web::failure::Failure;
use crate::web::session::Citizen;
use domain::account::{AccountId, Association, AssociationId};

/// Access of somebody to the signed-in citizen, which has not ended; a handler that takes one never sees any other.
pub struct ToMe {
    /// Who reads: the patient.
    pub citizen: Citizen,
    /// By which account, whose, and at which practice.
    pub acting: Acting,
    /// The access.
    pub association: Association,
}

impl FromRequestParts<Arc<App>> for ToMe {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<ToMe, Failure> {
        let citizen = Citizen::from_request_parts(parts, app).await?;
        let ids = Path::<(AccountId, AssociationId)>::from_request_parts(parts, app).await;
        let Path((account, association)) = ids.map_err(|_| Failure::NotFound)?;
        let all = accounts::acting_for(&app.db, citizen.id).await?;
        let acting = all.into_iter().find(|one| one.account.id == account).ok_or(Failure::NotFound)?;
        let found = acting.account.association(association).filter(|one| one.is_open()).cloned();
        let association = found.ok_or(Failure::NotFound)?;
        Ok(ToMe { citizen, acting, association })
    }
}
