//! `proxy-access client`: which programs may use the API.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Subcommand, ValueEnum};
use jsonwebtoken::jwk::JwkSet;

use crate::config::Config;
use crate::storage;
use crate::storage::clients::{self, Client};
use domain::clock::Clock;
use domain::scope::{ActsFor, Scope, Scopes};
use domain::{OdsCode, RedirectUri};

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
    /// Register an app that acts for people who allow it, and print its client id.
    RegisterApp {
        /// Name, as people read it when they are asked.
        #[arg(long)]
        name: String,
        /// For whom it acts.
        #[arg(long = "for", value_enum)]
        acts_for: People,
        /// Where codes are sent: https, or 127.0.0.1 or `[::1]` for apps on people's own machines; repeat for more.
        #[arg(long = "redirect", required = true)]
        redirects: Vec<String>,
        /// A scope it may ask for; repeat for more.
        #[arg(long = "scope", required = true)]
        scopes: Vec<String>,
        /// A file with its public keys as a JSON Web Key Set; without it, the app is one that can keep no secret.
        #[arg(long)]
        keys: Option<PathBuf>,
    },
    /// Replace the public keys of a program. To change a key without a break, give both for a while.
    Keys {
        /// Its client id.
        id: String,
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

/// For whom an app acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum People {
    /// Citizens, who sign in with NHS login.
    Citizen,
    /// Practice staff, who sign in with CIS2.
    Staff,
}

impl From<People> for ActsFor {
    fn from(people: People) -> ActsFor {
        match people {
            People::Citizen => ActsFor::Citizen,
            People::Staff => ActsFor::Staff,
        }
    }
}

/// Registers, lists or shuts out.
pub(super) async fn client(config: &Config, verb: Verb) -> anyhow::Result<()> {
    let (clock, pool) = (Clock::system(), storage::connect(&config.database)?);
    let mut out = std::io::stdout();
    match verb {
        Verb::Register { name, scopes, practices, keys } => {
            let mut client = described(&clock, (ActsFor::Itself, name), &scopes)?;
            client.keys = read_keys(&keys)?;
            client.practices = practices.iter().map(|code| OdsCode::parse(code)).collect::<Result<_, _>>()?;
            clients::insert(&pool, &client, clock.now()).await?;
            writeln!(out, "{}", client.id)?;
        }
        Verb::RegisterApp { name, acts_for, redirects, scopes, keys } => {
            let mut client = described(&clock, (acts_for.into(), name), &scopes)?;
            if let Some(keys) = keys {
                client.keys = read_keys(&keys)?;
            }
            let redirects = redirects.iter().map(|text| RedirectUri::parse(text).context(text.clone()));
            client.redirects = redirects.collect::<anyhow::Result<_>>()?;
            clients::insert(&pool, &client, clock.now()).await?;
            writeln!(out, "{}", client.id)?;
        }
        Verb::Keys { id, keys } => {
            let known =
                clients::find(&pool, &id).await?.with_context(|| format!("there is no program {id}"))?;
            if known.is_public() {
                bail!("{id} is an app that keeps no secret, and has no keys");
            }
            clients::set_keys(&pool, &id, &read_keys(&keys)?).await?;
        }
        Verb::List => {
            for client in clients::all(&pool).await? {
                let state = if client.is_disabled { "shut out" } else { "good" };
                let practices: Vec<&str> = client.practices.iter().map(OdsCode::as_str).collect();
                let redirects: Vec<&str> = client.redirects.iter().map(RedirectUri::as_str).collect();
                let (Client { id, name, scopes, .. }, of) = (&client, client.acts_for.code());
                let places = [practices, redirects].concat().join(" ");
                writeln!(out, "{id}  {state}  {of}  {name}  [{scopes}]  {places}")?;
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

/// A program without keys, practices and redirects so far.
fn described(
    clock: &Clock,
    (acts_for, name): (ActsFor, String),
    scopes: &[String],
) -> anyhow::Result<Client> {
    let known: Vec<&str> = Scope::ALL.into_iter().map(Scope::code).collect();
    let scopes = Scopes::parse(&scopes.join(" "))
        .with_context(|| format!("a scope should be one of: {}", known.join(", ")))?;
    let may = acts_for.may_hold();
    if !scopes.are_within(&may) {
        bail!("a program that acts for {} may hold only: {may}", acts_for.code());
    }
    let kind = match acts_for {
        ActsFor::Itself => "system",
        ActsFor::Citizen | ActsFor::Staff => "app",
    };
    Ok(Client {
        id: format!("{kind}-{}", clock.new_id().simple()),
        name,
        acts_for,
        redirects: Vec::new(),
        scopes,
        keys: serde_json::to_value(JwkSet { keys: Vec::new() })?,
        practices: Vec::new(),
        is_disabled: false,
    })
}

fn read_keys(file: &Path) -> anyhow::Result<serde_json::Value> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let keys: JwkSet = serde_json::from_str(&text).context("the keys are not a JSON Web Key Set")?;
    if keys.keys.is_empty() {
        bail!("the key set holds no key");
    }
    Ok(serde_json::to_value(keys)?)
}
