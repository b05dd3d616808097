//! "Somebody changed where our messages go, and the patients' details went with them": another address of a practice counts
//! when the old mailbox and the new one have confirmed it.

use domain::{EmailAddress, OdsCode};
use proxy_access::actions;
use proxy_access::storage::address_letters::{self, Sent};
use proxy_access::storage::practices::{self, Practice};
use sandbox::Received;
use time::Duration;

use crate::people::{pair, with_practice};
use crate::story::{RIVERSIDES_MAIL, count};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

const PAGE: &str = "/staff/settings";
const DESK: &str = "desk@riverside.example";
const QUESTION: &str = "Is this change of address right?";
const LATE: &str = "This link can no longer be used";

/// Where the messages of Riverside go.
async fn address(world: &World) -> Option<String> {
    let code = OdsCode::parse("A81001").unwrap();
    let practice = practices::find(&world.app.db, &code).await.unwrap().unwrap();
    practice.email.map(String::from)
}

/// Rachel asks for this address; the letter to the mailbox of now, and the one to the new mailbox.
async fn asked(world: &World, new: &str) -> (Browser, Received, Received) {
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(PAGE).await;
    rachel.submit(&[("email", new)]).await.expect_text("We write to the mailboxes");
    world.deliver_everything().await;
    let last = |address| world.letters_to(address).pop().expect("a letter");
    (rachel, last(RIVERSIDES_MAIL), last(new))
}

/// Opens the link of a letter, without signing in.
async fn open(world: &World, letter: &Received) -> (Browser, Page) {
    let mut somebody = world.browser();
    let page = somebody.get(&world.link_in(letter)).await;
    (somebody, page)
}

/// Opens the link of a letter and presses this button.
async fn press(world: &World, letter: &Received, answer: &str) -> Page {
    let (mut somebody, page) = open(world, letter).await;
    let path = page.path();
    somebody.post(&path, &[("answer", answer)]).await
}

/// Confirms, as whoever reads the mailbox that got the letter.
pub async fn confirm_in(world: &World, letter: &Received) -> Page {
    press(world, letter, "confirm").await
}

/// The operator of the service sets an address.
async fn operator_sets(world: &World, email: &str) {
    let practice = Practice {
        ods_code: OdsCode::parse("A81001").unwrap(),
        name: "Riverside Medical Practice".to_owned(),
        enabled: true,
        email: Some(EmailAddress::parse(email).unwrap()),
    };
    practices::upsert(&world.app.db, &practice, world.clock.now()).await.unwrap();
}

#[tokio::test]
async fn an_address_counts_only_when_the_old_mailbox_and_the_new_one_have_confirmed() {
    let world = world().await;
    let (mut rachel, old, new) = asked(&world, DESK).await;
    let text = old.text.clone().unwrap_or_default();
    assert!(text.contains(DESK) && text.contains("Rachel Reid"), "{text}");
    let told = new.text.clone().unwrap_or_default();
    assert!(!told.contains(RIVERSIDES_MAIL), "the new mailbox need not know the old one: {told}");
    let (_, page) = open(&world, &new).await;
    page.expect(200, QUESTION).expect_text(DESK).expect_no_text(RIVERSIDES_MAIL);
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL), "opening a link does nothing");
    confirm_in(&world, &new).await.expect(200, "This mailbox has confirmed");
    let waits = rachel.get(PAGE).await;
    waits.expect_text(&format!("The mailbox {DESK} confirmed"));
    waits.expect_text(&format!("The mailbox {RIVERSIDES_MAIL} has not confirmed yet"));
    let pair = pair(&world).await;
    with_practice(&world, pair.delegator, pair.delegate).await;
    world.deliver_everything().await;
    assert_eq!(world.letters_to(DESK).len(), 1, "no message goes there yet");
    let (_, page) = open(&world, &old).await;
    page.expect(200, QUESTION).expect_text(RIVERSIDES_MAIL).expect_text(DESK);
    confirm_in(&world, &old).await.expect(200, "The address has changed");
    assert_eq!(address(&world).await.as_deref(), Some(DESK));
    let page = rachel.get(PAGE).await;
    page.expect_no_text("A change of the address waits");
    page.expect_text(&format!("Email address for messages: {DESK}. Before: {RIVERSIDES_MAIL}."));
    assert_eq!(
        count(&world, "practice_setting_change").await,
        2,
        "that it was asked for, and that it counts"
    );
    confirm_in(&world, &old).await.expect(200, "The address has changed");
    assert_eq!(count(&world, "practice_setting_change").await, 2, "a second click is harmless");
}

#[tokio::test]
async fn whoever_reads_one_of_the_mailboxes_can_say_no() {
    let world = world().await;
    let (_, old, new) = asked(&world, DESK).await;
    confirm_in(&world, &new).await.expect_status(200);
    press(&world, &old, "refuse").await.expect(200, LATE);
    for letter in [&old, &new] {
        confirm_in(&world, letter).await.expect(200, LATE);
    }
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL));
}

#[tokio::test]
async fn no_from_an_old_letter_does_not_end_what_was_asked_for_since() {
    let world = world().await;
    let (mut rachel, old, _) = asked(&world, DESK).await;
    let link = world.link_in(&old);
    let code = link.rsplit('/').next().unwrap();
    let (change, _) = actions::address::find(&world.app, code).await.unwrap().unwrap();
    rachel.get(PAGE).await;
    rachel.submit(&[("email", "front@nhs.net")]).await.expect_status(200);
    actions::address::refuse(&world.app, &change).await.unwrap();
    rachel.get(PAGE).await.expect_text("front@nhs.net");
    assert_eq!(count(&world, "address_change where ended_at is null and done_at is null").await, 1);
}

