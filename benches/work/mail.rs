//! Mails a second: the worker sends what the acceptances before have left, to the mail server of the sandbox.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::Asked;
use crate::report::Figure;
use crate::side::Side;

/// Until the worker has begun, and how long it is looked at.
const BEGIN: Duration = Duration::from_secs(1);
const TIME: Duration = Duration::from_secs(8);

/// Measures this build, and that of before where there is one.
pub async fn measure((ours, before): (&Asked, Option<&Asked>)) -> Result<Vec<Figure>> {
    let own = a_second(&ours.side).await?;
    let figure = Figure::plain("mails a second by one worker (beside: of before)", own);
    let of_before = match before {
        Some(before) => a_second(&before.side).await.ok(),
        None => None,
    };
    Ok(vec![match of_before {
        Some(of_before) => figure.beside(of_before),
        None => figure,
    }])
}

/// Mails that wait to be sent.
pub async fn waiting(side: &Side) -> Result<i64> {
    let count =
        "select count(*) from message where sent_at is null and failed_at is null and muted_at is null";
    Ok(sqlx::query_scalar(count).fetch_one(&side.db).await?)
}

async fn sent(side: &Side) -> Result<f64> {
    let count = "select count(*)::float8 from message where sent_at is not null";
    Ok(sqlx::query_scalar(count).fetch_one(&side.db).await?)
}

async fn a_second(side: &Side) -> Result<f64> {
    let mut worker = side.worker()?;
    tokio::time::sleep(BEGIN).await;
    let (begun, before) = (Instant::now(), sent(side).await?);
    // Not longer than there is something to do.
    while begun.elapsed() < TIME && waiting(side).await? > 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (after, seconds) = (sent(side).await?, begun.elapsed().as_secs_f64());
    worker.kill().await?;
    Ok((after - before) / seconds)
}
