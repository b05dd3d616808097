//! The life of a role over HTTP: begun, read, changed, ended; what a conflict leads to; fifty wishes at once.

use proxy_access::national::jobs;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::served::{OTHER, PATIENT, PROXY, Served, consent, grantor, served, to_status};

#[tokio::test]
async fn a_role_is_made_read_and_shown_with_all_that_is_published() {
    let served = served().await;
    let answer = served.post(&consent(PATIENT, PROXY)).await;
    assert_eq!(answer.status, 201);
    let informational = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "information", "code": "informational" }] });
    assert_eq!(answer.body, informational);
    let id = answer.location_id();
    let location = format!("{}/validated-relationships/FHIR/R4/Consent/{id}", served.url);
    assert_eq!(answer.headers["location"], location.as_str());
    let one = served.get(&format!("/Consent/{id}")).await.body;
    assert_eq!(
        (&one["resourceType"], &one["type"], &one["total"]),
        (&json!("Bundle"), &json!("searchset"), &json!(1))
    );
    assert_eq!((&one["entry"][0]["fullUrl"], &one["link"][0]["url"]), (&json!(location), &json!(location)));
    let role = &one["entry"][0]["resource"];
    assert_eq!(role["provision"]["period"]["start"], "2026-11-01T00:00:00Z");
    assert_eq!(role["provision"]["actor"][0]["reference"]["identifier"]["value"], PROXY);
    assert_eq!(role["policyRule"]["coding"][0]["display"], "Consent");
    assert_eq!(role["extension"][0]["valueCodeableConcept"]["coding"][0]["display"], "Role created");
    assert_eq!(role["extension"][1], grantor("A81001"));
    assert_eq!(role["policy"][0]["authority"], "https://www.england.nhs.uk");
    assert!(role["meta"]["lastUpdated"].is_string());
}

