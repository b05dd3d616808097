//! A client of the stand-in that sends what it is told, right or wrong.

mod pages;
mod receiving;
mod refusals;
mod sending;
mod switched;

use aws_lc_rs::hmac;
use http::StatusCode;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;
use time::macros::format_description;
use time::{Duration, OffsetDateTime};

use crate::Sandbox;
use crate::tests::start;
use domain::clock::Clock;

pub(super) const RIVERSIDE: &str = "A81001OT004";
const VERSION_2: &str = "application/vnd.mesh.v2+json";

/// Our service, as its mailbox was registered.
pub(super) struct Caller {
    pub(super) sandbox: Sandbox,
    pub(super) clock: Clock,
}

/// The parts of a token before they are put together.
pub(super) struct Parts {
    pub(super) mailbox: String,
    pub(super) nonce: String,
    pub(super) count: u32,
    pub(super) at: OffsetDateTime,
    pub(super) password: String,
    pub(super) key: String,
}

impl Parts {
    pub(super) fn token(&self) -> String {
        let Parts { mailbox, nonce, count, at, password, key } = self;
        let time = at.format(format_description!("[year][month][day][hour][minute]")).expect("a time");
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
        let hash = hmac::sign(&key, format!("{mailbox}:{nonce}:{count}:{password}:{time}").as_bytes());
        format!("NHSMESH {mailbox}:{nonce}:{count}:{time}:{}", hex::encode(hash))
    }
}

impl Caller {
    pub(super) async fn new() -> Caller {
        let clock = Clock::system();
        Caller { sandbox: start(clock.clone()).await, clock }
    }

    /// A right and fresh token's parts for `mailbox`.
    pub(super) fn parts(&self, mailbox: &str) -> Parts {
        let mesh = self.sandbox.mesh();
        let known = mesh.mailboxes().iter().find(|known| known.id == mailbox).expect("a mailbox");
        Parts {
            mailbox: mailbox.to_owned(),
            nonce: self.clock.new_id().to_string(),
            count: 0,
            at: self.clock.now(),
            password: known.password.clone(),
            key: mesh.access().shared_key.clone(),
        }
    }

    /// A call without a token; `path` is below `/messageexchange`.
    pub(super) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/messageexchange{path}", self.sandbox.mesh().access().url);
        Client::new().request(method, url).header("accept", VERSION_2)
    }

    /// A right call of `mailbox`.
    pub(super) fn call_of(&self, mailbox: &str, method: Method, path: &str) -> RequestBuilder {
        let token = self.parts(mailbox).token();
        self.bare(method, &format!("/{mailbox}{path}")).header("authorization", token)
    }

    /// A right call of our own mailbox.
    pub(super) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.call_of(&self.sandbox.mesh().access().mailbox.clone(), method, path)
    }

    /// A right message to Riverside, to be spoilt.
    pub(super) fn message(&self) -> RequestBuilder {
        self.message_to(RIVERSIDE)
    }

    pub(super) fn message_to(&self, to: &str) -> RequestBuilder {
        self.call(Method::POST, "/outbox")
            .header("MEX-TO", to)
            .header("Mex-WorkflowId", &self.sandbox.mesh().access().workflow)
            .header("mex-LocalID", "our-1")
            .header("mex-Subject", "A request waits")
            .header("mex-FileName", "request.json")
            .header("content-type", "application/json")
            .body(r#"{"text":"Hello"}"#)
    }

    /// Sends a right message to Riverside and says its id.
    pub(super) async fn sent(&self) -> String {
        let (status, body) = json(self.message()).await;
        assert_eq!(status, 202);
        body["message_id"].as_str().expect("an id").to_owned()
    }

    pub(super) fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }
}

pub(super) async fn send(request: RequestBuilder) -> Response {
    request.send().await.expect("answers")
}

/// Status, and the body as JSON or null.
pub(super) async fn json(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = send(request).await;
    let status = answer.status();
    let body = answer.bytes().await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// The code of an error of version 2.
pub(super) fn code(body: &Value) -> &str {
    body["detail"][0]["code"].as_str().unwrap_or_default()
}

pub(super) fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
