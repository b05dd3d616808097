//! Tells the practices of a round what is to happen, when, and with what numbers: once, by the way that each has chosen.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;
use sqlx::PgPool;

use crate::config::Config;
use crate::storage;
use crate::storage::practice_settings;
use crate::storage::transfers::letters::{self, Letter};
use crate::storage::transfers::tally;
use domain::OdsCode;
use domain::channel::Channel;
use domain::clock::Clock;
use domain::transfer::Environment;

use super::named;

/// Which practices of which round, and who tells them.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Name of the round.
    #[arg(long)]
    round: String,
    /// A practice of the round, by ODS code; repeat for more. Without any: all of them.
    #[arg(long = "practice")]
    practices: Vec<String>,
    /// Name of the person who has them told.
    #[arg(long)]
    by: String,
    /// Tell also those that were told of this round already.
    #[arg(long)]
    again: bool,
}

/// Tells all of them, or nobody where something is missing.
pub(super) async fn tell(arguments: &Arguments, config: &Config, clock: &Clock) -> anyhow::Result<()> {
    let Arguments { round: name, practices, by, again } = arguments;
    if by.trim().is_empty() {
        bail!("a letter needs the name of a person who has it sent");
    }
    let codes = practices.iter().map(|code| OdsCode::parse(code).context(code.clone()));
    let chosen: Vec<OdsCode> = codes.collect::<anyhow::Result<_>>()?;
    let pool = storage::connect(&config.database)?;
    let round = named::round(&pool, name).await?;
    if round.environment != Environment::Live {
        bail!("the round \"{name}\" is a test in {}: practices are told of live rounds", round.environment);
    }
    let now = clock.now();
    let window = round.window.context("a letter says when: plan a round with --window")?;
    let opens = window.opens(now);
    let lines = tally::of_round(&pool, round.id).await?;
    let is_of_round = |code: &&OdsCode| lines.iter().any(|line| line.practice == code.as_str());
    if let Some(other) = chosen.iter().find(|code| !is_of_round(code)) {
        bail!("{other} is not in the round \"{name}\"");
    }
    let is_chosen = |code: &OdsCode| chosen.is_empty() || chosen.contains(code);
    let mut all = Vec::new();
    for line in lines {
        let practice = OdsCode::parse(&line.practice)?;
        if !is_chosen(&practice) {
            continue;
        }
        let of = line.ours;
        if of.expected + of.excluded + of.wrong == 0 {
            bail!("{practice} has no rows: was its list imported? Nobody was told");
        }
        can_be_reached(&pool, &practice).await?;
        all.push(Letter {
            id: clock.new_id(),
            round: round.id,
            practice,
            moves: of.expected,
            excluded: of.excluded,
            wrong: of.wrong,
            opens,
            closes: window.closes(opens),
        });
    }
    let mut transaction = pool.begin().await?;
    letters::hold(&mut transaction, round.id).await?;
    let told = letters::of_round(&mut *transaction, round.id).await?;
    let mut out = std::io::stdout();
    for letter in &all {
        let code = letter.practice.as_str();
        if !again && told.iter().any(|one| one.practice == code) {
            writeln!(out, "{code}: told already; --again tells it once more")?;
            continue;
        }
        letters::send(&mut *transaction, letter, by.trim(), now).await?;
        let Letter { moves, excluded, wrong, .. } = letter;
        writeln!(out, "{code}: told that {moves} move, {excluded} are excluded and {wrong} are wrong")?;
    }
    transaction.commit().await?;
    pool.close().await;
    Ok(())
}

/// Refuses a practice that no message can reach, before anybody is told.
async fn can_be_reached(pool: &PgPool, practice: &OdsCode) -> anyhow::Result<()> {
    let kept = practice_settings::find(pool, practice).await?;
    let settings = kept.with_context(|| format!("{practice} is not known here"))?.settings;
    if settings.channel != Channel::Mesh && settings.email.is_none() {
        bail!("{practice} has no address for messages: see `proxy-access practice enable`. Nobody was told");
    }
    Ok(())
}
