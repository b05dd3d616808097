//! Sessions: new at sign-in, gone after sign-out, short, ended by CIS2, checked again at every request; and answers of
//! a form outlive them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::post;
use domain::OdsCode;
use proxy_access::storage::practices::{self, Practice};
use reqwest::Method;
use reqwest::header::SET_COOKIE;
use sandbox::{BadLogout, LogoutOrder};
use time::Duration;
use tokio::net::TcpListener;

use crate::steps::{At, FORM, is_signed_in, location};
use crate::story::{DAVID, begin};
use crate::support::browser::Browser;
use crate::support::world::{World, nhs_login_as, world, world_with};

const MINUTE: Duration = Duration::minutes(1);

async fn signed_in(world: &World, at: At) -> Browser {
    match at {
        At::NhsLogin => world.sign_in_as(at.somebody()).await,
        At::Cis2 => world.staff_sign_in_as(at.somebody()).await,
    }
}

/// A browser with this session cookie and nothing else.
fn with_cookie(world: &World, cookie: &str) -> Browser {
    let mut browser = world.browser();
    browser.set_cookie("session", cookie);
    browser
}

fn cookie(browser: &Browser) -> String {
    browser.cookie("session").expect("a session").to_owned()
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_the_old_cookie_is_of_no_use() {
    let world = world().await;
    for at in At::BOTH {
        let mut browser = world.browser();
        browser.get(at.start()).await;
        let before = cookie(&browser);
        at.choose(&mut browser, at.somebody()).await;
        assert!(is_signed_in(&mut browser).await);
        assert_ne!(cookie(&browser), before);
        assert!(!is_signed_in(&mut with_cookie(&world, &before)).await, "fixed before sign-in: {at:?}");
        // The same person again: the session before is no more.
        let first = cookie(&browser);
        browser.get(at.start()).await;
        at.choose(&mut browser, at.somebody()).await;
        assert!(!is_signed_in(&mut with_cookie(&world, &first)).await, "{at:?}");
    }
}

#[tokio::test]
async fn a_cookie_that_we_did_not_give_out_is_nobody() {
    let world = world().await;
    for made_up in ["AAAAAAAAAAAAAAAAAAAAAA", "not a session", "", "%00", &"x".repeat(4000)] {
        let mut browser = with_cookie(&world, made_up);
        assert!(!is_signed_in(&mut browser).await, "{made_up:.30}");
        browser.get("/auth/nhs-login/start").await;
        assert_ne!(cookie(&browser), made_up);
    }
}

#[tokio::test]
async fn one_browser_is_one_person_at_a_time() {
    let world = world().await;
    let mut browser = signed_in(&world, At::NhsLogin).await;
    browser.get("/auth/cis2/start").await;
    At::Cis2.choose(&mut browser, "reception-a").await;
    browser.get("/").await.expect_text("Rachel Reid").expect_no_text("Margaret");
    browser.get("/auth/nhs-login/start").await;
    nhs_login_as(&mut browser, "david").await;
    browser.get("/").await.expect_text("David").expect_no_text("Rachel Reid");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let world = world().await;
    for at in At::BOTH {
        let mut browser = signed_in(&world, at).await;
        let (kept, mut elsewhere) = (cookie(&browser), signed_in(&world, at).await);
        let page = browser.post("/sign-out", &[]).await;
        page.expect(200, "You have signed out");
        assert!(!is_signed_in(&mut browser).await);
        assert!(!is_signed_in(&mut with_cookie(&world, &kept)).await, "a copied cookie lives on: {at:?}");
        assert!(is_signed_in(&mut elsewhere).await, "another browser of theirs was signed out too");
    }
}

#[tokio::test]
async fn a_session_ends_when_nothing_is_done() {
    let world = world().await;
    for (at, minutes) in [(At::NhsLogin, 30), (At::Cis2, 15)] {
        let mut browser = signed_in(&world, at).await;
        for _ in 0..3 {
            world.clock.advance(MINUTE * (minutes - 1));
            assert!(is_signed_in(&mut browser).await, "{at:?} before {minutes} minutes");
        }
        world.clock.advance(MINUTE * minutes);
        assert!(!is_signed_in(&mut browser).await, "{at:?} after {minutes} minutes");
    }
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_is_done() {
    let world = world().await;
    for at in At::BOTH {
        let mut browser = signed_in(&world, at).await;
        for tens in 1..72 {
            world.clock.advance(MINUTE * 10);
            assert!(is_signed_in(&mut browser).await, "{at:?} after {tens} times ten minutes");
        }
        world.clock.advance(MINUTE * 10);
        assert!(!is_signed_in(&mut browser).await, "{at:?} after twelve hours");
    }
}

#[tokio::test]
async fn a_session_is_written_at_most_once_a_minute() {
    let world = world().await;
    let mut browser = signed_in(&world, At::NhsLogin).await;
    let pool = world.database.pool().await;
    let version = async || {
        let rows: Vec<(String,)> =
            sqlx::query_as("select xmin::text from session").fetch_all(&pool).await.unwrap();
        assert_eq!(rows.len(), 1, "sessions of before sign-in are left over");
        rows[0].0.clone()
    };
    world.clock.advance(MINUTE + Duration::SECOND);
    browser.get("/home").await;
    let first = version().await;
    for path in ["/home", "/invite", "/"] {
        browser.get(path).await;
    }
    assert_eq!(version().await, first);
    world.clock.advance(MINUTE + Duration::SECOND);
    browser.get("/home").await;
    assert_ne!(version().await, first);
}

async fn logout(world: &World, bad: BadLogout, times: u8) -> Vec<u16> {
    let order = LogoutOrder { user: "reception-a".to_owned(), bad, times };
    world.sandbox.cis2_logout(order).await.expect("CIS2 reaches the service").statuses
}

#[tokio::test]
async fn signing_out_of_cis2_ends_that_session_here_and_no_other() {
    let world = world().await;
    let (mut older, mut colleague) =
        (signed_in(&world, At::Cis2).await, world.staff_sign_in_as("manager-a").await);
    world.clock.advance(MINUTE);
    let mut newer = signed_in(&world, At::Cis2).await;
    assert_eq!(logout(&world, BadLogout::Nothing, 2).await, [200, 400], "the second time it is a replay");
    assert!(!is_signed_in(&mut newer).await);
    assert!(is_signed_in(&mut older).await && is_signed_in(&mut colleague).await);
    // Without a session's name all sessions of the person end.
    assert_eq!(logout(&world, BadLogout::NoSid, 1).await, [200]);
    assert!(!is_signed_in(&mut older).await && is_signed_in(&mut colleague).await);
}

#[tokio::test]
async fn only_a_right_logout_token_signs_out() {
    let world = world().await;
    for (bad, status, ends) in [
        (BadLogout::NoExp, 200, true),
        (BadLogout::NoSub, 200, true),
        (BadLogout::OtherSid, 200, false),
        (BadLogout::WrongIss, 400, false),
        (BadLogout::WrongAud, 400, false),
        (BadLogout::WithNonce, 400, false),
        (BadLogout::NoEvent, 400, false),
        (BadLogout::WrongEvent, 400, false),
        (BadLogout::AlgNone, 400, false),
        (BadLogout::AlgHs256, 400, false),
        (BadLogout::AlgRs512, 400, false),
        (BadLogout::WrongSignature, 400, false),
        (BadLogout::Expired, 400, false),
        (BadLogout::OldIat, 400, false),
        (BadLogout::IatAhead, 400, false),
        (BadLogout::NoJti, 400, false),
        (BadLogout::NoSubNoSid, 400, false),
        (BadLogout::TypJwt, 400, false),
    ] {
        let mut browser = signed_in(&world, At::Cis2).await;
        assert_eq!(logout(&world, bad, 1).await, [status], "{bad:?}");
        assert_eq!(is_signed_in(&mut browser).await, !ends, "{bad:?}");
    }
    let path = "/auth/cis2/backchannel-logout";
    for body in ["", "logout_token=", "logout_token=a.b.c", "logout_token=a&logout_token=b", "\0", "other=1"]
    {
        let answer = world.browser().raw(Method::POST, path, &[FORM], body).await;
        assert!(answer.status.is_client_error(), "`{body}`: {answer}");
    }
}

#[tokio::test]
async fn a_logout_token_that_was_delayed_leaves_a_younger_session_alone() {
    let world = world().await;
    let mut older = signed_in(&world, At::Cis2).await;
    let (held, address) = post_office().await;
    let register = |to: &str| world.sandbox.register_redirects(Vec::new(), callbacks(&world), to.to_owned());
    register(&address);
    assert_eq!(logout(&world, BadLogout::NoSid, 1).await, [200]);
    world.clock.advance(MINUTE);
    let mut younger = signed_in(&world, At::Cis2).await;
    let token = held.lock().unwrap().clone();
    let path = "/auth/cis2/backchannel-logout";
    let answer = world.browser().raw(Method::POST, path, &[FORM], &token).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert!(!is_signed_in(&mut older).await);
    assert!(is_signed_in(&mut younger).await);
}

fn callbacks(world: &World) -> Vec<String> {
    vec![format!("{}{}", world.url, At::Cis2.callback())]
}

/// Takes a form for the service and keeps it.
async fn post_office() -> (Arc<Mutex<String>>, String) {
    let held: Arc<Mutex<String>> = Arc::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let keep = held.clone();
    let router =
        Router::new().route("/", post(move |body: String| async move { *keep.lock().unwrap() = body }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (held, address)
}

#[tokio::test]
async fn staff_whose_practice_left_the_trial_meanwhile_are_refused_at_the_next_request() {
    let world = world().await;
    let mut rachel = signed_in(&world, At::Cis2).await;
    set_enabled(&world, false).await;
    rachel.get("/staff").await.expect(403, "Riverside Medical Practice does not use this service yet");
    assert!(!is_signed_in(&mut rachel).await);
    set_enabled(&world, true).await;
    assert!(is_signed_in(&mut rachel).await);
}

async fn set_enabled(world: &World, enabled: bool) {
    let (ods_code, name) = (OdsCode::parse("A81001").unwrap(), "Riverside Medical Practice".to_owned());
    let practice = Practice { ods_code, name, enabled, email: None };
    practices::upsert(&world.app.db, &practice, world.clock.now()).await.unwrap();
}

#[tokio::test]
async fn staff_whose_role_may_not_work_here_any_more_are_refused_at_the_next_request() {
    let world = world().await;
    let mut rachel = signed_in(&world, At::Cis2).await;
    // As if the list of roles had changed under them.
    let written = "update session set data = jsonb_set(data, '{staff,role}', data #> '{staff,role}' || '{\"role_code\": \"S8000:G8000:R8999\", \"activities\": []}')";
    let done = sqlx::query(written).execute(&world.database.pool().await).await.unwrap();
    assert_eq!(done.rows_affected(), 1);
    rachel.get("/staff").await.expect(403, "You cannot use this service with the role you chose");
    assert!(!is_signed_in(&mut rachel).await);
}

#[tokio::test]
async fn answers_sent_too_late_are_there_again_after_signing_in() {
    let world = world().await;
    let mut margaret = signed_in(&world, At::NhsLogin).await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    world.clock.advance(MINUTE * 31);
    let page = margaret.submit(&DAVID.fields()).await;
    page.expect(200, "We signed you out").expect_text("We kept the answers you typed");
    assert!(page.url.path() == "/timed-out" && !is_signed_in(&mut margaret).await, "{page}");
    margaret.follow("Sign in again").await;
    let page = nhs_login_as(&mut margaret, "margaret").await;
    assert_eq!(page.path(), form, "{page}");
    for (name, value) in DAVID.fields() {
        assert_eq!(page.value(name).as_deref(), Some(value), "{page}");
    }
    // Once only: after that the draft itself speaks.
    assert_eq!(margaret.get(&form).await.value("family_name").as_deref(), Some(""));
}

#[tokio::test]
async fn answers_sent_too_late_are_not_shown_to_the_next_person_at_the_device() {
    let world = world().await;
    let mut browser = signed_in(&world, At::NhsLogin).await;
    begin(&mut browser).await;
    world.clock.advance(MINUTE * 31);
    browser.submit(&DAVID.fields()).await;
    browser.follow("Sign in again").await;
    let page = nhs_login_as(&mut browser, "sian").await;
    page.expect(404, "Page not found").expect_no_text("O'Neill");
    assert!(!page.body.contains("typed.by.margaret"), "{page}");
}

#[tokio::test]
async fn answers_sent_too_late_wait_one_hour() {
    let world = world().await;
    let mut margaret = signed_in(&world, At::NhsLogin).await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    world.clock.advance(MINUTE * 31);
    margaret.submit(&DAVID.fields()).await;
    world.clock.advance(MINUTE * 61);
    margaret.follow("Sign in again").await;
    let page = nhs_login_as(&mut margaret, "margaret").await;
    assert_eq!((page.path(), page.value("family_name").as_deref()), (form, Some("")), "{page}");
}

#[tokio::test]
async fn over_https_the_session_is_bound_to_this_host() {
    let world = world_with(&[("PUBLIC_URL", "https://trusted-person.example")]).await;
    let page = world.browser().raw(Method::GET, "/auth/nhs-login/start", &[], "").await;
    let cookie = page.headers[SET_COOKIE].to_str().unwrap().to_owned();
    let attributes: Vec<&str> = cookie.split("; ").collect();
    assert!(attributes[0].starts_with("__Host-session="), "{cookie}");
    for wanted in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(attributes.contains(&wanted), "{wanted} is not in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(location(&page).contains("redirect_uri=https%3A%2F%2Ftrusted-person.example%2Fauth"));
    assert!(page.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn over_http_scripts_still_cannot_read_the_session() {
    let world = world().await;
    let page = world.browser().raw(Method::GET, "/auth/nhs-login/start", &[], "").await;
    let cookie = page.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    // Pages that are only read need none.
    let start = world.browser().raw(Method::GET, "/", &[], "").await;
    assert!(!start.headers.contains_key(SET_COOKIE));
}
