//! Says whether all records of a practice are at another one too.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;
use secrecy::SecretString;

use crate::actions::health_record::compare;
use crate::config::Config;
use crate::storage;
use domain::OdsCode;

/// Which two practices.
#[derive(Debug, Args)]
pub struct Arguments {
    /// ODS code of the practice whose records are looked for.
    #[arg(long)]
    practice: String,
    /// ODS code of the practice at which they are looked for.
    #[arg(long)]
    other: String,
    /// A file with the URL of the other practice's database, where that is another one.
    #[arg(long)]
    other_database: Option<std::path::PathBuf>,
}

/// Compares, and fails where something differs.
pub(super) async fn compare(arguments: &Arguments, config: &Config) -> anyhow::Result<()> {
    let (practice, other) = (OdsCode::parse(&arguments.practice)?, OdsCode::parse(&arguments.other)?);
    let here = storage::connect(&config.database)?;
    let there = match &arguments.other_database {
        Some(file) => {
            let url = std::fs::read_to_string(file)
                .with_context(|| format!("{} cannot be read", file.display()))?;
            let url = SecretString::from(url.trim().to_owned());
            storage::connect(&config.database.elsewhere(url))?
        }
        None => here.clone(),
    };
    let found = compare::compare((&here, &practice), (&there, &other)).await?;
    let mut out = std::io::stdout();
    for difference in &found.differences {
        writeln!(out, "{}: {}", difference.patient.spaced(), difference.what)?;
    }
    writeln!(
        out,
        "{} patients: {} resources and {} documents of {} bytes are at both; {} differences",
        found.patients,
        found.resources,
        found.documents,
        found.bytes,
        found.differences.len()
    )?;
    if !found.differences.is_empty() {
        bail!("not everything is at both");
    }
    Ok(())
}
