//! Shapes of FHIR STU3 as GP systems carry a health record in it (docs/sources.md#gpc-migrate). A resource is passed on whole, as
//! `serde_json` reads it, so that nothing we do not know is lost; typed is only what we decide by.

pub mod attachment;
pub mod day;
pub mod lists;
pub mod outcome;
pub mod parameters;
pub mod patient;
pub mod reference;
pub mod security;
pub mod sensitive;
pub mod size;
pub mod systems;
pub mod warning;
