//! An invitation that is not made page by page: twice, at once, out of order, with other people's ids, too late.

use domain::PersonId;
use domain::delegation::Refusal;
use proxy_access::actions::{Failed, draft as drafts};
use sandbox::switches::PdsSwitches;
use serde_json::json;
use time::Duration;

use crate::story::{DAVID, Described, NADIA, begin, count, draft, invite, ledger};
use crate::support::browser::Browser;
use crate::support::log_capture::LogCapture;
use crate::support::world::{World, nhs_login_as, world, world_with};

/// Another window of the same browser.
fn window(world: &World, browser: &Browser) -> Browser {
    let mut other = world.browser();
    other.set_cookie("session", browser.cookie("session").expect("somebody is signed in"));
    other
}

#[tokio::test]
async fn a_double_click_makes_one_request() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = draft(&mut margaret, &DAVID).await;
    let path = format!("/invite/{draft}/declaration");
    let mut windows: Vec<Browser> = (0..6).map(|_| window(&world, &margaret)).collect();
    let sends = windows.iter_mut().map(|window| window.post(&path, &[("declare", "yes")]));
    for page in futures::future::join_all(sends).await {
        page.expect(200, "Request sent");
    }
    margaret.post(&path, &[("declare", "yes")]).await.expect(200, "Request sent");
    margaret.get(&path).await.expect(200, "Request sent");
    assert_eq!((count(&world, "delegation").await, count(&world, "event").await), (1, 1));
    assert_eq!(ledger(&world).await, ["request_started to delegator: waits"]);
}

#[tokio::test]
async fn the_same_person_cannot_be_asked_again_while_a_request_is_open() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    let again = Described { given: "Dave", family: "Somebody", ..DAVID };
    let draft = begin(&mut margaret).await;
    let page = margaret.submit(&again.fields()).await;
    page.expect(409, "You already have a request or access for this person");
    assert_eq!((count(&world, "delegation").await, count(&world, "message").await), (1, 1));
    let who = margaret.get(&format!("/invite/{draft}/who")).await;
    who.expect(200, "Who do you want to invite?");
    margaret.submit(&NADIA.fields()).await.expect(200, "How is Nadia Hussain related to you?");
}

#[tokio::test]
async fn two_drafts_for_the_same_person_sent_at_once_make_one_request() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    // Two windows at once could have made them.
    let other = "01a1fce1-0000-7000-8000-000000000002";
    let paths = [draft(&mut margaret, &DAVID).await, other.to_owned()]
        .map(|draft| format!("/invite/{draft}/declaration"));
    sqlx::query(
        "insert into draft (id, person_id, answers, updated_at, expires_at)
         select $1::uuid, person_id, answers, updated_at, expires_at from draft",
    )
    .bind(other)
    .execute(&world.app.db)
    .await
    .unwrap();
    let (mut one, mut other) = (window(&world, &margaret), window(&world, &margaret));
    let yes = [("declare", "yes")];
    let (first, second) = tokio::join!(one.post(&paths[0], &yes), other.post(&paths[1], &yes));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{first} {second}");
    assert_eq!((count(&world, "delegation").await, count(&world, "message").await), (1, 1));
}

#[tokio::test]
async fn there_is_a_limit_to_open_invitations_and_to_requests_of_a_day() {
    let limits = [
        ("LIMIT_OPEN_INVITATIONS", "You have too many invitations waiting"),
        ("LIMIT_REQUESTS_A_DAY", "You have made too many requests today"),
    ];
    for (limit, words) in limits {
        let world = world_with(&[(limit, "1")]).await;
        let mut margaret = world.sign_in_as("margaret").await;
        invite(&mut margaret, &DAVID).await;
        margaret.get("/invite").await.expect(429, words);
        margaret.post("/invite", &[]).await.expect(429, words);
        assert_eq!(count(&world, "draft where sent_as is null").await, 0, "it is said before the first page");
        assert_eq!(count(&world, "delegation").await, 1);
    }
}

