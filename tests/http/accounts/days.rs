//! What time and PDS bring to accounts.

use domain::account::{Checked, EndReason, Evidence, Ground, Refusal, State, SuspendReason, Tie};
use domain::{Actor, PersonId, Relationship};
use proxy_access::actions::accounts::associate::{Wish, associate, renew};
use proxy_access::actions::accounts::trace::trace;
use proxy_access::actions::accounts::{Failed, options, permit, settle};
use proxy_access::storage::views::accounts::Options;
use proxy_access::worker;
use sandbox::pds::Record;
use time::{Date, Duration};

use super::support::*;
use crate::details_check::alex;
use crate::support::world::{World, world};

async fn a_day_comes(world: &World, days: i64) -> usize {
    world.clock.advance(Duration::days(days));
    worker::meet_days(&world.app).await.unwrap()
}

#[tokio::test]
async fn the_last_day_is_told_before_and_then_ends_it_and_the_account_is_inactive() {
    let world = world().await;
    let (holder, patient) = (opened(&world).await, traced(&world, BORN).await);
    verify(&world, holder).await;
    let wish = Wish { access: access(&world, Some(20)), ..by_consent(&world) };
    let association = associated(&world, holder, patient, wish).await;
    let key = key_of(&world, holder).await;
    linked(&world, holder, &key).await;
    assert_eq!(a_day_comes(&world, 5).await, 0, "too early");
    assert_eq!((a_day_comes(&world, 1).await, a_day_comes(&world, 1).await), (1, 0), "told once");
    assert!(events(&world, holder.id).await.ends_with(&["end_near", "told"]));
    assert_eq!(a_day_comes(&world, 13).await, 0, "the last day counts");
    assert_eq!(may(&world, holder.person, patient).await.services.len(), 3);
    assert_eq!(a_day_comes(&world, 1).await, 1);
    let account = expect_whole(&world, holder.id).await;
    let state = account.association(association).map(|one| one.state);
    assert_eq!((state, account.active), (Some(State::Ended(EndReason::EndDateReached)), false));
    assert_eq!(a_day_comes(&world, 100).await, 0, "nothing more ever");
}

/// The day on which somebody was born who turns so old in so many days.
fn turns(world: &World, age: i32, days: i64) -> Date {
    let day = world.clock.today_in_london() + Duration::days(days);
    day.replace_year(day.year() - age).unwrap_or(day - Duration::days(365 * i64::from(age)))
}

#[tokio::test]
async fn da_11_da_13_access_for_a_child_is_told_of_and_then_paused_at_the_age_that_the_practice_set() {
    let world = world().await;
    let with = |age| Options { young_age: Some(age), ..Options::default() };
    assert!(options::set(&world.app, &staff(), with(14)).await.is_err(), "thirteen at most");
    assert!(options::set(&world.app, &Actor::System, with(12)).await.is_err());
    options::set(&world.app, &staff(), with(12)).await.unwrap();
    let holder = opened(&world).await;
    let child = traced(&world, turns(&world, 12, 40)).await;
    let review_on = world.clock.today_in_london() + Duration::days(300);
    let ground = Ground::ParentalResponsibility(Checked { evidence: Evidence::LegalDocument, review_on });
    let tie = Tie::Proxy { relationship: Relationship::Parent, ground };
    let wish = || Wish { tie, access: access(&world, None) };
    let association = associated(&world, holder, child, wish()).await;
    assert_eq!(a_day_comes(&world, 11).await, 0);
    assert_eq!((a_day_comes(&world, 1).await, a_day_comes(&world, 1).await), (1, 0), "28 days before, once");
    assert!(events(&world, holder.id).await.ends_with(&["age_near", "told"]));
    assert_eq!(a_day_comes(&world, 27).await, 1);
    let paused = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(paused, Some(State::Suspended(SuspendReason::YoungAge)));
    renew(&world.app, &staff(), (holder.id, association), (wish(), None), None).await.unwrap();
    assert_eq!(a_day_comes(&world, 1).await, 0, "who decided anew knew of the age");
}

