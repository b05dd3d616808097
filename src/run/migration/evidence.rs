//! Writes down what happened in all rounds: a page to be printed and signed, and files with each number and failure.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use askama::Template;

use crate::config::Config;
use crate::storage;
use crate::storage::PgPool;
use crate::storage::transfers::letters::{self, Told as Letter};
use crate::storage::transfers::rounds::{self, Round};
use crate::storage::transfers::runs::{self, Run};
use crate::storage::transfers::tally::{self, Failure, Line};
use domain::clock::Clock;
use domain::text;
use domain::transfer::{Agreement, Counts, Ending, agreement};

use super::named;
use super::shown::second;

/// Roles that are read at once.
const AT_ONCE: i64 = 5000;
/// The columns of the numbers of a practice.
const TALLY: [&str; 15] = [
    "ods_code",
    "expected",
    "created",
    "existed",
    "reactivated",
    "failed",
    "waiting",
    "excluded",
    "wrong",
    "store_created",
    "store_reactivated",
    "agreement",
    "confirmed_by",
    "told_on",
    "told_by",
];

/// The page.
#[derive(Template)]
#[template(path = "run/migration/evidence.html")]
struct Evidence {
    written: String,
    rounds: Vec<Told>,
}

/// A round on the page; its tables as they are shown.
struct Told {
    name: String,
    agreed: String,
    runs: Vec<Vec<String>>,
    practices: Vec<Vec<String>>,
    failures: usize,
    mended: usize,
    criteria: Vec<(&'static str, &'static str)>,
}

/// Writes everything into the folder.
pub(super) async fn evidence(folder: &Path, config: &Config, clock: &Clock) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let pool = storage::connect(&config.database)?;
    let all = rounds::all(&pool).await?;
    let mut told = Vec::new();
    let mut numbers = file(folder, "tally.csv", &[&["round"][..], &TALLY].concat())?;
    let mut failed =
        file(folder, "failures.csv", &["round", "ods_code", "supplier_id", "fault", "at", "now"])?;
    let mut left = file(
        folder,
        "not-moved.csv",
        &["round", "ods_code", "list", "line", "supplier_id", "standing", "why"],
    )?;
    let mut roles =
        file(folder, "roles.csv", &["round", "ods_code", "supplier_id", "role_id", "how", "start"])?;
    for round in all {
        let failures = tally::failures(&pool, round.id).await?;
        for it in &failures {
            let [practice, supplier_id] =
                [&it.practice, &it.supplier_id].map(|of| of.as_deref().map(text::cell).unwrap_or_default());
            failed.write_record([
                &round.name,
                &practice,
                &supplier_id,
                &it.fault,
                &second(it.at),
                &it.now,
            ])?;
        }
        for it in tally::left(&pool, round.id).await? {
            let [practice, supplier_id, list] =
                [it.practice.unwrap_or_default(), it.supplier_id.unwrap_or_default(), it.list]
                    .map(|of| text::cell(&of));
            let line = it.line.to_string();
            left.write_record([&round.name, &practice, &list, &line, &supplier_id, &it.standing, &it.why])?;
        }
        write_roles(&mut roles, &pool, &round).await?;
        let one = tell(&pool, &round, &failures).await?;
        for cells in &one.practices {
            numbers.write_record([&round.name].into_iter().chain(cells))?;
        }
        told.push(one);
    }
    for mut writer in [numbers, failed, left, roles] {
        writer.flush()?;
    }
    let page = Evidence { written: second(clock.now()), rounds: told }.render()?;
    File::create(folder.join("evidence.html"))?.write_all(page.as_bytes())?;
    writeln!(std::io::stdout(), "{}", folder.join("evidence.html").display())?;
    pool.close().await;
    Ok(())
}

async fn tell(pool: &PgPool, round: &Round, failures: &[Failure]) -> anyhow::Result<Told> {
    let (lines, all) = (tally::of_round(pool, round.id).await?, runs::of_round(pool, round.id).await?);
    let letters = letters::of_round(pool, round.id).await?;
    let mended =
        failures.iter().filter(|it| !["failed", "waiting", "under_way"].contains(&it.now.as_str())).count();
    let window = round.window.map_or("any time".to_owned(), |window| window.to_string());
    let store = round.store.as_deref().unwrap_or("not run yet");
    let header = round.header.as_ref().map_or("none".to_owned(), |(name, value)| format!("{name}: {value}"));
    Ok(Told {
        name: format!("{} ({})", round.name, round.environment),
        agreed: format!(
            "Planned {}. Agreed: at most {} calls a second; {window}; header {header}. Store: {store}.",
            second(round.planned_at),
            round.rate
        ),
        criteria: criteria(round, (&lines, &all), mended),
        runs: all.iter().map(run_cells).collect(),
        practices: lines.iter().map(|line| practice_cells(line, &letters)).collect(),
        failures: failures.len(),
        mended,
    })
}

