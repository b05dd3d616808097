//! One HTTP client for each outside system: time limit, no redirects, no proxy, at most 1 MB read at once, a circuit.

use futures::future::BoxFuture;
use std::time::{Duration, Instant};

use reqwest::header::HeaderMap;
use reqwest::{Client, ClientBuilder, RequestBuilder, redirect};
use serde::de::DeserializeOwned;

use crate::telemetry::TRACEPARENT;
use crate::telemetry::traces::{self, Span};
use domain::clock::Clock;

use super::circuit::{Call, Circuit, Regarding};
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

/// Most bytes that are read of an answer.
const LARGEST_ANSWER: usize = 1024 * 1024;
/// Header that ties our log lines to theirs.
pub(super) const CORRELATION: &str = "X-Correlation-ID";

/// The client of one system.
#[derive(Debug, Clone)]
pub(super) struct Http {
    system: System,
    client: Client,
    circuit: Circuit,
}

/// A complete answer, whatever its status.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Kind> {
        serde_json::from_slice(&self.body).map_err(|_| Kind::Malformed)
    }

    /// The kind of a status that is not success, where no body explains it.
    pub fn refusal(&self) -> Kind {
        if self.status == 429 { Kind::RateLimited } else { Kind::Status(self.status) }
    }
}

/// An answer whose body is still on its way.
#[derive(Debug)]
pub(super) struct Opened(reqwest::Response);

impl Opened {
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// A header; empty where it is not there or no text.
    pub fn header(&self, name: &str) -> &str {
        self.0.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What came next; none at the end. One that breaks off before its end is an error.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, Kind> {
        let chunk = self.0.chunk().await.map_err(|error| kind_of(&error))?;
        Ok(chunk.map(Vec::from))
    }
}

impl Http {
    pub fn new(system: System, timeout: Duration, clock: Clock) -> Result<Http, SetupFault> {
        Http::with(system, Http::builder(timeout), clock)
    }

