//! What no published API has, and whoever runs the store or moves roles needs (docs/national-store.md#what-is-ours): counts, the
//! feed of events, notices, people as PDS tells of them, and whether the store is well.

mod counts;
mod feed;
mod person_event;
mod told;

use super::way;
use super::who::{Routes, Who};

/// What happened to roles, for programs that follow.
pub fn followed(routes: Routes) -> Routes {
    routes.get(Who::Callers { apps: true, staff: false, patients: false }, way::EVENTS, feed::events)
}

/// Ways in for who runs the store.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Anybody, "/_ping", counts::ping)
        .get(Who::Anybody, "/_status", counts::status)
        .get(Who::Operators, "/operations/counts", counts::counts)
        .get(Who::Operators, "/operations/notices", feed::notices)
        .post(Who::Operators, "/operations/people", told::people)
        .post(Who::Operators, "/operations/people/known", told::known)
        .post(Who::Operators, "/operations/person-events", person_event::person_event)
}
