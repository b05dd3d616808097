//! Roles: created, changed, read.

mod change;
mod create;
mod extensions;
mod parts;
mod search;
mod shown;

use super::way;
use super::who::{Routes, Who};

/// Ways in to roles.
pub fn routes(routes: Routes) -> Routes {
    let all = Who::Callers { apps: true, staff: true, patients: true };
    let professionals = Who::Callers { apps: true, staff: true, patients: false };
    routes
        .post(professionals, way::CONSENT, create::create)
        .get(all, way::CONSENT, search::search)
        .get(all, way::ONE_CONSENT, search::one)
        .patch(all, way::ONE_CONSENT, change::change)
}
