//! A burst of the whole country: signed-in reads at a set rate, whatever the service does, each counted from when it was meant to be
//! asked for. Alone, while mails go out, and while the database writes out what it holds.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use sqlx::PgPool;

use super::{Asked, mail};
use crate::load::{self, Ask, Pace};
use crate::report::Figure;
use crate::work::kinds::KINDS;

/// Reads a second, and how long.
const BURST: (u32, Duration) = (270, Duration::from_secs(10));
/// What is read, in turn, by the names of [`KINDS`].
const READ: [&str; 4] =
    ["home, 20 delegations", "home, none", "detail of a delegation", "worklist, 2,000 cases"];
/// Mails that wait at least, when the burst meets them.
const MAILS: i64 = 2_000;

/// Measures this build, and that of before where there is one.
pub async fn measure((ours, before): (&Asked, Option<&Asked>), admin: &PgPool) -> Result<Vec<Figure>> {
    let (alone, alone_before) = (burst(ours).await?, other(before).await);
    let waiting = mail::waiting(&ours.side).await?;
    let (with_mails, mails_before) = {
        let own = with_mails(ours).await?;
        let of_before = match before {
            Some(before) => with_mails(before).await.ok(),
            None => None,
        };
        (own, of_before)
    };
    let writing = tokio::spawn(checkpoints(admin.clone()));
    let with_checkpoint = burst(ours).await;
    let checkpoint_before = other(before).await;
    writing.abort();
    let figure = |what: &'static str, goal: f64, (own, before): (Pace, Option<Pace>)| {
        let figure = Figure::at_most(what, own.p99, goal);
        match before {
            Some(before) => figure.beside(before.p99),
            None => figure,
        }
    };
    let mut figures = vec![
        figure("270 reads a second, p99, ms (beside: of before)", 8.0, (alone, alone_before)),
        figure("the same while mails go out, p99, ms (beside: of before)", 12.0, (with_mails, mails_before)),
        figure(
            "the same while the database checkpoints, p99, ms (beside: of before)",
            12.0,
            (with_checkpoint?, checkpoint_before),
        ),
    ];
    let least = f64::from(u32::try_from(MAILS)?);
    figures.push(Figure::at_least("mails that waited when the burst began", count(waiting)?, least));
    Ok(figures)
}

fn count(waiting: i64) -> Result<f64> {
    Ok(f64::from(u32::try_from(waiting)?))
}

async fn other(before: Option<&Asked>) -> Option<Pace> {
    match before {
        Some(before) => burst(before).await.ok(),
        None => None,
    }
}

async fn burst(asked: &Asked) -> Result<Pace> {
    let named = |name: &&str| KINDS.iter().position(|kind| kind.name == *name);
    let asks: Vec<Ask> = READ.iter().filter_map(named).filter_map(|at| asked.asks.get(at)?.clone()).collect();
    let ask: Ask = Arc::new(move |n| {
        let at = usize::try_from(n).ok()? % asks.len().max(1);
        asks.get(at)?(n)
    });
    load::open(asked.side.port, BURST, &ask, 200).await
}

async fn with_mails(asked: &Asked) -> Result<Pace> {
    let mut worker = asked.side.worker()?;
    let pace = burst(asked).await;
    worker.kill().await?;
    pace
}

/// Makes much that is to be written out, and has it written out, again and again.
async fn checkpoints(db: PgPool) -> Result<()> {
    sqlx::query("create table if not exists bare_churn (n integer, said text)").execute(&db).await?;
    loop {
        let churn =
            "insert into bare_churn select n, repeat(md5(n::text), 8) from generate_series(1, 50000) n";
        sqlx::query(churn).execute(&db).await?;
        sqlx::query("checkpoint").execute(&db).await?;
        sqlx::query("truncate bare_churn").execute(&db).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
