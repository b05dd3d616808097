//! People: who is what to whom, and what happens to people.

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};

use super::served::{Answer, BASE, OTHER, PATIENT, PROXY, Served, answer, consent, served, to_status};

async fn related(served: &Served, query: &str) -> Value {
    let call = served.call(Method::GET, &format!("{BASE}/RelatedPerson?{query}"), &Holder::Staff);
    answer(call).await.body
}

#[tokio::test]
async fn candidates_are_found_by_either_person_with_the_patients_name() {
    let served = served().await;
    let empty = related(&served, &format!("identifier={PROXY}")).await;
    assert_eq!((&empty["total"], empty.get("entry")), (&json!(0), None));
    let told = json!({
        "people": [{ "nhs_number": PATIENT, "family": "Child", "given": ["A"], "born": "2020-05-01" }],
        "relationships": [
            { "proxy": PROXY, "patient": PATIENT, "code": "MTH", "display": "mother" },
            { "proxy": PROXY, "patient": OTHER, "code": "PRN", "display": "parent" }],
    });
    assert_eq!(served.operate(Method::POST, "people", &told).await.status, 200);
    assert_eq!(served.operate(Method::POST, "people", &told).await.status, 200, "twice is once");
    assert_eq!(related(&served, &format!("identifier={PROXY}")).await["total"], 2);
    let both = format!("identifier={PROXY}&patient:identifier={PATIENT}");
    let one = related(&served, &format!("{both}&_include=RelatedPerson:patient")).await;
    assert_eq!((&one["total"], one["entry"].as_array().map(Vec::len)), (&json!(1), Some(2)));
    let found = &one["entry"][0]["resource"];
    assert_eq!(found["name"][0]["family"], "Child", "the patient's name, and not the proxy's");
    assert_eq!(
        (&found["birthDate"], &found["identifier"][0]["value"]),
        (&json!("2020-05-01"), &json!(PROXY))
    );
    let event = json!({ "type": "pds-sensitive-1", "subject": PATIENT });
    served.operate(Method::POST, "person-events", &event).await;
    assert_eq!(related(&served, &both).await["total"], 0);
}

pub async fn happens(served: &Served, kind: &str, subject: &str, data: Value) -> Value {
    let event = json!({ "specversion": "1.0", "type": kind, "subject": subject, "data": data });
    let answer = served.operate(Method::POST, "person-events", &event).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body["changed"].clone()
}

async fn stands(served: &Served, id: &str) -> (String, String) {
    let role = served.role(id).await;
    let code = &role["extension"][0]["valueCodeableConcept"]["coding"][0]["code"];
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (text(&role["status"]), text(code))
}

#[tokio::test]
async fn death_and_another_practice_end_roles_on_both_sides_once() {
    for (kind, subject, code) in [
        ("pds-death-notification-1", PATIENT, "ROLE_DEACTIVATED_PATIENT_DECEASED"),
        ("pds-death-notification-1", PROXY, "ROLE_DEACTIVATED_PROXY_DECEASED"),
        ("pds-change-of-gp-1", PATIENT, "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED"),
        ("pds-change-of-gp-1", PROXY, "ROLE_DEACTIVATED_PROXY_GP_TRANSFERRED"),
    ] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        let data = json!({ "practice": "B82002" });
        assert_eq!(happens(&served, kind, subject, data.clone()).await, 1);
        assert_eq!(stands(&served, &id).await, ("inactive".to_owned(), code.to_owned()));
        assert_eq!(happens(&served, kind, subject, data).await, 0, "once");
    }
}

#[tokio::test]
async fn a_move_that_is_told_again_ends_nothing_that_was_granted_since() {
    for subject in [PATIENT, PROXY] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        let moved = async |practice: &str| {
            happens(&served, "pds-change-of-gp-1", subject, json!({ "practice": practice })).await
        };
        // What PDS says of them now does not stand for what happened to them.
        let people = json!({ "people": [{ "nhs_number": subject, "family": "A", "given": ["B"], "practice": "C83003" }] });
        assert_eq!(served.operate(Method::POST, "people", &people).await.status, 200);
        assert_eq!(moved("C83003").await, 1);
        let again = to_status("active", "ROLE_REACTIVATED", true);
        assert_eq!(served.patch(&id, &again).await.status, 200);
        assert_eq!(moved("C83003").await, 0, "told again");
        assert_eq!(stands(&served, &id).await.0, "active");
        // The role is granted by this practice: with the patient it moves there, and with the proxy it does not.
        assert_eq!(moved("B82002").await, u8::from(subject == PROXY));
        assert_eq!(moved("A81001").await, u8::from(subject == PATIENT));
    }
}

