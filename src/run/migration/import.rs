//! Keeps a list: all of it or nothing, and the same list again is the same rows.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use crate::config::Config;
use crate::storage;
use crate::storage::practices;
use crate::storage::transfers::imports::Import;
use domain::OdsCode;
use domain::clock::Clock;
use domain::transfer::Terms;

use super::list::{List, judge};
use super::report::Report;

/// Rows that are written at once.
const BATCH: usize = 2000;

/// Which list, and by what name it is known.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The list: CSV, or JSON Lines where its name ends in .jsonl.
    file: PathBuf,
    /// By what name the list is known when it is imported again; without it, by that of the file.
    #[arg(long)]
    list: Option<String>,
    /// Patients of one proxy beyond which the account is taken for one of many people.
    #[arg(long, default_value_t = 10)]
    most_patients: usize,
}

/// Rows of practices that are not known here are wrong.
pub(super) async fn import(arguments: &Arguments, config: &Config, clock: &Clock) -> anyhow::Result<()> {
    let pool = storage::connect(&config.database)?;
    let known: BTreeSet<OdsCode> =
        practices::all(&pool).await?.into_iter().map(|practice| practice.ods_code).collect();
    if known.is_empty() {
        bail!("no practice is known here: see `proxy-access practice enable`");
    }
    let terms = Terms { today: clock.today_in_london(), practices: Some(&known) };
    let name = arguments.file.file_name().and_then(|name| name.to_str());
    let name = arguments.list.as_deref().or(name).context("the list needs a name: --list")?;
    let judged = judge(&arguments.file, &terms, arguments.most_patients)?;
    let (mut list, mut report) = (List::open(&arguments.file)?, Report::default());
    let mut import = Import::begin(&pool, clock.new_id(), name).await?;
    let mut batch = Vec::with_capacity(BATCH);
    while let Some((line, row)) = list.row(&terms)? {
        let row = match judged.get(&line) {
            Some(judgement) => row.judged(*judgement),
            None => row,
        };
        report.add(&row);
        batch.push((line, row));
        if batch.len() == BATCH {
            import.add(&batch).await?;
            batch.clear();
        }
    }
    import.add(&batch).await?;
    let imported = import.finish(clock.now()).await?;
    let mut out = std::io::stdout();
    report.write(&mut out)?;
    writeln!(
        out,
        "{name}: {} rows move, {} are excluded, {} are wrong and do not move, {} are not in it any more",
        imported.moves, imported.excluded, imported.wrong, imported.gone
    )?;
    pool.close().await;
    Ok(())
}
