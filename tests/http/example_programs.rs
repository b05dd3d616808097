//! The demo's example programs get access as any program would, and show how to go on.

use crate::support::page::Page;
use crate::support::world::{World, cis2_as, nhs_login_as, world};

async fn with_programs() -> World {
    let world = world().await;
    world.keys.register_programs(&world.app.db, &world.clock).await.expect("registered");
    world
}

/// The token on the page works, and the calls to paste carry this service's address.
async fn expect_access(world: &World, page: &Page, name: &str) {
    page.expect(200, &format!("An access token for: {name}"));
    let shown = page.texts("pre");
    let token = shown[0].strip_prefix("TOKEN=").expect("a token");
    let calls = format!("curl -s {}/api/v1/delegations", world.url);
    assert!(shown.iter().any(|text| text.starts_with(&calls)), "{shown:?}");
    let url = format!("{}/api/v1/delegations", world.url);
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = http.get(url).bearer_auth(token).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn people_and_a_system_get_a_token_that_works() {
    let world = with_programs().await;
    let programs = format!("{}/programs", world.sandbox.url());

    let mut browser = world.browser();
    let start = browser.get(&format!("{}/", world.sandbox.url())).await;
    assert_eq!(start.link("Get access for a program"), "/programs");
    browser.get(&programs).await.expect(200, "Programs of others");
    browser.get(&format!("{programs}/start/citizen")).await;
    nhs_login_as(&mut browser, "margaret").await;
    let page = browser.submit(&[("answer", "allow")]).await;
    expect_access(&world, &page, "Example app").await;

    let mut staff = world.browser();
    staff.get(&format!("{programs}/start/staff")).await;
    cis2_as(&mut staff, "reception-a").await;
    let page = staff.submit(&[("answer", "allow")]).await;
    expect_access(&world, &page, "Example app for practices").await;

    let page = world.browser().get(&format!("{programs}/start/itself")).await;
    expect_access(&world, &page, "Example system of Riverside").await;
    // A demo that starts again has new keys.
    world.keys.register_programs(&world.app.db, &world.clock).await.expect("registered again");
}

#[tokio::test]
async fn who_says_no_is_taken_back_and_told() {
    let world = with_programs().await;
    let mut browser = world.browser();
    browser.get(&format!("{}/programs/start/citizen", world.sandbox.url())).await;
    nhs_login_as(&mut browser, "margaret").await;
    let page = browser.submit(&[("answer", "deny")]).await;
    page.expect(200, "The program got no access");
    assert!(page.text().contains("access_denied"), "{page}");
    let again = browser.get(&format!("{}/programs/back?state=another", world.sandbox.url())).await;
    again.expect(200, "The program got no access");
}
