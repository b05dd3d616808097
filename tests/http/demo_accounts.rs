//! Whoever starts the demo finds online accounts on every side, and what the sandbox's first page says to try can be done.

use domain::account::ResetReason;
use proxy_access::actions::accounts::keys;
use proxy_access::run::demo::accounts::furnish;
use secrecy::ExposeSecret;

use crate::accounts::support::expect_whole;
use crate::story::count;
use crate::support::world::{World, world_with};

async fn begin() -> World {
    let world = world_with(&[("NHS_LOGIN_LINKAGE", "true")]).await;
    furnish(&world.app, &world.sandbox).await.unwrap();
    world
}

#[tokio::test]
async fn the_practice_the_holders_and_the_first_page_show_the_accounts_of_the_demo() {
    let world = begin().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let list = mark.get("/staff/accounts").await;
    for name in ["David O'Neill", "Si\u{e2}n Llewellyn-Jones", "Nadia Hussain"] {
        list.expect_text(name);
    }
    mark.follow("Nadia Hussain").await.expect_text("Sami Hussain").expect_text("Mark Moore (practice)");
    let mut nadia = world.sign_in_as("nadia").await;
    let page = nadia.get("/account").await;
    page.expect_text("Sami Hussain").expect_text("You can use what Riverside Medical Practice has set up");
    let start = world.browser().get(world.sandbox.url()).await;
    start.expect_text("Online accounts to try");
    let plain = crate::support::world::world().await;
    plain.browser().get(plain.sandbox.url()).await.expect_no_text("Online accounts to try");
}

#[tokio::test]
async fn a_letter_made_on_the_page_links_the_account_of_sian_and_david_types_nothing() {
    let world = begin().await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    mark.get("/staff/accounts").await;
    mark.follow("Llewellyn-Jones").await;
    mark.follow("Make a linkage key").await;
    mark.submit(&[]).await.expect_status(200);
    let items = mark.submit(&[]).await.texts("dd");
    let mut sian = world.sign_in_as("sian").await;
    sian.get("/account/link").await;
    let typed = [
        ("number", items[0].as_str()),
        ("practice", items[1].as_str()),
        ("linkage_key", items[2].as_str()),
        ("family_name", "Llewellyn-Jones"),
        ("born-day", "29"),
        ("born-month", "2"),
        ("born-year", "1980"),
    ];
    sian.submit(&typed).await.expect(200, "Your account is linked");
    sian.get("/account").await.expect_text("Margaret O'Neill");
    let mut david = world.sign_in_as("david").await;
    david.get("/account/link").await.expect_text("You do not need to type anything");
    david.submit(&[]).await.expect(200, "Your account is linked");
}

#[tokio::test]
async fn a_demo_that_starts_again_leaves_what_was_done() {
    let world = begin().await;
    let accounts = count(&world, "account").await;
    let nadia: uuid::Uuid = sqlx::query_scalar("select id from account where linked <> '{}'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let before = expect_whole(&world, nadia.into()).await;
    furnish(&world.app, &world.sandbox).await.unwrap();
    assert_eq!(count(&world, "account").await, accounts);
    assert_eq!(expect_whole(&world, nadia.into()).await, before);
    let by = crate::accounts::support::staff();
    let made = keys::reset(&world.app, &by, nadia.into(), (ResetReason::Lost, None)).await.unwrap();
    assert!(!made.expect("another").key.expose_secret().is_empty());
    furnish(&world.app, &world.sandbox).await.unwrap();
    assert!(expect_whole(&world, nadia.into()).await.linkages.is_empty(), "nor links anything again");
}
