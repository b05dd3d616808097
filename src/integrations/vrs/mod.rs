//! The national store of roles: creating, reading and changing one (docs/sources.md#vrs-api). What is read is asked for again
//! after an outage; what changes something never is: whoever asks for it reads first how the role stands.

mod answer;
mod change;
mod code;
mod gate;
mod kept;
mod quiet;
mod relations;
mod sending;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use reqwest::RequestBuilder;
use reqwest::header::{HeaderName, HeaderValue, LOCATION};

use crate::config;
use crate::fhir::r4::Resource;
use crate::fhir::role::asked_for;
use domain::NhsNumber;
use domain::clock::Clock;
use domain::role::{Change, Role};

use super::api_token::{ApiToken, Credentials};
use super::circuit::{Circuit, Regarding};
use super::http::{Answer, Http};
use super::outside::{Outside, Wrong};
use super::retry;
use super::setup::SetupFault;
use super::upstream::{Kind, System, Upstream};

pub use code::VrsCode;
pub use gate::Gate;
pub use kept::KeptRole;

use answer::{found, refusal};
use quiet::Quiet;

/// What a call that fails may lack.
const SETTINGS: &str = "VRS_URL, VRS_TOKEN_URL, VRS_API_KEY, VRS_KEY_ID and VRS_PRIVATE_KEY";
/// The media type of what is created and of all answers.
const FHIR: &str = "application/fhir+json";
/// The media type of a change.
const PATCH: &str = "application/json-patch+json";

/// How creating a role ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// It has this id.
    As(String),
    /// It was created, and the answer does not name it: it is to be read.
    Unnamed,
    /// The pair had a role: it is to be read.
    Exists,
}

/// The client of the store.
#[derive(Debug)]
pub struct Vrs {
    http: Http,
    token: ApiToken,
    base_url: String,
    clock: Clock,
    timeout: Duration,
    quiet: Quiet,
    /// Header that every call carries beside our own.
    round: Option<(HeaderName, HeaderValue)>,
    /// Who lets each request through; without it, all are sent but while the store wants to be left alone.
    gate: Option<Arc<dyn Gate>>,
}

/// One call: about whom, what it is called in the log, the id that ties our lines to theirs.
struct Call<'a> {
    regarding: Regarding,
    operation: &'static str,
    correlation: &'a str,
}

impl Vrs {
    /// A client that has not spoken to the store yet: the service starts while it is down.
    ///
    /// # Errors
    /// A key that cannot be used.
    pub fn new(config: &config::Vrs, clock: Clock) -> Result<Vrs, SetupFault> {
        let credentials = Credentials {
            system: System::Vrs,
            token_url: &config.token_url,
            api_key: &config.api_key,
            key_id: &config.key_id,
            private_key: &config.private_key,
        };
        Ok(Vrs {
            http: Http::new(System::Vrs, config.timeout, clock.clone())?,
            token: ApiToken::new(&credentials, clock.clone())?,
            base_url: config.base_url.clone(),
            quiet: Quiet::new(clock.clone()),
            clock,
            timeout: config.timeout,
            round: None,
            gate: None,
        })
    }

    /// The same, all of whose calls say of which round of moving roles they are.
    #[must_use]
    pub fn in_round(self, name: HeaderName, value: HeaderValue) -> Vrs {
        Vrs { round: Some((name, value)), ..self }
    }

    /// The same, each of whose requests waits for its turn at this gate. What is read is not asked for again.
    #[must_use]
    pub fn behind(self, gate: Arc<dyn Gate>) -> Vrs {
        Vrs { gate: Some(gate), ..self }
    }

    /// Asks for a new role. The answer may be lost though it was created: asked again, it exists.
    ///
    /// # Errors
    /// The published code, or what kept us from getting one.
    pub async fn create(&self, role: &Role, correlation: &str) -> Result<Created, Upstream> {
        let consent = Resource::Consent(Box::new(asked_for(role)));
        let body = serde_json::to_vec(&consent).map_err(|_| self.http.fault(Kind::Malformed))?;
        let pair = (role.patient.as_str(), role.proxy.as_str());
        let call = Call { regarding: Regarding::record(pair), operation: "create role", correlation };
        let url = format!("{}/Consent", self.base_url);
        let request = || self.http.post(&url).header("Content-Type", FHIR).body(body.clone());
        let answer = self.send(&call, &request).await?;
        match refusal(&answer) {
            None => {
                let location = answer.headers.get(LOCATION).and_then(|value| value.to_str().ok());
                let id = location.and_then(|place| place.trim_end_matches('/').rsplit('/').next());
                let id = id.filter(|id| !id.is_empty());
                Ok(id.map_or(Created::Unnamed, |id| Created::As(id.to_owned())))
            }
            Some(Kind::Vrs(VrsCode::Duplicate)) => Ok(Created::Exists),
            Some(kind) => Err(self.http.fault(kind)),
        }
    }

