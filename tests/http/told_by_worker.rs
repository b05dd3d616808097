//! A server tells operators what the worker knows of outside systems that no page calls.

use serde_json::Value;

use proxy_access::worker;
use sandbox::switches::SmtpSwitches;

use crate::process::Process;
use crate::story::{DAVID, invite, later, until};
use crate::support::world::world;

#[tokio::test]
async fn a_server_tells_that_the_worker_finds_no_mail_server() {
    let world = world().await;
    world.sandbox.switches().set_smtp(SmtpSwitches { refuse: true, ..SmtpSwitches::default() });
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
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
