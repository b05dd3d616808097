//! How large tables and indexes are, for each delegation, and how long it takes to clean the log of events.

use std::time::Instant;

use anyhow::Result;
use sqlx::PgPool;

use crate::report::Figure;

/// What sizes are told in.
const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Bytes of the whole database.
pub async fn database(db: &PgPool) -> Result<f64> {
    let size = sqlx::query_scalar("select pg_database_size(current_database())::float8");
    Ok(size.fetch_one(db).await?)
}

/// Vacuums, so that what was written is as the service has it after a while: the log of events by itself, twice, with its time.
pub async fn settle(db: &PgPool) -> Result<Vec<Figure>> {
    let first = cleaned(db).await?;
    let again = cleaned(db).await?;
    sqlx::query("vacuum (analyze)").execute(db).await?;
    sqlx::query("checkpoint").execute(db).await?;
    Ok(vec![
        Figure::plain("vacuum (analyze) of all events after they were written, s", first),
        Figure::plain("the same again, nothing having changed, s", again),
    ])
}

async fn cleaned(db: &PgPool) -> Result<f64> {
    let begun = Instant::now();
    sqlx::query("vacuum (analyze) event").execute(db).await?;
    Ok(begun.elapsed().as_secs_f64())
}

/// Bytes for each delegation: of all, of each table with its indexes, of each index. What is smaller than a mebibyte does not grow.
pub async fn sizes(db: &PgPool) -> Result<Vec<Figure>> {
    let count: f64 = sqlx::query_scalar("select count(*)::float8 from delegation").fetch_one(db).await?;
    let events: f64 = sqlx::query_scalar("select count(*)::float8 from event").fetch_one(db).await?;
    let all = database(db).await?;
    let mut figures = vec![
        Figure::plain("delegations", count),
        Figure::plain("events", events),
        Figure::plain("the database, MiB", all / MEBIBYTE),
        Figure::plain("the database, bytes a delegation", all / count),
    ];
    let tables = sqlx::query_as::<_, (String, f64, f64)>(
        "select c.relname::text, pg_total_relation_size(c.oid)::float8, pg_indexes_size(c.oid)::float8
         from pg_class c join pg_namespace s on s.oid = c.relnamespace
         where s.nspname = current_schema() and c.relkind = 'r' and pg_total_relation_size(c.oid) > 1048576
         order by 2 desc, 1",
    );
    for (table, whole, indexes) in tables.fetch_all(db).await? {
        let what = format!("{table}, bytes a delegation (beside: its indexes)");
        figures.push(Figure::plain(what, whole / count).beside(indexes / count));
    }
    let indexes = sqlx::query_as::<_, (String, f64)>(
        "select i.relname::text, pg_relation_size(i.oid)::float8
         from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace s on s.oid = i.relnamespace
         where s.nspname = current_schema() and pg_relation_size(i.oid) > 1048576
         order by 2 desc, 1",
    );
    for (index, bytes) in indexes.fetch_all(db).await? {
        figures.push(Figure::plain(format!("index {index}, bytes a delegation"), bytes / count));
    }
    Ok(figures)
}
