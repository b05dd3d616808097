//! What programs are told of accounts: who may do what, each reason why not, how accounts stand.

use domain::account::{
    EndReason, OffReason, Offer, ResetReason, SuspendReason, SwitchOffReason, UnverifyReason,
};
use domain::{Access, PersonId, RecordLevel, Service};
use proxy_access::actions::accounts::associate::Wish;
use proxy_access::actions::accounts::link::signed_in;
use proxy_access::actions::accounts::{keys, settle, switches};
use proxy_access::storage::clients;
use reqwest::StatusCode;
use serde_json::{Value, json};
use time::{Date, Duration};

use crate::accounts::support::{
    BORN, Holder, acting, associated, by_consent, may, opened, staff, traced, verify,
};
use crate::acting::{Pair, begins, david_acts, link_in};
use crate::api_acting::permission_of;
use crate::app_token::{citizen_token, staff_token};
use crate::program::{Answer, Program};
use crate::support::world::{World, world};

pub const SCOPE: &str = "user.roles.view";
pub const NOBODY: &str = "0199f1d2-7c1e-7aaa-8000-000000000000";

pub fn permissions(patient: impl ToString, actor: impl ToString) -> String {
    format!("/api/v1/permissions?patient={}&actor={}", patient.to_string(), actor.to_string())
}

