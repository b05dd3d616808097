//! `proxy-access migration`: moving the roles that a GP system has to the national store (docs/migration.md).

mod check;
mod confirm;
mod evidence;
mod forget;
mod import;
mod list;
mod measured;
mod named;
mod plain_lines;
mod plan;
mod progress;
mod report;
mod run;
mod shown;
mod tally;
mod tell;
mod watch;

use std::path::PathBuf;

use clap::Subcommand;

use crate::config::Config;
use domain::clock::Clock;

/// What can be done, in the order in which it is done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read a list of linked accounts and say what moves, what is excluded and what is wrong. Needs no settings.
    Check(check::Arguments),
    /// Keep a list, or what has become of it; the same list again changes nothing.
    Import(import::Arguments),
    /// Agree on a round: which practices, how fast, when; or say how long it would take.
    Plan(plan::Arguments),
    /// Tell the practices of a live round what is to happen, when, and with what numbers: once each.
    Tell(tell::Arguments),
    /// Move what waits in a round. It can be stopped and begun again at any moment.
    Run {
        /// Name of the round.
        #[arg(long)]
        round: String,
    },
    /// Try again what has failed in a round, and nothing else.
    Retry {
        /// Name of the round.
        #[arg(long)]
        round: String,
    },
    /// Show a round on a page while it runs, here or elsewhere.
    Watch(watch::Arguments),
    /// Print the numbers of a round by practice, ours against the store's.
    Tally {
        /// Name of the round.
        #[arg(long)]
        round: String,
        /// A file with the store's numbers: ods_code, created and, where it was counted, reactivated.
        #[arg(long)]
        counts: Option<PathBuf>,
    },
    /// Note that a person has seen that both numbers of a practice agree.
    Confirm(confirm::Arguments),
    /// Write down what happened in all rounds, to be printed, signed and kept.
    Evidence {
        /// A folder for it.
        #[arg(long)]
        out: PathBuf,
    },
    /// Forget the NHS numbers of a list when all of it is done.
    Forget {
        /// Name of the list.
        #[arg(long)]
        list: String,
    },
}

/// Does it; `configured` reads the settings where they are needed.
pub(super) async fn migration(
    verb: Verb,
    configured: impl FnOnce() -> anyhow::Result<Config>,
) -> anyhow::Result<()> {
    let clock = Clock::system();
    match verb {
        Verb::Check(arguments) => check::check(&arguments, clock.today_in_london()),
        Verb::Import(arguments) => Box::pin(import::import(&arguments, &configured()?, &clock)).await,
        Verb::Plan(arguments) => Box::pin(plan::plan(&arguments, &configured()?, &clock)).await,
        Verb::Tell(arguments) => Box::pin(tell::tell(&arguments, &configured()?, &clock)).await,
        Verb::Run { round } => Box::pin(run::run((&round, false), &configured()?, &clock)).await,
        Verb::Retry { round } => Box::pin(run::run((&round, true), &configured()?, &clock)).await,
        Verb::Watch(arguments) => Box::pin(watch::watch(arguments, &configured()?, clock)).await,
        Verb::Tally { round, counts } => {
            Box::pin(tally::tally((&round, counts.as_deref()), &configured()?, &clock)).await
        }
        Verb::Confirm(arguments) => Box::pin(confirm::confirm(&arguments, &configured()?, &clock)).await,
        Verb::Forget { list } => Box::pin(forget::forget(&list, &configured()?)).await,
        Verb::Evidence { out } => Box::pin(evidence::evidence(&out, &configured()?, &clock)).await,
    }
}
