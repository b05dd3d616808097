//! Inside the NHS App's web view, outside it, and from the App's links: who is signed in, what is shown and what is loaded
//! (docs/sources.md#nhsl-app, #nhsl-docs).

use proxy_access::web::{self, guard::Routes};
use reqwest::Method;
use sandbox::Bent;

use crate::steps::{is_signed_in, location};
use crate::story::{DAVID, DAVIDS_MAIL, accept, confirm, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::log_capture::LogCapture;
use crate::support::page::Page;
use crate::support::world::{World, nhs_login_as, world, world_with};

const INSIDE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 nhsapp-ios/2.41.0";
/// An App with hosts of its own, so that nothing else on a page has its name.
const APP: [(&str, &str); 2] = [
    ("NHS_APP_URL", "https://app.nhs.test/"),
    ("NHS_APP_SCRIPT_URL", "https://script.nhs.test/js/v2/nhsapp.js"),
];
const FAILED: &str = "We could not sign you in from the NHS App";

fn inside(world: &World) -> Browser {
    world.browser().named(INSIDE)
}

fn address(world: &World, who: &str, bent: Bent) -> String {
    let token = world.sandbox.nhs_app_token(who, bent).expect("an account");
    format!("/auth/nhs-login/sso?assertedLoginIdentity={token}")
}

/// Opens the service as the App does, and agrees to share where that is asked.
async fn jump_off(world: &World, browser: &mut Browser, who: &str) -> Page {
    let page = browser.get(&address(world, who, Bent::Nothing)).await;
    let asked = page.url.as_str().starts_with(world.sandbox.url());
    if asked { browser.submit(&[("consent", "share")]).await } else { page }
}

fn policy(page: &Page) -> &str {
    page.headers["content-security-policy"].to_str().unwrap()
}

#[tokio::test]
async fn inside_the_app_each_page_leaves_header_and_footer_to_it_and_leads_back() {
    let world = world_with(&APP).await;
    let mut margaret = inside(&world);
    jump_off(&world, &mut margaret, "margaret").await.expect(200, "Trusted person access");
    for path in ["/", "/home", "/invite", "/messages", "/privacy", "/signed-out", "/no/such/page"] {
        let page = margaret.get(path).await;
        for gone in ["header", "footer", "[role=banner]", "[role=contentinfo]"] {
            assert!(page.texts(gone).is_empty(), "{gone} on {page}");
        }
        assert_eq!(page.link("Back to the NHS App"), "https://app.nhs.test/", "{page}");
        assert_eq!(page.attributes("a[data-nhs-app-home]", "href"), ["https://app.nhs.test/"]);
        let scripts = page.attributes("script[src]", "src");
        assert_eq!(scripts[1], "https://script.nhs.test/js/v2/nhsapp.js", "{page}");
        assert_eq!(scripts.len(), 3, "{page}");
        let allowed = policy(&page).split("; ").find(|part| part.starts_with("script-src")).unwrap();
        assert!(allowed.ends_with(" https://script.nhs.test"), "{allowed}");
        assert_eq!(policy(&page).matches("nhs.test").count(), 1, "{}", policy(&page));
        page.link("Cymraeg");
    }
    margaret.get("/home").await.expect_text("Margaret");
    margaret.submit(&[]).await.expect(200, "You have signed out");
    assert!(!is_signed_in(&mut margaret).await);
}

/// Every page that is only read, to everybody who may read it; none may name the App.
async fn names_nothing_of_the_app(world: &World, agent: &str, except: &str) {
    let mut margaret = world.sign_in_as("margaret").await.named(agent);
    let mut rachel = world.staff_sign_in_as("reception-a").await.named(agent);
    let mut nobody = world.browser().named(agent);
    let mut read = 0;
    for entry in web::routes(Routes::listed()).entries() {
        if entry.method != Method::GET || entry.path.contains('{') || entry.path == except {
            continue;
        }
        for browser in [&mut margaret, &mut rachel, &mut nobody] {
            let page = browser.raw(Method::GET, entry.path, &[], "").await;
            let headers = format!("{:?}", page.headers);
            assert!(!headers.contains("nhs.test") && !page.body.contains("nhs.test"), "{entry:?}: {page}");
            read += 1;
        }
    }
    for path in ["/no/such/page", "/api", "/assets/nothing"] {
        let page = nobody.raw(Method::GET, path, &[], "").await;
        assert!(!format!("{:?}{}", page.headers, page.body).contains("nhs.test"), "{path}");
    }
    assert!(read > 60, "only {read} pages were read");
}

#[tokio::test]
async fn outside_the_app_no_answer_names_its_host() {
    // The page that leads back to it is the one that may.
    let world = world_with(&APP).await;
    let almost = format!("{INSIDE} Safari/604.1");
    names_nothing_of_the_app(&world, &almost, "/auth/nhs-app-failed").await;
}

#[tokio::test]
async fn where_the_app_is_switched_off_no_answer_names_its_host_and_nobody_comes_from_it() {
    let mut settings = APP.to_vec();
    settings.push(("NHS_APP", "off"));
    let world = world_with(&settings).await;
    names_nothing_of_the_app(&world, INSIDE, "").await;
    let mut margaret = inside(&world);
    margaret.get(&address(&world, "margaret", Bent::Nothing)).await.expect(404, "Page not found");
    for path in ["/auth/nhs-app-failed", "/auth/no-consent/nhs-app"] {
        margaret.get(path).await.expect(404, "Page not found");
    }
    let page = margaret.get("/").await;
    assert!(!page.texts("header").is_empty() && !page.texts("footer").is_empty());
}

#[tokio::test]
async fn whoever_opens_us_in_the_app_is_signed_in_as_who_they_are_there() {
    let world = world().await;
    let mut margaret = inside(&world);
    let first = address(&world, "margaret", Bent::Nothing);
    let page = margaret.get(&first).await;
    assert!(page.url.as_str().starts_with(world.sandbox.url()), "the first time they are asked: {page}");
    let page = margaret.submit(&[("consent", "share")]).await;
    page.expect(200, "Trusted person access").expect_text("Margaret");
    // From now on silently, and to the page that was asked for.
    let mut later = world.browser();
    let second = format!("{}&return_to=/messages", address(&world, "margaret", Bent::Nothing));
    let page = later.get(&second).await;
    assert_eq!(page.path(), "/messages", "{page}");
    for address in [&first, &second] {
        let token = address.split('=').nth(1).unwrap().split('&').next().unwrap();
        assert!(!page.body.contains(token));
        LogCapture::start().expect_none_of(&[token, token.rsplit('.').next().unwrap()]);
        let kept: i64 = sqlx::query_scalar("select count(*) from session where data::text like $1")
            .bind(format!("%{token}%"))
            .fetch_one(&world.app.db)
            .await
            .unwrap();
        assert_eq!(kept, 0);
    }
}

#[tokio::test]
async fn no_wrong_token_lets_anybody_in_and_each_leads_back_to_the_app() {
    let world = world_with(&APP).await;
    for bent in [
        Bent::Expired,
        Bent::LongLived,
        Bent::IatAhead,
        Bent::WrongSignature,
        Bent::UnknownCode,
        Bent::OtherClient,
        Bent::NoJti,
    ] {
        let mut browser = inside(&world);
        let page = browser.get(&address(&world, "margaret", bent)).await;
        failed(&page);
        assert!(!is_signed_in(&mut browser).await, "{bent:?}");
    }
    let mut browser = inside(&world);
    let used = address(&world, "margaret", Bent::Nothing);
    browser.get(&used).await;
    browser.submit(&[("consent", "share")]).await.expect(200, "Trusted person access");
    failed(&browser.get(&used).await);
    assert!(!is_signed_in(&mut browser).await, "a replay leaves the last person signed in");
}

#[track_caller]
fn failed(page: &Page) {
    page.expect(200, FAILED);
    assert_eq!(page.path(), "/auth/nhs-app-failed", "nothing of the request is left in the address");
    assert_eq!(page.link("Back to the NHS App"), "https://app.nhs.test/");
    assert!(page.attributes("main a[href^='/auth/']", "href").is_empty(), "{page}");
}

#[tokio::test]
async fn what_is_no_token_is_answered_here_and_changes_nothing() {
    let world = world_with(&APP).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let long = format!("assertedLoginIdentity=a.b.{}", "c".repeat(5000));
    for query in [
        "",
        "assertedLoginIdentity=",
        "assertedLoginIdentity=junk",
        "assertedLoginIdentity=a.b.c%0d%0aX:%20y",
        "assertedLoginIdentity=a.b.c&assertedLoginIdentity=a.b.c",
        "asserted_login_identity=a.b.c",
        &long,
    ] {
        failed(&margaret.get(&format!("/auth/nhs-login/sso?{query}")).await);
        assert!(is_signed_in(&mut margaret).await, "{query:.60}");
    }
    let away = format!("{}&return_to=//evil.test", address(&world, "margaret", Bent::Nothing));
    assert_eq!(margaret.get(&away).await.path(), "/home", "no open redirect");
}

#[tokio::test]
async fn every_error_of_nhs_login_leads_back_to_the_app() {
    let world = world_with(&APP).await;
    for mode in
        ["error_access_denied", "error_login_required", "error_server_error", "wrong_nonce", "token_500"]
    {
        let switches = world.sandbox.switches();
        let mut browser = world.browser();
        jump_off(&world, &mut browser, "margaret").await.expect(200, "Trusted person access");
        switches.set("nhs-login", serde_json::json!({ "mode": mode })).unwrap();
        let page = browser.get(&address(&world, "margaret", Bent::Nothing)).await;
        switches.reset();
        failed(&page);
        assert!(!is_signed_in(&mut browser).await, "{mode}");
    }
    // Before anything is known of NHS login, and it does not answer.
    let world = world_with(&[APP[0], APP[1], ("NHS_LOGIN_TIMEOUT_MS", "800")]).await;
    let address = address(&world, "margaret", Bent::Nothing);
    world.sandbox.switches().set("nhs-login", serde_json::json!({ "mode": "down" })).unwrap();
    failed(&inside(&world).get(&address).await);
}

#[tokio::test]
async fn whoever_shares_nothing_reads_the_words_of_nhs_login_and_no_others() {
    let world = world_with(&APP).await;
    let words = "You cannot continue without sharing your information The service provider needs your NHS login \
                 information to verify your identity. If you need medical help, go to 111.nhs.uk or call 111 or your \
                 GP. Call 999 if it is a life-threatening emergency.";
    for (mut browser, more) in
        [(inside(&world), ""), (world.browser(), " Close this tab to go back to NHS App.")]
    {
        browser.get(&address(&world, "margaret", Bent::Nothing)).await;
        let page = browser.submit(&[("consent", "refuse")]).await;
        assert_eq!(page.texts("main"), [format!("{words}{more}")]);
        assert!(page.attributes("[data-nhs-app-home], .nhsuk-back-link", "href").is_empty(), "{page}");
        for to in ["https://111.nhs.uk/", "tel:111", "tel:999"] {
            assert_eq!(page.attributes(&format!("main a[href='{to}']"), "href").len(), 1, "{to}");
        }
        assert!(!is_signed_in(&mut browser).await);
    }
    // So too inside the App without its token.
    let mut browser = inside(&world);
    browser.get("/auth/nhs-login/start").await;
    browser.submit(&[("person", "margaret")]).await;
    let page = browser.submit(&[("consent", "refuse")]).await;
    assert_eq!(page.path(), "/auth/no-consent/nhs-app");
}

#[tokio::test]
async fn whoever_may_not_use_the_service_reads_why_and_is_led_back_to_the_app() {
    let world = world_with(&APP).await;
    for (who, answer, h1) in [
        ("amir", "share", "You must be 16 or over to use this service"),
        ("clare", "share", "Your GP surgery does not use this service yet"),
        ("zoe", "share_unproven", "You need to prove who you are"),
    ] {
        let mut browser = world.browser();
        browser.get(&address(&world, who, Bent::Nothing)).await;
        let page = browser.submit(&[("consent", answer)]).await;
        page.expect(403, h1);
        assert_eq!(page.link("Back to the NHS App"), "https://app.nhs.test/", "{page}");
        assert!(!is_signed_in(&mut browser).await, "{who}");
    }
    // Not from the App, not led there.
    let mut browser = world.browser();
    browser.get("/auth/nhs-login/start").await;
    nhs_login_as(&mut browser, "amir").await.expect_no_text("NHS App");
}

#[tokio::test]
async fn a_browser_that_somebody_else_used_is_the_persons_of_the_token_alone() {
    let world = world().await;
    let mut browser = world.sign_in_as("sian").await;
    let of_sian = browser.cookie("session").unwrap().to_owned();
    let page = browser.get(&address(&world, "margaret", Bent::Nothing)).await;
    let between = browser.cookie("session").unwrap().to_owned();
    assert!(page.url.as_str().starts_with(world.sandbox.url()), "{page}");
    assert!(!is_signed_in(&mut browser).await, "Sian is still here");
    let page = browser.submit(&[("consent", "share")]).await;
    page.expect(200, "Trusted person access").expect_text("Margaret").expect_no_text("Siân");
    for old in [of_sian, between] {
        assert_ne!(browser.cookie("session"), Some(old.as_str()));
        let mut copied = world.browser();
        copied.set_cookie("session", &old);
        assert!(!is_signed_in(&mut copied).await, "a session of before lives on");
    }
    let mut staff = world.staff_sign_in_as("reception-a").await;
    jump_off(&world, &mut staff, "margaret").await.expect(200, "Trusted person access");
    staff.get("/staff").await.expect(404, "Page not found");
}

#[tokio::test]
async fn nhs_logins_settings_open_without_signing_in_again() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..2 {
        margaret.get("/home").await;
        let page = margaret.follow("Change your NHS login details").await;
        page.expect(200, "NHS login settings").expect_text("Margaret O'Neill is signed in");
    }
    let used = margaret.visited().last().unwrap().to_string();
    assert!(used.starts_with(&format!("{}/nhs-login/settings?assertedLoginIdentity=", world.sandbox.url())));
    margaret.get(&used).await.expect(400, "This request cannot be answered");
    let rachel =
        world.staff_sign_in_as("reception-a").await.raw(Method::GET, "/nhs-login-settings", &[], "").await;
    assert!(rachel.status == 404 && location(&rachel).is_empty());
    let world = world_with(&[("NHS_LOGIN_SETTINGS_URL", "")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await.expect_no_text("Change your NHS login details");
    margaret.get("/nhs-login-settings").await.expect(404, "Page not found");
}

#[tokio::test]
async fn inside_the_app_nobody_is_told_to_print() {
    let world = world().await;
    let mut margaret = inside(&world);
    jump_off(&world, &mut margaret, "margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    confirm(&world, "reception-a", "riverside@nhs.net").await;
    let path = format!("/delegations/{}", the_delegation(&world).await.0);
    let page = margaret.get(&path).await;
    page.expect_text("You cannot print in the NHS App");
    assert!(page.attributes("a[href$='/print']", "href").is_empty(), "{page}");
    let sheet = margaret.get(&format!("{path}/print")).await;
    sheet.expect_status(200).expect_text("You cannot print in the NHS App");
    let mut outside = world.sign_in_as("margaret").await;
    let page = outside.get(&path).await;
    page.expect_no_text("NHS App");
    assert_eq!(page.attributes("a[href$='/print']", "href").len(), 1);
}
