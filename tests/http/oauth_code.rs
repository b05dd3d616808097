//! Codes in the wrong hands, or used wrongly: each is refused as the RFC says.

use domain::scope::ActsFor;
use time::Duration;

use crate::app::{App, CITIZENS, expect_refused, text};
use crate::support::world::{World, world};

const NOBODY: &str = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";

async fn app_and_code(world: &World) -> (App, String) {
    let app = App::on_device(world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(world, "margaret", CITIZENS).await;
    (app, code)
}

#[tokio::test]
async fn a_code_brings_tokens_for_what_was_allowed() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", "proxy.view user.roles.view").await;
    let answer = app.redeems(&world, &code, &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(text(&answer, "scope"), "proxy.view user.roles.view");
    assert_eq!(text(&answer, "token_type"), "Bearer");
    assert_eq!(text(&answer, "refresh_token").len(), 43);
    assert_eq!(app.reads(&text(&answer, "access_token"), NOBODY).await.status, 200);
}

#[tokio::test]
async fn rfc_6749_4_1_2_a_code_that_comes_twice_is_refused_and_ends_what_it_opened() {
    let world = world().await;
    let (app, code) = app_and_code(&world).await;
    let first = app.redeems(&world, &code, &[]).await;
    assert_eq!(app.reads(&text(&first, "access_token"), NOBODY).await.status, 200);
    expect_refused(&app.redeems(&world, &code, &[]).await, 400, "invalid_grant");
    assert_eq!(app.reads(&text(&first, "access_token"), NOBODY).await.status, 401);
    let refreshed = app.refreshes(&world, &text(&first, "refresh_token"), &[]).await;
    expect_refused(&refreshed, 400, "invalid_grant");
}

#[tokio::test]
async fn rfc_6749_4_1_2_a_code_that_comes_twice_at_once_brings_no_tokens_that_last() {
    let world = world().await;
    let (app, code) = app_and_code(&world).await;
    let (one, two) = tokio::join!(app.redeems(&world, &code, &[]), app.redeems(&world, &code, &[]));
    let good: Vec<_> = [one, two].into_iter().filter(|answer| answer.status == 200).collect();
    assert!(good.len() <= 1, "{good:?}");
    for answer in good {
        assert_eq!(app.reads(&text(&answer, "access_token"), NOBODY).await.status, 401);
    }
}

#[tokio::test]
async fn rfc_6749_5_2_a_code_of_another_client_is_refused() {
    let world = world().await;
    let (app, code) = app_and_code(&world).await;
    let other = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let stolen = other.redeems(&world, &code, &[("redirect_uri", &app.redirect)]).await;
    expect_refused(&stolen, 400, "invalid_grant");
    assert_eq!(app.redeems(&world, &code, &[]).await.status, 200, "its own app is not held up by that");
}

#[tokio::test]
async fn rfc_7636_4_6_a_stolen_code_without_its_verifier_is_refused_and_used_up() {
    let world = world().await;
    let wrong = ["x".repeat(43), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned(), "x".to_owned()];
    for verifier in wrong {
        let (app, code) = app_and_code(&world).await;
        let stolen = app.redeems(&world, &code, &[("code_verifier", &verifier)]).await;
        expect_refused(&stolen, 400, "invalid_grant");
        expect_refused(&app.redeems(&world, &code, &[]).await, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn rfc_6749_4_1_3_a_code_is_redeemed_with_the_redirect_it_was_asked_for_with() {
    let world = world().await;
    let (app, code) = app_and_code(&world).await;
    let elsewhere = format!("{}/more", app.redirect);
    let answer = app.redeems(&world, &code, &[("redirect_uri", &elsewhere)]).await;
    expect_refused(&answer, 400, "invalid_grant");
}

#[tokio::test]
async fn rfc_6749_4_1_2_a_code_ends_after_a_minute() {
    let world = world().await;
    let (app, code) = app_and_code(&world).await;
    world.clock.advance(Duration::seconds(60));
    expect_refused(&app.redeems(&world, &code, &[]).await, 400, "invalid_grant");
}

#[tokio::test]
async fn rfc_6749_4_1_3_what_is_missing_is_named() {
    let world = world().await;
    let (app, code) = app_and_code(&world).await;
    for missing in ["code", "redirect_uri", "code_verifier"] {
        let all = [
            ("grant_type", "authorization_code"),
            ("client_id", &app.id),
            ("code", &code),
            ("redirect_uri", &app.redirect),
            ("code_verifier", crate::app::VERIFIER),
        ];
        let kept = all.into_iter().filter(|(name, _)| *name != missing);
        let form: Vec<_> = kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        expect_refused(&app.sends("/oauth2/token", &form).await, 400, "invalid_request");
        let mut twice = form.clone();
        twice.push(("client_id".to_owned(), app.id.clone()));
        expect_refused(&app.sends("/oauth2/token", &twice).await, 400, "invalid_request");
    }
    expect_refused(&app.redeems(&world, &code, &[("client_secret", "x")]).await, 401, "invalid_client");
    expect_refused(&app.redeems(&world, &code, &[("client_id", "app-0")]).await, 401, "invalid_client");
    assert_eq!(app.redeems(&world, &code, &[]).await.status, 200, "nothing of that used the code up");
}

#[tokio::test]
async fn rfc_6749_2_3_an_app_with_a_key_must_prove_who_it_is() {
    let world = world().await;
    let app = App::on_server(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", app.id.as_str()),
        ("code", code.as_str()),
        ("redirect_uri", app.redirect.as_str()),
        ("code_verifier", crate::app::VERIFIER),
    ];
    let form = form.map(|(name, value)| (name.to_owned(), value.to_owned()));
    expect_refused(&app.sends("/oauth2/token", &form).await, 401, "invalid_client");
    let assertion = app.assertion(&world);
    let first = app.redeems(&world, &code, &[("client_assertion", &assertion)]).await;
    assert_eq!(first.status, 200, "{first:?}");
    let replayed = [("client_assertion", assertion.as_str())];
    let refreshed = app.refreshes(&world, &text(&first, "refresh_token"), &replayed).await;
    expect_refused(&refreshed, 401, "invalid_client");
}

#[tokio::test]
async fn rfc_6749_5_2_an_app_of_people_gets_nothing_for_itself() {
    let world = world().await;
    let app = App::on_server(&world, ActsFor::Staff, crate::app::STAFFS).await;
    let answer = app.posts(&world, "/oauth2/token", &[("grant_type", "client_credentials")]).await;
    expect_refused(&answer, 400, "unauthorized_client");
}
