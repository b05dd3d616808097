//! A round by its name.

use anyhow::bail;
use sqlx::PgPool;

use crate::storage::transfers::rounds::{self, Round};

/// The round of this name, or a word on which there are.
pub(super) async fn round(pool: &PgPool, name: &str) -> anyhow::Result<Round> {
    if let Some(round) = rounds::find(pool, name).await? {
        return Ok(round);
    }
    let names: Vec<String> = rounds::all(pool).await?.into_iter().map(|round| round.name).collect();
    let known = if names.is_empty() { "none is planned".to_owned() } else { names.join(", ") };
    bail!("there is no round \"{name}\"; rounds: {known}")
}
