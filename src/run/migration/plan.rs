//! Agrees on a round, or says how long it would take.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;
use http::{HeaderName, HeaderValue};

use crate::config::Config;
use crate::storage;
use crate::storage::StorageError;
use crate::storage::transfers::rounds::Round;
use crate::storage::transfers::{moves, rounds, tally};
use domain::OdsCode;
use domain::clock::Clock;
use domain::transfer::{Environment, Rate, Window, estimate};

use super::shown::minute;

/// What was agreed.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Name of the round.
    #[arg(long)]
    round: String,
    /// A practice of the round, by ODS code; repeat for more.
    #[arg(long = "practice", required = true)]
    practices: Vec<String>,
    /// Calls in a second.
    #[arg(long, default_value = "10")]
    rate: Rate,
    /// When it may run, by the clock of London, as "Sat 20:00 - Mon 06:00". Without it: at any time.
    #[arg(long)]
    window: Option<Window>,
    /// Header that every call carries, as "Name: value"; a round in int needs one.
    #[arg(long, value_parser = header)]
    header: Option<(String, String)>,
    /// Where it runs: int, for tests, or live. Only a live round lets a practice put the store in use.
    #[arg(long)]
    environment: Environment,
    /// Only say what would be moved, and how long it would take.
    #[arg(long)]
    dry_run: bool,
}

/// Tells the numbers, and keeps the round unless it is dry.
pub(super) async fn plan(arguments: &Arguments, config: &Config, clock: &Clock) -> anyhow::Result<()> {
    if arguments.environment == Environment::Int && arguments.header.is_none() {
        bail!("a round in int needs the header that was agreed for it: --header \"Name: value\"");
    }
    let codes = arguments.practices.iter().map(|code| OdsCode::parse(code).context(code.clone()));
    let practices: Vec<OdsCode> = codes.collect::<anyhow::Result<_>>()?;
    let pool = storage::connect(&config.database)?;
    let (now, mut out) = (clock.now(), std::io::stdout());
    let ready = tally::ready(&pool, &practices).await?;
    writeln!(out, "{:<14}{:>10}{:>10}{:>10}", "practice", "move", "excluded", "wrong")?;
    for code in &practices {
        let of = ready.iter().find(|of| of.practice == code.as_str());
        let (moves, excluded, wrong) = of.map_or((0, 0, 0), |of| (of.moves, of.excluded, of.wrong));
        writeln!(out, "{:<14}{moves:>10}{excluded:>10}{wrong:>10}", code.as_str())?;
    }
    let calls: i64 = ready.iter().map(|of| of.moves).sum();
    let calls = u64::try_from(calls).unwrap_or_default();
    match estimate(calls, arguments.rate, arguments.window, now) {
        Some(time) => writeln!(
            out,
            "{calls} calls at {} a second: {} minutes, from {} to {} in London; each role that exists takes one or two more",
            arguments.rate,
            time.working.whole_minutes(),
            minute(time.begins),
            minute(time.ends)
        )?,
        None => writeln!(out, "{calls} calls at {} a second: no end in sight", arguments.rate)?,
    }
    if arguments.dry_run {
        return Ok(());
    }
    let round = Round {
        id: clock.new_id(),
        name: arguments.round.clone(),
        environment: arguments.environment,
        store: None,
        header: arguments.header.clone(),
        rate: arguments.rate,
        window: arguments.window,
        planned_at: now,
    };
    match rounds::plan(&pool, &round, &practices).await {
        Ok(()) => {}
        Err(StorageError::Conflict) => bail!("there is a round \"{}\" already", round.name),
        Err(fault) => return Err(fault.into()),
    }
    let gathered = moves::gather(&pool, round.id).await?;
    writeln!(out, "planned: \"{}\" in {} with {gathered} rows", round.name, round.environment)?;
    Ok(())
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("it is written as \"Name: value\"")?;
    let (name, value) = (name.trim(), value.trim());
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| "that is no name of a header".to_owned())?;
    HeaderValue::from_str(value).map_err(|_| "that is no value of a header".to_owned())?;
    Ok((name.to_owned(), value.to_owned()))
}
