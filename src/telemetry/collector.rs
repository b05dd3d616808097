//! The way to the collector of traces: an HTTP client for the exporter, which has a thread of its own. What the collector
//! does, or does not, reaches nobody else.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response, ResponseBodyTooLarge};
use reqwest::{Client, redirect};
use tokio::runtime::Handle;

/// Most bytes that are read of an answer: a few words about what was not taken.
const LARGEST_ANSWER: usize = 64 * 1024;

/// The client of the collector.
#[derive(Debug)]
pub(super) struct Collector {
    client: Client,
    /// Where its connections live: the thread that sends has no reactor.
    runtime: Handle,
    /// Whether the last batch was not taken, so that the log says it once.
    is_away: AtomicBool,
}

impl Collector {
    /// A client that waits so long for each batch; none outside a runtime, or without usable TLS.
    pub fn new(timeout: Duration) -> Option<Collector> {
        let client = Client::builder()
            .user_agent(concat!("proxy-access/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .timeout(timeout)
            .connect_timeout(timeout)
            .build()
            .ok()?;
        Some(Collector { client, runtime: Handle::try_current().ok()?, is_away: AtomicBool::new(false) })
    }

    /// Says in the log when batches begin to be lost, and when they are taken again.
    fn note(&self, was_taken: bool) {
        match (self.is_away.swap(!was_taken, Ordering::Relaxed), was_taken) {
            (false, false) => tracing::warn!("the collector takes no traces; what it misses is lost"),
            (true, true) => tracing::info!("the collector takes traces again"),
            (false, true) | (true, false) => {}
        }
    }
}

#[async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let sending = self.runtime.spawn(exchange(self.client.clone(), request));
        let answer = sending.await.map_err(HttpError::from).flatten();
        self.note(answer.as_ref().is_ok_and(|answer| answer.status().is_success()));
        answer
    }
}

async fn exchange(client: Client, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(ResponseBodyTooLarge::new().into());
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    Ok(response)
}
