//! A delegation's role in the national store, over real HTTP with the sandbox's strict one: its life, conflicts, lost answers,
//! outages, and what ends there.

mod accounts;
mod beside_others;
pub mod events;
mod pages;

use domain::DelegationId;
use domain::delegation::{RefusalReason, RevokeReason, Stage, SuspendReason, Tell};
use proxy_access::actions::{change, reactivate, refuse, remove, resume, revoke, suspend};
use proxy_access::storage::{delegations, outbox};
use proxy_access::worker;
use sandbox::vrs::{ForcedRefusal, VrsFaults, VrsRole};
use time::Duration;
use uuid::Uuid;

use crate::people::{access, active, checklist, pair, staff, with_practice};
use crate::story::{count, events, later, ledger};
use crate::support::world::{SANDBOXS, World, world, world_with};

/// A world whose Riverside practice uses the national store so.
pub async fn using(how: &str) -> World {
    using_with(how, &[]).await
}

/// The same with more settings.
pub async fn using_with(how: &str, more: &[(&str, &str)]) -> World {
    let mut settings = vec![("VRS_URL", SANDBOXS)];
    settings.extend_from_slice(more);
    let world = world_with(&settings).await;
    sqlx::query("update practice set national = $1 where ods_code = 'A81001'")
        .bind(how)
        .execute(&world.app.db)
        .await
        .unwrap();
    world
}

/// A pair whose access was just confirmed; nothing of it is worked off yet.
pub async fn confirmed(world: &World) -> DelegationId {
    let pair = pair(world).await;
    let id = with_practice(world, pair.delegator, pair.delegate).await;
    world.deliver_everything().await;
    let set = (checklist(), access(&world.app, 365).into());
    proxy_access::actions::confirm::confirm(&world.app, &staff(), id, set).await.unwrap();
    id
}

/// A pair whose access is recorded there.
pub async fn followed(world: &World) -> DelegationId {
    let pair = pair(world).await;
    let id = active(world, pair.delegator, pair.delegate).await;
    world.deliver_everything().await;
    id
}

/// The only role there is.
pub fn the_role(world: &World) -> VrsRole {
    let mut roles = world.sandbox.vrs().roles();
    assert_eq!(roles.len(), 1, "{roles:?}");
    roles.remove(0)
}

/// How the only role stands, and why.
pub fn stands(world: &World) -> (String, String) {
    let role = the_role(world);
    (role.status, role.reason)
}

/// A status and a reason.
pub fn so(status: &str, reason: &str) -> (String, String) {
    (status.to_owned(), reason.to_owned())
}

/// Both NHS numbers, the patient's first.
pub async fn numbers(world: &World, id: DelegationId) -> (String, String) {
    sqlx::query_as(
        "select p.nhs_number, t.nhs_number from delegation d
         join person p on p.id = d.delegator_id join person t on t.id = d.delegate_id where d.id = $1",
    )
    .bind(id.0)
    .fetch_one(&world.app.db)
    .await
    .unwrap()
}

/// The id that is known here, and what differs.
pub async fn known(world: &World, id: DelegationId) -> (Option<String>, Option<String>) {
    sqlx::query_as("select role_id, difference from followed_role where delegation_id = $1")
        .bind(id.0)
        .fetch_one(&world.app.db)
        .await
        .unwrap()
}

/// Where the delegation stands.
pub async fn stage(world: &World, id: DelegationId) -> Stage {
    delegations::load(&world.app.db, id).await.unwrap().unwrap().stage
}

/// Switches these faults on, and all others off.
pub fn faults(world: &World, faults: VrsFaults) {
    world.sandbox.vrs().set_faults(faults);
}

