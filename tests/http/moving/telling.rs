//! Practices are told of a live round: once, by the way that each has chosen, with their own numbers and without anybody's name.

use serde_json::Value;
use time::Duration;

use crate::mesh_sandbox::{RIVERSIDE, by_mesh, report_the_last};
use crate::people::number_of;
use crate::story::{RIVERSIDES_MAIL, count};
use crate::support::world::{World, world};

use super::lists::one_of_each;
use super::{Operator, ROUND, Store, know, list};

const TELL: [&str; 5] = ["tell", "--round", "First", "--by", "A. Person"];

/// A week's part that opens in two days, at eight in the evening, and closes in four.
fn window(world: &World) -> String {
    let day = |ahead: i64| {
        let name = (world.clock.now() + Duration::days(ahead)).weekday().to_string();
        name[..3].to_owned()
    };
    format!("{} 20:00 - {} 06:00", day(2), day(4))
}

/// Plans a round of this environment with these practices, in the window.
async fn plan(operator: &Operator<'_>, (round, environment): (&str, &str), practices: &[&str]) {
    let (window, header) = (window(operator.world), format!("{}: {}", ROUND.0, ROUND.1));
    let mut all = vec!["plan", "--environment", environment, "--round", round, "--window", &window];
    all.extend(["--header", &header]);
    all.extend(practices.iter().flat_map(|code| ["--practice", *code]));
    operator.does(&all).await;
}

/// Of Riverside one row moves, one is excluded and one is wrong; the round is planned.
async fn planned(operator: &Operator<'_>) {
    operator.does(&["import", &operator.file("linked.csv", &one_of_each())]).await;
    plan(operator, ("First", "live"), &[RIVERSIDE]).await;
}

async fn set(world: &World, statement: &'static str) {
    sqlx::query(statement).execute(&world.app.db).await.expect("it is set");
}

async fn tally(operator: &Operator<'_>) -> String {
    operator.does(&["tally", "--round", "First"]).await
}

#[tokio::test]
async fn a_practice_is_told_once_by_email_with_its_own_numbers() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    planned(&operator).await;
    assert!(!tally(&operator).await.contains("told on"));
    let said = operator.does(&TELL).await;
    assert!(said.contains("A81001: told that 1 move, 1 are excluded and 1 are wrong"), "{said}");
    assert!(tally(&operator).await.contains(", on its way"));
    world.deliver_everything().await;
    let letters = world.letters_to(RIVERSIDES_MAIL);
    assert_eq!(letters.len(), 1);
    let text = letters[0].text.as_deref().expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["To be moved: 1", "Left out: 1", "Cannot be read: 1", "at 8pm", "at 6am", "London time"] {
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
    assert_eq!(world.link_in(&letters[0]), format!("{}/staff/moving", world.url));
    let numbers = [0, 1, 2].map(number_of);
    for name in numbers.iter().map(String::as_str).chain(["O'Neill", "L-1"]) {
        assert!(!text.contains(name), "`{name}` is in {text}");
    }
    let listed = tally(&operator).await;
    assert!(listed.contains("told on 20") && !listed.contains("on its way"), "{listed}");

    assert!(operator.does(&TELL).await.contains("told already"));
    world.deliver_everything().await;
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 1);
    operator.does(&[&TELL[..], &["--again"]].concat()).await;
    world.deliver_everything().await;
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 2);
    let out = operator.folder.join("evidence");
    operator.does(&["evidence", "--out", &out.display().to_string()]).await;
    let numbers = std::fs::read_to_string(out.join("tally.csv")).unwrap();
    assert!(numbers.lines().next().unwrap().ends_with("told_on,told_by"), "{numbers}");
    assert!(numbers.trim_end().ends_with(",A. Person"), "{numbers}");
}

#[tokio::test]
async fn a_practice_with_a_mailbox_is_told_by_mesh_and_by_email_where_nobody_collects_it() {
    let (world, store) = (by_mesh().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    planned(&operator).await;
    operator.does(&TELL).await;
    world.deliver_everything().await;
    let arrived = world.sandbox.mesh().arrived(RIVERSIDE);
    assert_eq!(arrived.len(), 1);
    let document: Value = serde_json::from_slice(&arrived[0].body).expect("JSON");
    assert_eq!(
        (&document["type"], &document["moves"], &document["excluded"]),
        (&"moving".into(), &1.into(), &1.into())
    );
    assert_eq!(document["id"], arrived[0].local_id);
    assert!(document["text"].as_str().expect("text").contains("To be moved: 1"));
    assert!(world.letters_to(RIVERSIDES_MAIL).is_empty());
    report_the_last(&world).await;
    world.deliver_everything().await;
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 1, "as any other message");
}

