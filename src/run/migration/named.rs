//! A round by its name, whether a store fits it, and whether its practices were told.

use anyhow::bail;

use crate::storage::PgPool;
use crate::storage::transfers::letters::Told;
use crate::storage::transfers::rounds::{self, Round};
use domain::london::london;
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

/// When a practice was told, for tables; empty where it was not.
pub(super) fn told_on(told: &[Told], practice: &str) -> String {
    let Some(one) = told.iter().find(|one| one.practice == practice) else { return String::new() };
    let day = london(one.at).date();
    match (&one.fault, one.is_sent) {
        (Some(fault), _) => format!("{day}, not delivered: {fault}"),
        (None, true) => day.to_string(),
        (None, false) => format!("{day}, on its way"),
    }
}