#[tokio::test]
async fn another_number_takes_roles_along_and_a_pair_keeps_one() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, json!({ "newNhsNumber": OTHER })).await, 1);
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], OTHER);
    let old = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await;
    assert_eq!(old.told(), (404, "INVALIDATED_RESOURCE"));
    let second = served.created(&consent("9000000033", PROXY)).await;
    assert_eq!(
        happens(&served, "nhs-number-change-1", "9000000033", json!({ "newNhsNumber": OTHER })).await,
        1
    );
    assert_eq!(served.get(&format!("/Consent/{second}")).await.status, 404);
    assert_eq!(stands(&served, &id).await.0, "active");
}

#[tokio::test]
async fn a_number_of_nobody_and_a_sensitive_record_take_roles_away() {
    for kind in ["nhs-number-change-1", "nhs-number-invalidated-1", "pds-sensitive-1"] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        assert_eq!(happens(&served, kind, PATIENT, json!({})).await, 1);
        assert_eq!(
            served.get(&format!("/Consent/{id}")).await.told(),
            (404, "INVALIDATED_RESOURCE"),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn no_role_begins_of_somebody_who_has_died_or_may_not_be_shown() {
    for kind in ["pds-death-notification-1", "nhs-number-invalidated-1", "pds-sensitive-1"] {
        let served = served().await;
        let id = served.created(&consent(PATIENT, PROXY)).await;
        served.patch(&id, &to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false)).await;
        assert_eq!(happens(&served, kind, OTHER, json!({})).await, 0);
        // What PDS says of somebody anew does not take back what happened to them.
        let people = json!({ "people": [{ "nhs_number": OTHER, "family": "Smith", "given": ["Jo"] }] });
        assert_eq!(served.operate(Method::POST, "people", &people).await.status, 200);
        for (patient, proxy) in [(PATIENT, OTHER), (OTHER, PROXY)] {
            let refused = served.post(&consent(patient, proxy)).await;
            assert_eq!(refused.told(), (404, "INVALIDATED_RESOURCE"), "{kind}");
        }
        let pool = served.database.pool().await;
        let moved = sqlx::query("update national_role set proxy = $1").bind(OTHER).execute(&pool).await;
        moved.expect("it is set");
        let again = served.patch(&id, &to_status("active", "ROLE_REACTIVATED", true)).await;
        assert_eq!(again.told(), (404, "INVALIDATED_RESOURCE"), "{kind}");
        let one: (String, i32) = sqlx::query_as("select status, version from national_role")
            .fetch_one(&pool)
            .await
            .expect("the one role");
        assert_eq!(one, ("inactive".to_owned(), 2), "{kind}: nothing was written");
    }
}

#[tokio::test]
async fn a_record_that_was_sensitive_stays_so_after_a_death() {
    let served = served().await;
    happens(&served, "pds-sensitive-1", PATIENT, json!({})).await;
    happens(&served, "pds-death-notification-1", PATIENT, json!({})).await;
    let found = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await;
    assert_eq!(found.told(), (404, "INVALIDATED_RESOURCE"));
}

#[tokio::test]
async fn a_number_that_becomes_one_which_may_not_be_shown_takes_the_role_away() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    happens(&served, "pds-sensitive-1", OTHER, json!({})).await;
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, json!({ "newNhsNumber": OTHER })).await, 1);
    assert_eq!(served.get(&format!("/Consent/{id}")).await.told(), (404, "INVALIDATED_RESOURCE"));
}

#[tokio::test]
async fn a_number_that_becomes_that_of_somebody_who_died_ends_the_role_and_a_proxys_death_is_no_matter() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    happens(&served, "pds-death-notification-1", OTHER, json!({})).await;
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, json!({ "newNhsNumber": OTHER })).await, 1);
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], OTHER);
    let died = ("inactive".to_owned(), "ROLE_DEACTIVATED_PATIENT_DECEASED".to_owned());
    assert_eq!(stands(&served, &id).await, died);
    happens(&served, "pds-death-notification-1", PROXY, json!({})).await;
    let data = json!({ "newNhsNumber": "9000000033" });
    assert_eq!(happens(&served, "nhs-number-change-1", OTHER, data).await, 1);
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], "9000000033");
    assert_eq!(stands(&served, &id).await, died);
}

