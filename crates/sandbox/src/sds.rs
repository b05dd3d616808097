//! The Spine Directory Service by its FHIR API: `Device` and `Endpoint` of the practices of the cast (docs/sources.md#sds-fhir).

mod answer;
mod faults;
mod gateway;
mod store;

pub use self::faults::SdsFaults;
pub(super) use self::gateway::routes;
pub use self::store::{Sds, System};
pub(super) use self::store::{asid, connect};

/// Where its API is.
pub(super) const PATH: &str = "/spine-directory/FHIR/R4";

#[cfg(test)]
#[path = "sds/tests.rs"]
mod tests;
