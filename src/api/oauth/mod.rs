//! The authorisation server: what it is (RFC 8414), its keys, and what programs ask of it. What people are asked is in
//! `web::authorise`.

mod inspect;
mod metadata;
mod proof;
mod refused;
mod token;

use super::needs::{Needs, Routes};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Needs::Nothing, "/.well-known/oauth-authorization-server", metadata::show)
        .get(Needs::Nothing, "/oauth2/jwks", metadata::keys)
        .post(Needs::ItsProof, "/oauth2/token", token::issue)
        .post(Needs::ItsProof, "/oauth2/revoke", inspect::revoke)
        .post(Needs::ItsProof, "/oauth2/introspect", inspect::introspect)
}
