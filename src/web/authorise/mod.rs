//! Apps ask to act for people: the question, its answer, and the list of apps that may. What the apps themselves ask of
//! the authorisation server is in `api::oauth`.

mod agreement;
mod apps;
mod ask;
mod path;
mod signed_in;
mod staff_apps;
mod words;
mod wrong;

use super::guard::{Routes, Who};

pub use path::AUTHORISE;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Everybody, AUTHORISE, ask::ask)
        .post(Who::Everybody, AUTHORISE, ask::answer)
        .get(Who::Citizen, "/apps", apps::show)
        .post(Who::Citizen, "/apps/stop", apps::stop)
        .get(Who::Staff, "/staff/apps", staff_apps::show)
        .post(Who::Staff, "/staff/apps/stop", staff_apps::stop)
}
