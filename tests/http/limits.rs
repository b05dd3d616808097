//! Requests that are too large, too long, malformed or meant to lead somebody astray get a plain answer.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;

use crate::steps::{At, FORM, OWN_FORM, is_signed_in, location};
use crate::story::{DAVID, begin};
use crate::support::page::Page;
use crate::support::world::{nhs_login_as, world};

const TOO_LARGE: &str = "That is too much to send at once";
const UNREADABLE: &str = "We could not read what was sent";

/// A page of ours, with a heading and a way on, and no fault of ours.
fn plain(page: &Page) {
    assert!(page.status.is_client_error(), "{page}");
    assert!(page.headers[CONTENT_TYPE].to_str().unwrap().starts_with("text/html"), "{page}");
    assert!(!page.h1().is_empty() && !page.attributes("main a[href]", "href").is_empty(), "{page}");
}

#[tokio::test]
async fn a_form_above_64_kb_is_too_large() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let path = margaret.here().path();
    let form = |bytes: usize| format!("given_name={}", "x".repeat(bytes));
    let just = margaret.raw(Method::POST, &path, &OWN_FORM, &form(64 * 1024 - 11)).await;
    assert!(just.status == 303 && location(&just).contains("?kept="), "{just}");
    for bytes in [64 * 1024, 5 * 1024 * 1024] {
        let page = margaret.raw(Method::POST, &path, &OWN_FORM, &form(bytes)).await;
        plain(&page);
        page.expect(413, TOO_LARGE);
        // What somebody sends who is not signed in is not read at any size either.
        let page = world.browser().raw(Method::POST, &path, &OWN_FORM, &form(bytes)).await;
        page.expect(413, TOO_LARGE);
    }
    let path = "/auth/cis2/backchannel-logout";
    let page = world.browser().raw(Method::POST, path, &[FORM], &form(64 * 1024)).await;
    assert_eq!(page.status, 413, "{page}");
}

#[tokio::test]
async fn what_is_not_a_form_is_not_read() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let path = margaret.here().path();
    for kind in
        ["application/json", "text/plain", "multipart/form-data; boundary=x", "application/xml", "nonsense"]
    {
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin")];
        let page = margaret.raw(Method::POST, &path, &headers, "{\"given_name\": \"David\"}").await;
        plain(&page);
        page.expect(400, UNREADABLE);
    }
    let page = margaret.raw(Method::POST, &path, &[("sec-fetch-site", "same-origin")], "given_name=D").await;
    page.expect(400, UNREADABLE);
}

#[tokio::test]
async fn bytes_that_no_form_sends_are_refused_before_they_reach_the_database() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    margaret.submit(&DAVID.fields()).await;
    margaret.submit(&[("relationship", "partner")]).await;
    // Fields that do not count are kept as they were typed, so they must be fit to be kept.
    for (step, body) in [
        ("who", "given_name=a%00b"),
        ("who", "given_name=a\0b"),
        ("services", "services=book_appointments&record=%00"),
        ("how-long", "how_long=no_end&ends-day=%00&ends-month=%EF%BF%BF&ends-year=%ff"),
    ] {
        let path = format!("/invite/{draft}/{step}");
        let page = margaret.raw(Method::POST, &path, &OWN_FORM, body).await;
        assert!(page.status.is_redirection() || page.status.is_client_error(), "{page}");
        let parked = world.browser().raw(Method::POST, &path, &OWN_FORM, body).await;
        assert!(!parked.status.is_server_error(), "{parked}");
    }
}

#[tokio::test]
async fn two_thousand_fields_are_only_a_form_that_is_not_filled_in() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let unknown: Vec<String> = (0..2000).map(|number| format!("field{number}=x")).collect();
    let repeated = vec!["given_name=x".to_owned(); 2000];
    let pairs = vec!["services=book_appointments".to_owned(); 2000];
    for (step, fields, status) in [("who", unknown, 303), ("who", repeated, 400), ("services", pairs, 303)] {
        let path = format!("/invite/{draft}/{step}");
        let page = margaret.raw(Method::POST, &path, &OWN_FORM, &fields.join("&")).await;
        assert_eq!(page.status, status, "{page}");
        assert_eq!(location(&page).contains("?kept="), step == "who" && status == 303, "{page}");
    }
}

