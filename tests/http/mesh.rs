//! Messages to a practice by MESH: once, whatever happens on the way, and by e-mail where MESH does not deliver.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use proxy_access::run::doctor;
use proxy_access::worker;
use serde_json::{Value, json};
use time::Duration;
use tokio::net::TcpListener;

use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, invite, later, ledger, the_delegation};
use crate::support::world::{World, world_with};

/// What a MESH of one sender and one receiver remembers, and how it misbehaves.
#[derive(Default)]
struct Mailboxes {
    /// Headers and unpacked body of each message that was taken.
    taken: Vec<(HeaderMap, Value)>,
    /// An id in our mailbox that MESH answers with rubbish.
    broken: Option<&'static str>,
    /// Reports in our mailbox: id, the message that failed, its local id.
    reports: Vec<(String, String, String)>,
    /// Status and code that sending is refused with.
    refusal: Option<(u16, &'static str)>,
    /// Whether it takes the next message and then breaks the answer.
    loses_answer: bool,
    /// Whether the practice has no mailbox.
    is_unknown: bool,
    /// Whether the handshake is refused.
    refuses_us: bool,
}

type Shared = Arc<Mutex<Mailboxes>>;

async fn answer(
    State(mailboxes): State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut mesh = mailboxes.lock().unwrap();
    let path: Vec<&str> = uri.path().split('/').skip(2).collect();
    match (method.as_str(), path.as_slice()) {
        ("POST", ["X26OURS"]) if mesh.refuses_us => StatusCode::FORBIDDEN.into_response(),
        ("POST", ["X26OURS"]) => StatusCode::OK.into_response(),
        ("GET", ["endpointlookup", "X26", _]) => axum::Json(json!({ "results": [] })).into_response(),
        ("GET", ["endpointlookup", "A81001", "PROXY_ACCESS_REQUEST"]) => {
            let all = if mesh.is_unknown { json!([]) } else { json!([{"mailbox_id": "A81001OT001"}]) };
            axum::Json(json!({ "results": all })).into_response()
        }
        ("POST", ["X26OURS", "outbox"]) => take(&mut mesh, headers, &body),
        ("GET", ["X26OURS", "outbox", "tracking", local]) => {
            let at = mesh.taken.iter().position(|(headers, _)| headers["mex-localid"] == **local);
            at.map_or(StatusCode::NOT_FOUND.into_response(), |at| {
                axum::Json(json!({"messageId": format!("M{at}"), "status": "Accepted"})).into_response()
            })
        }
        ("GET", ["X26OURS", "inbox"]) => {
            let broken = mesh.broken.map(str::to_owned);
            let ids: Vec<_> =
                broken.into_iter().chain(mesh.reports.iter().map(|report| report.0.clone())).collect();
            axum::Json(json!({ "messages": ids })).into_response()
        }
        ("GET", ["X26OURS", "inbox", id]) if mesh.broken == Some(id) => {
            let headers = [("mex-messagetype", "DATA"), ("content-encoding", "gzip")];
            (headers, "no gzip").into_response()
        }
        ("GET", ["X26OURS", "inbox", id]) => {
            let (_, linked, local) = mesh.reports.iter().find(|report| report.0 == **id).unwrap();
            let headers = [
                ("mex-messagetype", "REPORT"),
                ("mex-linkedmsgid", linked.as_str()),
                ("mex-localid", local.as_str()),
                ("mex-statuscode", "14"),
            ];
            (headers, "").into_response()
        }
        ("PUT", ["X26OURS", "inbox", id, "status", "acknowledged"]) => {
            mesh.reports.retain(|report| report.0 != **id);
            StatusCode::OK.into_response()
        }
        other => panic!("MESH has no {other:?}"),
    }
}

fn take(mesh: &mut Mailboxes, headers: HeaderMap, body: &Bytes) -> Response {
    if let Some((status, code)) = mesh.refusal {
        let body = axum::Json(json!({"detail": [{"event": "SEND", "code": code, "msg": "x"}]}));
        return (StatusCode::from_u16(status).unwrap(), body).into_response();
    }
    let document = serde_json::from_reader(flate2::read::GzDecoder::new(body.as_ref())).unwrap();
    mesh.taken.push((headers, document));
    if std::mem::take(&mut mesh.loses_answer) {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let id = format!("M{}", mesh.taken.len() - 1);
    (StatusCode::ACCEPTED, axum::Json(json!({ "message_id": id }))).into_response()
}

/// A world whose Riverside practice takes messages by MESH, and David has just said yes.
async fn accepted(change: impl FnOnce(&mut Mailboxes)) -> (World, Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let mailboxes = Shared::default();
    change(&mut mailboxes.lock().unwrap());
    let router = Router::new().fallback(answer).with_state(Arc::clone(&mailboxes));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let settings = [
        ("MESH_URL", url.as_str()),
        ("MESH_MAILBOX", "X26OURS"),
        ("MESH_PASSWORD", "pw"),
        ("MESH_SHARED_KEY", "TestKey"),
    ];
    let world = world_with(&settings).await;
    sqlx::query("update practice set channel = 'mesh' where ods_code = 'A81001'")
        .execute(&world.app.db)
        .await
        .unwrap();
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    (world, mailboxes)
}

fn taken(mailboxes: &Shared) -> usize {
    mailboxes.lock().unwrap().taken.len()
}

/// Way, whether it was sent, and what went wrong before, of the message to the practice.
async fn state(world: &World) -> (String, bool, Option<String>) {
    sqlx::query_as(
        "select channel, sent_at is not null, undelivered_fault from message where recipient = 'practice'",
    )
    .fetch_one(&world.app.db)
    .await
    .unwrap()
}

/// As if the worker had died after the far side's answer and before it could note that the message went.
async fn forget_that_it_went(world: &World) {
    sqlx::query(
        "with m as (update message set sent_at = null where recipient = 'practice' returning id, delegation_id)
         insert into outbox (id, key, kind, delegation_id, message_id, run_at)
         select id, 'again', 'send_message', delegation_id, id, now() from m",
    )
    .execute(&world.app.db)
    .await
    .unwrap();
}

fn by(channel: &str, fault: Option<&str>) -> (String, bool, Option<String>) {
    (channel.to_owned(), true, fault.map(str::to_owned))
}

async fn expect_on_case(world: &World, text: &str) {
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&format!("/staff/cases/{}", the_delegation(world).await)).await;
    page.expect_text(text);
}

#[tokio::test]
async fn a_practice_with_a_mailbox_gets_the_document_and_no_mail() {
    let (world, mailboxes) = accepted(|_| ()).await;
    assert_eq!(state(&world).await, by("mesh", None));
    let (headers, document) = mailboxes.lock().unwrap().taken.pop().unwrap();
    assert_eq!(headers["mex-to"], "A81001OT001");
    assert_eq!(document["type"], "new_request");
    assert_eq!(document["reference"], the_delegation(&world).await.to_string());
    assert_eq!(document["delegator"]["nhs_number"], "9990000018");
    assert_eq!(headers["mex-localid"].to_str().unwrap(), document["id"]);
    assert!(!format!("{headers:?}").contains("999000"), "nobody's number in a header");
    assert!(document["text"].as_str().unwrap().contains("999 000 0026"));
    assert!(world.letters_to(RIVERSIDES_MAIL).is_empty());
    expect_on_case(&world, "By MESH").await;
}

#[tokio::test]
async fn what_mesh_refuses_goes_by_secure_mail_at_once() {
    for (refusal, fault) in [((417, "12"), "mesh_12_unregistered"), ((403, ""), "mesh_refuses_us")] {
        let (world, mailboxes) = accepted(|mesh| mesh.refusal = Some(refusal)).await;
        assert_eq!(state(&world).await, by("email", Some(fault)));
        assert_eq!(taken(&mailboxes), 0);
        let letters = world.letters_to(RIVERSIDES_MAIL);
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.as_deref().unwrap().contains("999 000 0018"));
        expect_on_case(&world, "Not delivered by MESH; sent by secure email instead").await;
    }
}