#[tokio::test]
async fn roles_are_found_by_either_person_both_and_status() {
    let served = served().await;
    let first = served.created(&consent(PATIENT, PROXY)).await;
    let second = served.created(&consent(OTHER, PROXY)).await;
    assert_eq!(
        served
            .patch(&second, &to_status("inactive", "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM", false))
            .await
            .status,
        200
    );
    let ids = async |query: &str| -> Vec<String> {
        let body = served.get(&format!("/Consent?{query}")).await.body;
        let entries = body["entry"].as_array().expect("a list, also when it is empty");
        assert_eq!(body["total"], entries.len());
        entries.iter().map(|entry| entry["resource"]["id"].as_str().expect("an id").to_owned()).collect()
    };
    let by_proxy = format!("performer:identifier={PROXY}");
    assert_eq!(ids(&by_proxy).await, [first.clone(), second.clone()]);
    assert_eq!(
        ids(&format!("performer%3Aidentifier=https://fhir.nhs.uk/Id/nhs-number%7C{PROXY}")).await.len(),
        2
    );
    assert_eq!(ids(&format!("patient:identifier={PATIENT}")).await, std::slice::from_ref(&first));
    assert_eq!(ids(&format!("{by_proxy}&patient:identifier={OTHER}")).await, std::slice::from_ref(&second));
    assert_eq!(ids(&format!("{by_proxy}&status=inactive")).await, std::slice::from_ref(&second));
    assert_eq!(ids(&format!("{by_proxy}&status=active,inactive")).await.len(), 2);
    assert_eq!(ids(&format!("{by_proxy}&status=active&status=inactive")).await, Vec::<String>::new());
    assert_eq!(ids(&format!("{by_proxy}&status=active,inactive&status=active")).await, [first]);
    assert_eq!(ids(&format!("patient:identifier={PROXY}")).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_includes_are_asked_for_are_there_once_and_do_not_count() {
    let served = served().await;
    let told = json!({
        "people": [
            { "nhs_number": PATIENT, "family": "O'Neill", "given": ["Margaret"], "born": "1951-02-01", "practice": "A81001" },
            { "nhs_number": PROXY, "family": "O'Neill", "given": ["David"] }],
        "relationships": [{ "proxy": PROXY, "patient": PATIENT, "code": "PRN", "display": "parent" }],
    });
    assert_eq!(served.operate(Method::POST, "people", &told).await.status, 200);
    served.created(&consent(PATIENT, PROXY)).await;
    let body = served
        .get(&format!(
            "/Consent?patient:identifier={PATIENT}&_include=Consent:patient&_include=Consent:performer"
        ))
        .await
        .body;
    let of = |kind: &str| -> Vec<&Value> {
        let entries = body["entry"].as_array().expect("a list").iter();
        entries.filter(|entry| entry["resource"]["resourceType"] == kind).collect()
    };
    assert_eq!((&body["total"], of("Patient").len(), of("RelatedPerson").len()), (&json!(1), 2, 1));
    assert!(of("Patient").iter().all(|entry| entry["search"]["mode"] == "include"));
    let patient =
        of("Patient").into_iter().find(|entry| entry["resource"]["id"] == PATIENT).expect("the patient");
    assert_eq!(patient["resource"]["birthDate"], "1951-02-01");
    assert_eq!(patient["resource"]["generalPractitioner"][0]["identifier"]["value"], "A81001");
    assert_eq!(patient["resource"]["meta"]["security"][0]["code"], "P9");
    assert_eq!(of("RelatedPerson")[0]["resource"]["relationship"][0]["coding"][0]["code"], "PRN");
    let bare = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await.body;
    assert_eq!(bare["entry"].as_array().map(Vec::len), Some(1), "nothing is included that was not asked for");
}

#[tokio::test]
async fn of_fifty_wishes_for_one_pair_at_once_one_makes_a_role() {
    let served = served().await;
    let wish = consent(PATIENT, PROXY);
    let answers = futures::future::join_all((0..50).map(|_| served.post(&wish))).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(409)), (1, 49));
    let found = served.get(&format!("/Consent?patient:identifier={PATIENT}")).await.body;
    assert_eq!(found["total"], 1);
    let made = answers.iter().find(|answer| answer.status == 201).expect("one").location_id();
    assert_eq!(found["entry"][0]["resource"]["id"], made);
}

#[tokio::test]
async fn of_many_changes_at_once_each_is_judged_on_what_the_others_left() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let end = to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false);
    let answers = futures::future::join_all((0..10).map(|_| served.patch(&id, &end))).await;
    let count = |told: (u16, &str)| answers.iter().filter(|answer| answer.told() == told).count();
    assert_eq!((count((200, "")), count((422, "INVALID_STATE_TRANSITION"))), (1, 9));
}

#[tokio::test]
async fn a_conflict_leads_to_the_role_that_is_there_and_that_is_made_active_again() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    assert_eq!(
        served
            .patch(&id, &to_status("inactive", "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED", false))
            .await
            .status,
        200
    );
    let twice = served.post(&consent(PATIENT, PROXY)).await;
    assert_eq!(twice.told(), (409, "DUPLICATE_RELATIONSHIP"));
    assert!(!twice.headers.contains_key("location") && !twice.text.contains(&id), "{}", twice.text);
    let path = format!("/Consent?performer:identifier={PROXY}&patient:identifier={PATIENT}");
    let found =
        served.get(&path).await.body["entry"][0]["resource"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(found, id);
    assert_eq!(served.patch(&found, &to_status("active", "ROLE_REACTIVATED", true)).await.status, 200);
    let role = served.role(&id).await;
    assert_eq!((&role["status"], &role["extension"][1]), (&json!("active"), &grantor("B82002")));
    assert_eq!(role["extension"].as_array().map(Vec::len), Some(2), "what was said last stands there alone");
}

async fn notices(served: &Served) -> Vec<(String, String)> {
    let body = served.operate(Method::GET, "notices", &json!({})).await.body;
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let all = body["notices"].as_array().expect("a list").iter();
    all.map(|notice| (text(&notice["notice"]), text(&notice["recipient"]))).collect()
}

