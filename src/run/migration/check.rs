//! Says what a list has, row by row and in sum.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use time::Date;

use domain::OdsCode;
use domain::transfer::{Row, Terms, Verdict};

use super::list::{List, judge};
use super::report::Report;

/// Which list, and what it is held against.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The list: CSV, or JSON Lines where its name ends in .jsonl.
    file: PathBuf,
    /// A practice that is to be moved, by ODS code; repeat for more. Without any, every code will do.
    #[arg(long = "practice")]
    practices: Vec<String>,
    /// Patients of one proxy beyond which the account is taken for one of many people.
    #[arg(long, default_value_t = 10)]
    most_patients: usize,
    /// Rows that are told one by one, at most.
    #[arg(long, default_value_t = 1000)]
    show: u64,
}

/// Reads it twice: pairs that come twice are seen at the end.
pub(super) fn check(arguments: &Arguments, today: Date) -> anyhow::Result<()> {
    let codes = arguments.practices.iter().map(|code| OdsCode::parse(code));
    let practices: BTreeSet<OdsCode> = codes.collect::<Result<_, _>>()?;
    let terms = Terms { today, practices: (!practices.is_empty()).then_some(&practices) };
    let judged = judge(&arguments.file, &terms, arguments.most_patients)?;
    let (mut list, mut report) = (List::open(&arguments.file)?, Report::default());
    let (mut out, mut left) = (std::io::stdout().lock(), arguments.show);
    while let Some((line, row)) = list.row(&terms)? {
        let row = match judged.get(&line) {
            Some(judgement) => row.judged(*judgement),
            None => row,
        };
        report.add(&row);
        let is_told = !matches!(row.verdict, Verdict::Moves(_));
        if is_told && left > 0 {
            tell(&mut out, line, &row)?;
            left -= 1;
        }
    }
    report.write(&mut out)?;
    if report.wrong() > 0 {
        bail!("{} rows are wrong: have them mended, or import the others without them", report.wrong());
    }
    Ok(())
}

fn tell(out: &mut impl Write, line: u64, row: &Row) -> std::io::Result<()> {
    match &row.verdict {
        Verdict::Moves(_) => Ok(()),
        Verdict::Excluded(exclusion) => writeln!(out, "line {line}: excluded, {}", exclusion.meaning()),
        Verdict::Wrong(problems) => {
            problems.iter().try_for_each(|problem| writeln!(out, "line {line}: {problem}"))
        }
    }
}
