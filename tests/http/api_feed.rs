//! The feed of events, and looking people up by number.

use serde_json::json;

use crate::api_practice::{ALL, Gp, confirmation, expect, problem};
use crate::people::{active, invited, pair};
use crate::program::Program;

#[tokio::test]
async fn the_feed_tells_each_event_of_the_practice_once_and_in_order() {
    let gp = Gp::new().await;
    let start = gp.reads("/api/v1/events").await;
    assert_eq!(start.body["events"], json!([]));
    let id = gp.case().await;
    let other = pair(&gp.world).await;
    invited(&gp.world, other.delegator, other.delegate).await; // never sent to the practice
    let next = start.body["next"].as_str().expect("a place").to_owned();
    let page = gp.reads(&format!("/api/v1/events?after={next}&wait=5")).await;
    let told: Vec<(&str, &str)> = page.body["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| (event["subject"].as_str().unwrap(), event["type"].as_str().unwrap()))
        .collect();
    let id_text = id.to_string();
    let kind = |name: &str| format!("trusted-person-access.{name}.v1");
    let (accepted, sent) = (kind("delegation_accepted"), kind("sent_to_practice"));
    assert_eq!(told, [(id_text.as_str(), accepted.as_str()), (&id_text, &sent)]);
    assert_eq!(page.body["events"][0]["specversion"], "1.0");
    let next = page.body["next"].as_str().expect("a place").to_owned();

    // A reader that waits is told as soon as something happens.
    let (path, body) = (format!("/api/v1/events?after={next}&wait=20"), confirmation());
    let (waited, confirmed) = tokio::join!(gp.reads(&path), gp.tells(id, "confirmation", &body));
    expect(&confirmed, 200, "active");
    assert_eq!(waited.body["events"][0]["type"], kind("delegation_applied"), "{waited:?}");
    let other = Program::registered(&gp.world, ALL, &["B82002"]).await;
    let token = other.token(&gp.world).await;
    assert_eq!(other.reads(&token, "/api/v1/events").await.body["events"], json!([]));
    for wrong in ["after=x", "after=-1", "wait=26", "wait=x", "more=1"] {
        assert_eq!(
            problem(&gp.reads(&format!("/api/v1/events?{wrong}")).await),
            (400, "parameter"),
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn the_feed_can_be_followed_as_a_stream() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let mut stream = gp.system.follows(&gp.token, "/api/v1/events", &[]).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut text = String::new();
    while text.matches("data:").count() < 2 || !text.ends_with("\n\n") {
        text.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().expect("more")).unwrap());
    }
    let last = text
        .lines()
        .filter_map(|line| line.strip_prefix("id:"))
        .next_back()
        .expect("an id")
        .trim()
        .to_owned();
    expect(&gp.tells(id, "confirmation", &confirmation()).await, 200, "active");
    while !text.contains("delegation_applied") {
        text.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().expect("more")).unwrap());
    }
    drop(stream);
    // Whoever comes back says what they had last.
    let mut again = gp.system.follows(&gp.token, "/api/v1/events", &[("last-event-id", &last)]).await;
    let mut first = String::new();
    while !first.contains("data:") {
        first.push_str(std::str::from_utf8(&again.chunk().await.unwrap().expect("more")).unwrap());
    }
    assert!(first.contains("delegation_applied") && !first.contains("sent_to_practice"), "{first}");
}

#[tokio::test]
async fn a_number_finds_a_person_of_the_practice_and_nobody_else() {
    let gp = Gp::new().await;
    let two = pair(&gp.world).await;
    active(&gp.world, two.delegator, two.delegate).await;
    let number: String = sqlx::query_scalar("select nhs_number from person where id = $1")
        .bind(two.delegate.0)
        .fetch_one(&gp.world.app.db)
        .await
        .unwrap();
    let body = json!({ "nhs_number": number });
    let found = gp.system.sends(&gp.token, "/api/v1/people", &body, &[]).await;
    assert_eq!(found.body, json!({ "person": two.delegate.to_string() }));
    let other = Program::registered(&gp.world, ALL, &["B82002"]).await;
    let token = other.token(&gp.world).await;
    assert_eq!(problem(&other.sends(&token, "/api/v1/people", &body, &[]).await), (404, "not-found"));
    let wrong = json!({ "nhs_number": "9990000019" });
    assert_eq!(problem(&gp.system.sends(&gp.token, "/api/v1/people", &wrong, &[]).await), (422, "body"));
}
