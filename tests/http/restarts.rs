//! A database that restarts within the wait fails nobody; one that takes no writes fails no reading.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use time::Duration;

use crate::api_practice::{ALL, confirmation, expect};
use crate::people::{pair, with_practice};
use crate::program::Program;
use crate::story::{ALEX, DAVID, Described, begin, count, draft};
use crate::support::browser::Browser;
use crate::support::cluster::Cluster;
use crate::support::world::{World, world, world_at, world_with};

/// A machine that others keep busy starts a server late.
pub const MANY: [(&str, &str); 3] =
    [("LIMIT_OPEN_INVITATIONS", "100"), ("LIMIT_REQUESTS_A_DAY", "100"), ("DATABASE_WAIT_SECONDS", "40")];

/// Another window of this browser.
pub fn window(world: &World, browser: &Browser) -> Browser {
    let mut other = world.browser();
    let session =
        ["session", "__Host-session"].into_iter().find_map(|name| Some((name, browser.cookie(name)?)));
    let (name, value) = session.expect("somebody is signed in");
    other.set_cookie(name, value);
    other
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_over_a_socket_fails_nobody() {
    a_restart_fails_nobody(Cluster::start().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_over_tcp_fails_nobody() {
    a_restart_fails_nobody(Cluster::start_on_tcp().await).await;
}

async fn a_restart_fails_nobody(mut cluster: Cluster) {
    let world = world_at(&cluster.url, &MANY).await;
    nobody_fails(&world, &mut cluster).await;
}

/// Restarts the database while people of this service read and send forms.
pub async fn nobody_fails(world: &World, cluster: &mut Cluster) {
    let mut margaret = world.sign_in_as("margaret").await;
    let mut paths = Vec::new();
    for number in 0..8 {
        let number: &'static str = crate::people::number_of(number).leak();
        let draft = draft(&mut margaret, &Described { number, ..ALEX }).await;
        paths.push(format!("/invite/{draft}/declaration"));
    }
    let (over, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    let reading = (0..4).map(|_| async {
        let (mut reader, mut failed) = (window(world, &margaret), Vec::new());
        while !over.load(Ordering::Acquire) {
            let page = reader.get("/home").await;
            if page.status != 200 {
                failed.push((page.status.as_u16(), page.body));
            }
            read.fetch_add(1, Ordering::AcqRel);
        }
        failed
    });
    let sending = paths.iter().map(|path| {
        let mut writer = window(world, &margaret);
        async move { writer.post(path, &[("declare", "yes")]).await.status.as_u16() }
    });
    let restart = async {
        cluster.stop().await;
        let sent = futures::future::join_all(sending);
        let (sent, ()) = tokio::join!(sent, cluster.resume());
        over.store(true, Ordering::Release);
        sent
    };
    let (failed, sent) = tokio::join!(futures::future::join_all(reading), restart);
    let failed: Vec<_> = failed.into_iter().flatten().collect();
    assert!(failed.is_empty(), "of {} reads: {failed:?}", read.load(Ordering::Acquire));
    assert_eq!(sent, vec![200; 8]);
    assert_eq!(count(world, "delegation").await, 8);
}

/// Some are under way when the database stops, some begin while it is away.
#[tokio::test(flavor = "multi_thread")]
async fn keyed_calls_over_a_restart_are_each_done_once_and_no_key_is_left_under_way() {
    let mut cluster = Cluster::start_on_tcp().await;
    let world = world_at(&cluster.url, &MANY).await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let mut cases = Vec::new();
    for _ in 0..16 {
        let pair = pair(&world).await;
        cases.push(with_practice(&world, pair.delegator, pair.delegate).await.to_string());
    }
    let call = |id: &String| {
        let (system, token, id) = (&system, token.as_str(), id.clone());
        async move {
            let path = format!("/api/v1/delegations/{id}/confirmation");
            system.sends(token, &path, &confirmation(), &[("idempotency-key", id.as_str())]).await
        }
    };
    let (first, second) = cases.split_at(8);
    let restart = async {
        cluster.stop().await;
        tokio::join!(futures::future::join_all(second.iter().map(&call)), cluster.resume()).0
    };
    let (mut answers, more) = tokio::join!(futures::future::join_all(first.iter().map(&call)), restart);
    answers.extend(more);
    for answer in &answers {
        expect(answer, 200, "active");
    }
    assert_eq!(count(&world, "event where name = 'delegation_applied'").await, 16, "each once");
    assert_eq!(count(&world, "answered_call where status is null").await, 0, "no key is under way");
    let again = call(&cases[0]).await;
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(again.body, answers[0].body);
}

#[tokio::test]
async fn pages_whose_connections_are_cut_in_the_middle_come_all_the_same() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let mut own = PgConnection::connect(&world.database.url).await.unwrap();
    for round in 0..60 {
        let (page, ()) = tokio::join!(margaret.get("/home"), cut(&mut own, 0));
        assert_eq!(page.status, 200, "round {round}");
    }
}

#[tokio::test]
async fn a_database_that_takes_no_writes_fails_no_reading_and_is_told_of() {
    let world = world_with(&[("DATABASE_WAIT_SECONDS", "2")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    read_only(&world, true).await;
    // It is time to note when she was last seen.
    world.clock.advance(Duration::minutes(2));
    margaret.get("/home").await.expect_status(200);
    margaret.get(&format!("/invite/{draft}/who")).await.expect_status(200);
    let problem = "Sorry, there is a problem with the service";
    margaret.post(&format!("/invite/{draft}/who"), &DAVID.fields()).await.expect(503, problem);
    world.browser().get("/auth/nhs-login/start").await.expect(503, problem);
    let ready = margaret.get("/health/ready").await;
    let told: Value = serde_json::from_str(&ready.body).unwrap();
    assert_eq!((ready.status.as_u16(), &told["database"]), (503, &Value::from("read_only")), "{told}");
    read_only(&world, false).await;
    assert_eq!(margaret.get("/health/ready").await.status, 200);
    let page = margaret.post(&format!("/invite/{draft}/who"), &DAVID.fields()).await;
    page.expect(200, "How is David O'Neill related to you?");
}

/// As while a standby is being promoted.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_and_a_call_wait_for_a_database_that_takes_no_writes_for_a_moment() {
    let world = world_with(&[("DATABASE_WAIT_SECONDS", "40")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = draft(&mut margaret, &DAVID).await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let pair = pair(&world).await;
    let case = with_practice(&world, pair.delegator, pair.delegate).await.to_string();
    read_only(&world, true).await;
    let (path, key) = (format!("/api/v1/delegations/{case}/confirmation"), [("idempotency-key", "a key")]);
    let declaration = format!("/invite/{draft}/declaration");
    let confirmation = confirmation();
    let over = async {
        let mut other = world.browser();
        // Time enough to be refused many times.
        for _ in 0..40 {
            assert_eq!(other.get("/health/ready").await.status, 503);
        }
        read_only(&world, false).await;
    };
    let (sent, called, ()) = tokio::join!(
        margaret.post(&declaration, &[("declare", "yes")]),
        system.sends(&token, &path, &confirmation, &key),
        over
    );
    sent.expect(200, "Request sent");
    expect(&called, 200, "active");
    assert_eq!(count(&world, "delegation").await, 2);
    assert_eq!(count(&world, "event where name = 'delegation_applied'").await, 1);
}

/// For new connections; those that are there end.
pub async fn read_only(world: &World, is_so: bool) {
    let mut own = PgConnection::connect(&world.database.url).await.unwrap();
    let name: String = sqlx::query_scalar("select current_database()").fetch_one(&mut own).await.unwrap();
    sqlx::query("set default_transaction_read_only = off").execute(&mut own).await.unwrap();
    let set = format!("alter database {name} set default_transaction_read_only = {is_so}");
    sqlx::query(AssertSqlSafe(set)).execute(&mut own).await.unwrap();
    cut(&mut own, 5000).await;
}

/// Ends all connections of the service, and waits so many milliseconds at most until they are gone.
async fn cut(own: &mut PgConnection, wait: i64) {
    let cut = "select count(pg_terminate_backend(pid, $1)) from pg_stat_activity
         where datname = current_database() and application_name = 'proxy-access'";
    sqlx::query(cut).bind(wait).execute(own).await.unwrap();
}
