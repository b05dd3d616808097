//! How to speak to each outside system: NHS login, CIS2, PDS, ODS, MESH, the national store of roles, other practices
//! (GP Connect, with the directory SDS) and e-mail.
//!
//! Every client has a time limit, a bound on what it reads, a [`Circuit`] and a named error for each published code
//! (docs/architecture.md#outside-systems-fail). Nothing here knows a delegation or the database, and no error holds
//! personal data or a token.

mod api_token;
mod circuit;
pub mod cis2;
mod client_key;
pub mod email;
pub mod gp_connect;
mod http;
pub mod mesh;
pub mod nhs_login;
pub mod ods;
pub mod oidc;
mod outside;
pub mod pds;
mod retry;
pub mod sds;
mod setup;
pub mod subscriber;
mod system;
#[cfg(test)]
mod tests;
mod upstream;
pub mod vrs;

pub use circuit::{Circuit, CircuitState};
pub use cis2::Cis2;
pub use email::{Email, Mailer};
pub use gp_connect::GpConnect;
pub use mesh::{Mesh, MeshCode};
pub use nhs_login::NhsLogin;
pub use ods::Ods;
pub use outside::{Outside, Wrong};
pub use pds::Pds;
pub use sds::Sds;
pub use setup::SetupFault;
pub use system::System;
pub use upstream::{Kind, OauthCode, SpineCode, Upstream};
pub use vrs::{Vrs, VrsCode};
