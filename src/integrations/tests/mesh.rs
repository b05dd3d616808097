//! MESH over real HTTP: tokens, the daily handshake, what is asked again and what never, chunks, reports.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use time::Duration;

use super::super::mesh::{Found, Mesh, MeshCode, Outgoing};
use super::super::upstream::Kind;
use crate::config;
use domain::OdsCode;
use domain::clock::Clock;

/// Our own mailbox.
mod inbox;

struct Asked {
    line: String,
    headers: HeaderMap,
    body: Bytes,
}

type Reply = (u16, Vec<(&'static str, &'static str)>, Vec<u8>);

#[derive(Default)]
struct Script {
    replies: VecDeque<Reply>,
    asked: Vec<Asked>,
    handshakes: usize,
}

struct Stage {
    script: Arc<Mutex<Script>>,
    clock: Clock,
    mesh: Mesh,
}

async fn answer(
    State(script): State<Arc<Mutex<Script>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut script = script.lock().unwrap();
    if method == Method::POST && uri.path() == "/messageexchange/X26ABC1" {
        script.handshakes += 1;
        assert!(headers.contains_key("mex-clientversion") && headers.contains_key("mex-osversion"));
        return StatusCode::OK.into_response();
    }
    script.asked.push(Asked { line: format!("{method} {uri}"), headers, body });
    let (status, headers, body) = script.replies.pop_front().unwrap_or((200, Vec::new(), Vec::new()));
    let mut response = (StatusCode::from_u16(status).unwrap(), body).into_response();
    for (name, value) in headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

impl Stage {
    async fn set() -> Stage {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let script = Arc::<Mutex<Script>>::default();
        let router = Router::new().fallback(answer).layer(axum::extract::DefaultBodyLimit::disable());
        let router = router.with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let settings = [
            ("MESH_URL", url.as_str()),
            ("MESH_MAILBOX", "X26ABC1"),
            ("MESH_PASSWORD", "pass-word"),
            ("MESH_SHARED_KEY", "TestKey"),
        ];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let config = config::Mesh::read(&mut config::Reader::from_values(settings)).unwrap();
        let clock = Clock::system();
        Stage { script, mesh: Mesh::new(&config, clock.clone()).unwrap(), clock }
    }

    fn reply(&self, status: u16, body: &serde_json::Value) -> &Stage {
        self.reply_with((status, Vec::new(), body.to_string().into_bytes()))
    }

    fn reply_with(&self, reply: Reply) -> &Stage {
        self.script.lock().unwrap().replies.push_back(reply);
        self
    }

    fn lines(&self) -> Vec<String> {
        self.script.lock().unwrap().asked.iter().map(|asked| asked.line.clone()).collect()
    }
}

fn message(body: Vec<u8>) -> Outgoing {
    Outgoing {
        to: "A81001OT001".to_owned(),
        subject: "A request".to_owned(),
        local_id: "0190-7f".to_owned(),
        file_name: "0190-7f.json".to_owned(),
        content_type: "application/json",
        body,
    }
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut body).unwrap();
    body
}

#[tokio::test]
async fn a_message_goes_packed_with_its_headers() {
    let stage = Stage::set().await;
    stage.reply(202, &json!({"message_id": "20261120120000_ABC"}));
    assert_eq!(stage.mesh.send(&message(b"{}".to_vec())).await.unwrap(), "20261120120000_ABC");
    let script = stage.script.lock().unwrap();
    let asked = &script.asked[0];
    assert_eq!(asked.line, "POST /messageexchange/X26ABC1/outbox");
    for (name, value) in [
        ("mex-to", "A81001OT001"),
        ("mex-workflowid", "PROXY_ACCESS_REQUEST"),
        ("mex-localid", "0190-7f"),
        ("mex-chunk-range", "1:1"),
        ("content-encoding", "gzip"),
        ("content-type", "application/json"),
        ("accept", "application/vnd.mesh.v2+json"),
    ] {
        assert_eq!(asked.headers[name], value, "{name}");
    }
    assert_eq!(unpacked(&asked.body), b"{}");
    let token = asked.headers["authorization"].to_str().unwrap();
    assert!(token.starts_with("NHSMESH X26ABC1:") && token.split(':').count() == 5, "{token}");
    assert!(!token.contains("pass-word"));
}

#[tokio::test]
async fn every_request_has_a_token_of_its_own_and_each_day_one_handshake() {
    let stage = Stage::set().await;
    for _ in 0..2 {
        stage.reply(200, &json!({"messages": []}));
        stage.mesh.inbox().await.unwrap();
    }
    assert_eq!(stage.script.lock().unwrap().handshakes, 1);
    stage.clock.advance(Duration::hours(24));
    stage.reply(200, &json!({"messages": []}));
    stage.mesh.inbox().await.unwrap();
    let script = stage.script.lock().unwrap();
    assert_eq!(script.handshakes, 2);
    let mut tokens: Vec<_> =
        script.asked.iter().map(|asked| asked.headers["authorization"].to_str().unwrap()).collect();
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 3);
}