#[tokio::test]
async fn an_end_is_told_before_and_reached_by_itself_and_told_after() {
    let served = served().await;
    let mut wish = consent(PATIENT, PROXY);
    let ends = served.clock.now() + Duration::days(30);
    wish["provision"]["period"]["end"] = json!(ends.date().to_string());
    let id = served.created(&wish).await;
    assert_eq!((jobs::warn(&served.store).await.expect("it runs"), notices(&served).await.len()), (0, 0));
    served.clock.advance(Duration::days(20));
    assert_eq!(jobs::warn(&served.store).await.expect("it runs"), 1);
    assert_eq!(jobs::warn(&served.store).await.expect("it runs"), 0, "once");
    let both = |kind: &str| ["patient", "proxy"].map(|who| (kind.to_owned(), who.to_owned()));
    assert_eq!(notices(&served).await, both("ending"));
    assert_eq!(jobs::end_what_is_over(&served.store).await.expect("it runs"), 0);
    served.clock.advance(Duration::days(12));
    assert_eq!(jobs::end_what_is_over(&served.store).await.expect("it runs"), 1);
    assert_eq!(notices(&served).await, [both("ending"), both("ended")].concat());
    let role = served.role(&id).await;
    let code = &role["extension"][0]["valueCodeableConcept"]["coding"][0]["code"];
    assert_eq!((&role["status"], code), (&json!("inactive"), &json!("ROLE_DEACTIVATED_END_DATE_REACHED")));
    let again = to_status("active", "ROLE_REACTIVATED", true);
    assert_eq!(served.patch(&id, &again).await.told(), (422, "INVALID_END_DATE"));
    let mut longer = again;
    longer.as_array_mut().expect("steps").push(json!({ "op": "remove", "path": "/provision/period/end" }));
    assert_eq!(served.patch(&id, &longer).await.status, 200);
    assert_eq!(served.role(&id).await["provision"]["period"].get("end"), None);
}

#[tokio::test]
async fn ends_that_are_near_are_looked_for_each_minute() {
    let served = served().await;
    let mut warned = None;
    assert_eq!(jobs::warn_now_and_then(&served.store, &mut warned).await.expect("it runs"), 0);
    let mut wish = consent(PATIENT, PROXY);
    wish["provision"]["period"]["end"] = json!((served.clock.now() + Duration::days(5)).date().to_string());
    served.created(&wish).await;
    assert_eq!(jobs::warn_now_and_then(&served.store, &mut warned).await.expect("it runs"), 0, "just asked");
    served.clock.advance(Duration::MINUTE);
    assert_eq!(jobs::warn_now_and_then(&served.store, &mut warned).await.expect("it runs"), 1);
}

#[tokio::test]
async fn among_many_roles_those_without_a_warning_and_those_a_round_changed_are_found_by_an_index() {
    let served = served().await;
    let pool = served.database.pool().await;
    for statement in [
        "insert into national_role (id, patient, proxy, status, reason, basis, made_at, ends_at, warned_of, created_at, updated_at)
         select gen_random_uuid(), 'p' || n, 'q' || n, 'active', 'ROLE_CREATED', 'consent', now(), now() + '5 days', now() + '5 days',
                now(), now() from generate_series(1, 5000) n",
        "analyze national_role",
    ] {
        sqlx::query(statement).execute(&pool).await.expect("it is done");
    }
    for (query, index) in [
        (
            "explain select id from national_role where status = 'active' and ends_at is not null
             and warned_of is distinct from ends_at and ends_at between now() and now() + interval '14 days'",
            "national_role_unwarned",
        ),
        (
            "explain select count(*) from national_role
             where changed_in is not null and created_in is distinct from changed_in",
            "national_role_by_change",
        ),
    ] {
        let plan: Vec<String> = sqlx::query_scalar(query).fetch_all(&pool).await.expect("a plan");
        assert!(plan.iter().any(|line| line.contains(index)), "{plan:#?}");
    }
}
