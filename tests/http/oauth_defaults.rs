//! What libraries send by default: parameters without a value, and assertions for one or another name of ours.

use domain::scope::ActsFor;
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{App, CITIZENS, VERIFIER, expect_refused, text};
use crate::program::{Answer, Program};
use crate::steps::{location, query};
use crate::support::world::{World, world};

const NOBODY: &str = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";
/// Everything that a library may send without a value.
const EMPTY: [(&str, &str); 9] = [
    ("client_secret", ""),
    ("client_assertion", ""),
    ("client_assertion_type", ""),
    ("scope", ""),
    ("resource", ""),
    ("code", ""),
    ("refresh_token", ""),
    ("redirect_uri", ""),
    ("token_type_hint", ""),
];

/// The parameters, and those of the list that are not among them, without a value.
fn padded(form: &[(&str, &str)]) -> Vec<(String, String)> {
    let left = EMPTY.iter().filter(|(name, _)| form.iter().all(|(used, _)| used != name));
    form.iter().chain(left).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn my_library_sends_client_secret_and_scope_with_nothing_in_them() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", app.id.as_str()),
        ("code", code.as_str()),
        ("redirect_uri", app.redirect.as_str()),
        ("code_verifier", VERIFIER),
    ];
    let tokens = app.sends("/oauth2/token", &padded(&form)).await;
    assert_eq!((tokens.status.as_u16(), text(&tokens, "scope")), (200, CITIZENS.to_owned()), "{tokens:?}");
    let refresh = text(&tokens, "refresh_token");
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", app.id.as_str()),
        ("refresh_token", refresh.as_str()),
    ];
    let next = app.sends("/oauth2/token", &padded(&form)).await;
    assert_eq!((next.status.as_u16(), text(&next, "scope")), (200, CITIZENS.to_owned()), "{next:?}");
    let access = text(&next, "access_token");
    let form = [("client_id", app.id.as_str()), ("token", access.as_str())];
    assert_eq!(app.sends("/oauth2/revoke", &padded(&form)).await.status, 200);
    assert_eq!(app.reads(&access, NOBODY).await.status, 401, "it was given back");
}

#[tokio::test]
async fn a_system_that_names_no_scope_gets_all_that_it_is_registered_for() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view user.roles.view", &["A81001"]).await;
    let empty = [("scope", ""), ("client_secret", ""), ("client_id", "")];
    let answer = system.asks_with(&system.assertion(&world, &json!({})), &empty).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body["scope"]),
        (200, &json!("proxy.view user.roles.view")),
        "{answer:?}"
    );
}

