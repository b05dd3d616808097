//! "Who was told?": each of the two only what the practice chose for them, by every way, and nobody of a move or a death.

use domain::delegation::{RevokeReason, SuspendReason, Tell, TellThem};
use proxy_access::actions::{revoke, suspend};
use proxy_access::worker;
use serde_json::json;

use crate::people::staff;
use crate::speaker::Speaker;
use crate::staff_life::active;
use crate::story::{DAVIDS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, subjects, the_delegation};
use crate::support::world::World;

const MARGARETS_NUMBER: &str = "9990000018";
const ONLY_PATIENT: Tell = Tell { delegator: TellThem::Reason, delegate: TellThem::Nothing };

/// Everything that somebody can read of the delegation: pages, letters, their app, their feed.
async fn all_that(world: &World, who: &str, address: &str) -> String {
    let id = the_delegation(world).await;
    let mut browser = world.sign_in_as(who).await;
    let mut read = vec![];
    for page in [format!("/delegations/{id}"), "/home?tab=history".to_owned(), "/messages".to_owned()] {
        read.push(browser.get(&page).await.text());
    }
    let app = Speaker::citizen(world, who).await;
    for path in ["", "/events", "/messages"] {
        read.push(app.reads(&format!("/api/v1/delegations/{id}{path}")).await.body.to_string());
    }
    read.push(app.reads("/api/v1/events").await.body.to_string());
    read.extend(world.letters_to(address).into_iter().filter_map(|letter| letter.text));
    read.join("\n").replace("\r\n", " ")
}

#[tokio::test]
async fn the_patient_is_told_why_and_the_trusted_person_nothing_on_any_way() {
    let (world, ..) = active().await;
    let id = the_delegation(&world).await;
    let before = subjects(&world, DAVIDS_MAIL);
    let paused = (SuspendReason::Safeguarding, ONLY_PATIENT, None);
    suspend::suspend(&world.app, &staff(), id, paused).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(subjects(&world, MARGARETS_MAIL).pop().as_deref(), Some("Access is paused"));
    let stopped = (RevokeReason::DelegatorRequest, ONLY_PATIENT, None);
    revoke::revoke(&world.app, &staff(), id, stopped).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(subjects(&world, DAVIDS_MAIL), before, "nothing is written to the trusted person");
    let margaret = all_that(&world, "margaret", MARGARETS_MAIL).await;
    assert!(margaret.contains("Your GP surgery wants to be sure that you are safe."), "{margaret}");
    assert!(margaret.contains("You asked your GP surgery to end it."), "{margaret}");
    let david = all_that(&world, "david", DAVIDS_MAIL).await;
    for never in ["safe", "asked your", "delegator_request", "safeguarding", "stopped your"] {
        assert!(!david.contains(never), "`{never}` reached the trusted person: {david}");
    }
    let (_, end) = david.rsplit_once("access_suspended").expect("that it rests he finds so");
    assert!(!end.contains("\"by\":\"practice\""), "{end}");
}

#[tokio::test]
async fn she_moved_to_another_surgery_and_he_reads_nothing_of_it() {
    let (world, ..) = active().await;
    let before = subjects(&world, DAVIDS_MAIL);
    let moved = |record: &mut sandbox::pds::Record| record.practice = Some("B82002".to_owned());
    assert!(world.sandbox.pds().set(MARGARETS_NUMBER, moved));
    worker::recheck_everything(&world.app).await.unwrap();
    world.deliver_everything().await;
    assert_eq!(subjects(&world, DAVIDS_MAIL), before);
    assert!(subjects(&world, MARGARETS_MAIL).contains(&"Access has ended".to_owned()));
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).pop().as_deref(), Some("Access must be removed"));
    for (who, address) in [("margaret", MARGARETS_MAIL), ("david", DAVIDS_MAIL)] {
        let read = all_that(&world, who, address).await;
        assert!(read.contains("Ended") && !read.contains("has moved"), "{who}: {read}");
        assert!(!read.contains("delegator_left_practice"), "{who}: {read}");
        assert!(who == "margaret" || !read.contains("moved_here"), "{who}: {read}");
    }
}

#[tokio::test]
async fn who_of_the_two_stopped_it_the_others_app_does_not_learn() {
    let (world, ..) = active().await;
    let id = the_delegation(&world).await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let stopped = margaret.tells(&id.to_string(), "revocation", &json!({})).await;
    assert_eq!(stopped.body["stage"], "ended", "{stopped:?}");
    let of = async |who: &str| {
        let app = Speaker::citizen(&world, who).await;
        let events = app.reads(&format!("/api/v1/delegations/{id}/events")).await;
        let events = events.body["events"].as_array().expect("events").clone();
        events.into_iter().find(|event| event["event"] == "delegation_revoked").expect("that it ended")
    };
    assert_eq!(of("margaret").await["by"], "delegator");
    assert_eq!(of("david").await["by"], serde_json::Value::Null);
}
