//! The least that any service made of the same parts needs: axum with a word, a page, one prepared read, and a read with one
//! durable insert. It runs in a process of its own, as the service does.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

/// Rows that are read by their key.
const ROWS: i32 = 100_000;
/// Bytes of the page.
const PAGE: usize = 16 * 1024;
/// Connections to the database: as many as the service has.
const POOL: u32 = 12;

/// Makes what the bare server reads and writes.
pub async fn settle(db: &PgPool) -> Result<()> {
    for statement in [
        "create table if not exists bare_read (id integer primary key, said text not null)",
        "create table if not exists bare_write (id bigint generated always as identity primary key, said text not null)",
        "insert into bare_read select n, md5(n::text) from generate_series(0, 99999) n on conflict do nothing",
        "vacuum analyze bare_read",
    ] {
        sqlx::query(statement).execute(db).await?;
    }
    Ok(())
}

#[derive(Clone)]
struct Bare {
    db: PgPool,
    next: Arc<AtomicI32>,
}

impl Bare {
    async fn one(&self) -> Result<String, StatusCode> {
        let id = self.next.fetch_add(7919, Ordering::Relaxed).rem_euclid(ROWS);
        let read = sqlx::query_scalar("select said from bare_read where id = $1").bind(id);
        read.fetch_one(&self.db).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Serves until it is killed. Only who asks for what stands in the database needs one.
pub async fn serve(port: u16, database_url: &str) -> Result<()> {
    let db = PgPoolOptions::new().max_connections(POOL).connect_lazy(database_url)?;
    let router = Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/page", get(|| async { Html("x".repeat(PAGE)) }))
        .route("/read", get(read))
        .route("/write", get(write))
        .with_state(Bare { db, next: Arc::default() });
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn read(State(bare): State<Bare>) -> Result<String, StatusCode> {
    bare.one().await
}

async fn write(State(bare): State<Bare>) -> Result<String, StatusCode> {
    let said = bare.one().await?;
    let written =
        sqlx::query("insert into bare_write (said) values ($1)").bind(&said).execute(&bare.db).await;
    written.map(|_| said).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}
