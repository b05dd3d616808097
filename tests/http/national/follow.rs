//! Who follows: events to subscribers and in the feed, counts of a round, and the record of every call.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use domain::clock::Clock;
use domain::delegation::Stage;
use proxy_access::national::jobs;
use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use tokio::net::TcpListener;

use crate::roles::events::TOKEN;
use crate::roles::{followed, numbers, stage, the_role, using_with};
use crate::support::log_capture::LogCapture;

use super::served::{
    BASE, FHIR, NOBODY, OTHER, PATIENT, PROXY, Served, answer, citizen, consent, served, served_with,
    to_status,
};

async fn feed(served: &Served, after: u64) -> Value {
    answer(served.call(Method::GET, &format!("/events?after={after}"), &Holder::App)).await.body
}

fn kinds(events: &Value) -> Vec<&str> {
    let events = events["events"].as_array().expect("a list").iter();
    events.map(|event| event["type"].as_str().expect("a type")).collect()
}

#[tokio::test]
async fn what_happens_to_roles_stands_in_the_feed_in_order() {
    let served = served().await;
    let people =
        json!({ "people": [{ "nhs_number": PROXY, "family": "A", "given": ["B"], "practice": "B82002" }] });
    served.operate(Method::POST, "people", &people).await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    served.patch(&id, &to_status("inactive", "ROLE_SUSPENDED_PENDING_REVIEW", false)).await;
    // The same end as before: nothing happens.
    let nothing = json!([{ "op": "remove", "path": "/provision/period/end" }]);
    assert_eq!(served.patch(&id, &nothing).await.status, 200);
    let event = json!({ "type": "pds-sensitive-1", "subject": PROXY });
    served.operate(Method::POST, "person-events", &event).await;
    let all = feed(&served, 0).await;
    let names = ["vrs-proxy-role-created-1", "vrs-proxy-role-changed-1", "vrs-proxy-role-deleted-1"];
    assert_eq!(kinds(&all), names);
    let first = &all["events"][0];
    assert_eq!(first["dataref"], format!("{}{BASE}/Consent/{id}", served.url));
    assert_eq!((&first["subject"], &first["specversion"]), (&json!(PATIENT), &json!("1.0")));
    assert_eq!(first["filtering"], json!({ "patient_ods_code": null, "proxy_ods_code": "B82002" }));
    let next = all["next"].as_u64().expect("a place");
    assert_eq!(kinds(&feed(&served, next - 1).await), names[2..]);
    assert_eq!(feed(&served, next).await, json!({ "events": [], "next": next }));
}

#[tokio::test]
async fn an_event_that_is_still_being_written_keeps_later_ones_back() {
    let served = served().await;
    let pool = served.database.pool().await;
    let mut open = pool.begin().await.expect("a transaction");
    let held = sqlx::query("select pg_advisory_xact_lock_shared(202612010840)").execute(&mut *open).await;
    held.expect("it writes");
    sqlx::query(
        "insert into national_event (id, kind, role_id, patient, at) values (gen_random_uuid(), 'created', gen_random_uuid(), '', now())",
    )
    .execute(&mut *open)
    .await
    .expect("it is written");
    served.created(&consent(PATIENT, PROXY)).await;
    assert_eq!(kinds(&feed(&served, 0).await).len(), 0);
    open.commit().await.expect("it is there");
    assert_eq!(kinds(&feed(&served, 0).await).len(), 2);
}

/// How a follower answers.
#[derive(Clone, Default)]
enum Manner {
    #[default]
    Takes,
    /// So much time passes before it takes one.
    TakesLong(Clock, Duration),
    Refuses,
    NeverAnswers,
}

/// Whoever is told: keeps what came, unless it refuses.
#[derive(Clone, Default)]
struct Follower {
    heard: Arc<Mutex<Vec<Value>>>,
    manner: Arc<Mutex<Manner>>,
}

impl Follower {
    async fn listening(&self) -> String {
        let follower = self.clone();
        let hear = post(move |body: String| {
            let follower = follower.clone();
            async move { follower.hear(&body).await }
        });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/hear", hear)).await });
        format!("http://{address}/hear")
    }

