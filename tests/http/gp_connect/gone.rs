//! Large records, slow readers and a database that goes away in the middle.

use std::time::Duration;

use http_body_util::BodyExt;
use proxy_access::national::gp_connect;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::served::{Served, put, served};

/// Resources of about three kilobytes each.
const MANY: i32 = 8_000;

/// A record of some 24 MB.
async fn fill(served: &Served) {
    fill_with(served, MANY).await;
}

async fn fill_with(served: &Served, many: i32) {
    sqlx::query(
        "insert into health_record_resource (patient_id, kind, resource_id, place, areas, body)
         select $1, 'Observation', 'o' || n, n, '{826501000000100}',
                jsonb_build_object('resourceType', 'Observation', 'id', 'o' || n, 'comment', repeat(md5(n::text), 90))
         from generate_series(1, $2) n",
    )
    .bind(served.record)
    .bind(many)
    .execute(&served.db)
    .await
    .expect("a large record");
}

/// The answer to a good call, as the router gives it: not read yet.
async fn begun(served: &Served) -> axum::response::Response {
    let request = served.request(&served.migrate(true)).build().expect("a request");
    let (method, path) = (request.method().clone(), request.url().path().to_owned());
    let mut own = axum::http::Request::builder().method(method).uri(path);
    for (name, value) in request.headers() {
        own = own.header(name, value);
    }
    let body = request.body().and_then(|body| body.as_bytes()).unwrap_or_default().to_vec();
    let router = gp_connect::router(&served.provider);
    router.oneshot(own.body(axum::body::Body::from(body)).expect("a request")).await.expect("an answer")
}

/// How many rows of resources the database has been asked to send: none where nobody reads.
async fn waits(served: &Served) -> bool {
    let waiting: i64 = sqlx::query_scalar(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'ClientWrite'",
    )
    .fetch_one(&served.db)
    .await
    .expect("a count");
    waiting > 0
}

#[tokio::test]
async fn a_record_is_read_no_faster_than_it_is_sent() {
    let served = served().await;
    fill(&served).await;
    let response = begun(&served).await;
    let mut body = response.into_body();
    let first = body.frame().await.expect("a frame").expect("good").into_data().expect("bytes");
    assert!(first.len() < 64 * 1024, "a first piece, and not the whole: {}", first.len());
    // Nobody reads: the database waits until we take its rows, since nothing here takes them meanwhile.
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while !waits(&served).await {
        assert!(
            tokio::time::Instant::now() < deadline,
            "the database has sent all of it, and it is held here"
        );
        tokio::task::yield_now().await;
    }
    let (mut size, mut largest) = (first.len(), 0);
    let mut whole = first.to_vec();
    while let Some(frame) = body.frame().await {
        let bytes = frame.expect("good").into_data().expect("bytes");
        (size, largest) = (size + bytes.len(), largest.max(bytes.len()));
        whole.extend_from_slice(&bytes);
    }
    assert!(size > 20_000_000 && largest < 256 * 1024, "{size} bytes in pieces of at most {largest}");
    let bundle: Value = serde_json::from_slice(&whole).expect("JSON");
    let count = usize::try_from(MANY).expect("a number");
    let all = bundle["entry"].as_array().expect("entries");
    assert_eq!(all.iter().filter(|entry| entry["resource"]["resourceType"] == "Observation").count(), count);
    let list = all.iter().find(|entry| entry["resource"]["title"] == "Uncategorised data").expect("the list");
    assert_eq!(list["resource"]["entry"].as_array().map(Vec::len), Some(count));
}

#[tokio::test]
async fn more_records_than_there_are_connections_are_all_given() {
    let served = served().await;
    fill_with(&served, 100).await;
    // Each has a connection until it is read, and is written down by another before anybody reads it.
    let all = (0..12).map(|_| async {
        let answer = served.request(&served.migrate(true)).send().await.expect("an answer");
        (answer.status().as_u16(), answer.bytes().await.expect("whole").len() > 250_000)
    });
    assert_eq!(futures::future::join_all(all).await, [(200, true); 12]);
}

#[tokio::test]
async fn a_record_that_breaks_off_never_looks_whole() {
    let served = served().await;
    fill(&served).await;
    let mut response = served.request(&served.migrate(true)).send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    assert!(response.chunk().await.expect("good").is_some());
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%from health_record_resource%'",
    )
    .execute(&served.db)
    .await
    .expect("it is ended");
    let end = loop {
        match response.chunk().await {
            Ok(Some(_)) => {}
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    assert!(end.is_err(), "the connection breaks");
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while served.last_noted().await != (200, Some("broken-off".to_owned())) {
        assert!(tokio::time::Instant::now() < deadline, "that it broke off is written down");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_record_is_one_moments_whatever_is_imported_meanwhile() {
    let served = served().await;
    fill(&served).await;
    let mut body = begun(&served).await.into_body();
    assert!(body.frame().await.is_some());
    let late = json!({"resourceType": "Observation", "id": "came-meanwhile"});
    put(&served.db, served.record, &late, (&["826501000000100"], false)).await;
    let rest = body.collect().await.expect("whole").to_bytes();
    assert!(
        !String::from_utf8_lossy(&rest).contains("came-meanwhile"),
        "neither in the record nor in its lists"
    );
    assert!(served.bundle(true).await.text.contains("Observation/came-meanwhile"));
}
