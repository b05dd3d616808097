//! Takes records in, one after the other; what one of them lacks is no reason to leave out the others.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use crate::actions::health_record::import::{ImportFailed, Report, Source, take_over};
use crate::app::App;
use crate::config::Config;
use crate::storage::practices;
use domain::OdsCode;
use domain::clock::Clock;

/// Which records, and whose they are.
#[derive(Debug, Args)]
pub struct Arguments {
    /// ODS code of the practice that holds the records.
    #[arg(long)]
    practice: String,
    /// Bundles (NAME.json), or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// What became of all of them.
#[derive(Default)]
struct Sum {
    records: usize,
    failed: usize,
    resources: u64,
    documents: u64,
    refused: usize,
}

/// Imports them, and says of each what was taken and what was not.
pub(super) async fn import(arguments: &Arguments, config: Config, clock: Clock) -> anyhow::Result<()> {
    let practice = OdsCode::parse(&arguments.practice)?;
    let app = App::build(config, clock)?;
    if practices::find(&app.db, &practice).await?.is_none() {
        bail!("no practice {practice} is known here: see `proxy-access practice enable`");
    }
    let mut bundles = Vec::new();
    for path in &arguments.paths {
        find(path, &mut bundles).with_context(|| format!("{} cannot be read", path.display()))?;
    }
    let (mut out, mut sum) = (std::io::stdout(), Sum::default());
    for bundle in &bundles {
        let taken = one(&app, &practice, bundle).await;
        say(&mut out, bundle, &taken)?;
        sum.add(&taken);
    }
    app.db.close().await;
    writeln!(
        out,
        "{} records taken: {} resources, {} documents. {} records not taken; {} entries refused",
        sum.records, sum.resources, sum.documents, sum.failed, sum.refused
    )?;
    if sum.failed + sum.refused > 0 {
        bail!("not all of it was taken: see above");
    }
    Ok(())
}

/// Every Bundle that a path leads to, by name. Files of marks and folders of documents belong to their Bundle.
fn find(path: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let inside = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut inside: Vec<PathBuf> = inside.collect::<std::io::Result<_>>()?;
    inside.sort();
    for path in inside {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_bundle = name.ends_with(".json") && !name.ends_with(".marks.json");
        if is_bundle || (path.is_dir() && !name.ends_with(".documents")) {
            find(&path, found)?;
        }
    }
    Ok(())
}

async fn one(app: &App, practice: &OdsCode, bundle: &Path) -> Result<Report, ImportFailed> {
    let source = Source::beside(bundle)?;
    let file = tokio::fs::File::open(bundle).await.map_err(ImportFailed::Unreadable)?;
    Box::pin(take_over(app, practice, file, source)).await
}

fn say(out: &mut impl Write, bundle: &Path, taken: &Result<Report, ImportFailed>) -> std::io::Result<()> {
    let name = bundle.display();
    let report = match taken {
        Ok(report) => report,
        Err(fault) => return writeln!(out, "{name}: not taken: {fault}"),
    };
    let resources: u64 = report.taken.values().sum();
    write!(out, "{name}: {resources} resources, {} documents", report.documents)?;
    if report.without_bytes > 0 {
        write!(out, ", {} without their bytes", report.without_bytes)?;
    }
    if let Some(record) = report.record {
        write!(out, ", kept as the record {record}")?;
    }
    writeln!(out)?;
    for refused in &report.refused {
        writeln!(out, "  entry {}, {}: not taken: {}", refused.place, refused.what, refused.why)?;
    }
    Ok(())
}

impl Sum {
    fn add(&mut self, taken: &Result<Report, ImportFailed>) {
        match taken {
            Ok(report) => {
                self.records += 1;
                self.resources += report.taken.values().sum::<u64>();
                self.documents += report.documents;
                self.refused += report.refused.len();
            }
            Err(_) => self.failed += 1,
        }
    }
}
