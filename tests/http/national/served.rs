//! A store that is served in this process, its authority, and what a caller of it needs.

use std::net::Ipv4Addr;
use std::sync::Arc;

use domain::NhsNumber;
use domain::clock::Clock;
use proxy_access::config::{Connections, Database as Settings, Reader};
use proxy_access::national::Store;
use proxy_access::run::RunningStore;
use proxy_access::run::demo::keys::Keys;
use proxy_access::run::demo::national::Authority;
use proxy_access::tokens::Holder;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use time::Duration;
use tokio::net::TcpListener;

use crate::support::database::{Database, database};
use crate::support::keys::another_key;
use crate::support::log_capture::LogCapture;

pub const BASE: &str = "/validated-relationships/FHIR/R4";
pub const PATIENT: &str = "9000000009";
pub const PROXY: &str = "9000000017";
pub const OTHER: &str = "9000000025";
/// A well-formed id that names nothing.
pub const NOBODY: &str = "01dc6813-3421-4d14-948d-a4888241add1";
pub const FHIR: &str = "application/fhir+json";
pub const PATCH: &str = "application/json-patch+json";
pub const OPERATORS: &str = "the operators of these tests have this secret";

/// A running store.
pub struct Served {
    pub store: Arc<Store>,
    pub url: String,
    pub clock: Clock,
    authority: Authority,
    client: Client,
    _running: RunningStore,
    pub database: Database,
}

/// An answer that was read whole.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

/// A store as it is set up by default, but for the rate.
pub async fn served() -> Served {
    served_with(&[]).await
}

/// A store with other settings.
pub async fn served_with(more: &[(&str, &str)]) -> Served {
    LogCapture::start();
    let (clock, database) = (Clock::system(), database().await);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let url = format!("http://localhost:{}", listener.local_addr().expect("an address").port());
    let keys = Keys { private_pem: another_key(), public_pem: String::new() };
    let authority = Authority::new(&keys, &url).expect("a key");
    let own = [("NATIONAL_CALLS_PER_MINUTE", "100000"), ("NATIONAL_OPERATORS", OPERATORS)];
    let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
    let settings = authority.settings(&all).expect("settings");
    let own =
        [("DATABASE_URL", database.url.as_str()), ("DATABASE_POOL", "5"), ("CONNECTIONS_PER_SOURCE", "1000")];
    let values = own.into_iter().chain(more.iter().copied());
    let mut reader = Reader::from_values(values.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let (of_database, connections) = (Settings::read(&mut reader), Connections::read(&mut reader));
    reader.finish(()).expect("settings");
    let store = Store::build(settings, &of_database, clock.clone()).expect("the store is built");
    let running = RunningStore::start(store.clone(), listener, connections, false).expect("it serves");
    let client = Client::builder().no_proxy().build().expect("a client");
    Served { store, url, clock, authority, client, _running: running, database }
}

impl Served {
    /// Another server of the same store, which does its jobs too.
    pub async fn working(&self) -> RunningStore {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let connections = Connections::read(&mut Reader::from_values([]));
        RunningStore::start(self.store.clone(), listener, connections, true).expect("it works")
    }

    /// A token that is good for five minutes.
    pub fn token(&self, holder: &Holder) -> String {
        self.token_until(holder, Duration::minutes(5))
    }

    pub fn token_until(&self, holder: &Holder, life: Duration) -> String {
        self.authority.token("a-program", holder, self.clock.now() + life).expect("a token")
    }

    /// A call with the headers that each must have.
    pub fn call(&self, method: Method, path: &str, holder: &Holder) -> RequestBuilder {
        self.bare(method, path).bearer_auth(self.token(holder)).header("X-Request-ID", NOBODY)
    }

    /// A call without any header.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    /// A program's `GET` below the base of the API.
    pub async fn get(&self, path: &str) -> Answer {
        answer(self.call(Method::GET, &format!("{BASE}{path}"), &Holder::App)).await
    }

    /// A program's wish for a role.
    pub async fn post(&self, consent: &Value) -> Answer {
        self.send(Method::POST, "/Consent", FHIR, consent.to_string()).await
    }

    /// A program's change of a role.
    pub async fn patch(&self, id: &str, steps: &Value) -> Answer {
        self.send(Method::PATCH, &format!("/Consent/{id}"), PATCH, steps.to_string()).await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        media: &str,
        body: impl Into<reqwest::Body>,
    ) -> Answer {
        let call = self.call(method, &format!("{BASE}{path}"), &Holder::App);
        answer(call.header("Content-Type", media).body(body)).await
    }

    /// What who runs the store asks or tells.
    pub async fn operate(&self, method: Method, path: &str, body: &Value) -> Answer {
        let call = self.bare(method, &format!("/operations/{path}")).bearer_auth(OPERATORS);
        answer(call.body(body.to_string())).await
    }

    /// Creates a role; gives its id.
    pub async fn created(&self, consent: &Value) -> String {
        let answer = self.post(consent).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.location_id()
    }

    /// The one role with this id.
    pub async fn role(&self, id: &str) -> Value {
        let answer = self.get(&format!("/Consent/{id}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.body["entry"][0]["resource"].clone()
    }
}

impl Answer {
    /// The id at the end of where something was made.
    pub fn location_id(&self) -> String {
        let location = self.headers["location"].to_str().expect("text");
        location.rsplit('/').next().expect("an id").to_owned()
    }

    /// Its code, as clients match on it.
    pub fn code(&self) -> &str {
        self.body["issue"][0]["details"]["coding"][0]["code"].as_str().unwrap_or_default()
    }

    /// What it is, in a few words: its status and code.
    pub fn told(&self) -> (u16, &str) {
        (self.status, self.code())
    }
}

pub async fn answer(call: RequestBuilder) -> Answer {
    let response = call.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await.expect("text");
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Answer { status, headers, text, body }
}

/// Somebody who signed in for themselves.
pub fn citizen(number: &str) -> Holder {
    Holder::Patient(NhsNumber::parse(number).expect("a number"))
}

pub fn reason(code: &str, text: Option<&str>) -> Value {
    let mut concept = json!({
        "coding": [{ "system": "https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason", "code": code }]
    });
    if let Some(text) = text {
        concept["text"] = json!(text);
    }
    json!({
        "url": "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason",
        "valueCodeableConcept": concept,
    })
}

pub fn grantor(code: &str) -> Value {
    json!({
        "url": "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor",
        "valueReference": { "identifier":
            { "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": code } },
    })
}

/// The smallest body that creates a role.
pub fn consent(patient: &str, proxy: &str) -> Value {
    let person = |number: &str| json!({ "identifier": { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number } });
    json!({
        "resourceType": "Consent",
        "status": "active",
        "scope": { "coding": [{ "system": "https://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy" }] },
        "category": [{ "coding": [{ "system": "https://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "INFA" }] }],
        "patient": person(patient),
        "dateTime": "2026-11-01T12:00:00Z",
        "performer": [person(proxy)],
        "policyRule": { "coding": [{
            "system": "https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis", "code": "consent" }] },
        "provision": { "period": { "start": "2026-11-01" } },
        "extension": [reason("ROLE_CREATED", None), grantor("A81001")],
    })
}

/// The two steps that give a role another status.
pub fn to_status(status: &str, code: &str, granted: bool) -> Value {
    let mut extensions = vec![reason(code, (code == "OTHER").then_some("as told"))];
    extensions.extend(granted.then(|| grantor("B82002")));
    json!([
        { "op": "replace", "path": "/status", "value": status },
        { "op": "add", "path": "/extension/-", "value": extensions },
    ])
}
