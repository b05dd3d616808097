//! Signing in and out: citizens with NHS login, practice staff with CIS2.

pub mod back_channel;
pub mod cis2;
pub mod extend;
pub mod keys;
pub mod nhs_app_failed;
pub mod nhs_app_no_consent;
pub mod nhs_login;
pub mod no_consent;
pub mod settings;
pub mod sign_out;
pub mod signed_out;
pub mod sso;
pub mod timed_out;

use serde::Deserialize;

use crate::integrations::oidc::SignInFault;
use crate::integrations::{Kind, Upstream};

use super::failure::Failure;
use super::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Everybody, "/auth/nhs-login/start", nhs_login::start)
        .get(Who::Everybody, "/auth/nhs-login/callback", nhs_login::callback)
        .get(Who::Everybody, "/auth/nhs-login/sso", sso::start)
        .get(Who::Citizen, "/nhs-login-settings", settings::show)
        .get(Who::Everybody, "/auth/cis2/start", cis2::start)
        .get(Who::Everybody, "/auth/cis2/change-role", cis2::change_role)
        .get(Who::Everybody, "/auth/cis2/callback", cis2::callback)
        .post(Who::Provider, "/auth/cis2/backchannel-logout", back_channel::logout)
        .get(Who::Everybody, "/.well-known/jwks.json", keys::jwks)
        .get(Who::Everybody, no_consent::PATH, no_consent::show)
        .get(Who::Everybody, nhs_app_no_consent::PATH, nhs_app_no_consent::show)
        .get(Who::Everybody, nhs_app_failed::PATH, nhs_app_failed::show)
        .get(Who::Everybody, "/timed-out", timed_out::citizen)
        .get(Who::Everybody, "/timed-out/staff", timed_out::staff)
        .post(Who::Everybody, "/session/extend", extend::extend)
        .post(Who::Everybody, "/sign-out", sign_out::sign_out)
        .get(Who::Everybody, "/signed-out", signed_out::show)
}

/// Where a sign-in was asked for from.
#[derive(Debug, Deserialize)]
pub struct ReturnTo {
    return_to: Option<String>,
}

impl ReturnTo {
    /// A path on our own host, or none: no open redirect, and nothing that a header or the database cannot hold.
    fn local_path(self) -> Option<String> {
        let path = self.return_to?;
        let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        (own && path.bytes().all(|byte| byte.is_ascii_graphic())).then_some(path)
    }
}

/// Why a sign-in cannot begin. A provider that does not answer is away for now; one whose description of itself cannot
/// be true is not to be trusted, however long one waits.
fn not_begun(upstream: Upstream) -> Failure {
    if upstream.kind == Kind::Malformed { SignInFault::Upstream(upstream).into() } else { upstream.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_our_own_are_returned_to() {
        let to = |path: &str| ReturnTo { return_to: Some(path.to_owned()) }.local_path();
        assert_eq!(to("/home").as_deref(), Some("/home"));
        for evil in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "evil",
            "/a\r\nb",
            "/\t/evil",
            "/\0",
            "/é",
            "/a b",
        ] {
            assert_eq!(to(evil), None, "{evil}");
        }
    }
}
