//! A server that is about to stop says so while it still answers, so that whoever leads requests sends it no more.

use serde_json::Value;

use crate::process::Process;
use crate::story::until;
use crate::support::switch::{free_address, is_ready};
use crate::support::world::world;

#[tokio::test]
async fn a_server_that_is_told_to_stop_says_so_and_answers_meanwhile() {
    let world = world().await;
    let address = free_address();
    let listens_at = address.to_string();
    let settings = [("LISTEN", listens_at.as_str()), ("DRAIN_SECONDS", "600")];
    let server = Process::begin(&world, &["serve"], &settings);
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    until(async || is_ready(&client, address).await).await;
    let page = client.get(format!("http://{address}/")).send().await.expect("a page");
    assert!(!page.headers().contains_key("connection"), "{page:?}");

    server.tell("-TERM");
    until(async || !is_ready(&client, address).await).await;
    let answer = client.get(format!("http://{address}/health/ready")).send().await.expect("an answer");
    assert_eq!(answer.status(), 503);
    let told: Value = answer.json().await.expect("JSON");
    assert_eq!((&told["status"], &told["database"]), (&Value::from("stopping"), &Value::from("ready")));
    let page = client.get(format!("http://{address}/")).send().await.expect("a page");
    assert_eq!((page.status().as_u16(), &page.headers()["connection"] == "close"), (200, true), "{page:?}");
}
