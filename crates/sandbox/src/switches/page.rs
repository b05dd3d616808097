//! The switches in a browser and for programs.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post, put};
use axum::{Form, Json, Router};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Choice, SwitchFault, Switches};
use crate::pages::show;

#[derive(Template)]
#[template(path = "switches/page.html")]
struct SwitchesPage {
    systems: Vec<System>,
}

struct System {
    name: &'static str,
    title: &'static str,
    now: String,
    choices: Vec<Choice>,
}

const PDS: &[(&str, &str)] = &[
    ("Down (503)", r#"{"down":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Slow, a minute", r#"{"slow_ms":60000}"#),
    ("Too many requests (429)", r#"{"rate_limited":true}"#),
    ("Nobody is found (404)", r#"{"forced":{"status":404,"code":"RESOURCE_NOT_FOUND"}}"#),
    ("Times out behind the gateway (408)", r#"{"forced":{"status":408,"code":"UNABLE_TO_CALL_SERVICE"}}"#),
    ("Unknown error (500)", r#"{"forced":{"status":500,"code":"UNKNOWN_ERROR"}}"#),
    ("Not JSON", r#"{"garbage":true}"#),
    ("Token endpoint down (503)", r#"{"token_down":true}"#),
    ("Our signature is refused (401)", r#"{"token_401":true}"#),
    ("We are not subscribed (401)", r#"{"unsubscribed":true}"#),
    ("Only David's record hangs", r#"{"records":{"9990000026":"hang"}}"#),
    ("Only David's record answers 503", r#"{"records":{"9990000026":"503"}}"#),
];
const ODS: &[(&str, &str)] = &[
    ("Down (503)", r#"{"down":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Our key is refused (401)", r#"{"key_refused":true}"#),
    ("A81001 has closed", r#"{"closed":["A81001"]}"#),
];
const SMTP: &[(&str, &str)] = &[
    ("Refuses connections (421)", r#"{"refuse":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Refuses every recipient (550)", r#"{"reject_rcpt":true}"#),
    ("Try again later (451)", r#"{"temp_fail":true}"#),
    ("Keeps the message, hangs up before saying so", r#"{"drop_before_ack":true}"#),
];
const MESH: &[(&str, &str)] = &[
    ("Down (503)", r#"{"down":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Too many requests (429)", r#"{"rate_limited":true}"#),
    ("Refuses everything (403)", r#"{"refused":true}"#),
    ("Nothing can be sent to A81001 (417)", r#"{"cannot_send_to":["A81001"]}"#),
    ("A81001 is not registered for the workflow", r#"{"unregistered":["A81001"]}"#),
    ("A81001 has no mailbox", r#"{"without_mailbox":["A81001"]}"#),
    ("Keeps the message, hangs up before saying so", r#"{"drop_before_answer":true}"#),
    ("Keeps the message, answers 500", r#"{"fail_before_answer":true}"#),
    ("Delivers each message twice", r#"{"duplicate":true}"#),
];

pub(crate) fn routes(switches: Switches) -> Router {
    Router::new()
        .route("/switches", get(page).delete(reset))
        .route("/switches.json", get(positions))
        .route("/switches/reset", post(reset_and_return))
        .route("/switches/{system}", put(set).delete(reset_one).post(set_and_return))
        .with_state(switches)
}

async fn page(State(switches): State<Switches>) -> Response {
    let systems = switches.all().into_iter().map(|(name, now)| system(&switches, name, &now)).collect();
    show(&SwitchesPage { systems })
}

async fn positions(State(switches): State<Switches>) -> Json<Value> {
    let all = switches.all().into_iter().map(|(name, now)| (name.to_owned(), now));
    Json(Value::Object(all.collect()))
}

async fn set(
    State(switches): State<Switches>,
    Path(system): Path<String>,
    Json(faults): Json<Value>,
) -> Response {
    answer(switches.set(&system, faults))
}

async fn reset_one(State(switches): State<Switches>, Path(system): Path<String>) -> Response {
    answer(switches.set(&system, json!({})))
}

async fn reset(State(switches): State<Switches>) -> StatusCode {
    switches.reset();
    StatusCode::NO_CONTENT
}

async fn reset_and_return(State(switches): State<Switches>) -> Redirect {
    switches.reset();
    Redirect::to("/switches")
}

#[derive(Deserialize)]
struct Chosen {
    faults: String,
}

async fn set_and_return(
    State(switches): State<Switches>,
    Path(system): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Response {
    let faults: Value = serde_json::from_str(&chosen.faults).unwrap_or_default();
    match switches.set(&system, faults) {
        Ok(()) => Redirect::to("/switches").into_response(),
        Err(fault) => answer(Err(fault)),
    }
}

fn answer(outcome: Result<(), SwitchFault>) -> Response {
    let status = match &outcome {
        Ok(()) => return StatusCode::NO_CONTENT.into_response(),
        Err(SwitchFault::NoSuchSystem) => StatusCode::NOT_FOUND,
        Err(SwitchFault::NotUnderstood(_)) => StatusCode::BAD_REQUEST,
    };
    let error = outcome.err().map(|fault| fault.to_string());
    (status, Json(json!({ "error": error }))).into_response()
}

fn system(switches: &Switches, name: &'static str, now: &Value) -> System {
    let listed = |choices: &[(&str, &str)]| {
        let well = ("All well", "{}");
        let all = std::iter::once(&well).chain(choices);
        all.map(|(does, json)| Choice((*does).to_owned(), (*json).to_owned())).collect()
    };
    let (title, choices) = match name {
        "pds" => ("PDS", listed(PDS)),
        "ods" => ("the organisation directory", listed(ODS)),
        "smtp" => ("the mail server", listed(SMTP)),
        "mesh" => ("MESH", listed(MESH)),
        other => switches.offered(other).unwrap_or_else(|| (other, listed(&[]))),
    };
    System { name, title, now: now.to_string(), choices }
}
