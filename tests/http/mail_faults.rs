//! A mail server that refuses, fails, is slow or does not know the recipient: tried again or given up, never twice.

use sandbox::switches::{PdsSwitches, SmtpSwitches};
use time::Duration;

use crate::story::{DAVID, DAVIDS_MAIL, MARGARETS_MAIL, count, invite, later, ledger, the_delegation, until};
use crate::support::world::{World, world, world_with};

fn well() -> SmtpSwitches {
    SmtpSwitches::default()
}

/// Every key once, and nothing that came again.
fn expect_each_once(world: &World, letters: usize) {
    let inbox = world.sandbox.inbox();
    let mut keys: Vec<String> =
        inbox.messages().iter().map(|letter| letter.key().unwrap().to_owned()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((keys.len(), inbox.messages().len()), (letters, letters));
}

#[tokio::test]
async fn what_the_server_does_not_take_now_is_sent_later() {
    for faults in [SmtpSwitches { refuse: true, ..well() }, SmtpSwitches { temp_fail: true, ..well() }] {
        let world = world().await;
        let mut margaret = world.sign_in_as("margaret").await;
        world.sandbox.switches().set_smtp(faults);
        invite(&mut margaret, &DAVID).await;
        world.deliver_everything().await;
        assert_eq!(
            ledger(&world).await,
            [
                "request_started to delegator: tried 1, mail_delayed",
                "invitation to delegate: tried 1, mail_delayed"
            ]
        );
        margaret.get("/home").await.expect_text("We sent David O'Neill an invitation on");
        margaret
            .get(&format!("/delegations/{}", the_delegation(&world).await))
            .await
            .expect_text("Not sent yet");
        world.sandbox.switches().reset();
        assert_eq!(world.deliver_everything().await, 0, "not before the pause is over");
        assert_eq!(later(&world).await, 2);
        assert_eq!(
            ledger(&world).await,
            ["request_started to delegator: sent at try 2", "invitation to delegate: sent at try 2"]
        );
        expect_each_once(&world, 2);
        assert!(world.sandbox.inbox().repeats().is_empty());
        assert_eq!(later(&world).await, 0);
    }
}

#[tokio::test]
async fn a_late_answer_to_one_message_is_not_taken_for_the_answer_to_the_next() {
    let world = world_with(&[("SMTP_TIMEOUT_MS", "3000")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    world.sandbox.switches().set_pds(PdsSwitches { rate_limited: true, ..PdsSwitches::default() });
    invite(&mut margaret, &DAVID).await;
    // Two seconds until it greets, two more until it says that it has the message.
    world.sandbox.switches().set_smtp(SmtpSwitches { slow_ms: 2000, ..well() });
    world.deliver_everything().await;
    assert_eq!(ledger(&world).await, ["request_started to delegator: tried 1, timeout"]);
    until(async || world.sandbox.inbox().messages().len() == 1).await;
    world.sandbox.switches().set_smtp(SmtpSwitches { temp_fail: true, ..well() });
    later(&world).await;
    assert_eq!(ledger(&world).await, ["request_started to delegator: tried 2, mail_delayed"]);
    world.sandbox.switches().reset();
    later(&world).await;
    assert_eq!(ledger(&world).await[0], "request_started to delegator: sent at try 3");
    expect_each_once(&world, 2);
    assert_eq!(world.sandbox.inbox().repeats().len(), 1);
}

#[tokio::test]
async fn a_recipient_that_the_server_does_not_know_is_given_up_at_once_and_told_of() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.sandbox.switches().set_smtp(SmtpSwitches { reject_rcpt: true, ..well() });
    world.deliver_everything().await;
    assert_eq!(
        ledger(&world).await,
        [
            "request_started to delegator: given up at try 1, mail_refused",
            "invitation to delegate: given up at try 1, mail_refused"
        ]
    );
    margaret
        .get(&format!("/delegations/{}", the_delegation(&world).await))
        .await
        .expect_text("Could not be sent");
    world.sandbox.switches().reset();
    world.clock.advance(Duration::days(2));
    assert_eq!(world.deliver_everything().await, 0, "a person must look at it");
    assert_eq!(count(&world, "outbox where dead_at is not null and leased_until is null").await, 2);
}

#[tokio::test]
async fn a_message_is_given_up_after_a_day_of_tries() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    world.sandbox.switches().set_smtp(SmtpSwitches { temp_fail: true, ..well() });
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let begun = world.clock.now();
    for _ in 0..40 {
        world.clock.advance(Duration::hours(3));
        if world.deliver_everything().await == 0 {
            break;
        }
    }
    let given_up = "given up at try 24, mail_delayed";
    assert_eq!(
        ledger(&world).await,
        [format!("request_started to delegator: {given_up}"), format!("invitation to delegate: {given_up}")]
    );
    assert!(world.clock.now() - begun >= Duration::days(1));
    assert!(world.sandbox.inbox().messages().is_empty());
}

#[tokio::test]
async fn nothing_that_outside_systems_or_people_write_becomes_a_header_or_another_recipient() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let break_in = "X\r\nBcc: thief@example.test\r\n\r\nPay here";
    world.sandbox.pds().set(DAVID.number, |record| {
        record.email = Some("d@example.test\r\nBcc: thief@example.test".to_owned());
    });
    invite(&mut margaret, &DAVID).await;
    let pool = world.database.pool().await;
    for change in [
        "update person set given_name = $1, family_name = $1 where given_name is not null",
        "update practice set name = $1",
        "update invitation set given_name = $1, family_name = $1",
    ] {
        sqlx::query(change).bind(break_in).execute(&pool).await.unwrap();
    }
    // The names no longer match, so the rules would refuse; the letters are what is looked at here.
    world.deliver_everything().await;
    let letters = world.sandbox.inbox().messages();
    assert!(!letters.is_empty());
    for letter in letters {
        assert_eq!(letter.to, [MARGARETS_MAIL], "{letter:?}");
        assert!(!letter.headers.contains_key("bcc") && !letter.headers.contains_key("cc"), "{letter:?}");
        assert!(letter.headers["to"].ends_with(MARGARETS_MAIL));
        assert!(letter.text.is_some() && letter.html.is_some(), "both parts are whole: {letter:?}");
    }
    assert!(world.letters_to("thief@example.test").is_empty());
}

#[tokio::test]
async fn an_address_of_a_practice_that_is_none_is_never_used() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    sqlx::query("update practice set email = $1")
        .bind("riverside@nhs.net\r\nBcc: thief@example.test")
        .execute(&world.database.pool().await)
        .await
        .unwrap();
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    crate::story::accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    assert_eq!(ledger(&world).await.pop().unwrap(), "new_request to practice: given up at try 1, no_address");
}

#[tokio::test]
async fn a_mail_that_went_goes_once_though_its_subject_cannot_be_noted() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    for change in [
        "create function refused() returns trigger language plpgsql as $$ begin raise 'no'; end $$",
        "create trigger refused before update of subject on message for each row execute function refused()",
    ] {
        sqlx::query(change).execute(&world.database.pool().await).await.unwrap();
    }
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    assert_eq!(later(&world).await, 0, "nobody holds it, and nothing is left to do");
    assert_eq!(
        ledger(&world).await,
        ["request_started to delegator: sent at try 1", "invitation to delegate: sent at try 1"]
    );
    expect_each_once(&world, 2);
    assert!(world.sandbox.inbox().repeats().is_empty());
}
