//! An association that no case decides about, as programs are told of it: where it gives access, that it never gives more than the
//! account permits, and what becomes of it in the feed.

use domain::account::{
    EndReason, OffReason, Offer, ResetReason, SuspendReason, SwitchOffReason, Tie, UnverifyReason,
};
use domain::{Access, OdsCode, PersonId, RecordLevel, Service};
use proxy_access::actions::accounts::associate::Wish;
use proxy_access::actions::accounts::{keys, permit, settle, switches};
use proxy_access::storage::accounts::kept;
use proxy_access::worker;
use sandbox::pds::Record;
use serde_json::{Value, json};
use time::Duration;

use super::support::*;
use crate::acting::{Pair, david_acts};
use crate::app_token::{citizen_token, staff_token};
use crate::people;
use crate::program::Program;
use crate::story::count;
use crate::support::world::{World, world};

const SCOPE: &str = "user.roles.view";

fn access(patient: PersonId, actor: PersonId, service: Service) -> String {
    format!("/api/v1/access?patient={patient}&actor={actor}&service={}", service.code())
}

/// Riverside's system, with a fresh token.
async fn system(world: &World) -> (Program, String) {
    let system = Program::registered(world, SCOPE, &["A81001"]).await;
    let token = system.token(world).await;
    (system, token)
}

