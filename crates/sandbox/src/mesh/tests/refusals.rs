use reqwest::Method;
use serde_json::json;
use time::Duration;

use super::{Caller, Parts, RIVERSIDE, code, json as ask, send};
use crate::mesh::Denial;

/// One call of our inbox with this token; 403 comes without a body.
async fn inbox(caller: &Caller, parts: &Parts) -> u16 {
    let path = format!("/{}/inbox", caller.sandbox.mesh().access().mailbox);
    let answer = send(caller.bare(Method::GET, &path).header("authorization", parts.token())).await;
    let status = answer.status().as_u16();
    assert!(status == 200 || answer.text().await.expect("text").is_empty());
    status
}

#[tokio::test]
async fn a_token_is_good_for_one_call() {
    let caller = Caller::new().await;
    let mut parts = caller.parts("X26PROXY01");
    assert_eq!(inbox(&caller, &parts).await, 200);
    assert_eq!(inbox(&caller, &parts).await, 403);
    parts.at -= Duration::minutes(5);
    assert_eq!(inbox(&caller, &parts).await, 403, "another time does not make the nonce new");
    parts.count = 1;
    assert_eq!(inbox(&caller, &parts).await, 200, "the next count does");
    assert_eq!(caller.sandbox.mesh().denials(), [Denial::Replayed, Denial::Replayed]);
}

#[tokio::test]
async fn a_token_is_of_the_last_two_hours_or_the_next_two() {
    let caller = Caller::new().await;
    let cases = [(-119, 200), (119, 200), (-122, 403), (122, 403), (-60 * 24, 403)];
    for (minutes, status) in cases {
        let mut parts = caller.parts("X26PROXY01");
        parts.at += Duration::minutes(minutes);
        assert_eq!(inbox(&caller, &parts).await, status, "{minutes} minutes");
    }
    assert_eq!(caller.sandbox.mesh().denials(), [Denial::OutsideWindow; 3]);
}

#[tokio::test]
async fn the_token_is_of_this_mailbox_its_password_and_the_shared_key() {
    let caller = Caller::new().await;
    let good = || caller.parts("X26PROXY01");
    let cases = [
        (Parts { password: "password".into(), ..good() }, Denial::WrongHash),
        (Parts { key: "TestKey".into(), ..good() }, Denial::WrongHash),
        (caller.parts(RIVERSIDE), Denial::AnotherMailbox),
        (Parts { nonce: "not-a-guid".into(), ..good() }, Denial::Unreadable),
    ];
    for (parts, denial) in cases {
        assert_eq!(inbox(&caller, &parts).await, 403);
        assert_eq!(caller.sandbox.mesh().denials().last(), Some(&denial));
    }
    let nobody = Parts { mailbox: "X26NOBODY".into(), ..good() };
    let call = caller.bare(Method::GET, "/X26NOBODY/inbox").header("authorization", nobody.token());
    assert_eq!(send(call).await.status(), 403);
    assert_eq!(send(caller.bare(Method::GET, "/X26PROXY01/inbox")).await.status(), 403);
    let last = [Denial::UnknownMailbox, Denial::Unreadable];
    assert!(caller.sandbox.mesh().denials().ends_with(&last));
    assert_eq!(send(caller.bare(Method::GET, "/_ping")).await.status(), 200, "needs none");
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_with_its_code() {
    let caller = Caller::new().await;
    let to = |mailbox: &str, workflow: &str| {
        let call = caller.call(Method::POST, "/outbox").header("mex-To", mailbox).body("x");
        if workflow.is_empty() { call } else { call.header("mex-WorkflowID", workflow) }
    };
    let ours = "PROXY_ACCESS_REQUEST";
    let practice = caller.call_of(RIVERSIDE, Method::POST, "/outbox").header("mex-To", "YGM24GP07").body("x");
    let cases = [
        ("nobody", to("A81001OT001", ours), 417, "12"),
        ("no To", caller.call(Method::POST, "/outbox").header("mex-WorkflowID", ours).body("x"), 400, "08"),
        ("empty To", to("", ours), 400, "08"),
        ("not registered", to("C83003HC011", ours), 417, "17"),
        ("unknown workflow", to(RIVERSIDE, "OTHER"), 417, "17"),
        ("our own answers", to(RIVERSIDE, "PROXY_ACCESS_REQUEST_ACK"), 417, "16"),
        ("practice to practice", practice.header("mex-WorkflowID", ours), 417, "16"),
        ("no data", caller.message().body(""), 417, "02"),
        ("another From", caller.message().header("mex-From", RIVERSIDE), 417, "07"),
        ("not DATA", caller.message().header("mex-MessageType", "REPORT"), 417, "11"),
        ("not ASCII", caller.message().header("mex-PartnerID", "é"), 400, "06"),
        (
            "deflate",
            caller.message().header("content-encoding", "deflate"),
            422,
            "UnsupportedContentEncoding",
        ),
        ("chunk 2", caller.message().header("mex-Chunk-Range", "2:2"), 400, "InvalidHeaderChunks"),
        ("chunk 0", caller.message().header("mex-Chunk-Range", "1:0"), 400, "InvalidHeaderChunks"),
    ];
    for (name, call, status, expected) in cases {
        let (found, body) = ask(call).await;
        assert_eq!((found.as_u16(), code(&body)), (status, expected), "{name}");
    }
    let practices = ["A81001", "B82002", "C83003"];
    assert!(practices.iter().all(|ods_code| caller.sandbox.mesh().arrived(ods_code).is_empty()));
}

#[tokio::test]
async fn a_value_that_is_missing_or_too_long_is_pointed_at() {
    let caller = Caller::new().await;
    let bare = || caller.call(Method::POST, "/outbox").header("mex-To", RIVERSIDE).body("x");
    let long = |length: usize| caller.message().header("mex-PartnerID", "x".repeat(length));
    assert_eq!(send(long(300)).await.status(), 202);
    for (call, name) in [(bare(), "mex-WorkflowID"), (long(301), "mex-PartnerID")] {
        let (status, body) = ask(call).await;
        assert_eq!((status.as_u16(), &body["detail"][0]["loc"]), (400, &json!(["header", name])));
    }
}

#[tokio::test]
async fn errors_are_said_in_the_version_that_was_asked_for() {
    let caller = Caller::new().await;
    let nobody = |accept: &'static str| {
        let accept = http::HeaderMap::from_iter([(http::header::ACCEPT, accept.parse().expect("a value"))]);
        ask(caller.message_to("NOBODY").headers(accept))
    };
    let first =
        json!({"errorEvent": "SEND", "errorCode": "12", "errorDescription": "Unregistered to address"});
    for accept in ["application/json", "*/*", "application/vnd.mesh.v1+json"] {
        assert_eq!(nobody(accept).await, (http::StatusCode::EXPECTATION_FAILED, first.clone()), "{accept}");
    }
    let second = json!({"detail": [{"event": "SEND", "code": "12", "msg": "Unregistered to address"}]});
    assert_eq!(nobody("application/vnd.mesh.v2+json;q=0.9, */*").await.1, second);
    assert_eq!(nobody("text/html").await.0, 400);
}
