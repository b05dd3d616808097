//! People: who is what to whom, requests for access, and what happens to people.

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};

use super::served::{
    Answer, BASE, FHIR, OTHER, PATIENT, PROXY, Served, answer, citizen, consent, served, to_status,
};

async fn related(served: &Served, query: &str) -> Value {
    let call = served.call(Method::GET, &format!("{BASE}/RelatedPerson?{query}"), &Holder::Staff);
    answer(call).await.body
}

#[tokio::test]
async fn candidates_are_found_by_either_person_with_the_patients_name() {
    let served = served().await;
    let empty = related(&served, &format!("identifier={PROXY}")).await;
    assert_eq!((&empty["total"], empty.get("entry")), (&json!(0), None));
    let told = json!({
        "people": [{ "nhs_number": PATIENT, "family": "Child", "given": ["A"], "born": "2020-05-01" }],
        "relationships": [
            { "proxy": PROXY, "patient": PATIENT, "code": "MTH", "display": "mother" },
            { "proxy": PROXY, "patient": OTHER, "code": "PRN", "display": "parent" }],
    });
    assert_eq!(served.operate(Method::POST, "people", &told).await.status, 200);
    assert_eq!(served.operate(Method::POST, "people", &told).await.status, 200, "twice is once");
    assert_eq!(related(&served, &format!("identifier={PROXY}")).await["total"], 2);
    let both = format!("identifier={PROXY}&patient:identifier={PATIENT}");
    let one = related(&served, &format!("{both}&_include=RelatedPerson:patient")).await;
    assert_eq!((&one["total"], one["entry"].as_array().map(Vec::len)), (&json!(1), Some(2)));
    let found = &one["entry"][0]["resource"];
    assert_eq!(found["name"][0]["family"], "Child", "the patient's name, and not the proxy's");
    assert_eq!(
        (&found["birthDate"], &found["identifier"][0]["value"]),
        (&json!("2020-05-01"), &json!(PROXY))
    );
    let event = json!({ "type": "pds-sensitive-1", "subject": PATIENT });
    served.operate(Method::POST, "person-events", &event).await;
    assert_eq!(related(&served, &both).await["total"], 0);
}

fn form(kind: &str, source: &str, subject: &str) -> Value {
    let person = |kind: &str, number: &str| json!({ "type": kind, "identifier": { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number } });
    json!({
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-11-20T10:00:00Z",
        "source": person(kind, source),
        "subject": person("Patient", subject),
        "questionnaire": "Questionnaire/2e61ba16-f2ee-4e16-8526-194873d63f24",
        "item": [{ "linkId": "requestedAccess", "text": "Access", "item": [{ "linkId": "requestedAccess_accessLevel",
            "text": "Level", "answer": [{ "valueCoding": { "code": "APPT" } }, { "valueBoolean": true }] }] }],
    })
}

async fn send(served: &Served, form: &Value, by: &str) -> Answer {
    let call = served.call(Method::POST, &format!("{BASE}/QuestionnaireResponse"), &citizen(by));
    answer(call.header("Content-Type", FHIR).body(form.to_string())).await
}

#[tokio::test]
async fn a_request_is_kept_as_it_came_and_given_back_to_those_it_is_about() {
    let served = served().await;
    let sent = form("RelatedPerson", PROXY, PATIENT);
    let answer_to_it = send(&served, &sent, PROXY).await;
    assert_eq!(answer_to_it.status, 200, "{}", answer_to_it.text);
    let coding = &answer_to_it.body["issue"][0]["details"]["coding"][0];
    let code = coding["code"].as_str().expect("a code");
    assert_eq!((coding, code.len()), (&json!({ "code": code, "display": code }), 10));
    assert!(code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()), "{code}");
    let path = format!("{BASE}/QuestionnaireResponse/{}", answer_to_it.location_id());
    let mut expected = sent;
    expected["id"] = json!(answer_to_it.location_id());
    expected["identifier"] = json!({ "value": code });
    for (holder, status) in
        [(Holder::App, 200), (citizen(PATIENT), 200), (citizen(PROXY), 200), (citizen(OTHER), 403)]
    {
        let read = answer(served.call(Method::GET, &path, &holder)).await;
        assert_eq!(read.status, status, "{holder:?}");
        if status == 200 {
            assert_eq!(read.body, expected);
        }
    }
}