#[tokio::test]
async fn reading_is_tried_again_with_a_new_token_and_sending_never_is() {
    let stage = Stage::set().await;
    stage.reply(503, &json!({})).reply(200, &json!({"messages": ["A1", "../x"]}));
    assert_eq!(stage.mesh.inbox().await.unwrap(), ["A1"], "what is no id never becomes a path");
    let tokens: Vec<_> =
        stage.script.lock().unwrap().asked.iter().map(|a| a.headers["authorization"].clone()).collect();
    assert!(tokens.len() == 2 && tokens[0] != tokens[1]);
    for status in [502, 503, 504] {
        let stage = Stage::set().await;
        stage.reply(status, &json!({}));
        let fault = stage.mesh.send(&message(vec![1])).await.unwrap_err();
        assert_eq!(fault.kind, Kind::Status(status));
        assert_eq!(stage.lines().len(), 1);
    }
}

#[tokio::test]
async fn large_data_goes_in_chunks_that_are_packed_one_by_one() {
    let stage = Stage::set().await;
    stage.reply(202, &json!({"message_id": "M1"})).reply(503, &json!({})).reply_with((
        202,
        Vec::new(),
        Vec::new(),
    ));
    let body: Vec<u8> = (0..20_000_005_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    stage.mesh.send(&message(body.clone())).await.unwrap();
    let chunk = "POST /messageexchange/X26ABC1/outbox/M1/2";
    assert_eq!(
        stage.lines(),
        ["POST /messageexchange/X26ABC1/outbox", chunk, chunk],
        "a chunk may come again"
    );
    let script = stage.script.lock().unwrap();
    let ranges: Vec<_> = script.asked.iter().map(|asked| asked.headers["mex-chunk-range"].clone()).collect();
    assert_eq!(ranges, ["1:2", "2:2", "2:2"]);
    let whole = [unpacked(&script.asked[0].body), unpacked(&script.asked[2].body)].concat();
    assert!(whole == body);
}

#[tokio::test]
async fn refusals_are_named() {
    for (status, body, kind) in [
        (417, json!({"detail": [{"code": "12"}]}), Kind::Mesh(MeshCode::Unregistered)),
        (403, json!({"detail": [{"code": "", "msg": "x"}]}), Kind::Status(403)),
        (429, json!({}), Kind::RateLimited),
        (200, json!({"message_id": "M1"}), Kind::Malformed),
        (202, json!({"message_id": "../M1"}), Kind::Malformed),
        (202, json!({"id": 1}), Kind::Malformed),
    ] {
        let stage = Stage::set().await;
        stage.reply(status, &body);
        assert_eq!(stage.mesh.send(&message(vec![1])).await.unwrap_err().kind, kind);
    }
}

#[tokio::test]
async fn a_mailbox_is_looked_up_by_code_and_workflow() {
    let stage = Stage::set().await;
    let ask = async || stage.mesh.mailbox_of(&OdsCode::parse("A81001").unwrap()).await.map_err(|f| f.kind);
    stage.reply(200, &json!({"results": [{"mailbox_id": "M", "mailbox_name": "n"}]}));
    assert_eq!(ask().await, Ok(Some("M".to_owned())));
    assert_eq!(stage.lines(), ["GET /messageexchange/endpointlookup/A81001/PROXY_ACCESS_REQUEST"]);
    stage.reply(200, &json!({"results": []}));
    assert_eq!(ask().await, Ok(None));
    stage.reply(404, &json!({"detail": [{"code": "EPL-151"}]}));
    assert_eq!(ask().await, Ok(None));
    stage.reply(200, &json!({"results": [{"mailbox_id": "M"}, {"mailbox_id": "N"}]}));
    assert_eq!(ask().await, Err(Kind::Mesh(MeshCode::SeveralMailboxes)));
}

#[tokio::test]
async fn a_lost_answer_is_found_again_by_our_own_id() {
    let stage = Stage::set().await;
    let ask = async || stage.mesh.find_sent("0190-7f").await.map_err(|fault| fault.kind);
    stage.reply(404, &json!({}));
    assert_eq!(ask().await, Ok(Found::Nothing));
    stage.reply(200, &json!({"messageId": "M1", "status": "Accepted"}));
    let Ok(Found::One(tracked)) = ask().await else { panic!("one") };
    assert_eq!((tracked.message_id.as_str(), tracked.status.as_str()), ("M1", "accepted"));
    stage.reply(300, &json!({}));
    assert_eq!(ask().await, Ok(Found::Several));
    assert_eq!(stage.lines()[0], "GET /messageexchange/X26ABC1/outbox/tracking/0190-7f");
    stage.reply(200, &json!({"message_id": "M1", "status": "acknowledged"}));
    assert_eq!(stage.mesh.track("M1").await.unwrap().unwrap().status, "acknowledged");
    assert_eq!(stage.lines()[3], "GET /messageexchange/X26ABC1/outbox/tracking?messageID=M1");
}