#[tokio::test]
async fn a_practice_without_mailbox_and_without_secure_address_gets_a_notice() {
    let (world, _) = accepted(|mesh| mesh.is_unknown = true).await;
    assert_eq!(state(&world).await, by("email", Some("mesh_no_mailbox")));
    sqlx::query("update practice set email = 'post@surgery.example', channel = 'email'")
        .execute(&world.app.db)
        .await
        .unwrap();
    forget_that_it_went(&world).await;
    later(&world).await;
    assert_eq!(state(&world).await.0, "notice");
    let text = world.letters_to("post@surgery.example").pop().unwrap().text.unwrap();
    assert!(!text.contains("999 000"), "{text}");
    expect_on_case(&world, "Not delivered by MESH; sent by email without details instead").await;
}

#[tokio::test]
async fn a_lost_answer_does_not_send_it_twice() {
    let (world, mailboxes) = accepted(|mesh| mesh.loses_answer = true).await;
    assert_eq!(ledger(&world).await.pop().unwrap(), "new_request to practice: tried 1, status");
    assert_eq!(taken(&mailboxes), 1);
    later(&world).await;
    assert_eq!(state(&world).await, by("mesh", None));
    assert_eq!(taken(&mailboxes), 1, "it was found by our own id");
    assert!(world.letters_to(RIVERSIDES_MAIL).is_empty());
    let mesh_id: Option<String> =
        sqlx::query_scalar("select mesh_id from message where recipient = 'practice'")
            .fetch_one(&world.app.db)
            .await
            .unwrap();
    assert_eq!(mesh_id.as_deref(), Some("M0"));
}