/// What Riverside's system is told of a pair, with a fresh token.
async fn told(world: &World, patient: PersonId, actor: PersonId) -> Vec<Value> {
    let system = Program::registered(world, SCOPE, &["A81001"]).await;
    let token = system.token(world).await;
    let answer = system.reads(&token, &permissions(patient, actor)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["permissions"].as_array().expect("a list").clone()
}

/// Nothing may be done; why a service may not be used.
async fn why_not(world: &World, (patient, actor): (PersonId, PersonId), service: &str) -> Value {
    let told = told(world, patient, actor).await;
    assert_eq!(told.len(), 1, "{told:?}");
    let refused = told[0]["refused"].as_array().expect("a list").clone();
    let why = refused.into_iter().find(|refused| refused["service"] == service);
    why.unwrap_or_else(|| panic!("{service} may be used: {told:?}"))
}

pub fn expect_token(answer: &Answer) {
    assert_eq!(
        (answer.status, &answer.body["type"]),
        (StatusCode::UNAUTHORIZED, &json!("/problems/token")),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_system_learns_at_once_all_that_somebody_may_do_and_why_not_the_rest() {
    let world = world().await;
    let Pair { margaret, david, association } = david_acts(&world).await;
    let today = world.clock.today_in_london().to_string();
    let not_given = |service: &str| json!({ "service": service, "why": "not_given" });
    let all = json!({
        "practice": "A81001", "account": david.id.to_string(), "association": association.to_string(),
        "services": ["book_appointments", "view_record"],
        "refused": [not_given("order_prescriptions"), not_given("message_surgery")],
        "record": { "current": "summary", "historical": "summary" }, "starts": today,
    });
    assert_eq!(told(&world, margaret, david.person).await, [all]);
    assert!(told(&world, david.person, margaret).await.is_empty(), "and not the other way round");
}

#[tokio::test]
async fn a_system_finds_those_with_an_account_and_their_patients_by_number() {
    let world = world().await;
    let system = Program::registered(&world, SCOPE, &["A81001"]).await;
    let other = Program::registered(&world, SCOPE, &["B82002"]).await;
    let (token, others) = (system.token(&world).await, other.token(&world).await);
    let number = |text: &str| json!({ "nhs_number": text });
    let davids = number("9990000026");
    assert_eq!(system.sends(&token, "/api/v1/people", &davids, &[]).await.status, 404);
    let Pair { margaret, david, .. } = david_acts(&world).await;
    for (number, person) in [(davids, david.person), (number("9990000018"), margaret)] {
        let found = system.sends(&token, "/api/v1/people", &number, &[]).await;
        assert_eq!((found.status.as_u16(), &found.body), (200, &json!({ "person": person })));
        assert_eq!(other.sends(&others, "/api/v1/people", &number, &[]).await.status, 404);
    }
}

#[tokio::test]
async fn each_reason_of_the_association_is_told() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let pair = (patient, holder.person);
    let not_given = json!({ "service": "message_surgery", "why": "not_given" });
    assert_eq!(why_not(&world, pair, "message_surgery").await, not_given);
    let by = (holder.id, association);
    settle::suspend(&world.app, &staff(), by, SuspendReason::Safeguarding, None).await.unwrap();
    assert_eq!(why_not(&world, pair, "view_record").await["why"], "suspended");
    let record = &told(&world, patient, holder.person).await[0]["record"];
    assert_eq!(*record, json!({ "current": "none", "historical": "none" }));

    let today = world.clock.today_in_london();
    let later = with_access(&world, holder, (today + Duration::days(3), None)).await;
    let not_yet = why_not(&world, (later, holder.person), "view_record").await;
    let from = (today + Duration::days(3)).to_string();
    assert_eq!(not_yet, json!({ "service": "view_record", "why": "not_yet", "from": from }));
    let short = with_access(&world, holder, (today, Some(today))).await;
    assert_eq!(told(&world, short, holder.person).await[0]["services"], json!(["view_record"]));
    world.clock.advance(Duration::days(2));
    assert_eq!(why_not(&world, (short, holder.person), "view_record").await["why"], "over");
}

#[tokio::test]
async fn from_sixteen_on_nothing_may_be_done_although_the_worker_has_not_come() {
    let world = world().await;
    let (holder, _, _) = acting(&world).await;
    let birthday = world.clock.today_in_london() + Duration::days(5);
    let child = traced(&world, birthday.replace_year(birthday.year() - 16).unwrap()).await;
    associated(&world, holder, child, by_consent(&world)).await;
    world.clock.advance(Duration::days(4));
    let services = told(&world, child, holder.person).await[0]["services"].clone();
    assert_eq!(services, json!(["book_appointments", "order_prescriptions", "view_record"]));
    world.clock.advance(Duration::days(1));
    assert_eq!(why_not(&world, (child, holder.person), "view_record").await["why"], "suspended");
    assert!(may(&world, holder.person, child).await.services.is_empty());
}

/// Another patient whose record somebody may see from a day on, until a day.
async fn with_access(world: &World, holder: Holder, (starts, ends): (Date, Option<Date>)) -> PersonId {
    let patient = traced(world, BORN).await;
    let access = Access::new([Service::ViewRecord], RecordLevel::Full, starts, ends).unwrap();
    associated(world, holder, patient, Wish { access, ..by_consent(world) }).await;
    patient
}

#[tokio::test]
async fn an_account_that_is_inactive_says_by_what() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let pair = (patient, holder.person);
    let inactive =
        |status: &str| json!({ "service": "view_record", "why": "account_inactive", "account": status });
    let app = &world.app;
    settle::unverify(app, &staff(), holder.id, UnverifyReason::Doubt, None).await.unwrap();
    assert_eq!(why_not(&world, pair, "view_record").await, inactive("not_verified"));
    verify(&world, holder).await;
    settle::switch_off(app, &staff(), holder.id, SwitchOffReason::Misuse, None).await.unwrap();
    assert_eq!(why_not(&world, pair, "view_record").await, inactive("switched_off"));
    settle::switch_on(app, &staff(), holder.id).await.unwrap();
    assert!(!told(&world, patient, holder.person).await[0]["services"].as_array().unwrap().is_empty());
    settle::unlink(app, holder.person, holder.id, signed_in(holder.person)).await.unwrap();
    assert_eq!(why_not(&world, pair, "view_record").await, inactive("not_linked"));
}

#[tokio::test]
async fn what_is_switched_off_says_for_whom() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let without = |service: Service| {
        let mut offer = Offer::everything();
        offer.services.remove(&service);
        (offer, Some(OffReason::NotOffered))
    };
    let (app, pair) = (&world.app, (patient, holder.person));
    switches::set(app, &staff(), None, without(Service::BookAppointments), None).await.unwrap();
    switches::set(app, &staff(), Some(patient), without(Service::ViewRecord), None).await.unwrap();
    for (service, why) in [("book_appointments", "off_at_practice"), ("view_record", "off_for_patient")] {
        assert_eq!(why_not(&world, pair, service).await, json!({ "service": service, "why": why }));
    }
    assert_eq!(told(&world, patient, holder.person).await[0]["services"], json!(["order_prescriptions"]));
}

