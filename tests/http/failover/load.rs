//! What goes on meanwhile: people who read, people who send a form, and a program that confirms cases.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::StreamExt;
use tokio::time::{Instant, sleep, sleep_until};

use crate::api_practice::{ALL, confirmation};
use crate::people::{number_of, pair, with_practice};
use crate::program::Program;
use crate::story::{ALEX, Described, count, draft};
use crate::support::browser::Browser;
use crate::support::world::World;

/// Before somebody whose answer was none tries again.
pub const PAUSE: Duration = Duration::from_millis(20);
/// Calls under way at once.
const AT_ONCE: usize = 8;
/// What may be said while the database is away, or the first try of a call still counts as under way; and 0 where a
/// connection broke.
const TRY_AGAIN: [u16; 3] = [0, 409, 503];

/// A practice's system that confirms cases, each by a call with a key of its own, again until that is acknowledged.
pub struct Calls {
    http: reqwest::Client,
    site: String,
    token: String,
    cases: Vec<String>,
    answered: Mutex<Vec<(String, Instant)>>,
    refused: Mutex<Vec<u16>>,
}

impl Calls {
    /// So many cases that wait for it.
    pub async fn prepared(world: &World, cases: usize) -> Calls {
        let system = Program::registered(world, ALL, &["A81001"]).await;
        let mut ids = Vec::with_capacity(cases);
        for _ in 0..cases {
            let pair = pair(world).await;
            ids.push(with_practice(world, pair.delegator, pair.delegate).await.to_string());
        }
        // Each by a connection of its own: what a server does with one that waits is seen by those who read.
        let http = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build();
        Calls {
            http: http.expect("a client"),
            site: world.url.clone(),
            token: system.token(world).await,
            cases: ids,
            answered: Mutex::default(),
            refused: Mutex::default(),
        }
    }

    /// Confirms them all, one at each `pace`.
    pub async fn all(&self, pace: Duration) {
        let begun = Instant::now();
        let cases = futures::stream::iter(self.cases.iter().zip(0_u32..));
        let each = cases.for_each_concurrent(AT_ONCE, |(case, number)| async move {
            sleep_until(begun + pace * number).await;
            self.insists(case).await;
        });
        each.await;
    }

    async fn insists(&self, case: &str) {
        let url = format!("{}/api/v1/delegations/{case}/confirmation", self.site);
        loop {
            let call = self.http.post(&url).bearer_auth(&self.token).header("idempotency-key", case);
            let (status, said) = match call.json(&confirmation()).send().await {
                Ok(answer) => (answer.status().as_u16(), answer.text().await.unwrap_or_default()),
                Err(_) => (0, String::new()),
            };
            if status == 200 {
                self.answered.lock().expect("a list").push((case.to_owned(), Instant::now()));
                return;
            }
            self.refused.lock().expect("a list").push(status);
            assert!(TRY_AGAIN.contains(&status), "{status}: {said}");
            sleep(PAUSE).await;
        }
    }

    /// How many were acknowledged.
    pub fn answered(&self) -> usize {
        self.answered.lock().expect("a list").len()
    }

    /// When the first was acknowledged after this moment.
    pub fn first_after(&self, moment: Instant) -> Option<Instant> {
        let answered = self.answered.lock().expect("a list");
        answered.iter().map(|(_, at)| *at).filter(|at| *at > moment).min()
    }

    /// What was answered in place of an acknowledgement, oldest first.
    pub fn refused(&self) -> Vec<u16> {
        self.refused.lock().expect("a list").clone()
    }

    /// Looks that each was acknowledged, and done once.
    pub async fn expect_each_once(&self, world: &World) {
        let all = i64::try_from(self.cases.len()).expect("few");
        let told: BTreeSet<String> =
            self.answered.lock().expect("a list").iter().map(|(case, _)| case.clone()).collect();
        assert_eq!(told, self.cases.iter().cloned().collect::<BTreeSet<_>>(), "each is acknowledged");
        assert_eq!(count(world, "event where name = 'delegation_applied'").await, all, "each once");
        assert_eq!(count(world, "delegation where stage = 'active'").await, all, "none is lost");
        assert_eq!(count(world, "message where message = 'access_set'").await, 2 * all, "told once");
    }
}

/// Reads the home page again and again; what came in place of it, and when.
pub async fn reads(mut reader: Browser, over: &AtomicBool) -> Vec<(Instant, u16)> {
    let mut failed = Vec::new();
    while !over.load(Ordering::Acquire) {
        let page = reader.get("/home").await;
        if page.status != 200 || page.url.path() != "/home" {
            failed.push((Instant::now(), page.status.as_u16()));
        }
    }
    failed
}

/// Requests for different people, of which nothing is left but to send them: where that is done.
pub async fn requests(browser: &mut Browser, how_many: u32) -> Vec<String> {
    let mut paths = Vec::new();
    for number in 0..how_many {
        let number: &'static str = number_of(number).leak();
        let draft = draft(browser, &Described { number, ..ALEX }).await;
        paths.push(format!("/invite/{draft}/declaration"));
    }
    paths
}

/// Sends one, and again where "there is a problem with the service" was the answer.
pub async fn sends(mut writer: Browser, path: &str) {
    loop {
        let page = writer.post(path, &[("declare", "yes")]).await;
        if page.status == 200 {
            return;
        }
        assert_eq!(page.status, 503, "{path}: {}", page.body);
        sleep(PAUSE).await;
    }
}
