//! Asking another practice's system for a patient's record and its documents, by GP Connect (docs/sources.md#gpc-migrate). What comes
//! is read as it comes, by whoever stores it, and never held whole.
//!
//! One circuit stands for all practices' systems: it counts the failures of one of them once, so that one system that is down keeps
//! nobody from the others.

mod binary;
mod body;
mod call;
mod interaction;
mod look;
mod refusal;
mod token;

use async_trait::async_trait;
use reqwest::{Certificate, Identity, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::json;
use thiserror::Error;

use crate::config;
use crate::fhir::stu3::systems;
use domain::clock::Clock;
use domain::{NhsNumber, OdsCode};

use super::circuit::{Circuit, Regarding};
use super::http::{Http, Opened};
use super::outside::{Outside, Wrong};
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

pub use crate::fhir::stu3::sensitive::Sensitive;
pub use binary::Binary;
pub use body::Body;
pub use call::{Asker, Call, REASON};
pub use interaction::Interaction;
pub use look::{Attached, Looked, NoRecord, look};
pub use refusal::Refusal;

/// The media type of what is sent and asked for, exactly so.
const FHIR: &str = "application/fhir+json;charset=utf-8";
/// Most bytes that are read of a refusal.
const LARGEST_REFUSAL: u64 = 64 * 1024;

/// Why another practice's system gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotGiven {
    /// It gave no usable answer.
    #[error(transparent)]
    Upstream(#[from] Upstream),
    /// It refused, with this status.
    #[error("refused: {}", .0.code())]
    Refused(Refusal, u16),
    /// We have no ASID for the practice that asks.
    #[error("no ASID for this practice")]
    NoAsid,
}

/// The client of other practices' systems.
#[derive(Debug)]
pub struct GpConnect {
    http: Http,
    config: config::GpConnectConsumer,
    clock: Clock,
}

impl GpConnect {
    /// A client that has not spoken to anybody yet.
    ///
    /// # Errors
    /// A certificate or a key that is not PEM.
    pub fn new(config: &config::GpConnectConsumer, clock: Clock) -> Result<GpConnect, SetupFault> {
        let unreadable = |_| SetupFault::Certificate(System::GpConnect);
        let mut builder = Http::builder(config.timeout);
        if let Some(client) = &config.client {
            let pem = format!("{}\n{}\n", client.certificate, client.key.expose_secret());
            builder = builder.identity(Identity::from_pem(pem.as_bytes()).map_err(unreadable)?);
        }
        if let Some(authorities) = &config.authorities {
            let trusted = Certificate::from_pem_bundle(authorities.as_bytes()).map_err(unreadable)?;
            if trusted.is_empty() {
                return Err(SetupFault::Certificate(System::GpConnect));
            }
            builder = builder.tls_certs_only(trusted);
        }
        let http = Http::with(System::GpConnect, builder, clock.clone())?;
        Ok(GpConnect { http, config: config.clone(), clock })
    }

    /// Whether this practice can ask others.
    pub fn speaks_for(&self, practice: &OdsCode) -> bool {
        self.config.asids.contains_key(practice)
    }

    /// Asks for the whole record of the patient with this number.
    ///
    /// # Errors
    /// See [`NotGiven`].
    pub async fn record(&self, call: &Call<'_>, number: &NhsNumber) -> Result<Body, NotGiven> {
        let url = format!("{}/Patient/$gpc.migratestructuredrecord", call.address);
        let body = asked(number, call.sensitive);
        let request = self.http.post(&self.through_proxy(&url)).header("Content-Type", FHIR).body(body);
        let answer = self.send(call, Interaction::Migrate, request).await?;
        Ok(Body::new(answer, self.config.largest))
    }

    /// Asks for the bytes of a document, which lie at this address.
    ///
    /// # Errors
    /// See [`NotGiven`].
    pub async fn document(&self, call: &Call<'_>, url: &str) -> Result<Binary, NotGiven> {
        let request = self.http.get(&self.through_proxy(url)).timeout(self.config.document_timeout);
        let answer = self.send(call, Interaction::Document, request).await?;
        // In base64, four letters stand for three bytes.
        let most = self.config.largest_document.saturating_mul(4) / 3 + LARGEST_REFUSAL;
        Ok(Binary::new(Body::new(answer, most)))
    }

    /// The address behind the proxy's, whole and as it is.
    fn through_proxy(&self, url: &str) -> String {
        match &self.config.proxy_url {
            Some(proxy) => format!("{proxy}/{url}"),
            None => url.to_owned(),
        }
    }

    async fn send(
        &self,
        call: &Call<'_>,
        interaction: Interaction,
        request: RequestBuilder,
    ) -> Result<Opened, NotGiven> {
        let from = self.config.asids.get(call.asker.practice).ok_or(NotGiven::NoAsid)?;
        let request = request
            .bearer_auth(token::token(call, &self.config.issuer, self.clock.now()))
            .header("Ssp-TraceID", call.trace.to_string())
            .header("Ssp-From", from)
            .header("Ssp-To", call.asid)
            .header("Ssp-InteractionID", interaction.id())
            .header("Accept", FHIR)
            .header("Accept-Encoding", "gzip");
        let operation = match interaction {
            Interaction::Migrate => "record",
            Interaction::Document => "document",
        };
        let answer = self.http.open_regarding(Regarding::record(call.asid), operation, request).await?;
        if answer.status() == 200 {
            return Ok(answer);
        }
        let status = answer.status();
        Err(NotGiven::Refused(Refusal::of(status, &whole(answer).await), status))
    }
}

/// The fixed body of the operation.
fn asked(number: &NhsNumber, sensitive: Sensitive) -> String {
    json!({
        "resourceType": "Parameters",
        "parameter": [
            {
                "name": "patientNHSNumber",
                "valueIdentifier": {"system": systems::NHS_NUMBER, "value": number.as_str()},
            },
            {
                "name": "includeFullRecord",
                "part": [{"name": "includeSensitiveInformation", "valueBoolean": sensitive.flag()}],
            },
        ],
    })
    .to_string()
}

/// The body of a refusal; what cannot be read says nothing.
async fn whole(answer: Opened) -> Vec<u8> {
    let (mut body, mut all) = (Body::new(answer, LARGEST_REFUSAL), Vec::new());
    while let Ok(Some(more)) = body.next().await {
        all.extend(more);
    }
    all
}

#[async_trait]
impl Outside for GpConnect {
    fn title(&self) -> &'static str {
        "other practices' systems (GP Connect)"
    }

    fn circuit(&self) -> &Circuit {
        self.http.circuit()
    }

    /// Nobody is called to see whether they are there: the way there is the proxy, where one is set.
    async fn look(&self, _correlation: &str) -> Result<(), Wrong> {
        let Some(proxy) = &self.config.proxy_url else { return Ok(()) };
        let request = self.http.get(proxy);
        let settings = "GP_CONNECT_CONSUMER_PROXY_URL, GP_CONNECT_CONSUMER_CLIENT_CERTIFICATE and \
                        GP_CONNECT_CONSUMER_CA";
        match self.http.send("look", request).await {
            Ok(_) | Err(Upstream { kind: Kind::TooLarge, .. }) => Ok(()),
            Err(fault) => Err(Wrong::at(settings)(fault)),
        }
    }
}
