//! Tokens given back (RFC 7009), and asked about (RFC 7662).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use crate::actions::programs::{Endpoint, Found, give_back, introspect as look};
use crate::app::App;

use super::form::Sent;
use super::proof::presented;
use super::refused::Refused;

/// The token. `token_type_hint` is left alone: we find a token without it.
fn token(sent: &Sent) -> Result<String, Refused> {
    sent.needed("token", "token is missing")
}

/// Ends what a token was given for.
///
/// # Errors
/// See [`Refused`].
pub async fn revoke(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<StatusCode, Refused> {
    let token = token(&sent)?;
    give_back(&app, &presented(Endpoint::Revoke, &headers, &sent)?, &token).await?;
    Ok(StatusCode::OK)
}

/// Tells a program what a token of its own is worth now.
///
/// # Errors
/// See [`Refused`].
pub async fn introspect(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Json<Value>, Refused> {
    let token = token(&sent)?;
    let found = look(&app, &presented(Endpoint::Introspect, &headers, &sent)?, &token).await?;
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
