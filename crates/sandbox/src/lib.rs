//! Faithful stand-ins for every outside system, over real HTTP and SMTP: for development, the demo and tests.
//! Shares no type with the clients, because a shared type would hide their mistakes. Each stand-in is given what it needs
//! (the time, its address, the switches, what was registered) and no more.

#[cfg(test)]
mod asker;
mod cast;
mod cis2;
pub mod gp_connect;
mod inbox;
pub mod mesh;
mod nhs_app;
mod nhs_login;
mod ods;
pub mod oidc;
mod options;
pub mod pages;
pub mod pds;
pub mod records;
mod registration;
mod running;
pub mod sds;
mod service_url;
mod sign_in;
mod smtp;
mod start_page;
pub mod switches;
#[cfg(test)]
mod tests;
mod token;
pub mod vrs;

pub use self::cis2::logout::{Bad as BadLogout, LogoutFault, Order as LogoutOrder, Outcome as LogoutOutcome};
pub use self::inbox::{Inbox, Received};
pub use self::nhs_app::Bent;
pub use self::oidc::keys::keep_keys_in;
pub use self::options::{Options, SandboxFault};
pub use self::registration::{ClientKeys, Registration};
pub use self::running::Sandbox;
pub use self::switches::Switches;
