//! Ways in and what comes back: paths that lead nowhere, other methods, media types as clients write them, and what a caller
//! is told that they can do.

use reqwest::Method;
use serde_json::json;
use time::Duration;

use crate::app::CITIZENS;
use crate::app_token::citizen_token;
use crate::program::{Answer, Program};
use crate::speaker::{Speaker, confirmation, expect, for_david, with};
use crate::story::count;
use crate::support::world::{World, world};

#[tokio::test]
async fn a_path_of_the_api_that_leads_nowhere_answers_a_problem() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view", &["A81001"]).await;
    let auth = format!("Bearer {}", system.token(&world).await);
    for path in [
        "/api/v1",
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/delegations/",
        "/api/v1/delegations/1/2/3",
        "/api/v1/roles/more",
        "/api/v2/delegations",
        "/api/nothing",
        "/api/v1/%ff",
    ] {
        for method in [Method::GET, Method::POST, Method::DELETE, Method::OPTIONS] {
            for headers in [&[][..], &[("authorization", auth.as_str()), ("accept", "text/html")][..]] {
                let answer = system.calls(method.clone(), path, headers).await;
                assert_eq!(
                    (answer.status.as_u16(), &answer.body["type"], &answer.body["status"]),
                    (404, &json!("/problems/not-found"), &json!(404)),
                    "{method} {path}: {answer:?}"
                );
                assert_eq!(answer.headers["content-type"], "application/problem+json");
                assert_eq!(
                    answer.headers["access-control-allow-origin"], "*",
                    "an app in a browser reads it too"
                );
            }
        }
    }
    let page = world.browser().get("/no/such/page").await;
    assert!(page.status == 404 && !page.h1().is_empty(), "people still read a page: {page}");
}

#[tokio::test]
async fn another_method_is_told_which_are_allowed_query_too() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view", &["A81001"]).await;
    let auth = format!("Bearer {}", system.token(&world).await);
    let query = || Method::from_bytes(b"QUERY").expect("a method");
    let expect_allowed = |answer: &Answer, allowed: &str| {
        let told = answer.headers.get("allow").map(|value| value.to_str().expect("text"));
        assert_eq!((answer.status.as_u16(), told), (405, Some(allowed)), "{answer:?}");
    };
    for method in [query(), Method::PUT, Method::DELETE, Method::PATCH] {
        for (path, allowed) in [
            ("/api/v1/roles", "GET,HEAD"),
            ("/api/v1/people", "POST"),
            ("/api/v1/delegations", "GET,HEAD,POST"),
            ("/api/v1/delegations/1/confirmation", "POST"),
            ("/oauth2/token", "POST"),
            ("/oauth2/jwks", "GET,HEAD"),
            ("/terms", "GET,HEAD"),
        ] {
            let headers = [("authorization", auth.as_str()), ("sec-fetch-site", "same-origin")];
            expect_allowed(&system.calls(method.clone(), path, &headers).await, allowed);
        }
    }
}

#[tokio::test]
async fn parameters_of_the_media_type_are_no_reason_to_refuse() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let auth = format!("Bearer {}", margaret.token);
    for (n, kind) in [
        "application/json; charset=UTF-8",
        "application/json;charset=utf-8",
        "Application/JSON",
        "application/json ; version=1",
    ]
    .into_iter()
    .enumerate()
    {
        let key = n.to_string();
        let headers = [("authorization", auth.as_str()), ("content-type", kind), ("idempotency-key", &key)];
        let answer = margaret.http.sends_raw("/api/v1/delegations", "{}", &headers).await;
        assert_eq!((answer.status.as_u16(), &answer.body["type"]), (422, &json!("/problems/body")), "{kind}");
    }
    let form = [("content-type", "application/x-www-form-urlencoded;charset=UTF-8")];
    let answer = margaret.http.sends_raw("/oauth2/token", "grant_type=client_credentials", &form).await;
    assert_eq!(answer.body["error"], "invalid_client", "the form was read: {answer:?}");
}

#[tokio::test]
async fn an_nhs_number_may_have_any_dash_or_space() {
    let world = world().await;
    for (who, written) in
        [("margaret", "999-000-0026"), ("nadia", "99 90 00 00 26"), ("tomasz", "999\u{2013}000\u{a0}0026")]
    {
        let speaker = Speaker::citizen(&world, who).await;
        let body = with(for_david(), "/delegate/nhs_number", json!(written));
        expect(&speaker.sends("/api/v1/delegations", &body).await, 201, "checking");
    }
    assert_eq!(count(&world, "person where nhs_number = '9990000026'").await, 1, "it is the same person");
}

