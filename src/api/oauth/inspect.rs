//! Tokens given back (RFC 7009), and asked about (RFC 7662).

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::actions::programs::{Found, give_back, introspect as look};
use crate::app::App;

use super::proof::Proof;
use super::refused::Refused;

/// The body. `token_type_hint` is left alone: we find a token without it.
#[derive(Deserialize)]
pub struct Body {
    token: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

fn token(body: Result<Form<Body>, FormRejection>) -> Result<(String, Proof), Refused> {
    let Form(body) = body.map_err(|_| Refused::InvalidRequest("a form with each parameter once"))?;
    let token = body.token.filter(|token| !token.is_empty());
    Ok((token.ok_or(Refused::InvalidRequest("token is missing"))?, body.proof))
}

/// Ends what a token was given for.
///
/// # Errors
/// See [`Refused`].
pub async fn revoke(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Result<Form<Body>, FormRejection>,
) -> Result<StatusCode, Refused> {
    let (token, proof) = token(body)?;
    give_back(&app, &proof.presented(&headers)?, &token).await?;
    Ok(StatusCode::OK)
}

/// Tells a program what a token of its own is worth now.
///
/// # Errors
/// See [`Refused`].
pub async fn introspect(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Result<Form<Body>, FormRejection>,
) -> Result<Json<Value>, Refused> {
    let (token, proof) = token(body)?;
    let found = look(&app, &proof.presented(&headers)?, &token).await?;
    Ok(Json(match found {
        None => json!({ "active": false }),
        Some(Found::Access { claims, scopes }) => {
            let mut said = serde_json::to_value(claims).unwrap_or_default();
            said["active"] = true.into();
            said["scope"] = scopes.to_string().into();
            said["token_type"] = "Bearer".into();
            said
        }
        Some(Found::Refresh { sub, client_id, scopes, times: (iat, exp) }) => json!({
            "active": true, "client_id": client_id, "sub": sub, "scope": scopes.to_string(),
            "iat": iat, "exp": exp, "iss": app.config.server.public_url,
        }),
    }))
}
