//! The change feed: what happened, in order, for those who follow it without asking for everything again and again.

mod account_event;
mod cloud_event;
mod live;
mod look;
pub(super) mod page;

use crate::actions::programs::Need;
use domain::scope::Scope;

use super::needs::{Needs, Routes};

use page::events;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Needs::Token(Need::Now(&[Scope::RolesView])), "/api/v1/events", events)
}
