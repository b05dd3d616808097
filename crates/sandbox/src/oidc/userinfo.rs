//! Userinfo: plain JSON for a living access token, neither signed nor encrypted (docs/sources.md#nhsl-eis,
//! #cis2-users).

use axum::extract::State;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::answers::{json_answer, not_authorised};
use super::faults::Mode;
use super::{Kind, Provider, bend};
use crate::{cis2, nhs_login};

/// `GET /userinfo` with a bearer token.
pub async fn endpoint(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    let faults = provider.faults();
    if faults.has(Mode::Userinfo401) {
        return not_authorised();
    }
    if faults.has(Mode::Userinfo500) {
        return (StatusCode::INTERNAL_SERVER_ERROR, "switched on in the sandbox").into_response();
    }
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|value| value.strip_prefix("Bearer "));
    let grant = token.and_then(|token| provider.store().token(token, provider.now()));
    let Some(grant) = grant else { return not_authorised() };
    let mut claims = match provider.kind() {
        Kind::NhsLogin => nhs_login::claims::userinfo(&provider, &grant),
        Kind::Cis2 => cis2::claims::userinfo(&grant),
    };
    bend::userinfo(&provider, &faults, &mut claims);
    json_answer(StatusCode::OK, Value::Object(claims))
}
