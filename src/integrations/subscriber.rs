//! Whoever follows what happens to national roles: events are sent to an address of theirs.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use secrecy::{ExposeSecret, SecretString};

use super::http::Http;

/// The client for all subscribers.
#[derive(Debug, Clone)]
pub struct Subscribers {
    client: Client,
}

/// The client could not be set up: this machine has no usable TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no client for subscribers could be set up")]
pub struct NoClient;

/// An event was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// There was no answer in time.
    #[error("no answer")]
    Silent,
    /// The answer was no success.
    #[error("answered with {0}")]
    Refused(u16),
}

impl Subscribers {
    /// A client that waits so long for each.
    ///
    /// # Errors
    /// See [`NoClient`].
    pub fn new(timeout: Duration) -> Result<Subscribers, NoClient> {
        let client = Http::builder(timeout).build().map_err(|_| NoClient)?;
        Ok(Subscribers { client })
    }

    /// Sends one event, JSON, to an address, with the token by which whoever is there knows us.
    ///
    /// # Errors
    /// See [`NotTaken`].
    pub async fn tell(
        &self,
        (url, token): (&str, Option<&SecretString>),
        event: String,
    ) -> Result<(), NotTaken> {
        let request = self.client.post(url).header(CONTENT_TYPE, "application/json").body(event);
        let request = match token {
            Some(token) => request.bearer_auth(token.expose_secret()),
            None => request,
        };
        let answer = request.send().await.map_err(|_| NotTaken::Silent)?;
        let status = answer.status();
        if status.is_success() { Ok(()) } else { Err(NotTaken::Refused(status.as_u16())) }
    }
}
