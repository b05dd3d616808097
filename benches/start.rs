//! What the service is before anybody asks it much: how quickly it starts, how much memory it has, what its first page weighs,
//! what connections cost; beside bare axum.

use std::time::Duration;

use anyhow::Result;

use super::process::Process;
use super::report::Figure;
use super::side::Side;
use super::{BARE, connections, load, weight};

/// Starts measured for the median.
const STARTS: usize = 10;
/// How long it is left alone before its idle memory is looked at.
const IDLE: Duration = Duration::from_secs(2);
/// A build without the sandbox.
const WITHOUT: &str = "target/without-sandbox/release/proxy-access";
/// What sizes are told in.
const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Measures it of this build.
pub async fn measure(side: &mut Side, own: &str) -> Result<Vec<Figure>> {
    let (port, url) = (side.port, side.url.clone());
    let port_text = port.to_string();
    let bare_arguments = [BARE, port_text.as_str()];
    let bare = || Process::start(own, &bare_arguments, &[], port);
    let (program, variables) = (side.program.clone(), side.variables.clone());
    let service = || Process::start(&program, &["serve"], &variables, port);

    let bare_starts = starts(bare).await?;
    let service_starts = starts(service).await?;
    let running = bare().await?;
    let bare_pages = load::pages_a_second(&url).await?;
    let bare_memory = running.memory()?;
    let bare_crowd = connections::measure(&running, port).await?;
    running.stop().await?;

    side.serve(false).await?;
    tokio::time::sleep(IDLE).await;
    let memory = side.process()?.memory()?;
    let weight = weight::of_page(&url).await?;
    let pages = load::pages_a_second(&url).await?;
    let crowd = connections::measure(side.process()?, port).await?;
    side.rest().await?;

    let kilobytes = weight.bytes / 1000.0;
    let mut figures = vec![
        Figure::at_most("start-up to the first 200, median of 10, ms", service_starts, 30.0)
            .beside(bare_starts),
        Figure::at_most("idle memory (PSS), MiB", memory, 21.0).beside(bare_memory),
        Figure::at_most("start page with all it loads, compressed, with heads, kB", kilobytes, 40.0),
        Figure::at_most("start page, requests", weight.requests, 6.0),
        Figure::at_most("start page, other hosts", weight.other_hosts, 0.0),
        Figure::at_most("a connection that has sent nothing, KiB", crowd.silent, 25.0)
            .beside(bare_crowd.silent),
        Figure::at_most("a connection that was answered, KiB", crowd.answered, 25.0)
            .beside(bare_crowd.answered),
        Figure::plain("a connection that has sent nothing, ms of processor", crowd.time)
            .beside(bare_crowd.time),
        Figure::at_most("memory (PSS) with 1,500 connections, MiB", crowd.all, 50.0).beside(bare_crowd.all),
        Figure::plain("start page, a second (16 connections)", pages).beside(bare_pages),
    ];
    figures.extend(binaries(&program));
    Ok(figures)
}

/// How large this build is, and one without the sandbox where it was built (docs/performance.md says how).
fn binaries(program: &str) -> Vec<Figure> {
    let size = |path: &str| {
        let bytes = std::fs::metadata(path).ok()?.len();
        Some(f64::from(u32::try_from(bytes).ok()?) / MEBIBYTE)
    };
    let with = size(program).map(|size| Figure::plain("binary with the sandbox, MiB", size));
    let without = size(WITHOUT).map(|size| Figure::plain("binary without the sandbox, MiB", size));
    with.into_iter().chain(without).collect()
}

/// Median milliseconds from the start of the process to its first good answer.
async fn starts<F: Future<Output = Result<Process>>>(start: impl Fn() -> F) -> Result<f64> {
    let mut all = Vec::new();
    for _ in 0..STARTS {
        let running = start().await?;
        all.push(running.started_in.as_secs_f64() * 1000.0);
        running.stop().await?;
    }
    all.sort_by(f64::total_cmp);
    Ok(f64::midpoint(all[(STARTS - 1) / 2], all[STARTS / 2]))
}
