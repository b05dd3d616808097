//! A provider that is served in this process, a record that it gives, and calls that it takes.

use proxy_access::storage::PgPool;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proxy_access::config::{Connections, Database as Settings, GpConnect, Reader};
use proxy_access::national::gp_connect::Provider;
use proxy_access::run::RunningProvider;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::support::world::{World, world};

pub const OURS: &str = "A81001";
pub const THEIRS: &str = "B82002";
pub const OUR_ASID: &str = "200000000116";
pub const THEIR_ASID: &str = "200000000115";
/// Somebody of the cast, who has moved from us to them.
pub const PATIENT: &str = "9990000018";
pub const TRACE: &str = "629ea9ba-a077-4d99-b289-7a9b19fd4e03";
pub const BASE: &str = "/A81001/STU3/1/gpconnect/structured/fhir";
pub const DOCUMENTS: &str = "/A81001/STU3/1/gpconnect/documents/fhir";
const FHIR: &str = "application/fhir+json;charset=utf-8";

/// A running provider of Riverside, and one record that it has.
pub struct Served {
    pub world: World,
    pub provider: Arc<Provider>,
    pub url: String,
    pub db: PgPool,
    pub record: Uuid,
    client: Client,
    _running: RunningProvider,
}

/// An answer that was read whole.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

/// A call that a test may bend before it is made.
#[derive(Clone)]
pub struct Call {
    pub method: Method,
    pub path: String,
    pub headers: BTreeMap<&'static str, String>,
    pub claims: Value,
    /// In place of a token with the claims.
    pub shown: Option<String>,
    pub body: String,
}

pub async fn served() -> Served {
    served_with(&[]).await
}

pub async fn served_with(more: &[(&str, &str)]) -> Served {
    let world = world().await;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let url = format!("http://localhost:{}", listener.local_addr().expect("an address").port());
    let practices = format!("{OURS}={OUR_ASID}");
    let own = [
        ("DATABASE_URL", world.database.url.as_str()),
        ("DATABASE_POOL", "5"),
        ("CONNECTIONS_PER_SOURCE", "1000"),
        ("GP_CONNECT_URL", url.as_str()),
        ("GP_CONNECT_PRACTICES", practices.as_str()),
    ];
    let all = own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut reader = Reader::from_values(all);
    let (of_database, connections) = (Settings::read(&mut reader), Connections::read(&mut reader));
    let settings = GpConnect::read(&mut reader);
    let settings = reader.finish(settings).expect("settings").expect("an address");
    let pds = &world.app.config.pds;
    let provider = Provider::build(settings, pds, &of_database, world.clock.clone()).expect("it is built");
    let running = RunningProvider::start(provider.clone(), listener, connections).expect("it serves");
    let client = Client::builder().no_proxy().build().expect("a client");
    let db = world.database.pool().await;
    moved(&world, PATIENT);
    let record = patient(&db, PATIENT).await;
    Served { world, provider, url, db, record, client, _running: running }
}

/// From now on somebody is registered with them, as PDS has it.
pub fn moved(world: &World, number: &str) {
    assert!(world.sandbox.pds().set(number, |record| record.practice = Some(THEIRS.to_owned())));
}

/// Has a record of somebody at our practice; gives its id.
pub async fn patient(db: &PgPool, number: &str) -> Uuid {
    let body = json!({
        "resourceType": "Patient", "id": format!("p-{number}"), "meta": {"versionId": "7"}, "active": true,
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}],
        "name": [{"use": "official", "family": "Pryce", "given": ["Ann"]}],
        "generalPractitioner": [{"reference": "Practitioner/gp"}],
    });
    sqlx::query_scalar(
        "insert into health_record_patient (id, practice, nhs_number, number_status, given_name, family_name, body, imported_at)
         values (gen_random_uuid(), $1, $2, '01', 'Ann', 'Pryce', $3, now()) returning id",
    )
    .bind(OURS)
    .bind(number)
    .bind(body)
    .fetch_one(db)
    .await
    .expect("a patient")
}

/// Puts a resource into a record.
pub async fn put(db: &PgPool, record: Uuid, resource: &Value, (areas, confidential): (&[&str], bool)) {
    let kind = resource["resourceType"].as_str().expect("a type");
    let id = resource["id"].as_str().expect("an id");
    put_as(db, record, (kind, id), resource, (areas, confidential)).await;
}

