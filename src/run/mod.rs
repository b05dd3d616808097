//! The run modes of the one binary: what this process is.

mod client;
#[cfg(feature = "sandbox")]
pub mod demo;
pub mod doctor;
mod gp_connect;
pub mod listen;
pub mod metrics;
mod migrate;
mod migration;
mod national;
mod openapi;
mod outbox;
mod practice;
#[cfg(feature = "sandbox")]
pub mod previews;
mod record;
#[cfg(feature = "sandbox")]
mod sandbox;
mod serve;
mod signals;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::telemetry;
use domain::clock::Clock;

pub use gp_connect::RunningProvider;
pub use national::RunningStore;
pub use serve::Running;

/// What the command line takes. All settings come from the environment: see `.env.example`.
#[derive(Debug, Parser)]
#[command(name = "proxy-access", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    mode: Mode,
}

#[derive(Debug, Subcommand)]
enum Mode {
    /// Serve the pages.
    Serve {
        /// Do the worker's job in the same process.
        #[arg(long)]
        with_worker: bool,
    },
    /// Deliver messages, check details, meet deadlines.
    Worker,
    /// Bring the database to this version's shape.
    Migrate {
        /// Make the views anew from the events.
        #[arg(long)]
        rebuild_views: bool,
    },
    /// Move the roles that a GP system has to the national store.
    Migration {
        #[command(subcommand)]
        verb: migration::Verb,
    },
    #[cfg(feature = "sandbox")]
    /// Run everything on this machine with stand-ins for all outside systems.
    Demo,
    #[cfg(feature = "sandbox")]
    /// Run only the stand-ins for all outside systems.
    Sandbox(sandbox::Arguments),
    /// Register programs that use the API, and shut them out.
    Client {
        #[command(subcommand)]
        verb: client::Verb,
    },
    /// Look at everything the service needs and say what is wrong and how to mend it.
    Doctor,
    /// Give records to the practices at which patients are registered now.
    GpConnect,
    /// Serve our own store of roles.
    National,
    /// Print the description of the API (OpenAPI 3.1).
    Openapi,
    /// List work that was given up, and try it again.
    Outbox {
        #[command(subcommand)]
        verb: outbox::Verb,
    },
    /// Enable, disable and list practices for the trial.
    Practice {
        #[command(subcommand)]
        verb: practice::Verb,
    },
    /// Take in and compare health records.
    Record {
        #[command(subcommand)]
        verb: record::Verb,
    },
}

/// Starts the chosen run mode and returns when it has ended.
///
/// # Errors
/// Why it could not start or go on, in words for the person at the terminal.
pub async fn start(arguments: Arguments) -> anyhow::Result<()> {
    match arguments.mode {
        Mode::Serve { with_worker } => serve::serve(configured()?, Clock::system(), with_worker).await,
        Mode::Worker => serve::work(configured()?, Clock::system()).await,
        Mode::Migrate { rebuild_views } => migrate::migrate(rebuild_views).await,
        #[cfg(feature = "sandbox")]
        Mode::Demo => demo::demo().await,
        #[cfg(feature = "sandbox")]
        Mode::Sandbox(arguments) => sandbox::sandbox(arguments).await,
        Mode::Migration { verb } => migration::migration(verb, configured).await,
        Mode::Client { verb } => client::client(&configured()?, verb).await,
        Mode::Doctor => doctor::doctor().await,
        Mode::GpConnect => gp_connect::gp_connect().await,
        Mode::National => national::national().await,
        Mode::Openapi => openapi::openapi(),
        Mode::Outbox { verb } => outbox::outbox(&configured()?, verb).await,
        Mode::Practice { verb } => practice::practice(&configured()?, verb).await,
        Mode::Record { verb } => record::record(configured()?, verb).await,
    }
}

/// The settings, with logging begun as they say.
fn configured() -> anyhow::Result<Config> {
    let config = Config::from_environment()?;
    telemetry::start(config.server.logging.format, &config.server.logging.filter);
    Ok(config)
}
