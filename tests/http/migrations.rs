//! A database that another version has shaped is left alone, with a plain word on what to do.

use std::process::{Command, Output};

use proxy_access::storage::{self, NotMigrated, PgPool};

use crate::support::database::{Database, database};

/// A migration of the time before these.
const OLD: i64 = 202_611_210_600;

/// A database whose list of migrations has one that nobody knows, and a table that must stay.
async fn shaped_by_another() -> (Database, PgPool) {
    let database = database().await;
    let pool = database.pool().await;
    for statement in [
        "delete from _sqlx_migrations".to_owned(),
        format!(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values ({OLD}, 'start', true, '', 0)"
        ),
        "create table theirs (id integer)".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&pool)
            .await
            .expect("as the other version left it");
    }
    (database, pool)
}

/// Has the program do this with the database, and tells how it ended.
async fn run(database: &Database, mode: &'static str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proxy-access"));
    command.arg(mode).env_clear().env("DATABASE_URL", &database.url).env("PORT", "0");
    tokio::task::spawn_blocking(move || command.output().expect("it starts")).await.expect("it ends")
}

#[tokio::test]
async fn the_database_of_another_version_is_not_touched() {
    let (_database, pool) = shaped_by_another().await;
    let refused = storage::migrate(&pool).await;
    assert!(matches!(refused, Err(NotMigrated::Foreign(OLD))), "{refused:?}");
    let known: i64 =
        sqlx::query_scalar("select count(*) from _sqlx_migrations").fetch_one(&pool).await.unwrap();
    assert_eq!(known, 1, "nothing was added");
}

#[tokio::test]
async fn who_migrates_or_starts_the_demo_reads_what_to_do() {
    let (database, pool) = shaped_by_another().await;
    pool.close().await;
    for (mode, advice) in [("migrate", "an empty database"), ("demo", "delete .demo/")] {
        let ended = run(&database, mode).await;
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(!ended.status.success(), "{mode}: {said}");
        assert!(said.contains(advice) && said.contains("another version"), "{mode}: {said}");
        assert!(!said.contains("panicked"), "{mode}: {said}");
    }
}

#[tokio::test]
async fn what_is_only_ever_added_to_is_vacuumed_by_number_and_frozen_at_once() {
    let database = database().await;
    let pool = database.pool().await;
    let tables = |are_set: bool| {
        let set = "coalesce(c.reloptions, '{}')
             @> '{autovacuum_vacuum_insert_scale_factor=0,autovacuum_freeze_min_age=0}'::text[]";
        sqlx::AssertSqlSafe(format!(
            "select c.relname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
             where t.tgname like '%is_append_only' and ({set}) = {are_set} order by 1"
        ))
    };
    let set: Vec<String> = sqlx::query_scalar(tables(true)).fetch_all(&pool).await.unwrap();
    let forgotten: Vec<String> = sqlx::query_scalar(tables(false)).fetch_all(&pool).await.unwrap();
    assert!(set.contains(&"event".to_owned()), "{set:?}");
    assert!(forgotten.is_empty(), "docs/size.md#vacuum says how: {forgotten:?}");
}
