//! PDS over real HTTP: headers, token, retries, refusals.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use time::Duration;

use super::super::pds::Patience;
use super::super::upstream::{Kind, SpineCode};
use super::super::{CircuitState, Outside, Pds};
use super::OURS;
use crate::config;
use domain::NhsNumber;
use domain::clock::Clock;

#[derive(Default)]
struct Script {
    answers: VecDeque<(u16, Value)>,
    requests: Vec<HeaderMap>,
    tokens: usize,
    token_refused: bool,
}

type Shared = Arc<Mutex<Script>>;

struct Stage {
    script: Shared,
    clock: Clock,
    pds: Pds,
}

impl Stage {
    async fn set() -> Stage {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let script = Shared::default();
        let router = Router::new()
            .route("/oauth2/token", post(token))
            .route("/FHIR/R4/Patient/{id}", get(patient))
            .with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let settings = [
            ("PDS_URL", format!("{url}/FHIR/R4")),
            ("PDS_TOKEN_URL", format!("{url}/oauth2/token")),
            ("PDS_API_KEY", "key".to_owned()),
            ("PDS_KEY_ID", "kid".to_owned()),
            ("PDS_PRIVATE_KEY", OURS.pem.clone()),
            ("PDS_ORGANISATION", "X26".to_owned()),
        ];
        let mut reader = config::Reader::from_values(settings.map(|(name, value)| (name.to_owned(), value)));
        let clock = Clock::system();
        let pds = Pds::new(&config::Pds::read(&mut reader), clock.clone()).unwrap();
        Stage { script, clock, pds }
    }

    fn answers(&self, answers: impl IntoIterator<Item = (u16, Value)>) {
        self.script.lock().unwrap().answers.extend(answers);
    }

    async fn ask(&self) -> Result<bool, Kind> {
        self.ask_for("9990000050").await
    }

    async fn ask_for(&self, number: &str) -> Result<bool, Kind> {
        let number = NhsNumber::parse(number).unwrap();
        let answer = self.pds.patient(&number, ("correlation", Patience::Long)).await;
        answer.map(|record| record.superseded).map_err(|upstream| upstream.kind)
    }

    fn asked(&self) -> usize {
        self.script.lock().unwrap().requests.len()
    }
}

async fn token(State(script): State<Shared>) -> Response {
    let mut script = script.lock().unwrap();
    script.tokens += 1;
    if script.token_refused {
        let body = json!({"error": "invalid_request", "error_description": "x", "message_id": "1"});
        return (StatusCode::UNAUTHORIZED, axum::Json(body)).into_response();
    }
    let body = json!({"access_token": format!("token-{}", script.tokens), "expires_in": "599", "token_type": "Bearer"});
    axum::Json(body).into_response()
}

async fn patient(State(script): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let mut script = script.lock().unwrap();
    script.requests.push(headers);
    let (status, body) = script.answers.pop_front().unwrap_or_else(|| (200, person(&id)));
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

fn person(id: &str) -> Value {
    json!({"resourceType": "Patient", "id": id, "name": [{"family": "Parker", "given": ["Ivy"]}]})
}

fn outcome(code: &str) -> Value {
    json!({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "x",
           "details": {"coding": [{"code": code}]}}]})
}

#[tokio::test]
async fn a_person_is_read_with_the_headers_pds_wants() {
    let stage = Stage::set().await;
    stage.answers([(200, person("9990000069"))]);
    assert_eq!(stage.ask().await, Ok(true), "another number came back: superseded");
    let headers = stage.script.lock().unwrap().requests[0].clone();
    assert_eq!(headers["authorization"], "Bearer token-1");
    assert_eq!(headers["x-correlation-id"], "correlation");
    assert_eq!(headers["nhsd-end-user-organisation-ods"], "X26");
    assert!(uuid::Uuid::parse_str(headers["x-request-id"].to_str().unwrap()).is_ok());
}

