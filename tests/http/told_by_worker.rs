//! A server tells operators what the worker knows of outside systems that no page calls.

use serde_json::Value;

use proxy_access::worker;

use crate::people::number_of;
use crate::process::Process;
use crate::story::{DAVID, Described, invite, later, until};
use crate::support::world::world_with;

#[tokio::test]
async fn a_server_tells_that_the_worker_finds_no_mail_server() {
    // Nobody listens there.
    let world = world_with(&[("SMTP_URL", "smtp://127.0.0.1:1")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    // Messages of five requests: one that fails again and again may be its own fault.
    for number in 0..5 {
        let number: &'static str = number_of(number).leak();
        invite(&mut margaret, &Described { number, ..DAVID }).await;
    }
    world.deliver_everything().await;
    for _ in 0..3 {
        later(&world).await;
    }
    worker::tell_what_is_known(&world.app).await.unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let _server = Process::server(&world, &free);
    until(async || tokio::net::TcpStream::connect(&free).await.is_ok()).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let told = client.get(format!("http://{free}/health/ready")).send().await.unwrap();
    let told: Value = told.json().await.unwrap();
    assert_eq!(told["outside"]["email"], "closed", "it has not called it: {told}");
    assert_eq!(told["worker"]["outside"]["pds"]["circuit"], "closed", "{told}");
    let mail = &told["worker"]["outside"]["email"]["circuit"];
    assert!(mail == "open" || mail == "half_open", "{told}");
}
