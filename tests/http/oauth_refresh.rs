//! Refresh tokens: each once, never for more, and not for ever.

use domain::scope::ActsFor;
use serde_json::json;
use time::Duration;

use crate::app::{App, CITIZENS, STAFFS, expect_refused, text};
use crate::program::Answer;
use crate::support::world::{World, world};

const NOBODY: &str = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";

async fn allowed(world: &World, app: &App, who: &str, scopes: &str) -> Answer {
    let code = app.code_from(world, who, scopes).await;
    let answer = app.redeems(world, &code, &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer
}

async fn citizens_app(world: &World) -> (App, Answer) {
    let app = App::on_device(world, ActsFor::Citizen, CITIZENS).await;
    let tokens = allowed(world, &app, "margaret", CITIZENS).await;
    (app, tokens)
}

#[tokio::test]
async fn a_refresh_token_is_replaced_each_time() {
    let world = world().await;
    let (app, mut tokens) = citizens_app(&world).await;
    for _ in 0..3 {
        world.clock.advance(Duration::minutes(10));
        assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 401, "it has expired");
        let next = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
        assert_eq!(next.status, 200, "{next:?}");
        assert_ne!(text(&next, "refresh_token"), text(&tokens, "refresh_token"));
        assert_eq!(app.reads(&text(&next, "access_token"), NOBODY).await.status, 200);
        tokens = next;
    }
}

#[tokio::test]
async fn rfc_9700_4_14_2_a_refresh_token_that_comes_back_ends_its_whole_family() {
    let world = world().await;
    let (app, first) = citizens_app(&world).await;
    let second = app.refreshes(&world, &text(&first, "refresh_token"), &[]).await;
    expect_refused(&app.refreshes(&world, &text(&first, "refresh_token"), &[]).await, 400, "invalid_grant");
    expect_refused(&app.refreshes(&world, &text(&second, "refresh_token"), &[]).await, 400, "invalid_grant");
    for tokens in [first, second] {
        assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 401);
    }
}

#[tokio::test]
async fn rfc_9700_4_14_2_a_refresh_token_of_another_client_is_refused() {
    let world = world().await;
    let (app, tokens) = citizens_app(&world).await;
    let other = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let stolen = other.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
    expect_refused(&stolen, 400, "invalid_grant");
    expect_refused(&other.refreshes(&world, "no token", &[]).await, 400, "invalid_grant");
    assert_eq!(app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await.status, 200);
}

#[tokio::test]
async fn rfc_6749_6_a_refresh_narrows_and_never_widens() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let tokens = allowed(&world, &app, "margaret", "proxy.view user.roles.view").await;
    let refresh = text(&tokens, "refresh_token");
    for wider in ["proxy.request.create", "proxy.view proxy.request.create", "everything"] {
        let answer = app.refreshes(&world, &refresh, &[("scope", wider)]).await;
        expect_refused(&answer, 400, "invalid_scope");
    }
    let narrow = app.refreshes(&world, &refresh, &[("scope", "proxy.view")]).await;
    assert_eq!((narrow.status.as_u16(), text(&narrow, "scope")), (200, "proxy.view".to_owned()));
    assert_eq!(app.reads(&text(&narrow, "access_token"), NOBODY).await.status, 403);
    let whole = app.refreshes(&world, &text(&narrow, "refresh_token"), &[]).await;
    assert_eq!(text(&whole, "scope"), "proxy.view user.roles.view", "the next may have all of it again");
}

#[tokio::test]
async fn a_refresh_token_ends_unused_after_14_days_and_in_any_case_after_30() {
    let world = world().await;
    let (app, mut tokens) = citizens_app(&world).await;
    for _ in 0..3 {
        world.clock.advance(Duration::days(9));
        tokens = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
        assert_eq!(tokens.status, 200, "{tokens:?}");
    }
    world.clock.advance(Duration::days(3));
    let late = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
    expect_refused(&late, 400, "invalid_grant");
    let (app, tokens) = citizens_app(&world).await;
    world.clock.advance(Duration::days(14));
    let late = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
    expect_refused(&late, 400, "invalid_grant");
}

