//! What staff see and decide.

use proxy_access::worker;
use sandbox::gp_connect::GpConnectFaults;
use time::Duration;
use uuid::Uuid;

use super::{MARGARETS, ask, bend, came, expect_whole, moved, wish};
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, count, invite};
use crate::support::world::{SANDBOXS, world, world_with};

#[tokio::test]
async fn a_record_is_asked_for_looked_at_and_taken_over_with_its_documents() {
    let (world, mut ben) = moved().await;
    let page = came(&world, &mut ben).await;
    page.expect_text("Here, waiting for you").expect_text("Documents that can be asked for: 3");
    page.expect_no_text("The previous practice’s details do not match");
    assert_eq!(count(&world, "health_record_patient").await, 0, "nothing is taken over before staff say so");
    let home = page.path();
    ben.post(&format!("{home}/take-over"), &[]).await.expect_text("Being taken over");
    world.deliver_everything().await;
    ben.get(&home).await.expect_text("Taken over").expect_text("3 of 3 documents are here.");
    expect_whole(&world).await;
    assert_eq!(world.sandbox.gp_connect().given(), [MARGARETS]);
    assert_eq!(world.sandbox.gp_connect().given_documents().len(), 3);
    assert_eq!(
        count(&world, "gp_connect_call where side = 'consumer'").await,
        4,
        "every call is written down"
    );
    ben.get("/staff/record-fetches").await.expect_text("Taken over").expect_text("A81001");
}

#[tokio::test]
async fn what_is_thrown_away_is_gone_and_can_be_asked_for_anew() {
    let (world, mut ben) = moved().await;
    let page = came(&world, &mut ben).await;
    page.expect_text("Throw away the record").expect_no_text("Stop asking for the record");
    let home = page.path();
    ben.post(&format!("{home}/throw-away"), &[]).await.expect_text("Thrown away");
    assert_eq!(count(&world, "record_fetch_part").await, 0);
    ben.post(&format!("{home}/take-over"), &[]).await.expect_text("Thrown away");
    ask(&mut ben).await;
    assert_eq!(count(&world, "record_fetch").await, 2);
}

#[tokio::test]
async fn what_nobody_takes_over_in_time_is_deleted_and_can_be_asked_for_again() {
    let (world, mut ben) = moved().await;
    let page = came(&world, &mut ben).await;
    page.expect_text("If nobody has taken it over by").expect_text("what came is deleted.");
    let home = page.path();
    world.clock.advance(Duration::days(14) - Duration::minutes(5));
    assert_eq!(worker::let_records_go(&world.app).await.unwrap(), 0);
    assert_eq!(count(&world, "record_fetch_part").await, 1);
    world.clock.advance(Duration::minutes(5));
    assert_eq!(worker::let_records_go(&world.app).await.unwrap(), 1);
    let left = "record_fetch where seen is not null or trace_id is not null";
    for what in ["record_fetch_part", "record_fetch_document", left, "health_record_patient"] {
        assert_eq!(count(&world, what).await, 0, "{what}");
    }
    let mut ben = world.staff_sign_in_as("reception-b").await;
    let page = ben.get(&home).await;
    page.expect_text("Not taken over in time").expect_text("what had come was deleted");
    page.expect_no_text("Take over the record").expect_no_text("Documents that can be asked for");
    ben.post(&format!("{home}/take-over"), &[]).await.expect_text("Not taken over in time");
    assert_eq!(worker::let_records_go(&world.app).await.unwrap(), 0, "once");
    ben.post(&format!("{home}/again"), &[]).await.expect_text("Being asked for");
    world.deliver_everything().await;
    ben.get(&home).await.expect_text("Here, waiting for you").expect_text("Take over the record");
    ben.post(&format!("{home}/take-over"), &[]).await;
    world.deliver_everything().await;
    expect_whole(&world).await;
}