#[tokio::test]
async fn a_change_to_the_same_number_is_refused_and_changes_nothing() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let event =
        json!({ "type": "nhs-number-change-1", "subject": PATIENT, "data": { "newNhsNumber": PATIENT } });
    assert_eq!(served.operate(Method::POST, "person-events", &event).await.told(), (400, "BAD_REQUEST"));
    assert_eq!(stands(&served, &id).await.0, "active");
    served.created(&consent(PATIENT, OTHER)).await;
}

#[tokio::test]
async fn two_numbers_never_take_each_others_place_until_an_operator_says_which_is_in_use() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let there = json!({ "newNhsNumber": OTHER });
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, there).await, 1);
    let back =
        json!({ "type": "nhs-number-change-1", "subject": OTHER, "data": { "newNhsNumber": PATIENT } });
    let refused = served.operate(Method::POST, "person-events", &back).await;
    assert_eq!(refused.told(), (409, "NUMBER_INVALIDATED"));
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], OTHER, "nothing was written");
    served.created(&consent(OTHER, "9000000033")).await;
    let known = async |stands: &str| {
        let told = json!({ "nhs_number": PATIENT, "stands": stands });
        served.operate(Method::POST, "people/known", &told).await
    };
    for wrong in ["known", "gone", ""] {
        assert_eq!(known(wrong).await.told(), (400, "BAD_REQUEST"), "{wrong}");
    }
    assert_eq!(known("sensitive").await.body["changed"], 0, "it does not stand so");
    assert_eq!(known("invalidated").await.body["changed"], 1);
    assert_eq!(served.operate(Method::POST, "person-events", &back).await.body["changed"], 2);
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], PATIENT);
    assert_eq!(served.operate(Method::POST, "person-events", &back).await.body["changed"], 0, "once");
    let pool = served.database.pool().await;
    let named: Vec<(i16, Vec<String>)> = sqlx::query_as(
        "select status, asked_for from national_call where route = '/operations/people/known' order by id desc limit 1",
    )
    .fetch_all(&pool)
    .await
    .expect("rows");
    assert_eq!(named, [(200, vec![PATIENT.to_owned()])], "who did so and to whom is written down");
}

#[tokio::test]
async fn the_same_change_again_is_no_doubt_after_the_new_number_was_changed_too() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let (first, second) = (json!({ "newNhsNumber": OTHER }), json!({ "newNhsNumber": "9000000033" }));
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, first.clone()).await, 1);
    assert_eq!(happens(&served, "nhs-number-change-1", OTHER, second).await, 1);
    assert_eq!(happens(&served, "nhs-number-change-1", PATIENT, first).await, 0);
    assert_eq!(served.role(&id).await["patient"]["identifier"]["value"], "9000000033");
}

/// What becomes of a call that waits while somebody's record becomes sensitive.
pub async fn while_sensitive(served: &Served, number: &str, call: impl Future<Output = Answer>) -> Answer {
    let pool = served.database.pool().await;
    let mut open = pool.begin().await.expect("a transaction");
    let held = sqlx::query("select pg_advisory_xact_lock(202612010840)").execute(&mut *open).await;
    held.expect("nobody else writes");
    sqlx::query(
        "insert into national_person (nhs_number, family, given, state, updated_at)
         values ($1, '', '{}', 'sensitive', now())",
    )
    .bind(number)
    .execute(&mut *open)
    .await
    .expect("it happens");
    let waits = async {
        let waiting = "select exists (select from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database()))";
        while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&mut *open).await.expect("an answer") {}
        open.commit().await.expect("it has happened");
    };
    let (answer, ()) = tokio::join!(call, waits);
    answer
}

#[tokio::test]
async fn a_role_that_is_being_created_meets_what_happens_to_somebody_meanwhile() {
    let served = served().await;
    let wish = consent(PATIENT, PROXY);
    let answer = while_sensitive(&served, PATIENT, served.post(&wish)).await;
    assert_eq!(answer.told(), (404, "INVALIDATED_RESOURCE"));
}

#[tokio::test]
async fn an_event_that_nobody_knows_is_refused_and_changes_nothing() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    for event in [
        json!({ "type": "pds-birth-notification-1", "subject": PATIENT }),
        json!({ "type": "pds-death-notification", "subject": PATIENT }),
        json!({ "type": "pds-death-notification-1", "subject": "1" }),
        json!({ "type": "nhs-number-change-1", "subject": PATIENT, "data": { "newNhsNumber": "1" } }),
        json!([]),
    ] {
        assert_eq!(served.operate(Method::POST, "person-events", &event).await.told(), (400, "BAD_REQUEST"));
    }
    assert_eq!(stands(&served, &id).await.0, "active");
}
