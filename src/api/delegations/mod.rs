//! Delegations: made, listed, read, and every command of their life, each a sub-resource.

mod access_body;
mod begin;
mod can;
mod citizen;
mod commands;
mod event_body;
mod everybody;
mod history;
mod list;
mod order;
mod practice;
mod read;
mod routes;
mod seen;
mod set;
mod shape;
mod tell;

pub use access_body::AccessBody;
pub use event_body::event_body;
pub use routes::{Described, routes};
