//! Workers that die: between commit and delivery, between delivery and acknowledgement. Nothing is lost, and by the
//! idempotency key nobody reads anything twice.

use proxy_access::storage::PgPool;
use proxy_access::storage::outbox::{self, SEND_MESSAGE};
use proxy_access::worker;
use sandbox::switches::SmtpSwitches;
use time::Duration;
use tokio::task::JoinHandle;

use crate::process::Process;
use crate::story::{DAVID, count, events, invite, ledger, until};
use crate::support::world::{World, world};

const LEASED: &str = "outbox where task = 'send_message' and leased_until is not null";

/// A world in which Margaret has invited David and nothing was delivered yet.
async fn invited() -> World {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world
}

/// A worker that takes one batch.
fn worker(world: &World) -> JoinHandle<()> {
    let app = world.app.clone();
    tokio::spawn(async move {
        drop(worker::deliver_batch(&app).await);
    })
}

/// Each message once in the inbox; how many keys came again.
fn expect_inbox(world: &World, letters: usize, repeats: usize) {
    let inbox = world.sandbox.inbox();
    let mut keys: Vec<String> =
        inbox.messages().iter().map(|letter| letter.key().unwrap().to_owned()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((keys.len(), inbox.messages().len()), (letters, letters), "nothing twice, nothing lost");
    assert_eq!(inbox.repeats().len(), repeats, "{:?}", inbox.repeats());
}

/// Everything is sent, and nothing waits.
async fn expect_done(world: &World) {
    assert_eq!(count(world, "outbox").await, 0);
    assert_eq!(count(world, "message where sent_at is null").await, 0);
    let history =
        ["delegation_requested", "details_confirmed", "contact_found", "invitation_sent"].map(str::to_owned);
    assert_eq!(events(world).await, history, "nothing happened twice");
}

/// Keeps rows of `table` from being written until it is dropped.
async fn hold(pool: &PgPool, table: &'static str) -> sqlx::Transaction<'static, sqlx::Postgres> {
    let mut transaction = pool.begin().await.unwrap();
    let statement = format!("select from {table} for update");
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *transaction).await.unwrap();
    transaction
}

const BLOCKED: &str = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/// The worker dies while its statement waits for a held row; Postgres would still run it, so its connection dies too.
async fn die(pool: &PgPool, worker: JoinHandle<()>, held: sqlx::Transaction<'static, sqlx::Postgres>) {
    worker.abort();
    assert!(worker.await.is_err());
    let kill = format!("select pg_terminate_backend(pid, 5000) from {BLOCKED}");
    sqlx::query(sqlx::AssertSqlSafe(kill)).execute(pool).await.unwrap();
    held.rollback().await.unwrap();
}

#[tokio::test]
async fn a_worker_that_dies_before_delivery_leaves_its_work_to_the_next() {
    let world = invited().await;
    world.sandbox.switches().set_smtp(SmtpSwitches { slow_ms: 600_000, ..SmtpSwitches::default() });
    let dying = worker(&world);
    until(async || count(&world, LEASED).await > 0).await;
    dying.abort();
    assert!(dying.await.is_err());
    world.sandbox.switches().reset();
    let held = count(&world, LEASED).await;
    world.deliver_everything().await;
    assert_eq!(count(&world, LEASED).await, held, "what somebody may still be doing is left alone");
    world.clock.advance(Duration::seconds(121));
    world.deliver_everything().await;
    expect_done(&world).await;
    expect_inbox(&world, 2, 0);
    assert_eq!(ledger(&world).await[0], "request_started to delegator: sent at try 2");
}

#[tokio::test]
async fn a_worker_that_dies_after_delivery_and_before_noting_it_makes_a_repeat_that_nobody_reads() {
    let world = invited().await;
    let pool = world.database.pool().await;
    let held = hold(&pool, "message").await;
    let dying = worker(&world);
    until(async || world.sandbox.inbox().messages().len() == 1 && count(&world, BLOCKED).await == 1).await;
    die(&pool, dying, held).await;
    assert_eq!(
        ledger(&world).await[0],
        "request_started to delegator: waits",
        "it died before it could say so"
    );
    world.clock.advance(Duration::seconds(121));
    world.deliver_everything().await;
    expect_done(&world).await;
    expect_inbox(&world, 2, 1);
}

#[tokio::test]
async fn a_server_that_hangs_up_before_it_acknowledges_gets_the_message_again_and_keeps_one() {
    let world = invited().await;
    world.sandbox.switches().set_smtp(SmtpSwitches { drop_before_ack: true, ..SmtpSwitches::default() });
    world.deliver_everything().await;
    assert_eq!(count(&world, "message where sent_at is null and last_fault is not null").await, 2);
    expect_inbox(&world, 2, 0);
    world.sandbox.switches().reset();
    world.clock.advance(Duration::minutes(1));
    world.deliver_everything().await;
    expect_done(&world).await;
    expect_inbox(&world, 2, 2);
}

#[tokio::test]
async fn a_check_whose_worker_dies_before_writing_it_down_is_made_again_and_counts_once() {
    let world = invited().await;
    let pool = world.database.pool().await;
    let held = hold(&pool, "delegation").await;
    let dying = worker(&world);
    let told = "message where sent_at is not null";
    until(async || count(&world, told).await == 1 && count(&world, BLOCKED).await == 1).await;
    die(&pool, dying, held).await;
    assert_eq!(events(&world).await.len(), 1);
    world.clock.advance(Duration::seconds(121));
    world.deliver_everything().await;
    expect_done(&world).await;
    expect_inbox(&world, 2, 0);
}

#[tokio::test]
async fn a_worker_that_comes_back_after_its_lease_undoes_nothing() {
    let slow = SmtpSwitches { slow_ms: 700, ..SmtpSwitches::default() };
    for faults in
        [SmtpSwitches { temp_fail: true, ..slow.clone() }, SmtpSwitches { reject_rcpt: true, ..slow.clone() }]
    {
        let world = invited().await;
        world.sandbox.switches().set_smtp(faults);
        let late = worker(&world);
        until(async || count(&world, LEASED).await > 0).await;
        let taken_over = "update outbox set attempts = attempts + 1, leased_until = now() + interval '1 day'
             where task = 'send_message' and leased_until is not null";
        sqlx::query(taken_over).execute(&world.app.db).await.unwrap();
        late.await.unwrap();
        assert_eq!(count(&world, "outbox where attempts = 2 and leased_until is not null").await, 1);
        assert_eq!(ledger(&world).await[0], "request_started to delegator: waits");
    }
}

#[tokio::test]
async fn work_that_is_given_back_twice_is_not_taken_from_who_has_it() {
    let world = invited().await;
    let (db, now) = (&world.app.db, world.app.clock.now());
    let take = async |minutes| {
        let lease = now + Duration::minutes(minutes);
        outbox::claim(db, (&[SEND_MESSAGE], true), (now, lease), 1).await.unwrap().pop()
    };
    let lost = take(2).await.expect("a message");
    outbox::give_back(db, &lost).await.unwrap();
    let held = take(3).await.expect("the same");
    assert_eq!((held.id, held.attempts), (lost.id, lost.attempts), "its attempt did not count");
    // Its answer was lost with the connection.
    outbox::give_back(db, &lost).await.unwrap();
    assert!(take(4).await.is_none_or(|other| other.id != held.id));
}

#[tokio::test]
async fn ten_workers_at_once_do_everything_once() {
    let world = invited().await;
    let workers: Vec<JoinHandle<()>> = (0..10).map(|_| worker(&world)).collect();
    for one in workers {
        one.await.unwrap();
    }
    world.deliver_everything().await;
    expect_done(&world).await;
    expect_inbox(&world, 2, 0);
}

#[tokio::test]
async fn a_killed_process_loses_nothing_and_the_next_one_sends_nothing_twice() {
    let world = invited().await;
    world.sandbox.switches().set_smtp(SmtpSwitches { slow_ms: 600_000, ..SmtpSwitches::default() });
    let first = Process::worker(&world);
    until(async || count(&world, LEASED).await > 0).await;
    first.tell("-KILL");
    assert!(!first.end().await.success());
    assert!(count(&world, LEASED).await > 0, "it died with work in its hands");
    world.sandbox.switches().reset();
    // The process reads the machine's clock, so the leases are moved and not the time.
    sqlx::query("update outbox set leased_until = leased_until - interval '3 minutes'")
        .execute(&world.app.db)
        .await
        .unwrap();
    let second = Process::worker(&world);
    until(async || count(&world, "outbox").await == 0).await;
    second.tell("-TERM");
    assert!(second.end().await.success());
    expect_done(&world).await;
    expect_inbox(&world, 2, 0);
}

#[tokio::test]
async fn a_process_that_is_asked_to_stop_finishes_what_it_holds_and_takes_nothing_new() {
    let world = invited().await;
    world.sandbox.switches().set_smtp(SmtpSwitches { slow_ms: 500, ..SmtpSwitches::default() });
    let process = Process::worker(&world);
    until(async || count(&world, LEASED).await > 0).await;
    process.tell("-TERM");
    assert!(process.end().await.success());
    assert_eq!(count(&world, LEASED).await, 0, "no work is held by nobody");
    assert_eq!(count(&world, "message where sent_at is not null").await, 1);
    expect_inbox(&world, 1, 0);
    world.sandbox.switches().reset();
    world.deliver_everything().await;
    expect_done(&world).await;
    expect_inbox(&world, 2, 0);
}
