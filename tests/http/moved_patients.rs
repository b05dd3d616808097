//! The patient moves to another practice, through the real check with PDS: what was set comes before the new practice, which sets
//! its own access in three clicks; the old one has its removal to do and nothing else, and neither of the two is asked again.

use domain::delegation::{Refusal, RefusalReason, SuspendReason, Tell};
use domain::{Actor, DelegationId, OdsCode, StaffId};
use proxy_access::actions::{Failed, confirm as confirming, reactivate, refuse as refusing, remove, suspend};
use proxy_access::storage::outbox;
use proxy_access::worker;
use sandbox::pds::Record;
use sandbox::vrs::VrsFaults;
use serde_json::json;
use time::Duration;
use uuid::Uuid;

use crate::people::{access, checklist, staff};
use crate::roles::{so, stands, the_role, using};
use crate::speaker::Speaker;
use crate::story::{
    DAVID, DAVIDS_MAIL, HILLVIEWS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, accept, confirm, count, invite,
    later, subjects, the_delegation,
};
use crate::support::browser::Browser;
use crate::support::world::World;

const MARGARETS_NUMBER: &str = "9990000018";
const OUTSIDE: &str = "C83003";
const NOTE: &str = "A word among ourselves at Riverside.";

/// A service in which Riverside has set David's access for Margaret and written a note; both practices use the national store.
async fn active() -> (World, DelegationId, Browser) {
    let world = using("on").await;
    sqlx::query("update practice set national = 'on' where ods_code = 'B82002'")
        .execute(&world.app.db)
        .await
        .unwrap();
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let mut rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    let id = the_delegation(&world).await;
    rachel.post(&format!("/staff/cases/{id}/notes"), &[("note", NOTE)]).await.expect_status(200);
    (world, id, rachel)
}

/// PDS says so, and the weekly look sees it.
async fn moves(world: &World) {
    moves_to(world, "B82002").await;
}

/// The same of any practice.
async fn moves_to(world: &World, practice: &str) {
    let moved = |record: &mut Record| record.practice = Some(practice.to_owned());
    assert!(world.sandbox.pds().set(MARGARETS_NUMBER, moved));
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1);
}

/// The delegation that came of this one.
async fn came_of(world: &World, former: DelegationId) -> DelegationId {
    let id: Uuid = sqlx::query_scalar("select id from delegation where former = $1")
        .bind(former.0)
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    DelegationId(id)
}

#[tokio::test]
async fn the_new_practice_sees_what_was_set_and_sets_its_own_access_in_three_clicks() {
    let (world, former, _) = active().await;
    let davids = subjects(&world, DAVIDS_MAIL);
    moves(&world).await;
    world.deliver_everything().await;
    assert_eq!(stands(&world).0, "inactive");
    assert_eq!(count(&world, "role where active").await, 0, "nobody has access in between");
    assert_eq!(subjects(&world, HILLVIEWS_MAIL), ["A new request is waiting"]);
    let mut ben = world.staff_sign_in_as("reception-b").await;
    let list = ben.get("/staff?tab=review").await;
    list.expect_text("Existing trusted person: review (1)").expect_text("David O'Neill");
    let page = ben.get(&format!("/staff/cases/{}", came_of(&world, former).await)).await;
    page.expect_text("Riverside Medical Practice (A81001)").expect_text("The patient has left the practice");
    page.expect_text("Ended or suspended there since").expect_no_text(NOTE).expect_no_text("Rachel");
    ben.follow("Confirm access").await.expect_text("What you have checked");
    let points = ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"];
    let mut fields: Vec<(&str, &str)> = points.iter().map(|point| ("checklist", *point)).collect();
    fields.extend([("consent", "by_telephone"), ("how_long", "no_end")]);
    ben.submit(&fields).await.expect_text("Check your answers");
    assert_eq!(subjects(&world, DAVIDS_MAIL), davids, "nobody asked him, or told him of a move");
    ben.submit(&[]).await.expect(200, "Access confirmed");
    world.deliver_everything().await;
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
    assert_eq!(the_role(&world).grantor.as_deref(), Some("B82002"));
    assert_eq!(count(&world, "role where active and practice = 'B82002'").await, 1);
    assert_eq!(subjects(&world, DAVIDS_MAIL)[davids.len()..], ["Access has been set up"]);
    ben.get("/staff?tab=review").await.expect_text("Existing trusted person: review (0)");
    world.clock.advance(Duration::days(2));
    worker::compare_roles(&world.app).await.unwrap();
    assert_eq!(
        stands(&world),
        so("active", "ROLE_REACTIVATED"),
        "the old practice's case asks for nothing there"
    );
    assert_eq!(count(&world, "followed_role where difference is not null").await, 0);
    assert_eq!(outbox::dead_letters(&world.app.db, 10).await.unwrap().len(), 0);
}

