//! The language of pages: chosen on any page, remembered, never a way to another host.

use reqwest::Method;
use reqwest::header::SET_COOKIE;

use crate::steps::location;
use crate::story::begin;
use crate::support::page::Page;
use crate::support::world::{nhs_login_as, world, world_with};

fn lang(page: &Page) -> String {
    page.attributes("html", "lang").into_iter().next().unwrap_or_default()
}

#[tokio::test]
async fn the_switch_stays_on_the_page_and_is_remembered() {
    let world = world().await;
    let mut browser = world.browser();
    for path in ["/", "/privacy", "/timed-out?return_to=%2Finvite", "/no/such/page"] {
        let english = browser.get(path).await;
        assert_eq!(lang(&english), "en", "{english}");
        let welsh = browser.follow("Cymraeg").await;
        assert_eq!(
            (lang(&welsh), welsh.path(), welsh.status),
            ("cy".to_owned(), path.to_owned(), english.status)
        );
        assert_ne!(welsh.h1(), english.h1(), "the same words in both languages");
        assert_eq!(lang(&browser.get("/cookies").await), "cy");
        assert_eq!(lang(&browser.get("/auth/cis2/callback?code=a&state=b").await), "cy");
        browser.get(path).await;
        assert_eq!(browser.follow("English").await.path(), path);
    }
}

#[tokio::test]
async fn the_rest_of_an_address_survives_the_switch() {
    let world = world().await;
    let page =
        world.browser().raw(Method::GET, "/timed-out?a=1&lang=cy&return_to=%2Fhome%3Fb", &[], "").await;
    assert_eq!((page.status.as_u16(), &*location(&page)), (303, "/timed-out?a=1&return_to=%2Fhome%3Fb"));
    let cookie = page.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("language=cy; Path=/; Max-Age=") && cookie.contains("HttpOnly"), "{cookie}");
}

#[tokio::test]
async fn a_form_half_way_keeps_its_place() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let page = margaret.post(&format!("{form}?keep=cy"), &[]).await;
    assert_eq!((page.path(), lang(&page)), (form.clone(), "cy".to_owned()));
    let refused = margaret.submit(&[("family_name", "")]).await;
    assert_eq!((refused.status.as_u16(), lang(&refused)), (422, "cy".to_owned()));
    assert!(!refused.errors().is_empty());
}

#[tokio::test]
async fn messages_follow_the_language_of_the_pages() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let kept = async || {
        let row = sqlx::query_scalar("select language from person where language is not null");
        let language: String = row.fetch_one(&world.database.pool().await).await.unwrap();
        language
    };
    assert_eq!(kept().await, "en");
    margaret.get("/home?lang=cy").await;
    assert_eq!(kept().await, "cy");
    let mut again = world.browser();
    again.get("/?lang=cy").await;
    again.get("/auth/nhs-login/start").await;
    nhs_login_as(&mut again, "margaret").await;
    assert_eq!((kept().await, lang(&again.here())), ("cy".to_owned(), "cy".to_owned()));
}

#[tokio::test]
async fn a_language_that_is_not_offered_changes_nothing() {
    let world = world_with(&[("LANGUAGES", "en")]).await;
    for path in ["/?lang=cy", "/?lang=fr", "/?lang=", "/?lang=en%0d%0aset-cookie:%20a=b", "/?lang=%ff"] {
        let mut browser = world.browser();
        let page = browser.raw(Method::GET, path, &[], "").await;
        assert_eq!((page.status.as_u16(), lang(&page)), (200, "en".to_owned()), "{path}");
        assert!(!page.headers.contains_key(SET_COOKIE), "{path}");
        assert!(page.links().iter().all(|(text, _)| text != "Cymraeg"));
    }
    for kept in ["cy", "fr", "<script>"] {
        let mut browser = world.browser();
        browser.set_cookie("language", kept);
        assert_eq!(lang(&browser.get("/").await), "en", "{kept}");
    }
}

#[tokio::test]
async fn a_service_may_speak_welsh_first() {
    let world = world_with(&[("LANGUAGES", "cy,en")]).await;
    let mut browser = world.browser();
    assert_eq!(lang(&browser.get("/").await), "cy");
    assert_eq!(lang(&browser.follow("English").await), "en");
}

#[tokio::test]
async fn the_switch_is_no_way_to_another_host() {
    let world = world().await;
    for path in [
        "//evil.example/?lang=cy",
        "///evil.example?lang=cy",
        "/%5Cevil.example?lang=cy",
        "//evil.example/%2e%2e?lang=cy",
    ] {
        let page = world.browser().raw(Method::GET, &format!("{}{path}", world.url), &[], "").await;
        let to = location(&page);
        let joined = page.url.join(&to).unwrap();
        assert!(joined.as_str().starts_with(&format!("{}/", world.url)), "{path} leads to {to}");
    }
    // A form is never bounced: what it says would be lost.
    let own = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let page = world.browser().raw(Method::POST, "/sign-out?lang=cy", &own, "").await;
    assert_eq!(location(&page), "/signed-out");
}