#[tokio::test]
async fn a_change_is_called_off_in_the_settings_or_by_asking_for_another() {
    let world = world().await;
    let (mut rachel, old, new) = asked(&world, DESK).await;
    rachel.get(PAGE).await;
    let page = rachel.post("/staff/settings/call-off", &[]).await;
    page.expect_status(200).expect_no_text("A change of the address waits");
    confirm_in(&world, &old).await.expect(200, LATE);
    confirm_in(&world, &new).await.expect(200, LATE);
    let (_, first_old, _) = asked(&world, DESK).await;
    let (_, second_old, second_new) = asked(&world, "second@nhs.net").await;
    confirm_in(&world, &first_old).await.expect(200, LATE);
    confirm_in(&world, &second_old).await.expect_status(200);
    confirm_in(&world, &second_new).await.expect(200, "The address has changed");
    assert_eq!(address(&world).await.as_deref(), Some("second@nhs.net"));
}

#[tokio::test]
async fn links_end_after_a_week_and_when_the_operator_sets_another_address() {
    let world = world().await;
    let (_, old, new) = asked(&world, DESK).await;
    confirm_in(&world, &old).await.expect_status(200);
    world.clock.advance(Duration::days(7));
    confirm_in(&world, &new).await.expect(200, LATE);
    let (_, old, new) = asked(&world, DESK).await;
    confirm_in(&world, &old).await.expect_status(200);
    operator_sets(&world, "operator@nhs.net").await;
    confirm_in(&world, &new).await.expect(200, LATE);
    assert_eq!(address(&world).await.as_deref(), Some("operator@nhs.net"));
}

#[tokio::test]
async fn only_our_own_links_and_only_staff_of_the_practice_move_an_address() {
    let world = world().await;
    let (_, old, _) = asked(&world, DESK).await;
    let link = world.link_in(&old);
    let mut somebody = world.browser();
    let (path, last) = link.split_at(link.len() - 1);
    let other = if last == "A" { "B" } else { "A" };
    for wrong in [format!("{path}{other}"), "/practice-address/nonsense".to_owned()] {
        somebody.get(&wrong).await.expect(404, "Page not found");
        somebody.get("/").await;
        somebody.post(&wrong, &[("answer", "confirm")]).await.expect(404, "Page not found");
    }
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.get(PAGE).await.expect_no_text(DESK);
    bilal.post("/staff/settings/call-off", &[]).await.expect_status(200);
    let (_, page) = open(&world, &old).await;
    page.expect(200, QUESTION);
}

#[tokio::test]
async fn the_first_address_of_a_practice_is_confirmed_by_its_own_mailbox() {
    let world = world().await;
    sqlx::query("update practice set email = null where ods_code = 'A81001'")
        .execute(&world.app.db)
        .await
        .unwrap();
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(PAGE).await;
    rachel.submit(&[("email", DESK), ("no_email", "")]).await.expect_text("We write to the mailboxes");
    world.deliver_everything().await;
    let letter = world.letters_to(DESK).pop().expect("a letter");
    confirm_in(&world, &letter).await.expect(200, "The address has changed");
    assert_eq!(address(&world).await.as_deref(), Some(DESK));
}

#[tokio::test]
async fn a_letter_that_the_new_mailbox_does_not_take_is_told_in_the_settings() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(PAGE).await;
    world.sandbox.switches().set("smtp", serde_json::json!({ "reject_rcpt": true })).unwrap();
    rachel.submit(&[("email", DESK)]).await.expect_text("We write to the mailboxes");
    world.deliver_everything().await;
    rachel.get(PAGE).await.expect_text("We could not send the letter to one of them");
    assert_eq!(address(&world).await.as_deref(), Some(RIVERSIDES_MAIL));
}

#[tokio::test]
async fn a_letter_that_went_goes_once_though_the_database_leaves_in_that_moment() {
    let world = world().await;
    for change in [
        "create sequence tried",
        "create function leaves() returns trigger language plpgsql as $$ begin
             if nextval('tried') < 3 then raise 'it leaves' using errcode = '57P01'; end if; return new;
         end $$",
        "create trigger leaves before update of sent_at on address_letter for each row execute function leaves()",
    ] {
        sqlx::query(change).execute(&world.app.db).await.unwrap();
    }
    asked(&world, DESK).await;
    world.clock.advance(Duration::minutes(5));
    world.deliver_everything().await;
    assert_eq!(count(&world, "address_letter where sent_at is not null").await, 2);
    assert_eq!(world.letters_to(DESK).len(), 1);
    assert!(world.sandbox.inbox().repeats().is_empty());
}

#[tokio::test]
async fn a_worker_that_comes_back_late_has_no_letter_sent_again() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(PAGE).await;
    rachel.submit(&[("email", DESK)]).await.expect_text("We write to the mailboxes");
    let (db, now) = (&world.app.db, world.app.clock.now());
    let late = address_letters::claim(db, (now, now), 1).await.unwrap().pop().expect("a letter");
    world.deliver_everything().await;
    let sent = "address_letter where sent_at is not null";
    assert_eq!(count(&world, sent).await, 2);
    address_letters::note(db, late, Sent::Again(now), now).await.unwrap();
    assert_eq!(count(&world, sent).await, 2);
}
