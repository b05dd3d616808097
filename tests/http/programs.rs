//! Programs: tokens for systems, and the user access store that they ask.

use domain::account::{OffReason, Offer, Shown};
use domain::{PersonId, RecordLevel, Service};
use proxy_access::actions::accounts::switches;
use proxy_access::storage::clients;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use time::macros::date;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::people::staff;
use crate::program::Program;
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, count, invite, the_delegation};
use crate::support::world::{World, world};

const ALL: &str = "proxy.request.confirm proxy.view user.roles.view";
const NO_ROLE: &str = "0199f1d2-7c1e-7aaa-8000-000000000000";

/// Riverside has set David's access for Margaret; the ids of both.
async fn access_is_set(world: &World) -> (String, String) {
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    confirm(world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    let id = the_delegation(world).await;
    let ids: (uuid::Uuid, uuid::Uuid) =
        sqlx::query_as("select delegator_id, delegate_id from delegation where id = $1")
            .bind(id.0)
            .fetch_one(&world.app.db)
            .await
            .unwrap();
    (ids.0.to_string(), ids.1.to_string())
}

fn access(patient: &str, actor: &str, service: &str) -> String {
    format!("/api/v1/access?patient={patient}&actor={actor}&service={service}")
}

#[tokio::test]
async fn a_gp_system_learns_who_may_do_what_now() {
    let world = world().await;
    let (margaret, david) = access_is_set(&world).await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;

    let yes = system.reads(&token, &access(&margaret, &david, "view_record")).await;
    assert_eq!((yes.status.as_u16(), &yes.body["allowed"]), (200, &json!(true)), "{yes:?}");
    assert_eq!(yes.body["role"]["record_level"], "summary");
    assert_eq!(yes.body["role"]["practice"], "A81001");
    let no_service = system.reads(&token, &access(&margaret, &david, "message_surgery")).await;
    assert_eq!(no_service.body, json!({ "allowed": false }));
    let other_way_round = system.reads(&token, &access(&david, &margaret, "view_record")).await;
    assert_eq!(other_way_round.body, json!({ "allowed": false }));

    let roles = system.reads(&token, &format!("/api/v1/roles?actor={david}")).await;
    assert_eq!(roles.body["roles"].as_array().map(Vec::len), Some(1), "{roles:?}");
    assert_eq!(roles.body["roles"][0]["patient"], Value::String(margaret.clone()));
    assert_eq!(roles.body["roles"][0]["active"], true);
}

#[tokio::test]
async fn a_use_that_cannot_be_written_down_keeps_nobody_from_their_answer() {
    let world = world().await;
    let (margaret, david) = access_is_set(&world).await;
    let full = "alter table association_use add constraint full_up check (used_on is null) not valid";
    sqlx::query(full).execute(&world.app.db).await.unwrap();
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let yes = system.reads(&token, &access(&margaret, &david, "view_record")).await;
    assert_eq!((yes.status.as_u16(), &yes.body["allowed"]), (200, &json!(true)), "{yes:?}");
    let kept = sqlx::query_scalar::<_, i64>("select count(*) from association_use");
    assert_eq!(kept.fetch_one(&world.app.db).await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_stopped_is_no_longer_allowed_and_stays_listed() {
    let world = world().await;
    let (margaret, david) = access_is_set(&world).await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let mut browser = world.sign_in_as("margaret").await;
    let id = the_delegation(&world).await;
    browser.get(&format!("/delegations/{id}/stop")).await;
    browser.submit(&[]).await;
    let now = system.reads(&token, &access(&margaret, &david, "view_record")).await;
    assert_eq!(now.body, json!({ "allowed": false }));
    let roles = system.reads(&token, &format!("/api/v1/roles?patient={margaret}")).await;
    assert_eq!(roles.body["roles"][0]["active"], false, "{roles:?}");
}

#[tokio::test]
async fn the_system_of_another_practice_learns_nothing() {
    let world = world().await;
    let (margaret, david) = access_is_set(&world).await;
    let other = Program::registered(&world, ALL, &["B82002"]).await;
    let token = other.token(&world).await;
    let decision = other.reads(&token, &access(&margaret, &david, "view_record")).await;
    assert_eq!((decision.status.as_u16(), decision.body), (200, json!({ "allowed": false })));
    let roles = other.reads(&token, &format!("/api/v1/roles?patient={margaret}&actor={david}")).await;
    assert_eq!((roles.status.as_u16(), roles.body), (200, json!({ "roles": [] })));
}

#[tokio::test]
async fn a_token_ends_after_five_minutes_or_when_the_program_is_shut_out() {
    let world = world().await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let paths = [access(NO_ROLE, NO_ROLE, "view_record"), format!("/api/v1/roles?patient={NO_ROLE}")];
    let token = system.token(&world).await;
    clients::disable(&world.app.db, &system.id, world.clock.now()).await.unwrap();
    for path in &paths {
        let answer = system.reads(&token, path).await;
        assert_eq!(answer.status, 401, "{answer:?}");
    }
    let again = system.asks_with(&system.assertion(&world, &json!({})), &[]).await;
    assert_eq!((again.status.as_u16(), &again.body["error"]), (401, &json!("invalid_client")));

    let another = Program::registered(&world, ALL, &["A81001"]).await;
    let token = another.token(&world).await;
    world.clock.advance(Duration::minutes(5));
    for path in &paths {
        let answer = another.reads(&token, path).await;
        assert_eq!((answer.status.as_u16(), &answer.body["type"]), (401, &json!("/problems/token")));
        assert!(answer.headers["www-authenticate"].to_str().unwrap().contains("invalid_token"));
    }
}

#[tokio::test]
async fn a_program_that_is_shut_out_while_its_call_still_comes_has_nothing_done() {
    let world = world().await;
    access_is_set(&world).await;
    let (id, before) = (the_delegation(&world).await, count(&world, "event").await);
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let address = world.url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/v1/delegations/{id}/suspension HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\nIdempotency-Key: slow\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // So a server says that it waits for the body.
    let mut waits = [0; 25];
    stream.read_exact(&mut waits).await.unwrap();
    assert_eq!(&waits, b"HTTP/1.1 100 Continue\r\n\r\n");
    clients::disable(&world.app.db, &system.id, world.clock.now()).await.unwrap();
    let body = json!({ "reason": "pending_review" }).to_string();
    let chunks = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    stream.write_all(chunks.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert_eq!(count(&world, "event").await, before);
}

#[tokio::test]
async fn a_token_reaches_no_further_than_its_scopes() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view user.roles.view", &["A81001"]).await;
    let asked = |scope: &'static str| {
        let assertion = system.assertion(&world, &json!({}));
        let system = &system;
        async move { system.asks_with(&assertion, &[("scope", scope)]).await }
    };
    let narrow = asked("proxy.view").await;
    assert_eq!((narrow.status.as_u16(), &narrow.body["scope"]), (200, &json!("proxy.view")), "{narrow:?}");
    assert_eq!(narrow.body["expires_in"], 300);
    let token = narrow.body["access_token"].as_str().unwrap();
    let answer = system.reads(token, &format!("/api/v1/roles?patient={NO_ROLE}")).await;
    assert_eq!((answer.status.as_u16(), &answer.body["type"]), (403, &json!("/problems/scope")));
    for too_much in ["proxy.request.confirm", "proxy.request.create", "everything", "proxy.view everything"] {
        let answer = asked(too_much).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["error"]),
            (400, &json!("invalid_scope")),
            "{too_much}"
        );
    }
}

