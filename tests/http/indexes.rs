//! No query reads a whole table: in a database with many rows, everything that the service does finds its rows by an index.

use std::collections::BTreeMap;

use domain::scope::ActsFor;
use domain::{DelegationId, PersonId};
use proxy_access::actions::ask_change;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use time::Duration;

use proxy_access::worker;

use crate::api_practice;
use crate::app::{App, CITIZENS, text};
use crate::app_token::staff_token;
use crate::mesh_sandbox::{RIVERSIDE, report_the_last};
use crate::people;
use crate::program::Program;
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, invite};
use crate::support::browser::Browser;
use crate::support::crowd;
use crate::support::database::database;
use crate::support::world::{World, world};

const CASES: u32 = 20_000;

/// Queries that are meant to read all of something small, or to count, by some of their words: nobody waits for them.
const WHOLE: [&str; 6] = [
    "select ods_code, name, enabled",
    "from client order by name",
    "from outbox group by task",
    "from session where subject is not null",
    "from national_role where $1::text is null",
    "from delegation d\n         where d.stage = 'active' and ($1::uuid is null",
];
/// Tables that never have more than a few rows.
const SMALL: [&str; 4] = ["mesh_poll", "national_subscriber", "outside_system", "_sqlx_migrations"];

#[tokio::test]
async fn explain_finds_an_index_for_every_query() {
    let database = database().await;
    let pool = database.pool().await;
    crowd::settle(&pool, (0, CASES)).await.unwrap();
    crowd::furnish(&pool, (0, CASES)).await.unwrap();
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    run(&mut connection, "set plan_cache_mode = force_generic_plan").await;
    let mut faults = Vec::new();
    let queries = checked_queries();
    assert!(queries.len() > 120, "only {} queries were found", queries.len());
    for (query, parameters) in queries {
        let prepare = AssertSqlSafe(format!("prepare q as {query}"));
        if let Err(fault) = sqlx::query(prepare).execute(&mut connection).await {
            faults.push(format!("{query}\n{fault}"));
            continue;
        }
        let nulls = vec!["null"; parameters].join(", ");
        let execute = if parameters == 0 { "q".to_owned() } else { format!("q({nulls})") };
        let explain = AssertSqlSafe(format!("explain (format json) execute {execute}"));
        let plan: Value = sqlx::query_scalar(explain).fetch_one(&mut connection).await.unwrap();
        let is_whole = WHOLE.iter().any(|words| query.contains(words));
        if reads_whole(&plan) && !is_whole {
            faults.push(format!("{query}\n{plan:#}"));
        }
        run(&mut connection, "deallocate q").await;
    }
    assert!(faults.is_empty(), "unreadable, or they read a whole table:\n{}", faults.join("\n\n"));
}

/// All queries that are checked when the service is built, with their number of parameters. The few others are met by the
/// whole life below.
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