/// Somebody of Hillview.
fn ben() -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(0xB)), practice: OdsCode::parse("B82002").unwrap() }
}

/// Hillview sets access of its own.
async fn hillview_sets(world: &World, id: DelegationId) {
    let set = (checklist(), access(&world.app, 30).into());
    confirming::confirm(&world.app, &ben(), id, set).await.unwrap();
    world.deliver_everything().await;
}

/// The national service hears of a move before our weekly look does.
#[tokio::test]
async fn what_the_store_says_of_a_move_has_pds_asked_at_once_and_the_new_practice_has_its_row() {
    let (world, former, _) = active().await;
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1, "she is still there");
    let moved = |record: &mut Record| record.practice = Some("B82002".to_owned());
    assert!(world.sandbox.pds().set(MARGARETS_NUMBER, moved));
    assert!(world.sandbox.vrs().set(&the_role(&world).id, |role| {
        role.status = "inactive".to_owned();
        role.reason = "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED".to_owned();
    }));
    world.clock.advance(Duration::days(2));
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 0, "PDS is asked once a week");
    worker::compare_roles(&world.app).await.unwrap();
    assert_eq!(count(&world, "role where active").await, 0, "access rests at once");
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1, "and PDS is asked, not in a week");
    world.deliver_everything().await;
    came_of(&world, former).await;
    let mut ben = world.staff_sign_in_as("reception-b").await;
    ben.get("/staff?tab=review").await.expect_text("Existing trusted person: review (1)");
}

#[tokio::test]
async fn the_new_practice_reads_first_that_access_was_paused_and_why() {
    for reason in [None, Some(SuspendReason::Safeguarding)] {
        let (world, former, _) = active().await;
        if let Some(reason) = reason {
            suspend::suspend(&world.app, &staff(), former, (reason, Tell::NOTHING, None)).await.unwrap();
        }
        moves(&world).await;
        world.deliver_everything().await;
        let mut ben = world.staff_sign_in_as("reception-b").await;
        let page = ben.get(&format!("/staff/cases/{}", came_of(&world, former).await)).await;
        let row = "Already suspended there";
        match reason {
            Some(_) => page.expect_text(row).expect_text("A safeguarding concern is being looked at."),
            None => page.expect_no_text(row),
        };
    }
}

