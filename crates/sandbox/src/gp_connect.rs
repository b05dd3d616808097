//! Another practice's system that gives out records by GP Connect (docs/sources.md#gpc-migrate): strict in what it takes, and, by its
//! switches, as careless in what it gives as real ones are. The address of a practice's system is
//! `{url}/gp-connect/{ODS}/STU3/1/gpconnect`, its interactions lie below.

mod bundle;
mod check;
mod faults;
mod gateway;
mod outcome;
mod parameters;
mod store;
mod token;

pub use self::faults::{ForcedOutcome, GpConnectFaults};
pub(super) use self::gateway::routes;
pub(super) use self::store::connect;
pub use self::store::{Document, GpConnect, Record};

/// Where all practices' systems are.
pub(super) const PATH: &str = "/gp-connect";
/// The interaction of a whole record.
pub(super) const MIGRATE: &str =
    "urn:nhs:names:services:gpconnect:fhir:operation:gpc.migratestructuredrecord-1";
/// The interaction of a document.
pub(super) const DOCUMENTS: &str = "urn:nhs:names:services:gpconnect:documents:fhir:rest:migrate:binary-1";

#[cfg(test)]
#[path = "gp_connect/tests.rs"]
mod tests;
