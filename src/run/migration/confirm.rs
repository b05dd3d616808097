//! Notes that a person has seen that both numbers agree: what the practice's switch waits for.

use anyhow::{Context, bail};
use clap::Args;

use crate::config::Config;
use crate::storage;
use crate::storage::transfers::{imports, rounds, tally};
use domain::OdsCode;
use domain::clock::Clock;
use domain::transfer::{Agreement, agreement};

use super::named;

/// Which practice of which round, and who has seen it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Name of the round.
    #[arg(long)]
    round: String,
    /// The practice, by ODS code.
    #[arg(long)]
    practice: String,
    /// Name of the person who confirms.
    #[arg(long)]
    by: String,
    /// Confirms that the practice has no linked account that is to be moved, and that none is missing.
    #[arg(long)]
    nothing_to_move: bool,
}

/// Refuses while the numbers do not agree. No list is imported meanwhile.
pub(super) async fn confirm(arguments: &Arguments, config: &Config, clock: &Clock) -> anyhow::Result<()> {
    let Arguments { round: name, practice, by, nothing_to_move } = arguments;
    let practice = OdsCode::parse(practice)?;
    if by.trim().is_empty() {
        bail!("a confirmation needs the name of a person");
    }
    let pool = storage::connect(&config.database)?;
    let round = named::round(&pool, name).await?;
    if let Some(store) = &round.store {
        named::fits(&round, store)?;
    }
    let mut transaction = pool.begin().await?;
    imports::wait(&mut transaction).await?;
    let lines = tally::of_round(&mut *transaction, round.id).await?;
    let line = lines.iter().find(|line| line.practice == practice.as_str());
    let line = line.with_context(|| format!("{practice} is not in the round \"{name}\""))?;
    match (agreement(line.ours, line.theirs), nothing_to_move) {
        (Agreement::Agree, false) | (Agreement::Nothing, true) => {}
        (Agreement::Agree, true) => bail!("{practice} has rows that move: leave out --nothing-to-move"),
        (Agreement::Nothing, false) => bail!(
            "{practice} cannot be confirmed: nothing to move. Was its list imported? If it has nobody: --nothing-to-move"
        ),
        (other, _) => {
            bail!("{practice} cannot be confirmed: {}. See `proxy-access migration tally`", other.words())
        }
    }
    rounds::confirm(&mut *transaction, (round.id, &practice), by.trim(), clock.now()).await?;
    transaction.commit().await?;
    pool.close().await;
    Ok(())
}
