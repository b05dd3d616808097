//! A round by its name, and whether a store fits it.

use anyhow::bail;
use sqlx::PgPool;

use crate::storage::transfers::rounds::{self, Round};
use domain::transfer::Environment;

/// The round of this name, or a word on which there are.
pub(super) async fn round(pool: &PgPool, name: &str) -> anyhow::Result<Round> {
    if let Some(round) = rounds::find(pool, name).await? {
        return Ok(round);
    }
    let names: Vec<String> = rounds::all(pool).await?.into_iter().map(|round| round.name).collect();
    let known = if names.is_empty() { "none is planned".to_owned() } else { names.join(", ") };
    bail!("there is no round \"{name}\"; rounds: {known}")
}

/// Refuses a store that is known to be of another environment than the round.
pub(super) fn fits(round: &Round, store: &str) -> anyhow::Result<()> {
    let url = url::Url::parse(store)?;
    if round.environment.may_be_at(url.host_str().unwrap_or_default()) {
        return Ok(());
    }
    let other = match round.environment {
        Environment::Int => Environment::Live,
        Environment::Live => Environment::Int,
    };
    bail!("the round \"{}\" is planned for {}, and {store} is {other}", round.name, round.environment)
}
