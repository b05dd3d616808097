//! The token endpoint.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;

use crate::actions::programs::{Endpoint, Redeemed, for_itself, redeem, refresh};
use crate::app::App;
use crate::tokens::AccessToken;
use domain::scope::Scopes;

use super::form::Sent;
use super::proof::presented;
use super::refused::Refused;

/// The answer (RFC 6749 §5.1).
#[derive(Serialize)]
pub struct Issued {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

/// Gives out tokens. Parameters that we do not know are left alone (RFC 6749 §3.2); one of ours given twice is refused.
/// Answers carry `Cache-Control: no-store` like every answer of ours.
///
/// # Errors
/// See [`Refused`].
pub async fn issue(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Json<Issued>, Refused> {
    let kind = sent.needed("grant_type", "grant_type is missing")?;
    let scope = sent.get("scope")?;
    let asked = scope.as_deref().map(Scopes::parse).transpose().map_err(|_| Refused::InvalidScope);
    let presented = || presented(Endpoint::Token, &headers, &sent);
    match kind.as_str() {
        "client_credentials" => Ok(issued(for_itself(&app, &presented()?, asked?.as_ref()).await?, None)),
        "authorization_code" => {
            let presented = presented()?;
            let code = Redeemed {
                code: sent.needed("code", "code is missing")?,
                redirect_uri: sent.needed("redirect_uri", "redirect_uri is missing")?,
                verifier: sent.needed("code_verifier", "code_verifier is missing")?,
            };
            let tokens = redeem(&app, &presented, &code).await?;
            Ok(issued(tokens.access, Some(tokens.refresh)))
        }
        "refresh_token" => {
            let presented = presented()?;
            let token = sent.needed("refresh_token", "refresh_token is missing")?;
            let tokens = refresh(&app, &presented, &token, asked?.as_ref()).await?;
            Ok(issued(tokens.access, Some(tokens.refresh)))
        }
        _ => Err(Refused::UnsupportedGrantType),
    }
}

fn issued(token: AccessToken, refresh_token: Option<String>) -> Json<Issued> {
    Json(Issued {
        access_token: token.text,
        token_type: "Bearer",
        expires_in: token.lasts.whole_seconds(),
        scope: token.scopes.to_string(),
        refresh_token,
    })
}
