//! The Spine Directory Service: where a practice's system answers an interaction, and its ASID (docs/sources.md#sds-fhir).

mod answer;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use crate::config;
use crate::fhir::systems;
use domain::OdsCode;
use domain::clock::Clock;

use super::circuit::{Circuit, Regarding};
use super::http::{Answer, CORRELATION, Http};
use super::outside::{Outside, Wrong};
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

use answer::{Bundle, PARTY_KEY};

/// System of an interaction's id.
const INTERACTION: &str = "https://fhir.nhs.uk/Id/nhsServiceInteractionId";
/// System of an ASID.
const ASID: &str = "https://fhir.nhs.uk/Id/nhsSpineASID";
/// What a call that fails may lack.
const SETTINGS: &str = "SDS_URL and SDS_API_KEY";

/// A practice's system, for one interaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its ASID.
    pub asid: String,
    /// Its service root, without a slash at the end.
    pub address: String,
}

/// The client of SDS.
#[derive(Debug)]
pub struct Sds {
    http: Http,
    base_url: String,
    api_key: SecretString,
}

impl Sds {
    /// A client that has not spoken to SDS yet.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(config: &config::Sds, clock: Clock) -> Result<Sds, SetupFault> {
        let http = Http::new(System::Sds, config.timeout, clock)?;
        Ok(Sds { http, base_url: config.base_url.clone(), api_key: config.api_key.clone() })
    }

    /// Where this practice answers this interaction, or nothing where it does not.
    ///
    /// # Errors
    /// SDS gave no usable answer.
    pub async fn provider(
        &self,
        practice: &OdsCode,
        interaction: &str,
        correlation: &str,
    ) -> Result<Option<Provider>, Upstream> {
        let (organisation, interaction) =
            (format!("{}|{}", systems::ODS, practice.as_str()), format!("{INTERACTION}|{interaction}"));
        let named = [("organization", organisation.as_str()), ("identifier", interaction.as_str())];
        let devices = self.ask("Device", &named, (practice, correlation)).await?;
        let Some((asid, party)) = devices.resources().find_map(|device| {
            Some((device.identified(ASID)?.to_owned(), device.identified(PARTY_KEY).map(str::to_owned)))
        }) else {
            return Ok(None);
        };
        let party = party.map(|party| format!("{PARTY_KEY}|{party}"));
        let mut named = named.to_vec();
        named.extend(party.as_deref().map(|party| ("identifier", party)));
        let endpoints = self.ask("Endpoint", &named, (practice, correlation)).await?;
        let address = endpoints.resources().find_map(|endpoint| endpoint.address());
        Ok(address.map(|address| Provider { asid, address: address.trim_end_matches('/').to_owned() }))
    }

    async fn ask(
        &self,
        what: &'static str,
        query: &[(&str, &str)],
        (practice, correlation): (&OdsCode, &str),
    ) -> Result<Bundle, Upstream> {
        let answer = self.send(what, query, (practice, correlation)).await?;
        match answer.status {
            200 => Bundle::read(&answer).map_err(|kind| self.http.fault(kind)),
            _ => Err(self.http.fault(answer.refusal())),
        }
    }

    async fn send(
        &self,
        what: &'static str,
        query: &[(&str, &str)],
        (practice, correlation): (&OdsCode, &str),
    ) -> Result<Answer, Upstream> {
        let url = url::Url::parse_with_params(&format!("{}/{what}", self.base_url), query)
            .map_err(|_| self.http.fault(Kind::Malformed))?;
        let request = self
            .http
            .get(url.as_str())
            .header("apikey", self.api_key.expose_secret())
            .header("Accept", "application/fhir+json")
            .header(CORRELATION, correlation);
        self.http.send_regarding(Regarding::record(practice.as_str()), what, request).await
    }
}

#[async_trait]
impl Outside for Sds {
    fn title(&self) -> &'static str {
        "the directory of GP systems (SDS)"
    }

    fn circuit(&self) -> &Circuit {
        self.http.circuit()
    }

    async fn look(&self, correlation: &str) -> Result<(), Wrong> {
        let interaction = super::gp_connect::Interaction::Migrate.id();
        let read = self.provider(&OdsCode::nhs_england(), interaction, correlation).await;
        read.map(|_| ()).map_err(Wrong::at(SETTINGS))
    }
}