#[tokio::test]
async fn once_access_is_given_the_trusted_persons_app_does_not_say_when_the_patient_moved() {
    let (world, former, _) = active().await;
    moves(&world).await;
    world.deliver_everything().await;
    let new = came_of(&world, former).await;
    world.clock.advance(Duration::days(3));
    hillview_sets(&world, new).await;
    let of = async |who: &str| {
        let app = Speaker::citizen(&world, who).await;
        let one = app.reads(&format!("/api/v1/delegations/{new}")).await.body;
        let events = app.reads(&format!("/api/v1/delegations/{new}/events")).await.body;
        let names: Vec<String> =
            events["events"].as_array().expect("events").iter().map(|one| one["event"].to_string()).collect();
        (one, names)
    };
    let (his, happened) = of("david").await;
    assert_eq!((&his["stage"], &his["requested_at"]), (&json!("active"), &his["confirmed_at"]));
    assert_eq!(his["sent_to_practice_at"], json!(null));
    assert_eq!(happened[0], r#""delegation_applied""#, "{happened:?}");
    let (hers, happened) = of("margaret").await;
    assert_ne!(hers["requested_at"], hers["confirmed_at"]);
    assert!(
        hers["sent_to_practice_at"].is_string() && happened[0] == r#""delegation_moved_here""#,
        "{happened:?}"
    );
}

#[tokio::test]
async fn who_moves_on_before_the_first_practice_has_removed_it_leaves_no_active_role() {
    let (world, former, _) = active().await;
    moves(&world).await;
    world.deliver_everything().await;
    hillview_sets(&world, came_of(&world, former).await).await;
    assert_eq!(stands(&world), so("active", "ROLE_REACTIVATED"));
    moves_to(&world, OUTSIDE).await;
    world.deliver_everything().await;
    assert_eq!(count(&world, "role where active").await, 0);
    assert_eq!(stands(&world).0, "inactive", "what waits for its removal at Riverside speaks for nobody");
}

#[tokio::test]
async fn who_moves_on_just_before_the_new_practice_sets_access_is_seen_at_the_next_look() {
    let (world, former, _) = active().await;
    moves(&world).await;
    world.deliver_everything().await;
    let new = came_of(&world, former).await;
    world.clock.advance(Duration::days(8));
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1, "she is still there");
    let gone = |record: &mut Record| record.practice = Some(OUTSIDE.to_owned());
    assert!(world.sandbox.pds().set(MARGARETS_NUMBER, gone));
    hillview_sets(&world, new).await;
    assert_eq!(count(&world, "role where active").await, 1, "nobody has asked PDS since");
    assert_eq!(worker::recheck_everything(&world.app).await.unwrap(), 1, "at once, and not in a week");
    world.deliver_everything().await;
    assert_eq!(count(&world, "role where active").await, 0);
}

#[tokio::test]
async fn where_the_new_practice_does_not_record_roles_the_old_ones_still_ends() {
    let (world, former, _) = active().await;
    sqlx::query("update practice set national = 'off' where ods_code = 'B82002'")
        .execute(&world.app.db)
        .await
        .unwrap();
    world.sandbox.vrs().set_faults(VrsFaults { down: true, ..VrsFaults::default() });
    moves(&world).await;
    world.deliver_everything().await;
    hillview_sets(&world, came_of(&world, former).await).await;
    assert_eq!(stands(&world).0, "active", "nobody could say so yet");
    world.sandbox.vrs().set_faults(VrsFaults::default());
    later(&world).await;
    assert_eq!(stands(&world).0, "inactive");
}

#[tokio::test]
async fn who_moves_back_before_anybody_decided_is_reviewed_where_they_are() {
    let (world, _, mut rachel) = active().await;
    let davids = subjects(&world, DAVIDS_MAIL);
    moves(&world).await;
    world.deliver_everything().await;
    moves_to(&world, "A81001").await;
    world.deliver_everything().await;
    let mut ben = world.staff_sign_in_as("reception-b").await;
    ben.get("/staff?tab=review").await.expect_text("Existing trusted person: review (0)");
    rachel.get("/staff?tab=review").await.expect_text("Existing trusted person: review (1)");
    assert_eq!(count(&world, "delegation where open and not moved_on").await, 1, "she may take it back");
    let told = subjects(&world, MARGARETS_MAIL);
    let looks = "Your GP surgery will look at access that has ended";
    assert_eq!(told.iter().filter(|subject| *subject == looks).count(), 2, "{told:?}");
    assert_eq!((subjects(&world, DAVIDS_MAIL), count(&world, "role where active").await), (davids, 0));
}

#[tokio::test]
async fn who_leaves_the_same_practice_twice_is_reviewed_twice() {
    let (world, former, _) = active().await;
    moves(&world).await;
    world.deliver_everything().await;
    let no = (RefusalReason::NotNeeded, Tell::NOTHING, None);
    refusing::refuse(&world.app, &ben(), came_of(&world, former).await, no).await.unwrap();
    remove::remove(&world.app, &staff(), former, None).await.unwrap();
    let set = (checklist(), access(&world.app, 60).into());
    reactivate::reactivate(&world.app, &staff(), former, set).await.unwrap();
    world.deliver_everything().await;
    world.clock.advance(Duration::days(8));
    moves(&world).await;
    world.deliver_everything().await;
    assert_eq!(count(&world, "delegation where former is not null").await, 2);
    assert_eq!(count(&world, "delegation where former is not null and open").await, 1);
}

