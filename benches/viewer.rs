//! A record of three megabytes as a trusted person sees it: the page of its contents.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use sqlx::PgPool;

use super::load::{self, Ask};
use super::report::Figure;
use super::side::Side;
use super::work::kinds::browser;
use super::work::people::{accepted, at_work, confirmed, invite, invited, signed_in};

/// Connections that ask at once, and how long.
const LOAD: (u32, Duration) = (8, Duration::from_secs(3));

/// Gives David access to Margaret's record, and has him look.
pub async fn measure(side: &mut Side) -> Result<Vec<Figure>> {
    side.serve(true).await?;
    let (url, db) = (side.url.clone(), side.db.clone());
    // Pages that are not as expected end the task, and no more.
    let (cookie, path) =
        tokio::spawn(Box::pin(journey(url, db))).await.context("its pages are different")??;
    side.serve(false).await?;
    let ask: Ask = Arc::new(move |_| Some(browser(&path, &cookie)));
    let pace = load::closed(side.port, LOAD, &ask, 200).await?;
    side.rest().await?;
    Ok(vec![
        Figure::at_most("record of 3 MB, the page of its contents, p99 at 8 connections, ms", pace.p99, 25.0),
        Figure::plain("record of 3 MB, the page of its contents, a second", pace.a_second),
    ])
}

/// David's cookie, and where the record is.
async fn journey(url: String, db: PgPool) -> Result<(String, String)> {
    invite(&mut signed_in(&url, "margaret").await, "full").await?;
    let made = invited(&db).await?;
    let david = accepted(&url, made).await?;
    let mut staff = at_work(&url).await?;
    confirmed(&mut staff, made).await?;
    let cookie = david.cookie("session").context("no session")?;
    Ok((format!("session={cookie}"), format!("/people/{}/record", made.delegator)))
}
