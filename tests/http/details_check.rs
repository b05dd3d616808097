//! The check of the delegate's details with PDS: what ends a request, what only delays it, and what nobody is told.

use sandbox::pds::{Confidentiality, Record};
use sandbox::switches::{ForcedError, PdsSwitches};
use time::Duration;

use crate::people::number_of;
use crate::story::{
    ALEX, DAVID, DAVIDS_MAIL, Described, MARGARETS_MAIL, count, draft, events, invite, later, ledger,
    subjects, the_delegation,
};
use crate::support::world::{World, world, world_with};

/// A record that fits the description.
pub fn alex(number: &str) -> Record {
    Record {
        nhs_number: number.to_owned(),
        version: 1,
        given: vec!["Alex".to_owned()],
        family: "Smith".to_owned(),
        former_family: None,
        gender: "unknown".to_owned(),
        birth_date: "1980-02-01".to_owned(),
        deceased: None,
        email: Some("alex.in.pds@example.test".to_owned()),
        email_until: None,
        phone: None,
        practice: Some("A81001".to_owned()),
        address: vec!["1 High Street".to_owned()],
        postcode: "LS1 6AE".to_owned(),
        confidentiality: Confidentiality::Unrestricted,
    }
}

type Defect = (&'static str, fn(&World, Record));

fn add(world: &World, mut record: Record, change: impl FnOnce(&mut Record)) {
    change(&mut record);
    world.sandbox.pds().add(record);
}

/// Everything for which no invitation may be sent. The last changes the delegator's own record.
const DEFECTS: [Defect; 15] = [
    ("another family name", |world, one| add(world, one, |one| one.family = "Jones".to_owned())),
    ("another given name", |world, one| add(world, one, |one| one.given = vec!["Sam".to_owned()])),
    ("another date of birth", |world, one| add(world, one, |one| one.birth_date = "1980-01-02".to_owned())),
    ("no whole date of birth", |world, one| add(world, one, |one| one.birth_date = "1980".to_owned())),
    ("superseded", |world, one| {
        let old = one.nhs_number.clone();
        let new = number_of(900);
        add(world, one, |one| one.nhs_number = new.clone());
        world.sandbox.pds().supersede(&old, &new);
    }),
    ("deceased", |world, one| {
        add(world, one, |one| one.deceased = Some("2024-02-27T00:00:00+00:00".to_owned()))
    }),
    ("restricted", |world, one| add(world, one, |one| one.confidentiality = Confidentiality::Restricted)),
    ("very restricted", |world, one| {
        add(world, one, |one| one.confidentiality = Confidentiality::VeryRestricted)
    }),
    ("invalidated", |world, one| add(world, one, |one| one.confidentiality = Confidentiality::Invalidated)),
    ("unknown", |_, _| {}),
    ("no address", |world, one| add(world, one, |one| one.email = None)),
    ("an address of the past", |world, one| {
        add(world, one, |one| one.email_until = Some("2020-01-01".to_owned()))
    }),
    ("a practice outside the trial", |world, one| {
        add(world, one, |one| one.practice = Some("C83003".to_owned()))
    }),
    ("no practice", |world, one| add(world, one, |one| one.practice = None)),
    ("a restricted delegator", |world, one| {
        world.sandbox.pds().add(one);
        world.sandbox.pds().set("9990000018", |own| own.confidentiality = Confidentiality::Restricted);
    }),
];

#[tokio::test]
async fn every_reason_against_an_invitation_reads_the_same() {
    let settings =
        [("USE_ENTERED_EMAIL", "false"), ("LIMIT_REQUESTS_A_DAY", "100"), ("PDS_TIMEOUT_MS", "2000")];
    let world = world_with(&settings).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let mut told: Vec<(&str, [String; 5])> = Vec::new();
    for (n, (name, defect)) in (1..).zip(DEFECTS) {
        let number = number_of(n);
        let number: &'static str = number.leak();
        draft(&mut margaret, &Described { number, ..ALEX }).await;
        defect(&world, alex(number));
        margaret.submit(&[("declare", "yes")]).await.expect(200, "Request sent");
        world.deliver_everything().await;
        told.push((name, what_margaret_learns(&world, &mut margaret).await));
    }
    let (_, first) = &told[0];
    assert!(first[0].contains("Details not confirmed"), "{}", first[0]);
    assert!(first[3].contains("request_started to delegator: sent at try 1, not_confirmed to delegator"));
    for (name, other) in &told {
        assert_eq!(other, first, "{name}");
    }
    let (read, all) = (world.letters_to(MARGARETS_MAIL).len(), world.sandbox.inbox().messages().len());
    assert_eq!((read, all), (2 * DEFECTS.len(), 2 * DEFECTS.len()), "nobody else is written to");
}

/// The pages, the mail, and the ledger of the newest request, without its id.
async fn what_margaret_learns(world: &World, margaret: &mut crate::support::browser::Browser) -> [String; 5] {
    let id: uuid::Uuid = sqlx::query_scalar("select id from delegation order by requested_at desc limit 1")
        .fetch_one(&world.database.pool().await)
        .await
        .unwrap();
    let without = |text: String| text.replace(&id.to_string(), "ID");
    let details = margaret.get(&format!("/delegations/{id}")).await;
    let home = margaret.get("/home").await.texts(".app-person").swap_remove(0);
    let letter = world.letters_to(MARGARETS_MAIL).pop().unwrap();
    let ledger: String = sqlx::query_scalar(
        "select string_agg(message || ' to ' || recipient || ': sent at try ' || attempts, ', ' order by id)
         from message where aggregate_id = $1 and sent_at is not null",
    )
    .bind(id)
    .fetch_one(&world.database.pool().await)
    .await
    .unwrap();
    let letter = format!("{}\n{}\n{}", letter.subject, letter.text.unwrap(), letter.html.unwrap());
    let events: String = sqlx::query_scalar(
        "select string_agg(name || payload, ', ' order by version) from event where aggregate_id = $1 and version > 1",
    )
    .bind(id)
    .fetch_one(&world.database.pool().await)
    .await
    .unwrap();
    let main = details.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    let main = main.unwrap_or_default().to_owned();
    [without(main), home, without(letter), ledger, events]
}

#[tokio::test]
async fn where_pds_holds_no_address_the_one_that_was_given_is_used_and_nobody_learns_it() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let tomasz = Described {
        given: "Tomasz",
        family: "Wojcik",
        born: ("30", "6", "1975"),
        number: "9990000042",
        email: "tomasz@example.test",
    };
    invite(&mut margaret, &tomasz).await;
    world.deliver_everything().await;
    assert_eq!(subjects(&world, "tomasz@example.test"), ["You have been asked to be a trusted person"]);
    let id = the_delegation(&world).await;
    let page = margaret.get(&format!("/delegations/{id}")).await;
    page.expect_text("Tomasz Wojcik").expect_no_text("Wójcik").expect_no_text("@");
    let home = margaret.get("/home").await;
    home.expect_text("Tomasz Wojcik").expect_no_text("Wójcik").expect_no_text("@");
}

