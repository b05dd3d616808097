//! How long a session lasts is told to the page, and made longer when the reader asks.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use crate::steps::{OWN_FORM, location};
use crate::story::{DAVID, begin};
use crate::support::browser::Browser;
use crate::support::world::{cis2_as, nhs_login_as, world};

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
async fn given_a_tab_that_signed_out_when_another_sends_a_form_then_it_says_what_happened() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let signed_out = margaret.post("/sign-out", &[]).await;
    assert_eq!(signed_out.texts("[data-signed-out]"), ["You have signed out"], "other tabs are not told");
    let page = margaret.post(&form, &DAVID.fields()).await;
    page.expect(200, "You are not signed in any more").expect_text("it was not saved");
    page.expect_no_text("30 minutes").expect_no_text("We signed you out");
    margaret.follow("Sign in again").await;
    assert_eq!(nhs_login_as(&mut margaret, "margaret").await.path(), form);
}

#[tokio::test]
async fn given_a_session_whose_time_was_up_when_a_form_is_sent_then_it_says_so() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    world.clock.advance(Duration::minutes(31));
    let page = margaret.get("/timed-out?return_to=%2Fhome").await;
    page.expect(200, "We signed you out").expect_text("30 minutes");
}

#[tokio::test]
async fn given_somebody_signed_in_when_a_page_would_say_the_opposite_then_it_leads_on() {
    let world = world().await;
    let (mut margaret, mut rachel) =
        (world.sign_in_as("margaret").await, world.staff_sign_in_as("reception-a").await);
    for (path, to_margaret, to_rachel) in [
        ("/timed-out", "/home", "/staff"),
        ("/timed-out?return_to=%2Finvite%3Fa%3Db", "/invite?a=b", "/staff"),
        ("/timed-out/staff?return_to=%2Fstaff%3Ftab%3Dactive", "/home", "/staff?tab=active"),
        ("/timed-out?return_to=%2F%2Fevil.example", "/home", "/staff"),
        ("/timed-out/staff?return_to=https%3A%2F%2Fevil.example", "/home", "/staff"),
        ("/signed-out", "/home", "/staff"),
    ] {
        for (browser, to) in [(&mut margaret, to_margaret), (&mut rachel, to_rachel)] {
            let page = browser.raw(Method::GET, path, &[], "").await;
            assert_eq!((page.status.as_u16(), &*location(&page)), (303, to), "{path}: {page}");
        }
    }
}

#[tokio::test]
async fn given_an_address_with_a_query_when_somebody_signs_in_for_it_then_they_come_back_to_it_whole() {
    let world = world().await;
    let list = "/staff?tab=active&sort=patient";
    let mut rachel = world.browser();
    rachel.get(list).await;
    let page = cis2_as(&mut rachel, "reception-a").await;
    assert_eq!(page.path(), list, "{page}");
    let ends = "/timed-out/staff?return_to=%2Fstaff%3Ftab%3Dactive%26sort%3Dpatient";
    assert_eq!(page.attributes("#app-session", "data-end"), [ends]);
    // All tabs of one person know that they are of one person.
    let mark = page.value("for").expect("a form that says whose it is");
    assert_eq!(page.attributes("#app-session", "data-who"), [mark]);
}

#[tokio::test]
async fn programs_find_what_they_look_for() {
    let world = crate::support::world::world_with(&[
        ("SECURITY_CONTACT", "mailto:security@trusted.example"),
        ("CONTROLLER", "Example Trust, 1 High Street, Leeds"),
        ("DATA_PROTECTION_EMAIL", "dpo@example.nhs.uk"),
        ("ACCESSIBILITY_EMAIL", "pages@example.nhs.uk"),
    ])
    .await;
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
    let named = [
        ("/privacy", "Example Trust, 1 High Street, Leeds"),
        ("/privacy", "dpo@example.nhs.uk"),
        ("/accessibility", "pages@example.nhs.uk"),
        ("/accessibility", "This statement was prepared on 27 November 2026."),
    ];
    for (page, text) in named {
        world.browser().get(page).await.expect_status(200).expect_text(text);
    }
    for page in ["/terms", "/how-it-works/trusted-people", "/how-it-works/practices"] {
        none.browser().get(page).await.expect_status(200);
    }
}