#[tokio::test]
async fn the_token_is_kept_until_a_minute_before_its_end() {
    let stage = Stage::set().await;
    stage.ask().await.unwrap();
    stage.clock.advance(Duration::seconds(530));
    stage.ask().await.unwrap();
    assert_eq!(stage.script.lock().unwrap().tokens, 1);
    stage.clock.advance(Duration::seconds(15));
    let all = futures::future::join_all((0..10).map(|_| stage.ask())).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(stage.script.lock().unwrap().tokens, 2, "ten callers, one new token");
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let stage = Stage::set().await;
    stage.answers([(401, outcome("ACCESS_DENIED"))]);
    assert_eq!(stage.ask().await, Ok(false));
    assert_eq!(stage.script.lock().unwrap().requests[1]["authorization"], "Bearer token-2");
    stage.answers([(401, outcome("ACCESS_DENIED")), (401, outcome("ACCESS_DENIED"))]);
    assert_eq!(stage.ask().await, Err(Kind::Spine(SpineCode::AccessDenied)));
}

#[tokio::test]
async fn an_outage_is_asked_again_with_the_same_request_id() {
    let stage = Stage::set().await;
    stage.answers([(503, outcome("SERVICE_UNAVAILABLE")), (408, json!("?"))]);
    assert_eq!(stage.ask().await, Ok(false));
    let script = stage.script.lock().unwrap();
    let ids: Vec<_> = script.requests.iter().map(|headers| headers["x-request-id"].clone()).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]));
}

#[tokio::test]
async fn three_failures_are_enough() {
    let stage = Stage::set().await;
    stage.answers(std::iter::repeat_n((503, outcome("SERVICE_UNAVAILABLE")), 3));
    assert_eq!(stage.ask().await, Err(Kind::Spine(SpineCode::ServiceUnavailable)));
    assert_eq!(stage.asked(), 3);
    stage.answers(std::iter::repeat_n((503, json!({})), 3));
    assert_eq!(stage.ask().await, Err(Kind::Spine(SpineCode::ServiceUnavailable)));
    assert_eq!(
        stage.pds.circuit().health(),
        CircuitState::Closed,
        "it is one record that fails, however often"
    );
}

#[tokio::test]
async fn five_records_that_fail_open_the_circuit_for_them_and_not_for_one_that_has_not_failed() {
    let stage = Stage::set().await;
    let failing = ["9990000018", "9990000026", "9990000042", "9990000069", "9990000077"];
    stage.answers(std::iter::repeat_n((503, outcome("SERVICE_UNAVAILABLE")), 13));
    for number in failing {
        let refused = stage.ask_for(number).await.unwrap_err();
        assert!(
            matches!(refused, Kind::Spine(SpineCode::ServiceUnavailable) | Kind::CircuitOpen),
            "{refused:?}"
        );
    }
    assert_eq!((stage.asked(), stage.pds.circuit().health()), (13, CircuitState::Open));
    for number in failing {
        assert_eq!(stage.ask_for(number).await, Err(Kind::CircuitOpen));
    }
    assert_eq!(stage.asked(), 13, "they are left alone");
    assert_eq!(stage.ask().await, Ok(false), "another record is asked for, and answered");
    assert_eq!(stage.pds.circuit().health(), CircuitState::Closed);
    assert_eq!(stage.ask_for(failing[0]).await, Ok(false));
}

#[tokio::test]
async fn refusals_and_rate_limits_are_reported_at_once() {
    for (status, body, kind) in [
        (429, outcome("TOO_MANY_REQUESTS"), Kind::RateLimited),
        (404, outcome("RESOURCE_NOT_FOUND"), Kind::Spine(SpineCode::ResourceNotFound)),
        (404, outcome("INVALIDATED_RESOURCE"), Kind::Spine(SpineCode::InvalidatedResource)),
        (200, outcome("TOO_MANY_MATCHES"), Kind::Spine(SpineCode::TooManyMatches)),
        (200, json!({"resourceType": "Patient"}), Kind::Malformed),
        (200, json!("garbage"), Kind::Malformed),
    ] {
        let stage = Stage::set().await;
        stage.answers([(status, body)]);
        assert_eq!(stage.ask().await, Err(kind));
        assert_eq!(stage.asked(), 1);
    }
}

#[tokio::test]
async fn a_refused_assertion_is_named() {
    let stage = Stage::set().await;
    stage.script.lock().unwrap().token_refused = true;
    let refused = stage.ask().await.unwrap_err();
    assert_eq!(refused.code(), "invalid_request");
    assert_eq!(stage.asked(), 0);
}