#[tokio::test]
async fn nobody_asks_for_somebody_else_or_for_what_there_is() {
    let served = served().await;
    assert_eq!(send(&served, &form("RelatedPerson", PROXY, PATIENT), OTHER).await.told(), (403, "FORBIDDEN"));
    let id = served.created(&consent(PATIENT, PROXY)).await;
    assert_eq!(
        send(&served, &form("RelatedPerson", PROXY, PATIENT), PROXY).await.told(),
        (409, "DUPLICATE_RELATIONSHIP")
    );
    served.patch(&id, &to_status("inactive", "ROLE_DEACTIVATED_PATIENT_REQUEST", false)).await;
    assert_eq!(send(&served, &form("RelatedPerson", PROXY, PATIENT), PROXY).await.status, 200);
    for (pointer, wrong) in [
        ("/status", json!("in-progress")),
        ("/authored", json!("1991-1-13")),
        ("/questionnaire", json!("Questionnaire/x")),
        ("/source/type", json!("Practitioner")),
        ("/subject/identifier/value", json!("1")),
        ("/item/0/item", json!(5)),
    ] {
        let mut form = form("Patient", PATIENT, PATIENT);
        *form.pointer_mut(pointer).expect("it is there") = wrong;
        assert_eq!(send(&served, &form, PATIENT).await.told(), (400, "BAD_REQUEST"), "{pointer}");
    }
}

async fn happens(served: &Served, kind: &str, subject: &str, data: Value) -> Value {
    let event = json!({ "specversion": "1.0", "type": kind, "subject": subject, "data": data });
    let answer = served.operate(Method::POST, "person-events", &event).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body["changed"].clone()
}

async fn stands(served: &Served, id: &str) -> (String, String) {
    let role = served.role(id).await;
    let code = &role["extension"][0]["valueCodeableConcept"]["coding"][0]["code"];
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (text(&role["status"]), text(code))
}

#[tokio::test]
async fn death_and_another_practice_end_roles_on_both_sides_once() {
    for (kind, subject, code) in [
        ("pds-death-notification-1", PATIENT, "ROLE_DEACTIVATED_PATIENT_DECEASED"),
        ("pds-death-notification-1", PROXY, "ROLE_DEACTIVATED_PROXY_DECEASED"),
        ("pds-change-of-gp-1", PATIENT, "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED"),
        ("pds-change-of-gp-1", PROXY, "ROLE_DEACTIVATED_PROXY_GP_TRANSFERRED"),
    ] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        let data = json!({ "practice": "B82002" });
        assert_eq!(happens(&served, kind, subject, data.clone()).await, 1);
        assert_eq!(stands(&served, &id).await, ("inactive".to_owned(), code.to_owned()));
        assert_eq!(happens(&served, kind, subject, data).await, 0, "once");
    }
}

#[tokio::test]
async fn another_number_takes_roles_along_and_a_pair_keeps_one() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, json!({ "newNhsNumber": OTHER })).await, 1);
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], OTHER);
    let old = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await;
    assert_eq!(old.told(), (404, "INVALIDATED_RESOURCE"));
    let second = served.created(&consent("9000000033", PROXY)).await;
    assert_eq!(
        happens(&served, "nhs-number-change-1", "9000000033", json!({ "newNhsNumber": OTHER })).await,
        1
    );
    assert_eq!(served.get(&format!("/Consent/{second}")).await.status, 404);
    assert_eq!(stands(&served, &id).await.0, "active");
}

#[tokio::test]
async fn a_number_of_nobody_and_a_sensitive_record_take_roles_and_requests_away() {
    for kind in ["nhs-number-change-1", "nhs-number-invalidated-1", "pds-sensitive-1"] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        let request = send(&served, &form("Patient", PATIENT, PATIENT), PATIENT).await.location_id();
        assert_eq!(happens(&served, kind, PATIENT, json!({})).await, 1);
        assert_eq!(
            served.get(&format!("/Consent/{id}")).await.told(),
            (404, "INVALIDATED_RESOURCE"),
            "{kind}"
        );
        assert_eq!(served.get(&format!("/QuestionnaireResponse/{request}")).await.status, 404, "{kind}");
    }
}

#[tokio::test]
async fn an_event_that_nobody_knows_is_refused_and_changes_nothing() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    for event in [
        json!({ "type": "pds-birth-notification-1", "subject": PATIENT }),
        json!({ "type": "pds-death-notification", "subject": PATIENT }),
        json!({ "type": "pds-death-notification-1", "subject": "1" }),
        json!({ "type": "nhs-number-change-1", "subject": PATIENT, "data": { "newNhsNumber": "1" } }),
        json!([]),
    ] {
        assert_eq!(served.operate(Method::POST, "person-events", &event).await.told(), (400, "BAD_REQUEST"));
    }
    assert_eq!(stands(&served, &id).await.0, "active");
}
