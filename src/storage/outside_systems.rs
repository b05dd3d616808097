//! What the worker knows of outside systems, for servers to tell.

use time::OffsetDateTime;

use super::StorageError;
use crate::storage::PgPool;

/// One outside system, as the worker met it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its name, as logs have it.
    pub system: String,
    /// State of the worker's circuit.
    pub circuit: String,
    /// When the worker said so.
    pub told_at: OffsetDateTime,
}

/// Keeps what the worker knows: pairs of a system's name and the state of its circuit.
///
/// # Errors
/// When the database fails.
pub async fn tell(pool: &PgPool, known: &[(&str, &str)], now: OffsetDateTime) -> Result<(), StorageError> {
    let (systems, circuits): (Vec<String>, Vec<String>) =
        known.iter().map(|(system, circuit)| ((*system).to_owned(), (*circuit).to_owned())).unzip();
    sqlx::query!(
        "insert into outside_system (system, circuit, told_at)
         select s, c, $3 from unnest($1::text[], $2::text[]) as t(s, c)
         on conflict (system) do update set circuit = excluded.circuit, told_at = excluded.told_at",
        &systems,
        &circuits,
        now
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// What the worker said last.
///
/// # Errors
/// When the database fails.
pub async fn told(pool: &PgPool) -> Result<Vec<Told>, StorageError> {
    let rows = sqlx::query_as!(Told, "select system, circuit, told_at from outside_system order by system");
    Ok(rows.fetch_all(pool).await?)
}
