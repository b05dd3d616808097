//! The authorisation server: what it is (RFC 8414), its keys, and what programs ask of it. What people are asked is in
//! `web::authorise`.

mod form;
mod inspect;
mod metadata;
mod proof;
mod refused;
mod token;

use crate::actions::programs::Endpoint;

use super::needs::{Needs, Routes};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Needs::Nothing, "/.well-known/oauth-authorization-server", metadata::show)
        .get(Needs::Nothing, "/oauth2/jwks", metadata::keys)
        .post(Needs::ItsProof, Endpoint::Token.path(), token::issue)
        .post(Needs::ItsProof, Endpoint::Revoke.path(), inspect::revoke)
        .post(Needs::ItsProof, Endpoint::Introspect.path(), inspect::introspect)
}
