//! The pages of the programs.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use sandbox::pages::show;

use super::calls::Programs;
use super::kind::Kind;

#[derive(Template)]
#[template(path = "run/demo/programs/list.html")]
struct List<'a> {
    service_url: &'a str,
}

#[derive(Template)]
#[template(path = "run/demo/programs/token.html")]
struct Token<'a> {
    service_url: &'a str,
    name: &'static str,
    is_citizen: bool,
    token: String,
    /// What the API answers to it, as indented JSON.
    answer: String,
}

#[derive(Template)]
#[template(path = "run/demo/programs/refused.html")]
struct Refused {
    /// What the service said.
    said: String,
}

pub(super) async fn list(State(programs): State<Arc<Programs>>) -> Response {
    show(&List { service_url: &programs.service_url })
}

/// To the service's sign-in; a system gets its token at once.
pub(super) async fn start(
    State(programs): State<Arc<Programs>>,
    Path(kind): Path<String>,
    headers: HeaderMap,
) -> Response {
    let (Some(kind), Some(back)) = (Kind::from_code(&kind), back_here(&headers)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if kind == Kind::System {
        let got = programs.own_token().await;
        return shown(&programs, kind, got).await;
    }
    match programs.sign_in(kind, &back) {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(fault) => failed(&fault),
    }
}

/// What the service sends back with the browser.
#[derive(Debug, Deserialize)]
pub(super) struct Returned {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
}

/// The browser comes back with a code, or with a no.
pub(super) async fn back(
    State(programs): State<Arc<Programs>>,
    Query(returned): Query<Returned>,
    headers: HeaderMap,
) -> Response {
    let (Some((kind, verifier)), Some(back)) = (programs.take(&returned.state), back_here(&headers)) else {
        return show(&Refused { said: "This sign-in did not begin here, or was used before.".to_owned() });
    };
    let Some(code) = returned.code else {
        return show(&Refused { said: returned.error.unwrap_or_default() });
    };
    let got = programs.redeem((kind, &verifier), &code, &back).await;
    shown(&programs, kind, got).await
}

async fn shown(
    programs: &Programs,
    kind: Kind,
    got: anyhow::Result<Result<String, serde_json::Value>>,
) -> Response {
    let token = match got {
        Ok(Ok(token)) => token,
        Ok(Err(answer)) => return show(&Refused { said: answer.to_string() }),
        Err(fault) => return failed(&fault),
    };
    match programs.delegations(&token).await {
        Ok(answer) => {
            let (service_url, name) = (programs.service_url.as_str(), kind.name());
            let answer = format!("{answer:#}");
            show(&Token { service_url, name, is_citizen: kind == Kind::Citizen, token, answer })
        }
        Err(fault) => failed(&fault),
    }
}

fn failed(fault: &anyhow::Error) -> Response {
    tracing::error!(%fault, "a program of the demo got no answer");
    show(&Refused { said: "The service did not answer.".to_owned() })
}

/// Where codes come to: this very address, as the browser knows it.
fn back_here(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    Some(format!("http://{host}/programs/back"))
}
