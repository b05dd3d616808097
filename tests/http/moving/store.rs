//! A small store of roles that looks closely at what it is sent, and that can be busy, broken, forgetful and away.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{patch, post};
use domain::clock::Clock;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// Header of the test round, as the store wants it.
pub const ROUND: (&str, &str) = ("x-round", "int-1");
const NHS: &str = "https://fhir.nhs.uk/Id/nhs-number";
const ODS: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
const REASON: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason";
const REASONS: &str = "https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason";
const GRANTOR: &str = "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor";
const ERRORS: &str = "https://fhir.nhs.uk/R4/CodeSystem/ValidatedRelationships-ErrorOrWarningCode";

/// A role that is kept.
#[derive(Clone)]
pub struct Kept {
    pub id: String,
    pub status: &'static str,
    pub reason: String,
    pub grantor: String,
    pub updated: OffsetDateTime,
    /// Whether the round created it, and whether it changed it.
    pub is_created: bool,
    pub is_changed: bool,
}

/// What is kept, what was asked, and which faults are switched on.
#[derive(Default)]
pub struct Inside {
    /// By patient and proxy.
    pub roles: BTreeMap<(String, String), Kept>,
    /// When each call came, tokens left out.
    pub calls: Vec<Instant>,
    pub posts: usize,
    pub patches: usize,
    /// Patients whose role is not taken.
    pub refused: BTreeSet<String>,
    /// Numbers of posts that are answered with 429.
    pub busy: BTreeSet<usize>,
    /// Seconds that it wants to be left alone then, if more than one.
    pub wait: usize,
    /// Numbers of posts that are answered with 401, as where a token is not good any more.
    pub stale: BTreeSet<usize>,
    /// Each so many-th read is answered with 503; 0 for none.
    pub blind: usize,
    pub reads: usize,
    /// Each so many-th post is answered with 503; 0 for none.
    pub broken: usize,
    /// Of each so many-th post or patch the answer is lost; 0 for none.
    pub lost: usize,
    /// The answer to a post does not say where the role is.
    pub nameless: bool,
    /// What was wrong with calls.
    pub faults: Vec<String>,
}

type Shared = Arc<Mutex<Inside>>;

/// The store. It can be stopped and started at the same address, and keeps its roles.
pub struct Store {
    pub address: SocketAddr,
    inside: Shared,
    serving: Option<(CancellationToken, JoinHandle<()>)>,
}

impl Store {
    pub async fn start() -> Store {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let mut store = Store { address, inside: Shared::default(), serving: None };
        store.serve(listener);
        store
    }

    fn serve(&mut self, listener: TcpListener) {
        let router = Router::new()
            .route("/token", post(token))
            .route("/FHIR/R4/Consent", post(create).get(find))
            .route("/FHIR/R4/Consent/{id}", patch(change))
            .with_state(self.inside.clone());
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        let serving = tokio::spawn(async move {
            axum::serve(listener, router).with_graceful_shutdown(stopped).await.expect("it serves");
        });
        self.serving = Some((stop, serving));
    }

    /// Goes away, cuts off so many callers, and comes back.
    pub async fn restart(&mut self, callers: usize) {
        let (stop, serving) = self.serving.take().expect("it serves");
        stop.cancel();
        serving.await.expect("it ends");
        let listener = TcpListener::bind(self.address).await.expect("its own port");
        for _ in 0..callers {
            drop(listener.accept().await.expect("a caller"));
        }
        self.serve(listener);
    }

    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }

    /// Settings of a service that has this store.
    pub fn settings(&self) -> [(&'static str, String); 4] {
        [
            ("VRS_URL", format!("http://{}/FHIR/R4", self.address)),
            ("VRS_TOKEN_URL", format!("http://{}/token", self.address)),
            ("VRS_API_KEY", "a-key".to_owned()),
            ("VRS_KEY_ID", "a-key-1".to_owned()),
        ]
    }
}

async fn token() -> Response {
    axum::Json(json!({"access_token": "a-token", "expires_in": "599", "token_type": "Bearer"}))
        .into_response()
}

/// Notes what is wrong with the head of a call.
fn look(inside: &mut Inside, headers: &HeaderMap, media: Option<&str>) {
    inside.calls.push(Instant::now());
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wrong = Vec::new();
    if text("authorization") != "Bearer a-token" {
        wrong.push("no token");
    }
    if text(ROUND.0) != ROUND.1 {
        wrong.push("no round");
    }
    if uuid::Uuid::parse_str(text("x-request-id")).is_err() {
        wrong.push("no request id");
    }
    if media.is_some_and(|media| text("content-type") != media) {
        wrong.push("another media type");
    }
    inside.faults.extend(wrong.into_iter().map(str::to_owned));
}

