//! A large practice's worklist in a small country and in a large one: it must not cost more because others have cases too.

use proxy_access::storage::PgPool;
use std::time::{Duration, Instant};

use anyhow::Result;
use domain::delegation::Stage;
use domain::person::search_words;
use domain::{NhsNumber, OdsCode};
use proxy_access::storage::views::worklist::{self, Narrowed, Order, Window};
use time::macros::date;

use super::crowd;
use super::report::Figure;

/// Cases in the small country and in the large one.
const SIZES: [u32; 2] = [10_000, 1_000_000];
/// How often each question is asked.
const TIMES: usize = 500;
/// What is asked; the same order as in [`ask`].
const QUESTIONS: [(&str, &str); 6] = [
    ("worklist, counts of the tabs, p99 ms", "worklist, counts, median at 1,000,000 / at 10,000"),
    ("worklist, first page, p99 ms", "worklist, first page, median at 1,000,000 / at 10,000"),
    ("worklist, page 50, p99 ms", "worklist, page 50, median at 1,000,000 / at 10,000"),
    ("worklist, search by name, p99 ms", "worklist, by name, median at 1,000,000 / at 10,000"),
    ("worklist, search by number, p99 ms", "worklist, by number, median at 1,000,000 / at 10,000"),
    ("worklist, sorted by name, p99 ms", "worklist, sorted, median at 1,000,000 / at 10,000"),
];

/// Milliseconds of one question.
#[derive(Clone, Copy, Default)]
struct Times {
    median: f64,
    p99: f64,
}

/// Fills the database twice and asks both times. Time is that of the whole question: to Postgres, and back as rows.
pub async fn measure(db: &PgPool) -> Result<Vec<Figure>> {
    let mut all = [[Times::default(); QUESTIONS.len()]; SIZES.len()];
    let mut from = 0;
    for (size, times) in SIZES.into_iter().zip(&mut all) {
        crowd::settle(db, (from, size)).await?;
        from = size;
        for (question, times) in times.iter_mut().enumerate() {
            *times = asked(db, question).await?;
        }
    }
    let [small, large] = all;
    let mut figures = Vec::new();
    for ((times, before), (what, ratio)) in large.into_iter().zip(small).zip(QUESTIONS) {
        figures.push(Figure::at_most(what, times.p99, 20.0));
        figures.push(Figure::at_most(ratio, times.median / before.median, 1.2));
    }
    Ok(figures)
}

async fn asked(db: &PgPool, question: usize) -> Result<Times> {
    let mut times = Vec::with_capacity(TIMES);
    // The first few fill the caches.
    for round in 0..TIMES + 20 {
        let begun = Instant::now();
        ask(db, question).await?;
        let took: Duration = begun.elapsed();
        if round >= 20 {
            times.push(took.as_secs_f64() * 1000.0);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(Times { median: times[TIMES / 2], p99: times[TIMES * 99 / 100] })
}

async fn ask(db: &PgPool, question: usize) -> Result<()> {
    let practice = OdsCode::parse(crowd::PRACTICE).map_err(|_| anyhow::anyhow!("a practice"))?;
    let page = |offset| (Order::LongestFirst, Window { offset, limit: 20 });
    let waiting = [Stage::WithPractice];
    let found = match question {
        0 => {
            let days = (date!(2026 - 12 - 01), date!(2026 - 12 - 31));
            worklist::counts(db, &practice, days).await?.stages.len()
        }
        1 => worklist::page(db, &practice, &waiting, page(0)).await?.len(),
        2 => worklist::page(db, &practice, &waiting, page(49 * 20)).await?.len(),
        3 => worklist::by_name(db, &practice, &search_words("Family42 giv"), 200).await?.len(),
        4 => {
            let number = NhsNumber::parse(crowd::PERSON).map_err(|_| anyhow::anyhow!("a number"))?;
            worklist::by_number(db, &practice, &number, 200).await?.len()
        }
        _ => {
            let sorted = (Order::NameUp, Window { offset: 0, limit: 20 });
            worklist::narrowed(db, &practice, (&waiting, &Narrowed::default()), sorted).await?.len()
        }
    };
    anyhow::ensure!(found > 0, "question {question} found nothing");
    Ok(())
}
