//! The token endpoint.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};

use crate::actions::programs::{Redeemed, for_itself, redeem, refresh};
use crate::app::App;
use crate::tokens::AccessToken;
use domain::scope::Scopes;

use super::proof::Proof;
use super::refused::Refused;

/// The body. Parameters that we do not know are left alone (RFC 6749 §3.2); one given twice is refused.
#[derive(Deserialize)]
pub struct Body {
    grant_type: Option<String>,
    scope: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    refresh_token: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

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

/// Gives out tokens. Answers carry `Cache-Control: no-store` like every answer of ours.
///
/// # Errors
/// See [`Refused`].
pub async fn issue(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Result<Form<Body>, FormRejection>,
) -> Result<Json<Issued>, Refused> {
    let Form(body) = body.map_err(|_| Refused::InvalidRequest("a form with each parameter once"))?;
    let kind = body.grant_type.as_deref().ok_or(Refused::InvalidRequest("grant_type is missing"))?;
    let asked = body.scope.as_deref().map(Scopes::parse).transpose().map_err(|_| Refused::InvalidScope);
    match kind {
        "client_credentials" => {
            let presented = body.proof.presented(&headers)?;
            Ok(issued(for_itself(&app, &presented, asked?.as_ref()).await?, None))
        }
        "authorization_code" => {
            let presented = body.proof.presented(&headers)?;
            let code = Redeemed {
                code: body.code.ok_or(Refused::InvalidRequest("code is missing"))?,
                redirect_uri: body.redirect_uri.ok_or(Refused::InvalidRequest("redirect_uri is missing"))?,
                verifier: body.code_verifier.ok_or(Refused::InvalidRequest("code_verifier is missing"))?,
            };
            let tokens = redeem(&app, &presented, &code).await?;
            Ok(issued(tokens.access, Some(tokens.refresh)))
        }
        "refresh_token" => {
            let presented = body.proof.presented(&headers)?;
            let token = body.refresh_token.ok_or(Refused::InvalidRequest("refresh_token is missing"))?;
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
