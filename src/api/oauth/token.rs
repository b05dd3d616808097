//! The token endpoint.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use serde::{Deserialize, Serialize};

use crate::actions::programs::{Presented, for_itself};
use crate::app::App;
use crate::domain::scope::Scopes;
use crate::tokens::LIFE;

use super::refused::Refused;

/// The one way to say who one is (RFC 7523 §2.2).
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The body. Parameters that we do not know are left alone (RFC 6749 §3.2); one given twice is refused.
#[derive(Deserialize)]
pub struct Body {
    grant_type: Option<String>,
    scope: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    client_assertion_type: Option<String>,
    client_assertion: Option<String>,
}

/// The answer (RFC 6749 §5.1).
#[derive(Serialize)]
pub struct Issued {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    scope: String,
}

/// Gives out a token. Answers carry `Cache-Control: no-store` like every answer of ours.
///
/// # Errors
/// See [`Refused`].
pub async fn issue(
    State(app): State<Arc<App>>,
    body: Result<Form<Body>, FormRejection>,
) -> Result<Json<Issued>, Refused> {
    let Form(body) = body.map_err(|_| Refused::InvalidRequest("a form with each parameter once"))?;
    match body.grant_type.as_deref() {
        Some("client_credentials") => {}
        Some(_) => return Err(Refused::UnsupportedGrantType),
        None => return Err(Refused::InvalidRequest("grant_type is missing")),
    }
    if body.client_secret.is_some() {
        return Err(Refused::InvalidClient("only private_key_jwt is accepted"));
    }
    let assertion =
        body.client_assertion.filter(|_| body.client_assertion_type.as_deref() == Some(ASSERTION_TYPE));
    let assertion =
        assertion.ok_or(Refused::InvalidClient("a client_assertion of type jwt-bearer is needed"))?;
    let asked = body.scope.as_deref().map(Scopes::parse).transpose().map_err(|_| Refused::InvalidScope)?;
    let presented = Presented { client_id: body.client_id, assertion };
    let token = for_itself(&app, &presented, asked.as_ref()).await?;
    Ok(Json(Issued {
        access_token: token.text,
        token_type: "Bearer",
        expires_in: LIFE.whole_seconds(),
        scope: token.scopes.to_string(),
    }))
}
