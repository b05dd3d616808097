//! A list of a million linked accounts: how fast `proxy-access migration check` reads it, and in how much memory.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::national::nhs_number;
use super::report::Figure;

/// Rows of the list, of so many practices.
const ROWS: u32 = 1_000_000;
const PRACTICES: u32 = 100;
/// First nine digits of the first patient and of the first proxy.
const FIRST: (u32, u32) = (100_000_000, 300_000_000);
/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// Writes the list, has it checked, and takes it away.
pub fn measure() -> Result<Vec<Figure>> {
    let path = std::env::temp_dir().join(format!("linked-{}.csv", std::process::id()));
    let measured = write(&path).and_then(|()| check(&path));
    let removed = std::fs::remove_file(&path);
    let (seconds, peak) = measured?;
    removed?;
    Ok(vec![
        Figure::at_least(
            "a list of 1,000,000 rows is checked, rows a second",
            f64::from(ROWS) / seconds,
            100_000.0,
        ),
        Figure::at_most("a list of 1,000,000 rows is checked, peak memory, MiB", peak, 60.0),
    ])
}

fn write(path: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "supplier_id,patient_name,patient_nhs_number,proxy_nhs_number,ods_code,start,end,status")?;
    for row in 0..ROWS {
        let (patient, proxy) = (nhs_number(FIRST.0 + row), nhs_number(FIRST.1 + row));
        let practice = row % PRACTICES;
        writeln!(out, "L-{row},\"O'Neill, Margaret\",{patient},{proxy},Y{practice:05},2024-02-01,,active")?;
    }
    Ok(out.flush()?)
}

/// Seconds that it took, and the most memory (resident) that the process had, in MiB.
fn check(path: &Path) -> Result<(f64, f64)> {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_proxy-access"))
        .args(["migration", "check"])
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("it does not start")?;
    let mut peak = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = most_memory(&child).unwrap_or(peak);
        std::thread::sleep(LOOK);
    };
    let seconds = begun.elapsed().as_secs_f64();
    let mut said = String::new();
    child.stdout.take().context("no output")?.read_to_string(&mut said)?;
    // The second column counts the rows that move.
    let moves = said.lines().filter_map(|line| line.split_whitespace().nth(1)?.parse::<u32>().ok());
    ensure!(status.success() && moves.sum::<u32>() == ROWS, "{status}: {said}");
    Ok((seconds, peak))
}

/// None where it has just ended.
fn most_memory(child: &Child) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
