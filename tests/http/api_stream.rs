//! The feed as readers of other authors, and proxies between, want it.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::api_practice::Gp;

const FEED: &str = "/api/v1/events";

/// What comes within this time, until `enough`.
pub async fn text_until(stream: &mut reqwest::Response, enough: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    let reading = async {
        while !enough(&text) {
            let chunk = stream.chunk().await.expect("it goes on").expect("more");
            text.push_str(std::str::from_utf8(&chunk).expect("UTF-8"));
        }
    };
    tokio::time::timeout(Duration::from_secs(5), reading).await.expect("it comes soon");
    text
}

#[tokio::test]
async fn through_a_proxy_that_collects_answers_nothing_came_for_forty_seconds() {
    let gp = Gp::new().await;
    let mut stream = gp.system.follows(&gp.token, FEED, &[]).await;
    assert_eq!(stream.headers()["x-accel-buffering"], "no");
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert!(stream.headers()["cache-control"].to_str().unwrap().starts_with("no-"), "nobody keeps it");
    let first = text_until(&mut stream, |text| text.contains("\n\n")).await;
    assert!(first.starts_with(':'), "a comment comes at once, though nothing has happened: {first}");
    let page = gp.reads(FEED).await;
    assert!(!page.headers.contains_key("x-accel-buffering"), "a page may be collected");
}

#[tokio::test]
async fn each_event_has_its_id_its_name_and_its_data_in_one_block() {
    let gp = Gp::new().await;
    gp.case().await;
    let mut stream = gp.system.follows(&gp.token, FEED, &[("last-event-id", "")]).await;
    let text =
        text_until(&mut stream, |text| text.matches("data:").count() == 2 && text.ends_with("\n\n")).await;
    let blocks: Vec<&str> = text.split("\n\n").filter(|block| block.contains("data:")).collect();
    assert_eq!(blocks.len(), 2, "{text}");
    for block in blocks {
        let field = |name: &str| {
            let mut lines = block.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            let only = lines.next().map(str::trim).unwrap_or_default().to_owned();
            assert!(lines.next().is_none(), "{name} twice in {block}");
            only
        };
        let data: Value = serde_json::from_str(&field("data")).expect("JSON");
        assert_eq!((json!(field("id")), field("event").as_str()), (data["sequence"].clone(), "message"));
    }
    assert!(!text.contains("\nretry:"), "{text}");
}

#[tokio::test]
async fn every_event_says_which_it_is_and_when_and_of_what_type() {
    let gp = Gp::new().await;
    let before = gp.world.clock.now();
    gp.case().await;
    let page = gp.reads(FEED).await;
    assert_eq!(page.headers["content-type"], "application/json", "the bare type, which every SDK reads");
    let events = page.body["events"].as_array().expect("events");
    assert_eq!(events.len(), 2);
    for event in events {
        let text = |name: &str| event[name].as_str().unwrap_or_else(|| panic!("no {name} in {event}"));
        let time = OffsetDateTime::parse(text("time"), &Rfc3339).expect("an instant");
        assert!(
            time >= before && time <= gp.world.clock.now(),
            "when it happened, not when it is read: {event}"
        );
        assert_eq!(
            text("id"),
            format!("{}.{}", text("subject"), event["data"]["version"]),
            "the same each time"
        );
        assert_eq!((text("specversion"), text("datacontenttype")), ("1.0", "application/json"));
        assert!(text("type").starts_with("trusted-person-access.") && text("source").ends_with("/api/v1"));
    }
    assert_eq!(gp.reads(FEED).await.body["events"], page.body["events"], "read again, the same events");
}

#[tokio::test]
async fn i_asked_for_json_and_named_the_stream_last() {
    let gp = Gp::new().await;
    let auth = format!("Bearer {}", gp.token);
    for accept in [
        "application/json, text/event-stream;q=0.5",
        "text/event-stream;q=0, */*",
        "*/*",
        "application/json",
        "text/event-stream;q=0.2, application/*;q=0.3",
    ] {
        let headers = [("authorization", auth.as_str()), ("accept", accept)];
        let page = gp.system.calls(Method::GET, FEED, &headers).await;
        assert_eq!(page.headers["content-type"], "application/json", "{accept}");
    }
    for accept in
        ["text/event-stream", "Text/Event-Stream;q=0.1", "application/json;q=0.5, text/event-stream"]
    {
        let stream = gp.system.follows(&gp.token, FEED, &[("accept", accept)]).await;
        assert_eq!(stream.headers()["content-type"], "text/event-stream", "{accept}");
    }
}
