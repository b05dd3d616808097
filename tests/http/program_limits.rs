//! What one program may do: whatever it does costs neither people's pages nor other programs.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::json;
use time::Duration;

use crate::api_practice::{ALL, Gp, confirmation, expect, problem};
use crate::api_stream::text_until;
use crate::program::{Answer, Program, answer};
use crate::story::until;
use crate::support::world::{World, world_with};

const FEED: &str = "/api/v1/events";
const LIST: &str = "/api/v1/delegations";

fn retry_after(answer: &Answer) -> i64 {
    answer.headers["retry-after"].to_str().expect("text").parse().expect("seconds")
}

async fn gp_of(world: World) -> Gp {
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    Gp { world, system, token }
}

#[tokio::test]
async fn a_hundred_streams_of_one_program_leave_peoples_pages_and_other_programs_alone() {
    let gp = Gp::new().await;
    let id = gp.case().await;
    let mut margaret = gp.world.sign_in_as("margaret").await;
    let start = gp.reads(FEED).await.body["next"].as_str().expect("a place").to_owned();
    let path = format!("{FEED}?after={start}");
    let mut open = join_all((0..100).map(|_| gp.system.follows(&gp.token, &path, &[]))).await;
    assert!(open.iter().all(|stream| stream.status() == 200), "{open:?}");

    let refused = answer(gp.system.follows(&gp.token, &path, &[]).await).await;
    assert_eq!(problem(&refused), (429, "too-many-streams"), "the next one");
    assert!((1..=25).contains(&retry_after(&refused)), "{refused:?}");
    let waits = gp.reads(&format!("{path}&wait=20")).await;
    assert_eq!(problem(&waits), (429, "too-many-streams"), "a call that waits is open for as long");
    assert_eq!(gp.reads(&path).await.status, 200, "a page that waits for nothing is not");
    margaret.get("/home").await.expect_status(200);
    let other = Program::registered(&gp.world, ALL, &["A81001"]).await;
    let token = other.token(&gp.world).await;
    let mut others = other.follows(&token, &path, &[]).await;
    assert_eq!(others.status(), 200, "another program has its own");

    // In the moment in which all hundred want the same news, people's pages come, and the other program hears it too.
    expect(&gp.tells(id, "confirmation", &confirmation()).await, 200, "active");
    let news = |text: &str| text.contains("delegation_applied");
    let told = join_all(open.iter_mut().map(|stream| text_until(stream, news)));
    let (told, heard, home) = tokio::join!(told, text_until(&mut others, news), margaret.get("/home"));
    assert_eq!((told.len(), heard.matches("delegation_applied.v1").count()), (100, 1));
    home.expect_status(200);

    drop(open.pop());
    until(async || gp.system.follows(&gp.token, &path, &[]).await.status() == 200).await;
}

#[tokio::test]
async fn who_calls_too_often_waits_and_nobody_else_does() {
    let world = world_with(&[("PROGRAM_CALLS_A_SECOND", "5")]).await;
    let one = gp_of(world).await;
    let other = Program::registered(&one.world, ALL, &["B82002"]).await;
    let token = other.token(&one.world).await;
    let answers = join_all((0..40).map(|_| one.reads(LIST))).await;
    let refused: Vec<&Answer> = answers.iter().filter(|answer| answer.status != 200).collect();
    assert!(!refused.is_empty(), "forty at once are more than five");
    for answer in refused {
        assert_eq!((problem(answer), retry_after(answer)), ((429, "too-often"), 1), "{answer:?}");
    }
    assert_eq!(other.reads(&token, LIST).await.status, 200, "another program has its own");
    one.world.clock.advance(Duration::SECOND);
    assert_eq!(one.reads(LIST).await.status, 200, "after the time that it was told");
}

#[tokio::test]
async fn tokens_are_calls_too() {
    let world = world_with(&[("PROGRAM_CALLS_A_SECOND", "1")]).await;
    let one = Program::registered(&world, ALL, &["A81001"]).await;
    let assertions: Vec<String> = (0..20).map(|_| one.assertion(&world, &json!({}))).collect();
    let answers = join_all(assertions.iter().map(|assertion| one.asks_with(assertion, &[]))).await;
    let refused = answers.iter().find(|answer| answer.status != 200).expect("twenty at once are too many");
    assert_eq!((refused.status.as_u16(), retry_after(refused)), (429, 1), "{refused:?}");
    assert_eq!(refused.body["error"], "temporarily_unavailable");
}

#[tokio::test]
async fn a_page_is_no_larger_than_the_settings_allow_and_nothing_is_left_out() {
    let gp = gp_of(world_with(&[("PROGRAM_PAGE_SIZE", "1")]).await).await;
    let cases = [gp.case().await.to_string(), gp.case().await.to_string()];
    let (mut events, mut place) = (BTreeSet::new(), "0".to_owned());
    while events.len() < 4 {
        let page = gp.reads(&format!("{FEED}?after={place}")).await;
        let told = page.body["events"].as_array().expect("events");
        assert_eq!(told.len(), 1, "{page:?}");
        assert!(events.insert(told[0]["id"].to_string()), "{page:?}");
        place = page.body["next"].as_str().expect("a place").to_owned();
    }
    let first = gp.reads(&format!("{LIST}?limit=50")).await;
    let next = first.body["next"].as_str().expect("there is more");
    let second = gp.reads(&format!("{LIST}?after={next}")).await;
    let ids = [&first, &second].map(|page| {
        assert_eq!(page.body["delegations"].as_array().map(Vec::len), Some(1), "{page:?}");
        page.body["delegations"][0]["id"].as_str().expect("an id").to_owned()
    });
    assert_eq!(BTreeSet::from(ids), BTreeSet::from(cases));
    assert!(second.body.get("next").is_none(), "{second:?}");
}
