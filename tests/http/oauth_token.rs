//! Access tokens on behalf of people: what they say, and that they never give more than the person has now.

use domain::scope::{ActsFor, Scope};
use domain::{OdsCode, PersonId};
use jsonwebtoken::{Algorithm, EncodingKey, Header, dangerous, encode};
use proxy_access::actions::programs::{Acts, CallerRefused, Need, bearer, caller};
use proxy_access::tokens::Claims;
use reqwest::StatusCode;
use serde_json::{Value, json};
use time::Duration;

use crate::app::{App, CITIZENS, STAFFS, text};
use crate::app_token::{citizen_token, staff_token};
use crate::program::Answer;
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, invite};
use crate::support::world::{World, world};

const NOBODY: &str = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";

fn claims(token: &str) -> Claims {
    dangerous::insecure_decode::<Claims>(token).expect("claims").claims
}

async fn reads(world: &World, token: &str, path: &str) -> Answer {
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let request = http.get(format!("{}{path}", world.url)).bearer_auth(token);
    crate::program::answer(request.send().await.expect("an answer")).await
}

async fn set_practice(world: &World, code: &str, enabled: bool) {
    sqlx::query("update practice set enabled = $2 where ods_code = $1")
        .bind(code)
        .bind(enabled)
        .execute(&world.app.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn rfc_9068_a_token_says_who_is_behind_it_and_how_surely() {
    let world = world().await;
    let token = citizen_token(&world, "margaret", "proxy.view").await;
    let said = claims(&token);
    let margaret: uuid::Uuid = sqlx::query_scalar("select id from person where given_name = 'Margaret'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    assert_eq!((said.iss, said.aud), (world.url.clone(), format!("{}/api", world.url)));
    assert_eq!(said.sub, margaret.to_string());
    assert!(said.client_id.starts_with("app-") && said.grant.is_some() && !said.jti.is_empty());
    assert!(said.acr.is_some_and(|acr| acr.starts_with("P9")));
    assert_eq!((said.scope.as_str(), said.exp - said.iat), ("proxy.view", 300));
    assert!(said.auth_time.is_some_and(|at| at <= said.iat && at > said.iat - 60));
    let staff = claims(&staff_token(&world, "reception-a", "proxy.view").await);
    assert!(staff.acr.is_some_and(|acr| acr == "AAL2" || acr == "AAL3"));
}

#[tokio::test]
async fn rfc_9068_4_tokens_that_are_over_elsewhere_or_forged_are_refused() {
    let world = world().await;
    let good = citizen_token(&world, "margaret", CITIZENS).await;
    assert_eq!(reads(&world, &good, NOBODY).await.status, 200);
    let issue = |change: &dyn Fn(&mut Claims)| {
        let mut changed = claims(&good);
        change(&mut changed);
        world.app.token_keys.issue(&changed).expect("a token")
    };
    let header = |algorithm| {
        let mut header = Header::new(algorithm);
        header.typ = Some("at+jwt".to_owned());
        header.kid = world.app.token_keys.public().keys[0].common.key_id.clone();
        header
    };
    let public = serde_json::to_string(world.app.token_keys.public()).expect("JSON");
    let confused =
        encode(&header(Algorithm::HS256), &claims(&good), &EncodingKey::from_secret(public.as_bytes()));
    let unsigned = format!("{}.", good.rsplit_once('.').expect("a JWT").0);
    let bad = [
        issue(&|said| said.aud = "https://elsewhere.example/api".to_owned()),
        issue(&|said| said.iss = "https://elsewhere.example".to_owned()),
        issue(&|said| said.exp = said.iat),
        issue(&|said| said.grant = Some(uuid::Uuid::nil())),
        issue(&|said| said.client_id = "app-another".to_owned()),
        issue(&|said| said.grant = None), // then it would be a system's
        confused.expect("a forged token"),
        unsigned,
    ];
    for token in bad {
        let answer = reads(&world, &token, NOBODY).await;
        assert_eq!(answer.status, 401, "{answer:?}: {}", claims_or_nothing(&token));
    }
    world.clock.advance(Duration::minutes(5));
    assert_eq!(reads(&world, &good, NOBODY).await.status, 401, "it has expired");
}

fn claims_or_nothing(token: &str) -> Value {
    dangerous::insecure_decode::<Value>(token).map(|token| token.claims).unwrap_or_default()
}

#[tokio::test]
async fn a_citizens_token_gives_what_the_citizen_has_now() {
    let world = world().await;
    let token = citizen_token(&world, "margaret", CITIZENS).await;
    let now = async |needs| {
        let shown = bearer(&world.app, &token, needs)?;
        caller(&world.app, &shown, needs).await
    };
    let who = now(Need::Now(&[Scope::RequestCreate])).await.expect("a caller");
    assert_eq!(who.scopes.to_string(), CITIZENS);
    assert!(matches!(who.acts, Acts::Citizen(PersonId(id)) if id.to_string() == claims(&token).sub));
    set_practice(&world, "A81001", false).await;
    let refused = now(Need::Now(&[Scope::RequestCreate])).await;
    assert!(matches!(refused, Err(CallerRefused::Scope(&[Scope::RequestCreate]))), "{refused:?}");
    let left = now(Need::Now(&[Scope::View])).await.expect("who sees, and can stop, what there is");
    assert_eq!(left.scopes.to_string(), "proxy.view user.roles.view");
    sqlx::query("update person set birth_date = '2020-01-01'").execute(&world.app.db).await.unwrap();
    assert!(matches!(now(Need::Now(&[Scope::View])).await, Err(CallerRefused::Token(_))));
}

#[tokio::test]
async fn the_token_of_staff_whose_practice_left_the_trial_is_refused() {
    let world = world().await;
    let token = staff_token(&world, "reception-a", STAFFS).await;
    let shown = bearer(&world.app, &token, Need::Now(&[Scope::RequestConfirm])).expect("a token");
    let who = caller(&world.app, &shown, Need::Now(&[Scope::RequestConfirm])).await.expect("a caller");
    let riverside = OdsCode::parse("A81001").expect("a code");
    assert!(matches!(&who.acts, Acts::Staff { practice, .. } if *practice == riverside), "{who:?}");
    assert_eq!(reads(&world, &token, NOBODY).await.status, 200);
    set_practice(&world, "A81001", false).await;
    let refused = reads(&world, &token, NOBODY).await;
    assert_eq!(
        (refused.status, &refused.body["type"]),
        (StatusCode::UNAUTHORIZED, &json!("/problems/token"))
    );
    set_practice(&world, "A81001", true).await;
    assert_eq!(reads(&world, &token, NOBODY).await.status, 200);
    sqlx::query("update app_grant set role = jsonb_set(role, '{role_code}', '\"S0:G0:R0001\"') || '{\"activities\": []}'")
        .execute(&world.app.db)
        .await
        .unwrap();
    assert_eq!(reads(&world, &token, NOBODY).await.status, 401, "the role may not work here");
}

#[tokio::test]
async fn an_app_that_was_shut_out_or_registered_for_less_has_lost_it_at_once() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let tokens = app.redeems(&world, &code, &[]).await;
    let (access, refresh) = (text(&tokens, "access_token"), text(&tokens, "refresh_token"));
    let register = async |scopes: &[&str]| {
        sqlx::query("update client set scopes = $1").bind(scopes).execute(&world.app.db).await.unwrap();
    };
    register(&["proxy.view"]).await;
    assert_eq!(app.reads(&access, NOBODY).await.status, 403);
    register(&["proxy.view", "user.roles.view"]).await;
    assert_eq!(app.reads(&access, NOBODY).await.status, 200);
    sqlx::query("update client set disabled_at = now()").execute(&world.app.db).await.unwrap();
    assert_eq!(app.reads(&access, NOBODY).await.status, 401);
    let refreshed = app.refreshes(&world, &refresh, &[]).await;
    crate::app::expect_refused(&refreshed, 401, "invalid_client");
}

#[tokio::test]
async fn people_see_the_roles_they_are_part_of_and_staff_those_of_their_practice() {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    let (margaret, david): (uuid::Uuid, uuid::Uuid) =
        sqlx::query_as("select delegator_id, delegate_id from role").fetch_one(&world.app.db).await.unwrap();
    let may_view = format!("/api/v1/access?patient={margaret}&actor={david}&service=view_record");
    let tokens = [
        (citizen_token(&world, "margaret", CITIZENS).await, true),
        (citizen_token(&world, "david", CITIZENS).await, true),
        (citizen_token(&world, "tomasz", CITIZENS).await, false),
        (staff_token(&world, "reception-a", STAFFS).await, true),
    ];
    for (token, sees) in tokens {
        let roles = reads(&world, &token, &format!("/api/v1/roles?actor={david}")).await;
        assert_eq!(roles.body["roles"].as_array().map(Vec::len), Some(usize::from(sees)), "{roles:?}");
        let access = reads(&world, &token, &may_view).await;
        assert_eq!((access.status.as_u16(), &access.body["allowed"]), (200, &json!(sees)), "{access:?}");
    }
}
