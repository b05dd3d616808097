//! Who may look, and that the patient reads who did.

use domain::account::{Shown, SuspendReason};
use domain::{NhsNumber, PersonId, RecordLevel};
use proxy_access::actions::accounts::settle;
use uuid::Uuid;

use super::record::{Sight, imported, imported_with, own};
use crate::accounts::support::{associated, staff};
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, count, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::world::{World, world};

const LOOKS: &str = "Who looked at your record";

/// Margaret's record is at Riverside, and David may see a summary of it.
async fn davids(world: &World) -> (Browser, Browser, String) {
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let david = accept(world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    confirm(world, "reception-a", RIVERSIDES_MAIL).await;
    let number = NhsNumber::parse("9990000018").unwrap();
    imported(world, &number, ("Margaret", "O'Neill")).await;
    let id: Uuid = sqlx::query_scalar("select id from person where nhs_number = '9990000018'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    (margaret, david, format!("/people/{}/record", PersonId(id)))
}

async fn looks(world: &World) -> i64 {
    count(world, "health_record_look").await
}

#[tokio::test]
async fn a_trusted_person_looks_by_a_delegation_and_the_patient_reads_it() {
    let world = world().await;
    let (mut margaret, mut david, record) = davids(&world).await;
    margaret
        .get("/record/looks")
        .await
        .expect(200, LOOKS)
        .expect_text("Nobody has looked at your record here");
    david.get(&format!("/delegations/{}", the_delegation(&world).await)).await;
    let page = david.follow("Look at Margaret O'Neill’s GP record").await;
    page.expect(200, "GP record").expect_text("You are looking at Margaret O'Neill’s record");
    page.expect_text("Medicines (2)").expect_text("Health problems (0)");
    david.follow("Medicines (2)").await.expect_text("Salbutamol inhaler");
    assert_eq!(looks(&world).await, 2);
    margaret.get("/home").await;
    let page = margaret.follow(LOOKS).await;
    page.expect_text("David O'Neill").expect_text("Medicines").expect_text("Summary");
    assert_eq!(page.texts("tbody tr").len(), 2, "{page}");
    // Whoever may not look learns nothing, and has not looked.
    for who in ["sian", "tomasz", "margaret"] {
        let mut other = world.sign_in_as(who).await;
        for page in [record.clone(), format!("{record}/medicines"), format!("{record}/documents/letter")] {
            other.get(&page).await.expect(404, "Page not found");
        }
    }
    david.get(&format!("{record}/diary")).await.expect(404, "Page not found");
    david.get(&format!("{record}/documents/letter")).await.expect(404, "Page not found");
    assert_eq!(looks(&world).await, 3, "David's try to open a letter is one");
}

#[tokio::test]
async fn nobody_looks_any_more_when_access_has_ended() {
    let world = world().await;
    let (mut margaret, mut david, record) = davids(&world).await;
    david.get(&record).await.expect_status(200);
    margaret.get(&format!("/delegations/{}/stop", the_delegation(&world).await)).await;
    margaret.submit(&[]).await;
    david.get(&record).await.expect(404, "Page not found");
    assert_eq!(looks(&world).await, 1);
}

#[tokio::test]
async fn nobody_looks_while_an_association_is_paused_or_the_record_is_switched_off() {
    let mut sight = Sight::begin().await;
    sight.margaret.get("/account").await;
    let page = sight.margaret.follow("Look at Alex Smith’s GP record").await;
    page.expect(200, "GP record");
    sight.limit(Shown::always(RecordLevel::None)).await;
    for page in ["", "medicines", "documents/letter"] {
        let path = sight.path(page);
        sight.margaret.get(&path).await.expect(404, "Page not found");
    }
    sight.margaret.get("/account").await.expect_no_text("Look at Alex");
    sight.limit(Shown::always(RecordLevel::Full)).await;
    sight.margaret.get(&sight.path("")).await.expect_status(200);
    let pause = SuspendReason::Safeguarding;
    let by = (sight.holder.id, sight.association);
    settle::suspend(&sight.world.app, &staff(), by, pause, None).await.unwrap();
    sight.margaret.get(&sight.path("")).await.expect(404, "Page not found");
    assert_eq!(looks(&sight.world).await, 2);
}

#[tokio::test]
async fn nobody_looks_by_an_account_that_is_not_linked_with_their_sign_in() {
    let mut sight = Sight::begin().await;
    sqlx::query("update account set linked = array['0199f1d2-7c1e-7aaa-8000-000000000000'::uuid]")
        .execute(&sight.world.app.db)
        .await
        .unwrap();
    sight.margaret.get(&sight.path("")).await.expect(404, "Page not found");
}

#[tokio::test]
async fn nobody_looks_where_the_patient_or_the_practice_has_left_or_they_have_died_or_are_not_surely_the_one()
{
    let mut sight = Sight::begin().await;
    for (set, back) in [
        ("registered_to = date '2026-01-01'", "registered_to = null"),
        ("deceased_on = date '2026-01-01'", "deceased_on = null"),
        ("number_status = '02'", "number_status = '01'"),
    ] {
        let change = |what: &str| sqlx::AssertSqlSafe(format!("update health_record_patient set {what}"));
        sqlx::query(change(set)).execute(&sight.world.app.db).await.unwrap();
        sight.margaret.get(&sight.path("")).await.expect(404, "Page not found");
        sqlx::query(change(back)).execute(&sight.world.app.db).await.unwrap();
        sight.margaret.get(&sight.path("")).await.expect_status(200);
    }
    sqlx::query("update practice set enabled = false").execute(&sight.world.app.db).await.unwrap();
    sight.margaret.get(&sight.path("")).await.expect(404, "Page not found");
}

#[tokio::test]
async fn nobody_looks_by_a_case_whose_account_is_not_linked_with_their_sign_in() {
    let world = world().await;
    let (_, mut david, record) = davids(&world).await;
    david.get(&record).await.expect_status(200);
    sqlx::query("update account set linked = array['0199f1d2-7c1e-7aaa-8000-000000000000'::uuid]")
        .execute(&world.app.db)
        .await
        .unwrap();
    david.get(&record).await.expect(404, "Page not found");
}

#[tokio::test]
async fn somebody_sees_their_own_record_by_their_own_account_alone() {
    let mut sight = Sight::begin().await;
    let number = NhsNumber::parse("9990000018").unwrap();
    imported_with(&sight.world, &number, ("Margaret", "O'Neill"), "-hers").await;
    let record = format!("/people/{}/record", sight.holder.person);
    sight.margaret.get(&record).await.expect(404, "Page not found");
    associated(&sight.world, sight.holder, sight.holder.person, own(&sight.world)).await;
    sight.margaret.get("/account").await;
    let page = sight.margaret.follow("Look at your GP record").await;
    page.expect(200, "GP record").expect_text("You are looking at your own record");
    assert_eq!(page.path(), record);
    sight.margaret.get("/record/looks").await.expect_text("You").expect_text("The contents of the record");
}

#[tokio::test]
async fn that_somebody_looked_stays_written_down() {
    let mut sight = Sight::begin().await;
    sight.margaret.get(&sight.path("")).await.expect_status(200);
    for change in [
        "update health_record_look set what = 'nothing'",
        "delete from health_record_look",
        "truncate health_record_look",
    ] {
        assert!(sqlx::query(change).execute(&sight.world.app.db).await.is_err(), "{change}");
    }
    assert_eq!(looks(&sight.world).await, 1);
}
