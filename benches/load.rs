//! How many pages a second a server gives to a few busy visitors.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

const VISITORS: usize = 16;
const TIME: Duration = Duration::from_secs(5);

/// Asks for `/` over 16 kept connections for 5 seconds. The asking itself takes part of the same machine.
pub async fn pages_a_second(url: &str) -> Result<f64> {
    let begun = Instant::now();
    let visitors = (0..VISITORS).map(|_| tokio::spawn(visit(url.to_owned())));
    let mut pages = 0;
    for count in futures::future::join_all(visitors).await {
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
        answer.bytes().await?;
        pages += 1;
    }
    Ok(pages)
}
