use reqwest::Method;
use serde_json::{Value, json};

use super::{Caller, RIVERSIDE, code, header, json as ask, send};
use crate::mesh::{Status, gzip};

#[tokio::test]
async fn a_handshake_names_client_and_system() {
    let caller = Caller::new().await;
    let asked = || {
        let call =
            caller.call(Method::POST, "").header("mex-ClientVersion", "1").header("mex-OSName", "Linux");
        call.header("mex-OSVersion", "6")
    };
    let answer = send(asked()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.text().await.expect("text"), "");
    let first =
        http::HeaderMap::from_iter([(http::header::ACCEPT, "application/json".parse().expect("a value"))]);
    assert_eq!(ask(asked().headers(first)).await.1, json!({"mailboxId": "X26PROXY01"}));
    let (status, body) = ask(caller.call(Method::POST, "").header("mex-OSName", "Linux")).await;
    assert_eq!((status.as_u16(), &body["detail"][0]["loc"]), (400, &json!(["header", "mex-ClientVersion"])));
    assert_eq!(caller.sandbox.mesh().calls().handshakes, 2);
}

#[tokio::test]
async fn a_message_arrives_with_its_headers_and_is_tracked() {
    let caller = Caller::new().await;
    let answer = send(caller.message()).await;
    assert_eq!(answer.status(), 202);
    assert_eq!(header(&answer, "content-type"), "application/vnd.mesh.v2+json");
    let body: Value = answer.json().await.expect("JSON");
    let id = body["message_id"].as_str().expect("an id");
    let (time, chance) = id.split_once('_').expect("two parts");
    assert_eq!((time.len(), chance.len()), (20, 6), "{id}");

    let arrived = caller.sandbox.mesh().arrived("A81001");
    let [message] = &arrived[..] else { panic!("{arrived:?}") };
    assert_eq!((message.id.as_str(), message.local_id.as_str()), (id, "our-1"));
    assert_eq!((message.workflow.as_str(), message.to.as_str()), ("PROXY_ACCESS_REQUEST", RIVERSIDE));
    assert_eq!(message.body, br#"{"text":"Hello"}"#);

    let tracking = format!("/outbox/tracking?messageID={id}");
    let (status, found) = ask(caller.call(Method::GET, &tracking)).await;
    assert_eq!((status.as_u16(), &found["status"]), (200, &json!("accepted")));
    assert_eq!((&found["local_id"], &found["recipient_ods_code"]), (&json!("our-1"), &json!("A81001")));
    caller.sandbox.mesh().acknowledge(id);
    let (_, found) = ask(caller.call(Method::GET, &tracking)).await;
    assert_eq!(found["status"], "acknowledged");
    assert_eq!(ask(caller.call_of(RIVERSIDE, Method::GET, &tracking)).await.0, 404, "not its sender");
}

#[tokio::test]
async fn a_local_id_is_tracked_in_words_of_version_1_unless_it_was_used_twice() {
    let caller = Caller::new().await;
    let tracked = || ask(caller.call(Method::GET, "/outbox/tracking/our-1"));
    assert_eq!(tracked().await.0, 404);
    let id = caller.sent().await;
    let (status, found) = tracked().await;
    assert_eq!(
        (status.as_u16(), &found["messageId"], &found["status"]),
        (200, &json!(id), &json!("Accepted"))
    );
    assert_eq!(found["fileName"], "request.json");
    caller.sent().await;
    assert_eq!(tracked().await.0, 300);
}

#[tokio::test]
async fn gzip_is_unpacked_for_the_reader_and_must_be_gzip() {
    let caller = Caller::new().await;
    let packed = gzip::pack(b"packed words").expect("gzip");
    let message = || caller.message().header("content-encoding", "gzip");
    assert_eq!(send(message().body(packed)).await.status(), 202);
    let arrived = caller.sandbox.mesh().arrived("A81001");
    assert!(arrived[0].compressed && arrived[0].body == b"packed words");
    let (status, body) = ask(message().body("no gzip")).await;
    assert_eq!((status.as_u16(), code(&body)), (417, "02"));
}

#[tokio::test]
async fn chunks_make_one_message_once_all_are_there() {
    let caller = Caller::new().await;
    let packed = |text: &str| gzip::pack(text.as_bytes()).expect("gzip");
    let first = caller.message().header("content-encoding", "gzip").header("mex-Chunk-Range", "1:3");
    let (_, body) = ask(first.body(packed("one "))).await;
    let id = body["message_id"].as_str().expect("an id").to_owned();
    let chunk = |number: &str, range: &str, encoding: &str, text: &str| {
        let call =
            caller.call(Method::POST, &format!("/outbox/{id}/{number}")).header("mex-Chunk-Range", range);
        let (gzip, data) = (encoding == "gzip", packed(text));
        let call = if gzip { call.header("content-encoding", encoding) } else { call };
        ask(call.body(data))
    };
    let refused = [
        ("2", "2:4", "gzip", 400, "InvalidHeaderChunks"),
        ("2", "3:3", "gzip", 400, "InvalidHeaderChunks"),
        ("1", "1:3", "gzip", 400, "InvalidHeaderChunks"),
        ("2", "2:3", "", 400, "UnsupportedContentEncoding"),
    ];
    for (number, range, encoding, status, expected) in refused {
        let (found, body) = chunk(number, range, encoding, "x").await;
        assert_eq!((found.as_u16(), code(&body)), (status, expected), "{number} {range} {encoding}");
    }
    assert_eq!(chunk("3", "3:3", "gzip", "three").await.0, 202);
    assert!(caller.sandbox.mesh().arrived("A81001").is_empty(), "the second is missing");
    let (status, body) = chunk("2", "2:3", "gzip", "two ").await;
    assert_eq!((status.as_u16(), body), (202, json!({"message_id": id})));
    let arrived = caller.sandbox.mesh().arrived("A81001");
    assert_eq!((arrived[0].body.as_slice(), arrived[0].chunks), (b"one two three".as_slice(), 3));
    assert_eq!(chunk("2", "2:3", "gzip", "again").await.0, 423, "it is final");
    assert_eq!(arrived[0].status, Status::Accepted);
}

#[tokio::test]
async fn a_practice_is_looked_up_by_code_and_workflow() {
    let caller = Caller::new().await;
    let looked_up = async |code: &str, workflow: &str| {
        let (status, body) =
            ask(caller.bare(Method::GET, &format!("/endpointlookup/{code}/{workflow}"))).await;
        assert_eq!(status, 200);
        body["results"].clone()
    };
    let ours = caller.sandbox.mesh().access().workflow.clone();
    let riverside = json!([{"mailbox_id": RIVERSIDE, "mailbox_name": "Riverside Medical Practice"}]);
    assert_eq!(looked_up("A81001", &ours).await, riverside);
    assert_eq!(looked_up("B82002", &ours).await[0]["mailbox_id"], "YGM24GP07");
    let none = [("C83003", ours.as_str()), ("D84004", &ours), ("a81001", &ours), ("A81001", "OTHER")];
    for (ods_code, workflow) in none {
        assert_eq!(looked_up(ods_code, workflow).await, json!([]), "{ods_code} {workflow}");
    }
    let first = caller.bare(Method::GET, &format!("/endpointlookup/A81001/{ours}"));
    let first =
        first.headers(http::HeaderMap::from_iter([(http::header::ACCEPT, "*/*".parse().expect("a value"))]));
    let (_, body) = ask(first).await;
    assert_eq!(
        (&body["results"][0]["address"], &body["results"][0]["endpoint_type"]),
        (&json!(RIVERSIDE), &json!("MESH"))
    );
    let (_, body) = ask(caller.bare(Method::GET, &format!("/workflowsearch/{ours}"))).await;
    assert_eq!(body["results"].as_array().map(Vec::len), Some(2));
    assert_eq!(caller.sandbox.mesh().calls().lookups, 7);
}

#[tokio::test]
async fn a_patient_leads_to_the_registered_practice() {
    let caller = Caller::new().await;
    for (to, status) in [
        ("GPPROVIDER_9990000026_02111949_O'NEILL", 202),
        ("GPPROVIDER_9990000026_19491102_O'Neill", 202),
        ("GPPROVIDER_9990000026_19491103_O'Neill", 417),
        ("GPPROVIDER_9990000026", 417),
    ] {
        assert_eq!(send(caller.message_to(to)).await.status(), status, "{to}");
    }
    assert_eq!(caller.sandbox.mesh().arrived("A81001").len(), 2);
}
