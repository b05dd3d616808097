//! Tells the practices of a round what is to happen, when, and with what numbers: once, by the way that each has chosen.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::config::Config;
use crate::storage;
use crate::storage::practice_settings;
use crate::storage::transfers::letters::{self, Letter};
use crate::storage::transfers::tally;
use domain::OdsCode;
use domain::channel::Channel;
use domain::clock::Clock;
use domain::transfer::{Counts, Environment, Window};

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

/// Tells all of them, or nobody where something is missing; who was told already hinders nobody else. It says whom it told when
/// that is sure.
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
    let mut transaction = pool.begin().await?;
    letters::hold(&mut transaction, round.id).await?;
    let told = letters::of_round(&mut *transaction, round.id).await?;
    let lines = tally::of_round(&mut *transaction, round.id).await?;
    let is_of_round = |code: &&OdsCode| lines.iter().any(|line| line.practice == code.as_str());
    if let Some(other) = chosen.iter().find(|code| !is_of_round(code)) {
        bail!("{other} is not in the round \"{name}\"");
    }
    let mut said = Vec::new();
    for line in lines {
        let practice = OdsCode::parse(&line.practice)?;
        if !chosen.is_empty() && !chosen.contains(&practice) {
            continue;
        }
        if !again && told.iter().any(|one| one.practice == line.practice) {
            said.push(format!("{practice}: told already; --again tells it once more"));
            continue;
        }
        let letter = letter_to(clock.new_id(), (round.id, practice), line.ours, (window, now))?;
        can_be_reached(&mut *transaction, &letter.practice).await?;
        letters::send(&mut *transaction, &letter, by.trim(), now).await?;
        let Letter { practice, moves, excluded, wrong, .. } = letter;
        said.push(format!(
            "{practice}: told that {moves} move, {excluded} are excluded and {wrong} are wrong"
        ));
    }
    transaction.commit().await?;
    pool.close().await;
    let mut out = std::io::stdout();
    for line in said {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What a practice is told: of what is still to be moved.
fn letter_to(
    id: Uuid,
    (round, practice): (Uuid, OdsCode),
    of: Counts,
    (window, now): (Window, OffsetDateTime),
) -> anyhow::Result<Letter> {
    if of.expected + of.excluded + of.wrong == 0 {
        bail!("{practice} has no rows: was its list imported? Nobody was told");
    }
    let moves = of.waiting + of.failed;
    if moves == 0 && of.expected > 0 {
        bail!("{practice} is moved already: name the others with --practice. Nobody was told");
    }
    let opens = window.opens(now);
    let Counts { excluded, wrong, .. } = of;
    Ok(Letter { id, round, practice, moves, excluded, wrong, opens, closes: window.closes(opens) })
}

/// Refuses a practice that no message can reach.
async fn can_be_reached(db: impl PgExecutor<'_>, practice: &OdsCode) -> anyhow::Result<()> {
    let kept = practice_settings::find(db, practice).await?;
    let settings = kept.with_context(|| format!("{practice} is not known here"))?.settings;
    if settings.channel != Channel::Mesh && settings.email.is_none() {
        bail!("{practice} has no address for messages: see `proxy-access practice enable`. Nobody was told");
    }
    Ok(())
}