fn refusal(status: u16, code: &str) -> Response {
    let coding = json!({"system": ERRORS, "version": "1", "code": code, "display": code});
    let issue = json!({"severity": "error", "code": "invalid", "details": {"coding": [coding]}});
    let body = json!({"resourceType": "OperationOutcome", "issue": [issue]});
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

/// What was asked is done, and the caller never hears of it.
fn lost() -> Response {
    let broken = futures::stream::iter([Err::<Vec<u8>, _>(std::io::Error::other("lost"))]);
    Response::new(Body::from_stream(broken))
}

fn is_each(number: usize, of: usize) -> bool {
    of > 0 && number.is_multiple_of(of)
}

/// A text in what was sent; what is not there is noted.
fn part(inside: &mut Inside, body: &Value, pointer: &str) -> String {
    let text = body.pointer(pointer).and_then(Value::as_str);
    if text.is_none() {
        inside.faults.push(format!("no {pointer}"));
    }
    text.unwrap_or_default().to_owned()
}

async fn create(State(store): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let mut inside = store.lock().unwrap();
    let inside = &mut *inside;
    look(inside, &headers, Some("application/fhir+json"));
    inside.posts += 1;
    if inside.busy.contains(&inside.posts) {
        let mut answer = refusal(429, "THROTTLED");
        answer.headers_mut().insert("retry-after", inside.wait.max(1).into());
        return answer;
    }
    if inside.stale.contains(&inside.posts) {
        return refusal(401, "ACCESS_DENIED");
    }
    if is_each(inside.posts, inside.broken) {
        return refusal(503, "DOWNSTREAM_SERVICE_ERROR");
    }
    let Ok(body) = serde_json::from_slice::<Value>(&body) else { return refusal(400, "BAD_REQUEST") };
    let patient = part(inside, &body, "/patient/identifier/value");
    let proxy = part(inside, &body, "/performer/0/identifier/value");
    let reason = part(inside, &body, "/extension/0/valueCodeableConcept/coding/0/code");
    let grantor = part(inside, &body, "/extension/1/valueReference/identifier/value");
    let status = part(inside, &body, "/status");
    part(inside, &body, "/provision/period/start");
    part(inside, &body, "/policyRule/coding/0/code");
    if (status.as_str(), reason.as_str()) != ("active", "ROLE_CREATED") {
        inside.faults.push(format!("{status} for {reason}"));
    }
    if inside.refused.contains(&patient) {
        return refusal(422, "INVALID_PATIENT");
    }
    if inside.roles.contains_key(&(patient.clone(), proxy.clone())) {
        return refusal(409, "DUPLICATE_RELATIONSHIP");
    }
    let (id, updated) = (Clock::system().new_id().to_string(), Clock::system().now());
    let kept = Kept {
        id: id.clone(),
        status: "active",
        reason,
        grantor,
        updated,
        is_created: true,
        is_changed: false,
    };
    inside.roles.insert((patient, proxy), kept);
    if is_each(inside.posts, inside.lost) {
        return lost();
    }
    let outcome = json!({"resourceType": "OperationOutcome", "issue": [{"severity": "information", "code": "informational"}]});
    let place = format!("https://store.example/FHIR/R4/Consent/{id}");
    if inside.nameless {
        return (StatusCode::CREATED, axum::Json(outcome)).into_response();
    }
    (StatusCode::CREATED, [("location", place)], axum::Json(outcome)).into_response()
}

async fn find(
    State(store): State<Shared>,
    headers: HeaderMap,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Response {
    let mut inside = store.lock().unwrap();
    look(&mut inside, &headers, None);
    inside.reads += 1;
    if is_each(inside.reads, inside.blind) {
        return refusal(503, "DOWNSTREAM_SERVICE_ERROR");
    }
    let name = |parameter: &str| asked.get(parameter).cloned().unwrap_or_default();
    let pair = (name("patient:identifier"), name("performer:identifier"));
    let entries: Vec<Value> = inside.roles.get(&pair).map(|role| entry(&pair, role)).into_iter().collect();
    let bundle =
        json!({"resourceType": "Bundle", "type": "searchset", "total": entries.len(), "entry": entries});
    axum::Json(bundle).into_response()
}

fn entry((patient, proxy): &(String, String), role: &Kept) -> Value {
    let person = |number: &str| json!({"identifier": {"system": NHS, "value": number}});
    let reason = json!({"coding": [{"system": REASONS, "code": role.reason}]});
    let grantor = json!({"identifier": {"system": ODS, "value": role.grantor}});
    json!({"search": {"mode": "match"}, "resource": {
        "resourceType": "Consent", "id": role.id, "status": role.status,
        "meta": {"lastUpdated": role.updated.format(&Rfc3339).unwrap()},
        "patient": person(patient), "performer": [person(proxy)],
        "extension": [{"url": REASON, "valueCodeableConcept": reason}, {"url": GRANTOR, "valueReference": grantor}],
    }})
}

async fn change(
    State(store): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut inside = store.lock().unwrap();
    let inside = &mut *inside;
    look(inside, &headers, Some("application/json-patch+json"));
    inside.patches += 1;
    let Ok(steps) = serde_json::from_slice::<Value>(&body) else {
        return refusal(400, "INVALID_PATCH_FORMAT");
    };
    let status = part(inside, &steps, "/0/value");
    let reason = part(inside, &steps, "/1/value/0/valueCodeableConcept/coding/0/code");
    let grantor = part(inside, &steps, "/1/value/1/valueReference/identifier/value");
    if status != "active" || steps.as_array().map(Vec::len) != Some(2) {
        inside.faults.push(format!("another patch: {steps}"));
    }
    let is_lost = is_each(inside.patches, inside.lost.min(7));
    let Some(role) = inside.roles.values_mut().find(|role| role.id == id) else {
        return refusal(404, "RESOURCE_NOT_FOUND");
    };
    if (role.status, reason.as_str()) != ("inactive", "ROLE_REACTIVATED") {
        return refusal(422, "INVALID_STATE_TRANSITION");
    }
    let updated = Clock::system().now();
    *role = Kept { status: "active", reason, grantor, updated, is_changed: true, ..role.clone() };
    if is_lost {
        return lost();
    }
    let outcome = json!({"resourceType": "OperationOutcome", "issue": [{"severity": "information", "code": "informational"}]});
    axum::Json(outcome).into_response()
}
