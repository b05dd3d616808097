//! How quickly a server answers: asked again and again by a few who wait for each answer, or at a set rate whatever it does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures::future::join_all;
use tokio::time::{Instant, sleep_until};

use super::wire::Wire;

const VISITORS: usize = 16;
const TIME: Duration = Duration::from_secs(5);
/// Connections by which a set rate is asked: so many late answers may be waited for at once.
const SPREAD: u32 = 64;

/// What is asked, by its number from 0; none when there is no more to ask.
pub type Ask = Arc<dyn Fn(u32) -> Option<Vec<u8>> + Send + Sync>;

/// How quickly it was answered.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Answers in all.
    pub count: f64,
    /// Answers a second.
    pub a_second: f64,
    /// Milliseconds, the median.
    pub median: f64,
    /// Milliseconds that one in a hundred takes longer than.
    pub p99: f64,
    /// Bytes of an answer on the way, head and body.
    pub bytes: f64,
}

/// Asks from so many connections, each waiting for its answer, until the time is over or there is nothing more to ask.
pub async fn closed(port: u16, (connections, time): (u32, Duration), ask: &Ask, status: u16) -> Result<Pace> {
    let (begun, next) = (Instant::now(), Arc::new(AtomicU32::new(0)));
    let all = (0..connections).map(|_| {
        let (ask, next) = (ask.clone(), next.clone());
        tokio::spawn(async move {
            let (mut wire, mut took) = (Wire::open(port).await?, Vec::new());
            while begun.elapsed() < time {
                let Some(request) = ask(next.fetch_add(1, Ordering::Relaxed)) else { break };
                took.push(one(&mut wire, &request, (Instant::now(), status)).await?);
            }
            anyhow::Ok(took)
        })
    });
    pace(join_all(all).await, begun)
}

/// Asks at a set rate, whether answers come or not; what an answer took is counted from when it was meant to be asked for.
pub async fn open(port: u16, (a_second, time): (u32, Duration), ask: &Ask, status: u16) -> Result<Pace> {
    let begun = Instant::now();
    let all = (0..SPREAD).map(|first| {
        let ask = ask.clone();
        tokio::spawn(async move {
            let (mut wire, mut took, mut n) = (Wire::open(port).await?, Vec::new(), first);
            loop {
                let meant = begun + Duration::from_secs_f64(f64::from(n) / f64::from(a_second));
                let Some(request) = ask(n).filter(|_| meant - begun < time) else { break };
                sleep_until(meant).await;
                took.push(one(&mut wire, &request, (meant, status)).await?);
                n += SPREAD;
            }
            anyhow::Ok(took)
        })
    });
    pace(join_all(all).await, begun)
}

/// Milliseconds since then, and bytes.
async fn one(wire: &mut Wire, request: &[u8], (since, status): (Instant, u16)) -> Result<(f64, f64)> {
    let answer = wire.call(request).await?;
    let took = since.elapsed().as_secs_f64() * 1000.0;
    let bytes = f64::from(u32::try_from(answer.bytes.len())?);
    if answer.status != status {
        let (said, asked) = (String::from_utf8_lossy(answer.bytes), String::from_utf8_lossy(request));
        let first = asked.lines().next().unwrap_or_default().to_owned();
        anyhow::bail!("{first}: {}", said.chars().take(600).collect::<String>());
    }
    Ok((took, bytes))
}

type Asker = Result<Result<Vec<(f64, f64)>>, tokio::task::JoinError>;

fn pace(askers: Vec<Asker>, begun: Instant) -> Result<Pace> {
    let seconds = begun.elapsed().as_secs_f64();
    let mut all = Vec::new();
    for asker in askers {
        all.extend(asker??);
    }
    let mut times: Vec<f64> = all.iter().map(|(took, _)| *took).collect();
    ensure!(!times.is_empty(), "nothing was answered");
    times.sort_by(f64::total_cmp);
    let count = f64::from(u32::try_from(times.len())?);
    Ok(Pace {
        count,
        a_second: count / seconds,
        median: times[times.len() / 2],
        p99: times[times.len() * 99 / 100],
        bytes: all.iter().map(|(_, bytes)| bytes).sum::<f64>() / count,
    })
}

/// Asks for `/` over 16 kept connections for 5 seconds. The asking itself takes part of the same machine.
pub async fn pages_a_second(url: &str) -> Result<f64> {
    let begun = Instant::now();
    let visitors = (0..VISITORS).map(|_| tokio::spawn(visit(url.to_owned())));
    let mut pages = 0;
    for count in join_all(visitors).await {
        pages += count??;
    }
    Ok(f64::from(pages) / begun.elapsed().as_secs_f64())
}

async fn visit(url: String) -> Result<u32> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let (begun, mut pages) = (Instant::now(), 0);
    while begun.elapsed() < TIME {
        let answer = client.get(&url).send().await?;
        ensure!(answer.status() == 200, "{} under load", answer.status());
        answer.bytes().await.context("a body")?;
        pages += 1;
    }
    Ok(pages)
}
