//! What many delegations take: how large the database is, how long copies of it take, and whether pages and decisions are as quick as
//! among few. What the figures mean stands in `docs/size.md`.

mod backup;
mod fill;
mod tables;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::PgPool;

use super::copies::{self, Pattern, Range, delegation};
use super::load::{self, Ask, Pace};
use super::report::Figure;
use super::side::Side;
use super::wire::Wire;
use super::work::kinds::{browser, program};
use super::work::people::{CASES, OF_ONE, accepted, at_work, confirmed, invite, invited, signed_in};

/// Delegations at first, in the end, and in the end where that is to be large.
const FEW: u32 = 10_000;
const MANY: u32 = 200_000;
const LARGE: u32 = 5_000_000;
/// Connections that ask at once, and how long; the same before it counts.
const LOAD: (u32, Duration) = (8, Duration::from_secs(5));
const WARM: (u32, Duration) = (8, Duration::from_secs(1));
/// How long the worker may take for what is to be sent, in twentieths of a second.
const PATIENCE: u32 = 600;
/// At least this part of what is answered among few delegations is answered among many.
const KEPT: f64 = 0.8;

/// What is asked, in the order of [`asks`]; what its figures are called.
const QUESTIONS: [[&str; 3]; 4] = [
    [
        "home, 20 delegations, a second (beside: among 10,000)",
        "home, p50 ms (beside: among 10,000)",
        "home, p99 ms (beside: among 10,000)",
    ],
    [
        "worklist, 2,000 cases, a second (beside: among 10,000)",
        "worklist, p50 ms (beside: among 10,000)",
        "worklist, p99 ms (beside: among 10,000)",
    ],
    [
        "case, a second (beside: among 10,000)",
        "case, p50 ms (beside: among 10,000)",
        "case, p99 ms (beside: among 10,000)",
    ],
    [
        "/access, a second (beside: among 10,000)",
        "/access, p50 ms (beside: among 10,000)",
        "/access, p99 ms (beside: among 10,000)",
    ],
];

/// Fills a database twice and asks both times.
pub async fn measure(server_url: &str, is_large: bool) -> Result<Vec<Figure>> {
    let most = if is_large { LARGE } else { MANY };
    let mut side = Side::settle(super::OURS, (server_url, "size")).await?;
    side.serve(true).await?;
    let (url, db) = (side.url.clone(), side.db.clone());
    // Pages that are not as expected end the task, and no more.
    let made = tokio::spawn(Box::pin(journey(url, db))).await.context("its pages are different")??;
    side.rest().await?;
    fill::begin(&side.db).await?;
    fill::write(&side.db, &side.database_url, made, Range { from: 1, to: FEW }).await?;
    tables::settle(&side.db).await?;
    let few = Box::pin(asked(&mut side, FEW)).await?;
    let rest = Range { from: FEW + 1, to: most };
    let written = fill::write(&side.db, &side.database_url, made, rest).await?;
    let mut figures = vec![
        Figure::plain("rows written, with their indexes", written.rows),
        Figure::plain("rows written a second", written.rows / written.seconds),
    ];
    figures.extend(tables::settle(&side.db).await?);
    let many = Box::pin(asked(&mut side, most)).await?;
    for (([a_second, median, p99], many), few) in QUESTIONS.into_iter().zip(many).zip(few) {
        let least = few.a_second * KEPT;
        figures.push(Figure::at_least(a_second, many.a_second, least).beside(few.a_second));
        figures.push(Figure::plain(median, many.median).beside(few.median));
        figures.push(Figure::plain(p99, many.p99).beside(few.p99));
    }
    figures.extend(tables::sizes(&side.db).await?);
    match Box::pin(backup::measure(&side, server_url)).await {
        Ok(measured) => figures.extend(measured),
        Err(fault) => super::say(&format!("Copies were not measured: {fault:#}"))?,
    }
    side.stop().await?;
    Ok(figures)
}