#[tokio::test]
async fn every_mail_has_both_forms_and_says_that_nobody_wrote_it() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    expect(&margaret.sends("/api/v1/delegations", &for_david()).await, 201, "checking");
    world.deliver_everything().await;
    let mails = world.sandbox.inbox().messages();
    assert_eq!(mails.len(), 2, "to the patient, and to the trusted person");
    for mail in mails {
        assert_eq!(mail.headers["mime-version"], "1.0");
        assert!(mail.headers["content-type"].starts_with("multipart/alternative"), "{:?}", mail.headers);
        assert_eq!(mail.headers["auto-submitted"], "auto-generated");
        assert!(mail.text.is_some() && mail.html.is_some());
    }
}

/// A request of Margaret's for David, and its id.
async fn asked(margaret: &Speaker<'_>, world: &World) -> String {
    let answer = margaret.sends("/api/v1/delegations", &for_david()).await;
    expect(&answer, 201, "checking");
    world.deliver_everything().await;
    answer.body["id"].as_str().expect("an id").to_owned()
}

async fn can(speaker: &Speaker<'_>, id: &str) -> Vec<String> {
    let answer = speaker.reads(&format!("/api/v1/delegations/{id}")).await;
    let can = answer.body["can"].as_array().unwrap_or_else(|| panic!("{answer:?}"));
    can.iter().map(|command| command.as_str().expect("text").to_owned()).collect()
}

#[tokio::test]
async fn it_says_that_i_can_resend_only_when_it_would_be_sent() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let id = asked(&margaret, &world).await;
    assert_eq!(can(&margaret, &id).await, ["withdrawal"], "it was sent today");
    for _ in 0..3 {
        world.pass(Duration::days(1)).await;
        let margaret = Speaker::citizen(&world, "margaret").await;
        assert_eq!(can(&margaret, &id).await, ["resending", "withdrawal"]);
        let sent = margaret.tells(&id, "resending", &json!({})).await;
        assert_eq!((sent.status.as_u16(), &sent.body["can"]), (200, &json!(["withdrawal"])), "{sent:?}");
    }
    world.pass(Duration::days(1)).await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    assert_eq!(can(&margaret, &id).await, ["withdrawal"], "three times are enough");
    world.clock.advance(Duration::days(30));
    let margaret = Speaker::citizen(&world, "margaret").await;
    assert_eq!(
        can(&margaret, &id).await,
        ["withdrawal"],
        "the last day has passed, and the worker was not here yet"
    );
    let david = Speaker::citizen(&world, "david").await;
    assert!(can(&david, &id).await.is_empty(), "and nobody can answer any more");
}

#[tokio::test]
async fn it_says_that_i_can_accept_only_when_i_am_the_one_who_was_invited() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let id = asked(&margaret, &world).await;
    let david = Speaker::citizen(&world, "david").await;
    assert_eq!(can(&david, &id).await, ["acceptance", "decline"]);
    let born = async |day: &str| {
        let set = format!("update invitation set birth_date = '{day}'");
        sqlx::query(sqlx::AssertSqlSafe(set)).execute(&world.app.db).await.unwrap();
    };
    born("1950-01-01").await;
    assert_eq!(can(&david, &id).await, ["decline"], "another date of birth was written on it");
    born("1949-11-02").await;
    let only_looks = Speaker { token: citizen_token(&world, "david", "proxy.view").await, ..david };
    assert!(can(&only_looks, &id).await.is_empty(), "the token may only look");
    let david = Speaker::citizen(&world, "david").await;
    expect(&david.tells(&id, "acceptance", &json!({ "declaration": true })).await, 200, "with_practice");
    let rachel = Speaker::staff(&world, "reception-a").await;
    let confirmed = rachel.tells(&id, "confirmation", &confirmation()).await;
    expect(&confirmed, 200, "active");
    assert_eq!(
        confirmed.body["can"],
        json!(["change", "suspension", "revocation"]),
        "no change was asked for"
    );
}

#[tokio::test]
async fn who_can_only_stop_is_told_so() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let id = asked(&margaret, &world).await;
    world.pass(Duration::days(1)).await;
    let margaret = Speaker { token: citizen_token(&world, "margaret", CITIZENS).await, ..margaret };
    assert_eq!(can(&margaret, &id).await, ["resending", "withdrawal"]);
    sqlx::query("update practice set enabled = false where ods_code = 'A81001'")
        .execute(&world.app.db)
        .await
        .unwrap();
    assert_eq!(can(&margaret, &id).await, ["withdrawal"], "their practice has left the trial");
    expect(&margaret.tells(&id, "withdrawal", &json!({})).await, 200, "withdrawn");
    assert!(can(&margaret, &id).await.is_empty());
}
