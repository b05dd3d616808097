//! How many statements it takes to read all of an account.

use domain::OdsCode;
use proxy_access::storage::PgPool;
use proxy_access::storage::views::accounts::one;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::support::*;
use crate::support::log_capture::LogCapture;
use crate::support::world::world;

#[tokio::test]
async fn everything_about_an_account_is_read_with_six_statements_whatever_is_in_it() {
    let log = LogCapture::start();
    let world = world().await;
    let (holder, ..) = acting(&world).await;
    for _ in 0..3 {
        let patient = traced(&world, BORN).await;
        associated(&world, holder, patient, by_consent(&world)).await;
    }
    // This connection alone tells its statements to the log.
    let options: PgConnectOptions = world.database.url.parse().unwrap();
    let telling = options.log_statements("info".parse().unwrap());
    let pool = PgPoolOptions::new().max_connections(1).connect_with(telling).await.unwrap();
    let pool = PgPool::from(pool);
    let told = || log.lines().iter().filter(|line| line.contains("\"target\":\"sqlx::query\"")).count();
    let before = told();
    let practice = OdsCode::parse("A81001").unwrap();
    let shown = one(&pool, &practice, holder.id).await.unwrap().expect("an account");
    assert_eq!((shown.account.associations.len(), shown.patients.len()), (4, 4));
    let statements = told() - before;
    assert!((1..=6).contains(&statements), "{statements} statements");
}