/// A delegation from its invitation to its confirmation, by the pages; its practice's other cases, and its patient's other people.
async fn journey(url: String, db: PgPool) -> Result<Pattern> {
    invite(&mut signed_in(&url, "margaret").await, "summary").await?;
    let made = invited(&db).await?;
    accepted(&url, made).await?;
    copies::write(&db, made, CASES, (true, true)).await?;
    copies::write(&db, made, OF_ONE, (false, true)).await?;
    let mut staff = at_work(&url).await?;
    staff.get(&format!("/staff/cases/{}", made.id)).await;
    confirmed(&mut staff, made).await?;
    delivered(&db, made).await?;
    Ok(made)
}

/// Waits until all that is to be sent about it was sent: its ledger lines are copied as they are then.
async fn delivered(db: &PgPool, made: Pattern) -> Result<()> {
    for _ in 0..PATIENCE {
        let read = sqlx::query_scalar("select count(*) from outbox where aggregate_id = $1");
        let left: i64 = read.bind(made.id).fetch_one(db).await?;
        if left == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("what was to be sent was not sent")
}

/// How quickly each question is answered among so many delegations. Whoever asks signs in anew: staff's sessions end when they rest.
async fn asked(side: &mut Side, count: u32) -> Result<Vec<Pace>> {
    side.serve(false).await?;
    let url = side.url.clone();
    let cookies = tokio::spawn(Box::pin(cookies(url))).await.context("its pages are different")??;
    let mut paces = Vec::new();
    for ask in asks(side, count, cookies)? {
        load::closed(side.port, WARM, &ask, 200).await?;
        paces.push(load::closed(side.port, LOAD, &ask, 200).await?);
    }
    may(side, count).await?;
    side.rest().await?;
    Ok(paces)
}

/// The sessions of a patient with twenty delegations, and of somebody of the practice.
async fn cookies(url: String) -> Result<[String; 2]> {
    let (patient, staff) = (signed_in(&url, "margaret").await, at_work(&url).await?);
    let [patient, staff] = [&patient, &staff].map(|browser| browser.cookie("session"));
    let (patient, staff) = patient.zip(staff).context("no session")?;
    Ok([patient, staff].map(|cookie| format!("session={cookie}")))
}

fn asks(side: &Side, count: u32, [patient, staff]: [String; 2]) -> Result<Vec<Ask>> {
    let reader = staff.clone();
    let home: Ask = Arc::new(move |_| Some(browser("/home", &patient)));
    let worklist: Ask = Arc::new(move |_| Some(browser("/staff", &staff)));
    let case: Ask = Arc::new(move |n: u32| {
        let case = delegation(CASES.from + n % (CASES.to - CASES.from));
        Some(browser(&format!("/staff/cases/{case}"), &reader))
    });
    Ok(vec![home, worklist, case, access(side, count)?])
}

/// Whether somebody may act for somebody, all over the country: each time by a program of the practice that set it.
fn access(side: &Side, count: u32) -> Result<Ask> {
    let programs = fill::programs();
    let tokens = programs.iter().map(|name| side.token(name, "user.roles.view", None));
    let tokens = tokens.collect::<Result<Vec<String>>>()?;
    let ask: Ask = Arc::new(move |k: u32| {
        let n = 1 + k.wrapping_mul(104_729) % count;
        let (patient, actor) = (fill::person(n), fill::person(n - 1));
        let path = format!("/api/v1/access?patient={patient}&actor={actor}&service=view_record");
        Some(program(&path, tokens.get(fill::program_of(n))?))
    });
    Ok(ask)
}

/// Fails unless the first of these questions is answered with yes: what is measured is a decision, not a refusal.
async fn may(side: &Side, count: u32) -> Result<()> {
    let ask = access(side, count)?;
    let request = ask(1).context("a question")?;
    let mut wire = Wire::open(side.port).await?;
    let answer = wire.call(&request).await?;
    let text = String::from_utf8_lossy(answer.bytes);
    ensure!(text.contains("\"allowed\":true"), "{text}");
    Ok(())
}
