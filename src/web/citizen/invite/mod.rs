//! Inviting somebody: one question a page, kept as a draft until it is sent.

mod answers;
mod before;
mod check;
mod declaration;
mod delete;
mod draft;
mod how_long;
pub mod how_long_form;
mod pressure;
mod relationship;
mod relationship_form;
mod sent;
mod services;
pub mod services_form;
mod step;
mod stopped;
mod who;
mod who_form;

pub use answers::Answers;

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Citizen, "/invite", before::show)
        .post(Who::Citizen, "/invite", before::begin)
        .get(Who::Citizen, "/invite/stopped", stopped::show)
        .get(Who::Citizen, "/invite/{draft}/who", who::show)
        .post(Who::Citizen, "/invite/{draft}/who", who::answer)
        .get(Who::Citizen, "/invite/{draft}/relationship", relationship::show)
        .post(Who::Citizen, "/invite/{draft}/relationship", relationship::answer)
        .get(Who::Citizen, "/invite/{draft}/services", services::show)
        .post(Who::Citizen, "/invite/{draft}/services", services::answer)
        .get(Who::Citizen, "/invite/{draft}/how-long", how_long::show)
        .post(Who::Citizen, "/invite/{draft}/how-long", how_long::answer)
        .get(Who::Citizen, "/invite/{draft}/pressure", pressure::show)
        .post(Who::Citizen, "/invite/{draft}/pressure", pressure::answer)
        .get(Who::Citizen, "/invite/{draft}/check", check::show)
        .post(Who::Citizen, "/invite/{draft}/check", check::confirm)
        .get(Who::Citizen, "/invite/{draft}/declaration", declaration::show)
        .post(Who::Citizen, "/invite/{draft}/declaration", declaration::send)
        .get(Who::Citizen, "/invite/{draft}/delete", delete::show)
        .post(Who::Citizen, "/invite/{draft}/delete", delete::send)
        .get(Who::Citizen, "/invite/{draft}/sent", sent::show)
}
