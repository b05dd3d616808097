//! What happens here once a provider has said who somebody is.

pub mod citizen;
pub mod staff;
