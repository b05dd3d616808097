//! Roles in the national store of what is given by an account alone; and of cases whose account counts no more.

use domain::account::{
    Checked, EndReason, Evidence, Ground, ResetReason, State, SuspendReason, SwitchOffReason, Tie,
};
use domain::delegation::Stage;
use domain::{OdsCode, Relationship};
use proxy_access::actions::accounts::associate::{Wish, change, renew};
use proxy_access::actions::accounts::{keys, settle};
use proxy_access::storage::accounts::kept;
use proxy_access::storage::delegations;
use proxy_access::worker;
use sandbox::pds::Record;
use secrecy::ExposeSecret;
use time::Duration;

use crate::accounts::support::{access, acting, associated, by_consent, expect_whole, linked, staff, traced};
use crate::acting::{Pair, david_acts};
use crate::people;
use crate::story::count;
use crate::support::world::World;

use super::{ends_there, so, stage, stands, the_role, using};

async fn works(world: &World) {
    world.deliver_everything().await;
}

#[tokio::test]
async fn what_is_given_by_an_account_alone_has_a_role_there_until_the_patient_leaves() {
    let world = using("on").await;
    let Pair { david, association, .. } = david_acts(&world).await;
    assert!(world.sandbox.vrs().roles().is_empty(), "nothing is sent inside a request");
    works(&world).await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
    let role = the_role(&world);
    assert_eq!((role.patient.as_str(), role.proxy.as_str()), ("9990000018", "9990000026"));
    assert_eq!((role.grantor.as_deref(), role.basis[1].as_str()), (Some("A81001"), "consent"));

    let moved = |record: &mut Record| record.practice = Some("B82002".to_owned());
    assert!(world.sandbox.pds().set("9990000018", moved), "PDS knows her");
    worker::recheck_everything(&world.app).await.unwrap();
    let account = expect_whole(&world, david.id).await;
    let ended = account.association(association).map(|one| one.state);
    assert_eq!((ended, account.active), (Some(State::Ended(EndReason::PatientLeft)), false));
    works(&world).await;
    // Both may read it, and where the patient has gone is theirs to tell.
    assert_eq!(stands(&world), so("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE"));
    assert_eq!(world.sandbox.vrs().posts(), 1, "one role, created once");
}

#[tokio::test]
async fn a_role_rests_while_the_account_is_off_or_reset_and_comes_back_with_it() {
    let world = using("on").await;
    let (holder, _, association) = acting(&world).await;
    let (app, one) = (&world.app, (holder.id, association));
    works(&world).await;
    let (rests, goes_on) =
        (so("inactive", "ROLE_SUSPENDED_PENDING_REVIEW"), so("active", "ROLE_REACTIVATED"));
    settle::switch_off(app, &staff(), holder.id, SwitchOffReason::Misuse, None).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), rests, "and not why");
    settle::switch_on(app, &staff(), holder.id).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), goes_on);
    let reset = keys::reset(app, &staff(), holder.id, (ResetReason::UnusualActivity, None)).await.unwrap();
    let reset = reset.expect("another key");
    works(&world).await;
    assert_eq!(stands(&world), rests);
    let key = reset.key.expose_secret().to_owned();
    linked(&world, holder, &key).await;
    works(&world).await;
    assert_eq!(stands(&world), goes_on);
    settle::suspend(app, &staff(), one, SuspendReason::Safeguarding, None).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), rests);
    renew(app, &staff(), one, (by_consent(&world), None), None).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), goes_on);
    let end = the_role(&world).end;
    change(app, &staff(), one, (access(&world, Some(30)), None), None).await.unwrap();
    works(&world).await;
    assert_ne!(the_role(&world).end, end, "the end is another");
    assert_eq!(count(&world, "followed_role where difference is not null or fault is not null").await, 0);
    assert_eq!((world.sandbox.vrs().posts(), world.sandbox.vrs().roles().len()), (1, 1));
}

#[tokio::test]
async fn a_role_has_the_ground_on_which_somebody_acts() {
    let world = using("shadow").await;
    let (holder, _, _) = acting(&world).await;
    works(&world).await;
    let today = world.clock.today_in_london();
    let child = traced(&world, today.replace_year(today.year() - 5).unwrap()).await;
    let seen = Checked { evidence: Evidence::LegalDocument, review_on: today + Duration::days(90) };
    let ground = Ground::ParentalResponsibility(seen);
    let tie = Tie::Proxy { relationship: Relationship::Parent, ground };
    associated(&world, holder, child, Wish { tie, ..by_consent(&world) }).await;
    associated(&world, holder, holder.person, Wish { tie: Tie::Own, ..by_consent(&world) }).await;
    works(&world).await;
    let mut bases: Vec<String> =
        world.sandbox.vrs().roles().into_iter().map(|role| role.basis[1].clone()).collect();
    bases.sort();
    assert_eq!(bases, ["consent", "parental-responsibility"], "and nobody has a role for themselves");
}

#[tokio::test]
async fn what_ends_there_rests_here_where_an_account_alone_gave_it() {
    let world = using("on").await;
    let (holder, _, association) = acting(&world).await;
    works(&world).await;
    sqlx::query("update account set checked_at = now()")
        .execute(&world.app.db)
        .await
        .expect("it is compared");
    ends_there(&world).await;
    assert_eq!(
        count(&world, "account where checked_at is null").await,
        1,
        "PDS says more, and is asked next"
    );
    let state = expect_whole(&world, holder.id).await.association(association).map(|one| one.state);
    assert_eq!(state, Some(State::Suspended(SuspendReason::PendingReview)));
    works(&world).await;
    let ended = so("inactive", "ROLE_DEACTIVATED_PATIENT_DECEASED");
    assert_eq!(stands(&world), ended, "what the store said stays");
}

#[tokio::test]
async fn the_role_of_a_case_rests_while_its_account_is_reset() {
    let world = using("on").await;
    let id = super::followed(&world).await;
    let delegate = delegations::load(&world.app.db, id).await.unwrap().unwrap().delegate;
    let riverside = OdsCode::parse("A81001").unwrap();
    let account = kept::of(&world.app.db, delegate, &riverside).await.unwrap().expect("an account");
    settle::switch_off(&world.app, &people::staff(), account, SwitchOffReason::Misuse, None).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), so("inactive", "ROLE_SUSPENDED_PENDING_REVIEW"));
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
    assert_eq!(stage(&world, id).await, Stage::Active, "a reset ends no case");
    settle::switch_on(&world.app, &people::staff(), account).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
    keys::reset(&world.app, &people::staff(), account, (ResetReason::Lost, None)).await.unwrap();
    works(&world).await;
    assert_eq!(stands(&world), so("inactive", "ROLE_SUSPENDED_PENDING_REVIEW"));
    assert_eq!((world.sandbox.vrs().posts(), stage(&world, id).await), (1, Stage::Active));
}

#[tokio::test]
async fn a_practice_that_begins_records_what_its_accounts_give() {
    let world = using("off").await;
    acting(&world).await;
    works(&world).await;
    assert_eq!(world.sandbox.vrs().posts(), 0);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff/settings").await;
    rachel.submit(&[("national", "shadow")]).await.expect_text("Your settings are saved");
    works(&world).await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
}
