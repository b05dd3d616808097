//! The providers' own pages: plain HTML, nothing from elsewhere, usable by a browser test.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};

use super::answers::Fault;
use super::{Kind, Provider};
use crate::cast::{self, StaffRole};

/// What every page shows of its provider.
pub struct Frame {
    title: &'static str,
    issuer: String,
}

impl Frame {
    /// The frame of this provider's pages.
    pub fn of(provider: &Provider) -> Frame {
        Frame { title: provider.kind().title(), issuer: provider.issuer().to_owned() }
    }
}

/// One button of the sign-in page.
pub struct Person {
    id: &'static str,
    name: String,
    good_for: &'static str,
}

/// "Choose who to be": button `person` with a cast id, hidden field `request`.
#[derive(Template)]
#[template(path = "oidc/sign_in.html")]
pub struct SignIn {
    frame: Frame,
    request: String,
    people: Vec<Person>,
}

impl SignIn {
    /// The page for a waiting request.
    pub fn page(provider: &Provider, request: String) -> Response {
        show(StatusCode::OK, &SignIn { frame: Frame::of(provider), request, people: people(provider.kind()) })
    }
}

fn people(kind: Kind) -> Vec<Person> {
    match kind {
        Kind::NhsLogin => cast::citizens()
            .iter()
            .filter(|one| !one.pds_only)
            .map(|one| Person {
                id: one.id,
                name: format!("{} {}", one.given_name, one.family_name),
                good_for: one.good_for,
            })
            .collect(),
        Kind::Cis2 => cast::staff()
            .iter()
            .map(|one| Person { id: one.id, name: one.name.to_owned(), good_for: one.good_for })
            .collect(),
    }
}

/// NHS login's consent: button `consent` with `share`, `share_unproven` or `refuse`.
#[derive(Template)]
#[template(path = "oidc/consent.html")]
pub struct Consent {
    /// Frame.
    pub frame: Frame,
    /// Id of the waiting request.
    pub request: String,
    /// The person's name.
    pub name: String,
    /// Scopes asked for.
    pub scopes: Vec<String>,
    /// The person's level where it is lower than what was asked for.
    pub unproven: Option<&'static str>,
}

/// CIS2's choice of role: button `role` with a role id.
#[derive(Template)]
#[template(path = "oidc/roles.html")]
pub struct Roles {
    /// Frame.
    pub frame: Frame,
    /// Id of the waiting request.
    pub request: String,
    /// The person's name.
    pub name: &'static str,
    /// Roles held.
    pub roles: &'static [StaffRole],
}

/// A page that only says something.
#[derive(Template)]
#[template(path = "oidc/notice.html")]
struct Notice<'a> {
    frame: Frame,
    heading: &'a str,
    text: &'a str,
    code: Option<&'a str>,
}

/// A page with a heading and a sentence.
pub fn notice(provider: &Provider, heading: &str, text: &str) -> Response {
    show(StatusCode::OK, &Notice { frame: Frame::of(provider), heading, text, code: None })
}

/// The provider's own error page, for what must not be sent back.
pub fn failure(provider: &Provider, fault: &Fault) -> Response {
    let frame = Frame::of(provider);
    let text = &fault.description;
    let page = Notice { frame, heading: "This request cannot be answered", text, code: Some(fault.code) };
    show(StatusCode::BAD_REQUEST, &page)
}

/// Renders a page that must not be kept.
pub fn show(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, [(CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