/// What must hold before the next step (docs/sources.md#nps-docs), as far as the numbers tell.
fn criteria(
    round: &Round,
    (lines, all): (&[Line], &[Run]),
    mended: usize,
) -> Vec<(&'static str, &'static str)> {
    let mut sum = Counts::default();
    for line in lines {
        sum += line.ours;
    }
    let tick = |holds: bool| if holds { "yes" } else { "not yet" };
    let is_moved = sum.is_whole() && sum.waiting == 0 && sum.failed == 0 && sum.expected > 0;
    let is_same =
        |line: &Line| matches!(agreement(line.ours, line.theirs), Agreement::Agree | Agreement::Nothing);
    let agree = |line: &Line| is_same(line) && line.confirmed.is_some();
    let most = round.rate.per_second() * 1.01;
    let is_paced = all.iter().all(|run| per_second(run).is_none_or(|measured| measured <= most));
    vec![
        ("Every row that is to have a role has one", tick(is_moved)),
        ("Both sides have counted the same, and a person has confirmed it", tick(lines.iter().all(agree))),
        ("Rows that had failed were tried again and have a role", tick(mended > 0)),
        ("No run was faster than agreed", tick(is_paced)),
        ("All agreed test cases were completed", "to be signed"),
        ("The data stands in the right fields of the store", "to be signed"),
        ("The assurance documents are signed off", "to be signed"),
        ("The onboarding is signed off", "to be signed"),
    ]
}

/// Calls in a second, measured; none of a run too short to measure.
fn per_second(run: &Run) -> Option<f64> {
    let seconds = (run.seen_at - run.began_at).as_seconds_f64();
    let calls = u32::try_from(run.calls).ok()?;
    (seconds >= 5.0).then(|| f64::from(calls) / seconds)
}

fn run_cells(run: &Run) -> Vec<String> {
    let what = if run.is_retry { "only what had failed" } else { "what waited" };
    vec![
        second(run.began_at),
        second(run.seen_at),
        what.to_owned(),
        run.calls.to_string(),
        per_second(run).map_or("-".to_owned(), |rate| format!("{rate:.1}")),
        run.too_fast.to_string(),
        run.ended.map_or("interrupted", Ending::code).to_owned(),
    ]
}

/// The numbers of a practice, in the order of [`TALLY`].
fn practice_cells(line: &Line, letters: &[Letter]) -> Vec<String> {
    let of = line.ours;
    let ours =
        [of.expected, of.created, of.existed, of.reactivated, of.failed, of.waiting, of.excluded, of.wrong];
    let theirs = [line.theirs.map(|it| it.created), line.theirs.and_then(|it| it.reactivated)];
    let mut cells = vec![line.practice.clone()];
    cells.extend(ours.map(|count| count.to_string()));
    cells.extend(theirs.map(|count| count.map_or(String::new(), |count| count.to_string())));
    cells.push(agreement(of, line.theirs).words().to_owned());
    cells.push(line.confirmed.as_ref().map_or(String::new(), |(by, _)| text::cell(by)));
    let letter = letters.iter().find(|letter| letter.practice == line.practice);
    cells.push(named::told_on(letters, &line.practice));
    cells.push(letter.map_or(String::new(), |letter| text::cell(&letter.by)));
    cells
}

/// The ids of roles, exactly as both sides write them: a program reads this.
async fn write_roles(out: &mut csv::Writer<File>, pool: &PgPool, round: &Round) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let kept = tally::kept(pool, (round.id, after), AT_ONCE).await?;
        let Some((last, _)) = kept.last() else { return Ok(()) };
        after = *last;
        for (_, it) in &kept {
            let cell = |text: &Option<String>| text.clone().unwrap_or_default();
            let (practice, supplier_id, role_id) =
                (cell(&it.practice), cell(&it.supplier_id), cell(&it.role_id));
            let start = it.starts_on.map_or(String::new(), |day| day.to_string());
            out.write_record([&round.name, &practice, &supplier_id, &role_id, &it.state, &start])?;
        }
    }
}

fn file(folder: &Path, name: &str, columns: &[&str]) -> anyhow::Result<csv::Writer<File>> {
    let mut writer = csv::WriterBuilder::new().from_path(folder.join(name))?;
    writer.write_record(columns)?;
    Ok(writer)
}
