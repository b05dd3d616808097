//! `proxy-access practice`: which practices take part in the trial.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Subcommand;

use crate::config::Config;
use crate::integrations::Ods;
use crate::storage;
use crate::storage::postings;
use crate::storage::practice_settings;
use crate::storage::practices::{self, Practice};
use domain::channel::Channel;
use domain::clock::Clock;
use domain::practice_settings::{OnlinePlace, OnlineService};
use domain::{EmailAddress, OdsCode};

/// What can be done to a practice.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Look the practice up in the directory and let its patients and staff in.
    Enable {
        /// ODS code.
        code: String,
        /// Address for messages to the practice.
        #[arg(long)]
        email: Option<String>,
        /// How its messages go: mesh, email, or notice (e-mail that never has details).
        #[arg(long, value_parser = channel)]
        channel: Option<Channel>,
        /// Where a trusted person uses the access: unsaid, nhs_app, own (its own online service), both, or ask (they ask).
        #[arg(long)]
        place: Option<String>,
        /// Name of its own online service.
        #[arg(long, requires = "place")]
        online_name: Option<String>,
        /// Address of that service, https.
        #[arg(long, requires = "online_name")]
        online_address: Option<String>,
    },
    /// Let them in no longer: requests under way are closed by the worker, access that is set stays visible.
    Disable {
        /// ODS code.
        code: String,
    },
    /// Print all practices.
    List,
}

/// Enables or disables a practice.
pub(super) async fn practice(config: &Config, verb: Verb) -> anyhow::Result<()> {
    let clock = Clock::system();
    let pool = storage::connect(&config.database)?;
    let (code, enabled, email, channel, place) = match verb {
        Verb::Enable { code, email, channel, place, online_name, online_address } => {
            let place = place.map(|place| online_place(&place, (online_name, online_address))).transpose()?;
            (code, true, email, channel, place)
        }
        Verb::Disable { code } => (code, false, None, None, None),
        Verb::List => return list(&pool).await,
    };
    let ods_code = OdsCode::parse(&code)?;
    let email = email.as_deref().map(EmailAddress::parse).transpose()?;
    let (name, phone) = match practices::find(&pool, &ods_code).await? {
        Some(known) if !enabled => (known.name, None),
        Some(_) | None => look_up(config, &clock, &ods_code).await?,
    };
    let practice = Practice { ods_code, name, enabled, email };
    practices::upsert(&pool, &practice, clock.now()).await?;
    if enabled {
        practices::note_phone(&pool, &practice.ods_code, phone.as_deref()).await?;
    }
    if let Some(channel) = channel {
        postings::choose(&pool, &practice.ods_code, channel, clock.now()).await?;
    }
    if let Some(place) = place
        && !practice_settings::choose_place(&pool, &practice.ods_code, place, clock.now()).await?
    {
        bail!("the practice changed its settings in the same moment: try again");
    }
    tracing::info!(practice = %practice.ods_code, enabled, "done");
    Ok(())
}

fn online_place(
    code: &str,
    (name, address): (Option<String>, Option<String>),
) -> anyhow::Result<OnlinePlace> {
    let is_named = name.is_some();
    let own = match name.zip(address) {
        Some((name, address)) => Some(OnlineService::parse(&name, &address).map_err(|_| {
            anyhow::anyhow!("the online service needs a name, and an address that begins with https://")
        })?),
        None => None,
    };
    let place = OnlinePlace::from_code(code, own)
        .context("unsaid, nhs_app, own, both or ask; own and both with --online-name and --online-address")?;
    if is_named && place.own().is_none() {
        bail!("--place {code} names no online service: own or both, or leave out --online-name");
    }
    Ok(place)
}

fn channel(text: &str) -> Result<Channel, String> {
    Channel::from_code(text).ok_or_else(|| "mesh, email or notice".to_owned())
}

async fn list(pool: &crate::storage::PgPool) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    for practice in practices::all(pool).await? {
        let state = if practice.enabled { "enabled" } else { "disabled" };
        let email = practice.email.as_ref().map_or("no e-mail", EmailAddress::as_str);
        writeln!(out, "{}  {state}  {}  {email}", practice.ods_code, practice.name)?;
    }
    Ok(())
}

/// Its name and its telephone number.
async fn look_up(config: &Config, clock: &Clock, code: &OdsCode) -> anyhow::Result<(String, Option<String>)> {
    let ods = Ods::new(&config.ods, clock.clone())?;
    let correlation = clock.new_id().to_string();
    let found = ods.organisation(code, &correlation).await.context("the directory gave no answer")?;
    match found {
        Some(organisation) if organisation.is_gp_practice => Ok((organisation.name, organisation.phone)),
        Some(_) => bail!("{code} is not an active GP practice"),
        None => bail!("the directory knows no organisation {code}"),
    }
}