#[tokio::test]
async fn the_same_record_is_not_asked_for_twice_at_once() {
    let (world, mut ben) = moved().await;
    let home = ask(&mut ben).await;
    ben.get(&home).await.expect_text("Stop asking for the record").expect_no_text("Throw away the record");
    ben.get("/staff/record-fetches/new").await;
    let page = ben.submit(&wish("without")).await;
    page.expect_status(422).expect_text("This record is already on its way");
    assert_eq!(count(&world, "record_fetch").await, 1);
}

#[tokio::test]
async fn what_is_missing_in_the_form_is_said_beside_it() {
    let (world, mut ben) = moved().await;
    ben.get("/staff/record-fetches/new").await;
    let page = ben.submit(&[("nhs_number", "1"), ("from", "?"), ("with_confidential", "")]).await;
    page.expect_status(422);
    assert_eq!(page.errors().len(), 4, "{:?}", page.errors());
    ben.get("/staff/record-fetches/new").await;
    let mut own = wish("with");
    own[4] = ("from", "B82002");
    ben.submit(&own).await.expect_status(422).expect_text("This is your own practice");
    assert_eq!(count(&world, "record_fetch").await, 0);
}

#[tokio::test]
async fn another_practice_never_sees_it_and_where_it_is_not_set_up_there_is_no_page() {
    let (world, mut ben) = moved().await;
    let home = ask(&mut ben).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&home).await.expect_status(404);
    rachel.post(&format!("{home}/throw-away"), &[]).await.expect_status(404);
    let bare = world_without().await;
    let mut ben = bare.staff_sign_in_as("reception-b").await;
    for path in ["/staff/record-fetches", "/staff/record-fetches/new"] {
        ben.get(path).await.expect_status(404);
    }
}

async fn world_without() -> crate::support::world::World {
    world().await
}

#[tokio::test]
async fn differences_and_warnings_stand_before_the_decision() {
    let (world, mut ben) = moved().await;
    bend(
        &world,
        GpConnectFaults { other_details: true, warnings: true, nopat: true, ..GpConnectFaults::default() },
    );
    let page = came(&world, &mut ben).await;
    page.expect_text("The previous practice’s details do not match").expect_text("Another");
    page.expect_text("Previous practice: Another")
        .expect_text("Make sure that it is the record of your patient");
    page.expect_text("does not have the whole record of an earlier practice yet");
    page.expect_text("Entries that neither the patient nor their trusted people may see: 1");
    assert_eq!(count(&world, "health_record_patient").await, 0);
    let taken = ben.post(&format!("{}/take-over", page.path()), &[]).await;
    taken
        .expect_text("These details differed when you took it over.")
        .expect_no_text("before you take it over");
    world.deliver_everything().await;
    assert_eq!(count(&world, "health_record_resource where nopat").await, 1, "the mark is kept");
}

#[tokio::test]
async fn without_confidential_items_the_record_says_what_was_left_out() {
    let (world, mut ben) = moved().await;
    ben.get("/staff/record-fetches/new").await;
    let home = ben.submit(&wish("without")).await.path();
    world.deliver_everything().await;
    ben.get(&home)
        .await
        .expect_text("The previous practice left out confidential items.")
        .expect_text("Problems");
}

#[tokio::test]
async fn a_case_that_came_with_a_patient_leads_to_their_record() {
    let world = world_with(&[("SDS_URL", SANDBOXS)]).await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    assert!(world.sandbox.pds().set(MARGARETS, |record| record.practice = Some("B82002".to_owned())));
    worker::recheck_everything(&world.app).await.unwrap();
    world.deliver_everything().await;
    let case: Uuid = sqlx::query_scalar("select id from delegation where former is not null")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let case = format!("/staff/cases/{case}");
    let mut ben = world.staff_sign_in_as("reception-b").await;
    ben.get(&case).await.expect_text("Not asked for yet");
    let page = ben.follow("Get the record from the previous practice").await;
    assert_eq!(page.value("from").as_deref(), Some("A81001"), "where she was registered is known");
    ben.submit(&[("from", "A81001"), ("with_confidential", "with")]).await.expect_text("Being asked for");
    world.deliver_everything().await;
    ben.get(&case).await.expect_text("Record of the previous practice").expect_text("Here, waiting for you");
}