/// Why a service may not be used, as a permission says.
fn reason(permission: &Value, service: &str) -> Value {
    let refused = permission["refused"].as_array().expect("a list");
    let found = refused.iter().find(|refused| refused["service"] == service);
    found.unwrap_or_else(|| panic!("{service} may be used: {permission}"))["why"].clone()
}

#[tokio::test]
async fn what_is_off_for_the_patient_reads_as_never_given_to_whoever_acts_for_them() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    let mut offer = Offer::everything();
    offer.services.remove(&Service::BookAppointments);
    let off = (offer, Some(OffReason::Safeguarding));
    switches::set(&world.app, &staff(), Some(margaret), off, None).await.unwrap();
    let http = Program::registered(&world, SCOPE, &["A81001"]).await;
    let (hers, his) =
        (citizen_token(&world, "margaret", SCOPE).await, citizen_token(&world, "david", SCOPE).await);
    let at_practice = staff_token(&world, "reception-a", SCOPE).await;
    for (token, why) in [(&hers, "off_for_patient"), (&at_practice, "off_for_patient"), (&his, "not_given")] {
        let answer = http.reads(token, &permissions(margaret, david.person)).await;
        assert_eq!(reason(&answer.body["permissions"][0], "book_appointments"), why, "{answer:?}");
    }
    let link = link_in(&begins(&world, &http, (&his, &[])).await);
    let answer = http.reads(&link, &permission_of(margaret)).await;
    assert_eq!(reason(&answer.body, "book_appointments"), "not_given", "{answer:?}");
}

#[tokio::test]
async fn why_an_account_is_inactive_is_told_to_its_holder_and_not_to_the_patient() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    settle::switch_off(&world.app, &staff(), david.id, SwitchOffReason::Misuse, None).await.unwrap();
    let http = Program::registered(&world, SCOPE, &["A81001"]).await;
    for (who, account) in [("margaret", json!(null)), ("david", json!("switched_off"))] {
        let token = citizen_token(&world, who, SCOPE).await;
        let answer = http.reads(&token, &permissions(margaret, david.person)).await;
        let refused = &answer.body["permissions"][0]["refused"][0];
        assert_eq!(
            (&refused["why"], &refused["account"]),
            (&json!("account_inactive"), &account),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn what_the_patient_has_revoked_is_nothing_any_more() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let by = (holder.id, association);
    settle::end(&world.app, patient, by, EndReason::PatientRequest, None).await.unwrap();
    assert!(told(&world, patient, holder.person).await.is_empty());
}

#[tokio::test]
async fn the_system_of_another_practice_and_of_one_that_left_learn_nothing_of_accounts() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    let paths = [
        (permissions(margaret, david.person), json!({ "permissions": [] })),
        (format!("/api/v1/accounts?actor={}", david.person), json!({ "accounts": [] })),
    ];
    let other = Program::registered(&world, SCOPE, &["B82002"]).await;
    let token = other.token(&world).await;
    for (path, nothing) in &paths {
        assert_eq!(other.reads(&token, path).await.body, *nothing, "{path}");
    }
    let own = Program::registered(&world, SCOPE, &["A81001", "B82002"]).await;
    let token = own.token(&world).await;
    for (path, nothing) in &paths {
        assert_ne!(own.reads(&token, path).await.body, *nothing, "{path}");
    }
    let left = sqlx::query("update practice set enabled = false where ods_code = 'A81001'");
    left.execute(&world.app.db).await.unwrap();
    for (path, nothing) in &paths {
        assert_eq!(own.reads(&token, path).await.body, *nothing, "{path}");
    }
    clients::disable(&world.app.db, &own.id, world.clock.now()).await.unwrap();
    for (path, _) in &paths {
        expect_token(&own.reads(&token, path).await);
    }
}

