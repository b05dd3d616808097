//! No query reads a whole table: in a database with many rows, everything that the service does finds its rows by an index.

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use time::Duration;

use proxy_access::worker;

use crate::program::Program;
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, invite};
use crate::support::crowd;
use crate::support::database::database;
use crate::support::world::{World, world};

const CASES: u32 = 20_000;

/// Queries that are meant to read all of something small, by their beginning: nobody waits for them.
const WHOLE: [&str; 1] = ["select ods_code, name, enabled"];

#[tokio::test]
async fn explain_finds_an_index_for_every_checked_query() {
    let database = database().await;
    let pool = database.pool().await;
    crowd::settle(&pool, (0, CASES)).await.unwrap();
    crowd::furnish(&pool, (0, CASES)).await.unwrap();
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    run(&mut connection, "set plan_cache_mode = force_generic_plan").await;
    let mut faults = Vec::new();
    let queries = checked_queries();
    assert!(queries.len() > 30, "only {} queries were found", queries.len());
    for (query, parameters) in queries {
        run(&mut connection, &format!("prepare q as {query}")).await;
        let nulls = vec!["null"; parameters].join(", ");
        let execute = if parameters == 0 { "q".to_owned() } else { format!("q({nulls})") };
        let explain = AssertSqlSafe(format!("explain (format json) execute {execute}"));
        let plan: Value = sqlx::query_scalar(explain).fetch_one(&mut connection).await.unwrap();
        let is_whole = WHOLE.iter().any(|start| query.trim_start().starts_with(start));
        if plan.to_string().contains("\"Seq Scan\"") && !is_whole {
            faults.push(format!("{query}\n{plan:#}"));
        }
        run(&mut connection, "deallocate q").await;
    }
    assert!(faults.is_empty(), "read a whole table:\n{}", faults.join("\n\n"));
}

/// All queries that are checked when the service is built, with their number of parameters.
fn checked_queries() -> Vec<(String, usize)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/.sqlx");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path| -> Value { serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap() };
    let known = files.map(read).map(|file| {
        let parameters = file["describe"]["parameters"]["Left"].as_array().map_or(0, Vec::len);
        (file["query"].as_str().unwrap().to_owned(), parameters)
    });
    known.collect()
}

async fn run(connection: &mut PgConnection, statement: &str) {
    let done = sqlx::query(AssertSqlSafe(statement.to_owned())).execute(connection).await;
    done.unwrap_or_else(|fault| panic!("{fault}: {statement}"));
}

#[tokio::test]
async fn a_whole_life_among_many_reads_no_table_as_a_whole() {
    let world = world().await;
    let pool = world.database.pool().await;
    crowd::settle(&pool, (0, CASES)).await.unwrap();
    crowd::furnish(&pool, (0, CASES)).await.unwrap();
    pool.close().await;
    let before = whole_reads(&world).await;
    live(&world).await;
    world.app.db.close().await;
    let after = whole_reads(&world).await;
    let read: Vec<_> =
        after.iter().filter(|(table, count)| *count > before.get(*table).unwrap_or(&0)).collect();
    assert!(read.is_empty(), "read as a whole, how often before: {before:?}, and after: {read:?}");
}

/// How often each large table was read as a whole. A connection tells that at the latest when it ends.
async fn whole_reads(world: &World) -> BTreeMap<String, i64> {
    let mut connection = PgConnection::connect(&world.database.url).await.unwrap();
    let own_pool = 5;
    loop {
        let others: i64 = sqlx::query_scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        )
        .fetch_one(&mut connection)
        .await
        .unwrap();
        let wanted = if world.app.db.is_closed() { 0 } else { own_pool };
        if others <= wanted {
            break;
        }
        tokio::task::yield_now().await;
    }
    let rows: Vec<(String, i64)> =
        sqlx::query_as("select relname::text, seq_scan from pg_stat_user_tables where n_live_tup > 1000")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    connection.close().await.unwrap();
    rows.into_iter().collect()
}

/// Everything that people, staff, programs and the worker do.
async fn live(world: &World) {
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let mut david = accept(world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let mut rachel = confirm(world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from delegation where practice = 'A81001'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    for address in ["/home", "/home?tab=waiting", "/home?tab=history", "/messages"] {
        margaret.get(address).await.expect_status(200);
        david.get(address).await.expect_status(200);
    }
    for page in ["", "/print", "/ask-change", "/stop"] {
        margaret.get(&format!("/delegations/{id}{page}")).await.expect_status(200);
    }
    for address in
        ["?tab=new", "?tab=closed", "?tab=active&sort=patient", "?tab=active&only=mine", "/export.csv"]
    {
        rachel.get(&format!("/staff{address}")).await.expect_status(200);
    }
    for search in ["marg", "999 000 0018", crowd::PERSON, ""] {
        rachel.post("/staff/search", &[("search", search)]).await.expect_status(200);
    }
    for page in ["", "/print", "/reads", "/change", "/revoke", "/suspend"] {
        rachel.get(&format!("/staff/cases/{id}{page}")).await.expect_status(200);
    }
    rachel.post(&format!("/staff/cases/{id}/take"), &[]).await.expect_status(200);
    ask_as_a_program(world).await;
    world.pass(Duration::days(2)).await;
    worker::recheck_everything(&world.app).await.unwrap();
    worker::close_what_cannot_go_on(&world.app).await.unwrap();
    world.deliver_everything().await;
}

async fn ask_as_a_program(world: &World) {
    let system = Program::registered(world, "user.roles.view", &["A81001", crowd::PRACTICE]).await;
    let token = system.token(world).await;
    let nobody = "0199f1d2-7c1e-7aaa-8000-000000000000";
    for address in [
        format!("/api/v1/access?patient={nobody}&actor={nobody}&service=view_record"),
        format!("/api/v1/roles?patient={nobody}"),
        format!("/api/v1/roles?actor={nobody}"),
    ] {
        assert_eq!(system.reads(&token, &address).await.status, 200, "{address}");
    }
}