#[tokio::test]
async fn an_app_can_ask_about_its_token_with_parameters_left_empty() {
    let world = world().await;
    let app = App::on_server(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let access =
        text(&app.redeems(&world, &code, &[("client_secret", ""), ("scope", "")]).await, "access_token");
    let form = [("token", access.as_str()), ("client_secret", ""), ("token_type_hint", "")];
    let found = app.posts(&world, "/oauth2/introspect", &form).await;
    assert_eq!((found.status.as_u16(), &found.body["active"]), (200, &json!(true)), "{found:?}");
}

#[tokio::test]
async fn what_is_needed_and_comes_empty_is_missing() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    for (path, form) in [
        ("/oauth2/token", vec![("grant_type", "")]),
        ("/oauth2/token", vec![("grant_type", "refresh_token"), ("refresh_token", "")]),
        ("/oauth2/token", vec![("grant_type", "authorization_code"), ("code", "")]),
        ("/oauth2/revoke", vec![("token", "")]),
    ] {
        expect_refused(&app.posts(&world, path, &form).await, 400, "invalid_request");
    }
    let secret = [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_secret", "x")];
    expect_refused(&app.posts(&world, "/oauth2/token", &secret).await, 401, "invalid_client");
}

#[tokio::test]
async fn an_app_that_asks_with_request_and_scope_left_empty_is_put_before_the_person() {
    let world = world().await;
    let app = App::in_browser(&world, ActsFor::Citizen, CITIZENS).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let empty = "&request=&request_uri=&response_mode=&scope=&prompt=&nonce=&claims=&login_hint=";
    let asked = margaret.raw(Method::GET, &format!("{}{empty}", app.asks(&[])), &[], "").await;
    asked.expect(200, "Allow Care Planner to act with your account?");
    let back = app.answers(&mut margaret, &asked, "allow").await;
    let tokens = app.redeems(&world, &query(&back, "code"), &[]).await;
    assert_eq!(text(&tokens, "scope"), CITIZENS, "no scope is all that it is registered for");
    let said = margaret.raw(Method::GET, &format!("{}&request=e30.e30.", app.asks(&[])), &[], "").await;
    assert!(location(&said).contains("error=request_not_supported"), "{said}");
}

/// Asks `path` with an assertion for this audience.
async fn names(world: &World, app: &App, path: &str, audience: &Value) -> Answer {
    let assertion = app.assertion_for(world, audience);
    let form = [("token", "no token"), ("grant_type", "refresh_token"), ("refresh_token", "none")];
    app.posts(world, path, &[&form[..], &[("client_assertion", assertion.as_str())]].concat()).await
}

#[tokio::test]
async fn rfc_7523_an_assertion_names_us_the_endpoint_called_or_the_token_endpoint() {
    let world = world().await;
    let app = App::on_server(&world, ActsFor::Citizen, CITIZENS).await;
    let at = |path: &str| format!("{}{path}", world.url);
    let paths = ["/oauth2/token", "/oauth2/revoke", "/oauth2/introspect"];
    for path in paths {
        for good in [world.url.clone(), at(path), at("/oauth2/token")] {
            for audience in [json!(good), json!([good]), json!([good, world.url])] {
                let answer = names(&world, &app, path, &audience).await;
                assert_ne!(answer.status, 401, "{path}: {audience}: {answer:?}");
            }
        }
        let elsewhere =
            ["https://elsewhere.example".to_owned(), at("/oauth2"), at("/oauth2/authorize"), at("/")];
        let another = paths.into_iter().filter(|other| *other != path && *other != "/oauth2/token").map(at);
        for wrong in elsewhere.into_iter().chain(another) {
            for audience in [json!(wrong), json!([world.url, wrong])] {
                expect_refused(&names(&world, &app, path, &audience).await, 401, "invalid_client");
            }
        }
    }
}

#[tokio::test]
async fn my_library_makes_its_assertions_for_an_hour() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view", &["A81001"]).await;
    let now = world.clock.now().unix_timestamp();
    let for_an_hour = system.assertion(&world, &json!({ "iat": now, "exp": now + 3600 }));
    assert_eq!(system.asks_with(&for_an_hour, &[]).await.status, 200);
    world.clock.advance(time::Duration::minutes(59));
    let again = system.asks_with(&for_an_hour, &[]).await;
    assert_eq!(again.body["error"], "invalid_client", "it is used up for as long as it lasts: {again:?}");
    let now = world.clock.now().unix_timestamp();
    let for_two = system.assertion(&world, &json!({ "iat": now, "exp": now + 7200 }));
    assert_eq!(system.asks_with(&for_two, &[]).await.body["error"], "invalid_client");
}

#[tokio::test]
async fn my_library_writes_the_times_of_its_assertion_with_fractions() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view", &["A81001"]).await;
    let now = world.clock.now().unix_timestamp();
    let at = |seconds: i64| serde_json::from_str::<Value>(&format!("{seconds}.5")).expect("a number");
    let times = json!({ "iat": at(now - 1), "nbf": at(now - 1), "exp": at(now + 60) });
    let answer = system.asks_with(&system.assertion(&world, &times), &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    for wrong in [json!({ "exp": at(now - 2) }), json!({ "iat": at(now + 3600) }), json!({ "jti": "" })] {
        let answer = system.asks_with(&system.assertion(&world, &wrong), &[]).await;
        assert_eq!(answer.body["error"], "invalid_client", "{wrong}: {answer:?}");
    }
}
