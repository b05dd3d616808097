//! A migrated database for each test, copied from a template that the first test of a run makes.

use proxy_access::storage::{MIGRATOR, PgPool};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Held while the template is made; any number that nobody else uses.
const TEMPLATE_LOCK: i64 = 2_026_112_106;

/// A migrated, empty database; dropped with everything in it when this goes out of scope.
pub struct Database {
    /// Where it is.
    pub url: String,
    name: String,
    server: PgConnectOptions,
}

impl Database {
    /// Two connections of the test's own, to look behind the service's back.
    pub async fn pool(&self) -> PgPool {
        let pool = PgPoolOptions::new().max_connections(2).connect(&self.url).await;
        pool.expect("the test's database answers").into()
    }
}

/// Makes one on the server of `DATABASE_URL`.
pub async fn database() -> Database {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    let server_url = std::env::var("DATABASE_URL").unwrap_or_else(|_| {
        panic!("This test wants a Postgres: run `bin/test`, or `bin/with-postgres cargo test`.")
    });
    database_at(&server_url).await
}

/// Makes one on this server.
pub async fn database_at(server_url: &str) -> Database {
    let server: PgConnectOptions = server_url.parse().expect("a Postgres URL");
    let mut connection =
        PgConnection::connect_with(&server).await.expect("the server of DATABASE_URL answers");
    let template = template(&mut connection, &server).await;
    let name = format!("{template}_{}", domain::clock::Clock::system().new_id().simple());
    run(&mut connection, format!("create database {name} template {template} strategy file_copy")).await;
    connection.close().await.expect("the server takes leave");
    Database { url: with_name(server_url, &name), name, server }
}

/// The name of a database with all migrations and no rows. Many test processes ask at once; one of them makes it.
async fn template(connection: &mut PgConnection, server: &PgConnectOptions) -> String {
    let mark = MIGRATOR.iter().flat_map(|migration| migration.checksum.iter());
    let mark = mark.fold(0_u64, |sum, byte| sum.wrapping_mul(1_099_511_628_211) ^ u64::from(*byte));
    let name = format!("tpa_{mark:016x}");
    sqlx::query("select pg_advisory_lock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(&mut *connection)
        .await
        .expect("the lock");
    let known: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut *connection)
        .await
        .expect("the list of databases");
    if !known {
        // Renamed when it is whole, so that a run that was stopped half-way leaves no broken template.
        let raw = format!("{name}_raw");
        run(connection, format!("drop database if exists {raw} with (force)")).await;
        run(connection, format!("create database {raw}")).await;
        let mut inside =
            PgConnection::connect_with(&server.clone().database(&raw)).await.expect("the template answers");
        MIGRATOR.run(&mut inside).await.expect("the migrations run");
        inside.close().await.expect("the template takes leave");
        run(connection, format!("alter database {raw} rename to {name}")).await;
    }
    sqlx::query("select pg_advisory_unlock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(connection)
        .await
        .expect("the lock");
    name
}

async fn run(connection: &mut PgConnection, statement: String) {
    sqlx::query(AssertSqlSafe(statement.as_str()))
        .execute(connection)
        .await
        .unwrap_or_else(|fault| panic!("{statement}: {fault}"));
}

/// The same URL with another database; `postgres://user@host/old?host=/socket` keeps its options.
fn with_name(url: &str, name: &str) -> String {
    let mut url = url::Url::parse(url).expect("DATABASE_URL is a URL");
    url.set_path(name);
    url.into()
}

impl Drop for Database {
    /// On a thread with a runtime of its own, because a test's runtime cannot be waited for from inside it.
    fn drop(&mut self) {
        let (server, statement) =
            (self.server.clone(), format!("drop database if exists {} with (force)", self.name));
        let dropped = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                // With the server gone there is nothing to drop.
                if let Ok(mut connection) = PgConnection::connect_with(&server).await {
                    drop(sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await);
                }
            });
        });
        drop(dropped.join());
    }
}
