//! What each of the two people reads of a role, and of the other one, when they read for themselves.

use domain::role::{Reason, Status};
use proxy_access::storage::PgPool;
use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};

use super::served::{
    BASE, OTHER, PATIENT, PROXY, Served, answer, citizen, consent, reason, served, to_status,
};

/// Reasons that both are told, the patient alone, and the proxy alone; all others are told to neither.
const BOTH: &[&str] = &[
    "ROLE_CREATED",
    "ROLE_ACTIVATED",
    "ROLE_REACTIVATED",
    "ROLE_DEACTIVATED_END_DATE_REACHED",
    "ROLE_DEACTIVATED_INACTIVE_ROLE",
    "ROLE_SUSPENDED_PENDING_REVIEW",
    "APPLICATION_SUBMITTED",
    "APPLICATION_RESUBMITTED",
    "APPLICATION_WITHDRAWN",
];
const PATIENTS: &[&str] = &[
    "ROLE_DEACTIVATED_PATIENT_REQUEST",
    "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED",
    "APPLICATION_REJECTED_NO_CONSENT",
];
const PROXYS: &[&str] = &[
    "ROLE_DEACTIVATED_PROXY_GP_TRANSFERRED",
    "ROLE_DEACTIVATED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES",
    "APPLICATION_REJECTED_IDENTITY_NOT_VERIFIED",
    "APPLICATION_REJECTED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES",
    "APPLICATION_REJECTED_NO_LEGAL_BASIS",
];
const TEXT: &str = "said at the desk";

async fn stands(pool: &PgPool, status: Status, given: Reason) {
    sqlx::query("update national_role set status = $1, reason = $2, reason_text = $3")
        .bind(status.code())
        .bind(given.code())
        .bind(TEXT)
        .execute(pool)
        .await
        .expect("it is set");
}

async fn read(served: &Served, path: &str, holder: &Holder) -> Value {
    let answer = answer(served.call(Method::GET, &format!("{BASE}/Consent{path}"), holder)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body
}

#[tokio::test]
async fn a_reason_is_told_to_whom_it_concerns_and_a_text_to_neither() {
    let served = served().await;
    let pool = served.database.pool().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    for given in Reason::ALL.iter().copied() {
        stands(&pool, Status::Inactive, given).await;
        let code = given.code();
        for (number, theirs) in [(PATIENT, PATIENTS), (PROXY, PROXYS)] {
            let is_told = BOTH.contains(&code) || theirs.contains(&code);
            for path in
                [format!("/{id}"), format!("?patient:identifier={PATIENT}&performer:identifier={PROXY}")]
            {
                let body = read(&served, &path, &citizen(number)).await;
                let role = &body["entry"][0]["resource"];
                assert_eq!(role["status"], "inactive");
                let text = role.to_string();
                assert_eq!(text.contains(code), is_told, "{code} {number}");
                let extensions = role["extension"].as_array().map(Vec::len);
                assert_eq!(extensions, Some(if is_told { 2 } else { 1 }), "{code} {number}");
                assert!(!text.contains(TEXT), "{code} {number}");
            }
        }
        let whole = read(&served, &format!("/{id}"), &Holder::Staff).await;
        let mut known = reason(code, Some(TEXT));
        known["valueCodeableConcept"]["coding"][0]["display"] = given.display().into();
        assert_eq!(whole["entry"][0]["resource"]["extension"][0], known, "who grants it knows all of it");
    }
}

/// Who and what a search included: kind and id of each Patient, the kind of each RelatedPerson, and at which practices they are.
fn included(body: &Value) -> (Vec<String>, Vec<String>) {
    let (mut who, mut practices) = (Vec::new(), Vec::new());
    for entry in body["entry"].as_array().expect("a list") {
        let resource = &entry["resource"];
        match resource["resourceType"].as_str() {
            Some("Patient") => who.push(resource["id"].as_str().expect("an id").to_owned()),
            Some("RelatedPerson") => who.push("related".to_owned()),
            _ => {}
        }
        let practice = resource["generalPractitioner"][0]["identifier"]["value"].as_str();
        practices.extend(practice.map(str::to_owned));
    }
    (who, practices)
}

#[tokio::test]
async fn the_other_person_is_met_while_the_role_is_active_and_their_practice_never() {
    let served = served().await;
    let person = |number: &str, practice: &str| json!({ "nhs_number": number, "family": "A", "given": ["B"], "practice": practice });
    let told = json!({
        "people": [person(PATIENT, "A81001"), person(PROXY, "B82002"), person(OTHER, "C83003")],
        "relationships": [
            { "proxy": PROXY, "patient": PATIENT, "code": "PRN", "display": "parent" },
            { "proxy": PROXY, "patient": OTHER, "code": "PRN", "display": "parent" }],
    });
    assert_eq!(served.operate(Method::POST, "people", &told).await.status, 200);
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let both = "_include=Consent:patient&_include=Consent:performer";
    let paths = [
        format!("/{id}?{both}"),
        format!("?patient:identifier={PATIENT}&performer:identifier={PROXY}&{both}"),
    ];
    let expect = async |holder: &Holder, who: &[&str], practices: &[&str]| {
        for path in &paths {
            let (met, at) = included(&read(&served, path, holder).await);
            assert_eq!((met, at), (owned(who), owned(practices)), "{holder:?} {path}");
        }
    };
    let all = [PATIENT, PROXY, "related"];
    expect(&citizen(PROXY), &all, &["B82002"]).await;
    expect(&citizen(PATIENT), &all, &["A81001"]).await;
    expect(&Holder::App, &all, &["A81001", "B82002"]).await;
    let end = to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false);
    assert_eq!(served.patch(&id, &end).await.status, 200);
    expect(&citizen(PROXY), &[PROXY], &["B82002"]).await;
    expect(&citizen(PATIENT), &[PATIENT], &["A81001"]).await;
    expect(&Holder::Staff, &all, &["A81001", "B82002"]).await;
    let path = format!("{BASE}/RelatedPerson?identifier={PROXY}&_include=RelatedPerson:patient");
    for (holder, practices) in [(citizen(PROXY), vec![]), (Holder::Staff, vec!["A81001", "C83003"])] {
        let (_, at) = included(&answer(served.call(Method::GET, &path, &holder)).await.body);
        assert_eq!(at, owned(&practices), "{holder:?}");
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
