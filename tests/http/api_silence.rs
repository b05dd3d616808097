//! What a practice decided in silence is told to nobody by any way of the API; and who looked is known.

use serde_json::json;

use crate::speaker::{CITIZENS, Speaker, code, confirmation, expect, for_david};
use crate::story::count;
use crate::support::world::{World, world};

/// The practice refuses Margaret's request for David, or stops it, and tells nothing.
async fn ended_in_silence(world: &World, is_refused: bool) -> String {
    let margaret = Speaker::citizen(world, "margaret").await;
    let asked = margaret.sends("/api/v1/delegations", &for_david()).await;
    expect(&asked, 201, "checking");
    let id = asked.body["id"].as_str().expect("an id").to_owned();
    world.deliver_everything().await;
    let david = Speaker::citizen(world, "david").await;
    expect(&david.tells(&id, "acceptance", &json!({ "declaration": true })).await, 200, "with_practice");
    let rachel = Speaker::staff(world, "reception-a").await;
    let silence = |reason: &str| json!({ "reason": reason, "tell": "nothing" });
    if is_refused {
        expect(&rachel.tells(&id, "refusal", &silence("no_consent")).await, 200, "refused");
    } else {
        expect(&rachel.tells(&id, "confirmation", &confirmation()).await, 200, "active");
        expect(&rachel.tells(&id, "revocation", &silence("safeguarding")).await, 200, "ending");
    }
    id
}

#[tokio::test]
async fn to_the_apps_of_both_what_ended_in_silence_has_just_ended() {
    for is_refused in [true, false] {
        let world = world().await;
        let id = ended_in_silence(&world, is_refused).await;
        for who in ["margaret", "david"] {
            let app = Speaker::citizen(&world, who).await;
            expect(&app.reads(&format!("/api/v1/delegations/{id}")).await, 200, "ended");
            for (stage, found) in [("refused", 0), ("ending", 0), ("active", 0), ("ended", 1)] {
                let list = app.reads(&format!("/api/v1/delegations?stage={stage}")).await;
                let ids = list.body["delegations"].as_array().expect("a list").len();
                assert_eq!(ids, found, "{who}: {stage}: {list:?}");
            }
            let resume = if who == "margaret" { "resending" } else { "acceptance" };
            let body = if who == "margaret" { json!({}) } else { json!({ "declaration": true }) };
            let refused = app.tells(&id, resume, &body).await;
            assert_eq!(
                (code(&refused).as_str(), &refused.body["stage"]),
                ("wrong-stage", &json!("ended")),
                "{who}"
            );
            for path in [format!("/api/v1/delegations/{id}/events"), "/api/v1/events".to_owned()] {
                let told = app.reads(&path).await.body.to_string();
                assert!(!told.contains("refused") && !told.contains("no_consent"), "{who}: {told}");
                assert!(!told.contains("safeguarding"), "{who}: {told}");
                let (_, end) = told.rsplit_once("delegation_applied").unwrap_or(("", &told));
                assert!(!end.contains("\"by\":\"practice\""), "{who} learns who ended it: {told}");
            }
        }
    }
}

#[tokio::test]
async fn who_looks_at_a_case_through_an_app_is_written_down() {
    let world = world().await;
    let id = ended_in_silence(&world, true).await;
    sqlx::query("delete from case_read").execute(&world.app.db).await.expect("as if nobody had looked");
    let rachel = Speaker::staff(&world, "reception-a").await;
    assert_eq!(rachel.reads(&format!("/api/v1/delegations/{id}")).await.status, 200);
    assert_eq!(count(&world, "case_read where page = 'api'").await, 1);
}

#[tokio::test]
async fn the_system_of_a_practice_that_left_the_trial_reaches_nothing_any_more() {
    let world = world().await;
    let id = ended_in_silence(&world, true).await;
    let system = Speaker::system(&world).await;
    let one = format!("/api/v1/delegations/{id}");
    let role = "/api/v1/access?patient=0199f1d2-7c1e-7aaa-8000-000000000000\
                &actor=0199f1d2-7c1e-7aaa-8000-000000000001&service=view_record";
    assert_eq!(
        (system.reads(&one).await.status, system.reads(role).await.status),
        (200.try_into().unwrap(), 200.try_into().unwrap())
    );
    sqlx::query("update practice set enabled = false where ods_code = 'A81001'")
        .execute(&world.app.db)
        .await
        .unwrap();
    for path in [one.as_str(), "/api/v1/delegations", "/api/v1/events"] {
        assert_eq!(code(&system.reads(path).await), "scope", "{path}");
    }
    assert_eq!(code(&system.tells(&id, "confirmation", &confirmation()).await), "scope");
}

#[tokio::test]
async fn a_patient_whose_practice_left_the_trial_still_stops_by_app_after_the_token_was_renewed() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let asked = margaret.sends("/api/v1/delegations", &for_david()).await;
    let id = asked.body["id"].as_str().expect("an id").to_owned();
    let app = crate::app::App::on_device(&world, domain::scope::ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let first = app.redeems(&world, &code, &[]).await;
    sqlx::query("update practice set enabled = false where ods_code = 'A81001'")
        .execute(&world.app.db)
        .await
        .unwrap();
    let renewed = app.refreshes(&world, &crate::app::text(&first, "refresh_token"), &[]).await;
    let token = crate::app::text(&renewed, "access_token");
    let path = format!("/api/v1/delegations/{id}/withdrawal");
    let key = [("idempotency-key", "stop")];
    expect(&margaret.http.sends(&token, &path, &json!({}), &key).await, 200, "withdrawn");
}

#[tokio::test]
async fn after_a_wrong_version_the_same_key_serves_with_the_right_one() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let asked = margaret.sends("/api/v1/delegations", &for_david()).await;
    let id = asked.body["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/delegations/{id}/withdrawal");
    let sends = async |version: &str| {
        let headers = [("idempotency-key", "one"), ("if-match", version)];
        margaret.http.sends(&margaret.token, &path, &json!({}), &headers).await
    };
    assert_eq!(code(&sends("\"7\"").await), "changed");
    expect(&sends("\"1\"").await, 200, "withdrawn");
}
