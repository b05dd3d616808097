//! Two who do something about an account at the same moment: no state outside the table, whoever is first.

use std::collections::BTreeSet;

use domain::account::{
    Document, OffReason, Offer, Refusal, ResetReason, SwitchOffReason, UnverifyReason, WhyNot,
};
use domain::delegation::recheck::Known;
use domain::{OdsCode, Service};
use proxy_access::actions::accounts::associate::associate;
use proxy_access::actions::accounts::evidence::{Brought, verify_by_documents};
use proxy_access::actions::accounts::link::{link, signed_in};
use proxy_access::actions::accounts::open::open;
use proxy_access::actions::accounts::{Failed, keys, permit, recheck, settle, switches};

use super::support::*;
use crate::story::count;
use crate::support::world::world;

/// How often two are let loose on each other.
const ROUNDS: usize = 200;

/// Lets another go first, more or less.
async fn later(steps: usize) {
    for _ in 0..steps {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_staff_who_make_the_same_account_at_once_make_one() {
    let world = world().await;
    for round in 0..ROUNDS {
        let person = traced(&world, BORN).await;
        let make = |steps| {
            let app = world.app.clone();
            tokio::spawn(async move {
                later(steps).await;
                open(&app, &staff(), person).await
            })
        };
        let (one, other) = tokio::join!(make(round % 7), make(round % 5));
        let (one, other) = (one.unwrap(), other.unwrap());
        let (made, refused) = if one.is_ok() { (one, other) } else { (other, one) };
        assert!(matches!(refused, Err(Failed::Refused(Refusal::HasOne))), "{refused:?}");
        assert_eq!(expect_whole(&world, made.unwrap().after.id).await.version, 1);
    }
    assert_eq!(count(&world, "account").await, i64::try_from(ROUNDS).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_reset_while_somebody_links_leaves_nothing_linked() {
    let world = world().await;
    let mut outcomes = BTreeSet::new();
    for round in 0..ROUNDS {
        let holder = opened(&world).await;
        let typed = typed(holder, &key_of(&world, holder).await);
        let (app, other) = (world.app.clone(), world.app.clone());
        let (linked, reset) = tokio::join!(
            tokio::spawn(async move {
                later(round % 11).await;
                link(&app, holder.person, signed_in(holder.person), &typed).await
            }),
            tokio::spawn(async move {
                later(round % 7).await;
                keys::reset(&other, &staff(), holder.id, (ResetReason::Compromised, None)).await
            })
        );
        assert!(reset.unwrap().unwrap().is_some(), "a reset is possible before and after");
        let account = expect_whole(&world, holder.id).await;
        assert!(account.linkages.is_empty() && account.key_since.is_some(), "round {round}: {account:?}");
        match linked.unwrap() {
            Ok(_) => assert_eq!(events(&world, holder.id).await[2..], ["linked", "told", "key_reset"]),
            Err(Failed::Refused(Refusal::NotMatched)) => {
                assert_eq!(events(&world, holder.id).await[2..], ["key_reset"]);
            }
            Err(other) => panic!("{other:?}"),
        }
        outcomes.insert(account.version);
    }
    println!("versions seen: {outcomes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_who_leaves_while_somebody_is_associated_with_them_has_left() {
    let world = world().await;
    let holder = opened(&world).await;
    let elsewhere = Known { practice: OdsCode::parse("B82002").ok(), ..Known::default() };
    for round in 0..ROUNDS {
        let patient = traced(&world, BORN).await;
        let (app, other, known) = (world.app.clone(), world.app.clone(), elsewhere.clone());
        let wish = by_consent(&world);
        let (associated, left) = tokio::join!(
            tokio::spawn(async move {
                later(round % 11).await;
                associate(&app, &staff(), (holder.id, patient), wish, None).await
            }),
            tokio::spawn(async move {
                later(round % 13).await;
                recheck::told(&other, patient, &known).await
            })
        );
        left.unwrap().unwrap();
        match associated.unwrap() {
            Ok(_) | Err(Failed::Refused(Refusal::RegisteredElsewhere)) => {}
            Err(other) => panic!("{other:?}"),
        }
        let account = expect_whole(&world, holder.id).await;
        assert!(account.with_patient(patient).is_none(), "round {round}: still associated");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_while_something_is_switched_off_reads_what_was_or_what_is() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let all = vec![Service::BookAppointments, Service::OrderPrescriptions, Service::ViewRecord];
    let mut less = Offer::everything();
    less.services.remove(&Service::OrderPrescriptions);
    for round in 0..ROUNDS {
        let (app, other, less) = (world.app.clone(), world.app.clone(), less.clone());
        let by_hand = round % 2 == 0;
        let whose = (round % 4 == 1).then_some(patient);
        let (off, asked) = tokio::join!(
            tokio::spawn(async move {
                later(round % 7).await;
                if by_hand {
                    settle::switch_off(&app, &staff(), holder.id, SwitchOffReason::Misuse, None)
                        .await
                        .map(drop)
                } else {
                    let less = (less, Some(OffReason::Safeguarding));
                    switches::set(&app, &staff(), whose, less, None).await.map(drop)
                }
            }),
            tokio::spawn(async move {
                later(round % 11).await;
                permit::permitted(&other, holder.person, patient).await
            })
        );
        off.unwrap().unwrap();
        let asked = asked.unwrap().unwrap().remove(0).permission.services;
        let after = if by_hand { Vec::new() } else { vec![Service::BookAppointments, Service::ViewRecord] };
        assert!(asked == all || asked == after, "round {round}: {asked:?}");
        let now = may(&world, holder.person, patient).await;
        assert_eq!(now.services, after, "round {round}: once it is off, it is off");
        let off_by_switch = [WhyNot::OffAtPractice, WhyNot::OffForPatient];
        let why = now.refused.iter().find(|(service, _)| *service == Service::OrderPrescriptions);
        assert!(by_hand || why.is_some_and(|(_, why)| off_by_switch.contains(why)), "{why:?}");
        if by_hand {
            settle::switch_on(&world.app, &staff(), holder.id).await.unwrap();
        } else {
            switches::set(&world.app, &staff(), whose, (Offer::everything(), None), None).await.unwrap();
        }
        expect_whole(&world, holder.id).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_comes_while_its_verification_is_taken_back_is_there_with_one_or_not_at_all() {
    let world = world().await;
    for round in 0..ROUNDS {
        let holder = opened(&world).await;
        verify(&world, holder).await;
        let (app, other) = (world.app.clone(), world.app.clone());
        let brought = Brought::File(b"%PDF-1.7 a passport".to_vec());
        let seen = (world.clock.today_in_london(), vec![Document::Passport], Some(brought));
        let (kept, taken) = tokio::join!(
            tokio::spawn(async move {
                later(round % 11).await;
                verify_by_documents(&app, &staff(), holder.id, seen, None).await
            }),
            tokio::spawn(async move {
                later(round % 7).await;
                settle::unverify(&other, &staff(), holder.id, UnverifyReason::Doubt, None).await
            })
        );
        kept.unwrap().unwrap();
        taken.unwrap().unwrap();
        let account = expect_whole(&world, holder.id).await;
        let copies: i64 = sqlx::query_scalar("select count(*) from evidence where account_id = $1")
            .bind(holder.id.0)
            .fetch_one(&world.app.db)
            .await
            .unwrap();
        assert_eq!(copies == 1, account.verification.is_some(), "round {round}: {copies} copies");
    }
}
