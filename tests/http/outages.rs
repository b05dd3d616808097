//! Postgres that goes away in the middle: requests wait or fail with a plain page, and nothing is half-written.

use domain::delegation::Delegation;
use domain::{Aggregate, DelegationId};
use proxy_access::storage::{delegations, event_log};
use proxy_access::worker::{self, Stop};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::story::{ALEX, DAVID, Described, begin, count, draft, invite, until};
use crate::support::browser::Browser;
use crate::support::cluster::Cluster;
use crate::support::log_capture::LogCapture;
use crate::support::page::Page;
use crate::support::world::{World, world_at, world_with};

/// A page that says so, or the page that was wanted.
#[track_caller]
fn expect_well_or_plain(page: &Page) -> bool {
    if page.status == 200 {
        return true;
    }
    page.expect(503, "Sorry, there is a problem with the service");
    page.expect_text("Try again in a few minutes.").expect_no_text("database").expect_no_text("sql");
    false
}

/// Every request is there with all that belongs to it, or not at all.
async fn expect_whole(world: &World) {
    let all = count(world, "delegation").await;
    for part in [
        "invitation",
        "event where version = 1",
        "draft where sent_as is not null",
        "(select distinct aggregate_id from message) as told",
    ] {
        assert_eq!(count(world, part).await, all, "{part}");
    }
    let ids: Vec<Uuid> =
        sqlx::query_scalar("select id from delegation").fetch_all(&world.app.db).await.unwrap();
    for id in ids.into_iter().map(DelegationId) {
        let history = event_log::history::<Delegation>(&world.app.db, id).await.unwrap();
        assert_eq!(Delegation::replay(&history), delegations::load(&world.app.db, id).await.unwrap());
    }
}

/// Another window of the same browser.
fn window(world: &World, browser: &Browser) -> Browser {
    let mut other = world.browser();
    other.set_cookie("session", browser.cookie("session").expect("somebody is signed in"));
    other
}

/// Drafts for different people, ready to be sent.
async fn drafts(margaret: &mut Browser, many: u32) -> Vec<String> {
    let mut paths = Vec::new();
    for n in 0..many {
        let number: &'static str = crate::people::number_of(n).leak();
        paths.push(format!("/invite/{}/declaration", draft(margaret, &Described { number, ..ALEX }).await));
    }
    paths
}

const MANY: [(&str, &str); 3] =
    [("LIMIT_OPEN_INVITATIONS", "100"), ("LIMIT_REQUESTS_A_DAY", "100"), ("DATABASE_WAIT_SECONDS", "5")];

#[tokio::test]
async fn connections_that_are_cut_under_requests_cost_a_plain_page_at_most() {
    let world = world_with(&MANY).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let paths = drafts(&mut margaret, 8).await;
    let own = world.database.pool().await;
    let cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity
         where datname = current_database() and application_name = 'proxy-access'";
    let mut plain = 0;
    for path in &paths {
        let mut windows: Vec<Browser> = (0..3).map(|_| window(&world, &margaret)).collect();
        let [one, other, third] = &mut windows[..] else { panic!("three windows") };
        let yes = [("declare", "yes")];
        let (cut, one, other, third) = tokio::join!(
            sqlx::query(cut).execute(&own),
            one.post(path, &yes),
            other.get("/home"),
            third.post("/invite", &[]),
        );
        cut.unwrap();
        plain += [one, other, third].iter().filter(|page| !expect_well_or_plain(page)).count();
    }
    println!("{plain} of 24 requests got the plain page");
    for path in &paths {
        let mut tries = 0;
        while !expect_well_or_plain(&margaret.post(path, &[("declare", "yes")]).await) {
            tries += 1;
            assert!(tries < 10, "dead connections are thrown away");
        }
        margaret.here().expect(200, "Request sent");
    }
    assert_eq!(count(&world, "delegation").await, 8, "each once, however often it was sent");
    expect_whole(&world).await;
}

