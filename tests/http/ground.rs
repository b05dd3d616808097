//! The ground that the other tests stand on holds.

use time::Duration;

use crate::support::database::database;
use crate::support::log_capture::LogCapture;
use crate::support::world::{world, world_with};

#[tokio::test]
async fn each_test_has_a_database_of_its_own() {
    let (one, other) = (database().await, database().await);
    let written =
        "insert into practice (ods_code, name, enabled, updated_at) values ('A1', 'A', true, now())";
    sqlx::query(written).execute(&one.pool().await).await.unwrap();
    let count: i64 =
        sqlx::query_scalar("select count(*) from practice").fetch_one(&other.pool().await).await.unwrap();
    assert_eq!(count, 0);
}

#[tokio::test]
async fn a_database_goes_with_its_test() {
    let (gone, kept) = (database().await, database().await);
    let url = gone.url.clone();
    drop(gone);
    let name = url.rsplit('/').next().and_then(|end| end.split('?').next()).unwrap().to_owned();
    let found: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(name)
        .fetch_one(&kept.pool().await)
        .await
        .unwrap();
    assert!(!found);
}

#[tokio::test]
async fn citizens_and_staff_sign_in_and_the_log_does_not_tell_who() {
    let log = LogCapture::start();
    let world = world().await;
    let margaret = world.sign_in_as("margaret").await;
    let rachel = world.staff_sign_in_as("reception-a").await;
    for browser in [&margaret, &rachel] {
        assert!(browser.here().url.as_str().starts_with(&world.url), "{}", browser.here());
        assert!(browser.cookie("session").is_some());
    }
    log.expect_none_of(&["9990000018", "margaret", "Neill", "Rachel", "Reid", "@example.test"]);
}

#[tokio::test]
async fn nothing_waits_for_the_worker_in_a_new_world() {
    let world = world_with(&[("LANGUAGES", "en")]).await;
    world.pass(Duration::days(1)).await;
    assert_eq!(world.deliver_everything().await, 0);
    assert!(world.letters_to("margaret.oneill@example.test").is_empty());
    let page = world.browser().get("/no/such/page").await;
    assert_eq!(page.status, 404);
    assert!(!page.h1().is_empty() && page.errors().is_empty(), "{page}");
}