#[tokio::test]
async fn an_outage_of_pds_only_delays_the_decision() {
    let world = world_with(&[("PDS_TIMEOUT_MS", "200")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let well = PdsSwitches::default;
    let forced = |status, code: &str| Some(ForcedError { status, code: code.to_owned() });
    let outages = [
        PdsSwitches { token_down: true, ..well() },
        PdsSwitches { token_401: true, ..well() },
        PdsSwitches { unsubscribed: true, ..well() },
        PdsSwitches { down: true, ..well() },
        PdsSwitches { slow_ms: 1500, ..well() },
        PdsSwitches { rate_limited: true, ..well() },
        PdsSwitches { garbage: true, ..well() },
        PdsSwitches { forced: forced(500, "UNKNOWN_ERROR"), ..well() },
        PdsSwitches { forced: forced(408, "UNABLE_TO_CALL_SERVICE"), ..well() },
        PdsSwitches { forced: forced(403, "ACCESS_DENIED"), ..well() },
        PdsSwitches { forced: forced(400, "INVALID_VALUE"), ..well() },
    ];
    world.sandbox.switches().set_pds(outages[0].clone());
    invite(&mut margaret, &DAVID).await.expect_text("We check the details you gave us.");
    let details = format!("/delegations/{}", the_delegation(&world).await);
    for outage in &outages {
        world.sandbox.switches().set_pds(outage.clone());
        later(&world).await;
        let mut margaret = world.sign_in_as("margaret").await;
        margaret.get("/home").await.expect_text("We are checking the details of David O'Neill.");
        margaret.get(&details).await.expect_text("We are checking the details");
        assert_eq!(events(&world).await, ["delegation_requested"], "{outage:?}");
        let waits = "outbox where last_fault is not null and leased_until is null and dead_at is null";
        assert_eq!(count(&world, waits).await, 1, "{outage:?}");
    }
    world.sandbox.switches().set_pds(well());
    assert_eq!(world.deliver_everything().await, 0, "not before the pause is over");
    assert_eq!(later(&world).await, 2, "the check, and the invitation");
    let tries = ["request_started to delegator: sent at try 1", "invitation to delegate: sent at try 1"];
    assert_eq!(ledger(&world).await, tries);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await.expect_text("We sent David O'Neill an invitation on");
}

#[tokio::test]
async fn a_check_is_never_given_up() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    world.sandbox.switches().set_pds(PdsSwitches { rate_limited: true, ..PdsSwitches::default() });
    invite(&mut margaret, &DAVID).await;
    for _ in 0..60 {
        later(&world).await;
    }
    assert_eq!(count(&world, "outbox where task = 'check_details' and attempts >= 60").await, 1);
    world.sandbox.switches().reset();
    later(&world).await;
    assert_eq!(subjects(&world, DAVIDS_MAIL).len(), 1);
}

#[tokio::test]
async fn a_request_withdrawn_while_pds_is_away_is_not_taken_up_again() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    world.sandbox.switches().set_pds(PdsSwitches { rate_limited: true, ..PdsSwitches::default() });
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    margaret.get(&format!("/delegations/{}/withdraw", the_delegation(&world).await)).await;
    margaret.submit(&[]).await.expect(200, "Request withdrawn");
    world.sandbox.switches().reset();
    later(&world).await;
    assert_eq!(count(&world, "outbox").await, 0);
    assert_eq!(events(&world).await[1..], ["delegation_withdrawn", "delegation_finished"]);
    assert!(world.letters_to(DAVIDS_MAIL).is_empty());
    // And the next request for the same person starts anew.
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.clock.advance(Duration::seconds(1));
    world.deliver_everything().await;
    assert_eq!(subjects(&world, DAVIDS_MAIL), ["You have been asked to be a trusted person"]);
}

#[tokio::test]
async fn the_practice_may_leave_the_trial_before_the_answer_comes() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    sqlx::query("update practice set enabled = false where ods_code = 'A81001'")
        .execute(&world.database.pool().await)
        .await
        .unwrap();
    world.deliver_everything().await;
    assert_eq!(events(&world).await[1..], ["details_not_confirmed", "delegation_finished"]);
}
