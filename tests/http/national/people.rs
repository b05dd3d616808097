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

#[tokio::test]
async fn who_asks_is_one_of_the_two_and_learns_of_no_other_pair() {
    let served = served().await;
    served.created(&consent(PATIENT, PROXY)).await;
    let nominated = |source: &str, subject: &str, proxy: &str| {
        let mut form = form("Patient", source, subject);
        form["item"] = json!([{ "linkId": "relatedPerson", "text": "Who", "item": [
            { "linkId": "relatedPerson_identifier", "text": "Number", "answer": [{ "valueString": proxy }] }] }]);
        form
    };
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
async fn no_role_begins_of_somebody_who_has_died_or_may_not_be_shown() {
    for kind in ["pds-death-notification-1", "nhs-number-invalidated-1", "pds-sensitive-1"] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        served.patch(&id, &to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false)).await;
        assert_eq!(happens(&served, kind, OTHER, json!({})).await, 0);
        // What PDS says of somebody anew does not take back what happened to them.
        let people = json!({ "people": [{ "nhs_number": OTHER, "family": "Smith", "given": ["Jo"] }] });
        assert_eq!(served.operate(Method::POST, "people", &people).await.status, 200);
        for (patient, proxy) in [(PATIENT, OTHER), (OTHER, PROXY)] {
            let refused = served.post(&consent(patient, proxy)).await;
            assert_eq!(refused.told(), (404, "INVALIDATED_RESOURCE"), "{kind}");
        }
        let pool = served.database.pool().await;
        let moved = sqlx::query("update national_role set proxy = $1").bind(OTHER).execute(&pool).await;
        moved.expect("it is set");
        let again = served.patch(&id, &to_status("active", "ROLE_REACTIVATED", true)).await;
        assert_eq!(again.told(), (404, "INVALIDATED_RESOURCE"), "{kind}");
        let one: (String, i32) = sqlx::query_as("select status, version from national_role")
            .fetch_one(&pool)
            .await
            .expect("the one role");
        assert_eq!(one, ("inactive".to_owned(), 2), "{kind}: nothing was written");
    }
}

#[tokio::test]
async fn a_record_that_was_sensitive_stays_so_after_a_death() {
    let served = served().await;
    happens(&served, "pds-sensitive-1", PATIENT, json!({})).await;
    happens(&served, "pds-death-notification-1", PATIENT, json!({})).await;
    let found = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await;
    assert_eq!(found.told(), (404, "INVALIDATED_RESOURCE"));
}

#[tokio::test]
async fn a_number_that_becomes_one_which_may_not_be_shown_takes_the_role_away() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    happens(&served, "pds-sensitive-1", OTHER, json!({})).await;
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, json!({ "newNhsNumber": OTHER })).await, 1);
    assert_eq!(served.get(&format!("/Consent/{id}")).await.told(), (404, "INVALIDATED_RESOURCE"));
}

#[tokio::test]
async fn a_role_that_is_being_created_meets_what_happens_to_somebody_meanwhile() {
    let served = served().await;
    let pool = served.database.pool().await;
    let mut open = pool.begin().await.expect("a transaction");
    for event in [
        "select pg_advisory_xact_lock(202612010840)",
        "insert into national_person (nhs_number, family, given, state, updated_at)
         values ('9000000009', '', '{}', 'sensitive', now())",
    ] {
        sqlx::query(event).execute(&mut *open).await.expect("it happens");
    }
    let wish = consent(PATIENT, PROXY);
    let waits = async {
        let waiting = "select exists (select from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database()))";
        while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&mut *open).await.expect("an answer") {}
        open.commit().await.expect("it has happened");
    };
    let (answer, ()) = tokio::join!(served.post(&wish), waits);
    assert_eq!(answer.told(), (404, "INVALIDATED_RESOURCE"));
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
