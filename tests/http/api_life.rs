//! The whole life of a delegation by the API alone: two citizens' apps, a member of staff's, a practice's system.

use proxy_access::api::{Routes, routes};
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use crate::speaker::{CITIZENS, STAFFS, Speaker, code, confirmation, expect, for_david};
use crate::story::count;
use crate::support::world::world;

#[tokio::test]
async fn the_whole_life_is_lived_by_the_api_alone() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let asked = margaret.sends("/api/v1/delegations", &for_david()).await;
    expect(&asked, 201, "checking");
    assert_eq!(asked.body["delegate"]["id"], Value::Null, "nobody known before PDS has said so");
    let id = asked.body["id"].as_str().expect("an id").to_owned();
    assert_eq!(asked.headers["location"], format!("/api/v1/delegations/{id}"));
    world.deliver_everything().await;

    let david = Speaker::citizen(&world, "david").await;
    let theirs = david.reads("/api/v1/delegations?side=delegate").await;
    assert_eq!(theirs.body["delegations"][0]["can"], json!(["acceptance", "decline"]), "{theirs:?}");
    assert_eq!(theirs.body["delegations"][0]["delegator"]["family_name"], "O'Neill");
    assert!(!theirs.body.to_string().contains("nhs_number"), "{theirs:?}");
    expect(&david.tells(&id, "acceptance", &json!({ "declaration": true })).await, 200, "with_practice");

    let rachel = Speaker::staff(&world, "reception-a").await;
    expect(&rachel.tells(&id, "confirmation", &confirmation()).await, 200, "active");
    let (patient, actor) = {
        let read = rachel.reads(&format!("/api/v1/delegations/{id}")).await;
        (read.body["delegator"]["id"].clone(), read.body["delegate"]["id"].clone())
    };
    let (patient, actor) =
        (patient.as_str().expect("an id").to_owned(), actor.as_str().expect("an id").to_owned());
    let may = format!("/api/v1/access?patient={patient}&actor={actor}&service=view_record");
    let system = Speaker::system(&world).await;
    for asks in [&system, &rachel, &margaret, &david] {
        assert_eq!(asks.reads(&may).await.body["allowed"], true);
    }
    let more = json!({ "access": { "services": ["view_record"], "record_level": "full", "no_end": true } });
    assert_eq!(code(&margaret.tells(&id, "change-request", &more).await), "under-pressure");
    let free = json!({ "access": more["access"], "free_of_pressure": true });
    expect(&margaret.tells(&id, "change-request", &free).await, 200, "active");
    let seen = david.reads(&format!("/api/v1/delegations/{id}")).await;
    assert_eq!(seen.body["change_asked"], Value::Null, "between patient and practice");
    expect(&rachel.tells(&id, "change-refusal", &json!({})).await, 200, "active");
    let pause = json!({ "reason": "pending_review" });
    expect(&system.tells(&id, "suspension", &pause).await, 200, "suspended");
    assert_eq!(system.reads(&may).await.body["allowed"], false);
    expect(&rachel.tells(&id, "resumption", &json!({})).await, 200, "active");
    // To the two it has ended at once; the practice has still to remove it.
    expect(&david.tells(&id, "revocation", &json!({})).await, 200, "ended");
    expect(&rachel.reads(&format!("/api/v1/delegations/{id}")).await, 200, "ending");
    expect(&rachel.tells(&id, "removal", &json!({})).await, 200, "ended");

    let events = margaret.reads(&format!("/api/v1/delegations/{id}/events")).await;
    let names: Vec<&str> = events.body["events"]
        .as_array()
        .expect("events")
        .iter()
        .filter_map(|event| event["event"].as_str())
        .collect();
    assert!(names.contains(&"delegation_applied") && !names.contains(&"contact_found"), "{names:?}");
    assert!(!events.body.to_string().contains("pending_review"), "why it was paused is the practice's own");
    // The program stands beside the person in the record.
    let via = "select count(*) from event where actor ->> 'via' is not null";
    assert!(sqlx::query_scalar::<_, i64>(via).fetch_one(&world.app.db).await.unwrap() >= 8);
    // And the messages went out as from the pages.
    world.deliver_everything().await;
    assert!(world.letters_to("david.oneill@example.test").len() >= 4);
}

#[tokio::test]
async fn every_endpoint_with_every_kind_of_token_knows_nothing_of_anothers_delegation() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let made = margaret.sends("/api/v1/delegations", &for_david()).await;
    let id = made.body["id"].as_str().expect("an id").to_owned();
    world.deliver_everything().await;
    let before = count(&world, "event").await;
    let others = [
        ("another citizen", Speaker::citizen(&world, "nadia").await),
        ("staff before it was sent", Speaker::staff(&world, "reception-a").await),
        ("staff elsewhere", Speaker::staff(&world, "reception-b").await),
        ("a system before it was sent", Speaker::system(&world).await),
    ];
    for entry in routes(Routes::listed()).entries() {
        let (Some(need), true) = (entry.who.token(), entry.path.contains("{id}")) else { continue };
        let path = entry.path.replace("{id}", &id);
        for (who, speaker) in &others {
            let answer = match entry.method {
                Method::GET => speaker.reads(&path).await,
                _ => speaker.sends(&path, &json!({})).await,
            };
            let held = if who.contains("citizen") { CITIZENS } else { STAFFS };
            let reaches = need.scopes().iter().any(|scope| held.contains(scope.code()));
            let expected = if reaches { (404, "not-found") } else { (403, "scope") };
            assert_eq!((answer.status.as_u16(), code(&answer).as_str()), expected, "{who}: {path}");
        }
    }
    assert_eq!(count(&world, "event").await, before);
    world.clock.advance(Duration::minutes(6));
    assert_eq!(code(&margaret.reads("/api/v1/delegations").await), "token", "five minutes is all");
}

#[tokio::test]
async fn a_request_whose_answer_was_lost_is_made_once() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let key = [("idempotency-key", "my request")];
    let first = margaret.http.sends(&margaret.token, "/api/v1/delegations", &for_david(), &key).await;
    sqlx::query("update answered_call set status = null, answer = null")
        .execute(&world.app.db)
        .await
        .unwrap();
    world.clock.advance(Duration::seconds(61));
    let again = margaret.http.sends(&margaret.token, "/api/v1/delegations", &for_david(), &key).await;
    assert_eq!((again.status.as_u16(), &again.body["id"]), (201, &first.body["id"]), "{again:?}");
    assert_eq!(count(&world, "delegation").await, 1);
}
