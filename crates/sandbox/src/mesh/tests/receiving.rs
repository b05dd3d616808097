use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::{Caller, RIVERSIDE, code, header, json as ask, send};
use crate::mesh::{Denial, Status, gzip};

async fn listed(caller: &Caller, query: &str) -> Value {
    let (status, body) = ask(caller.call(Method::GET, &format!("/inbox{query}"))).await;
    assert_eq!(status, 200, "{query}");
    body
}

#[tokio::test]
async fn a_practices_answer_is_listed_fetched_and_gone_once_acknowledged() {
    let caller = Caller::new().await;
    let id = caller.sandbox.mesh().reply("A81001", "their-1", br#"{"done":true}"#).expect("a mailbox");
    let body = listed(&caller, "").await;
    assert_eq!((&body["messages"], &body["approx_inbox_count"]), (&json!([id]), &json!(1)));
    assert_eq!(body["links"], json!({"self": "/messageexchange/X26PROXY01/inbox"}));

    let path = format!("/inbox/{id}");
    let answer = send(caller.call(Method::GET, &path).header("accept-encoding", "gzip")).await;
    assert_eq!(answer.status(), 200);
    let headers = [
        ("mex-from", RIVERSIDE),
        ("mex-to", "X26PROXY01"),
        ("mex-workflowid", "PROXY_ACCESS_REQUEST_ACK"),
        ("mex-localid", "their-1"),
        ("mex-messageid", &id),
        ("mex-messagetype", "DATA"),
        ("mex-chunk-range", "1:1"),
        ("mex-total-chunks", "1"),
        ("mex-statuscode", "00"),
        ("mex-statussuccess", "SUCCESS"),
        ("content-encoding", "gzip"),
        ("mex-content-compressed", "Y"),
    ];
    for (name, value) in headers {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    assert_eq!(header(&answer, "mex-statustimestamp").len(), 14);
    let packed = answer.bytes().await.expect("a body");
    assert_eq!(gzip::unpack(&packed).expect("gzip"), br#"{"done":true}"#);
    let plain = send(caller.call(Method::GET, &path)).await;
    assert_eq!(header(&plain, "content-encoding"), "");
    assert_eq!(plain.text().await.expect("text"), r#"{"done":true}"#);
    assert_eq!(header(&send(caller.call(Method::HEAD, &path)).await, "mex-localid"), "their-1");

    let acknowledge = || ask(caller.call(Method::PUT, &format!("{path}/status/acknowledged")));
    assert_eq!(acknowledge().await, (http::StatusCode::OK, Value::Null));
    assert_eq!(acknowledge().await.0, 200, "once more is harmless");
    assert_eq!(send(caller.call(Method::GET, &path)).await.status(), 410);
    assert_eq!(listed(&caller, "").await["messages"], json!([]));
    assert_eq!(caller.sandbox.mesh().arrived_for_us()[0].status, Status::Acknowledged);
}

#[tokio::test]
async fn what_is_not_there_is_404_and_what_is_anothers_is_403() {
    let caller = Caller::new().await;
    let id = caller.sent().await;
    for (method, end) in [(Method::GET, ""), (Method::PUT, "/status/acknowledged")] {
        let (status, body) = ask(caller.call(method.clone(), &format!("/inbox/20260101_NONE{end}"))).await;
        assert_eq!((status.as_u16(), code(&body)), (404, "20"));
        assert_eq!(send(caller.call(method, &format!("/inbox/{id}{end}"))).await.status(), 403);
    }
    assert_eq!(caller.sandbox.mesh().denials(), [Denial::AnotherInbox; 2]);
    assert_eq!(caller.sandbox.mesh().arrived("A81001")[0].status, Status::Accepted);
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_ended() {
    let caller = Caller::new().await;
    let mesh = caller.sandbox.mesh();
    let ids: Vec<String> = (0..25).filter_map(|n| mesh.reply("A81001", &format!("n{n}"), b"x")).collect();
    let mut seen = Vec::new();
    let mut path = Some("/messageexchange/X26PROXY01/inbox?max_results=10".to_owned());
    while let Some(next) = path {
        let below = next.strip_prefix("/messageexchange/X26PROXY01").expect("a path of ours").to_owned();
        let (_, body) = ask(caller.call(Method::GET, &below)).await;
        let page: Vec<String> = serde_json::from_value(body["messages"].clone()).expect("ids");
        assert!(page.len() <= 10 && body["approx_inbox_count"] == 25);
        mesh.acknowledge(&ids[24]);
        mesh.reply("A81001", "late", b"x");
        seen.extend(page);
        path = body["links"]["next"].as_str().map(str::to_owned).filter(|_| seen.len() < 20);
    }
    let mut first: Vec<String> = ids[..20].to_vec();
    first.sort_unstable();
    assert_eq!(seen, first);
    for bad in ["9", "5001", "many"] {
        let (status, body) = ask(caller.call(Method::GET, &format!("/inbox?max_results={bad}"))).await;
        assert_eq!((status.as_u16(), &body["detail"][0]["loc"][1]), (400, &json!("max_results")));
    }
    assert_eq!(listed(&caller, "?workflow_filter=OTHER*").await["messages"], json!([]));
    let others = listed(&caller, "?workflow_filter=!OTHER").await;
    assert_eq!(others["messages"].as_array().map(Vec::len), Some(26));
}

#[tokio::test]
async fn a_message_in_chunks_is_fetched_in_chunks() {
    let caller = Caller::new().await;
    let (_, body) = ask(caller.message().header("mex-Chunk-Range", "1:2").body("one ")).await;
    let id = body["message_id"].as_str().expect("an id").to_owned();
    let inbox = |end: &str| caller.call_of(RIVERSIDE, Method::GET, &format!("/inbox/{id}{end}"));
    assert_eq!(ask(inbox("")).await.0, 404, "not whole yet");
    let second = caller.call(Method::POST, &format!("/outbox/{id}/2")).header("mex-Chunk-Range", "2:2");
    assert_eq!(send(second.body("two")).await.status(), 202);
    for (end, status, range, text) in
        [("", 206, "1:2", "one "), ("/1", 206, "1:2", "one "), ("/2", 200, "2:2", "two")]
    {
        let answer = send(inbox(end)).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "mex-chunk-range")), (status, range), "{end}");
        assert_eq!(answer.text().await.expect("text"), text);
    }
    assert_eq!(ask(inbox("/3")).await.0, 404);
}

/// Checks the one REPORT in our inbox, which is about `id`.
async fn reported(caller: &Caller, id: &str, description: &str) {
    let list = listed(caller, "").await;
    let report = list["messages"][0].as_str().expect("a report").to_owned();
    assert_eq!(list["approx_inbox_count"], 1);
    let answer =
        send(caller.call(Method::GET, &format!("/inbox/{report}")).header("accept-encoding", "gzip")).await;
    let headers = [
        ("mex-messagetype", "REPORT"),
        ("mex-linkedmsgid", id),
        ("mex-statuscode", "14"),
        ("mex-statussuccess", "ERROR"),
        ("mex-statusdescription", description),
        ("mex-localid", "our-1"),
        ("mex-workflowid", "PROXY_ACCESS_REQUEST"),
        ("mex-chunk-range", ""),
        ("content-encoding", ""),
    ];
    for (name, value) in headers {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    assert!(answer.bytes().await.expect("a body").is_empty());
    let (_, tracked) = ask(caller.call(Method::GET, &format!("/outbox/tracking?messageID={id}"))).await;
    assert_eq!((&tracked["status"], &tracked["status_code"]), (&json!("undeliverable"), &json!("14")));
}

#[tokio::test]
async fn a_message_that_is_given_up_comes_back_as_a_report() {
    let caller = Caller::new().await;
    let id = caller.sent().await;
    assert!(caller.sandbox.mesh().mark_undeliverable(&id));
    assert!(!caller.sandbox.mesh().mark_undeliverable(&id), "only once");
    assert!(caller.sandbox.mesh().arrived("A81001").is_empty());
    reported(&caller, &id, "Message was not collected as the mailbox is deactivated").await;
}

#[tokio::test]
async fn what_nobody_took_for_five_days_comes_back_and_the_report_itself_does_not() {
    let caller = Caller::new().await;
    let taken = caller.sent().await;
    caller.sandbox.mesh().acknowledge(&taken);
    let id = caller.sent().await;
    caller.pass(Duration::days(5) - Duration::minutes(1));
    assert_eq!(listed(&caller, "").await["messages"], json!([]));
    caller.pass(Duration::minutes(1));
    reported(&caller, &id, "Message not collected by recipient after 5 days").await;
    caller.pass(Duration::days(6));
    assert_eq!(listed(&caller, "").await["messages"], json!([]));
    caller.pass(Duration::days(20));
    let tracking = format!("/outbox/tracking?messageID={id}");
    assert_eq!(ask(caller.call(Method::GET, &tracking)).await.0, 404, "deleted after thirty days");
}
