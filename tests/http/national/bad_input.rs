//! What nobody should send gets a clear answer, never a fault of ours, and nothing of it is done.

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::json;

use super::served::{BASE, FHIR, NOBODY, PATCH, PATIENT, PROXY, Served, answer, consent, served, to_status};

/// Bodies for a new role, and what is said of each.
fn bodies() -> Vec<(&'static str, String, &'static str)> {
    let good = consent(PATIENT, PROXY).to_string();
    let twice = good.replacen('{', r#"{"status":"inactive","#, 1);
    let mut nulls = consent(PATIENT, PROXY);
    nulls["performer"] = json!([null]);
    let mut text = consent(PATIENT, PROXY);
    text["extension"][0]["valueCodeableConcept"]["text"] = json!("a\u{0}b");
    vec![
        ("nothing", String::new(), "BAD_REQUEST"),
        ("no JSON", "Consent".to_owned(), "BAD_REQUEST"),
        ("half", good[..good.len() / 2].to_owned(), "BAD_REQUEST"),
        ("a list", format!("[{good}]"), "BAD_REQUEST"),
        ("a mark before it", format!("\u{feff}{good}"), "BAD_REQUEST"),
        ("one name twice", twice, "BAD_REQUEST"),
        ("a null in a list", nulls.to_string(), "BAD_REQUEST"),
        ("a zero in a text", text.to_string(), "BAD_REQUEST"),
        (
            "very deep",
            format!("{}{}", r#"{"resourceType":"#.repeat(100_000), "}".repeat(100_000)),
            "BAD_REQUEST",
        ),
        (
            "deep lists",
            format!(r#"{{"resourceType":"Consent","patient":{}}}"#, "[".repeat(20_000)),
            "BAD_REQUEST",
        ),
        (
            "a megabyte",
            format!(r#"{{"resourceType":"Consent","id":"{}"}}"#, "x".repeat(1_000_000)),
            "BAD_REQUEST",
        ),
        ("lines of Windows", good.replace(',', ",\r\n"), ""),
    ]
}

#[tokio::test]
async fn a_body_that_nobody_should_send_is_refused_and_a_plain_one_is_taken() {
    let served = served().await;
    for (what, body, code) in bodies() {
        let answer = served.send(Method::POST, "/Consent", FHIR, body).await;
        let status = if code.is_empty() { 201 } else { 400 };
        assert_eq!(answer.told(), (status, code), "{what}: {}", answer.text);
        assert_eq!(answer.body["resourceType"], "OperationOutcome", "{what}");
    }
    assert_eq!(total(&served).await, 1);
}

async fn total(served: &Served) -> u64 {
    let answer = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await;
    answer.body["total"].as_u64().expect("a number")
}

#[tokio::test]
async fn names_with_quotes_and_bytes_that_are_no_text_are_met() {
    let served = served().await;
    let mut quoted = consent(PATIENT, PROXY);
    quoted["extension"][0]["valueCodeableConcept"]["text"] =
        json!("O'Neill \"Tom\"; drop table national_role; --");
    let id = served.created(&quoted).await;
    let read = served.role(&id).await;
    assert_eq!(
        read["extension"][0]["valueCodeableConcept"]["text"],
        quoted["extension"][0]["valueCodeableConcept"]["text"]
    );
    let answer = served.send(Method::POST, "/Consent", FHIR, vec![b'{', b'"', 0xff, 0xfe, b'"', b'}']).await;
    assert_eq!(answer.told(), (400, "BAD_REQUEST"));
}

#[tokio::test]
async fn only_the_published_types_of_a_body_are_taken_and_another_is_told_which() {
    let served = served().await;
    let body = consent(PATIENT, PROXY).to_string();
    for media in ["application/json", "text/plain", "application/fhir+xml", "application/fhir+jsonx", ""] {
        let answer = served.send(Method::POST, "/Consent", media, body.clone()).await;
        assert_eq!(answer.told(), (415, "UNSUPPORTED_MEDIA_TYPE"), "{media}");
        assert_eq!(answer.headers["accept-post"], FHIR, "{media}");
    }
    let none = served.call(Method::POST, &format!("{BASE}/Consent"), &Holder::App).body(body.clone());
    assert_eq!(answer(none).await.status, 415);
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let steps = to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false).to_string();
    for media in [FHIR, "application/json"] {
        let answer = served.send(Method::PATCH, &format!("/Consent/{id}"), media, steps.clone()).await;
        assert_eq!(answer.told(), (415, "UNSUPPORTED_MEDIA_TYPE"), "{media}");
        assert_eq!(answer.headers["accept-patch"], PATCH, "{media}");
    }
}

#[tokio::test]
async fn what_a_library_writes_behind_the_type_of_a_body_is_no_reason_to_refuse_it() {
    let served = served().await;
    let body = consent(PATIENT, PROXY).to_string();
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let steps = to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false).to_string();
    for written in ["; charset=utf-8", ";charset=UTF-8", " ; charset=\"utf-8\"", "; fhirVersion=4.0"] {
        let media = format!("{FHIR}{written}");
        let again = served.send(Method::POST, "/Consent", &media, body.clone()).await;
        assert_eq!(again.told(), (409, "DUPLICATE_RELATIONSHIP"), "{media}");
        let media = format!("{PATCH}{written}");
        let nobody = served.send(Method::PATCH, &format!("/Consent/{NOBODY}"), &media, steps.clone()).await;
        assert_eq!(nobody.told(), (404, "RESOURCE_NOT_FOUND"), "{media}");
    }
    let media = "Application/JSON-Patch+JSON; charset=UTF-8";
    let ended = served.send(Method::PATCH, &format!("/Consent/{id}"), media, steps).await;
    assert_eq!(ended.status, 200, "{}", ended.text);
}

#[tokio::test]
async fn a_patch_is_done_whole_or_not_at_all() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let before = served.role(&id).await;
    let end = json!({ "op": "add", "path": "/provision/period/end", "value": "2027-01-01" });
    let basis = json!({ "op": "replace", "path": "/policyRule", "value": { "coding": [{
        "system": "https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis", "code": "best-interest" }] } });
    let wrongs = [
        json!({ "op": "replace", "path": "/status", "value": "rejected" }),
        json!({ "op": "add", "path": "/extension/-", "value": [5] }),
        json!({ "op": "add", "path": "/extension/-", "value": "x" }),
        json!({ "op": "remove", "path": "/extension/-" }),
        json!({ "op": "replace", "path": "/patient", "value": {} }),
        json!({ "op": "test", "path": "/status", "value": "active" }),
        // As libraries write what became of two documents.
        json!({ "op": "move", "from": "/provision/period/start", "path": "/provision/period/end" }),
        json!({ "op": "copy", "from": "/status", "path": "/extension/-" }),
        json!({ "op": "replace", "path": "/extension/0/url", "value": "https://x.test" }),
        json!(null),
    ];
    for wrong in wrongs {
        let answer = served.patch(&id, &json!([end, basis, wrong])).await;
        assert!((400..500).contains(&answer.status), "{wrong}: {}", answer.text);
        assert_eq!(served.role(&id).await, before, "{wrong}");
    }
    let deep = format!(r#"[{{"op":"add","path":"/extension/-","value":{}}}]"#, "[".repeat(50_000));
    let answer = served.send(Method::PATCH, &format!("/Consent/{id}"), PATCH, deep).await;
    assert_eq!(answer.told(), (400, "INVALID_PATCH_FORMAT"));
    assert_eq!(served.patch(&id, &json!([end, basis])).await.status, 200);
    let after = served.role(&id).await;
    assert_eq!(after["provision"]["period"]["end"], "2027-01-01T23:59:59Z");
    assert_eq!(after["policyRule"]["coding"][0]["code"], "best-interest");
}