    /// What all our clients have in common; certificates may be added.
    pub fn builder(timeout: Duration) -> ClientBuilder {
        Client::builder()
            .user_agent(concat!("proxy-access/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .timeout(timeout)
            .connect_timeout(timeout)
            .pool_idle_timeout(Duration::from_secs(30))
    }

    /// A client as `builder` says.
    pub fn with(system: System, builder: ClientBuilder, clock: Clock) -> Result<Http, SetupFault> {
        let client = builder.build().map_err(|_| SetupFault::Tls(system))?;
        Ok(Http { system, client, circuit: Circuit::new(system, clock) })
    }

    pub fn get(&self, url: &str) -> RequestBuilder {
        self.client.get(url)
    }

    pub fn post(&self, url: &str) -> RequestBuilder {
        self.client.post(url)
    }

    pub fn put(&self, url: &str) -> RequestBuilder {
        self.client.put(url)
    }

    pub fn patch(&self, url: &str) -> RequestBuilder {
        self.client.patch(url)
    }

    pub fn circuit(&self) -> &Circuit {
        &self.circuit
    }

    pub fn fault(&self, kind: Kind) -> Upstream {
        Upstream { system: self.system, kind }
    }

    /// Sends `request`, which is about no single record, if the circuit lets it through. `operation` names it in the log: an
    /// address may hold an NHS number.
    pub async fn send(&self, operation: &'static str, request: RequestBuilder) -> Result<Answer, Upstream> {
        self.send_regarding(Regarding::SYSTEM, operation, request).await
    }

    /// Sends `request`, which is about one record.
    pub async fn send_regarding(
        &self,
        regarding: Regarding,
        operation: &'static str,
        request: RequestBuilder,
    ) -> Result<Answer, Upstream> {
        let call = self.circuit.admit(regarding)?;
        let (begin, span) = (Instant::now(), traces::outside(self.system.name(), operation));
        let outcome = span.around(self.exchange(carried(&span, request))).await;
        self.note(call, (operation, begin, &span), outcome.as_ref().map(|answer| answer.status));
        outcome.map_err(|kind| self.fault(kind))
    }

    /// The same for an answer that may be too large to be held: its body is read by the caller, as it comes.
    pub async fn open_regarding(
        &self,
        regarding: Regarding,
        operation: &'static str,
        request: RequestBuilder,
    ) -> Result<Opened, Upstream> {
        let call = self.circuit.admit(regarding)?;
        let (begin, span) = (Instant::now(), traces::outside(self.system.name(), operation));
        let outcome = span.around(carried(&span, request).send()).await.map_err(|error| kind_of(&error));
        self.note(call, (operation, begin, &span), outcome.as_ref().map(|answer| answer.status().as_u16()));
        outcome.map(Opened).map_err(|kind| self.fault(kind))
    }

    /// Tells circuit, trace and log how a call went.
    fn note(
        &self,
        call: Call,
        (operation, begin, span): (&'static str, Instant, &Span),
        outcome: Result<u16, &Kind>,
    ) {
        match outcome {
            Ok(status) => span.answered(status),
            Err(kind) => span.failed(kind.code()),
        }
        let told = match outcome {
            Ok(status) if status >= 500 => Err(Kind::Status(status)),
            Ok(_) => Ok(()),
            Err(kind) => Err(*kind),
        };
        self.circuit.note(call, &told);
        let millis = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (system, status) = (self.system.name(), outcome.unwrap_or_default());
        match outcome {
            Ok(_) => tracing::debug!(system, operation, status, millis, "called"),
            Err(kind) => tracing::warn!(system, operation, kind = kind.code(), millis, "call failed"),
        }
    }

    /// Sends requests that the `openidconnect` crate wrote. The closure and its futures own what they use: the crate's
    /// futures could not be proven `Send` in a handler otherwise.
    pub fn forwarder(
        &self,
        operation: &'static str,
    ) -> impl Fn(
        openidconnect::HttpRequest,
    ) -> BoxFuture<'static, Result<openidconnect::HttpResponse, Upstream>>
    + Send
    + Sync
    + 'static
    + use<> {
        let http = self.clone();
        move |request| {
            let http = http.clone();
            Box::pin(async move { http.forward(operation, request).await })
        }
    }

    /// Sends a request that the `openidconnect` crate wrote; it understands only success and OAuth errors.
    async fn forward(
        &self,
        operation: &'static str,
        request: openidconnect::HttpRequest,
    ) -> Result<openidconnect::HttpResponse, Upstream> {
        let request = reqwest::Request::try_from(request).map_err(|_| self.fault(Kind::Malformed))?;
        let answer = self.send(operation, RequestBuilder::from_parts(self.client.clone(), request)).await?;
        if matches!(answer.status, 300..=399 | 429 | 500..) {
            return Err(self.fault(answer.refusal()));
        }
        let mut response = openidconnect::HttpResponse::new(answer.body);
        *response.status_mut() =
            reqwest::StatusCode::from_u16(answer.status).map_err(|_| self.fault(Kind::Malformed))?;
        *response.headers_mut() = answer.headers;
        Ok(response)
    }

    async fn exchange(&self, request: RequestBuilder) -> Result<Answer, Kind> {
        let mut response = request.send().await.map_err(|error| kind_of(&error))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| kind_of(&error))? {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(Kind::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body })
    }
}

/// Tells the far side the trace that this call is part of, where there is one.
fn carried(span: &Span, request: RequestBuilder) -> RequestBuilder {
    match span.traceparent() {
        Some(parent) => request.header(TRACEPARENT, parent),
        None => request,
    }
}

/// Only the class of a transport error: its text holds the address.
fn kind_of(error: &reqwest::Error) -> Kind {
    if error.is_timeout() {
        Kind::Timeout
    } else if error.is_decode() || error.is_builder() {
        Kind::Malformed
    } else {
        Kind::Unreachable
    }
}
