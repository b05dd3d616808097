//! From an authorization request to a code: check, ask who, let the provider ask its own question, send back.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;

use super::answers::{Fault, WayBack};
use super::faults::Mode;
use super::finish::waiting;
use super::params::Params;
use super::request::{self, Prompt, Request};
use super::store::Session;
use super::{Kind, Provider, pages};
use crate::{cis2, nhs_login};

/// `GET` or `POST /authorize`.
pub async fn authorize(
    State(provider): State<Provider>,
    method: Method,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let encoded = if method == Method::POST { body } else { Bytes::from(query.unwrap_or_default()) };
    let params = Params::parse(&encoded);
    let back = match request::way_back(&params, &provider.client()) {
        Ok(back) => back,
        Err(fault) => return pages::failure(&provider, &fault),
    };
    match begin(&provider, &params, &back, session(&provider, &headers)) {
        Ok(answer) => answer,
        Err(fault) => {
            tracing::info!(code = fault.code, reason = %fault.description, "sandbox refused to sign in");
            back.refuse(&fault)
        }
    }
}

fn begin(
    provider: &Provider,
    params: &Params,
    back: &WayBack,
    session: Option<Session>,
) -> Result<Response, Fault> {
    let request = match provider.kind() {
        Kind::NhsLogin => nhs_login::authorize::read(provider, params, back)?,
        Kind::Cis2 => cis2::authorize::read(params, back)?,
    };
    switched_off(provider)?;
    if let (Kind::NhsLogin, Some(jwt)) = (provider.kind(), params.get("asserted_login_identity")?) {
        return nhs_login::asserted::enter(provider, jwt, request);
    }
    let id = provider.clock().secret();
    let silent = provider.faults().has(Mode::SilentSignIn) && request.prompt == Prompt::Unset;
    match session {
        Some(session) if request.prompt == Prompt::Silent || silent => silently(provider, request, session),
        None if request.prompt == Prompt::Silent => {
            Err(Fault::new(nobody(provider.kind()), "nobody is signed in"))
        }
        // The real providers may go on silently here. The demo walks as several people in one browser, so the
        // sandbox asks, unless told otherwise by `silent_sign_in` or asked to change the role only.
        Some(session) if request.prompt == Prompt::Unset && request.has("changedrole") => {
            provider.store().await_person(id.clone(), request.clone(), Some(session.clone()), provider.now());
            next_question(provider, id, request, session)
        }
        Some(_) | None => {
            provider.store().await_person(id.clone(), request, None, provider.now());
            Ok(pages::SignIn::page(provider, id))
        }
    }
}

fn nobody(kind: Kind) -> &'static str {
    match kind {
        Kind::NhsLogin => "sso_login_required",
        Kind::Cis2 => "login_required",
    }
}

fn switched_off(provider: &Provider) -> Result<(), Fault> {
    let faults = provider.faults();
    for (mode, code) in [
        (Mode::ErrorAccessDenied, "access_denied"),
        (Mode::ErrorLoginRequired, "login_required"),
        (Mode::ErrorServerError, "server_error"),
    ] {
        if faults.has(mode) {
            return Err(Fault::new(code, "switched on in the sandbox"));
        }
    }
    Ok(())
}

fn silently(provider: &Provider, request: Request, session: Session) -> Result<Response, Fault> {
    match provider.kind() {
        Kind::NhsLogin => nhs_login::authorize::silently(provider, request, session),
        Kind::Cis2 => cis2::authorize::silently(provider, request, session),
    }
}

fn next_question(
    provider: &Provider,
    id: String,
    request: Request,
    session: Session,
) -> Result<Response, Fault> {
    match provider.kind() {
        Kind::NhsLogin => nhs_login::authorize::consent_page(provider, id, request, session),
        Kind::Cis2 => cis2::authorize::role_page(provider, id, request, session),
    }
}

/// `POST /sign-in`: fields `request` and `person`. Starts a session and asks the next question.
pub async fn sign_in(State(provider): State<Provider>, body: Bytes) -> Response {
    let params = Params::parse(&body);
    match start_session(&provider, &params) {
        Ok((cookie, mut answer)) => {
            let path = provider.kind().path();
            let text = format!("{}={cookie}; Path={path}; HttpOnly; SameSite=Lax", provider.kind().cookie());
            if let Ok(value) = HeaderValue::from_str(&text) {
                answer.headers_mut().append(SET_COOKIE, value);
            }
            answer
        }
        Err(fault) => pages::failure(&provider, &fault),
    }
}

fn start_session(provider: &Provider, params: &Params) -> Result<(String, Response), Fault> {
    let (id, pending) = waiting(provider, params)?;
    let person = params.required("person")?;
    if !knows(provider.kind(), person) {
        return Err(Fault::invalid_request("nobody of that name can sign in here"));
    }
    let now = provider.now();
    let sid = provider.clock().new_id().to_string();
    let session = Session { person: person.to_owned(), sid, signed_in: now, role: None };
    let cookie = provider.clock().secret();
    {
        let mut store = provider.store();
        store.identify(&id, &session);
        store.start_session(cookie.clone(), session.clone(), now);
    }
    Ok((cookie, next_question(provider, id, pending.request, session)?))
}

fn knows(kind: Kind, person: &str) -> bool {
    match kind {
        Kind::NhsLogin => nhs_login::account::account(person).is_some(),
        Kind::Cis2 => crate::cast::staff_member(person).is_some(),
    }
}

fn session(provider: &Provider, headers: &HeaderMap) -> Option<Session> {
    let name = provider.kind().cookie();
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, cookie) = pairs.find(|(key, _)| *key == name)?;
    provider.store().session(cookie, provider.now())
}
