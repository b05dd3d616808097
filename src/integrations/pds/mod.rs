//! Reading one person of the Personal Demographics Service (docs/sources.md#pds-fhir).

mod outcome;
mod patient;
mod record;

use std::time::{Duration, Instant};

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::config;
use domain::NhsNumber;
use domain::clock::Clock;

use super::api_token::{ApiToken, Credentials};
use super::circuit::{Circuit, Regarding};
use super::http::{Answer, CORRELATION, Http};
use super::outside::{Outside, Wrong};
use super::retry;
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

pub use record::PdsRecord;

/// What a call that fails may lack.
const SETTINGS: &str = "PDS_URL, PDS_TOKEN_URL, PDS_API_KEY, PDS_KEY_ID and PDS_PRIVATE_KEY";

/// The longest of [`Patience::Short`].
const SHORT: Duration = Duration::from_secs(4);

/// How long a look-up may take, all its tries together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Four seconds at most: others may be waiting behind it, and one that takes longer is asked for later.
    Short,
    /// Twice the time limit of one call.
    Long,
}

/// The client of PDS.
#[derive(Debug)]
pub struct Pds {
    http: Http,
    token: ApiToken,
    base_url: String,
    organisation: Option<String>,
    clock: Clock,
    timeout: Duration,
}

/// One try to read somebody.
struct Try<'a> {
    request_id: &'a str,
    correlation: &'a str,
    /// When it must have ended, token and all.
    until: Instant,
}

impl Try<'_> {
    fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }
}

impl Pds {
    /// A client that has not spoken to PDS yet: the service starts while it is down.
    ///
    /// # Errors
    /// A key that cannot be used.
    pub fn new(config: &config::Pds, clock: Clock) -> Result<Pds, SetupFault> {
        let credentials = Credentials {
            system: System::Pds,
            token_url: &config.token_url,
            api_key: &config.api_key,
            key_id: &config.key_id,
            private_key: &config.private_key,
        };
        Ok(Pds {
            http: Http::new(System::Pds, config.timeout, clock.clone())?,
            token: ApiToken::new(&credentials, clock.clone())?,
            base_url: config.base_url.clone(),
            organisation: config.organisation.clone(),
            clock,
            timeout: config.timeout,
        })
    }

    /// The person who has `nhs_number`; [`PdsRecord::superseded`] tells that another number took its place.
    ///
    /// Outages are asked again twice, but not once patience is at its end; a rate limit is reported at once.
    ///
    /// # Errors
    /// The published code, or what kept us from getting one.
    pub async fn patient(
        &self,
        nhs_number: &NhsNumber,
        (correlation, patience): (&str, Patience),
    ) -> Result<PdsRecord, Upstream> {
        // The same id on every try, so that PDS can tell a repetition (docs/sources.md#pds-fhir).
        let request_id = self.clock.new_id().to_string();
        let all = match patience {
            Patience::Short => SHORT.min(self.timeout * 2),
            Patience::Long => self.timeout * 2,
        };
        let begin = Instant::now();
        let mut attempt = 1;
        loop {
            let left = match patience {
                Patience::Short => all.saturating_sub(begin.elapsed()).min(self.timeout),
                Patience::Long => self.timeout,
            };
            let outcome = self
                .ask(nhs_number, &Try { request_id: &request_id, correlation, until: Instant::now() + left })
                .await;
            let Err(upstream) = outcome else { return outcome };
            match retry::pause(attempt, upstream.kind, self.clock.chance()) {
                Some(pause) if begin.elapsed() + pause < all => tokio::time::sleep(pause).await,
                Some(_) | None => return Err(upstream),
            }
            attempt += 1;
        }
    }

    /// One try, with a new token where the old one is refused.
    async fn ask(&self, nhs_number: &NhsNumber, this: &Try<'_>) -> Result<PdsRecord, Upstream> {
        let token = self.token(nhs_number, this).await?;
        let mut answer = self.send(nhs_number, this, &token).await?;
        if answer.status == 401 {
            self.token.forget(&token).await;
            let token = self.token(nhs_number, this).await?;
            answer = self.send(nhs_number, this, &token).await?;
        }
        self.read(nhs_number, &answer).map_err(|kind| self.http.fault(kind))
    }

    /// The token. It may be another's call that asks for it, so the wait has its own end.
    async fn token(&self, nhs_number: &NhsNumber, this: &Try<'_>) -> Result<SecretString, Upstream> {
        let token = self.token.current(&self.http, Regarding::record(nhs_number.as_str()));
        let token = tokio::time::timeout(this.left(), token).await;
        token.unwrap_or_else(|_| Err(self.http.fault(Kind::Timeout)))
    }

    async fn send(
        &self,
        nhs_number: &NhsNumber,
        this: &Try<'_>,
        token: &SecretString,
    ) -> Result<Answer, Upstream> {
        let mut request = self
            .http
            .get(&format!("{}/Patient/{}", self.base_url, nhs_number.as_str()))
            .bearer_auth(token.expose_secret())
            .timeout(this.left())
            .header("X-Request-ID", this.request_id)
            .header("Accept", "application/fhir+json")
            .header(CORRELATION, this.correlation);
        if let Some(organisation) = &self.organisation {
            request = request.header("NHSD-End-User-Organisation-ODS", organisation);
        }
        self.http.send_regarding(Regarding::record(nhs_number.as_str()), "patient", request).await
    }

    /// Success is told by the resource, not by the status: PDS answers 200 with an outcome too
    /// (docs/sources.md#pds-fhir).
    fn read(&self, asked: &NhsNumber, answer: &Answer) -> Result<PdsRecord, Kind> {
        let resource = answer.json::<Value>();
        let is_patient = resource.as_ref().is_ok_and(|resource| resource["resourceType"] == "Patient");
        match resource {
            Ok(resource) if is_patient && answer.status == 200 => {
                let patient = serde_json::from_value(resource).map_err(|_| Kind::Malformed)?;
                record::record(patient, asked, self.clock.today_in_london())
            }
            Ok(resource) => Err(outcome::kind(answer.status, &resource)),
            Err(_) => Err(outcome::kind(answer.status, &Value::Null)),
        }
    }
}

#[async_trait]
impl Outside for Pds {
    fn title(&self) -> &'static str {
        "PDS"
    }

    fn circuit(&self) -> &Circuit {
        self.http.circuit()
    }

    async fn look(&self, correlation: &str) -> Result<(), Wrong> {
        match self.patient(&NhsNumber::of_nobody(), (correlation, Patience::Long)).await {
            Err(Upstream { kind: Kind::Spine(code), .. }) if code.says_that_nobody_is_there() => Ok(()),
            answer => answer.map(|_| ()).map_err(Wrong::at(SETTINGS)),
        }
    }
}
