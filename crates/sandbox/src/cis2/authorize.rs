//! CIS2's own rules of `/authorize`, and its choice of role (docs/sources.md#cis2-users).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::cast::{self, StaffMember};
use crate::oidc::answers::{Fault, WayBack};
use crate::oidc::pages::{Frame, Roles};
use crate::oidc::params::Params;
use crate::oidc::request::{self, Request};
use crate::oidc::store::{Grant, Session};
use crate::oidc::{Provider, finish, pages};

/// Scopes this client may ask for.
pub const SCOPES: &[&str] = &[
    "openid",
    "profile",
    "email",
    "nhsperson",
    "nationalrbacaccess",
    "associatedorgs",
    "professionalmemberships",
    "organisationalmemberships",
    "selectedrole",
    "changedrole",
];

/// Authentication contexts that may be asked for.
pub const ACR: &[&str] = &["AAL3_ANY", "AAL2_OR_AAL3_ANY", "AAL2_ANY", "AAL1_USERPASS"];

/// Reads a request. The first known `acr_values` counts; it is a wish, which the answer need not grant.
pub fn read(params: &Params, back: &WayBack) -> Result<Request, Fault> {
    let mut request = request::read(params, back, SCOPES)?;
    let wishes = params.get("acr_values")?.unwrap_or_default();
    request.acr = wishes.split(' ').find(|wish| ACR.contains(wish)).map(str::to_owned);
    Ok(request)
}

/// Asks for the role where there is a choice; else goes straight back.
pub fn role_page(
    provider: &Provider,
    id: String,
    request: Request,
    session: Session,
) -> Result<Response, Fault> {
    let member = member(&session)?;
    let changed = request.has("changedrole");
    let asked = request.has("selectedrole") || changed;
    let choice = member.roles.len() > 1 && session.role.is_none() || changed && !member.roles.is_empty();
    if asked && choice {
        let page = Roles { frame: Frame::of(provider), request: id, name: member.name, roles: member.roles };
        return Ok(pages::show(StatusCode::OK, &page));
    }
    Ok(finish::finish(provider, Some(&id), grant(member, request, session)))
}

/// Answers `prompt=none` for somebody who is signed in.
pub fn silently(provider: &Provider, request: Request, session: Session) -> Result<Response, Fault> {
    let member = member(&session)?;
    if request.has("changedrole")
        || request.has("selectedrole") && member.roles.len() > 1 && session.role.is_none()
    {
        return Err(Fault::new("interaction_required", "a role must be chosen"));
    }
    Ok(finish::finish(provider, None, grant(member, request, session)))
}

/// `POST /role`: fields `request` and `role`.
pub async fn role(State(provider): State<Provider>, body: Bytes) -> Response {
    match choose(&provider, &Params::parse(&body)) {
        Ok(response) => response,
        Err(fault) => pages::failure(&provider, &fault),
    }
}

fn choose(provider: &Provider, params: &Params) -> Result<Response, Fault> {
    let (id, pending) = finish::waiting(provider, params)?;
    let mut session =
        pending.session.ok_or_else(|| Fault::invalid_request("nobody has signed in for this request"))?;
    let member = member(&session)?;
    let chosen = params.required("role")?;
    if !member.roles.iter().any(|role| role.role_id == chosen) {
        return Err(Fault::invalid_request("this person does not hold that role"));
    }
    session.role = Some(chosen.to_owned());
    provider.store().choose_role(&session.sid, chosen);
    Ok(finish::finish(provider, Some(&id), grant(member, pending.request, session)))
}

fn member(session: &Session) -> Result<&'static StaffMember, Fault> {
    cast::staff_member(&session.person).ok_or_else(|| Fault::invalid_request("no such user"))
}

/// One role is chosen silently; somebody without roles has none (docs/sources.md#cis2-docs).
fn grant(member: &StaffMember, request: Request, mut session: Session) -> Grant {
    if let [only] = member.roles {
        session.role = Some(only.role_id.to_owned());
    }
    let reached = match (&request.acr, member.authentication_level) {
        (None, _) => String::new(),
        (Some(_), 0 | 1) => "AAL1_USERPASS".to_owned(),
        (Some(wish), _) => wish.clone(),
    };
    Grant { request, session, reached }
}
