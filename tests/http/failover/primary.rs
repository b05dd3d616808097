//! The primary is killed under load, and its standby promoted.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::future::join_all;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::load::{Calls, reads, requests, sends};
use super::{SETTINGS, expect_each_mail_once};
use crate::process::Process;
use crate::restarts::window;
use crate::story::{count, until};
use crate::support::pair::Pair;
use crate::support::switch::{Switch, free_address, is_ready};
use crate::support::world::{World, world_behind_at};

const CASES: usize = 300;
const REQUESTS: u32 = 8;
const READERS: usize = 4;
/// The service has to be there again within this, and nobody restarts it.
const BACK_WITHIN: Duration = Duration::from_secs(15);

/// A client that waits for nobody long.
fn client() -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10));
    client.build().expect("a client")
}

/// What a server says of its database.
async fn told(client: &reqwest::Client, server: SocketAddr) -> Option<String> {
    let answer = client.get(format!("http://{server}/health/ready")).send().await.ok()?;
    let told: Value = answer.json().await.ok()?;
    told["database"].as_str().map(str::to_owned)
}

/// Two servers of the real program, which listen.
async fn servers(world: &World) -> ([SocketAddr; 2], Vec<Process>) {
    let at = [free_address(), free_address()];
    let processes = at.iter().map(|at| Process::server(world, &at.to_string())).collect();
    for address in at {
        until(async || TcpStream::connect(address).await.is_ok()).await;
    }
    (at, processes)
}

/// When the primary was killed, when both servers had met the standby, and when both were ready again.
struct Failover {
    killed: Instant,
    moved: Instant,
    ready: Instant,
}

/// Kills the primary and promotes the standby. The switch is quicker than the promotion, so that for a while there is a
/// server that takes no writes.
async fn fail_over(
    pair: &mut Pair,
    database: &Switch,
    servers: [SocketAddr; 2],
    [killing, standing_by]: [&CancellationToken; 2],
) -> Failover {
    let client = client();
    killing.cancel();
    let killed = Instant::now();
    pair.kill_primary().await;
    database.turn(&[pair.standby.address]);
    for server in servers {
        until(async || told(&client, server).await.as_deref() == Some("read_only")).await;
    }
    let moved = Instant::now();
    standing_by.cancel();
    pair.promote().await;
    for server in servers {
        until(async || is_ready(&client, server).await).await;
    }
    Failover { killed, moved, ready: Instant::now() }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: bin/test --long"]
async fn a_primary_that_is_killed_under_load_loses_nothing_doubles_nothing_and_is_replaced_within_15_seconds()
{
    let mut pair = Pair::start().await;
    let (database, site) = (Switch::start().await, Switch::start().await);
    database.turn(&[pair.primary.address]);
    let url = format!("http://localhost:{}", site.address.port());
    let to = format!("postgres://app@{}/postgres", database.address);
    let world = world_behind_at(&to, &url, &SETTINGS).await;
    let (servers, _serving) = servers(&world).await;
    site.turn(&servers);
    let mut margaret = world.sign_in_as("margaret").await;
    let paths = requests(&mut margaret, REQUESTS).await;
    let calls = Calls::prepared(&world, CASES).await;
    let _working = [Process::worker(&world), Process::worker(&world)];

    let (over, killing, standing_by) =
        (AtomicBool::new(false), CancellationToken::new(), CancellationToken::new());
    let reading = join_all((0..READERS).map(|_| reads(window(&world, &margaret), &over)));
    // Half of the forms come in the moment of the fault, the others at a server that takes no writes.
    let sending = join_all(paths.iter().enumerate().map(|(number, path)| {
        let (writer, moment) =
            (window(&world, &margaret), if number % 2 == 0 { &killing } else { &standing_by });
        async move {
            moment.cancelled().await;
            sends(writer, path).await;
        }
    }));
    let failing = async {
        let is_busy = || calls.answered() >= CASES / 3 && !world.sandbox.inbox().messages().is_empty();
        until(async || is_busy()).await;
        fail_over(&mut pair, &database, servers, [&killing, &standing_by]).await
    };
    let work = async {
        let (failover, (), _) = tokio::join!(failing, calls.all(Duration::ZERO), sending);
        over.store(true, Ordering::Release);
        failover
    };
    let (failover, failed) = tokio::join!(work, reading);

    let Failover { killed, moved, ready } = failover;
    let first = calls.first_after(moved).expect("calls were under way") - killed;
    let read = failed.iter().flatten().map(|(at, _)| *at - killed).max().unwrap_or_default();
    println!(
        "both servers were ready again after {:?}, the first call was acknowledged after {first:?}, {} calls were \
         answered otherwise; the last page failed after {read:?}",
        ready - killed,
        calls.refused().len()
    );
    for took in [ready - killed, first, read] {
        assert!(took < BACK_WITHIN, "{took:?}");
    }
    calls.expect_each_once(&world).await;
    let all = i64::try_from(CASES).expect("few") + i64::from(REQUESTS);
    assert_eq!(count(&world, "delegation").await, all, "each request is there, once");
    expect_each_mail_once(&world).await;
}