#[tokio::test]
async fn the_old_practice_removes_and_the_new_one_decides_and_neither_reaches_the_others_case() {
    let (world, former, mut rachel) = active().await;
    moves(&world).await;
    world.deliver_everything().await;
    let new = came_of(&world, former).await;
    let mut ben = world.staff_sign_in_as("reception-b").await;
    for page in ["", "/confirm", "/refuse", "/national", "/print", "/reads"] {
        rachel.get(&format!("/staff/cases/{new}{page}")).await.expect_status(404);
        ben.get(&format!("/staff/cases/{former}{page}")).await.expect_status(404);
    }
    let refused = [("reason", "not_needed"), ("tell_patient", "nothing"), ("tell_trusted", "nothing")];
    rachel.post(&format!("/staff/cases/{new}/refuse"), &refused).await.expect_status(404);
    let mut david = world.sign_in_as("david").await;
    david.get(&format!("/delegations/{new}")).await.expect_status(404);
    rachel.get("/staff?tab=review").await.expect_text("Existing trusted person: review (0)");
    rachel.post(&format!("/staff/cases/{former}/removal"), &[("in_line", "yes")]).await.expect_status(200);
    let set = (checklist(), access(&world.app, 30).into());
    let again = reactivate::reactivate(&world.app, &staff(), former, set).await;
    assert!(matches!(again, Err(Failed::Refused(Refusal::AlreadyOpen))), "{again:?}");
}

#[tokio::test]
async fn the_patient_is_told_and_may_take_it_back_before_anybody_decides() {
    let (world, former, _) = active().await;
    let davids = subjects(&world, DAVIDS_MAIL);
    moves(&world).await;
    world.deliver_everything().await;
    let told = subjects(&world, MARGARETS_MAIL);
    for subject in ["Access has ended", "Your GP surgery will look at access that has ended"] {
        assert!(told.iter().any(|one| one == subject), "{subject}: {told:?}");
    }
    let path = format!("/delegations/{}", came_of(&world, former).await);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&path).await.expect_text("We asked your new GP surgery on");
    margaret.get(&format!("{path}/withdraw")).await.expect_status(200);
    margaret.submit(&[]).await.expect_status(200);
    world.deliver_everything().await;
    assert_eq!(subjects(&world, HILLVIEWS_MAIL).pop().as_deref(), Some("A request was withdrawn"));
    assert_eq!(subjects(&world, DAVIDS_MAIL), davids);
}

#[tokio::test]
async fn at_a_practice_outside_the_trial_it_stays_with_the_end() {
    let (world, ..) = active().await;
    sqlx::query("update practice set enabled = false where ods_code = 'B82002'")
        .execute(&world.app.db)
        .await
        .unwrap();
    moves(&world).await;
    world.deliver_everything().await;
    assert_eq!(count(&world, "delegation").await, 1);
    assert_eq!(subjects(&world, MARGARETS_MAIL).pop().as_deref(), Some("Access has ended"));
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).pop().as_deref(), Some("Access must be removed"));
}

#[tokio::test]
async fn while_pds_is_away_it_waits_and_then_comes_once() {
    let (world, former, _) = active().await;
    moves(&world).await;
    world.sandbox.switches().set("pds", json!({ "down": true })).unwrap();
    world.deliver_everything().await;
    assert_eq!(count(&world, "delegation").await, 1);
    world.sandbox.switches().set("pds", json!({})).unwrap();
    world.clock.advance(Duration::hours(2));
    world.deliver_everything().await;
    let new = came_of(&world, former).await;
    let no = (RefusalReason::NotNeeded, Tell::NOTHING, None);
    refusing::refuse(&world.app, &ben(), new, no).await.unwrap();
    // As if the worker had died before it noted that this was done.
    sqlx::query(
        "insert into outbox (id, key, task, kind, aggregate_id, run_at)
         values ($1, 'again', 'move_on', 'delegation', $2, now())",
    )
    .bind(new.0)
    .bind(former.0)
    .execute(&world.app.db)
    .await
    .unwrap();
    world.clock.advance(Duration::hours(2));
    world.deliver_everything().await;
    assert_eq!(count(&world, "delegation").await, 2, "once");
    assert_eq!(outbox::backlog(&world.app.db, world.clock.now()).await.unwrap().dead, 0);
}