#[tokio::test]
async fn rfc_7523_every_assertion_that_proves_nothing_is_refused() {
    let world = world().await;
    let (system, other) = (
        Program::registered(&world, ALL, &["A81001"]).await,
        Program::registered(&world, ALL, &["A81001"]).await,
    );
    let good = system.assertion(&world, &json!({}));
    assert_eq!(system.asks_with(&good, &[]).await.status, 200);
    let refused = [
        good.clone(), // used a second time
        system.assertion(&world, &json!({ "aud": "https://elsewhere.example" })),
        system.assertion(&world, &json!({ "sub": other.id })),
        system.assertion(&world, &json!({ "iss": other.id, "sub": other.id })),
        system.assertion(&world, &json!({ "iss": "nobody", "sub": "nobody" })),
        system.assertion(&world, &json!({ "exp": 1 })),
        format!("{good}x"),
        "no JWT".to_owned(),
        String::new(),
    ];
    for assertion in refused {
        let answer = system.asks_with(&assertion, &[]).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["error"]),
            (401, &json!("invalid_client")),
            "{answer:?}"
        );
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
    let named = system.asks_with(&system.assertion(&world, &json!({})), &[("client_id", &other.id)]).await;
    assert_eq!(named.body["error"], "invalid_client");
}

#[tokio::test]
async fn rfc_6749_other_ways_to_get_a_token_are_named() {
    let world = world().await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    for (form, error) in [
        (vec![("grant_type", "password"), ("username", "a"), ("password", "b")], "unsupported_grant_type"),
        (vec![("grant_type", "client_credentials"), ("client_secret", "x")], "invalid_client"),
        (vec![("grant_type", "client_credentials")], "invalid_client"),
        (vec![("grant_type", "client_credentials"), ("grant_type", "client_credentials")], "invalid_request"),
        (vec![], "invalid_request"),
    ] {
        let answer = system.asks(&form).await;
        assert_eq!(answer.body["error"], error, "{form:?}: {answer:?}");
        assert!(answer.status.is_client_error());
    }
}

