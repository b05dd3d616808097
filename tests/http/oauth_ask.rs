//! What apps may ask, and where the answer goes: an app that is in doubt is told nothing.

use domain::scope::ActsFor;
use reqwest::Method;
use url::Url;

use crate::app::{App, CITIZENS, ON_THE_WEB, STAFFS};
use crate::program::Program;
use crate::steps::{location, query};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, nhs_login_as, world};

async fn ask(browser: &mut Browser, path: &str) -> Page {
    browser.raw(Method::GET, path, &[], "").await
}

fn expect_nowhere(page: &Page) {
    page.expect(400, "This app cannot be connected");
    assert_eq!(location(page), "");
}

async fn web_app(world: &World) -> App {
    App::in_browser(world, ActsFor::Citizen, CITIZENS).await
}

#[tokio::test]
async fn rfc_9700_4_1_a_redirect_that_was_not_registered_exactly_goes_nowhere() {
    let world = world().await;
    let app = web_app(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    for redirect in [
        "https://app.example.test/back?from=nhs&more=1",
        "https://app.example.test/back?from=nhs/more",
        "https://app.example.test/back",
        "https://app.example.test/back?from=nhs#x",
        "https://app.example.test.evil.example/back?from=nhs",
        "https://app.example.test:444/back?from=nhs",
        "https://app.example.test@evil.example/back?from=nhs",
        "http://app.example.test/back?from=nhs",
        "https://APP.example.test/back?from=nhs",
        "https://evil.example/",
        "javascript:alert(1)",
        "",
    ] {
        expect_nowhere(&ask(&mut margaret, &app.asks(&[("redirect_uri", redirect)])).await);
    }
    let good = ask(&mut margaret, &app.asks(&[("redirect_uri", ON_THE_WEB)])).await;
    good.expect(200, "Allow Care Planner to act with your account?");
    let device = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let any_port = ask(&mut margaret, &device.asks(&[("redirect_uri", "http://127.0.0.1:9/back")])).await;
    any_port.expect(200, "Allow Care Planner to act with your account?");
    for redirect in [
        "http://127.0.0.1:9/back/more",
        "http://127.0.0.1:9/",
        "http://127.0.0.1:9@evil.example/back",
        "http://127.0.0.1.evil.example/back",
        "http://localhost:9/back",
        "http://[::1]:9/back",
        "https://127.0.0.1:9/back",
    ] {
        expect_nowhere(&ask(&mut margaret, &device.asks(&[("redirect_uri", redirect)])).await);
    }
}

#[tokio::test]
async fn rfc_6749_4_1_2_1_an_app_that_is_not_known_goes_nowhere() {
    let world = world().await;
    let app = web_app(&world).await;
    let system = Program::registered(&world, "proxy.view", &["A81001"]).await;
    let mut browser = world.browser();
    for client in ["", "app-0", system.id.as_str()] {
        expect_nowhere(&ask(&mut browser, &app.asks(&[("client_id", client)])).await);
    }
    for twice in [format!("&client_id={}", app.id), "&redirect_uri=https%3A%2F%2Fevil.example".to_owned()] {
        expect_nowhere(&ask(&mut browser, &format!("{}{twice}", app.asks(&[]))).await);
    }
    expect_nowhere(&ask(&mut browser, &format!("{}&x={}", app.asks(&[]), "x".repeat(5000))).await);
    expect_nowhere(&ask(&mut browser, "/oauth2/authorize").await);
    sqlx::query("update client set disabled_at = now()").execute(&world.app.db).await.unwrap();
    expect_nowhere(&ask(&mut browser, &app.asks(&[])).await);
}

#[tokio::test]
async fn rfc_6749_4_1_2_1_every_other_fault_is_told_to_the_app() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, "proxy.view user.roles.view").await;
    let mut browser = world.browser();
    let challenge = "x".repeat(43);
    for (change, error) in [
        (vec![("response_type", "token")], "unsupported_response_type"),
        (vec![("response_type", "code id_token")], "unsupported_response_type"),
        (vec![("response_type", "")], "invalid_request"),
        (vec![("response_mode", "fragment")], "invalid_request"),
        (vec![("code_challenge", "")], "invalid_request"),
        (vec![("code_challenge", "short")], "invalid_request"),
        (vec![("code_challenge_method", "")], "invalid_request"),
        (vec![("code_challenge_method", "plain"), ("code_challenge", challenge.as_str())], "invalid_request"),
        (vec![("scope", "proxy.request.create")], "invalid_scope"),
        (vec![("scope", "proxy.view everything")], "invalid_scope"),
        (vec![("scope", "openid")], "invalid_scope"),
        (vec![("request", "e30.e30.")], "request_not_supported"),
        (vec![("request_uri", "https://app.example.test/r")], "request_uri_not_supported"),
        (vec![("prompt", "none login")], "invalid_request"),
        (vec![("prompt", "shout")], "invalid_request"),
        (vec![("prompt", "none")], "login_required"),
    ] {
        let page = ask(&mut browser, &app.asks(&change)).await;
        let to = Url::parse(&location(&page)).unwrap_or_else(|_| panic!("{change:?}: {page}"));
        assert!(to.as_str().starts_with(&format!("{ON_THE_WEB}&")), "{to}");
        assert_eq!(query(&to, "error"), error, "{change:?}");
        assert_eq!((query(&to, "state"), query(&to, "iss")), ("the state".to_owned(), world.url.clone()));
        assert!(to.query_pairs().all(|(name, _)| name != "code"));
    }
    let twice = ask(&mut browser, &format!("{}&state=another", app.asks(&[]))).await;
    let to = Url::parse(&location(&twice)).expect("an address");
    assert_eq!(query(&to, "error"), "invalid_request");
    assert!(to.query_pairs().all(|(name, _)| name != "state"), "nobody knows which state is meant");
}

