//! A practice describes somebody, PDS confirms it, and an account is made, found and shown.

use domain::account::{AccountNumber, EndReason, Refusal, Status, SuspendReason, SwitchOffReason};
use domain::person::search_words;
use domain::{Actor, OdsCode, PersonName};
use proxy_access::actions::accounts::open::open;
use proxy_access::actions::accounts::trace::{Described, trace};
use proxy_access::actions::accounts::{Failed, settle};
use proxy_access::storage::views::accounts::{self, Window};
use time::Duration;

use super::support::*;
use crate::story::count;
use crate::support::world::world;

#[tokio::test]
async fn what_pds_does_not_confirm_leads_to_no_account() {
    let world = world().await;
    let number = known_to_pds(&world, BORN);
    let wrong = [
        Described { name: PersonName::new("Alex", "Jones"), ..described(BORN) },
        described(BORN + Duration::DAY),
    ];
    for described in wrong {
        let found = trace(&world.app, &staff(), (&number, &described), "test").await.unwrap();
        assert!(found.is_none());
    }
    assert_eq!(count(&world, "traced_person").await, 0);
    let citizen = Actor::Citizen { id: traced(&world, BORN).await };
    assert!(trace(&world.app, &citizen, (&number, &described(BORN)), "test").await.is_err(), "no practice");
    let calls = world.sandbox.pds_calls();
    assert!(trace(&world.app, &Actor::System, (&number, &described(BORN)), "test").await.is_err());
    assert_eq!(world.sandbox.pds_calls(), calls, "PDS is not asked for who may not know");
}

#[tokio::test]
async fn an_account_is_made_for_who_was_traced_here_and_once() {
    let world = world().await;
    let person = traced(&world, BORN).await;
    let elsewhere = open(&world.app, &staff_of("B82002"), person).await;
    assert!(matches!(elsewhere, Err(Failed::Refused(Refusal::NotFound))), "{elsewhere:?}");
    let id = open(&world.app, &staff(), person).await.unwrap().after.id;
    let again = open(&world.app, &staff(), person).await;
    assert!(matches!(again, Err(Failed::Refused(Refusal::HasOne))), "{again:?}");
    assert_eq!(expect_whole(&world, id).await.person, person);
    assert_eq!(count(&world, "account").await, 1);
}

#[tokio::test]
async fn cs_03_cs_42_a_practice_sees_everything_about_its_account_dated_and_no_other_practice_does() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let off = SwitchOffReason::Safeguarding;
    settle::switch_off(&world.app, &staff(), holder.id, off, Some("a call from the ward")).await.unwrap();
    let practice = expect_whole(&world, holder.id).await.practice;
    let shown = accounts::one(&world.app.db, &practice, holder.id).await.unwrap().expect("theirs");
    assert_eq!(shown.holder.title, "Dr");
    assert_eq!(shown.holder.person.name.full(), "Alex Smith");
    assert_eq!(shown.holder.person.born, Some(BORN));
    assert!(shown.holder.address.contains("High Street") && shown.holder.phone.contains("0113"));
    assert!(!shown.holder.proofed, "they never signed in");
    assert_eq!(shown.patients.iter().map(|one| one.id).collect::<Vec<_>>(), [patient]);
    assert_eq!(shown.account.status(world.clock.today_in_london()), Status::SwitchedOff);
    let dated: Vec<_> = shown.history.iter().map(|one| one.recorded.version).collect();
    assert_eq!(dated, (1..).take(dated.len()).collect::<Vec<_>>());
    assert!(shown.history.iter().all(|one| world.clock.now() - one.recorded.at < Duration::HOUR));
    let remarks: Vec<_> = shown.history.iter().filter_map(|one| one.remark.as_deref()).collect();
    assert_eq!(remarks, ["a call from the ward"]);
    assert_eq!(shown.used_on(association), None);
    let other = OdsCode::parse("B82002").unwrap();
    assert!(accounts::one(&world.app.db, &other, holder.id).await.unwrap().is_none());
}

#[tokio::test]
async fn accounts_are_found_by_name_number_and_what_the_letter_says() {
    let world = world().await;
    let (db, today) = (&world.app.db, world.clock.today_in_london());
    let riverside = OdsCode::parse("A81001").unwrap();
    let hillview = OdsCode::parse("B82002").unwrap();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(opened(&world).await);
        world.clock.advance(Duration::SECOND);
    }
    let (_, number) = traced_with_number(&world, BORN).await;
    let newest: Vec<_> = made.iter().rev().map(|holder| holder.id).collect();
    let window = |offset| Window { offset, limit: 2 };
    let first = accounts::page(db, &riverside, today, window(0)).await.unwrap();
    let second = accounts::page(db, &riverside, today, window(2)).await.unwrap();
    let ids = |lines: &[accounts::Line]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
    assert_eq!((ids(&first.lines), first.count), (newest[..2].to_vec(), 3));
    assert_eq!(ids(&second.lines), newest[2..]);
    assert_eq!(first.lines[0].status, Status::NotLinked);
    let named = |text: &'static str| {
        let riverside = riverside.clone();
        async move { accounts::by_name(db, &riverside, (&search_words(text)[..], today), 10).await.unwrap().len() }
    };
    assert_eq!((named("smi al").await, named("SMITH").await, named("jones").await), (3, 3, 0));
    let asked = AccountNumber::of(made[1].id);
    let found = accounts::by_account(db, &riverside, (asked, today)).await.unwrap();
    assert_eq!(ids(&found), [made[1].id]);
    let theirs = first.lines[0].nhs_number.clone();
    assert_eq!(ids(&accounts::by_number(db, &riverside, (&theirs, today)).await.unwrap()), [newest[0]]);
    assert!(accounts::by_number(db, &riverside, (&number, today)).await.unwrap().is_empty(), "no account");
    assert!(accounts::by_account(db, &hillview, (asked, today)).await.unwrap().is_empty());
    assert_eq!(accounts::page(db, &hillview, today, window(0)).await.unwrap().count, 0);
}

#[tokio::test]
async fn a_citizen_sees_their_accounts_and_who_acts_for_them() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let held = accounts::held_by(&world.app.db, holder.person).await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].practice_name, "Riverside Medical Practice");
    assert_eq!(held[0].patients, [(patient, PersonName::new("Alex", "Smith"))]);
    assert!(held[0].account.status(world.clock.today_in_london()).is_active());
    assert!(accounts::held_by(&world.app.db, patient).await.unwrap().is_empty());
    let acting = accounts::acting_for(&world.app.db, patient).await.unwrap();
    assert_eq!(acting.len(), 1);
    assert_eq!((acting[0].account.id, acting[0].holder.full().as_str()), (holder.id, "Alex Smith"));
    settle::suspend(&world.app, patient, (holder.id, association), SuspendReason::PatientRequest, None)
        .await
        .unwrap();
    assert!(may(&world, holder.person, patient).await.services.is_empty(), "a patient pauses what is theirs");
    settle::end(&world.app, patient, (holder.id, association), EndReason::PatientRequest, None)
        .await
        .unwrap();
    assert!(accounts::acting_for(&world.app.db, patient).await.unwrap().is_empty());
}