/// Whether some part of a plan reads all of a table that can grow.
fn reads_whole(plan: &Value) -> bool {
    match plan {
        Value::Array(parts) => parts.iter().any(reads_whole),
        Value::Object(part) => {
            let table = part.get("Relation Name").and_then(Value::as_str).unwrap_or_default();
            let is_scan = part.get("Node Type").is_some_and(|kind| kind == "Seq Scan");
            (is_scan && !SMALL.contains(&table)) || part.values().any(reads_whole)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
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
    for address in [
        "?tab=new",
        "?tab=closed",
        "?tab=active&sort=patient",
        "?tab=active&only=mine",
        "?tab=changes",
        "?tab=ending",
        "?tab=failed",
        "?tab=waiting",
        "/export.csv",
    ] {
        rachel.get(&format!("/staff{address}")).await.expect_status(200);
    }
    for search in ["marg", "999 000 0018", "2 November 1949", crowd::PERSON, ""] {
        rachel.post("/staff/search", &[("search", search)]).await.expect_status(200);
    }
    for page in ["", "/print", "/reads", "/change", "/revoke", "/suspend"] {
        rachel.get(&format!("/staff/cases/{id}{page}")).await.expect_status(200);
    }
    rachel.post(&format!("/staff/cases/{id}/take"), &[]).await.expect_status(200);
    rachel.get(&format!("/staff/cases/{id}")).await;
    rachel
        .submit(&[("whom", "patient"), ("way", "phone"), ("outcome", "no_answer")])
        .await
        .expect_status(200);
    let in_a_week = (world.clock.today_in_london() + Duration::days(7)).to_string();
    let wait = [("wait_for", "patient"), ("until-day", &*in_a_week)];
    rachel.post(&format!("/staff/cases/{id}/wait"), &wait).await.expect_status(200);
    rachel.post(&format!("/staff/cases/{id}/stop-waiting"), &[]).await.expect_status(200);
    rachel.post(&format!("/staff/cases/{id}/wait"), &wait).await.expect_status(200);
    ask_as_a_program(world, id).await;
    act_as_an_app(world, (&mut margaret, &mut rachel)).await;
    tell_by_mesh(world, id).await;
    rachel.get("/staff/settings").await;
    rachel.submit(&[("channel", "email")]).await.expect_status(200);
    for page in ["?tab=active", "/settings", &format!("/cases/{id}")] {
        rachel.get(&format!("/staff{page}")).await.expect_status(200);
    }
    world.pass(Duration::days(2)).await;
    worker::recheck_everything(&world.app).await.unwrap();
    worker::meet_days(&world.app).await.unwrap();
    worker::close_what_cannot_go_on(&world.app).await.unwrap();
    world.deliver_everything().await;
}

/// Has a message to the practice go by MESH, not arrive, and go by e-mail.
async fn tell_by_mesh(world: &World, id: uuid::Uuid) {
    let set = sqlx::query("update practice set channel = 'mesh' where ods_code = $1");
    set.bind(RIVERSIDE).execute(&world.app.db).await.unwrap();
    let delegator: uuid::Uuid = sqlx::query_scalar("select delegator_id from delegation where id = $1")
        .bind(id)
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let access = people::access(&world.app, 30);
    ask_change::ask_change(&world.app, PersonId(delegator), DelegationId(id), (access, true)).await.unwrap();
    world.deliver_everything().await;
    report_the_last(world).await;
    world.deliver_everything().await;
}

/// Apps get tokens, use them, and are stopped.
async fn act_as_an_app(world: &World, (margaret, rachel): (&mut Browser, &mut Browser)) {
    let app = App::in_browser(world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(world, "margaret", CITIZENS).await;
    let tokens = app.redeems(world, &code, &[]).await;
    let tokens = app.refreshes(world, &text(&tokens, "refresh_token"), &[]).await;
    let (access, refresh) = (text(&tokens, "access_token"), text(&tokens, "refresh_token"));
    for path in ["/api/v1/delegations", "/api/v1/events"] {
        assert_eq!(app.reads(&access, path).await.status, 200, "{path}");
    }
    assert_eq!(app.posts(world, "/oauth2/revoke", &[("token", &refresh)]).await.status, 200);
    staff_token(world, "reception-a", "proxy.view").await;
    margaret.get("/apps").await.expect_text("Care Planner");
    margaret.post("/apps/stop", &[("app", &app.id)]).await.expect_status(200);
    rachel.get("/staff/apps").await.expect_status(200);
}

async fn ask_as_a_program(world: &World, id: uuid::Uuid) {
    let system = Program::registered(world, api_practice::ALL, &[RIVERSIDE, crowd::PRACTICE]).await;
    let token = system.token(world).await;
    let nobody = "0199f1d2-7c1e-7aaa-8000-000000000000";
    for address in [
        format!("/api/v1/access?patient={nobody}&actor={nobody}&service=view_record"),
        format!("/api/v1/roles?patient={nobody}"),
        format!("/api/v1/roles?actor={nobody}"),
        format!("/api/v1/permissions?patient={nobody}&actor={nobody}"),
        format!("/api/v1/accounts?actor={nobody}"),
    ] {
        assert_eq!(system.reads(&token, &address).await.status, 200, "{address}");
    }
    let number = json!({ "nhs_number": crowd::PERSON });
    assert_eq!(system.sends(&token, "/api/v1/people", &number, &[]).await.status, 200);
    // The crowd's histories, of three events each, cannot be read: nothing of them may be in an answer.
    for address in [
        "/api/v1/delegations?stage=lapsed".to_owned(),
        format!("/api/v1/delegations/{id}"),
        format!("/api/v1/delegations/{id}/events"),
        format!("/api/v1/events?after={}", 3 * CASES),
    ] {
        assert_eq!(system.reads(&token, &address).await.status, 200, "{address}");
    }
    for (command, body) in [("suspension", json!({ "reason": "pending_review" })), ("resumption", json!({}))]
    {
        let path = format!("/api/v1/delegations/{id}/{command}");
        let answer = system.sends(&token, &path, &body, &[("idempotency-key", command)]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}
