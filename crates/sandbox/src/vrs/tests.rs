use reqwest::Method;
use serde_json::{Value, json};

use super::{PATH, VrsFaults, VrsRelated};
use crate::asker::{Asker, code};

impl Asker {
    async fn call(&self, method: Method, path: &str, media: &str, body: &Value) -> (u16, Value) {
        let request = self
            .request(method, path)
            .bearer_auth(&self.token)
            .header("X-Request-ID", self.clock.new_id().to_string())
            .header("Content-Type", media)
            .body(body.to_string());
        let answer = request.send().await.expect("answers");
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    async fn post(&self, body: &Value) -> (u16, String) {
        let (status, body) = self.call(Method::POST, "/Consent", "application/fhir+json", body).await;
        (status, code(&body))
    }

    async fn patch(&self, steps: Value) -> (u16, String) {
        let id = self.sandbox.vrs().roles()[0].id.clone();
        let path = format!("/Consent/{id}");
        let (status, body) = self.call(Method::PATCH, &path, "application/json-patch+json", &steps).await;
        (status, code(&body))
    }
}

fn reason(code: &str, display: &str) -> Value {
    json!({"url": "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason",
        "valueCodeableConcept": {"coding": [{"system": "https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason",
            "code": code, "display": display}]}})
}

fn grantor() -> Value {
    json!({"url": "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor",
        "valueReference": {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A81001"}}})
}

fn role() -> Value {
    let number = |value: &str| json!({"system": "https://fhir.nhs.uk/Id/nhs-number", "value": value});
    json!({"resourceType": "Consent", "status": "active",
        "scope": {"coding": [{"code": "patient-privacy"}]}, "category": [{"coding": [{"code": "INFA"}]}],
        "patient": {"identifier": number("9990000018")}, "performer": [{"identifier": number("9990000026")}],
        "dateTime": "2026-11-27T12:00:00Z",
        "policyRule": {"coding": [{"system": "https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis",
            "code": "consent", "display": "Consent"}]},
        "provision": {"period": {"start": "2026-11-27T00:00:00Z"}},
        "extension": [reason("ROLE_CREATED", "Role created"), grantor()]})
}

#[tokio::test]
async fn each_fault_of_a_new_role_has_its_code() {
    let asker = Asker::new(PATH).await;
    let wrong: [(&str, Value, u16, &str); 9] = [
        ("/resourceType", json!("Patient"), 400, "BAD_REQUEST"),
        ("/status", json!("inactive"), 422, "INVALID_STATUS"),
        ("/scope", json!({}), 400, "MISSING_SCOPE"),
        ("/patient/identifier/value", json!("9990000019"), 422, "INVALID_IDENTIFIER_VALUE"),
        ("/performer", json!([]), 400, "MISSING_PERFORMER"),
        ("/dateTime", json!("2026-11-27"), 422, "INVALID_DATETIME"),
        ("/policyRule", json!([{"coding": []}]), 422, "INVALID_LEGAL_BASIS_CODE"),
        ("/provision/period/start", json!("2026-11-27"), 422, "INVALID_PROVISION"),
        ("/extension", json!([reason("ROLE_CREATED", "Role created")]), 400, "MISSING_GRANTOR"),
    ];
    for (pointer, value, status, code) in wrong {
        let mut body = role();
        *body.pointer_mut(pointer).expect(pointer) = value;
        let answer = asker.post(&body).await;
        assert_eq!(answer, (status, code.to_owned()), "{pointer}");
    }
    assert!(asker.sandbox.vrs().roles().is_empty());
    assert_eq!(asker.post(&role()).await.0, 201);
    assert_eq!(asker.post(&role()).await, (409, "DUPLICATE_RELATIONSHIP".to_owned()));
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn a_change_follows_the_table_and_is_whole_or_nothing() {
    let asker = Asker::new(PATH).await;
    asker.post(&role()).await;
    let status = |value: &str| json!({"op": "replace", "path": "/status", "value": value});
    let why = |all: Value| json!({"op": "add", "path": "/extension/-", "value": all});
    let pause = reason("ROLE_SUSPENDED_PENDING_REVIEW", "Suspended pending review");
    let again = reason("ROLE_REACTIVATED", "Role reactivated");
    let end = json!({"op": "add", "path": "/provision/period/end", "value": "2026-12-31T23:59:59Z"});
    assert_eq!(asker.patch(json!([end, status("inactive")])).await.1, "INVALID_STATUS_REASON");
    assert_eq!(asker.sandbox.vrs().roles()[0].end, None, "nothing of it is done");
    assert_eq!(
        asker.patch(json!([status("inactive"), why(json!([again]))])).await.1,
        "INVALID_STATUS_REASON"
    );
    assert_eq!(asker.patch(json!([status("inactive"), why(json!([pause])), end])).await.0, 200);
    assert_eq!(asker.patch(json!([status("active"), why(json!([again]))])).await.1, "MISSING_GRANTOR");
    assert_eq!(
        asker.patch(json!([status("active"), status("active")])).await,
        (409, "DUPLICATE_PATCHES".to_owned())
    );
    assert_eq!(asker.patch(json!([status("active"), why(json!([again, grantor()]))])).await.0, 200);
    let twice = asker.patch(json!([status("active"), why(json!([again, grantor()]))])).await;
    assert_eq!(twice.1, "INVALID_STATE_TRANSITION");
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn it_is_read_in_both_forms_and_loses_answers_when_asked_to() {
    let asker = Asker::new(PATH).await;
    let faults = VrsFaults { lose_answers: true, ..VrsFaults::default() };
    asker.sandbox.vrs().set_faults(faults);
    assert_eq!(asker.post(&role()).await.0, 504);
    assert_eq!(asker.sandbox.vrs().roles().len(), 1, "it was done");
    for as_integration in [false, true] {
        asker.sandbox.vrs().set_faults(VrsFaults { as_integration, ..VrsFaults::default() });
        let path = "/Consent?performer:identifier=9990000026&patient:identifier=9990000018";
        let (status, bundle) = asker.call(Method::GET, path, "", &Value::Null).await;
        assert_eq!((status, &bundle["total"]), (200, &json!(1)));
        let role = &bundle["entry"][0]["resource"];
        assert_eq!(role["policyRule"].is_array(), as_integration);
        assert_eq!(role["provision"]["period"]["start"] == "2026-11-27", as_integration);
    }
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn who_is_related_is_told_to_a_program_only_where_a_switch_says_so_and_strictly() {
    let asker = Asker::new(PATH).await;
    let mother = ["http://terminology.hl7.org/CodeSystem/v3-RoleCode", "MTH", "mother"];
    asker.sandbox.vrs().relate(VrsRelated {
        patient: "9990000018".to_owned(),
        proxy: "9990000026".to_owned(),
        relation: mother.map(str::to_owned),
    });
    let ask = async |query: &str| {
        let path = format!("/RelatedPerson{query}");
        asker.call(Method::GET, &path, "", &Value::Null).await
    };
    let both = "?identifier=9990000026&patient:identifier=9990000018";
    let (status, refused) = ask(both).await;
    assert_eq!((status, code(&refused).as_str()), (403, "FORBIDDEN"));
    asker.sandbox.vrs().set_faults(VrsFaults { tells_programs: true, ..VrsFaults::default() });
    let (status, found) = ask(both).await;
    assert_eq!((status, &found["total"]), (200, &json!(1)));
    assert_eq!(found["entry"][0]["resource"]["relationship"][0]["coding"][0]["code"], "MTH");
    let (_, none) = ask("?identifier=9990000018").await;
    assert_eq!((&none["total"], none.get("entry")), (&json!(0), None));
    for (query, expected) in [
        ("", "MISSING_IDENTIFIER_VALUE"),
        ("?identifier=1", "INVALID_IDENTIFIER_VALUE"),
        ("?patient:identifier=9990000019", "INVALID_PATIENT_IDENTIFIER_VALUE"),
        ("?identifier=https://a.test/id|9990000026", "INVALID_IDENTIFIER_SYSTEM"),
    ] {
        let (status, refused) = ask(query).await;
        assert_eq!((status, code(&refused).as_str()), (400, expected), "{query}");
    }
    asker.sandbox.stop().await;
}