#[tokio::test]
async fn a_mesh_that_stays_away_is_given_up_for_mail_after_some_hours() {
    let (world, mailboxes) = accepted(|mesh| mesh.refusal = Some((503, ""))).await;
    assert!(world.letters_to(RIVERSIDES_MAIL).is_empty());
    let begun = world.clock.now();
    for _ in 0..12 {
        world.clock.advance(Duration::hours(3));
        world.deliver_everything().await;
    }
    let (channel, sent, fault) = state(&world).await;
    assert!(channel == "email" && sent && fault.is_some(), "{channel} {fault:?}");
    assert_eq!((world.letters_to(RIVERSIDES_MAIL).len(), taken(&mailboxes)), (1, 0));
    assert!(world.clock.now() - begun < Duration::days(2));
}

#[tokio::test]
async fn a_report_marks_the_case_and_sends_the_message_by_mail_once() {
    let (world, mailboxes) = accepted(|_| ()).await;
    let report = |id: &str, linked: &str, local: &str| {
        let report = (id.to_owned(), linked.to_owned(), local.to_owned());
        mailboxes.lock().unwrap().reports.push(report);
    };
    let local = mailboxes.lock().unwrap().taken[0].1["id"].as_str().unwrap().to_owned();
    report("R1", "M0", &local);
    report("R2", "M99", "nobody's");
    assert_eq!(worker::read_mesh_inbox(&world.app).await.unwrap(), 1);
    assert!(mailboxes.lock().unwrap().reports.is_empty(), "both are acknowledged");
    expect_on_case(&world, "Not delivered by MESH").await;
    world.deliver_everything().await;
    assert_eq!(state(&world).await, by("email", Some("mesh_14_not_collected")));
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 1);
    expect_on_case(&world, "Not delivered by MESH; sent by secure email instead").await;
    // The acknowledgement got lost, and the report comes once more.
    report("R1", "M0", &local);
    assert_eq!(worker::read_mesh_inbox(&world.app).await.unwrap(), 0);
    assert_eq!(later(&world).await, 0);
    assert_eq!((world.letters_to(RIVERSIDES_MAIL).len(), taken(&mailboxes)), (1, 1));
}

#[tokio::test]
async fn a_message_that_cannot_be_read_does_not_hide_those_behind_it() {
    let (world, mailboxes) = accepted(|_| ()).await;
    {
        let mut mesh = mailboxes.lock().unwrap();
        let local = mesh.taken[0].1["id"].as_str().unwrap().to_owned();
        mesh.broken = Some("BROKEN");
        mesh.reports.push(("R1".to_owned(), "M0".to_owned(), local));
    }
    assert_eq!(worker::read_mesh_inbox(&world.app).await.unwrap(), 1, "the report was read");
    assert!(mailboxes.lock().unwrap().reports.is_empty());
}

#[tokio::test]
async fn a_worker_that_dies_after_mesh_took_it_does_not_send_it_twice() {
    let (world, mailboxes) = accepted(|_| ()).await;
    for forgotten in ["select", "update message set mesh_id = null"] {
        sqlx::query(forgotten).execute(&world.app.db).await.unwrap();
        forget_that_it_went(&world).await;
        assert_eq!(later(&world).await, 1);
        assert_eq!(state(&world).await, by("mesh", None));
        assert_eq!(taken(&mailboxes), 1, "{forgotten}");
    }
}

#[tokio::test]
async fn a_report_of_a_message_that_a_worker_holds_is_kept_for_the_next_look() {
    let (world, mailboxes) = accepted(|_| ()).await;
    forget_that_it_went(&world).await;
    let held = "update outbox set leased_until = now() + interval '1 minute'";
    sqlx::query(held).execute(&world.app.db).await.unwrap();
    mailboxes.lock().unwrap().reports.push(("R1".to_owned(), "M0".to_owned(), String::new()));
    assert_eq!(worker::read_mesh_inbox(&world.app).await.unwrap(), 0);
    assert_eq!(mailboxes.lock().unwrap().reports.len(), 1);
    world.clock.advance(Duration::minutes(2));
    assert_eq!(worker::read_mesh_inbox(&world.app).await.unwrap(), 1);
    world.deliver_everything().await;
    assert_eq!(state(&world).await, by("email", Some("mesh_14_not_collected")));
    assert_eq!((world.letters_to(RIVERSIDES_MAIL).len(), taken(&mailboxes)), (1, 1));
}

#[tokio::test]
async fn the_doctor_and_the_health_page_know_mesh() {
    let (world, mailboxes) = accepted(|mesh| mesh.refuses_us = true).await;
    let about_mesh =
        async || doctor::examine(&world.app).await.into_iter().find(|f| f.what == "MESH").unwrap();
    let wrong = about_mesh().await.wrong.unwrap();
    assert!(wrong.contains("MESH_PASSWORD"), "{wrong}");
    mailboxes.lock().unwrap().refuses_us = false;
    assert_eq!(about_mesh().await.wrong, None);
    let health = world.browser().get("/health/ready").await;
    assert!(health.body.contains("\"mesh\":\"closed\""), "{}", health.body);
}
