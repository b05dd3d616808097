//! Records that PDS answers late, or not at all, hold up nobody else's request.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::{DelegationId, NhsNumber};
use proxy_access::actions::request;
use proxy_access::worker::{self, Stop};
use sandbox::pds::{Confidentiality, Record};
use sandbox::switches::{PdsSwitches, RecordFault};
use sqlx::AssertSqlSafe;

use crate::people::{active, asked, draft, pair};
use crate::story::{count, until};
use crate::support::world::{World, world_with};

/// The longest that a good request may wait.
const SOON: Duration = Duration::from_secs(5);

/// What PDS knows of somebody whom [`pair`] made.
fn record(number: &str) -> Record {
    Record {
        nhs_number: number.to_owned(),
        version: 1,
        given: vec!["Alex".to_owned()],
        family: "Smith".to_owned(),
        former_family: None,
        gender: "unknown".to_owned(),
        birth_date: "1980-02-01".to_owned(),
        deceased: None,
        email: Some(format!("{number}@example.test")),
        email_until: None,
        phone: None,
        practice: Some("A81001".to_owned()),
        address: vec!["1 High Street".to_owned()],
        postcode: "LS1 6AE".to_owned(),
        confidentiality: Confidentiality::Unrestricted,
    }
}

/// Two people whom PDS knows: the delegation that `begin` makes of them, and the delegate's number.
async fn two(world: &World) -> (crate::people::Pair, String) {
    let pair = pair(world).await;
    let own: String = sqlx::query_scalar("select nhs_number from person where id = $1")
        .bind(pair.delegator.0)
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let number = pair.number.as_str().to_owned();
    world.sandbox.pds().add(record(&own));
    world.sandbox.pds().add(record(&number));
    (pair, number)
}

/// Asks for access for somebody whose record is as it should be, or not.
async fn asks(world: &World, fault: Option<RecordFault>) -> (DelegationId, String) {
    let (pair, number) = two(world).await;
    if let Some(fault) = fault {
        spoil(world, &number, fault);
    }
    let draft = draft(world, pair.delegator).await;
    let asked = asked(&world.app, &NhsNumber::parse(&number).unwrap());
    (request::send(&world.app, pair.delegator, draft, &asked).await.unwrap(), number)
}

fn spoil(world: &World, number: &str, fault: RecordFault) {
    let switches = world.sandbox.switches();
    let mut faults = switches.pds();
    faults.records.insert(number.to_owned(), fault);
    switches.set_pds(PdsSwitches { calls_a_minute: 0, ..faults });
}

async fn stage(world: &World, id: DelegationId) -> String {
    sqlx::query_scalar("select stage from delegation where id = $1")
        .bind(id.0)
        .fetch_one(&world.app.db)
        .await
        .unwrap()
}

/// A good request is made; how long until its invitation is in the inbox.
async fn waits(world: &World) -> Duration {
    let begin = Instant::now();
    let (id, number) = asks(world, None).await;
    until(async || stage(world, id).await == "invited").await;
    until(async || !world.letters_to(&format!("{number}@example.test")).is_empty()).await;
    begin.elapsed()
}

async fn faulty(world: &World, fault: RecordFault, many: usize) {
    for _ in 0..many {
        asks(world, Some(fault)).await;
    }
}

/// Beside so many requests whose records are spoilt: before they have failed, after, and when they come again.
async fn beside(fault: RecordFault, many: usize) {
    let world = world_with(&[("LIMIT_REQUESTS_A_DAY", "100")]).await;
    faulty(&world, fault, many).await;
    let stop = Stop::new();
    let worker = tokio::spawn(worker::run(world.app.clone(), stop.clone()));
    let tried =
        format!("outbox where task = 'check_details' and last_fault is not null having count(*) >= {many}");
    let all_have_failed = async || {
        let query = format!("select exists (select from {tried})");
        sqlx::query_scalar::<_, bool>(AssertSqlSafe(query)).fetch_one(&world.app.db).await.unwrap()
    };
    until(async || world.sandbox.pds_calls() as usize >= 2 * many).await;
    let mut waited = BTreeMap::new();
    waited.insert("while they are tried", waits(&world).await);
    until(all_have_failed).await;
    waited.insert("when they have failed", waits(&world).await);
    // All of them are due again at once.
    world.clock.advance(time::Duration::minutes(10));
    waited.insert("when they are tried again", waits(&world).await);
    assert!(waited.values().all(|wait| *wait < SOON), "{fault:?}: {waited:?}");
    println!("{fault:?}: {waited:?}");

    // Nobody is forgotten: once their records are answered, they are invited too.
    world.sandbox.switches().set_pds(PdsSwitches { calls_a_minute: 0, ..PdsSwitches::default() });
    world.clock.advance(time::Duration::minutes(10));
    until(async || count(&world, "delegation where stage = 'checking'").await == 0).await;
    assert_eq!(count(&world, "delegation where stage = 'invited'").await as usize, many + 3);
    stop.cancel();
    worker.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn my_request_waited_a_minute_because_the_records_of_twenty_others_hung() {
    beside(RecordFault::Hang, 20).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn my_request_waited_a_minute_because_pds_could_not_serve_the_records_of_six_others() {
    beside(RecordFault::Unavailable, 6).await;
}

#[tokio::test]
async fn access_that_is_set_is_compared_with_pds_though_some_records_hang() {
    let world = world_with(&[("PDS_TIMEOUT_MS", "200")]).await;
    for n in 0..8 {
        let (pair, number) = two(&world).await;
        active(&world, pair.delegator, pair.delegate).await;
        // The first of all are those that hang.
        if n < 5 {
            spoil(&world, &number, RecordFault::Hang);
        }
    }
    let mut looked = 0;
    for _ in 0..3 {
        looked += worker::recheck_everything(&world.app).await.unwrap();
    }
    assert_eq!(looked, 3, "everybody whose record is answered");
    world.sandbox.switches().reset();
    world.clock.advance(time::Duration::minutes(1));
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 5, "and then those that were not");
}
