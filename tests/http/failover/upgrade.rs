//! Another version of the program takes the place of the one that runs, one process after the other.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::future::join_all;
use serde_json::Value;

use super::load::{Calls, reads, requests, sends};
use super::{SETTINGS, expect_each_mail_once};
use crate::process::Process;
use crate::restarts::window;
use crate::story::{count, until};
use crate::support::switch::{Switch, free_address, is_ready};
use crate::support::world::{World, world_behind};

const CASES: usize = 400;
const REQUESTS: u32 = 8;
const READERS: usize = 4;
/// One call at each, so that they last as long as the upgrade.
const PACE: Duration = Duration::from_millis(25);
/// How long a server that is told to stop goes on: longer than whoever leads requests takes to see it.
const DRAIN: (&str, &str) = ("DRAIN_SECONDS", "2");
/// What takes over.
const NEW: &str = env!("CARGO_BIN_EXE_proxy-access");

/// The program of the release before this one, where there is one.
fn old() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    let given = std::env::var("PREVIOUS_BINARY");
    match given {
        Ok(path) => {
            println!("upgraded from {path}");
            path
        }
        Err(_) => {
            println!("upgraded from this build to itself: PREVIOUS_BINARY names no release before it");
            NEW.to_owned()
        }
    }
}

fn serve(world: &World, program: &str, at: SocketAddr) -> Process {
    Process::of_build(world, program, &["serve"], &[DRAIN, ("LISTEN", &at.to_string())])
}

/// Whether a server says that it is about to stop.
async fn is_stopping(client: &reqwest::Client, server: SocketAddr) -> bool {
    let Ok(answer) = client.get(format!("http://{server}/health/ready")).send().await else { return false };
    let status = answer.status();
    let told: Value = answer.json().await.unwrap_or_default();
    status == 503 && told["status"] == "stopping"
}

/// Puts the new program into the place of a server. It says first that it is about to stop.
async fn replace(world: &World, client: &reqwest::Client, (old, at): (Process, SocketAddr)) -> Process {
    old.tell("-TERM");
    until(async || is_stopping(client, at).await).await;
    assert!(old.end().await.success(), "it stops in order");
    let new = serve(world, NEW, at);
    until(async || is_ready(client, at).await).await;
    new
}

/// Replaces two servers, and a worker after them.
async fn upgrade(world: &World, servers: Vec<(Process, SocketAddr)>, worker: Process) -> Vec<Process> {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let mut new = Vec::new();
    for server in servers {
        new.push(replace(world, &client, server).await);
    }
    worker.tell("-TERM");
    assert!(worker.end().await.success(), "it stops in order");
    new.push(Process::of_build(world, NEW, &["worker"], &[]));
    new
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: bin/test --long"]
async fn servers_and_a_worker_that_are_replaced_under_load_fail_no_request() {
    let site = Arc::new(Switch::start().await);
    // The database has the new shape from the beginning, as after `migrate` of the new version.
    let world = world_behind(&format!("http://localhost:{}", site.address.port()), &SETTINGS).await;
    let (old, places) = (old(), [free_address(), free_address()]);
    let servers: Vec<(Process, SocketAddr)> =
        places.iter().map(|at| (serve(&world, &old, *at), *at)).collect();
    let led = site.clone();
    let leading = tokio::spawn(async move { led.lead_to_the_ready(&places).await });
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    for place in places.into_iter().chain([site.address]) {
        until(async || is_ready(&client, place).await).await;
    }
    let mut margaret = world.sign_in_as("margaret").await;
    let paths = requests(&mut margaret, REQUESTS).await;
    let calls = Calls::prepared(&world, CASES).await;
    let worker = Process::of_build(&world, &old, &["worker"], &[]);

    let over = AtomicBool::new(false);
    let reading = join_all((0..READERS).map(|_| reads(window(&world, &margaret), &over)));
    let sending = async {
        for (path, part) in paths.iter().zip(1_usize..) {
            until(async || calls.answered() >= CASES / (paths.len() + 1) * part).await;
            sends(window(&world, &margaret), path).await;
        }
    };
    let work = async {
        let (new, (), ()) = tokio::join!(upgrade(&world, servers, worker), calls.all(PACE), sending);
        over.store(true, Ordering::Release);
        new
    };
    let (_new, failed) = tokio::join!(work, reading);

    assert_eq!(calls.refused(), Vec::<u16>::new(), "each call is done at its first try");
    assert!(failed.iter().all(Vec::is_empty), "each page is shown: {failed:?}");
    calls.expect_each_once(&world).await;
    let all = i64::try_from(CASES).expect("few") + i64::from(REQUESTS);
    assert_eq!(count(&world, "delegation").await, all, "each request is there, once");
    expect_each_mail_once(&world).await;
    leading.abort();
}