#[tokio::test]
async fn every_call_without_a_good_token_is_refused() {
    let world = world().await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let good = system.token(&world).await;
    let unsigned = format!("{}.", good.rsplit_once('.').unwrap().0);
    for entry in proxy_access::api::routes(proxy_access::api::Routes::listed()).entries() {
        if entry.who.token().is_none() {
            continue;
        }
        for header in
            ["", "Bearer", "Bearer ", "Basic abc", "Bearer abc", &format!("Bearer {unsigned}"), &good]
        {
            let answer = system.calls(entry.method.clone(), entry.path, &[("authorization", header)]).await;
            assert_eq!(
                (answer.status.as_u16(), &answer.body["type"]),
                (401, &json!("/problems/token")),
                "{header}"
            );
            assert_eq!(answer.headers["content-type"], "application/problem+json");
        }
        let in_the_address = format!("{}?access_token={good}", entry.path);
        assert_eq!(system.calls(entry.method.clone(), &in_the_address, &[]).await.status, 401);
    }
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let world = world().await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    for (path, name) in [
        ("/api/v1/access".to_owned(), "patient"),
        (access("9990000018", NO_ROLE, "view_record"), "patient"),
        (access(NO_ROLE, "x", "view_record"), "actor"),
        (access(NO_ROLE, NO_ROLE, "everything"), "service"),
        (format!("{}&more=1", access(NO_ROLE, NO_ROLE, "view_record")), "query"),
        ("/api/v1/roles".to_owned(), "patient"),
        (format!("/api/v1/roles?patient={NO_ROLE}&after=x"), "after"),
    ] {
        let answer = system.reads(&token, &path).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["type"]),
            (400, &json!("/problems/parameter")),
            "{path}"
        );
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(detail.starts_with(&format!("`{name}`")), "{path}: {detail}");
    }
    let other_method = system.calls(Method::DELETE, "/api/v1/roles", &[]).await;
    assert_eq!((other_method.status.as_u16(), &other_method.body["status"]), (405, &json!(405)));
}

#[tokio::test]
async fn rfc_8414_a_program_can_set_itself_up() {
    let world = world().await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let metadata = system.calls(Method::GET, "/.well-known/oauth-authorization-server", &[]).await;
    assert_eq!(metadata.body["issuer"], Value::String(world.url.clone()));
    assert_eq!(metadata.body["token_endpoint"], format!("{}/oauth2/token", world.url));
    let keys = system.calls(Method::GET, "/oauth2/jwks", &[]).await;
    let key = &keys.body["keys"][0];
    assert!(key["n"].is_string() && key.get("d").is_none(), "the public half only: {key}");
}

#[tokio::test]
async fn a_record_that_is_shown_from_a_day_on_is_not_allowed_as_if_all_of_it_were() {
    let world = world().await;
    let (margaret, david) = access_is_set(&world).await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let since = date!(2026 - 01 - 01);
    let record = Shown::from_day(since, RecordLevel::Full, RecordLevel::None).unwrap();
    let offer = Offer { record, ..Offer::everything() };
    let patient: PersonId = margaret.parse().unwrap();
    let off = (offer, Some(OffReason::Safeguarding));
    assert!(switches::set(&world.app, &staff(), Some(patient), off, None).await.unwrap());
    let no = system.reads(&token, &access(&margaret, &david, "view_record")).await;
    assert_eq!(no.body, json!({ "allowed": false }));
    let roles = system.reads(&token, &format!("/api/v1/roles?patient={margaret}")).await;
    assert_eq!(roles.body["roles"][0]["record_level"], "none", "{roles:?}");
}

#[tokio::test]
async fn what_a_practice_switches_off_is_not_allowed_for_all_or_for_one_patient() {
    let world = world().await;
    let (margaret, david) = access_is_set(&world).await;
    let patient: PersonId = margaret.parse().unwrap();
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let mut without_record = Offer::everything();
    without_record.services.remove(&Service::ViewRecord);
    for whose in [None, Some(patient)] {
        let off = (without_record.clone(), Some(OffReason::Safeguarding));
        assert!(switches::set(&world.app, &staff(), whose, off, None).await.unwrap());
        let no = system.reads(&token, &access(&margaret, &david, "view_record")).await;
        assert_eq!(no.body, json!({ "allowed": false }), "{whose:?}");
        let roles = system.reads(&token, &format!("/api/v1/roles?patient={margaret}")).await;
        let role = &roles.body["roles"][0];
        assert_eq!((&role["active"], &role["record_level"]), (&json!(true), &json!("none")), "{roles:?}");
        let services = role["services"].as_array().unwrap();
        assert!(!services.contains(&json!("view_record")), "{roles:?}");
        let on = (Offer::everything(), None);
        assert!(switches::set(&world.app, &staff(), whose, on, None).await.unwrap());
        let yes = system.reads(&token, &access(&margaret, &david, "view_record")).await;
        assert_eq!(yes.body["role"]["record_level"], "summary", "as the practice set it");
    }
}
