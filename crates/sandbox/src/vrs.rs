//! The national store of roles for one application-restricted client (docs/sources.md#vrs-api, #nps-docs): strict in what it
//! takes. Where its sources differ it follows the published one, or, by a switch, the integration environment.

mod answer;
mod consent;
mod faults;
mod gateway;
mod life;
mod outcome;
mod patch;
mod related;
mod search;
mod store;
mod switched;

pub use self::faults::{ForcedRefusal, VrsFaults};
pub(super) use self::gateway::routes;
pub use self::store::{Vrs, VrsRelated, VrsRole};
pub(super) use self::switched::connect;

/// Where its API is.
pub(super) const PATH: &str = "/validated-relationships/FHIR/R4";

#[cfg(test)]
#[path = "vrs/tests.rs"]
mod tests;
