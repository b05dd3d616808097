//! An app acts for the patient whom its token names, and for no other; whoever acts is held to what they may do at that moment.

use domain::PersonId;
use domain::account::{EndReason, SuspendReason};
use proxy_access::actions::accounts::settle;
use serde_json::json;
use time::Duration;

use crate::acting::{Pair, begins, claims, david_acts, link_in};
use crate::api_permissions::{NOBODY, SCOPE, expect_token, permissions};
use crate::app_token::citizen_token;
use crate::program::Program;
use crate::story::count;
use crate::support::log_capture::LogCapture;
use crate::support::world::world;

pub fn permission_of(patient: PersonId) -> String {
    format!("/api/v1/patients/{patient}/permission")
}

#[tokio::test]
async fn an_app_acts_for_the_patient_whom_its_token_names_and_for_no_other() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    let http = Program::registered(&world, SCOPE, &["A81001"]).await;
    let own = citizen_token(&world, "david", SCOPE).await;
    let link = link_in(&begins(&world, &http, (&own, &[])).await);
    let said = claims(&link);
    assert_eq!((&said["sub"], &said["act"]["sub"]), (&json!(margaret), &json!(david.person)), "{said}");
    assert_eq!(said["exp"], claims(&own)["exp"], "it ends with the token it was got by");

    let answer = http.reads(&link, &permission_of(margaret)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.body["services"], json!(["book_appointments", "view_record"]));
    for other in [david.person.to_string(), NOBODY.to_owned(), "x".to_owned()] {
        expect_token(&http.reads(&link, &format!("/api/v1/patients/{other}/permission")).await);
    }
    expect_token(&http.reads(&own, &permission_of(david.person)).await);
    let of_system = http.token(&world).await;
    expect_token(&http.reads(&of_system, &permission_of(margaret)).await);
    for elsewhere in [permissions(margaret, david.person), "/api/v1/delegations".to_owned()] {
        expect_token(&http.reads(&link, &elsewhere).await);
    }
    let as_own = format!("Bearer {link}");
    assert_eq!(begins(&world, &http, (&own, &[("authorization", &as_own)])).await.status, 401);
}

#[tokio::test]
async fn whoever_acts_is_held_to_what_they_may_do_at_that_moment() {
    let world = world().await;
    let Pair { margaret, david, association } = david_acts(&world).await;
    let http = Program::registered(&world, SCOPE, &["A81001"]).await;
    let own = citizen_token(&world, "david", SCOPE).await;
    let link = link_in(&begins(&world, &http, (&own, &[])).await);
    let by = (david.id, association);
    settle::suspend(&world.app, margaret, by, SuspendReason::PatientRequest, None).await.unwrap();
    let paused = http.reads(&link, &permission_of(margaret)).await;
    assert_eq!((paused.status.as_u16(), &paused.body["services"]), (200, &json!([])), "{paused:?}");
    assert_eq!(paused.body["refused"][0]["why"], "suspended");
    settle::end(&world.app, margaret, by, EndReason::PatientRequest, None).await.unwrap();
    let ended = http.reads(&link, &permission_of(margaret)).await;
    assert_eq!((ended.status.as_u16(), &ended.body["type"]), (404, &json!("/problems/not-found")));
    let stopped = sqlx::query("update app_grant set revoked_at = given_at");
    stopped.execute(&world.app.db).await.unwrap();
    expect_token(&http.reads(&link, &permission_of(margaret)).await);
}

#[tokio::test]
async fn who_acts_for_whom_is_written_down_and_so_is_the_use() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    let http = Program::registered(&world, SCOPE, &["A81001"]).await;
    let own = citizen_token(&world, "david", SCOPE).await;
    let link = link_in(&begins(&world, &http, (&own, &[])).await);
    assert_eq!(count(&world, "association_use").await, 0);
    http.reads(&link, &permission_of(margaret)).await;
    http.reads(&link, &permission_of(david.person)).await;
    assert_eq!(count(&world, "association_use").await, 1);
    let (patient, actor) = (margaret.to_string(), david.person.to_string());
    let lines = LogCapture::start().lines();
    for what in
        ["a session was begun", "somebody acts for a patient", "another patient than the token's subject"]
    {
        let told = lines.iter().filter(|line| line.contains(what) && line.contains(&patient));
        assert!(told.into_iter().any(|line| line.contains(&actor)), "{what}");
    }
    world.clock.advance(Duration::minutes(6));
    expect_token(&http.reads(&link, &permission_of(margaret)).await);
}
