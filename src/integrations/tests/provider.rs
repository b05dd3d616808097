//! An OpenID provider that answers what the test tells it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::super::oidc::{Callback, Pending};
use super::{OURS, THEIRS};
use crate::config;

/// What the provider does next, and what it was asked.
pub(super) struct Script {
    pub issuer: String,
    pub keys: Value,
    pub token_status: u16,
    pub token: Value,
    pub token_delay: Duration,
    pub userinfo_status: u16,
    pub userinfo: Value,
    pub form: HashMap<String, String>,
    pub calls: HashMap<&'static str, usize>,
    pub down: bool,
}

#[derive(Clone)]
pub(super) struct FakeProvider {
    pub url: String,
    script: Arc<Mutex<Script>>,
}

impl FakeProvider {
    pub async fn start() -> FakeProvider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let script = Script {
            issuer: url.clone(),
            keys: json!({"keys": [THEIRS.published()]}),
            token_status: 200,
            token: Value::Null,
            token_delay: Duration::ZERO,
            userinfo_status: 200,
            userinfo: Value::Null,
            form: HashMap::new(),
            calls: HashMap::new(),
            down: false,
        };
        let provider = FakeProvider { url, script: Arc::new(Mutex::new(script)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        provider
    }

    pub fn set<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.script.lock().unwrap())
    }

    pub fn calls(&self, name: &'static str) -> usize {
        self.set(|script| script.calls.get(name).copied().unwrap_or(0))
    }

    /// Settings of a client of this provider.
    pub fn settings(&self, prefix: &str) -> config::Reader {
        let named = |suffix: &str| format!("{prefix}_{suffix}");
        config::Reader::from_values([
            (named("ISSUER"), self.url.clone()),
            (named("CLIENT_ID"), "us".to_owned()),
            (named("PRIVATE_KEY"), OURS.pem.clone()),
            (named("TIMEOUT_MS"), "400".to_owned()),
        ])
    }

    fn count<T>(&self, name: &'static str, change: impl FnOnce(&mut Script) -> T) -> Result<T, StatusCode> {
        self.set(|script| {
            *script.calls.entry(name).or_default() += 1;
            if script.down { Err(StatusCode::BAD_GATEWAY) } else { Ok(change(script)) }
        })
    }
}

/// The browser's return with the right state.
pub(super) fn back(pending: &Pending) -> Callback {
    Callback { code: Some("code".into()), state: Some(pending.state.clone()), ..Callback::default() }
}

async fn discovery(State(provider): State<FakeProvider>) -> Result<Response, StatusCode> {
    let url = provider.url.clone();
    provider.count("discovery", |script| {
        axum::Json(json!({
            "issuer": script.issuer, "authorization_endpoint": format!("{url}/authorize"),
            "token_endpoint": format!("{url}/token"), "userinfo_endpoint": format!("{url}/userinfo"),
            "jwks_uri": format!("{url}/jwks"), "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256", "RS512", "HS256"]
        }))
        .into_response()
    })
}

async fn keys(State(provider): State<FakeProvider>) -> Result<Response, StatusCode> {
    provider.count("keys", |script| axum::Json(script.keys.clone()).into_response())
}

async fn token(State(provider): State<FakeProvider>, Form(form): Form<HashMap<String, String>>) -> Response {
    let (delay, status, body) = provider.set(|script| {
        script.form = form;
        *script.calls.entry("token").or_default() += 1;
        (script.token_delay, script.token_status, script.token.clone())
    });
    tokio::time::sleep(delay).await;
    let status = StatusCode::from_u16(status).unwrap();
    match body {
        Value::String(text) => (status, [("content-type", "application/json")], text).into_response(),
        json => (status, axum::Json(json)).into_response(),
    }
}

async fn userinfo(State(provider): State<FakeProvider>, headers: HeaderMap) -> Response {
    assert_eq!(headers["authorization"], "Bearer access");
    let (status, body) = provider.set(|script| (script.userinfo_status, script.userinfo.clone()));
    let status = StatusCode::from_u16(status).unwrap();
    match body {
        Value::String(text) => (status, [("content-type", "application/json")], text).into_response(),
        json => (status, axum::Json(json)).into_response(),
    }
}
