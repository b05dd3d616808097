//! A session in the shape of IM1: what is published of its answers and refusals, held against ours.

use domain::account::{OffReason, Offer, SuspendReason};
use domain::{Access, RecordLevel, Service};
use proxy_access::actions::accounts::associate::{self, Wish};
use proxy_access::actions::accounts::link::signed_in;
use proxy_access::actions::accounts::{settle, switches};
use proxy_access::storage::clients;
use serde_json::{Value, json};

use crate::accounts::support::{by_consent, staff};
use crate::acting::{Pair, begins, david_acts};
use crate::app_token::{citizen_token, staff_token};
use crate::program::{Answer, Program};
use crate::support::world::{World, world};

const SCOPE: &str = "user.roles.view";
/// What TPP offers, by number.
const NUMBERS: [u32; 12] = [1, 2, 4, 8, 64, 128, 512, 1024, 2048, 4096, 8192, 65_536];

/// What is published of a person.
fn person(more: &Value) -> Value {
    let mut properties = json!({
        "firstName": { "type": "string" }, "surname": { "type": "string" }, "title": { "type": "string" },
    });
    let own = more.as_object().expect("properties").clone();
    properties.as_object_mut().expect("properties").extend(own);
    whole(&properties)
}

/// An object of these properties, all of them there and no others.
fn whole(properties: &Value) -> Value {
    let required: Vec<&String> = properties.as_object().expect("properties").keys().collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

fn flags(names: &[&str]) -> Value {
    names.iter().map(|name| ((*name).to_owned(), json!({ "type": "boolean" }))).collect()
}

/// The published answer in the words of EMIS.
fn emis() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    let mut record = flags(&[
        "allergiesEnabled",
        "consultationsEnabled",
        "immunisationsEnabled",
        "documentsEnabled",
        "medicationEnabled",
        "problemsEnabled",
        "testResultsEnabled",
    ]);
    record["recordAccessScheme"] =
        json!({ "enum": ["Legacy", "None", "CoreSummaryCareRecord", "DetailedCodedCareRecord"] });
    let mut permissions = flags(&[
        "appointmentsEnabled",
        "demographicsUpdateEnabled",
        "epsEnabled",
        "medicalRecordEnabled",
        "onlineTriageEnabled",
        "practicePatientCommunicationEnabled",
        "prescribingEnabled",
        "recordSharingEnabled",
        "recordViewAuditEnabled",
    ]);
    permissions["medicalRecord"] = whole(&record);
    let patient = person(&json!({
        "associationType": { "enum": ["Self", "Proxy"] }, "userPatientLinkToken": text,
        "permissions": whole(&permissions),
    }));
    whole(&json!({
        "sessionId": text, "endUserSessionId": text, "supplier": { "const": "EMIS" }, "odsCode": text,
        "user": person(&json!({})), "patients": { "type": "array", "minItems": 1, "items": patient },
    }))
}

/// The published answer in the words of TPP.
fn tpp() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    let service = whole(&json!({
        "description": text, "serviceIdentifier": { "enum": NUMBERS },
        "status": { "enum": ["A", "U", "N", "G", "O"] },
        "statusDescription": { "enum": ["Available", "Unavailable", "Not offered by unit",
            "Only available to GMS registered patients", "Other"] },
    }));
    let patient = person(&json!({
        "associationType": { "enum": ["Self", "Proxy"] }, "userPatientLinkToken": text, "patientId": text,
        "permissions": { "type": "array", "minItems": 12, "maxItems": 12, "items": service },
    }));
    let user = person(&json!({ "onlineUserId": text, "patientId": { "type": ["string", "null"] } }));
    whole(&json!({
        "sessionId": text, "supplier": { "const": "TPP" }, "odsCode": text, "user": user,
        "patients": { "type": "array", "minItems": 1, "items": patient },
    }))
}