#[tokio::test]
async fn people_learn_of_the_accounts_they_are_part_of_and_staff_of_those_of_their_practice() {
    let world = world().await;
    let Pair { margaret, david, .. } = david_acts(&world).await;
    let http = Program::registered(&world, SCOPE, &["A81001"]).await;
    let path = permissions(margaret, david.person);
    let many = async |token: &str, path: &str, list: &str| {
        let answer = http.reads(token, path).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body[list].as_array().expect("a list").len()
    };
    for (who, sees) in [("margaret", 1), ("david", 1), ("nadia", 0)] {
        let token = citizen_token(&world, who, SCOPE).await;
        assert_eq!(many(&token, &path, "permissions").await, sees, "{who}");
        let of_david = format!("/api/v1/accounts?actor={}", david.person);
        assert_eq!(many(&token, &of_david, "accounts").await, usize::from(who == "david"), "{who}");
    }
    for (who, sees) in [("reception-a", 1), ("reception-b", 0)] {
        let token = staff_token(&world, who, SCOPE).await;
        assert_eq!(many(&token, &path, "permissions").await, sees, "{who}");
    }
}

#[tokio::test]
async fn how_an_account_stands_is_told_from_its_making_to_its_reset() {
    let world = world().await;
    let holder = opened(&world).await;
    let system = Program::registered(&world, SCOPE, &["A81001"]).await;
    let path = format!("/api/v1/accounts?actor={}", holder.person);
    let stands = async || {
        let token = system.token(&world).await;
        let answer = system.reads(&token, &path).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body["accounts"][0].clone()
    };
    let new = stands().await;
    assert_eq!((&new["active"], &new["status"]), (&json!(false), &json!("not_linked")), "{new}");
    assert_eq!((&new["linked_at"], &new["identity_verified"]), (&json!([]), &json!(false)), "{new}");
    assert!(new.get("key_issued_at").is_none(), "{new}");

    let (other, _, _) = acting(&world).await;
    let path = format!("/api/v1/accounts?actor={}", other.person);
    let stands = async || {
        let token = system.token(&world).await;
        system.reads(&token, &path).await.body["accounts"][0].clone()
    };
    let whole = stands().await;
    assert_eq!((&whole["active"], &whole["status"]), (&json!(true), &json!("active")), "{whole}");
    assert_eq!((&whole["associated"], &whole["identity_verified"]), (&json!(true), &json!(true)), "{whole}");
    assert_eq!(whole["linked_at"].as_array().map(Vec::len), Some(1), "{whole}");
    keys::reset(&world.app, &staff(), other.id, (ResetReason::UnusualActivity, None)).await.unwrap();
    let reset = stands().await;
    assert_eq!((&reset["active"], &reset["status"]), (&json!(false), &json!("not_linked")), "{reset}");
    assert!(reset["key_issued_at"].is_string(), "{reset}");
}

#[tokio::test]
async fn what_is_asked_wrongly_of_accounts_is_named() {
    let world = world().await;
    let system = Program::registered(&world, SCOPE, &["A81001"]).await;
    let token = system.token(&world).await;
    for (path, name) in [
        ("/api/v1/permissions".to_owned(), "patient"),
        (permissions("9990000018", NOBODY), "patient"),
        (permissions(NOBODY, "x"), "actor"),
        (format!("{}&more=1", permissions(NOBODY, NOBODY)), "query"),
        ("/api/v1/accounts".to_owned(), "actor"),
        ("/api/v1/accounts?actor=9990000018".to_owned(), "actor"),
        (format!("/api/v1/accounts?actor={NOBODY}&patient={NOBODY}"), "query"),
    ] {
        let answer = system.reads(&token, &path).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["type"]),
            (400, &json!("/problems/parameter")),
            "{path}"
        );
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(detail.starts_with(&format!("`{name}`")), "{path}: {detail}");
    }
    let narrow = Program::registered(&world, "proxy.view", &["A81001"]).await;
    let token = narrow.token(&world).await;
    let answer = narrow.reads(&token, &permissions(NOBODY, NOBODY)).await;
    assert_eq!((answer.status.as_u16(), &answer.body["type"]), (403, &json!("/problems/scope")));
}
