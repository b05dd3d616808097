//! Roles in the national store beside those of others, and the walk that compares them: what is another's is left alone, what
//! one fault may hold up, what was there before a practice began.

use domain::delegation::{RevokeReason, Stage, SuspendReason, Tell};
use proxy_access::actions::{remove, resume, revoke, roles, suspend};
use proxy_access::storage::outbox;
use proxy_access::storage::roles::Whose;
use proxy_access::worker;
use sandbox::vrs::{ForcedRefusal, VrsFaults, VrsRole};
use time::Duration;

use crate::people::{active, number_of, pair, staff, with_practice};
use crate::story::{count, until};

use super::{
    confirmed, ends_there, faults, followed, known, left_by_another, numbers, so, stage, stands, the_role,
    using, using_with,
};

#[tokio::test]
async fn a_role_that_another_organisation_granted_is_not_touched() {
    let world = using("shadow").await;
    let id = confirmed(&world).await;
    let theirs = left_by_another(numbers(&world, id).await, "active", "ROLE_CREATED");
    world.sandbox.vrs().add(theirs.clone());
    world.deliver_everything().await;
    let elsewhere = (Some(theirs.id.clone()), Some("granted_elsewhere".to_owned()));
    assert_eq!((the_role(&world), known(&world, id).await), (theirs, elsewhere), "its last day is theirs");
    let case = format!("/staff/cases/{id}/national");
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel
        .get(&case)
        .await
        .expect_text("Another organisation recorded this")
        .expect_no_text("Record there what");
    rachel.post(&case, &[]).await;
    world.deliver_everything().await;
    assert_eq!(world.sandbox.vrs().patches(), 0);
}

#[tokio::test]
async fn the_old_practice_does_not_end_what_the_new_one_granted() {
    let world = using("on").await;
    let id = followed(&world).await;
    let role = the_role(&world).id;
    world.sandbox.vrs().set(&role, |role| role.grantor = Some("B82002".to_owned()));
    let stop = (RevokeReason::NotUsed, Tell::NOTHING, None);
    revoke::revoke(&world.app, &staff(), id, stop).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
    assert_eq!(known(&world, id).await, (Some(role), Some("granted_elsewhere".to_owned())));
}

#[tokio::test]
async fn what_ended_for_somebodys_safety_is_made_active_by_a_person_alone() {
    for by_resuming in [false, true] {
        let world = using("on").await;
        let id = confirmed(&world).await;
        let pair = numbers(&world, id).await;
        let theirs = left_by_another(pair, "inactive", "ROLE_DEACTIVATED_SAFEGUARDING");
        world.sandbox.vrs().add(theirs);
        let ended = so("inactive", "ROLE_DEACTIVATED_SAFEGUARDING");
        world.deliver_everything().await;
        for _ in 0..2 {
            assert_eq!((stands(&world), stage(&world, id).await), (ended.clone(), Stage::Active));
            assert_eq!(known(&world, id).await.1.as_deref(), Some("ended_there"));
            world.clock.advance(Duration::days(2));
            assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
        }
        if by_resuming {
            let pause = (SuspendReason::PendingReview, Tell::NOTHING, None);
            suspend::suspend(&world.app, &staff(), id, pause).await.unwrap();
            world.deliver_everything().await;
            resume::resume(&world.app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
        } else {
            let mut rachel = world.staff_sign_in_as("reception-a").await;
            rachel.get(&format!("/staff/cases/{id}/national")).await.expect_text("Safeguarding concern");
            rachel.submit(&[]).await.expect_status(200);
        }
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"), "by resuming: {by_resuming}");
        assert_eq!(known(&world, id).await.1, None);
    }
}

#[tokio::test]
async fn a_role_of_other_people_is_not_taken_for_theirs() {
    let world = using("on").await;
    let id = followed(&world).await;
    let role = the_role(&world).id;
    world.sandbox.vrs().set(&role, |role| role.patient = number_of(90_001));
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
    assert_eq!(stage(&world, id).await, Stage::Suspended, "theirs is gone");
    resume::resume(&world.app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
    world.deliver_everything().await;
    let roles = world.sandbox.vrs().roles();
    let (patient, proxy) = numbers(&world, id).await;
    let ours: Vec<&VrsRole> = roles.iter().filter(|role| role.patient == patient).collect();
    assert_eq!((roles.len(), ours.len(), ours[0].proxy.as_str()), (2, 1, proxy.as_str()));
    assert_ne!(ours[0].id, role, "the other people's is left alone");
}

#[tokio::test]
async fn a_reason_that_is_kept_from_one_of_the_two_goes_there_only_where_a_setting_says_so() {
    for (settings, expected) in [
        (&[][..], "ROLE_DEACTIVATED_INACTIVE_ROLE"),
        (&[("VRS_REASONS", "full")][..], "ROLE_DEACTIVATED_SAFEGUARDING"),
    ] {
        let world = using_with("shadow", settings).await;
        let id = followed(&world).await;
        let stop = (RevokeReason::Safeguarding, Tell::NOTHING, None);
        revoke::revoke(&world.app, &staff(), id, stop).await.unwrap();
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("inactive", expected));
    }
}

#[tokio::test]
async fn an_end_of_before_takes_nothing_from_the_access_of_now() {
    let world = using("shadow").await;
    let two = pair(&world).await;
    let before = active(&world, two.delegator, two.delegate).await;
    world.deliver_everything().await;
    revoke::revoke(&world.app, &staff(), before, (RevokeReason::NotUsed, Tell::NOTHING, None)).await.unwrap();
    remove::remove(&world.app, &staff(), before, None).await.unwrap();
    world.deliver_everything().await;
    let now = active(&world, two.delegator, two.delegate).await;
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 2);
    assert_eq!(count(&world, "followed_role where difference is not null").await, 0);
    sqlx::query("update followed_role set followed = 0").execute(&world.app.db).await.unwrap();
    world.clock.advance(Duration::days(2));
    worker::compare_roles(&world.app).await.unwrap();
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
    assert_eq!(stage(&world, now).await, Stage::Active);
}