/// It is what is published.
fn expect_fits(schema: &Value, answer: &Answer) {
    assert_eq!(answer.status, 201, "{answer:?}");
    let schema = jsonschema::options().build(schema).expect("a schema");
    let faults: Vec<String> = schema
        .iter_errors(&answer.body)
        .map(|fault| format!("{fault} at {}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:?}: {answer:?}");
}

/// It is refused, in the published words.
fn expect_refused(answer: &Answer, status: u16, [kind, code, display, diagnostics]: [&str; 4]) {
    let system = "https://fhir.nhs.uk/R4/CodeSystem/IM1-PFS-Auth-ErrorOrWarningCode";
    let coding = json!([{ "system": system, "version": "1", "code": code, "display": display }]);
    let issue = json!([{ "severity": "error", "code": kind, "details": { "coding": coding }, "diagnostics": diagnostics }]);
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": issue });
    assert_eq!((answer.status.as_u16(), &answer.body), (status, &outcome));
}

const BEARER: &str = "Missing or invalid OAuth 2.0 bearer token in request";
const NO_TOKEN: [&str; 4] = ["forbidden", "ACCESS_DENIED", BEARER, BEARER];
const OFFLINE: &str = "User does not have access to online services";
const NO_ACCESS: [&str; 4] = ["forbidden", "ACCESS_DENIED", OFFLINE, OFFLINE];
const NO_ACCOUNT: [&str; 4] =
    ["exception", "RESOURCE_NOT_FOUND", "Resource not found", "User does not have an online account"];
const INVALID: [&str; 4] = ["exception", "INVALID_HEADER", "A header is invalid", "Invalid header request"];
const MISSING: [&str; 4] = [
    "exception",
    "MISSING_HEADER",
    "A required header is missing",
    "The request was unsuccessful due to missing required value",
];

async fn program(world: &World) -> Program {
    Program::registered(world, SCOPE, &["A81001"]).await
}

#[tokio::test]
async fn a_session_in_the_words_of_emis_says_what_may_be_done_for_whom() {
    let world = world().await;
    david_acts(&world).await;
    let (http, david) = (program(&world).await, citizen_token(&world, "david", SCOPE).await);
    let session = begins(&world, &http, (&david, &[("nhse-correlation-id", "one of theirs")])).await;
    expect_fits(&emis(), &session);
    assert_eq!(session.body["odsCode"], "A81001");
    assert_eq!(session.body["user"], json!({ "title": "Dr", "firstName": "David", "surname": "O'Neill" }));
    let patients = session.body["patients"].as_array().expect("patients");
    assert_eq!(patients.len(), 1, "{session:?}");
    let (patient, permissions) = (&patients[0], &patients[0]["permissions"]);
    assert_eq!((&patient["firstName"], &patient["associationType"]), (&json!("Margaret"), &json!("Proxy")));
    let on = |names: &[&str], of: &Value| {
        let flags = of.as_object().expect("flags").iter();
        let mut found: Vec<&str> =
            flags.filter(|(_, value)| **value == true).map(|(name, _)| name.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, names);
    };
    on(&["appointmentsEnabled", "medicalRecordEnabled"], permissions);
    on(&["allergiesEnabled", "medicationEnabled"], &permissions["medicalRecord"]);
    assert_eq!(permissions["medicalRecord"]["recordAccessScheme"], "CoreSummaryCareRecord");
}

#[tokio::test]
async fn a_session_in_the_words_of_tpp_numbers_the_services() {
    let world = world().await;
    let Pair { margaret, david: holder, .. } = david_acts(&world).await;
    let (http, david) = (program(&world).await, citizen_token(&world, "david", SCOPE).await);
    let to = format!("{}/im1/tpp", world.url);
    let to_tpp = [("nhse-forward-to", to.as_str())];
    let session = begins(&world, &http, (&david, &to_tpp)).await;
    expect_fits(&tpp(), &session);
    assert_eq!(session.body["user"]["onlineUserId"], json!(holder.person));
    assert!(session.body["user"]["patientId"].is_null(), "he has nothing of his own here: {session:?}");
    assert_eq!(session.body["patients"][0]["patientId"], json!(margaret));
    assert_eq!(statuses(&session), "U A U N A U U N N N N N");

    let mut offer = Offer::everything();
    offer.services.remove(&Service::OrderPrescriptions);
    let off = (offer, Some(OffReason::NotOffered));
    switches::set(&world.app, &staff(), None, off, None).await.unwrap();
    let session = begins(&world, &http, (&david, &to_tpp)).await;
    assert_eq!(statuses(&session), "U A N N A U U N N N N N", "the practice offers no prescriptions");
}

/// How the services stand for the first patient, in the order of their numbers.
fn statuses(session: &Answer) -> String {
    let services = session.body["patients"][0]["permissions"].as_array().expect("services");
    let numbers: Vec<u64> = services.iter().filter_map(|one| one["serviceIdentifier"].as_u64()).collect();
    assert_eq!(numbers, NUMBERS.map(u64::from));
    services.iter().filter_map(|one| one["status"].as_str()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn each_level_of_the_record_opens_what_it_holds() {
    let world = world().await;
    let Pair { margaret, david: holder, association } = david_acts(&world).await;
    let (http, david) = (program(&world).await, citizen_token(&world, "david", SCOPE).await);
    let to = format!("{}/im1/tpp", world.url);
    let today = world.clock.today_in_london();
    for (level, scheme, documents, statuses_of_record) in [
        (RecordLevel::Summary, "CoreSummaryCareRecord", false, ["U", "A", "U"]),
        (RecordLevel::Detailed, "DetailedCodedCareRecord", false, ["U", "A", "A"]),
        (RecordLevel::Documents, "DetailedCodedCareRecord", true, ["U", "A", "A"]),
        (RecordLevel::Full, "DetailedCodedCareRecord", true, ["A", "A", "A"]),
    ] {
        let access = Access::new([Service::ViewRecord], level, today, None).unwrap();
        let wish = Wish { access, ..by_consent(&world) };
        let off = Some(OffReason::NotNeeded);
        let by = (holder.id, association);
        associate::renew(&world.app, &staff(), by, (wish, off), None).await.unwrap();
        let session = begins(&world, &http, (&david, &[])).await;
        let record = &session.body["patients"][0]["permissions"]["medicalRecord"];
        assert_eq!(
            (&record["recordAccessScheme"], &record["documentsEnabled"]),
            (&json!(scheme), &json!(documents))
        );
        assert_eq!(record["testResultsEnabled"], level > RecordLevel::Summary, "{level:?}");
        let session = begins(&world, &http, (&david, &[("nhse-forward-to", to.as_str())])).await;
        let statuses = statuses(&session);
        let statuses: Vec<&str> = statuses.split(' ').collect();
        assert_eq!([statuses[0], statuses[4], statuses[5]], statuses_of_record, "{level:?} for {margaret}");
    }
}

#[tokio::test]
async fn a_header_that_is_missing_or_wrong_is_told_as_published() {
    let world = world().await;
    david_acts(&world).await;
    let (http, david) = (program(&world).await, citizen_token(&world, "david", SCOPE).await);
    for name in ["nhse-application-id", "nhse-request-id", "nhse-forward-to", "nhse-ods-code"] {
        let answer = begins(&world, &http, (&david, &[(name, "")])).await;
        expect_refused(&answer, 400, MISSING);
    }
    let elsewhere = format!("{}/im1/vision", world.url);
    for wrong in [
        ("nhse-application-id", "another"),
        ("nhse-application-id", http.id.as_str()),
        ("nhse-request-id", "1"),
        ("nhse-forward-to", "https://elsewhere.example/im1/emis"),
        ("nhse-forward-to", elsewhere.as_str()),
        ("nhse-ods-code", "-"),
    ] {
        let answer = begins(&world, &http, (&david, &[wrong])).await;
        expect_refused(&answer, 400, INVALID);
    }
    let twice =
        begins(&world, &http, (&david, &[("nhse-ods-code", "A81001"), ("nhse-ods-code", "B82002")])).await;
    expect_refused(&twice, 400, INVALID);
}

#[tokio::test]
async fn without_the_token_of_a_citizen_access_is_denied() {
    let world = world().await;
    david_acts(&world).await;
    let (http, david) = (program(&world).await, citizen_token(&world, "david", SCOPE).await);
    let bearer = |token: &str| format!("Bearer {token}");
    let narrow = bearer(&citizen_token(&world, "david", "proxy.view").await);
    let of_system = bearer(&http.token(&world).await);
    let of_staff = bearer(&staff_token(&world, "reception-a", SCOPE).await);
    for auth in ["", "Bearer", "Bearer abc", david.as_str(), &narrow, &of_system, &of_staff] {
        let answer = begins(&world, &http, (&david, &[("authorization", auth)])).await;
        expect_refused(&answer, 401, NO_TOKEN);
        assert!(answer.headers.contains_key("www-authenticate"));
    }
    let app = crate::acting::claims(&david)["client_id"].as_str().expect("a program").to_owned();
    clients::disable(&world.app.db, &app, world.clock.now()).await.unwrap();
    expect_refused(&begins(&world, &http, (&david, &[])).await, 401, NO_TOKEN);
}

#[tokio::test]
async fn without_an_account_or_with_nothing_allowed_it_is_said_which() {
    let world = world().await;
    let Pair { david: holder, association, .. } = david_acts(&world).await;
    let (http, david) = (program(&world).await, citizen_token(&world, "david", SCOPE).await);
    let margaret = citizen_token(&world, "margaret", SCOPE).await;
    expect_refused(&begins(&world, &http, (&margaret, &[])).await, 404, NO_ACCOUNT);
    let at_hillside = begins(&world, &http, (&david, &[("nhse-ods-code", "B82002")])).await;
    expect_refused(&at_hillside, 404, NO_ACCOUNT);
    let app = &world.app;
    settle::suspend(app, &staff(), (holder.id, association), SuspendReason::PendingReview, None)
        .await
        .unwrap();
    expect_refused(&begins(&world, &http, (&david, &[])).await, 403, NO_ACCESS);
    let access =
        Access::new([Service::BookAppointments], RecordLevel::None, world.clock.today_in_london(), None);
    let wish = Wish { access: access.unwrap(), ..by_consent(&world) };
    let off = Some(OffReason::NotNeeded);
    associate::renew(app, &staff(), (holder.id, association), (wish, off), None).await.unwrap();
    assert_eq!(begins(&world, &http, (&david, &[])).await.status, 201);
    settle::unlink(app, holder.person, holder.id, signed_in(holder.person)).await.unwrap();
    expect_refused(&begins(&world, &http, (&david, &[])).await, 403, NO_ACCESS);
    let left = sqlx::query("update practice set enabled = false where ods_code = 'A81001'");
    left.execute(&app.db).await.unwrap();
    let gone = begins(&world, &http, (&david, &[])).await;
    assert!(!gone.status.is_success(), "{gone:?}");
}
