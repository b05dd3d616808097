//! `proxy-access record`: health records of practices (docs/record-import.md).

mod compare;
mod import;

use clap::Subcommand;

use crate::config::Config;
use domain::clock::Clock;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Take records in: a FHIR STU3 Bundle for each patient, with marks and documents beside it.
    Import(import::Arguments),
    /// Say whether all records of a practice are at another one too, each resource and each byte.
    Compare(compare::Arguments),
}

/// Does it.
pub(super) async fn record(config: Config, verb: Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Import(arguments) => Box::pin(import::import(&arguments, config, Clock::system())).await,
        Verb::Compare(arguments) => Box::pin(compare::compare(&arguments, &config)).await,
    }
}