#[tokio::test]
async fn what_staff_allowed_ends_12_hours_after_they_signed_in() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Staff, STAFFS).await;
    let tokens = allowed(&world, &app, "reception-a", STAFFS).await;
    world.clock.advance(Duration::hours(12) - Duration::minutes(1));
    let tokens = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
    assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 200);
    assert!(tokens.body["expires_in"].as_i64().is_some_and(|seconds| seconds <= 60), "{tokens:?}");
    world.clock.advance(Duration::minutes(1));
    assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 401);
    let late = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
    expect_refused(&late, 400, "invalid_grant");
}

#[tokio::test]
async fn rfc_7009_a_token_that_is_given_back_ends_with_all_the_others() {
    let world = world().await;
    let other = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    for kind in ["access_token", "refresh_token"] {
        let (app, tokens) = citizens_app(&world).await;
        let given_back = text(&tokens, kind);
        let anothers = other.posts(&world, "/oauth2/revoke", &[("token", &given_back)]).await;
        expect_refused(&anothers, 400, "invalid_grant");
        assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 200);
        for _ in 0..2 {
            let answer = app.posts(&world, "/oauth2/revoke", &[("token", &given_back)]).await;
            assert_eq!((answer.status.as_u16(), answer.body), (200, json!("")));
        }
        assert_eq!(app.reads(&text(&tokens, "access_token"), NOBODY).await.status, 401);
        let refreshed = app.refreshes(&world, &text(&tokens, "refresh_token"), &[]).await;
        expect_refused(&refreshed, 400, "invalid_grant");
    }
    let unknown = other.posts(&world, "/oauth2/revoke", &[("token", "never seen")]).await;
    assert_eq!(unknown.status, 200);
    expect_refused(&other.posts(&world, "/oauth2/revoke", &[]).await, 400, "invalid_request");
}

#[tokio::test]
async fn rfc_7662_a_program_learns_what_its_own_tokens_are_worth_and_no_others() {
    let world = world().await;
    let app = App::on_server(&world, ActsFor::Citizen, CITIZENS).await;
    let other = App::on_server(&world, ActsFor::Citizen, CITIZENS).await;
    let tokens = allowed(&world, &app, "margaret", "proxy.view").await;
    for kind in ["access_token", "refresh_token"] {
        let token = text(&tokens, kind);
        let own = app.posts(&world, "/oauth2/introspect", &[("token", &token)]).await;
        assert_eq!(
            (&own.body["active"], &own.body["scope"]),
            (&json!(true), &json!("proxy.view")),
            "{own:?}"
        );
        assert_eq!(own.body["client_id"], json!(app.id));
        let anothers = other.posts(&world, "/oauth2/introspect", &[("token", &token)]).await;
        assert_eq!((anothers.status.as_u16(), anothers.body), (200, json!({ "active": false })));
    }
    let public = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let answer =
        public.posts(&world, "/oauth2/introspect", &[("token", &text(&tokens, "access_token"))]).await;
    expect_refused(&answer, 401, "invalid_client");
    app.posts(&world, "/oauth2/revoke", &[("token", &text(&tokens, "refresh_token"))]).await;
    for kind in ["access_token", "refresh_token"] {
        let over = app.posts(&world, "/oauth2/introspect", &[("token", &text(&tokens, kind))]).await;
        assert_eq!(over.body, json!({ "active": false }));
    }
}

#[tokio::test]
async fn what_ended_is_swept_a_day_later_with_its_code_and_tokens() {
    let world = world().await;
    let (app, tokens) = citizens_app(&world).await;
    let swept = async || {
        proxy_access::storage::grants::delete_ended(&world.app.db, world.clock.now()).await.expect("swept")
    };
    assert_eq!(swept().await, 0, "it is good");
    app.posts(&world, "/oauth2/revoke", &[("token", &text(&tokens, "refresh_token"))]).await;
    assert_eq!(swept().await, 0, "a second use must still be seen as one");
    world.clock.advance(Duration::days(1) + Duration::SECOND);
    assert_eq!(swept().await, 1);
    for table in ["app_grant", "auth_code", "refresh_token"] {
        assert_eq!(crate::story::count(&world, table).await, 0, "{table}");
    }
    assert_eq!(
        crate::story::count(&world, "agreement").await,
        1,
        "what was agreed to stays until it is stopped"
    );
}