    async fn hear(&self, body: &str) -> StatusCode {
        let manner = self.manner.lock().expect("it is told").clone();
        if matches!(manner, Manner::Refuses) {
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        self.heard.lock().expect("it is heard").push(serde_json::from_str(body).expect("JSON"));
        match manner {
            Manner::NeverAnswers => std::future::pending().await,
            Manner::TakesLong(clock, long) => clock.advance(long),
            Manner::Takes | Manner::Refuses => {}
        }
        StatusCode::NO_CONTENT
    }

    fn answers(&self, manner: Manner) {
        *self.manner.lock().expect("it is told") = manner;
    }

    fn heard(&self) -> Vec<Value> {
        self.heard.lock().expect("it is heard").clone()
    }
}

#[tokio::test]
async fn subscribers_are_told_in_order_and_what_they_do_not_take_is_told_again() {
    let follower = Follower::default();
    let served = served_with(&[("NATIONAL_SUBSCRIBERS", &follower.listening().await)]).await;
    let tell = async || jobs::tell_subscribers(&served.store).await.expect("it runs");
    assert_eq!(tell().await, 0);
    let id = served.created(&consent(PATIENT, PROXY)).await;
    follower.answers(Manner::Refuses);
    assert_eq!(tell().await, 0);
    served.patch(&id, &to_status("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE", false)).await;
    follower.answers(Manner::Takes);
    assert_eq!(tell().await, 0, "it is left alone for a moment");
    served.clock.advance(Duration::seconds(10));
    assert_eq!((tell().await, tell().await), (2, 0));
    let heard = follower.heard();
    assert_eq!(json!(heard), feed(&served, 0).await["events"], "the same as in the feed");
}

#[tokio::test]
async fn a_slow_subscriber_is_told_for_a_third_of_its_lease_and_told_on_in_the_next_round() {
    let follower = Follower::default();
    let served = served_with(&[("NATIONAL_SUBSCRIBERS", &follower.listening().await)]).await;
    let tell = async || jobs::tell_subscribers(&served.store).await.expect("it runs");
    assert_eq!(tell().await, 0);
    for proxy in [PROXY, OTHER, "9000000033"] {
        served.created(&consent(PATIENT, proxy)).await;
    }
    follower.answers(Manner::TakesLong(served.clock.clone(), Duration::minutes(3)));
    assert_eq!((tell().await, tell().await), (2, 1));
    assert_eq!(json!(follower.heard()), feed(&served, 0).await["events"]);
}

#[tokio::test]
async fn a_subscriber_that_does_not_answer_holds_up_no_end_of_a_role() {
    let follower = Follower::default();
    let hears = follower.listening().await;
    let served = served_with(&[("NATIONAL_SUBSCRIBERS", &hears), ("NATIONAL_TIMEOUT_MS", "9000")]).await;
    assert_eq!(jobs::tell_subscribers(&served.store).await.expect("it runs"), 0);
    let mut wish = consent(PATIENT, PROXY);
    wish["provision"]["period"]["end"] = json!((served.clock.now() + Duration::days(5)).date().to_string());
    served.created(&wish).await;
    follower.answers(Manner::NeverAnswers);
    let _working = served.working().await;
    while follower.heard().is_empty() {
        tokio::task::yield_now().await;
    }
    served.clock.advance(Duration::days(7));
    let pool = served.database.pool().await;
    loop {
        let (status, in_vain): (String, i32) = sqlx::query_as(
            "select (select status from national_role), (select attempts from national_subscriber)",
        )
        .fetch_one(&pool)
        .await
        .expect("both");
        assert_eq!(in_vain, 0, "the wait for the subscriber is over, and the role was not ended meanwhile");
        if status == "inactive" {
            break;
        }
    }
}

#[tokio::test]
async fn what_our_store_tells_the_service_takes_and_access_rests() {
    let world = using_with("on", &[("VRS_EVENTS_TOKEN", TOKEN)]).await;
    let id = followed(&world).await;
    let (patient, _) = numbers(&world, id).await;
    let url = format!("{}/api/v1/national/events", world.url);
    for (token, taken) in [("another token than the service is told", 0), (TOKEN, 1)] {
        let subscribed = [("NATIONAL_SUBSCRIBERS", url.as_str()), ("NATIONAL_SUBSCRIBER_TOKENS", token)];
        let served = served_with(&subscribed).await;
        let tell = async || jobs::tell_subscribers(&served.store).await.expect("it runs");
        assert_eq!(tell().await, 0, "nothing has happened yet");
        served.created(&consent(&patient, PROXY)).await;
        assert_eq!(tell().await, taken, "{token}");
    }
    world.sandbox.vrs().delete(&the_role(&world).id);
    world.deliver_everything().await;
    assert_eq!(stage(&world, id).await, Stage::Suspended);
}

#[tokio::test]
async fn roles_and_calls_of_a_round_are_counted_by_organisation() {
    let served =
        served_with(&[("NATIONAL_ROUND_HEADER", "X-Test-Round"), ("NATIONAL_ROUNDS", "one,two")]).await;
    let in_round = |round: &'static str, wish: Value| {
        let call = served.call(Method::POST, &format!("{BASE}/Consent"), &Holder::App);
        answer(call.header("Content-Type", FHIR).header("x-test-ROUND", round).body(wish.to_string()))
    };
    assert_eq!(in_round("one", consent(PATIENT, PROXY)).await.status, 201);
    assert_eq!(in_round("one", consent(PATIENT, PROXY)).await.status, 409);
    assert_eq!(in_round("two", consent(OTHER, PROXY)).await.status, 201);
    served.created(&consent(PROXY, OTHER)).await;
    let one = served.operate(Method::GET, "counts?round=one", &json!({})).await.body;
    assert_eq!(one["created"], json!([{ "grantor": "A81001", "round": "one", "created": 1, "active": 1 }]));
    let route = format!("POST {BASE}/Consent");
    let calls = json!([
        { "round": "one", "route": route, "status": 201, "calls": 1 },
        { "round": "one", "route": route, "status": 409, "calls": 1 }]);
    assert_eq!(one["calls"], calls);
    let all = served.operate(Method::GET, "counts", &json!({})).await.body;
    assert_eq!(all["created"].as_array().map(Vec::len), Some(3), "without a round is a line too: {all}");
}