#[tokio::test]
async fn somebody_who_has_not_signed_in_does_that_first_and_comes_back() {
    let world = world().await;
    let app = web_app(&world).await;
    let mut browser = world.browser();
    let page = ask(&mut browser, &app.asks(&[("prompt", "login")])).await;
    assert!(
        location(&page).starts_with("/auth/nhs-login/start?return_to=%2Foauth2%2Fauthorize%3F"),
        "{page}"
    );
    browser.get(&app.asks(&[("prompt", "login"), ("unknown", "x")])).await;
    let page = nhs_login_as(&mut browser, "margaret").await;
    page.expect(200, "Allow Care Planner to act with your account?");
    assert_eq!(page.url.path(), "/oauth2/authorize");
    assert!(!page.path().contains("unknown") && !page.path().contains("prompt"), "{}", page.path());
}

#[tokio::test]
async fn somebody_of_the_wrong_kind_signs_in_as_the_other() {
    let world = world().await;
    let (citizens, staffs) = (web_app(&world).await, App::in_browser(&world, ActsFor::Staff, STAFFS).await);
    let mut margaret = world.sign_in_as("margaret").await;
    let page = ask(&mut margaret, &staffs.asks(&[])).await;
    assert!(location(&page).starts_with("/auth/cis2/start?return_to="), "{page}");
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = ask(&mut rachel, &citizens.asks(&[])).await;
    assert!(location(&page).starts_with("/auth/nhs-login/start?return_to="), "{page}");
    let page = rachel.get(&staffs.asks(&[])).await;
    page.expect(200, "Allow Care Planner to act with your account?");
    assert!(page.text().contains("your practice"), "{page}");
}

#[tokio::test]
async fn rfc_9700_2_6_pages_of_other_origins_may_call_for_tokens_and_never_ask_in_somebodys_name() {
    let world = world().await;
    let app = web_app(&world).await;
    let before = [("origin", "https://app.example.test"), ("access-control-request-method", "POST")];
    let mut margaret = world.sign_in_as("margaret").await;
    for path in ["/oauth2/token", "/oauth2/revoke", "/api/v1/roles"] {
        let page = margaret.raw(Method::OPTIONS, path, &before, "").await;
        assert_eq!(
            (page.status.as_u16(), &page.headers["access-control-allow-origin"]),
            (204, &"*".parse().unwrap())
        );
        assert!(!page.headers.contains_key("access-control-allow-credentials"));
    }
    for path in [app.asks(&[]).as_str(), "/apps", "/home"] {
        for method in [Method::OPTIONS, Method::GET] {
            let page = margaret.raw(method, path, &before, "").await;
            assert!(!page.headers.contains_key("access-control-allow-origin"), "{page}");
        }
    }
}
