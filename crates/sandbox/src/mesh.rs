//! MESH, the NHS's mailbox to mailbox messaging, with the mailboxes of our service and of the cast's practices
//! (docs/sources.md#mesh-api; where it and #mesh-sandbox differ, this one does as MESH does).
//!
//! The base address is the sandbox's own: `{url}/messageexchange/…`, as at the real hosts. MESH asks for a client
//! certificate; this stand-in speaks plain HTTP on the loopback and cannot, so mutual TLS is to be tried elsewhere.

mod answer;
mod authorization;
mod calls;
mod denial;
mod exchange;
mod gateway;
mod gzip;
mod lookup;
mod mailbox;
mod message;
mod pages;
mod receive;
mod send;
mod sources;
mod store;
mod track;

use axum::Router;

pub use self::calls::Calls;
pub use self::denial::Denial;
pub use self::exchange::{Access, Mesh};
pub use self::mailbox::Mailbox;
pub use self::message::{Arrived, Status};
use self::sources::Sources;
use super::pds::Pds;
use super::switches::Switches;

pub(super) fn routes(mesh: Mesh, pds: Pds, switches: Switches) -> Router {
    let sources = Sources { mesh: mesh.clone(), pds, switches };
    Router::new().merge(pages::routes(mesh)).merge(gateway::routes(sources))
}

#[cfg(test)]
#[path = "mesh/tests/mod.rs"]
mod tests;
