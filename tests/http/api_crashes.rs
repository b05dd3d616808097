//! A server that is killed in the middle of a thousand keyed calls: what was acknowledged is there, once.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::people::{pair, with_practice};
use crate::process::Process;
use crate::program::Program;
use crate::story::{count, until};
use crate::support::world::{World, world_with};

const CALLS: usize = 1_000;
const AT_ONCE: usize = 16;

/// What one client knows of its calls.
struct Client {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Client {
    /// Calls with this key until it is answered; a server that is away, or that still holds the key of a call it lost, is
    /// asked again.
    async fn insists(&self, id: &str, key: usize) -> Value {
        let url = format!("{}/api/v1/delegations/{id}/confirmation", self.url);
        loop {
            let call = self.http.post(&url).bearer_auth(&self.token).json(&confirmation());
            let answer = call.header("idempotency-key", format!("call {key}")).send().await;
            if let Ok(answer) = answer {
                match answer.status().as_u16() {
                    200 => return answer.json().await.expect("JSON"),
                    409 | 503 => {}
                    other => panic!("{other}: {}", answer.text().await.unwrap_or_default()),
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn confirmation() -> Value {
    json!({
        "checklist": ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"],
        "consent": "in_writing",
        "access": { "services": ["view_record"], "record_level": "summary", "ends": "2027-11-01" },
    })
}

async fn listens(address: &str) {
    until(async || tokio::net::TcpStream::connect(address).await.is_ok()).await;
}

/// Calls that were begun by a process that is dead count as lost at once: the minute that this takes is not waited for.
async fn give_up_lost_calls(world: &World) {
    let long_ago = "update answered_call set begun_at = begun_at - interval '2 minutes' where status is null";
    sqlx::query(long_ago).execute(&world.app.db).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_during_a_thousand_keyed_calls_did_each_once() {
    let world = world_with(&[("PROGRAM_CALLS_A_SECOND", "100000")]).await;
    let system = Program::registered(&world, "proxy.request.confirm", &["A81001"]).await;
    let mut cases = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let pair = pair(&world).await;
        cases.push(with_practice(&world, pair.delegator, pair.delegate).await.to_string());
    }
    let address = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        free.local_addr().expect("an address").to_string()
    };
    let client = Client {
        http: reqwest::Client::builder().no_proxy().build().expect("a client"),
        url: format!("http://{address}"),
        token: system.token(&world).await,
    };
    let mut server = Process::server(&world, &address);
    listens(&address).await;
    let calls = futures::stream::iter(cases.iter().enumerate());
    let all = futures::StreamExt::buffer_unordered(
        futures::StreamExt::map(calls, |(key, id)| client.insists(id, key)),
        AT_ONCE,
    );
    let acknowledged = async { futures::StreamExt::collect::<Vec<Value>>(all).await };
    let killing = async {
        for part in 1..=4_i64 {
            let done = i64::try_from(CALLS).expect("small") / 5 * part;
            until(async || count(&world, "event where name = 'delegation_applied'").await >= done).await;
            server.tell("-KILL");
            server = Process::server(&world, &address);
            give_up_lost_calls(&world).await;
            listens(&address).await;
            give_up_lost_calls(&world).await;
        }
    };
    let (answers, ()) = tokio::join!(acknowledged, killing);
    let told: BTreeSet<Uuid> =
        answers.iter().map(|answer| answer["id"].as_str().expect("an id").parse().expect("an id")).collect();
    assert_eq!((answers.len(), told.len()), (CALLS, CALLS));
    assert_eq!(count(&world, "event where name = 'delegation_applied'").await, 1_000, "each once");
    assert_eq!(count(&world, "delegation where stage = 'active'").await, 1_000);
    assert_eq!(
        count(&world, "message where message = 'access_set'").await,
        2_000,
        "one set of messages each"
    );
}
