//! A patient sees who acts for them by an account, and pauses or ends it; only the surgery's deciding anew lets it go on.

use domain::Relationship;
use domain::account::{
    AssociationId, Checked, EndReason, Evidence, Ground, Refusal, State, SuspendReason, Tie,
};
use proxy_access::actions::accounts::associate::{Wish, change, renew};
use proxy_access::actions::accounts::{Failed, settle};
use time::Duration;

use crate::accounts::support::*;
use crate::story::MARGARETS_MAIL;
use crate::support::world::{World, world};

const TITLE: &str = "People your GP surgery has set up to act for you";

/// Alex Smith, who may act for Margaret by this wish: the account, and the association.
async fn acts_for_margaret(world: &World, wish: Wish) -> (Holder, AssociationId) {
    let holder = opened(world).await;
    let patient = margarets(world).await.person;
    verify(world, holder).await;
    let association = associated(world, holder, patient, wish).await;
    let key = key_of(world, holder).await;
    linked(world, holder, &key).await;
    (holder, association)
}

async fn stands(world: &World, holder: Holder, association: AssociationId) -> Option<State> {
    expect_whole(world, holder.id).await.association(association).map(|one| one.state)
}

#[tokio::test]
async fn da_16_a_patient_pauses_access_and_the_surgery_lets_it_go_on_by_deciding_anew_alone() {
    let world = world().await;
    let (holder, association) = acts_for_margaret(&world, by_consent(&world)).await;
    world.deliver_everything().await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await;
    let page = margaret.follow("See who is set up to act for you").await;
    page.expect(200, TITLE).expect_text("Alex Smith").expect_text("Book, change and cancel appointments");
    page.expect_text("The surgery has written down that you agreed").expect_text("with no end date");
    page.expect_text("Riverside Medical Practice").expect_text("Telephone: 01632 960000");
    assert_eq!(page.texts(".nhsuk-tag"), ["Active"]);
    page.expect_text("Exit this page");
    let ask = margaret.follow("Pause the access").await;
    ask.expect(200, "Pause Alex Smith’s access?").expect_text("We do not say who paused it.");
    ask.expect_text("Exit this page");
    let page = margaret.submit(&[]).await;
    page.expect(200, TITLE).expect_text("The access is paused").expect_no_text("Pause the access");
    assert_eq!(page.texts(".nhsuk-tag"), ["Paused"]);
    page.expect_text("They could");
    page.expect_text("If you want it to go on, call the surgery on 01632 960000.");
    let paused = Some(State::Suspended(SuspendReason::PatientRequest));
    assert_eq!(stands(&world, holder, association).await, paused);
    world.deliver_everything().await;
    let letter = world.letters_to(MARGARETS_MAIL).pop().expect("she is told too");
    assert_eq!(letter.subject, "Online access is paused");

    let which = (holder.id, association);
    change(&world.app, &staff(), which, (access(&world, Some(90)), None), None).await.unwrap();
    assert_eq!(stands(&world, holder, association).await, paused, "a change lets nothing go on");
    renew(&world.app, &staff(), which, (by_consent(&world), None), None).await.unwrap();
    assert_eq!(stands(&world, holder, association).await, Some(State::Running));
}

#[tokio::test]
async fn da_16_a_patient_ends_access_for_good() {
    let world = world().await;
    let (holder, association) = acts_for_margaret(&world, by_consent(&world)).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/acts-for-me").await;
    margaret.follow("Stop the access").await.expect(200, "Stop Alex Smith’s access?");
    let page = margaret.submit(&[]).await;
    page.expect(200, TITLE).expect_text("The access has stopped").expect_no_text("Alex Smith");
    page.expect_text("No GP surgery has set this up for anybody.");
    let ended = Some(State::Ended(EndReason::PatientRequest));
    assert_eq!(stands(&world, holder, association).await, ended);
    let which = (holder.id, association);
    let again = renew(&world.app, &staff(), which, (by_consent(&world), None), None).await;
    assert!(matches!(again, Err(Failed::Refused(Refusal::WrongPlace(_)))), "{again:?}");
    margaret.get("/home").await.expect_no_text("See who is set up to act for you");
    let gone = format!("/acts-for-me/{}/{association}/end", holder.id);
    margaret.get(&gone).await.expect_status(404);
}

#[tokio::test]
async fn a_patient_whose_practice_left_the_trial_still_signs_in_to_end_it() {
    let world = world().await;
    let (holder, association) = acts_for_margaret(&world, by_consent(&world)).await;
    let left = sqlx::query("update practice set enabled = false where ods_code = 'A81001'");
    left.execute(&world.app.db).await.unwrap();
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/acts-for-me").await.expect(200, TITLE);
    margaret.follow("Stop the access").await.expect_status(200);
    margaret.submit(&[]).await.expect_text("The access has stopped");
    let ended = Some(State::Ended(EndReason::PatientRequest));
    assert_eq!(stands(&world, holder, association).await, ended);
}

#[tokio::test]
async fn why_the_surgery_paused_it_and_how_the_account_stands_the_patient_does_not_read() {
    let world = world().await;
    let review_on = world.clock.today_in_london() + Duration::days(300);
    let ground = Ground::BestInterests(Checked { evidence: Evidence::Vouching, review_on });
    let tie = Tie::Proxy { relationship: Relationship::Friend, ground };
    let (holder, association) = acts_for_margaret(&world, Wish { tie, access: access(&world, None) }).await;
    let which = (holder.id, association);
    settle::suspend(&world.app, &staff(), which, SuspendReason::Safeguarding, None).await.unwrap();
    let mut margaret = world.sign_in_as("margaret").await;
    let page = margaret.get("/acts-for-me").await;
    page.expect(200, TITLE).expect_text("The surgery decided that it is best for you");
    assert!(!page.text().to_lowercase().contains("safeguarding"), "{page}");
    let pause = format!("/acts-for-me/{}/{association}/pause", holder.id);
    margaret.get(&pause).await.expect(200, TITLE);
    margaret.get("/acts-for-me").await;
    margaret.follow("Stop the access").await.expect_status(200);
}

#[tokio::test]
async fn whoever_holds_the_account_or_is_somebody_else_finds_no_such_page() {
    let world = world().await;
    let margaret = margarets(&world).await;
    let patient = traced(&world, BORN).await;
    verify(&world, margaret).await;
    let association = associated(&world, margaret, patient, by_consent(&world)).await;
    for who in ["margaret", "sian"] {
        let mut reader = world.sign_in_as(who).await;
        reader.get("/acts-for-me").await.expect(200, TITLE).expect_no_text("Alex Smith");
        for page in ["pause", "end"] {
            let path = format!("/acts-for-me/{}/{association}/{page}", margaret.id);
            reader.get(&path).await.expect_status(404);
            reader.post(&path, &[]).await.expect_status(404);
        }
    }
    assert_eq!(stands(&world, margaret, association).await, Some(State::Running));
}