/// The services that `/access` allows, in the order of the form; they are those that the account permits.
async fn allowed(world: &World, (patient, actor): (PersonId, PersonId)) -> Vec<Service> {
    let (http, token) = system(world).await;
    let mut allowed = Vec::new();
    for service in Service::ALL {
        let answer = http.reads(&token, &access(patient, actor, service)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        if answer.body["allowed"] == json!(true) {
            allowed.push(service);
        }
    }
    let permitted = permit::permitted(&world.app, actor, patient).await.unwrap();
    let permitted: Vec<Service> = permitted.into_iter().flat_map(|one| one.permission.services).collect();
    assert_eq!(allowed, permitted, "both ways in give the same answer");
    allowed
}

/// The roles of somebody, as Riverside's system lists them.
async fn roles(world: &World, actor: PersonId) -> Vec<Value> {
    let (http, token) = system(world).await;
    let answer = http.reads(&token, &format!("/api/v1/roles?actor={actor}")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["roles"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn an_association_without_a_case_is_answered_where_programs_ask() {
    let world = world().await;
    let Pair { margaret, david, association } = david_acts(&world).await;
    let (http, token) = system(&world).await;
    let today = world.clock.today_in_london().to_string();
    let yes = http.reads(&token, &access(margaret, david.person, Service::ViewRecord)).await;
    let role = json!({
        "association": association.to_string(), "practice": "A81001", "record_level": "summary", "starts": today,
    });
    assert_eq!(yes.body, json!({ "allowed": true, "role": role }));
    let given = allowed(&world, (margaret, david.person)).await;
    assert_eq!(given, [Service::BookAppointments, Service::ViewRecord]);
    assert!(allowed(&world, (david.person, margaret)).await.is_empty(), "and not the other way round");
    let line = json!({
        "association": association.to_string(), "patient": margaret, "actor": david.person, "practice": "A81001",
        "services": ["book_appointments", "view_record"], "record_level": "summary", "starts": today, "active": true,
    });
    for query in [
        format!("actor={}", david.person),
        format!("patient={margaret}"),
        format!("patient={margaret}&actor={}", david.person),
    ] {
        let listed = http.reads(&token, &format!("/api/v1/roles?{query}")).await;
        assert_eq!(listed.body, json!({ "roles": [line] }), "{query}");
    }
    let after =
        http.reads(&token, &format!("/api/v1/roles?actor={}&after={association}", david.person)).await;
    assert_eq!(after.body, json!({ "roles": [] }));
    let used = count(&world, "association_use").await;
    assert_eq!(used, 1, "who is told that they may is about to");
}

#[tokio::test]
async fn an_association_without_a_case_is_told_to_its_people_and_its_practice_alone() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    let (http, own) = system(&world).await;
    let other = Program::registered(&world, SCOPE, &["B82002"]).await;
    let others = other.token(&world).await;
    let mut tokens = vec![("its system", own, true), ("another system", others, false)];
    for (who, sees) in [("margaret", true), ("david", true), ("nadia", false)] {
        tokens.push((who, citizen_token(&world, who, SCOPE).await, sees));
    }
    for (who, sees) in [("reception-a", true), ("reception-b", false)] {
        tokens.push((who, staff_token(&world, who, SCOPE).await, sees));
    }
    for (who, token, sees) in &tokens {
        let may = http.reads(token, &access(margaret, david.person, Service::ViewRecord)).await;
        assert_eq!(may.body["allowed"], json!(sees), "{who}: {may:?}");
        let listed = http.reads(token, &format!("/api/v1/roles?patient={margaret}")).await;
        let many = listed.body["roles"].as_array().map(Vec::len);
        assert_eq!(many, Some(usize::from(*sees)), "{who}: {listed:?}");
    }
    let left = sqlx::query("update practice set enabled = false where ods_code = 'A81001'");
    left.execute(&world.app.db).await.unwrap();
    let (_, token, _) = &tokens[0];
    let may = http.reads(token, &access(margaret, david.person, Service::ViewRecord)).await;
    assert_eq!(may.body, json!({ "allowed": false }), "its practice has left");
}

#[tokio::test]
async fn what_takes_an_account_away_takes_its_roles_away_at_once() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let (app, pair, one) = (&world.app, (patient, holder.person), (holder.id, association));
    assert_eq!(allowed(&world, pair).await.len(), 3);
    settle::switch_off(app, &staff(), holder.id, SwitchOffReason::Misuse, None).await.unwrap();
    assert!(allowed(&world, pair).await.is_empty(), "switched off");
    let listed = roles(&world, holder.person).await;
    assert_eq!((listed.len(), &listed[0]["active"]), (1, &json!(false)));
    settle::switch_on(app, &staff(), holder.id).await.unwrap();
    settle::unverify(app, &staff(), holder.id, UnverifyReason::Doubt, None).await.unwrap();
    assert!(allowed(&world, pair).await.is_empty(), "of whom nobody knows who they are");
    verify(&world, holder).await;
    assert_eq!(allowed(&world, pair).await.len(), 3, "back by itself");
    settle::suspend(app, &staff(), one, SuspendReason::Safeguarding, None).await.unwrap();
    assert!(allowed(&world, pair).await.is_empty(), "suspended");
    settle::end(app, patient, one, EndReason::PatientRequest, None).await.unwrap();
    assert!(allowed(&world, pair).await.is_empty(), "ended");
    let listed = roles(&world, holder.person).await;
    assert_eq!((listed.len(), &listed[0]["active"]), (1, &json!(false)), "and stays listed");

    let (other, patient, _) = acting(&world).await;
    keys::reset(app, &staff(), other.id, (ResetReason::UnusualActivity, None)).await.unwrap();
    assert!(allowed(&world, (patient, other.person)).await.is_empty(), "reset");
}

#[tokio::test]
async fn days_ages_and_switches_count_for_an_association_without_a_case() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let today = world.clock.today_in_london();
    let days = [(1, None), (0, Some(1))].map(|(first, last): (i64, Option<i64>)| {
        let ends = last.map(|days| today + Duration::days(days));
        let starts = today + Duration::days(first);
        Access::new([Service::ViewRecord], RecordLevel::Full, starts, ends).unwrap()
    });
    let mut short = Vec::new();
    for access in days {
        let patient = traced(&world, BORN).await;
        associated(&world, holder, patient, Wish { access, ..by_consent(&world) }).await;
        short.push(patient);
    }
    let birthday = today + Duration::days(2);
    let child = traced(&world, birthday.replace_year(birthday.year() - 16).unwrap()).await;
    associated(&world, holder, child, by_consent(&world)).await;
    let nobody_knows = traced(&world, BORN).await;
    associated(&world, holder, nobody_knows, by_consent(&world)).await;
    for unknown in [
        "delete from traced_person where person_id = $1",
        "update person set birth_date = null where id = $1",
    ] {
        sqlx::query(unknown).bind(nobody_knows.0).execute(&world.app.db).await.unwrap();
    }
    let mut seen = Vec::new();
    for _ in 0..3 {
        let mut may = Vec::new();
        for patient in [short[0], short[1], child, nobody_knows] {
            may.push(!allowed(&world, (patient, holder.person)).await.is_empty());
        }
        seen.push(may);
        world.clock.advance(Duration::days(1));
    }
    let expected = [[false, true, true, false], [true, true, true, false], [true, false, false, false]];
    assert_eq!(seen, expected, "from a day on, until a day, until sixteen, and never");
    let mut offer = Offer::everything();
    offer.services.remove(&Service::ViewRecord);
    let off = (offer, Some(OffReason::NotOffered));
    switches::set(&world.app, &staff(), Some(patient), off, None).await.unwrap();
    let left = allowed(&world, (patient, holder.person)).await;
    assert_eq!(left, [Service::BookAppointments, Service::OrderPrescriptions]);
}

/// What somebody reads in the feed: types and data.
async fn followed(http: &Program, token: &str) -> Vec<(String, Value)> {
    let answer = http.reads(token, "/api/v1/events").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let event = |event: &Value| {
        let kind = event["type"].as_str().expect("a type");
        let name = kind.strip_prefix("trusted-person-access.").and_then(|kind| kind.strip_suffix(".v1"));
        let whose = if event["data"]["details"]["association"].is_null() { "account" } else { "association" };
        let of_account = event["data"]["details"].get("account").is_some();
        if of_account {
            assert_eq!(event["subject"], event["data"]["details"][whose], "{event}");
        }
        (name.expect("one of ours").to_owned(), event["data"].clone())
    };
    answer.body["events"].as_array().expect("events").iter().map(event).collect()
}

/// The names of what was read, each with the reason that it gives.
fn with_reasons(read: &[(String, Value)]) -> Vec<(&str, Option<&str>)> {
    read.iter().map(|(name, data)| (name.as_str(), data["details"]["reason"].as_str())).collect()
}

#[tokio::test]
async fn the_feed_tells_what_becomes_of_an_association_without_a_case() {
    let world = world().await;
    let Pair { margaret, david, association } = david_acts(&world).await;
    let one = (david.id, association);
    settle::suspend(&world.app, &staff(), one, SuspendReason::Safeguarding, None).await.unwrap();
    settle::end(&world.app, margaret, one, EndReason::PatientRequest, None).await.unwrap();
    let (http, token) = system(&world).await;
    let read = followed(&http, &token).await;
    assert_eq!(
        with_reasons(&read),
        [
            ("associated", None),
            ("account_activated", None),
            ("association_suspended", Some("safeguarding")),
            ("account_inactivated", Some("not_associated")),
            ("association_ended", Some("patient_request")),
        ]
    );
    let today = world.clock.today_in_london().to_string();
    assert_eq!((&read[0].1["event"], &read[0].1["by"]), (&json!("associated"), &json!("practice")));
    let details = json!({
        "account": david.id.to_string(), "actor": david.person, "association": association.to_string(),
        "patient": margaret, "access": {
            "services": ["book_appointments", "view_record"], "record_level": "summary", "starts": today, "ends": null,
        },
    });
    assert_eq!(read[0].1["details"], details);
    assert_eq!(read[4].1["by"], "patient");

    let his = followed(&http, &citizen_token(&world, "david", SCOPE).await).await;
    let known = [None, None, None, Some("not_associated"), None];
    assert_eq!(with_reasons(&his).into_iter().map(|(_, why)| why).collect::<Vec<_>>(), known);
    let hers = followed(&http, &citizen_token(&world, "margaret", SCOPE).await).await;
    let known = [("associated", None), ("association_suspended", None), ("association_ended", None)];
    assert_eq!(with_reasons(&hers), known, "how his account stands is his");
    assert!(his.iter().chain(&hers).all(|(_, data)| data["by"].is_null()), "and nobody learns who it was");
    assert!(followed(&http, &citizen_token(&world, "nadia", SCOPE).await).await.is_empty());
    let other = Program::registered(&world, SCOPE, &["B82002"]).await;
    assert!(followed(&other, &other.token(&world).await).await.is_empty());
}

#[tokio::test]
async fn a_case_is_told_once_and_a_reset_of_its_account_too() {
    let world = world().await;
    let people::Pair { delegator, delegate, .. } = people::pair(&world).await;
    people::active(&world, delegator, delegate).await;
    let riverside = OdsCode::parse("A81001").unwrap();
    let account = kept::of(&world.app.db, delegate, &riverside).await.unwrap().expect("an account");
    keys::reset(&world.app, &staff(), account, (ResetReason::UnusualActivity, None)).await.unwrap();
    let (http, token) = system(&world).await;
    let read = followed(&http, &token).await;
    let of_account = read.iter().filter(|(_, data)| data["details"].get("account").is_some());
    let names: Vec<&str> = of_account.map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["account_inactivated"], "what the case decided, the case has told: {read:?}");
    assert_eq!(read.last().map(|(_, data)| &data["details"]["reason"]), Some(&json!("not_linked")));
}

#[tokio::test]
async fn somebodys_own_record_is_a_role_of_theirs() {
    let world = world().await;
    let (holder, _, _) = acting(&world).await;
    let wish = Wish { tie: Tie::Own, ..by_consent(&world) };
    associated(&world, holder, holder.person, wish).await;
    assert_eq!(allowed(&world, (holder.person, holder.person)).await.len(), 3);
    assert_eq!(roles(&world, holder.person).await.len(), 2);
}

#[tokio::test]
async fn the_move_of_a_patient_ends_the_role_of_an_account() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    assert!(!allowed(&world, (margaret, david.person)).await.is_empty());
    let moved = |record: &mut Record| record.practice = Some("B82002".to_owned());
    assert!(world.sandbox.pds().set("9990000018", moved), "PDS knows her");
    world.clock.advance(Duration::days(30));
    worker::recheck_everything(&world.app).await.unwrap();
    assert!(allowed(&world, (margaret, david.person)).await.is_empty());
    let listed = roles(&world, david.person).await;
    assert_eq!((listed.len(), &listed[0]["active"]), (1, &json!(false)));
}