#[tokio::test]
async fn every_call_is_written_down_and_those_that_were_refused_too() {
    let served = served().await;
    let pool = served.database.pool().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    assert_eq!(answer(served.call(Method::GET, &path, &citizen(OTHER))).await.status, 403);
    assert_eq!(answer(served.bare(Method::GET, &format!("{BASE}/Consent/{id}"))).await.status, 401);
    served.operate(Method::GET, "counts", &json!({})).await;
    type Row = (Option<String>, Option<String>, String, Option<String>, Vec<String>, i16, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "select client_id, caller, method || ' ' || route, target, asked_for, status, fault from national_call order by id",
    )
    .fetch_all(&pool)
    .await
    .expect("rows");
    let text = |text: &str| Some(text.to_owned());
    let (consent, one) = (format!("{BASE}/Consent"), format!("{BASE}/Consent/{{id}}"));
    let both = vec![PATIENT.to_owned(), PROXY.to_owned()];
    let expected: Vec<Row> = vec![
        (text("a-program"), text("app"), format!("POST {consent}"), Some(id.clone()), both, 201, None),
        (
            text("a-program"),
            text("patient"),
            format!("GET {consent}"),
            None,
            vec![PATIENT.to_owned()],
            403,
            text("FORBIDDEN"),
        ),
        (None, None, format!("GET {one}"), Some(id), vec![], 401, text("ACCESS_DENIED")),
        (None, text("operator"), "GET /operations/counts".to_owned(), None, vec![], 200, None),
    ];
    assert_eq!(rows, expected);
    let ids: i64 = sqlx::query_scalar("select count(*) from national_call where request_id = $1::uuid")
        .bind(NOBODY)
        .fetch_one(&pool)
        .await
        .expect("a number");
    assert_eq!(ids, 2);
}

#[tokio::test]
async fn a_refused_wish_is_written_down_with_both_people_it_named() {
    let served = served().await;
    let pool = served.database.pool().await;
    let mut bare = consent(PATIENT, PROXY);
    bare.as_object_mut().expect("an object").remove("scope");
    assert_eq!(served.post(&bare).await.told(), (400, "MISSING_SCOPE"));
    let person = |number: &str| json!({ "identifier": { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number } });
    let form = json!({ "resourceType": "QuestionnaireResponse", "source": person(OTHER), "subject": person(PATIENT) });
    let call = served.call(Method::POST, &format!("{BASE}/QuestionnaireResponse"), &citizen(OTHER));
    let refused = answer(call.header("Content-Type", FHIR).body(form.to_string())).await;
    assert_eq!(refused.told(), (400, "BAD_REQUEST"));
    let rows: Vec<Vec<String>> = sqlx::query_scalar("select asked_for from national_call order by id")
        .fetch_all(&pool)
        .await
        .expect("rows");
    assert_eq!(rows, [[PATIENT, PROXY], [PATIENT, OTHER]]);
}

#[tokio::test]
async fn who_has_no_token_cannot_fill_the_record() {
    let served = served().await;
    let pool = served.database.pool().await;
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    for number in 0..110 {
        let (path, method) = match number % 3 {
            0 => (path.as_str(), Method::GET),
            1 => ("/operations/counts", Method::GET),
            _ => ("/oauth2/token", Method::POST),
        };
        let status = answer(served.bare(method, path)).await.status;
        assert!((400..500).contains(&status), "{path} {status}");
    }
    let count = "select count(*) from national_call";
    let written: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.expect("a number");
    assert_eq!(written, 100);
    let told = LogCapture::start().lines();
    let told: Vec<&String> = told.iter().filter(|line| line.contains("were not written down")).collect();
    assert_eq!(told.len(), 1, "one line, and not ten: {told:?}");
    assert_eq!(served.get(&format!("/Consent?patient:identifier={PATIENT}")).await.status, 200);
    let written: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.expect("a number");
    assert_eq!(written, 101, "who is known is written down as ever");
    served.clock.advance(Duration::HOUR);
    assert_eq!(answer(served.bare(Method::GET, &path)).await.status, 401);
    let written: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.expect("a number");
    assert_eq!(written, 102, "and so is a stranger in the next hour");
}
