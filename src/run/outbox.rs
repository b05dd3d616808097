//! `proxy-access outbox`: work that was given up, listed and tried again. Nothing personal is printed.

use std::io::Write;

use anyhow::bail;
use clap::Subcommand;
use uuid::Uuid;

use crate::config::Config;
use crate::storage;
use crate::storage::outbox;
use domain::clock::Clock;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Print what was given up, oldest first.
    List,
    /// Try it again: one piece of work by its id, or `all`.
    Retry {
        /// An id of the list, or `all`.
        which: String,
    },
}

/// Lists, or tries again.
pub(super) async fn outbox(config: &Config, verb: Verb) -> anyhow::Result<()> {
    let (clock, pool) = (Clock::system(), storage::connect(&config.database)?);
    let mut out = std::io::stdout();
    match verb {
        Verb::List => {
            for dead in outbox::dead_letters(&pool, 1000).await? {
                let outbox::DeadLetter { id, kind, delegation, attempts, fault, dead_at } = dead;
                writeln!(out, "{id}  {kind}  delegation {delegation}  {attempts} tries  {fault}  {dead_at}")?;
            }
        }
        Verb::Retry { which } => {
            let one: Option<Uuid> = if which == "all" { None } else { Some(which.parse()?) };
            let count = outbox::retry(&pool, one, clock.now()).await?;
            if count == 0 {
                bail!("there is nothing of that kind to be tried again");
            }
            writeln!(out, "{count} to be tried again")?;
        }
    }
    Ok(())
}