    /// What the store has of this patient, of this proxy, or of both; all of it, however it stands.
    ///
    /// # Errors
    /// The published code, or what kept us from getting one.
    pub async fn roles(
        &self,
        (patient, proxy): (Option<&NhsNumber>, Option<&NhsNumber>),
        correlation: &str,
    ) -> Result<Vec<KeptRole>, Upstream> {
        let named = [("performer:identifier", proxy), ("patient:identifier", patient)];
        let query: Vec<(&str, &str)> =
            named.into_iter().filter_map(|(name, number)| Some((name, number?.as_str()))).collect();
        let regarding = Regarding::record(&query);
        let url = url::Url::parse_with_params(&format!("{}/Consent", self.base_url), &query)
            .map_err(|_| self.http.fault(Kind::Malformed))?;
        let request = || self.http.get(url.as_str());
        self.read(&Call { regarding, operation: "roles", correlation }, &request, found).await
    }

    /// The roles of the pair, however they stand, and nobody else's.
    ///
    /// # Errors
    /// The published code, or what kept us from getting one.
    pub async fn of_pair(
        &self,
        pair: (&NhsNumber, &NhsNumber),
        correlation: &str,
    ) -> Result<Vec<KeptRole>, Upstream> {
        let mut roles = self.roles((Some(pair.0), Some(pair.1)), correlation).await?;
        roles.retain(|role| role.is_of(pair));
        Ok(roles)
    }

    /// The role with this id; none where there is none, or none that can be read by it.
    ///
    /// # Errors
    /// The published code, or what kept us from getting one.
    pub async fn role(&self, id: &str, correlation: &str) -> Result<Option<KeptRole>, Upstream> {
        let url = self.place(id)?;
        let request = || self.http.get(&url);
        let call = Call { regarding: Regarding::record(id), operation: "role", correlation };
        Ok(self.read(&call, &request, found).await?.into_iter().next())
    }

    /// Changes the role with this id. False where it does not stand where the change begins, or is gone: it is to be read
    /// again then.
    ///
    /// # Errors
    /// The published code, or what kept us from getting one.
    pub async fn change(&self, id: &str, change: &Change, correlation: &str) -> Result<bool, Upstream> {
        let body = change::patch(change).ok_or_else(|| self.http.fault(Kind::Malformed))?;
        let url = self.place(id)?;
        let request = || self.http.patch(&url).header("Content-Type", PATCH).body(body.clone());
        let call = Call { regarding: Regarding::record(id), operation: "change role", correlation };
        let answer = self.send(&call, &request).await?;
        match refusal(&answer) {
            None => Ok(true),
            Some(Kind::Vrs(VrsCode::Transition | VrsCode::Nothing)) => Ok(false),
            Some(kind) => Err(self.http.fault(kind)),
        }
    }

    /// Where a role is. Its id is theirs, whatever it looks like, and one step of the path.
    fn place(&self, id: &str) -> Result<String, Upstream> {
        let mut url = url::Url::parse(&format!("{}/Consent", self.base_url))
            .map_err(|_| self.http.fault(Kind::Malformed))?;
        if let Ok(mut steps) = url.path_segments_mut() {
            steps.push(id);
        }
        Ok(url.into())
    }

    /// Reads what an answer has, asked for twice more where the store is away for a moment and nobody paces the calls.
    async fn read<T>(
        &self,
        call: &Call<'_>,
        request: &(dyn Fn() -> RequestBuilder + Sync),
        found: fn(&Answer) -> Result<Vec<T>, Kind>,
    ) -> Result<Vec<T>, Upstream> {
        let (begin, all) = (Instant::now(), self.timeout * 2);
        let mut attempt = 1;
        loop {
            let outcome = match self.send(call, request).await {
                Ok(answer) => found(&answer).map_err(|kind| self.http.fault(kind)),
                Err(upstream) => Err(upstream),
            };
            let Err(upstream) = outcome else { return outcome };
            match retry::pause(attempt, upstream.kind, self.clock.chance()) {
                Some(pause) if self.gate.is_none() && begin.elapsed() + pause < all => {
                    tokio::time::sleep(pause).await;
                }
                Some(_) | None => return Err(upstream),
            }
            attempt += 1;
        }
    }
}

#[async_trait]
impl Outside for Vrs {
    fn title(&self) -> &'static str {
        "the national store of roles"
    }

    fn circuit(&self) -> &Circuit {
        self.http.circuit()
    }

    async fn look(&self, correlation: &str) -> Result<(), Wrong> {
        let nobody = NhsNumber::of_nobody();
        let read = self.roles((None, Some(&nobody)), correlation).await;
        read.map(|_| ()).map_err(Wrong::at(SETTINGS))
    }
}
