//! Requests for access: kept, given back, and what becomes of them when something happens to people.

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};

use super::people::{happens, while_sensitive};
use super::served::{
    Answer, BASE, FHIR, OTHER, PATIENT, PROXY, Served, answer, citizen, consent, served, to_status,
};

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

/// A form in which a proxy is named.
fn nominated(source: &str, subject: &str, proxy: &str) -> Value {
    let mut form = form("Patient", source, subject);
    form["item"] = json!([{ "linkId": "relatedPerson", "text": "Who", "item": [
        { "linkId": "relatedPerson_identifier", "text": "Number", "answer": [{ "valueString": proxy }] }] }]);
    form
}

async fn send(served: &Served, form: &Value, by: &str) -> Answer {
    let call = served.call(Method::POST, &format!("{BASE}/QuestionnaireResponse"), &citizen(by));
    answer(call.header("Content-Type", FHIR).body(form.to_string())).await
}

/// How many requests there are.
async fn kept(served: &Served) -> i64 {
    let pool = served.database.pool().await;
    let count = sqlx::query_scalar("select count(*) from national_request").fetch_one(&pool).await;
    count.expect("a number")
}

async fn read(served: &Served, id: &str, holder: &Holder) -> Answer {
    answer(served.call(Method::GET, &format!("{BASE}/QuestionnaireResponse/{id}"), holder)).await
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
    let id = answer_to_it.location_id();
    let mut expected = sent;
    expected["id"] = json!(id);
    expected["identifier"] = json!({ "value": code });
    for (holder, status) in
        [(Holder::App, 200), (citizen(PATIENT), 200), (citizen(PROXY), 200), (citizen(OTHER), 403)]
    {
        let found = read(&served, &id, &holder).await;
        assert_eq!(found.status, status, "{holder:?}");
        if status == 200 {
            assert_eq!(found.body, expected);
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

#[tokio::test]
async fn who_asks_is_one_of_the_two_and_learns_of_no_other_pair() {
    let served = served().await;
    served.created(&consent(PATIENT, PROXY)).await;
    let another = send(&served, &nominated(OTHER, PATIENT, PROXY), OTHER).await;
    assert_eq!(another.told(), (400, "BAD_REQUEST"), "there is a role, and no word of it");
    let none = send(&served, &nominated(OTHER, PATIENT, OTHER), OTHER).await;
    assert_eq!((none.status, none.text), (another.status, another.text), "nor of there being none");
    let own = send(&served, &nominated(PATIENT, PATIENT, PROXY), PATIENT).await;
    assert_eq!(own.told(), (409, "DUPLICATE_RELATIONSHIP"), "their own they may know of");
    assert_eq!(send(&served, &nominated(PATIENT, PATIENT, OTHER), PATIENT).await.status, 200);
    assert_eq!(send(&served, &nominated(PATIENT, PATIENT, PATIENT), PATIENT).await.status, 400);
    assert_eq!(send(&served, &form("RelatedPerson", PATIENT, PATIENT), PATIENT).await.status, 400);
}

#[tokio::test]
async fn of_whom_nothing_may_be_shown_no_request_is_kept_and_nobody_else_learns_of_it() {
    for kind in ["nhs-number-invalidated-1", "pds-sensitive-1"] {
        let served = served().await;
        happens(&served, kind, PATIENT, json!({})).await;
        let (asked, named) = (form("RelatedPerson", PROXY, PATIENT), nominated(PROXY, PROXY, PATIENT));
        for form in [asked, named] {
            let hidden = send(&served, &form, PROXY).await;
            let known = form.to_string().replace(PATIENT, OTHER);
            let known = send(&served, &serde_json::from_str(&known).expect("JSON"), PROXY).await;
            assert_eq!((hidden.status, known.status), (200, 200), "{kind}");
            let said = |mut answer: Answer| {
                let coding = answer.body["issue"][0]["details"]["coding"][0].take();
                (coding["code"].as_str().map(str::len), answer.location_id().len(), answer.body)
            };
            assert_eq!(said(hidden), said(known), "{kind}: one answer is like the other");
        }
        assert_eq!(kept(&served).await, 2, "{kind}: those of the other person");
        let own = send(&served, &form("Patient", PATIENT, PATIENT), PATIENT).await;
        assert_eq!(own.told(), (404, "INVALIDATED_RESOURCE"), "{kind}: their own number");
        assert_eq!(kept(&served).await, 2, "{kind}");
    }
}

#[tokio::test]
async fn a_request_that_is_being_made_meets_what_happens_to_somebody_meanwhile() {
    let served = served().await;
    let form = form("RelatedPerson", PROXY, PATIENT);
    let answer = while_sensitive(&served, PATIENT, send(&served, &form, PROXY)).await;
    assert_eq!((answer.status, kept(&served).await), (200, 0));
}

#[tokio::test]
async fn a_number_of_nobody_and_a_sensitive_record_take_requests_away() {
    for kind in ["nhs-number-change-1", "nhs-number-invalidated-1", "pds-sensitive-1"] {
        for subject in [PATIENT, PROXY] {
            let served = served().await;
            let id = send(&served, &nominated(PATIENT, PATIENT, PROXY), PATIENT).await.location_id();
            send(&served, &nominated(OTHER, OTHER, "9000000033"), OTHER).await;
            happens(&served, kind, subject, json!({})).await;
            let gone = read(&served, &id, &Holder::App).await;
            assert_eq!(gone.told(), (404, "QUESTIONNAIRE_RESPONSE_NOT_FOUND"), "{kind}");
            assert_eq!(kept(&served).await, 1, "{kind}: those of others");
        }
    }
}

#[tokio::test]
async fn another_number_takes_requests_along_and_two_numbers_of_one_person_leave_none() {
    let served = served().await;
    let id = send(&served, &nominated(PATIENT, PATIENT, PROXY), PATIENT).await.location_id();
    let change = async |old: &str, new: &str| {
        happens(&served, "nhs-number-change-1", old, json!({ "newNhsNumber": new })).await
    };
    change(PATIENT, OTHER).await;
    change(PROXY, "9000000033").await;
    assert_eq!(read(&served, &id, &citizen(PATIENT)).await.told(), (403, "FORBIDDEN"));
    let mut found = read(&served, &id, &citizen(OTHER)).await.body;
    let own = found.as_object_mut().expect("a document");
    assert!(own.remove("id").is_some() && own.remove("identifier").is_some());
    assert_eq!(found, nominated(OTHER, OTHER, "9000000033"), "the document says it too");
    change(OTHER, "9000000033").await;
    assert_eq!(kept(&served).await, 0);
}

#[tokio::test]
async fn a_number_that_becomes_one_which_may_not_be_shown_takes_the_request_away() {
    let served = served().await;
    send(&served, &form("RelatedPerson", PROXY, PATIENT), PROXY).await;
    happens(&served, "pds-sensitive-1", OTHER, json!({})).await;
    happens(&served, "nhs-number-change-1", PATIENT, json!({ "newNhsNumber": OTHER })).await;
    assert_eq!(kept(&served).await, 0);
}
