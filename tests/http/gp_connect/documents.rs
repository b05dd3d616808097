//! Documents: where a record says they are, and their bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::served::{DOCUMENTS, Served, keep, put, served};

const LIST: &str = "consultations-documents-contained-in-consultations";

async fn document(served: &Served, id: &str, attachment: &Value, confidential: bool) {
    let reference = json!({"resourceType": "DocumentReference", "id": id, "status": "current", "relatesTo": [],
        "content": [{"attachment": attachment}]});
    put(&served.db, served.record, &reference, (&[LIST], confidential)).await;
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|number| u8::try_from(number * 7 % 251).expect("a byte")).collect()
}

#[tokio::test]
async fn a_record_leads_to_documents_and_they_come_byte_for_byte() {
    let served = served().await;
    for (id, length) in [("none", 0), ("one", 1), ("two", 2), ("parts", 200_000)] {
        document(
            &served,
            id,
            &json!({"url": format!("https://old.test/Binary/{id}"), "title": "old"}),
            false,
        )
        .await;
        keep(&served.db, served.record, id, &bytes(length)).await;
        let bundle = served.bundle(false).await;
        let reference = bundle
            .of_kind("DocumentReference")
            .into_iter()
            .find(|one| one["id"] == id)
            .expect("it is told of");
        let attachment = &reference["content"][0]["attachment"];
        let url = format!("{}{DOCUMENTS}/Binary/{id}", served.url);
        let expected = json!({"url": url, "contentType": "application/pdf", "size": length});
        assert_eq!((attachment, reference.get("relatesTo")), (&expected, None));
        let answer = served.send(&served.binary(id)).await;
        assert_eq!(
            (answer.status, &answer.headers["etag"]),
            (200, &"W/\"3\"".parse().expect("a value")),
            "{}",
            answer.text
        );
        assert_eq!((&answer.body["resourceType"], &answer.body["id"]), (&json!("Binary"), &json!(id)));
        assert_eq!(answer.body["meta"], json!({"versionId": "3"}));
        let content = answer.body["content"].as_str().expect("content");
        assert!(STANDARD.decode(content).expect("base64") == bytes(length), "{id}");
    }
}

#[tokio::test]
async fn what_is_not_held_is_told_of_and_leads_nowhere() {
    let served = served().await;
    document(&served, "d", &json!({"url": "https://old.test/Binary/gone"}), false).await;
    let bundle = served.bundle(false).await;
    let attachment = &bundle.of_kind("DocumentReference")[0]["content"][0]["attachment"];
    assert!(attachment.get("url").is_none() && attachment["title"].is_string(), "{attachment}");
    for id in ["gone", "..%2F..", "a%00b", "%FF"] {
        let answer = served.send(&served.binary(id)).await;
        assert_eq!(answer.told(), (404, "NO_RECORD_FOUND"), "{id}");
    }
}

#[tokio::test]
async fn a_confidential_document_needs_the_scope_for_it() {
    let served = served().await;
    for (id, address) in [("secret", "Binary/secret"), ("older", "Binary/older/_history/2")] {
        let attachment = json!({"url": format!("https://old.test/{address}")});
        document(&served, &format!("of-{id}"), &attachment, true).await;
        keep(&served.db, served.record, id, b"secret").await;
        let mut call = served.binary(id);
        assert_eq!(served.send(&call).await.told(), (403, "ACCESS DENIED"));
        call.claims["requested_scope"] = json!("patient/*.read");
        assert_eq!(served.send(&call).await.told(), (403, "ACCESS DENIED"));
        call.claims["requested_scope"] = json!("patient/*.read conf/R");
        assert_eq!(served.send(&call).await.status, 200);
    }
}

#[tokio::test]
async fn a_document_is_given_to_whom_the_record_is_given() {
    let served = served().await;
    keep(&served.db, served.record, "d", b"letter").await;
    let mut call = served.binary("d");
    call.claims["reason_for_request"] = json!("directcare");
    call.claims["requested_scope"] = json!("patient/*.read");
    assert_eq!(served.send(&call).await.status, 200, "as the published tests ask for it");
    call.claims["requesting_organization"]["identifier"][0]["value"] = json!("A81001");
    assert_eq!(served.send(&call).await.told(), (403, "NO_RELATIONSHIP"));
    let set = async |change: &'static str| sqlx::query(change).execute(&served.db).await.expect("changed");
    set("update health_record_patient set dissents = true").await;
    assert_eq!(served.send(&served.binary("d")).await.told(), (403, "NO_PATIENT_CONSENT"));
    set("update health_record_patient set sensitive = true").await;
    let (hidden, unknown) = (served.send(&served.binary("d")).await, served.send(&served.binary("e")).await);
    assert_eq!((hidden.told(), &hidden.text), ((404, "NO_RECORD_FOUND"), &unknown.text));
}
