//! Tokens for programs: client credentials with an assertion of the program's own key, as the API platform gives them
//! (docs/sources.md#apim-oauth).

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use time::Duration;

use crate::storage::national::assertions;
use crate::tokens::{Expected, Holder, claimed_client, mint};

use super::body::Whole;
use super::fault::Fault;
use super::store::Store;
use super::{faults, way};

/// How long a token is good.
const LIFE: Duration = Duration::minutes(10);
/// How far the clocks of several servers may be apart: so much longer a used assertion is remembered.
const SKEW: Duration = Duration::MINUTE;
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Why there is no token: error and sentence, with their status.
struct Refused(StatusCode, &'static str, &'static str);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Refused(status, error, description) = self;
        (status, Json(json!({ "error": error, "error_description": description }))).into_response()
    }
}

/// Answers a program that wants a token.
pub async fn token(State(store): State<Arc<Store>>, Whole(body): Whole) -> Response {
    let form: HashMap<String, String> = url::form_urlencoded::parse(&body).into_owned().collect();
    match given(&store, &form).await {
        Ok(answer) => answer,
        Err(Wrong::Refused(refused)) => refused.into_response(),
        Err(Wrong::Fault(fault)) => fault.into_response(),
    }
}

enum Wrong {
    Refused(Refused),
    Fault(Fault),
}

fn invalid(description: &'static str) -> Wrong {
    Wrong::Refused(Refused(StatusCode::BAD_REQUEST, "invalid_request", description))
}

async fn given(store: &Store, form: &HashMap<String, String>) -> Result<Response, Wrong> {
    let programs = store.programs.as_ref().ok_or(Wrong::Fault(faults::NOWHERE))?;
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    match field("grant_type") {
        "client_credentials" => {}
        "" => return Err(invalid("grant_type is missing")),
        _ => {
            let refused = Refused(StatusCode::BAD_REQUEST, "unsupported_grant_type", "grant_type is invalid");
            return Err(Wrong::Refused(refused));
        }
    }
    if field("client_assertion_type") != ASSERTION_TYPE {
        return Err(invalid("Missing or invalid client_assertion_type"));
    }
    let assertion = field("client_assertion");
    if assertion.is_empty() {
        return Err(invalid("Missing client_assertion"));
    }
    let unknown = || {
        Wrong::Refused(Refused(StatusCode::UNAUTHORIZED, "invalid_client", "the assertion proves nothing"))
    };
    let claimed = claimed_client(assertion).ok_or_else(unknown)?;
    let keys = programs.by_key.get(&claimed).ok_or_else(unknown)?;
    let (now, endpoint) = (store.clock.now(), store.address(way::TOKEN));
    // By the token endpoint, as the platform asks (RFC 7523 §3), or by the store's own name, which libraries with the newer rule
    // send (docs/sources.md#rfc-7523bis). The issuer of its tokens may be another server: what is made for that one is not taken.
    let audiences = [endpoint.as_str(), store.settings.url.as_str()];
    let expected = Expected { client_id: &claimed, audiences: &audiences, keys, now };
    let known = expected.check(assertion).map_err(|refused| {
        tracing::warn!(%refused, "an assertion was refused");
        unknown()
    })?;
    let key = format!("{claimed} {}", known.jti);
    let is_first = !key.contains('\0')
        && assertions::first_use(&store.db, &key, (known.expires_at + SKEW, now))
            .await
            .map_err(|error| Wrong::Fault(Fault::from(error)))?;
    if !is_first {
        return Err(unknown());
    }
    let token = mint(&programs.signing, store.authority.names(), (&claimed, &Holder::App), now + LIFE)
        .map_err(|_| Wrong::Fault(faults::SERVER))?;
    let answer = Json(json!({
        "access_token": token,
        "expires_in": (LIFE.whole_seconds() - 1).to_string(),
        "token_type": "Bearer",
        "issued_at": (now.unix_timestamp_nanos() / 1_000_000).to_string(),
    }));
    Ok(([(header::CACHE_CONTROL, "no-store")], answer).into_response())
}
