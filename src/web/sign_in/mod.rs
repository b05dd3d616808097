//! Signing in and out: citizens with NHS login, practice staff with CIS2.

pub mod back_channel;
mod begin;
pub mod cis2;
mod ended;
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