/// A role as another supplier left it.
pub fn left_by_another((patient, proxy): (String, String), status: &str, reason: &str) -> VrsRole {
    let basis = ["https://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", "Unknown"];
    VrsRole {
        id: Uuid::from_u128(0xA0).to_string(),
        patient,
        proxy,
        status: status.to_owned(),
        reason: reason.to_owned(),
        text: None,
        basis: basis.map(str::to_owned),
        grantor: Some("B82002".to_owned()),
        made_at: "2025-12-02T10:00:00Z".to_owned(),
        start: Some("2025-12-02T00:00:00Z".to_owned()),
        end: None,
        updated: "2025-12-02T10:00:00Z".to_owned(),
    }
}

/// The role has ended in the store, through nobody here; a day later it is compared.
pub async fn ends_there(world: &World) {
    let id = the_role(world).id;
    assert!(world.sandbox.vrs().set(&id, |role| {
        role.status = "inactive".to_owned();
        role.reason = "ROLE_DEACTIVATED_PATIENT_DECEASED".to_owned();
    }));
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
}

#[tokio::test]
async fn the_life_of_a_delegation_drives_its_role() {
    for as_integration in [false, true] {
        let world = using("shadow").await;
        faults(&world, VrsFaults { as_integration, ..VrsFaults::default() });
        let id = confirmed(&world).await;
        assert!(world.sandbox.vrs().roles().is_empty(), "nothing is sent inside a request");
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
        let role = the_role(&world);
        assert_eq!((role.patient, role.proxy), numbers(&world, id).await);
        assert_eq!((role.grantor.as_deref(), role.basis[1].as_str()), (Some("A81001"), "consent"));
        let end = role.end.expect("an end");
        let app = &world.app;
        change::change(app, &staff(), id, (None, access(app, 30).into())).await.unwrap();
        world.deliver_everything().await;
        assert_ne!(the_role(&world).end, Some(end), "the end is another");
        let pause = (SuspendReason::Safeguarding, Tell::NOTHING, None);
        suspend::suspend(app, &staff(), id, pause).await.unwrap();
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("inactive", "ROLE_SUSPENDED_PENDING_REVIEW"), "and not why");
        resume::resume(app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
        suspend::suspend(app, &staff(), id, pause).await.unwrap();
        world.deliver_everything().await;
        let stop = (RevokeReason::Misuse, Tell::NOTHING, Some("A note for us."));
        revoke::revoke(app, &staff(), id, stop).await.unwrap();
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("inactive", "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM"));
        assert_eq!(the_role(&world).text, None, "nobody's words leave the service");
        remove::remove(app, &staff(), id, None).await.unwrap();
        reactivate::reactivate(app, &staff(), id, (checklist(), access(app, 60).into())).await.unwrap();
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
        assert_eq!(world.sandbox.vrs().posts(), 1, "one role, created once");
        assert_eq!(outbox::dead_letters(&app.db, 10).await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn several_decisions_before_the_worker_comes_end_as_the_last() {
    let world = using("shadow").await;
    let id = confirmed(&world).await;
    let pause = (SuspendReason::PendingReview, Tell::NOTHING, None);
    suspend::suspend(&world.app, &staff(), id, pause).await.unwrap();
    resume::resume(&world.app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
    suspend::suspend(&world.app, &staff(), id, pause).await.unwrap();
    world.deliver_everything().await;
    later(&world).await;
    assert!(world.sandbox.vrs().roles().is_empty(), "what never was active need not be there");
    resume::resume(&world.app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
}

#[tokio::test]
async fn a_refusal_becomes_a_rejected_role_and_a_later_yes_activates_it() {
    let world = using("shadow").await;
    let two = pair(&world).await;
    let id = with_practice(&world, two.delegator, two.delegate).await;
    let no = (RefusalReason::Other, Tell::NOTHING, Some("A note that names somebody."));
    refuse::refuse(&world.app, &staff(), id, no).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("rejected", "OTHER"));
    let role = the_role(&world);
    assert!(!role.text.expect("a text").contains("names somebody"));
    assert_eq!(role.grantor, None);
    let set = (checklist(), access(&world.app, 365).into());
    proxy_access::actions::confirm::confirm(&world.app, &staff(), id, set).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_ACTIVATED"));
    assert_eq!(the_role(&world).grantor.as_deref(), Some("A81001"));
}

#[tokio::test]
async fn a_pair_that_has_a_role_gets_no_second_one() {
    for (status, reason, expected) in [
        ("inactive", "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED", "ROLE_REACTIVATED"),
        ("rejected", "APPLICATION_REJECTED_NO_CONSENT", "ROLE_ACTIVATED"),
    ] {
        let world = using("shadow").await;
        let id = confirmed(&world).await;
        let theirs = left_by_another(numbers(&world, id).await, status, reason);
        world.sandbox.vrs().add(theirs.clone());
        world.deliver_everything().await;
        assert_eq!(stands(&world), so("active", expected));
        assert_eq!(known(&world, id).await, (Some(theirs.id), None), "its id is kept");
        assert!(the_role(&world).end.is_some(), "the last day is the practice's");
    }
}

#[tokio::test]
async fn a_role_whose_answer_was_lost_is_one_role() {
    for slow in [false, true] {
        let world = using_with("shadow", &[("VRS_TIMEOUT_MS", "400")]).await;
        let id = confirmed(&world).await;
        let lost =
            VrsFaults { lose_answers: !slow, slow_ms: if slow { 900 } else { 0 }, ..VrsFaults::default() };
        faults(&world, lost);
        world.deliver_everything().await;
        assert_eq!((world.sandbox.vrs().roles().len(), known(&world, id).await.0), (1, None));
        faults(&world, VrsFaults::default());
        later(&world).await;
        assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
        assert_eq!(known(&world, id).await, (Some(the_role(&world).id), None));
        assert_eq!(world.sandbox.vrs().posts(), 2);
    }
}

#[tokio::test]
async fn a_change_whose_answer_was_lost_is_not_done_twice() {
    let world = using("shadow").await;
    let id = followed(&world).await;
    let pause = (SuspendReason::PendingReview, Tell::NOTHING, None);
    suspend::suspend(&world.app, &staff(), id, pause).await.unwrap();
    faults(&world, VrsFaults { lose_answers: true, ..VrsFaults::default() });
    world.deliver_everything().await;
    faults(&world, VrsFaults::default());
    later(&world).await;
    assert_eq!(stands(&world), so("inactive", "ROLE_SUSPENDED_PENDING_REVIEW"));
    assert_eq!(world.sandbox.vrs().patches(), 1, "it is read before it is changed");
    assert_eq!(outbox::backlog(&world.app.db, world.clock.now()).await.unwrap().dead, 0);
}

#[tokio::test]
async fn who_is_told_to_wait_asks_nothing_until_then() {
    let world = using("shadow").await;
    confirmed(&world).await;
    faults(&world, VrsFaults { rate_limited: true, ..VrsFaults::default() });
    world.deliver_everything().await;
    faults(&world, VrsFaults::default());
    world.clock.advance(Duration::seconds(10));
    world.deliver_everything().await;
    assert_eq!(world.sandbox.vrs().posts(), 0, "30 seconds were asked for");
    later(&world).await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
}

#[tokio::test]
async fn what_the_store_refuses_is_given_up_at_once_and_tried_again_by_people() {
    let world = using("shadow").await;
    confirmed(&world).await;
    let forced = Some(ForcedRefusal { status: 422, code: "INVALID_PERFORMER".to_owned() });
    faults(&world, VrsFaults { forced, ..VrsFaults::default() });
    world.deliver_everything().await;
    let dead = outbox::dead_letters(&world.app.db, 10).await.unwrap();
    let dead: Vec<_> = dead.iter().map(|letter| (&*letter.task, &*letter.fault)).collect();
    assert_eq!(dead, [("follow_role", "vrs_unfit")]);
    faults(&world, VrsFaults::default());
    assert_eq!(outbox::retry(&world.app.db, None, world.clock.now()).await.unwrap(), 1);
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
}

#[tokio::test]
async fn an_outage_is_waited_out() {
    let world = using("shadow").await;
    confirmed(&world).await;
    faults(&world, VrsFaults { down: true, ..VrsFaults::default() });
    for _ in 0..5 {
        later(&world).await;
    }
    assert_eq!(outbox::backlog(&world.app.db, world.clock.now()).await.unwrap().dead, 0);
    faults(&world, VrsFaults::default());
    world.clock.advance(Duration::hours(2));
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_CREATED"));
}

#[tokio::test]
async fn what_ends_there_ends_here_at_once_and_the_practice_decides() {
    let world = using("on").await;
    let id = followed(&world).await;
    ends_there(&world).await;
    assert_eq!(stage(&world, id).await, Stage::Suspended);
    assert_eq!(events(&world).await.last().map(String::as_str), Some("access_suspended"));
    assert_eq!(count(&world, "role where active").await, 0, "programs are told that nobody may act");
    assert!(ledger(&world).await.iter().any(|line| line.starts_with("review_needed to practice")));
    assert!(!ledger(&world).await.iter().any(|line| line.starts_with("suspended to")), "nobody else is told");
    world.deliver_everything().await;
    let ended = so("inactive", "ROLE_DEACTIVATED_PATIENT_DECEASED");
    assert_eq!(stands(&world), ended, "what the store said stays");
    world.clock.advance(Duration::days(2));
    worker::compare_roles(&world.app).await.unwrap();
    assert_eq!((stage(&world, id).await, stands(&world)), (Stage::Suspended, ended));
    resume::resume(&world.app, &staff(), id, (Tell::NOTHING, None)).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"), "somebody decided");
}

#[tokio::test]
async fn what_is_deleted_there_ends_here_too() {
    let world = using("on").await;
    let id = followed(&world).await;
    let role = the_role(&world).id;
    world.sandbox.vrs().delete(&role);
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
    assert_eq!(stage(&world, id).await, Stage::Suspended);
    world.deliver_everything().await;
    assert!(world.sandbox.vrs().roles().is_empty(), "it is not created again by itself");
}

#[tokio::test]
async fn in_the_shadow_nothing_rests_on_it() {
    let world = using("shadow").await;
    let id = followed(&world).await;
    ends_there(&world).await;
    assert_eq!(stage(&world, id).await, Stage::Active);
    assert_eq!(known(&world, id).await.1.as_deref(), Some("ended_there"));
}

#[tokio::test]
async fn another_end_there_is_left_to_a_person() {
    let world = using("on").await;
    let id = followed(&world).await;
    let role = the_role(&world).id;
    world.sandbox.vrs().set(&role, |role| role.end = Some("2036-01-31T23:59:59Z".to_owned()));
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
    assert_eq!((stage(&world, id).await, known(&world, id).await.1.as_deref()), (Stage::Active, Some("end")));
    assert_eq!(the_role(&world).end.as_deref(), Some("2036-01-31T23:59:59Z"));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 0, "its turn comes tomorrow");
}

#[tokio::test]
async fn a_store_that_does_not_answer_ends_nothing_and_is_asked_again() {
    let world = using("on").await;
    let id = followed(&world).await;
    faults(&world, VrsFaults { down: true, ..VrsFaults::default() });
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 0);
    assert_eq!(stage(&world, id).await, Stage::Active);
    faults(&world, VrsFaults::default());
    world.clock.advance(Duration::hours(1) + Duration::MINUTE);
    assert_eq!(worker::compare_roles(&world.app).await.unwrap(), 1);
}

#[tokio::test]
async fn a_practice_that_does_not_use_it_and_a_service_without_it_send_nothing() {
    let off = using("off").await;
    followed(&off).await;
    assert_eq!((off.sandbox.vrs().roles().len(), off.sandbox.vrs().reads()), (0, 0));
    let without = world().await;
    sqlx::query("update practice set national = 'on'").execute(&without.app.db).await.unwrap();
    let two = pair(&without).await;
    active(&without, two.delegator, two.delegate).await;
    assert_eq!(count(&without, "outbox where task = 'follow_role'").await, 0);
    assert_eq!(count(&without, "followed_role").await, 0);
}