#[tokio::test]
async fn addresses_that_lead_nowhere_are_not_found() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let long = format!("/{}", "x".repeat(8000));
    let deep = "/a".repeat(4000);
    for path in [
        "/no/such/page",
        "/%00",
        "/%ff",
        "/..%2f",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/x",
        "//",
        "/home/",
        "/HOME",
        "/invite/%00/who",
        "/invite/%ff/who",
        "/delegations/%00",
        "/delegations/%ff",
        "/respond/%00",
        "/respond/%ff",
        "/staff/cases/%00",
        "/assets/..%2f..%2fCargo.toml",
        "/.env",
        "/home%0d%0aset-cookie:a=b",
        &long,
        &deep,
    ] {
        for browser in [&mut world.browser(), &mut margaret] {
            let page = browser.raw(Method::GET, &format!("{}{path}", world.url), &[], "").await;
            if page.status.is_redirection() {
                assert!(location(&page).starts_with("/auth/"), "{path:.60}: {}", location(&page));
                continue;
            }
            plain(&page);
            assert!(page.status == 404 || page.status == 400, "{path:.60}: {page}");
        }
    }
    let page = world.browser().raw(Method::GET, &format!("/{}", "x".repeat(60_000)), &[], "").await;
    assert!(page.status.is_client_error(), "{}", page.status);
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
        let headers = [("sec-fetch-site", "same-origin")];
        let page = margaret.raw(method, "/home", &headers, "").await;
        assert_eq!(page.status, 405, "{page}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_found_speaks_both_languages() {
    let world = world().await;
    let mut browser = world.browser();
    let english = browser.get("/no/such/page").await;
    english.expect(404, "Page not found");
    assert!(english.title().starts_with("Page not found – "));
    let welsh = browser.follow("Cymraeg").await;
    assert_eq!(welsh.status, 404);
    assert_ne!(welsh.h1(), english.h1());
    assert_eq!(welsh.attributes("html", "lang"), ["cy"]);
}

#[tokio::test]
async fn nobody_is_led_to_another_host_by_signing_in() {
    let world = world().await;
    for evil in [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\r\nLocation: https://evil.example",
        "javascript:alert(1)",
        "home",
        "",
        "/\0",
        "/\u{1}",
        "/\u{7f}",
        "/é",
        "/\u{202e}",
        "@evil.example",
        ".evil.example",
        "http:/evil.example",
        "/ /evil.example",
    ] {
        let query: String =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("return_to", evil).finish();
        let mut browser = world.browser();
        let page = browser.get(&format!("/timed-out?{query}")).await;
        assert_eq!(page.status, 200, "{evil:?}: {page}");
        let leads = |href: &String| page.url.join(href).unwrap();
        let hrefs = page.attributes("a, link", "href");
        assert!(hrefs.iter().all(|href| leads(href).host_str() != Some("evil.example")), "{evil:?}");
        browser.get(&format!("/auth/nhs-login/start?{query}")).await;
        let page = nhs_login_as(&mut browser, "margaret").await;
        assert!(page.url.as_str().starts_with(&format!("{}/", world.url)), "{evil:?} leads to {page}");
        assert!(!page.status.is_server_error(), "{evil:?}: {page}");
        assert!(is_signed_in(&mut browser).await, "{evil:?}");
    }
}

#[tokio::test]
async fn signing_in_leads_back_to_where_somebody_wanted_to_go() {
    let world = world().await;
    for (at, path) in [(At::NhsLogin, "/invite"), (At::NhsLogin, "/home"), (At::Cis2, "/staff")] {
        let mut browser = world.browser();
        browser.get(path).await;
        let page = at.choose(&mut browser, at.somebody()).await;
        assert_eq!(page.path(), path, "{page}");
    }
}