#[tokio::test]
async fn there_is_one_draft_a_person_and_a_button_deletes_it() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..2 {
        begin(&mut margaret).await;
    }
    assert_eq!(count(&world, "draft").await, 1, "what names nobody is not kept twice");
    let first = begin(&mut margaret).await;
    assert_eq!(
        begin(&mut margaret).await,
        first,
        "a second press leads to the same, also what is open in another tab"
    );
    let old = draft(&mut margaret, &DAVID).await;
    begin(&mut margaret).await;
    margaret.submit(&NADIA.fields()).await;
    begin(&mut margaret).await;
    margaret.submit(&Described { number: "999 000-0026", ..DAVID }.fields()).await;
    margaret.get(&format!("/invite/{old}/who")).await.expect_status(404);
    let home = margaret.get("/home").await;
    home.expect_text("An invitation for David O'Neill").expect_text("An invitation for Nadia Hussain");
    assert_eq!(count(&world, "draft").await, 2);
    let headings = home.texts("main h2");
    assert!(headings.iter().any(|heading| heading == "Invitations you have not sent yet"), "{headings:?}");
    for left in [1, 0] {
        margaret.get("/home").await;
        margaret.submit(&[]).await;
        assert_eq!(count(&world, "draft").await, left);
    }
    margaret.get("/home").await.expect_no_text("Invitations you have not sent yet");
}

#[tokio::test]
async fn a_draft_that_was_thrown_away_in_another_tab_does_not_come_back() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let id = begin(&mut margaret).await;
    let (id, owner) = (id.parse().unwrap(), sqlx::query_scalar("select person_id from draft"));
    let owner = PersonId(owner.fetch_one(&world.app.db).await.unwrap());
    drafts::discard(&world.app, id, owner).await.unwrap();
    let late = drafts::save(&world.app, id, owner, &json!({})).await;
    assert!(matches!(late, Err(Failed::Refused(Refusal::NotFound))), "{late:?}");
    assert_eq!(count(&world, "draft").await, 0);
}

#[tokio::test]
async fn a_patient_whose_record_is_restricted_reads_so_before_the_first_page() {
    let world = world().await;
    let mut rosa = world.sign_in_as("rosa").await;
    rosa.get("/invite").await.expect_status(200);
    let page = rosa.submit(&[]).await;
    page.expect(403, "Your GP surgery has to set this up with you").expect_no_text("restricted");
    assert_eq!(count(&world, "draft").await, 0);
    // While PDS does not answer nobody is kept from asking: the check after the request asks again.
    let away = PdsSwitches { rate_limited: true, ..PdsSwitches::default() };
    world.sandbox.switches().set_pds(away);
    rosa.post("/invite", &[]).await.expect(200, "Who do you want to invite?");
}

#[tokio::test]
async fn pages_that_are_skipped_lead_to_the_first_that_is_open() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let who = format!("/invite/{draft}/who");
    for page in ["relationship", "services", "how-long", "pressure", "check", "declaration"] {
        let path = format!("/invite/{draft}/{page}");
        assert_eq!(margaret.get(&path).await.path(), who, "{page}");
    }
    for (page, field) in
        [("check", ("", "")), ("declaration", ("declare", "yes")), ("pressure", ("pressure", "no"))]
    {
        let shown = margaret.post(&format!("/invite/{draft}/{page}"), &[field]).await;
        assert_eq!(shown.path(), who, "{page}");
    }
    assert_eq!(margaret.get(&format!("/invite/{draft}/sent")).await.status, 404);
    assert_eq!((count(&world, "delegation").await, count(&world, "outbox").await), (0, 0));
}

#[tokio::test]
async fn an_answer_that_was_changed_has_to_be_checked_again() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = draft(&mut margaret, &DAVID).await;
    let relation =
        margaret.post(&format!("/invite/{draft}/relationship"), &[("relationship", "friend")]).await;
    relation.expect(200, "Check your answers").expect_text("Friend or neighbour");
    let page = margaret.post(&format!("/invite/{draft}/declaration"), &[("declare", "yes")]).await;
    page.expect(200, "Check your answers");
    assert_eq!(count(&world, "delegation").await, 0);
}

#[tokio::test]
async fn pressure_stops_gently_and_leaves_no_trace() {
    for answer in ["yes", "not_sure"] {
        let world = world().await;
        let mut margaret = world.sign_in_as("margaret").await;
        let draft = draft(&mut margaret, &DAVID).await;
        let page = margaret.post(&format!("/invite/{draft}/pressure"), &[("pressure", answer)]).await;
        page.expect(200, "We have stopped here");
        assert_eq!(count(&world, "draft").await, 0);
        margaret.get("/home").await.expect_no_text("David");
        assert_eq!(margaret.get(&format!("/invite/{draft}/who")).await.status, 404);
        assert_eq!(world.deliver_everything().await, 0);
    }
}

