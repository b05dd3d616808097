//! A citizen's online accounts at GP surgeries (docs/accounts.md): what they are for, linking one with a letter, unlinking.

mod held;
mod link;
mod link_form;
mod overview;
mod people;
mod unlink;

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Citizen, "/account", overview::show)
        .get(Who::Citizen, "/account/link", link::show)
        .post(Who::Citizen, "/account/link", link::send)
        .get(Who::Citizen, "/account/{id}/linked", link::done)
        .get(Who::Citizen, "/account/{id}/unlink", unlink::show)
        .post(Who::Citizen, "/account/{id}/unlink", unlink::send)
        .get(Who::Citizen, "/account/{id}/unlinked", unlink::done)
}
