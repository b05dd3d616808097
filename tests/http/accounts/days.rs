//! What time and PDS bring to accounts.

use domain::account::{Checked, EndReason, Evidence, Ground, PauseReason, State, Tie};
use domain::{Actor, PersonId, Relationship};
use proxy_access::actions::accounts::associate::{Wish, associate, renew};
use proxy_access::actions::accounts::{options, permit};
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
    assert_eq!(events(&world, holder.id).await.last(), Some(&"end_near"));
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
    assert_eq!(events(&world, holder.id).await.last(), Some(&"age_near"));
    assert_eq!(a_day_comes(&world, 27).await, 1);
    let paused = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(paused, Some(State::Paused(PauseReason::YoungAge)));
    renew(&world.app, &staff(), (holder.id, association), (wish(), None), None).await.unwrap();
    assert_eq!(a_day_comes(&world, 1).await, 0, "who decided anew knew of the age");
}

#[tokio::test]
async fn da_15_what_nobody_used_for_five_years_is_paused_and_what_was_used_is_not() {
    let world = world().await;
    let ((idle, _, unused), (busy, patient, used)) = (acting(&world).await, acting(&world).await);
    a_day_comes(&world, 4 * 365).await;
    for permitted in permit::permitted(&world.app, busy.person, patient).await.unwrap() {
        permit::used(&world.app, &permitted).await.unwrap();
    }
    a_day_comes(&world, 368).await;
    let state =
        async |holder: Holder, id| expect_whole(&world, holder.id).await.association(id).unwrap().state;
    assert_eq!(state(idle, unused).await, State::Paused(PauseReason::Unused));
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
async fn when_the_holder_dies_access_for_others_is_paused() {
    let world = world().await;
    let (holder, _, association) = acting(&world).await;
    let died = Some("2024-02-27T00:00:00+00:00".to_owned());
    pds_says(&world, holder.person, |record| record.deceased = died).await;
    worker::recheck_everything(&world.app).await.unwrap();
    let state = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(state, Some(State::Paused(PauseReason::HolderDeceased)));
}