#[tokio::test]
async fn an_end_that_is_still_on_its_way_takes_nothing_from_access_that_was_given_meanwhile() {
    let world = using("shadow").await;
    let two = pair(&world).await;
    let before = active(&world, two.delegator, two.delegate).await;
    world.deliver_everything().await;
    revoke::revoke(&world.app, &staff(), before, (RevokeReason::NotUsed, Tell::NOTHING, None)).await.unwrap();
    remove::remove(&world.app, &staff(), before, None).await.unwrap();
    // It has been taken up, and goes no further than to what is known of the role.
    let mut held = world.app.db.begin().await.unwrap();
    sqlx::query("lock table followed_role in access exclusive mode").execute(&mut *held).await.unwrap();
    let meanwhile = async {
        let waits = "pg_locks where not granted and relation = 'followed_role'::regclass
                     and database = (select oid from pg_database where datname = current_database())";
        until(async || count(&world, waits).await == 1).await;
        active(&world, two.delegator, two.delegate).await;
        held.commit().await.unwrap();
    };
    let correlation = world.clock.new_id().to_string();
    let (ended, ()) = tokio::join!(roles::follow(&world.app, Whose::Case(before), &correlation), meanwhile);
    ended.unwrap();
    assert_eq!((stands(&world), world.sandbox.vrs().patches()), (so("active", "ROLE_CREATED"), 0));
    world.deliver_everything().await;
    assert_eq!((stands(&world), world.sandbox.vrs().patches()), (so("active", "ROLE_CREATED"), 0));
    assert_eq!(count(&world, "followed_role where difference is not null").await, 0);
}

#[tokio::test]
async fn a_walk_that_looked_before_a_person_decided_takes_nothing_back() {
    let world = using("shadow").await;
    let id = followed(&world).await;
    ends_there(&world).await;
    // What was seen is not written down while this lock is held; what people decide is.
    for statement in [
        "create function hold() returns trigger language plpgsql
         as $$ begin perform pg_advisory_xact_lock(1); return new; end $$",
        "create trigger hold before insert on followed_role for each row execute function hold()",
    ] {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
    world.clock.advance(Duration::days(2));
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&format!("/staff/cases/{id}/national")).await.expect_text("What differs");
    let mut held = world.app.db.begin().await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(1)").execute(&mut *held).await.unwrap();
    let person = async {
        let waits = "pg_locks where locktype = 'advisory' and not granted
                     and database = (select oid from pg_database where datname = current_database())";
        until(async || count(&world, waits).await == 1).await;
        rachel.submit(&[]).await.expect_status(200);
        held.commit().await.unwrap();
    };
    let (compared, ()) = tokio::join!(worker::compare_roles(&world.app), person);
    assert_eq!((compared.unwrap(), count(&world, "role_decision").await), (1, 1));
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
    assert_eq!(known(&world, id).await.1, None, "it is not told of once more");
    assert_eq!(world.sandbox.vrs().patches(), 1);
}

#[tokio::test]
async fn one_that_gets_no_answer_waits_and_the_others_go_on() {
    let world = using("on").await;
    followed(&world).await;
    followed(&world).await;
    world.clock.advance(Duration::days(2));
    faults(&world, VrsFaults { down: true, ..VrsFaults::default() });
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 0);
    faults(&world, VrsFaults::default());
    world.clock.advance(Duration::minutes(10));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1, "the other");
    world.clock.advance(Duration::hours(1));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1, "and in an hour the first");
}

#[tokio::test]
async fn what_was_given_up_is_taken_up_by_the_walk() {
    let world = using("shadow").await;
    let id = confirmed(&world).await;
    let forced = Some(ForcedRefusal { status: 422, code: "INVALID_PERFORMER".to_owned() });
    faults(&world, VrsFaults { forced, ..VrsFaults::default() });
    world.deliver_everything().await;
    assert_eq!(outbox::backlog(&world.app.db, world.clock.now()).await.unwrap().dead, 1);
    faults(&world, VrsFaults::default());
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
    assert_eq!(known(&world, id).await, (Some(the_role(&world).id), None));
}

#[tokio::test]
async fn a_practice_that_begins_records_the_access_that_it_has() {
    let world = using("off").await;
    followed(&world).await;
    let two = pair(&world).await;
    with_practice(&world, two.delegator, two.delegate).await;
    world.deliver_everything().await;
    assert_eq!(world.sandbox.vrs().posts(), 0);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff/settings").await;
    rachel.submit(&[("national", "shadow")]).await.expect_text("Your settings are saved");
    assert_eq!(
        count(&world, "outbox where task = 'follow_role'").await,
        1,
        "nothing is decided of the other"
    );
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
    sqlx::query("update practice set tally_confirmed_at = now()").execute(&world.app.db).await.unwrap();
    rachel.get("/staff/settings").await;
    rachel.submit(&[("national", "on")]).await.expect_text("Your settings are saved");
    assert_eq!(count(&world, "outbox where task = 'follow_role'").await, 0, "only when it begins");
}
