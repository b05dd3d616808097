//! How long a session lasts is told to the page, and made longer when the reader asks.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use crate::steps::OWN_FORM;
use crate::support::browser::Browser;
use crate::support::world::world;

async fn extend(browser: &mut Browser) -> Value {
    let answer = browser.raw(Method::POST, "/session/extend", &OWN_FORM, "").await;
    assert_eq!(answer.status, 200, "{answer}");
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn a_page_knows_when_its_session_ends_and_staying_makes_it_longer() {
    let world = world().await;
    let (mut margaret, mut rachel) =
        (world.sign_in_as("margaret").await, world.staff_sign_in_as("reception-a").await);
    let left = |page: &crate::support::page::Page| page.attributes("#app-session", "data-seconds").pop();
    let seconds = left(&margaret.get("/home").await).expect("a dialog").parse::<i64>().expect("a number");
    assert!((1740..=1800).contains(&seconds), "{seconds}");
    let seconds = left(&rachel.get("/staff").await).expect("a dialog").parse::<i64>().expect("a number");
    assert!((840..=900).contains(&seconds), "{seconds}");
    world.clock.advance(Duration::minutes(14));
    let state = extend(&mut rachel).await;
    assert!(state["seconds"].as_i64().is_some_and(|seconds| seconds >= 890), "{state}");
    world.clock.advance(Duration::minutes(14));
    rachel.get("/staff").await.expect_text("New requests");
    assert_eq!(left(&world.browser().get("/").await), None, "nobody is signed in");
}

#[tokio::test]
async fn twelve_hours_are_the_end_whatever_is_asked() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..29 {
        world.clock.advance(Duration::minutes(24));
        extend(&mut margaret).await;
    }
    let state = extend(&mut margaret).await;
    assert_eq!(state["can_be_longer"], json!(false), "{state}");
    world.clock.advance(Duration::minutes(25));
    assert_eq!(extend(&mut margaret).await, json!({ "seconds": 0, "can_be_longer": false }));
}

#[tokio::test]
async fn programs_find_what_they_look_for() {
    let world =
        crate::support::world::world_with(&[("SECURITY_CONTACT", "mailto:security@trusted.example")]).await;
    let robots = world.browser().get("/robots.txt").await;
    assert!(robots.body.contains("Disallow: /\n"), "{}", robots.body);
    let security = world.browser().get("/.well-known/security.txt").await;
    assert!(
        security.body.starts_with("Contact: mailto:security@trusted.example\nExpires: 20"),
        "{}",
        security.body
    );
    let none = crate::support::world::world().await;
    none.browser().get("/.well-known/security.txt").await.expect_status(404);
    for page in ["/terms", "/how-it-works/trusted-people", "/how-it-works/practices"] {
        none.browser().get(page).await.expect_status(200);
    }
}
