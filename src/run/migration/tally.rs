//! Prints the numbers of a round, ours against the store's, and notes the store's where they are given.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use crate::config::Config;
use crate::storage;
use crate::storage::transfers::{imports, letters, rounds, tally};
use domain::OdsCode;
use domain::clock::Clock;
use domain::transfer::{Counts, StoreCounts, agreement};

use super::named;

/// Notes the numbers of the file, then prints all. No list is imported meanwhile.
pub(super) async fn tally(
    (name, counts): (&str, Option<&Path>),
    config: &Config,
    clock: &Clock,
) -> anyhow::Result<()> {
    let pool = storage::connect(&config.database)?;
    let round = named::round(&pool, name).await?;
    let mut transaction = pool.begin().await?;
    imports::wait(&mut transaction).await?;
    if let Some(file) = counts {
        let told = read(file).with_context(|| format!("{} is no list of numbers", file.display()))?;
        for (practice, counts) in told {
            let of = (round.id, &practice);
            if !rounds::tell(&mut transaction, of, counts, clock.now()).await? {
                bail!("{practice} is not in the round \"{name}\": nothing was noted");
            }
        }
    }
    let lines = tally::of_round(&mut *transaction, round.id).await?;
    let all_told = letters::of_round(&mut *transaction, round.id).await?;
    transaction.commit().await?;
    let (mut out, mut sum) = (std::io::stdout(), Counts::default());
    writeln!(out, "\"{}\" in {}", round.name, round.environment)?;
    writeln!(
        out,
        "{:<10}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>10}  agreement",
        "practice",
        "expected",
        "created",
        "existed",
        "reactiv.",
        "failed",
        "waiting",
        "excluded",
        "wrong",
        "store"
    )?;
    for line in lines {
        let store = line.theirs.map_or("-".to_owned(), |theirs| match theirs.reactivated {
            Some(reactivated) => format!("{}+{reactivated}", theirs.created),
            None => theirs.created.to_string(),
        });
        let confirmed = line.confirmed.map_or(String::new(), |(by, _)| format!(", confirmed by {by}"));
        let words = agreement(line.ours, line.theirs).words();
        let told = match named::told_on(&all_told, &line.practice) {
            told if told.is_empty() => told,
            told => format!(", told on {told}"),
        };
        writeln!(out, "{:<10}{}{store:>10}  {words}{confirmed}{told}", line.practice, columns(line.ours))?;
        sum += line.ours;
    }
    writeln!(out, "{:<10}{}", "all", columns(sum))?;
    pool.close().await;
    Ok(())
}

fn columns(of: Counts) -> String {
    let all =
        [of.expected, of.created, of.existed, of.reactivated, of.failed, of.waiting, of.excluded, of.wrong];
    all.iter().map(|count| format!("{count:>9}")).collect()
}

/// A CSV with the columns `ods_code`, `created` and, where it was counted, `reactivated`.
fn read(file: &Path) -> anyhow::Result<Vec<(OdsCode, StoreCounts)>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(file)?;
    let head = reader.headers()?.clone();
    let place = |name: &str| head.iter().position(|column| column.eq_ignore_ascii_case(name));
    let (code, created) =
        place("ods_code").zip(place("created")).context("ods_code and created are needed")?;
    let reactivated = place("reactivated");
    let mut told = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let number =
            |at: usize| cell(at).parse::<u64>().with_context(|| format!("`{}` is no number", cell(at)));
        let reactivated = reactivated.filter(|at| !cell(*at).is_empty()).map(number).transpose()?;
        told.push((OdsCode::parse(cell(code))?, StoreCounts { created: number(created)?, reactivated }));
    }
    Ok(told)
}
