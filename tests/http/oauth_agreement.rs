//! What people are asked, what their answer does, and how they take it back.

use domain::scope::ActsFor;
use reqwest::Method;
use time::Duration;
use url::Url;

use crate::app::{App, CITIZENS, STAFFS, expect_refused, text};
use crate::steps::{OWN_FORM, location, query};
use crate::support::world::{cis2_as, world};

const ASKED: &str = "Allow Care Planner to act with your account?";
const NOBODY: &str = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";

#[tokio::test]
async fn the_question_says_in_plain_words_what_the_app_may_do() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, CITIZENS).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let page = margaret.get(&app.asks(&[("scope", "proxy.view proxy.request.create")])).await;
    page.expect(200, ASKED);
    let may = page.texts("main li");
    assert_eq!(may.len(), 2, "{may:?}");
    assert!(may[0].starts_with("invite somebody") && may[1].starts_with("see who can act"), "{may:?}");
    page.expect_no_text("proxy");
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("form-action 'self' https://app.example.test;"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let other = margaret.get("/home").await;
    assert!(other.headers["content-security-policy"].to_str().unwrap().contains("form-action 'self';"));
    let welsh = margaret.get(&format!("{}&lang=cy", app.asks(&[]))).await;
    assert_eq!(welsh.status, 200);
    assert!(welsh.h1().starts_with("Caniatáu i Care Planner"), "{welsh}");
}

#[tokio::test]
async fn who_says_no_sends_the_app_away_with_nothing() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, CITIZENS).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let page = margaret.get(&app.asks(&[])).await;
    let to = app.answers(&mut margaret, &page, "deny").await;
    assert_eq!(
        (query(&to, "error"), query(&to, "state")),
        ("access_denied".to_owned(), "the state".to_owned())
    );
    margaret.get(&app.asks(&[])).await.expect(200, ASKED);
    let page = margaret.get("/apps").await;
    assert!(page.text().contains("You have not allowed any app"), "{page}");
}

#[tokio::test]
async fn who_agreed_is_not_asked_again_for_as_much_until_they_stop_it() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, CITIZENS).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let page = margaret.get(&app.asks(&[("scope", "proxy.view user.roles.view")])).await;
    let first = app.answers(&mut margaret, &page, "allow").await;
    assert_eq!((query(&first, "state"), query(&first, "iss")), ("the state".to_owned(), world.url.clone()));
    let tokens = app.redeems(&world, &query(&first, "code"), &[]).await;

    let silently = app.asks(&[("scope", "proxy.view"), ("prompt", "none")]);
    let again = margaret.raw(Method::GET, &silently, &[], "").await;
    let again = Url::parse(&location(&again)).expect("an address");
    assert!(!query(&again, "code").is_empty(), "{again}");
    margaret.get(&app.asks(&[("scope", "proxy.view"), ("prompt", "consent")])).await.expect(200, ASKED);
    margaret.get(&app.asks(&[("scope", CITIZENS)])).await.expect(200, ASKED);
    let more =
        margaret.raw(Method::GET, &app.asks(&[("scope", CITIZENS), ("prompt", "none")]), &[], "").await;
    assert!(location(&more).contains("error=consent_required"), "{more}");

    let list = margaret.get("/apps").await;
    assert_eq!(list.texts("main h2"), ["Care Planner"]);
    margaret.submit(&[("app", &app.id)]).await;
    assert!(margaret.here().text().contains("You have not allowed any app"));
    assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 401);
    let refreshed = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
    expect_refused(&refreshed, 400, "invalid_grant");
    let code = query(&again, "code");
    expect_refused(&app.redeems(&world, &code, &[]).await, 400, "invalid_grant");
    margaret.get(&app.asks(&[("scope", "proxy.view")])).await.expect(200, ASKED);
}

#[tokio::test]
async fn rfc_8252_8_6_an_app_that_any_program_could_be_is_asked_about_each_time() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..2 {
        margaret.get(&app.asks(&[])).await.expect(200, ASKED);
        let page = margaret.submit(&[("answer", "allow")]).await;
        assert!(page.url.as_str().starts_with(&format!("{}?code=", app.redirect)), "{page}");
    }
}

#[tokio::test]
async fn nobody_stops_the_apps_of_another() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let tokens = app.redeems(&world, &code, &[]).await;
    let mut david = world.sign_in_as("david").await;
    assert!(david.get("/apps").await.text().contains("You have not allowed any app"));
    assert_eq!(david.post("/apps/stop", &[("app", &app.id)]).await.status, 200);
    assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 200);
}

#[tokio::test]
async fn an_answer_that_comes_after_the_session_ended_leads_to_the_question_again() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, CITIZENS).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&app.asks(&[])).await.expect(200, ASKED);
    world.clock.advance(Duration::minutes(31));
    let page = margaret.submit(&[("answer", "allow")]).await;
    page.expect(200, "We signed you out");
    assert!(!page.text().contains("We kept the answers"), "{page}");
    let request = app.asks(&[]);
    let request = request.split_once('?').expect("a query").1;
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("request", request), ("answer", "perhaps")])
        .finish();
    let mut david = world.sign_in_as("david").await;
    let page = david.raw(Method::POST, "/oauth2/authorize", &OWN_FORM, &body).await;
    assert!(page.status == 400 && page.h1() != "This app cannot be connected", "{page}");
}

#[tokio::test]
async fn staff_stop_their_apps_and_a_logout_at_cis2_does_it_for_them() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Staff, STAFFS).await;
    let mut rachel = world.browser();
    let tokens = |code: String| {
        let (world, app) = (&world, &app);
        async move { app.redeems(world, &code, &[]).await }
    };
    let page = app.opened_by(&mut rachel, "reception-a", &[]).await;
    let first = tokens(query(&app.answers(&mut rachel, &page, "allow").await, "code")).await;
    assert_eq!(app.reads(&text(&first, "access_token"), NOBODY).await.status, 200);
    assert_eq!(rachel.get("/staff/apps").await.texts("main h2"), ["Care Planner"]);
    rachel.submit(&[("app", &app.id)]).await;
    assert_eq!(app.reads(&text(&first, "access_token"), NOBODY).await.status, 401);

    let page = rachel.get(&app.asks(&[])).await;
    let second = tokens(query(&app.answers(&mut rachel, &page, "allow").await, "code")).await;
    assert_eq!(app.reads(&text(&second, "access_token"), NOBODY).await.status, 200);
    let (issuer, subject): (String, String) =
        sqlx::query_as("select issuer, subject from app_grant where revoked_at is null")
            .fetch_one(&world.app.db)
            .await
            .unwrap();
    let now = world.clock.now();
    let ended = proxy_access::storage::sessions::log_out(
        &world.app.db,
        ("a logout token", now + Duration::minutes(10)),
        &issuer,
        (Some(&subject), None),
        now,
    );
    assert_eq!(ended.await.unwrap(), Some(2), "the session, and what the app held");
    assert_eq!(app.reads(&text(&second, "access_token"), NOBODY).await.status, 401);
    rachel.get("/auth/cis2/start").await;
    assert_eq!(cis2_as(&mut rachel, "reception-a").await.url.path(), "/staff");
}
