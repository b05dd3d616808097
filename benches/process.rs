//! A server in a process of its own, from its start to its first good answer.

use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::process::{Child, Command};

use super::machine;

/// Longest wait for the first answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server; killed when this is dropped.
pub struct Process {
    child: Child,
    /// From the start of the process to its first 200.
    pub started_in: Duration,
}

impl Process {
    /// Starts it and asks for `/` until it answers 200.
    pub async fn start(
        program: &str,
        arguments: &[&str],
        variables: &[(String, String)],
        port: u16,
    ) -> Result<Process> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let url = format!("http://127.0.0.1:{port}/");
        let begun = Instant::now();
        let mut child = Command::new(program)
            .args(arguments)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{program} does not start"))?;
        loop {
            if client.get(&url).send().await.is_ok_and(|answer| answer.status() == 200) {
                return Ok(Process { child, started_in: begun.elapsed() });
            }
            if let Some(status) = child.try_wait()? {
                bail!("{program} ended with {status} before it answered");
            }
            if begun.elapsed() > PATIENCE {
                bail!("{program} gave no 200 within {PATIENCE:?}");
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Its id.
    pub fn id(&self) -> Result<u32> {
        self.child.id().context("it has ended")
    }

    /// Its share of the machine's memory (PSS), in MiB.
    pub fn memory(&self) -> Result<f64> {
        let pid = self.id()?;
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
        let line = rollup.lines().find(|line| line.starts_with("Pss:")).context("no Pss")?;
        let kilobytes: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
        Ok(kilobytes / 1024.0)
    }

    /// Processor time it has used, in milliseconds.
    pub fn processor_milliseconds(&self) -> Result<f64> {
        machine::processor(self.id()?)
    }

    /// Ends it and waits until its port is free again.
    pub async fn stop(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}