#[tokio::test]
async fn a_database_that_is_away_costs_a_plain_page_and_loses_no_answer() {
    let world = world_with(&[("DATABASE_WAIT_SECONDS", "1")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let mut server = server(&world).await;
    shut(&mut server, &world, true).await;
    for path in ["/home", "/invite", &format!("/invite/{draft}/who")] {
        assert!(!expect_well_or_plain(&margaret.get(path).await), "{path}");
    }
    assert!(!expect_well_or_plain(&margaret.post(&format!("/invite/{draft}/who"), &DAVID.fields()).await));
    assert_eq!(margaret.get("/health/live").await.status, 200);
    assert_eq!(margaret.get("/health/ready").await.status, 503);
    assert!(worker::deliver_batch(&world.app).await.is_err());
    shut(&mut server, &world, false).await;
    // Each dead connection of the pool may cost one more plain page.
    until(async || {
        let mut well = 0;
        for _ in 0..10 {
            well += usize::from(expect_well_or_plain(&window(&world, &margaret).get("/home").await));
        }
        well == 10
    })
    .await;
    assert_eq!(margaret.get("/health/ready").await.status, 200);
    let page = margaret.post(&format!("/invite/{draft}/who"), &DAVID.fields()).await;
    page.expect(200, "How is David O'Neill related to you?");
    assert_eq!(worker::deliver_batch(&world.app).await.unwrap(), 0);
}

/// A connection beside the test's database.
async fn server(world: &World) -> PgConnection {
    let mut url = url::Url::parse(&world.database.url).unwrap();
    url.set_path("postgres");
    PgConnection::connect(url.as_str()).await.unwrap()
}

async fn shut(server: &mut PgConnection, world: &World, is_shut: bool) {
    let name = url::Url::parse(&world.database.url).unwrap().path().trim_start_matches('/').to_owned();
    let open = format!("alter database {name} allow_connections {}", !is_shut);
    sqlx::query(AssertSqlSafe(open)).execute(&mut *server).await.unwrap();
    if is_shut {
        let cut = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1";
        sqlx::query(cut).bind(name).execute(server).await.unwrap();
    }
}

#[tokio::test]
async fn a_restart_of_postgres_under_load_loses_nothing_and_does_nothing_twice() {
    let mut cluster = Cluster::start().await;
    let world = world_at(&cluster.url, &MANY).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let paths = drafts(&mut margaret, 8).await;
    let stop = Stop::new();
    let worker = tokio::spawn(worker::run(world.app.clone(), stop.clone()));
    let mut windows: Vec<Browser> = paths.iter().map(|_| window(&world, &margaret)).collect();
    let sends = windows.iter_mut().zip(&paths).map(|(window, path)| window.post(path, &[("declare", "yes")]));
    let restart = async {
        cluster.stop().await;
        cluster.resume().await;
    };
    let (pages, ()) = tokio::join!(futures::future::join_all(sends), restart);
    let well = pages.iter().filter(|page| expect_well_or_plain(page)).count();
    println!("{well} of 8 were taken during the restart");
    for path in &paths {
        until(async || {
            let page = window(&world, &margaret).post(path, &[("declare", "yes")]).await;
            expect_well_or_plain(&page)
        })
        .await;
    }
    until(async || count(&world, "outbox").await == 0).await;
    stop.cancel();
    worker.await.unwrap();
    assert_eq!(count(&world, "delegation").await, 8);
    expect_whole(&world).await;
    let inbox = world.sandbox.inbox();
    assert_eq!(
        inbox.messages().len(),
        16,
        "to Margaret, that it began, and that nobody of that number is known"
    );
    drop(world);
}

#[tokio::test]
async fn a_worker_waits_for_a_database_of_its_own_shape() {
    let world = world_with(&MANY).await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    let newest = "update _sqlx_migrations set success = $1 where version = (select max(version) from _sqlx_migrations)";
    sqlx::query(newest).bind(false).execute(&world.app.db).await.unwrap();

    let stop = Stop::new();
    let worker = tokio::spawn(worker::run(world.app.clone(), stop.clone()));
    let waits = |line: &String| line.contains("waiting for it");
    until(async || LogCapture::start().lines().iter().any(waits)).await;
    assert_eq!(
        count(&world, "outbox where attempts > 0").await,
        0,
        "nothing is done that cannot be written down"
    );

    sqlx::query(newest).bind(true).execute(&world.app.db).await.unwrap();
    until(async || count(&world, "outbox").await == 0).await;
    stop.cancel();
    worker.await.unwrap();
}