#[tokio::test]
async fn other_peoples_drafts_are_not_there() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let theirs = draft(&mut margaret, &DAVID).await;
    let mut george = world.sign_in_as("george").await;
    for id in [theirs.as_str(), "01a1fce1-0000-7000-8000-000000000000", "nonsense", "%00", "-1"] {
        for page in
            ["who", "relationship", "services", "how-long", "pressure", "check", "declaration", "sent"]
        {
            let path = format!("/invite/{id}/{page}");
            george.get(&path).await.expect(404, "Page not found");
            if page != "sent" {
                george
                    .post(&path, &[("declare", "yes"), ("pressure", "yes")])
                    .await
                    .expect(404, "Page not found");
            }
        }
    }
    margaret.get(&format!("/invite/{theirs}/declaration")).await.expect(200, "Before you send this");
    assert_eq!(count(&world, "delegation").await, 0);
}

#[tokio::test]
async fn a_draft_that_is_too_old_is_gone() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = draft(&mut margaret, &DAVID).await;
    world.clock.advance(Duration::days(29));
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await.expect_text("An invitation for David O'Neill");
    world.clock.advance(Duration::days(2));
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await.expect_no_text("David O'Neill");
    for page in ["who", "declaration"] {
        margaret.get(&format!("/invite/{draft}/{page}")).await.expect(404, "Page not found");
    }
    let page = margaret.post(&format!("/invite/{draft}/declaration"), &[("declare", "yes")]).await;
    page.expect(404, "Page not found");
    assert_eq!(count(&world, "delegation").await, 0);
}

#[tokio::test]
async fn answers_survive_a_session_that_ended_meanwhile() {
    let log = LogCapture::start();
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    world.clock.advance(Duration::minutes(31));
    let page = margaret.submit(&DAVID.fields()).await;
    page.expect(200, "We signed you out").expect_text("We kept the answers you typed.");
    margaret.follow("Sign in again").await;
    let page = nhs_login_as(&mut margaret, "margaret").await;
    assert_eq!(page.path(), format!("/invite/{draft}/who"));
    for (name, typed) in DAVID.fields() {
        assert_eq!(page.value(name).as_deref(), Some(typed), "{name}");
    }
    margaret.submit(&[]).await.expect(200, "How is David O'Neill related to you?");
    log.expect_none_of(&["O'Neill", DAVID.number, DAVID.email]);
}

#[tokio::test]
async fn answers_of_a_stranger_wait_for_nobody_else() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    margaret.forget();
    let page = margaret.post(&format!("/invite/{draft}/who"), &DAVID.fields()).await;
    page.expect(200, "You are not signed in any more");
    margaret.follow("Sign in again").await;
    nhs_login_as(&mut margaret, "george").await.expect(404, "Page not found").expect_no_text("David");
}

#[tokio::test]
async fn what_no_browser_sends_is_refused_with_a_page() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let path = format!("/invite/{draft}/who");
    let bad = "We could not read what was sent";
    let twice = [("given_name", "David"), ("given_name", "Dave")];
    margaret.post(&path, &twice).await.expect(400, bad);
    let long = "a".repeat(70_000);
    margaret.post(&path, &[("given_name", &long)]).await.expect(413, "That is too much to send at once");
    let (form, origin) = ("application/x-www-form-urlencoded", world.url.clone());
    let post = reqwest::Method::POST;
    let json = [("content-type", "application/json"), ("origin", origin.as_str())];
    margaret.raw(post.clone(), &path, &json, "{}").await.expect(400, bad);
    let form = [("content-type", form), ("origin", origin.as_str())];
    for (page, body) in [
        ("services", "services=book_appointments&services=%00&record=%00"),
        ("how-long", "how_long=no_end&ends-day=%00&ends-month=%00&ends-year=%00"),
    ] {
        let shown = margaret.raw(post.clone(), &format!("/invite/{draft}/{page}"), &form, body).await;
        assert_eq!(shown.status, 303, "what is not asked for is thrown away: {page} {shown}");
    }
    margaret.forget();
    for body in ["given_name=\0", "given_name=%00", "given_name=%FF%FE", ""] {
        let page = margaret.raw(post.clone(), &path, &form, body).await;
        assert!(page.status.is_redirection() || page.status.is_client_error(), "{body:?}: {page}");
    }
}

#[tokio::test]
async fn one_cannot_invite_oneself_by_any_way() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = draft(&mut margaret, &DAVID).await;
    // The page refuses it; here the answer is in the draft already, as after a correction of the number at NHS login.
    sqlx::query("update draft set answers = jsonb_set(answers, '{who,nhs_number}', '\"9990000018\"')")
        .execute(&world.database.pool().await)
        .await
        .unwrap();
    let page = margaret.post(&format!("/invite/{draft}/declaration"), &[("declare", "yes")]).await;
    page.expect(422, "You cannot invite yourself");
    assert_eq!(count(&world, "delegation").await, 0);
}
