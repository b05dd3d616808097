//! What a sandbox is started with, and why it could not start.

use std::net::SocketAddr;

use axum::Router;

use super::registration::Registration;
use domain::clock::Clock;

/// Where the sandbox listens and what it knows of our service.
pub struct Options {
    /// HTTP address; port 0 picks a free one.
    pub listen: SocketAddr,
    /// SMTP address; port 0 picks a free one.
    pub smtp_listen: SocketAddr,
    /// Our service, for the links of the start page.
    pub service_url: String,
    /// The time of the outside world.
    pub clock: Clock,
    /// What our service registered with each outside system.
    pub registration: Registration,
    /// Pages below `/previews`, of whoever starts the sandbox: it knows none of our e-mails itself.
    pub previews: Option<Router>,
    /// Pages below `/programs`, of whoever starts the sandbox and has registered programs with the service.
    pub programs: Option<Router>,
}

/// Why the sandbox could not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxFault {
    /// The address is taken or not ours.
    #[error("the sandbox cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}
