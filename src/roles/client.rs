//! `proxy-access client`: which programs may use the API.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Subcommand;
use jsonwebtoken::jwk::JwkSet;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::OdsCode;
use crate::domain::scope::{ActsFor, Scope, Scopes};
use crate::storage;
use crate::storage::clients::{self, Client};

/// What can be done to a program.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Register a system that acts for itself, and print its client id.
    Register {
        /// Name, as people read it.
        #[arg(long)]
        name: String,
        /// A scope it may be given; repeat for more.
        #[arg(long = "scope", required = true)]
        scopes: Vec<String>,
        /// A practice it acts for, by ODS code; repeat for more.
        #[arg(long = "practice", required = true)]
        practices: Vec<String>,
        /// A file with its public keys as a JSON Web Key Set.
        #[arg(long)]
        keys: PathBuf,
    },
    /// Print all programs.
    List,
    /// Shut a program out at once, with all its tokens.
    Disable {
        /// Its client id.
        id: String,
    },
}

/// Registers, lists or shuts out.
pub(super) async fn client(config: &Config, verb: Verb) -> anyhow::Result<()> {
    let (clock, pool) = (Clock::system(), storage::connect(&config.database)?);
    let mut out = std::io::stdout();
    match verb {
        Verb::Register { name, scopes, practices, keys } => {
            let keys = std::fs::read_to_string(&keys)
                .with_context(|| format!("{} cannot be read", keys.display()))?;
            let client = described(&clock, name, (&scopes, &practices), &keys)?;
            clients::insert(&pool, &client, clock.now()).await?;
            writeln!(out, "{}", client.id)?;
        }
        Verb::List => {
            for client in clients::all(&pool).await? {
                let state = if client.is_disabled { "shut out" } else { "good" };
                let practices: Vec<&str> = client.practices.iter().map(OdsCode::as_str).collect();
                let Client { id, name, scopes, .. } = &client;
                writeln!(out, "{id}  {state}  {name}  [{scopes}]  {}", practices.join(" "))?;
            }
        }
        Verb::Disable { id } => {
            if !clients::disable(&pool, &id, clock.now()).await? {
                bail!("there is no program {id}");
            }
        }
    }
    Ok(())
}

fn described(
    clock: &Clock,
    name: String,
    (scopes, practices): (&[String], &[String]),
    keys: &str,
) -> anyhow::Result<Client> {
    let known: Vec<&str> = Scope::ALL.into_iter().map(Scope::code).collect();
    let scopes = Scopes::parse(&scopes.join(" "))
        .with_context(|| format!("a scope should be one of: {}", known.join(", ")))?;
    let may = ActsFor::Itself.may_hold();
    if !scopes.are_within(&may) {
        bail!("a system that acts for itself may hold only: {may}");
    }
    let keys: JwkSet = serde_json::from_str(keys).context("the keys are not a JSON Web Key Set")?;
    if keys.keys.is_empty() {
        bail!("the key set holds no key");
    }
    Ok(Client {
        id: format!("system-{}", clock.new_id().simple()),
        name,
        acts_for: ActsFor::Itself,
        redirects: Vec::new(),
        scopes,
        keys: serde_json::to_value(keys)?,
        practices: practices.iter().map(|code| OdsCode::parse(code)).collect::<Result<_, _>>()?,
        is_disabled: false,
    })
}
