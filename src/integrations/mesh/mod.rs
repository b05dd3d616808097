//! MESH: messages from mailbox to mailbox (docs/sources.md#mesh-api), version 2 of its API.
//!
//! Each request has a token of its own. Reading and acknowledging is asked again after an outage; sending a message never
//! is: whoever sends asks first ([`Mesh::find_sent`]) whether a lost answer hid a success.

mod authorization;
mod code;
mod errors;
mod inbox;
mod lookup;
mod send;
mod tracking;

use async_trait::async_trait;
use reqwest::{Certificate, Identity, RequestBuilder};
use secrecy::ExposeSecret;
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use crate::config;
use domain::OdsCode;
use domain::clock::Clock;

use super::circuit::Circuit;
use super::http::{Answer, Http};
use super::outside::{Outside, Wrong};
use super::retry;
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

use authorization::{Who, authorization};
use errors::refusal;

pub use code::MeshCode;
pub use inbox::{LISTED, MessageType, Received};
pub use send::Outgoing;
pub use tracking::{Found, Tracked};

/// Asks for version 2.
const VERSION: &str = "application/vnd.mesh.v2+json";
/// A handshake is wanted once in 24 hours; ours is an hour early.
const HANDSHAKE: Duration = Duration::hours(23);

/// What a handshake that fails may lack.
const SETTINGS: &str =
    "MESH_URL, MESH_MAILBOX, MESH_PASSWORD, MESH_SHARED_KEY, MESH_CLIENT_CERTIFICATE and this clock";

/// The client of MESH.
#[derive(Debug)]
pub struct Mesh {
    http: Http,
    config: config::Mesh,
    clock: Clock,
    last_handshake: Mutex<Option<OffsetDateTime>>,
}

impl Mesh {
    /// A client that has not spoken to MESH yet: the service starts while it is down.
    ///
    /// # Errors
    /// A certificate or a key that is not PEM.
    pub fn new(config: &config::Mesh, clock: Clock) -> Result<Mesh, SetupFault> {
        let unreadable = |_| SetupFault::Certificate(System::Mesh);
        let mut builder = Http::builder(config.timeout);
        if let Some(client) = &config.client {
            let pem = format!("{}\n{}\n", client.certificate, client.key.expose_secret());
            builder = builder.identity(Identity::from_pem(pem.as_bytes()).map_err(unreadable)?);
        }
        if let Some(authorities) = &config.authorities {
            let trusted = Certificate::from_pem_bundle(authorities.as_bytes()).map_err(unreadable)?;
            if trusted.is_empty() {
                return Err(SetupFault::Certificate(System::Mesh));
            }
            builder = builder.tls_certs_only(trusted);
        }
        let http = Http::with(System::Mesh, builder, clock.clone())?;
        Ok(Mesh { http, config: config.clone(), clock, last_handshake: Mutex::default() })
    }

    /// Tells MESH that our mailbox is in use and that the settings fit; at most once a day, unless it failed.
    ///
    /// # Errors
    /// `Status(403)` where mailbox, password or key are wrong; else what kept us from an answer.
    pub async fn handshake(&self) -> Result<(), Upstream> {
        let mut last = self.last_handshake.lock().await;
        if last.is_some_and(|at| self.clock.now() - at < HANDSHAKE) {
            return Ok(());
        }
        let url = self.own("");
        let answer = self.ask("handshake", || {
            self.http
                .post(&url)
                .header("mex-ClientVersion", concat!("proxy-access==", env!("CARGO_PKG_VERSION")))
                .header("mex-OSName", std::env::consts::OS)
                // Nothing of ours needs to know more of the machine.
                .header("mex-OSVersion", "unknown")
                .header("mex-OSArchitecture", std::env::consts::ARCH)
        });
        self.success(&answer.await?, &[200])?;
        *last = Some(self.clock.now());
        Ok(())
    }

    /// The workflow of our messages.
    pub fn workflow(&self) -> &str {
        &self.config.workflow
    }

    /// An address below our own mailbox.
    fn own(&self, path: &str) -> String {
        self.at(&format!("/{}{path}", self.config.mailbox))
    }

    fn at(&self, path: &str) -> String {
        format!("{}/messageexchange{path}", self.config.base_url)
    }

    /// One request, once, with its own token.
    async fn once(&self, operation: &'static str, request: RequestBuilder) -> Result<Answer, Upstream> {
        let who = Who {
            mailbox: &self.config.mailbox,
            password: self.config.password.expose_secret(),
            shared_key: self.config.shared_key.expose_secret(),
        };
        let token = authorization(&who, &self.clock.new_id().to_string(), self.clock.now());
        let token = token.ok_or_else(|| self.http.fault(Kind::Malformed))?;
        self.http.send(operation, request.header("Accept", VERSION).header("Authorization", token)).await
    }

    /// A request that may be made again: after an outage it is, with a new token each time.
    async fn ask(
        &self,
        operation: &'static str,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Answer, Upstream> {
        let mut attempt = 1;
        loop {
            let outcome = self.once(operation, request()).await;
            let kind = match &outcome {
                Ok(answer) if answer.status < 400 => return outcome,
                Ok(answer) => refusal(answer),
                Err(upstream) => upstream.kind,
            };
            match retry::pause(attempt, kind, self.clock.chance()) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return outcome,
            }
            attempt += 1;
        }
    }

    /// Nothing where the status is one of those that are published as success.
    fn success(&self, answer: &Answer, good: &[u16]) -> Result<(), Upstream> {
        match answer.status {
            status if good.contains(&status) => Ok(()),
            200..=399 => Err(self.http.fault(Kind::Malformed)),
            _ => Err(self.http.fault(refusal(answer))),
        }
    }

    /// `answer` read as `T`.
    fn read<T: serde::de::DeserializeOwned>(&self, answer: &Answer) -> Result<T, Upstream> {
        answer.json().map_err(|kind| self.http.fault(kind))
    }
}

#[async_trait]
impl Outside for Mesh {
    fn title(&self) -> &'static str {
        "MESH"
    }

    fn circuit(&self) -> &Circuit {
        self.http.circuit()
    }

    /// Our own mailbox answers, and look-ups of our workflow do; whether anybody has a mailbox for it is not ours to mend.
    async fn look(&self, _correlation: &str) -> Result<(), Wrong> {
        self.handshake().await.map_err(Wrong::at(SETTINGS))?;
        let anybody = self.mailbox_of(&OdsCode::nhs_england()).await;
        anybody.map(|_| ()).map_err(Wrong::at("MESH_WORKFLOW"))
    }
}

/// A message id becomes a part of a path, so it has the letters that MESH's ids have and no others.
fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    (1..=100).contains(&text.len()) && text.chars().all(fits)
}