pub async fn put_as(
    db: &PgPool,
    record: Uuid,
    (kind, id): (&str, &str),
    resource: &Value,
    (areas, confidential): (&[&str], bool),
) {
    sqlx::query(
        "insert into health_record_resource (patient_id, kind, resource_id, place, areas, confidential, body)
         select $1, $2, $3, coalesce(max(place), 0) + 1, $4, $5, $6 from health_record_resource where patient_id = $1",
    )
    .bind(record)
    .bind(kind)
    .bind(id)
    .bind(areas)
    .bind(confidential)
    .bind(resource)
    .execute(db)
    .await
    .expect("a resource");
}

/// Keeps the bytes of a document, in parts of 64 KiB.
pub async fn keep(db: &PgPool, record: Uuid, id: &str, bytes: &[u8]) {
    let hash = format!("{id} {}", bytes.len()).into_bytes();
    for (number, part) in bytes.chunks(64 * 1024).enumerate() {
        sqlx::query("insert into health_record_content (sha256, part, bytes) values ($1, $2, $3)")
            .bind(&hash)
            .bind(i32::try_from(number).expect("few"))
            .bind(part)
            .execute(db)
            .await
            .expect("a part");
    }
    sqlx::query(
        "insert into health_record_document (patient_id, document_id, content_type, size, sha256, version)
         values ($1, $2, 'application/pdf', $3, $4, 3)",
    )
    .bind(record)
    .bind(id)
    .bind(i64::try_from(bytes.len()).expect("small"))
    .bind(&hash)
    .execute(db)
    .await
    .expect("a document");
}

pub fn parameters(number: &str, sensitive: bool) -> Value {
    json!({"resourceType": "Parameters", "parameter": [
        {"name": "patientNHSNumber",
         "valueIdentifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}},
        {"name": "includeFullRecord", "part": [{"name": "includeSensitiveInformation", "valueBoolean": sensitive}]},
    ]})
}

pub fn token(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(header), part(claims))
}

pub fn plain_header() -> Value {
    json!({"alg": "none", "typ": "JWT"})
}

impl Served {
    /// What a good token says.
    pub fn claims(&self, scope: &str) -> Value {
        let now = self.world.clock.now().unix_timestamp();
        json!({
            "iss": "https://consumer.test", "sub": "u-1", "aud": format!("{}{BASE}", self.url),
            "iat": now, "exp": now + 300, "reason_for_request": "migration", "requested_scope": scope,
            "requesting_device": {"resourceType": "Device", "id": "d", "model": "Consumer", "version": "1.0",
                "identifier": [{"system": "Web Interface", "value": "d"}]},
            "requesting_organization": {"resourceType": "Organization", "name": "N/A",
                "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": THEIRS}]},
            "requesting_practitioner": {"resourceType": "Practitioner", "id": "u-1",
                "name": [{"family": "Jones", "given": ["Claire"], "prefix": ["Dr"]}],
                "identifier": [{"system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "UNK"},
                    {"system": "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": "UNK"}]},
        })
    }

    /// A call as it should be, for the record with its confidential items or without.
    pub fn migrate(&self, sensitive: bool) -> Call {
        let scope = if sensitive { "patient/*.read conf/R" } else { "patient/*.read conf/N" };
        let interaction = "urn:nhs:names:services:gpconnect:fhir:operation:gpc.migratestructuredrecord-1";
        let mut call =
            self.call(Method::POST, &format!("{BASE}/Patient/$gpc.migratestructuredrecord"), interaction);
        call.claims = self.claims(scope);
        call.headers.insert("Content-Type", FHIR.to_owned());
        call.body = parameters(PATIENT, sensitive).to_string();
        call
    }

    pub fn metadata(&self) -> Call {
        let interaction = "urn:nhs:names:services:gpconnect:structured:fhir:rest:read:metadata-1";
        let mut call = self.call(Method::GET, &format!("{BASE}/metadata"), interaction);
        call.claims = self.claims("organization/*.read");
        call
    }

    pub fn binary(&self, id: &str) -> Call {
        let interaction = "urn:nhs:names:services:gpconnect:documents:fhir:rest:migrate:binary-1";
        let mut call = self.call(Method::GET, &format!("{DOCUMENTS}/Binary/{id}"), interaction);
        call.claims = self.claims("patient/*.read conf/N");
        call
    }

    fn call(&self, method: Method, path: &str, interaction: &str) -> Call {
        let headers = [
            ("Ssp-TraceID", TRACE),
            ("Ssp-From", THEIR_ASID),
            ("Ssp-To", OUR_ASID),
            ("Ssp-InteractionID", interaction),
            ("Accept", FHIR),
        ];
        Call {
            method,
            path: path.to_owned(),
            headers: headers.map(|(name, value)| (name, value.to_owned())).into(),
            claims: Value::Null,
            shown: None,
            body: String::new(),
        }
    }

    /// A call as it goes to the socket.
    pub fn request(&self, call: &Call) -> RequestBuilder {
        let mut request = self.client.request(call.method.clone(), format!("{}{}", self.url, call.path));
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let shown = call.shown.clone();
        let shown = shown.unwrap_or_else(|| format!("Bearer {}", token(&plain_header(), &call.claims)));
        if !shown.is_empty() {
            request = request.header("Authorization", shown);
        }
        request.body(call.body.clone())
    }

    pub async fn send(&self, call: &Call) -> Answer {
        let response = self.request(call).send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("all of it");
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status, headers, text, body }
    }

    /// The record as it is given.
    pub async fn bundle(&self, sensitive: bool) -> Answer {
        let answer = self.send(&self.migrate(sensitive)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer
    }

    /// The last call in the record of calls: its status and fault.
    pub async fn last_noted(&self) -> (i16, Option<String>) {
        sqlx::query_as("select status, fault from gp_connect_call order by id desc limit 1")
            .fetch_one(&self.db)
            .await
            .expect("a call")
    }
}

