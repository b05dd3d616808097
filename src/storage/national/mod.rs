//! What our own store of roles keeps (docs/national-store.md): roles, what happened to them, people as PDS tells of them,
//! requests for access, and every call. Nothing of the service's own lies here.

pub mod assertions;
pub mod calls;
pub mod counts;
pub mod events;
pub mod kept;
pub mod notices;
pub mod people;
pub mod requests;
pub mod stands;
pub mod write;
