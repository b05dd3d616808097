//! What an attacker, an accident or another version could do between two lines.

use domain::NhsNumber;
use proxy_access::storage::{PgPool, StorageError, people, sessions};
use proxy_access::worker;
use reqwest::Method;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::story::{DAVID, DAVIDS_MAIL, NADIA, invite};
use crate::support::database::database;
use crate::support::world::world;

const OWN_PAGE: (&str, &str) = ("sec-fetch-site", "same-origin");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

async fn count(db: &PgPool, of: &'static str) -> i64 {
    sqlx::query_scalar(of).fetch_one(db).await.unwrap()
}

#[tokio::test]
async fn a_request_under_way_does_not_bring_back_a_session_that_has_ended() {
    use tower_sessions::SessionStore;
    use tower_sessions::session::Record;
    let world = world().await;
    let store = sessions::Sessions::new(world.app.db.clone(), world.clock.clone());
    let expiry_date = world.clock.now() + Duration::minutes(30);
    let mut record = Record { id: Default::default(), data: Default::default(), expiry_date };
    store.create(&mut record).await.unwrap();
    store.delete(&record.id).await.unwrap();
    store.save(&record).await.unwrap();
    assert!(store.load(&record.id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_callback_of_nobody_leaves_no_session_and_no_session_outlives_its_hour() {
    let world = world().await;
    let mut browser = world.browser();
    assert_eq!(browser.get("/auth/nhs-login/callback?code=a&state=b").await.status, 400);
    assert_eq!(count(&world.app.db, "select count(*) from session").await, 0);
    let own = [OWN_PAGE, FORM];
    browser.raw(Method::POST, "/invite/0/who", &own, "nhs_number=9990000026").await;
    browser.get("/auth/nhs-login/start").await;
    let back =
        browser.raw(Method::GET, "/auth/nhs-login/callback?error=access_denied&state=x", &[], "").await;
    assert!(back.status.is_client_error(), "{back}");
    let latest: OffsetDateTime =
        sqlx::query_scalar("select max(expires_at) from session").fetch_one(&world.app.db).await.unwrap();
    assert!(latest <= world.clock.now() + Duration::hours(1));
}

#[tokio::test]
async fn what_the_database_cannot_keep_is_refused_in_plain_words() {
    let world = world().await;
    let mut george = world.sign_in_as("george").await;
    george.get("/invite").await;
    george.submit(&[]).await;
    let who = george.submit(&NADIA.fields()).await.url.path().to_owned();
    let services = who.replace("relationship", "services");
    let own = [OWN_PAGE, FORM];
    let body = "services=view_record&services=%00&record=summary";
    assert_eq!(george.raw(Method::POST, &services, &own, body).await.status, 303);
    let mut nobody = world.browser();
    assert_eq!(nobody.raw(Method::POST, "/invite", &own, "a=\0b").await.status, 400);
    let page = nobody.raw(Method::GET, "/auth/nhs-login/start?return_to=/%00", &[], "").await;
    assert_eq!(page.status, 303);
}

#[tokio::test]
async fn whether_somebody_is_pressed_is_kept_nowhere() {
    let world = world().await;
    let mut nobody = world.browser();
    let page = nobody.post("/invite/0190/pressure", &[("pressure", "yes")]).await;
    assert!(page.url.path() == "/timed-out" && !page.body.contains("We kept the answers"), "{page}");
    assert_eq!(count(&world.app.db, "select count(*) from session").await, 0);
}

#[tokio::test]
async fn only_a_uuid_is_taken_over_as_the_id_of_a_request() {
    let world = world().await;
    let mut browser = world.browser();
    let mut told = async |id: &str| {
        let page = browser.raw(Method::GET, "/", &[("x-request-id", id)], "").await;
        page.headers["x-request-id"].to_str().unwrap().to_owned()
    };
    assert_ne!(told("correlation=forged status=200").await, "correlation=forged status=200");
    let gateway = "0190c1a4-5b1e-7c3a-9d5e-000000000001";
    assert_eq!(told(gateway).await, gateway);
}

#[tokio::test]
async fn an_error_of_the_database_does_not_tell_the_row() {
    let kept = database().await;
    let db = kept.pool().await;
    let fault =
        sqlx::query("insert into person (id, nhs_number, given_name, updated_at) values ($1, $2, $3, now())")
            .bind(Uuid::from_u128(1))
            .bind("999 000 0018")
            .bind("Margaret")
            .execute(&db)
            .await
            .unwrap_err();
    assert!(format!("{fault:?}").contains("Margaret"), "Postgres tells the whole row");
    let said = format!("{:?}", StorageError::from(fault));
    assert!(!said.contains("Margaret") && !said.contains("0018"), "{said}");
    assert!(said.contains("23514") && said.contains("person"), "{said}");
}

/// Waits until a backend waits for a lock, and says which.
async fn waiting(db: &PgPool) -> i32 {
    loop {
        let of = "select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        if let Some(pid) = sqlx::query_scalar(of).fetch_optional(db).await.unwrap() {
            return pid;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_logout_that_broke_off_can_come_again() {
    let world = world().await;
    world.staff_sign_in_as("reception-a").await;
    let db = world.app.db.clone();
    let (issuer, subject): (String, String) =
        sqlx::query_as("select issuer, subject from session where subject is not null")
            .fetch_one(&db)
            .await
            .unwrap();
    let now = world.clock.now() + Duration::seconds(5);
    let log_out = {
        let db = db.clone();
        async move || sessions::log_out(&db, ("token", now), &issuer, (Some(&subject), None), now).await
    };
    let mut held = db.begin().await.unwrap();
    sqlx::query("select 1 from session for update").execute(&mut *held).await.unwrap();
    let (broken, ()) = tokio::join!(log_out(), async {
        let pid = waiting(&db).await;
        sqlx::query("select pg_terminate_backend($1)").bind(pid).execute(&db).await.unwrap();
    });
    assert!(broken.is_err());
    held.rollback().await.unwrap();
    assert_eq!(log_out().await.unwrap(), Some(1));
    assert_eq!(log_out().await.unwrap(), None);
}

#[tokio::test]
async fn two_who_invite_each_other_at_once_are_both_served() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let number = |text: &str| NhsNumber::parse(text).unwrap();
    let db = world.app.db.clone();
    let (now, new) = (world.clock.now(), world.clock.new_id());
    let mine = people::find_or_create(&db, new, &number("9990000018"), now).await.unwrap();
    let davids = people::find_or_create(&db, world.clock.new_id(), &number(DAVID.number), now).await.unwrap();
    // What David's own request does at the same moment: it holds his row, and will want hers only by name.
    let mut other = db.begin().await.unwrap();
    people::lock(&mut *other, davids).await.unwrap();
    let sent = invite(&mut margaret, &DAVID).await;
    people::lock(&mut *other, mine).await.unwrap();
    other.commit().await.unwrap();
    assert_eq!(sent.status, 200, "{sent}");
    assert_eq!(count(&db, "select count(*) from delegation").await, 1);
}

#[tokio::test]
async fn one_delegation_that_cannot_be_read_does_not_hold_up_the_deadlines_of_others() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &NADIA).await;
    world.deliver_everything().await;
    sqlx::query("update delegation set asked = '{}'").execute(&world.app.db).await.unwrap();
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    world.clock.advance(Duration::days(7));
    worker::meet_deadlines(&world.app).await.expect("the others' deadlines are met");
    world.deliver_everything().await;
    assert_eq!(world.letters_to(DAVIDS_MAIL).len(), 2, "invitation and reminder");
}