impl Answer {
    /// What it is: its status, and the code where something is wrong.
    pub fn told(&self) -> (u16, &str) {
        let code = &self.body["issue"][0]["details"]["coding"][0]["code"];
        (self.status, code.as_str().unwrap_or_default())
    }

    pub fn diagnostics(&self) -> &str {
        self.body["issue"][0]["diagnostics"].as_str().unwrap_or_default()
    }

    /// Its resources.
    pub fn resources(&self) -> Vec<&Value> {
        self.body["entry"].as_array().into_iter().flatten().map(|entry| &entry["resource"]).collect()
    }

    pub fn of_kind(&self, kind: &str) -> Vec<&Value> {
        self.resources().into_iter().filter(|resource| resource["resourceType"] == kind).collect()
    }

    /// The list with this code.
    pub fn list(&self, code: &str) -> Option<&Value> {
        self.of_kind("List").into_iter().find(|list| list["code"]["coding"][0]["code"] == code)
    }
}

/// Holds each row's call against its answer; the row's name begins with its number.
pub async fn hold(served: &Served, rows: &[Row]) {
    for (name, bend, status, code) in rows {
        let mut call = served.migrate(true);
        bend(&mut call);
        let answer = served.send(&call).await;
        assert_eq!(answer.told(), (*status, *code), "{name}: {}", answer.text);
        assert_eq!(answer.headers["cache-control"], "no-store", "{name}");
        if *status != 200 {
            is_outcome(&answer, name);
            assert_eq!(
                served.last_noted().await,
                (i16::try_from(*status).expect("a status"), Some((*code).to_owned())),
                "{name}"
            );
        }
    }
}

/// A row: name, what bends the good call, status, code.
pub type Row = (&'static str, fn(&mut Call), u16, &'static str);

/// The shape of every refusal, as its profile has it.
pub fn is_outcome(answer: &Answer, name: &str) {
    let issue = &answer.body["issue"][0];
    assert_eq!(answer.body["resourceType"], "OperationOutcome", "{name}: {}", answer.text);
    assert_eq!(
        answer.body["meta"]["profile"][0],
        "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1"
    );
    assert_eq!((&issue["severity"], issue["code"].is_string()), (&json!("error"), true), "{name}");
    let coding = issue["details"]["coding"].as_array().expect("codings");
    assert_eq!(coding.len(), 1, "{name}");
    assert_eq!(
        coding[0]["system"], "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",
        "{name}"
    );
    assert!(coding[0]["display"].is_string() && coding[0].get("version").is_none(), "{name}");
    assert_eq!(answer.headers["content-type"], "application/fhir+json; charset=utf-8", "{name}");
}

/// Each number of a run is the beginning of a row's name.
pub fn are_all_there(rows: &[Row], letter: char, last: u8) {
    for number in 1..=last {
        let number = format!("{letter}{number} ");
        assert!(rows.iter().any(|(name, ..)| name.starts_with(&number)), "{number}");
    }
}
