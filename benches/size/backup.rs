//! How long a copy of the database takes, and bringing it back.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgPool};
use tokio::process::Command;
use url::Url;

use super::tables;
use crate::machine::postgres_tool;
use crate::report::Figure;
use crate::side::Side;

/// What sizes are told in.
const MEGABYTE: f64 = 1_000_000.0;
/// The database that a copy is brought back into.
const RESTORED: &str = "size_restored";
/// So many times the database is free on the disk, or nothing is brought back: it is there twice then, and its copy besides.
const ROOM: f64 = 1.7;

/// Both ways of copying. What has no room on the disk is told of, and not measured.
pub async fn measure(side: &Side, server_url: &str) -> Result<Vec<Figure>> {
    let mut figures = base_backup(side).await?;
    let all = tables::database(&side.db).await?;
    let folder = std::env::temp_dir();
    if free(&folder).await? < all * ROOM {
        let gigabytes = all * ROOM / 1e9;
        crate::say(&format!(
            "Nothing was brought back: that wants {gigabytes:.0} GB in {}.",
            folder.display()
        ))?;
        return Ok(figures);
    }
    let path = folder.join(format!("size-{}.dump", std::process::id()));
    let server = PgPoolOptions::new().max_connections(1).connect(server_url).await?;
    let measured = there_and_back(side, &server, &path).await;
    // Whatever happened, nothing stays behind.
    let drop = format!("drop database if exists {RESTORED} with (force)");
    sqlx::query(AssertSqlSafe(drop)).execute(&server).await?;
    if path.exists() {
        std::fs::remove_file(&path)?;
    }
    server.close().await;
    figures.extend(measured?);
    Ok(figures)
}

/// A base backup of the whole server to nowhere: as fast as it is read.
async fn base_backup(side: &Side) -> Result<Vec<Figure>> {
    let all: f64 = sqlx::query_scalar("select sum(pg_database_size(oid))::float8 from pg_database")
        .fetch_one(&side.db)
        .await?;
    let arguments = ["--pgdata=-", "--format=tar", "--wal-method=none", "--checkpoint=fast"];
    let seconds = timed("pg_basebackup", &arguments, &side.database_url).await?;
    Ok(vec![
        Figure::plain("pg_basebackup of the whole server, to nowhere, s", seconds),
        Figure::plain("the same, MB of the server a second", all / MEGABYTE / seconds),
    ])
}

/// `pg_dump` into a file, and `pg_restore` of it by two processes.
async fn there_and_back(side: &Side, server: &PgPool, path: &Path) -> Result<Vec<Figure>> {
    let all = tables::database(&side.db).await? / MEGABYTE;
    let file = path.to_string_lossy().into_owned();
    let into = format!("--file={file}");
    let there =
        timed("pg_dump", &["--format=custom", "--no-owner", into.as_str()], &side.database_url).await?;
    let copy = tokio::fs::metadata(path).await?.len();
    sqlx::query(AssertSqlSafe(format!("create database {RESTORED}"))).execute(server).await?;
    let mut restored_url = Url::parse(&side.database_url)?;
    restored_url.set_path(&format!("/{RESTORED}"));
    let arguments = ["--jobs=2", "--no-owner", "--exit-on-error", file.as_str()];
    let back = timed("pg_restore", &arguments, restored_url.as_str()).await?;
    let restored = PgPoolOptions::new().max_connections(1).connect(restored_url.as_str()).await?;
    let (before, after) = (events(&side.db).await?, events(&restored).await?);
    restored.close().await;
    ensure!(before == after, "{before} events were copied, {after} came back");
    Ok(vec![
        Figure::plain("pg_dump -Fc, s", there),
        Figure::plain("pg_dump -Fc, MB of the database a second", all / there),
        Figure::plain("the dump, part of the database", megabytes(copy)? / all),
        Figure::plain("pg_restore -j2, s", back),
        Figure::plain("pg_restore -j2, MB of the database a second", all / back),
    ])
}

async fn events(db: &PgPool) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from event").fetch_one(db).await?)
}

/// Runs one of Postgres' programs to its end; seconds that it took.
async fn timed(program: &str, arguments: &[&str], database_url: &str) -> Result<f64> {
    let begun = Instant::now();
    let ended = Command::new(postgres_tool(program)?)
        .arg(format!("--dbname={database_url}"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("{program} does not start"))?
        .wait_with_output()
        .await?;
    ensure!(ended.status.success(), "{program}: {}", String::from_utf8_lossy(&ended.stderr));
    Ok(begun.elapsed().as_secs_f64())
}

/// Bytes that may still be written where this folder is.
async fn free(folder: &Path) -> Result<f64> {
    let told = Command::new("df").args(["--output=avail", "--block-size=1"]).arg(folder).output().await?;
    let told = String::from_utf8(told.stdout)?;
    Ok(told.lines().nth(1).context("df says nothing")?.trim().parse()?)
}

fn megabytes(bytes: u64) -> Result<f64> {
    // Whole kilobytes are near enough, and fit.
    Ok(f64::from(u32::try_from(bytes / 1000)?) / 1000.0)
}
