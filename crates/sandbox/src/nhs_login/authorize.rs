//! NHS login's own rules of `/authorize`, and its consent page (docs/sources.md#nhsl-eis).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::account::account;
use super::vectors;
use crate::oidc::answers::{Fault, WayBack};
use crate::oidc::pages::{Consent, Frame};
use crate::oidc::params::Params;
use crate::oidc::request::{self, Request};
use crate::oidc::store::{Grant, Session};
use crate::oidc::{Provider, finish, pages};

/// Scopes this client may ask for (docs/sources.md#nhsl-eis).
pub const SCOPES: &[&str] = &[
    "openid",
    "profile",
    "basic_demographics",
    "profile_extended",
    "email",
    "phone",
    "gp_registration_details",
];

/// One that needs an approval, which this client has where it was made a partner.
pub const LINKAGE: &str = "gp_integration_credentials";

/// Reads a request.
pub fn read(provider: &Provider, params: &Params, back: &WayBack) -> Result<Request, Fault> {
    let approved = provider.store().tells_linkage().then_some(LINKAGE);
    let scopes: Vec<&str> = SCOPES.iter().copied().chain(approved).collect();
    let mut request = request::read(params, back, &scopes)?;
    if request.has("profile") && request.has("basic_demographics") {
        return Err(Fault::new("invalid_scope", "profile and basic_demographics exclude each other"));
    }
    if params.get("display")?.is_some_and(|display| !["page", "touch"].contains(&display)) {
        return Err(Fault::invalid_request("display must be page or touch"));
    }
    if params.get("allow_registration")?.is_some_and(|allowed| !["true", "false"].contains(&allowed)) {
        return Err(Fault::invalid_request("allow_registration must be true or false"));
    }
    request.vectors = vectors::read(params.get("vtr")?)?;
    Ok(request)
}

/// Asks for consent, which the sandbox does at every sign-in.
pub fn consent_page(
    provider: &Provider,
    id: String,
    request: Request,
    session: Session,
) -> Result<Response, Fault> {
    let citizen = account(&session.person).ok_or_else(|| Fault::invalid_request("no such account"))?;
    let unproven = vectors::reached(&request.vectors, citizen.proofing).is_none().then_some(citizen.proofing);
    let name = format!("{} {}", citizen.given_name, citizen.family_name);
    let page = Consent { frame: Frame::of(provider), request: id, name, scopes: request.scopes, unproven };
    Ok(pages::show(StatusCode::OK, &page))
}

/// Answers `prompt=none` for somebody who is signed in and has consented before.
pub fn silently(provider: &Provider, request: Request, session: Session) -> Result<Response, Fault> {
    let reached = account(&session.person).and_then(|one| vectors::reached(&request.vectors, one.proofing));
    let reached =
        reached.ok_or_else(|| Fault::new("interaction_required", "identity must be proven first"))?;
    Ok(finish::finish(provider, None, Grant { request, session, reached }))
}

/// `POST /consent`: fields `request` and `consent`.
pub async fn consent(State(provider): State<Provider>, body: Bytes) -> Response {
    match answer(&provider, &Params::parse(&body)) {
        Ok(response) => response,
        Err(fault) => pages::failure(&provider, &fault),
    }
}

fn answer(provider: &Provider, params: &Params) -> Result<Response, Fault> {
    let (id, pending) = finish::waiting(provider, params)?;
    let session =
        pending.session.ok_or_else(|| Fault::invalid_request("nobody has signed in for this request"))?;
    let citizen = account(&session.person).ok_or_else(|| Fault::invalid_request("no such account"))?;
    let reached = vectors::reached(&pending.request.vectors, citizen.proofing);
    let reached = match (params.required("consent")?, reached) {
        ("refuse", _) => {
            provider.store().answered(&id);
            return Ok(pending.request.back.refuse(&Fault::new("access_denied", "ConsentNotGiven")));
        }
        ("share", Some(reached)) => {
            provider.store().consent(&pending.request.client_id, &session.person);
            reached
        }
        ("share_unproven", None) => vectors::unproven(citizen.proofing),
        (_, _) => return Err(Fault::invalid_request("that was not one of the choices")),
    };
    Ok(finish::finish(provider, Some(&id), Grant { request: pending.request, session, reached }))
}