#[tokio::test]
async fn nobody_is_told_of_a_test_or_with_something_missing() {
    let (world, store) = (world().await, Store::start().await);
    know(&world, &["C83003", "D84004", "E85005"]).await;
    let operator = Operator::of(&world, &store);
    let tell =
        async |round: &str| operator.is_refused(&["tell", "--round", round, "--by", "A. Person"]).await;
    plan(&operator, ("Empty", "live"), &["B82002"]).await;
    assert!(tell("Empty").await.contains("B82002 has no rows"));
    operator.does(&["import", &operator.file("linked.csv", &list(5))]).await;
    plan(&operator, ("Test", "int"), &[RIVERSIDE]).await;
    assert!(tell("Test").await.contains("is a test in int"));
    plan(&operator, ("Both", "live"), &[RIVERSIDE, "D84004"]).await;
    assert!(tell("Both").await.contains("D84004 has no address for messages"));
    let header = format!("{}: {}", ROUND.0, ROUND.1);
    let of = ["plan", "--environment", "live", "--round", "Any time", "--practice", RIVERSIDE];
    operator.does(&[&of[..], &["--header", &header]].concat()).await;
    assert!(tell("Any time").await.contains("--window"));
    let other = ["tell", "--round", "Both", "--by", "A. Person", "--practice", "B82002"];
    assert!(operator.is_refused(&other).await.contains("B82002 is not in the round"));
    assert_eq!(count(&world, "transfer_letter").await, 0);
    let one = ["tell", "--round", "Both", "--by", "A. Person", "--practice", RIVERSIDE];
    operator.does(&one).await;
    assert_eq!(count(&world, "transfer_letter").await, 1, "the one that was chosen");
}

#[tokio::test]
async fn who_was_told_already_hinders_no_other() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    operator.does(&["import", &operator.file("linked.csv", &list(5))]).await;
    plan(&operator, ("First", "live"), &[RIVERSIDE, "B82002"]).await;
    operator.does(&[&TELL[..], &["--practice", RIVERSIDE]].concat()).await;
    world.deliver_everything().await;
    set(&world, "update practice set email = null where ods_code = 'A81001'").await;
    let said = operator.does(&TELL).await;
    assert!(said.contains("A81001: told already") && said.contains("B82002: told that 1 move"), "{said}");
    let why = operator.is_refused(&[&TELL[..], &["--again"]].concat()).await;
    assert!(why.contains("A81001 has no address"), "{why}");
    assert_eq!(count(&world, "transfer_letter").await, 2, "once each");
}

#[tokio::test]
async fn a_practice_is_told_of_what_is_left_and_of_no_move_that_was_made() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    operator.does(&["import", &operator.file("linked.csv", &list(15))]).await;
    plan(&operator, ("First", "live"), &[RIVERSIDE]).await;
    // As a run would leave it: of three rows one is moved, one is refused and one waits.
    set(
        &world,
        "update transfer_move set state = 'created' where row_id in (select min(row_id) from transfer_move)",
    )
    .await;
    set(
        &world,
        "update transfer_move set state = 'failed' where row_id in (select max(row_id) from transfer_move)",
    )
    .await;
    assert!(operator.does(&TELL).await.contains("A81001: told that 2 move"));
    set(&world, "update transfer_move set state = 'existed'").await;
    let why = operator.is_refused(&[&TELL[..], &["--again"]].concat()).await;
    assert!(why.contains("A81001 is moved already"), "{why}");
    assert_eq!(count(&world, "transfer_letter").await, 1);
}

#[tokio::test]
async fn a_letter_that_has_waited_until_the_move_is_over_is_not_sent() {
    let (world, store) = (world().await, Store::start().await);
    let operator = Operator::of(&world, &store);
    planned(&operator).await;
    operator.does(&TELL).await;
    world.clock.advance(Duration::days(5));
    world.deliver_everything().await;
    assert!(world.letters_to(RIVERSIDES_MAIL).is_empty());
    assert!(tally(&operator).await.contains("not delivered: too_late"));
}
