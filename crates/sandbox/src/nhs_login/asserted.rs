//! `asserted_login_identity`: a client vouches for somebody who is signed in there, by the `jti` of the ID token it was
//! given (docs/sources.md#nhsl-docs). Which code a bad one earns is not published; the choice here is ours.

use axum::response::Response;
use serde_json::{Map, Value};

use super::account::account;
use super::authorize;
use crate::cast::Citizen;
use crate::nhs_app;
use crate::oidc::Provider;
use crate::oidc::answers::Fault;
use crate::oidc::assertion;
use crate::oidc::keys::{Slot, key};
use crate::oidc::params::Params;
use crate::oidc::request::{Prompt, Request};
use crate::oidc::store::{Issued, Session};

/// Longest life of such a token, in seconds.
const LONGEST_LIFE: i64 = 60;

/// A client that may vouch at one address.
struct Client {
    id: String,
    public_key_pem: String,
}

/// Answers `/authorize` for the person whom the NHS App, the one client configured to vouch towards ours, names. Who has
/// not agreed to share with our client yet is asked, silent or not.
pub fn enter(provider: &Provider, jwt: &str, request: Request) -> Result<Response, Fault> {
    if request.prompt != Prompt::Silent {
        return Err(Fault::invalid_request("asserted_login_identity needs prompt=none"));
    }
    let app = Client { id: nhs_app::CLIENT_ID.to_owned(), public_key_pem: key(Slot::NhsApp)?.public_pem()? };
    let Issued { person, signed_in, .. } = vouched(provider, jwt, &app)?;
    let sid = provider.clock().new_id().to_string();
    let session = Session { person, sid, signed_in, role: None };
    let consented = provider.store().has_consented(&request.client_id, &session.person);
    if consented {
        return authorize::silently(provider, request, session);
    }
    let id = provider.clock().secret();
    provider.store().await_person(id.clone(), request.clone(), Some(session.clone()), provider.now());
    authorize::consent_page(provider, id, request, session)
}

/// Who opens the settings with the word of our client; none without one.
pub fn for_settings(provider: &Provider, params: &Params) -> Result<Option<&'static Citizen>, Fault> {
    let Some(jwt) = params.get("assertedLoginIdentity")? else { return Ok(None) };
    let client = provider.client();
    let us = Client { id: client.client_id, public_key_pem: client.public_key_pem };
    Ok(account(&vouched(provider, jwt, &us)?.person))
}

fn vouched(provider: &Provider, jwt: &str, by: &Client) -> Result<Issued, Fault> {
    let malformed = || Fault::invalid_request("asserted_login_identity is not a token");
    if assertion::issuer(jwt).ok_or_else(malformed)? != by.id {
        return Err(Fault::new("unauthorized_client", "this client is not configured to vouch here"));
    }
    let claims = assertion::open(jwt, &by.public_key_pem, None)
        .map_err(|reason| Fault::invalid_request(format!("asserted_login_identity: {reason}")))?;
    let (id, expires, code) = read(&claims, provider.now())?;
    let nobody = |why: &'static str| Fault::new("sso_login_required", why);
    let issued = provider.store().id_token(code, provider.now());
    let issued = issued.filter(|issued| issued.client_id == by.id);
    let issued = issued.ok_or_else(|| nobody("code is no ID token of that client, or an old one"))?;
    let first = provider.store().first_use(&format!("vouched {id}"), expires);
    if first { Ok(issued) } else { Err(nobody("this asserted_login_identity was used before")) }
}

/// `jti`, `exp` and `code` of a token whose times are right.
fn read(claims: &Map<String, Value>, now: i64) -> Result<(&str, i64, &str), Fault> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
    let time = |name: &str| claims.get(name).and_then(Value::as_i64);
    let wrong = |why: &'static str| Fault::invalid_request(why);
    let id = text("jti").ok_or_else(|| wrong("asserted_login_identity has no jti"))?;
    let code = text("code").ok_or_else(|| wrong("asserted_login_identity has no code"))?;
    let (Some(issued_at), Some(expires)) = (time("iat"), time("exp")) else {
        return Err(wrong("asserted_login_identity needs iat and exp"));
    };
    if issued_at > now || expires > issued_at + LONGEST_LIFE {
        return Err(wrong("asserted_login_identity must end within 60 seconds of its iat"));
    }
    if expires <= now {
        return Err(wrong("asserted_login_identity has expired"));
    }
    Ok((id, expires, code))
}