#[tokio::test]
async fn a_lower_age_counts_at_once_and_the_worker_pauses_whoever_has_reached_it_the_same_day() {
    let world = world().await;
    let with = |young_age| Options { young_age, ..Options::default() };
    options::set(&world.app, &staff(), with(None)).await.unwrap();
    let (holder, child) = (opened(&world).await, traced(&world, turns(&world, 12, 5)).await);
    verify(&world, holder).await;
    let association = associated(&world, holder, child, by_consent(&world)).await;
    let key = key_of(&world, holder).await;
    linked(&world, holder, &key).await;
    a_day_comes(&world, 10).await;
    assert_eq!(may(&world, holder.person, child).await.services.len(), 3);
    options::set(&world.app, &staff(), with(Some(12))).await.unwrap();
    assert!(may(&world, holder.person, child).await.services.is_empty());
    worker::meet_days(&world.app).await.unwrap();
    let state = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(state, Some(State::Suspended(SuspendReason::YoungAge)));
}

#[tokio::test]
async fn who_is_traced_again_on_their_birthday_before_the_worker_comes_is_looked_at_all_the_same() {
    let world = world().await;
    let (holder, born) = (opened(&world).await, turns(&world, 16, 5));
    let (child, number) = traced_with_number(&world, born).await;
    let association = associated(&world, holder, child, by_consent(&world)).await;
    world.clock.advance(Duration::days(5));
    let again = trace(&world.app, &staff(), (&number, &described(born)), "test").await.unwrap();
    assert_eq!(again, Some(child));
    worker::meet_days(&world.app).await.unwrap();
    let state = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(state, Some(State::Suspended(SuspendReason::Sixteen)));
}

#[tokio::test]
async fn da_15_what_nobody_used_for_five_years_is_paused_and_what_was_used_is_not() {
    let world = world().await;
    let ((idle, _, unused), (busy, patient, used)) = (acting(&world).await, acting(&world).await);
    a_day_comes(&world, 4 * 365).await;
    for permitted in permit::permitted(&world.app, busy.person, patient).await.unwrap() {
        permit::used(&world.app, &permitted).await;
    }
    a_day_comes(&world, 368).await;
    let state =
        async |holder: Holder, id| expect_whole(&world, holder.id).await.association(id).unwrap().state;
    assert_eq!(state(idle, unused).await, State::Suspended(SuspendReason::Unused));
    assert_eq!(state(busy, used).await, State::Running);
}

/// PDS says this of somebody from now on.
async fn pds_says(world: &World, person: PersonId, change: impl FnOnce(&mut Record)) {
    let number: String = sqlx::query_scalar("select nhs_number from person where id = $1")
        .bind(person.0)
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let mut record = alex(&number);
    change(&mut record);
    world.sandbox.pds().add(record);
}

#[tokio::test]
async fn a_patient_who_leaves_is_associated_no_more_and_the_account_is_inactive() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1, "one account");
    assert!(expect_whole(&world, holder.id).await.active, "all is well");
    pds_says(&world, patient, |record| record.practice = Some("B82002".to_owned())).await;
    world.clock.advance(Duration::days(8));
    worker::recheck_everything(&world.app).await.unwrap();
    let account = expect_whole(&world, holder.id).await;
    let state = account.association(association).map(|one| one.state);
    assert_eq!((state, account.active), (Some(State::Ended(EndReason::PatientLeft)), false));
    let again = associate(&world.app, &staff(), (holder.id, patient), by_consent(&world), None).await;
    assert!(again.is_err(), "they are another practice's patient");
}

#[tokio::test]
async fn nothing_is_decided_anew_for_who_is_registered_elsewhere() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let by = (holder.id, association);
    settle::suspend(&world.app, &staff(), by, SuspendReason::PendingReview, None).await.unwrap();
    // PDS has said so, and whoever heard it has not come to end the association.
    sqlx::query("update traced_person set registered = 'B82002' where person_id = $1")
        .bind(patient.0)
        .execute(&world.app.db)
        .await
        .unwrap();
    let again = renew(&world.app, &staff(), by, (by_consent(&world), None), None).await;
    assert!(matches!(again, Err(Failed::Refused(Refusal::RegisteredElsewhere))), "{again:?}");
    let state = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(state, Some(State::Suspended(SuspendReason::PendingReview)));
}

#[tokio::test]
async fn when_the_holder_dies_access_for_others_is_paused() {
    let world = world().await;
    let (holder, _, association) = acting(&world).await;
    let died = Some("2024-02-27T00:00:00+00:00".to_owned());
    pds_says(&world, holder.person, |record| record.deceased = died).await;
    worker::recheck_everything(&world.app).await.unwrap();
    let state = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(state, Some(State::Suspended(SuspendReason::HolderDeceased)));
}
