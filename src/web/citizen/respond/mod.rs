//! Answering an invitation: what it means, yes with a declaration or no, and a page for each way it may stand by then.

mod accept;
mod accepted;
mod by_code;
mod by_link;
mod closed;
mod decline;
mod declined;
mod invitation;
mod landing;
mod question;

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Everybody, "/respond", by_code::show)
        .post(Who::Citizen, "/respond", by_code::send)
        .get(Who::Everybody, "/respond/{code}", landing::show)
        .get(Who::Everybody, "/respond/{code}/decline", by_link::show)
        .post(Who::Everybody, "/respond/{code}/decline", by_link::send)
        .get(Who::Everybody, "/respond/{code}/declined", by_link::done)
        .get(Who::Citizen, "/delegations/{id}/respond", question::show)
        .post(Who::Citizen, "/delegations/{id}/respond", question::answer)
        .get(Who::Citizen, "/delegations/{id}/accept", accept::show)
        .post(Who::Citizen, "/delegations/{id}/accept", accept::send)
        .get(Who::Citizen, "/delegations/{id}/decline", decline::show)
        .post(Who::Citizen, "/delegations/{id}/decline", decline::send)
        .get(Who::Citizen, "/delegations/{id}/accepted", accepted::show)
        .get(Who::Citizen, "/delegations/{id}/declined", declined::show)
        .get(Who::Citizen, "/delegations/{id}/closed", closed::show)
}
