//! A way without e-mail: the patient passes the invitation on, as a letter or by a code that the other one types.

use std::iter;
use std::net::Ipv4Addr;

use proxy_access::actions::invitation_link;
use proxy_access::arrival::Source;
use proxy_access::worker::{self, Stop};
use serde_json::{Value, json};
use time::Duration;
use uuid::Uuid;

use crate::speaker::{Speaker, expect, for_david};
use crate::story::{
    DAVID, DAVIDS_MAIL, MARGARETS_MAIL, count, draft_with, events, ledger, subjects, the_delegation, until,
};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, nhs_login_as, world};

const ASKS: &str = "Margaret O'Neill asks you to be their trusted person";
const ENTER: &str = "Enter your invitation code";
const WRONG: &str = "This code does not open an invitation. Check each letter and number. If it is right, \
                     the code may be old, used or not ready yet: ask the person who gave it to you";
const LETTER: &str = "Print a letter with the code";

/// Margaret's invitation for David, who has no address that she would give; the page after it.
async fn invite_by_code(browser: &mut Browser) -> Page {
    let mut fields = DAVID.fields().to_vec();
    fields.retain(|(name, _)| *name != "email");
    fields.push(("by_code", "yes"));
    let draft = draft_with(browser, &fields).await;
    browser.here().expect_text("you will give David O'Neill the invitation yourself");
    browser
        .get(&format!("/invite/{draft}/check"))
        .await
        .expect_text("None: you give them the invitation yourself");
    browser.submit(&[]).await;
    let page = browser.submit(&[("declare", "yes")]).await;
    page.expect(200, "Request sent");
    page
}

/// A service in which Margaret has invited David by a code, and the details are checked; hers, the path, and the code.
async fn invited() -> (World, Browser, String, String) {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let code = code_on(&invite_by_code(&mut margaret).await);
    world.deliver_everything().await;
    let path = format!("/delegations/{}", the_delegation(&world).await);
    (world, margaret, path, code)
}

#[track_caller]
fn code_on(page: &Page) -> String {
    let found = page.texts(".app-code");
    assert_eq!(found.len(), 1, "{page}");
    found.concat()
}

/// Types a code as whoever is signed in.
async fn type_code(browser: &mut Browser, code: &str) -> Page {
    browser.get("/respond").await.expect(200, ENTER);
    browser.submit(&[("code", code)]).await
}

#[track_caller]
fn expect_wrong(page: &Page) {
    page.expect(422, ENTER);
    assert_eq!(page.inline_errors(), [WRONG], "{page}");
}

/// Messages that the trusted person was to get.
async fn to_delegate(world: &World) -> Vec<String> {
    ledger(world).await.into_iter().filter(|line| line.contains(" to delegate")).collect()
}

#[tokio::test]
async fn somebody_without_an_email_address_is_told_a_code_on_the_phone_and_says_yes() {
    let (world, mut margaret, path, code) = invited().await;
    assert_eq!(code.len(), 9, "{code}");
    assert_eq!(code_on(&margaret.get(&path).await), code, "she sees it again");
    assert_eq!(
        subjects(&world, MARGARETS_MAIL),
        ["We have started your request", "Your invitation is ready for you to give"]
    );
    for letter in world.letters_to(MARGARETS_MAIL) {
        let told = format!("{:?}{:?}", letter.text, letter.html);
        assert!(!told.contains(&code) && !told.contains(&code.replace('-', "")), "{told}");
    }
    assert!(to_delegate(&world).await.is_empty(), "nobody wrote to David");

    let mut david = world.browser();
    david.get("/").await;
    let page = david.follow("I have an invitation code").await;
    page.expect(200, "Somebody has asked you to act for them").expect_no_text("O'Neill");
    page.expect_text("Then we ask for your invitation code").expect_no_text("Say no without signing in");
    david.follow("Continue to NHS login").await;
    nhs_login_as(&mut david, "david").await.expect(200, ENTER);
    let (first, second) = code.split_once('-').expect("two groups");
    let typed = format!("\u{200b} {} {}\u{feff}", first.to_lowercase(), second.to_lowercase());
    david.submit(&[("code", &typed)]).await.expect(200, ASKS);
    david.submit(&[("answer", "yes")]).await;
    david.submit(&[("declare", "yes")]).await.expect(200, "You have said yes");
    world.deliver_everything().await;
    assert_eq!(to_delegate(&world).await, ["accepted to delegate: sent at try 1"], "then he is written to");
    assert!(margaret.get(&path).await.texts(".app-code").is_empty(), "it is used");
    expect_wrong(&type_code(&mut david, &code).await);
    let link = invitation_link::code(&world.app.config.server.link_secret, the_delegation(&world).await);
    david.get(&format!("/respond/{link}")).await.expect(200, "You have said yes");
}

#[tokio::test]
async fn nothing_is_mailed_to_nobody_and_reminders_go_to_the_patient_alone() {
    let (world, _, path, code) = invited().await;
    world.pass(Duration::days(8)).await;
    world.deliver_everything().await;
    let reminded = "Your invitation has not been answered yet";
    assert_eq!(subjects(&world, MARGARETS_MAIL).last().map(String::as_str), Some(reminded));
    let reminder = world.letters_to(MARGARETS_MAIL).pop().and_then(|letter| letter.html).expect("a letter");
    assert!(reminder.contains("If you have not given them the invitation yet"), "{reminder}");
    world.pass(Duration::days(15)).await;
    world.deliver_everything().await;
    assert_eq!(subjects(&world, MARGARETS_MAIL).last().map(String::as_str), Some("Your request has ended"));
    assert!(to_delegate(&world).await.is_empty(), "{:?}", ledger(&world).await);
    assert!(world.letters_to(DAVIDS_MAIL).is_empty());
    expect_wrong(&type_code(&mut world.sign_in_as("david").await, &code).await);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&path).await.expect_no_text(&code);
    assert_ne!(margaret.get(&format!("{path}/letter")).await.path(), format!("{path}/letter"));
}

#[tokio::test]
async fn a_patient_prints_a_letter_that_tells_no_more_than_the_email_would() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let code = code_on(&invite_by_code(&mut margaret).await);
    let path = format!("/delegations/{}", the_delegation(&world).await);
    for early in [margaret.here(), margaret.get(&path).await] {
        early.expect_text("This code does not work yet.").expect_no_text("Tell David").expect_no_text(LETTER);
    }
    let early = margaret.get(&format!("{path}/letter")).await;
    assert_eq!(early.path(), path, "not before the details are checked");
    world.deliver_everything().await;
    let works = margaret.get(&path).await;
    works
        .expect_text("Your invitation for David O'Neill was ready on")
        .expect_text("Tell David O'Neill to go");
    works.expect_text("Details checked and invitation ready").expect_no_text("This code does not work yet.");
    let letter = margaret.follow(LETTER).await;
    letter.expect(200, "You have been asked to be a trusted person");
    assert_eq!(code_on(&letter), code);
    for part in [
        "Dear David,",
        "Margaret O'Neill has asked you",
        world.url.as_str(),
        "Choose “I have an invitation code”",
        "The last day to answer is",
        "What you need",
        "an NHS login that has checked who you are",
        "You do not have to agree",
        "If you do not know Margaret O'Neill",
        "your PIN or your bank details.",
    ] {
        letter.expect_text(part);
    }
    for detail in ["999 000", "9990000", "1949", "1951", "@"] {
        assert!(!letter.texts("main").concat().contains(detail), "{detail} on {letter}");
    }
    let welsh = margaret.follow("Cymraeg").await;
    welsh.expect_text("Sut i ateb").expect_text("Mae gennyf god gwahoddiad").expect_text(&code);
    for who in ["sian", "david"] {
        let mut other = world.sign_in_as(who).await;
        other.get(&format!("{path}/letter")).await.expect_status(404);
        assert!(!other.get(&path).await.body.contains(&code), "{who}");
    }
}

#[tokio::test]
async fn whatever_is_wrong_with_a_code_is_said_in_the_same_words() {
    let (world, mut margaret, path, code) = invited().await;
    let mut david = world.sign_in_as("david").await;
    david.get("/respond").await;
    let empty = david.submit(&[("code", " ")]).await;
    assert_eq!(empty.inline_errors(), ["Enter the invitation code"], "{empty}");
    for typed in ["2222-2222", "2F7K", "not a code", "9990000026"] {
        expect_wrong(&type_code(&mut david, typed).await);
    }
    margaret.get(&format!("{path}/withdraw")).await.expect_no_text("we email David");
    margaret.submit(&[]).await.expect(200, "Request withdrawn");
    expect_wrong(&type_code(&mut david, &code).await);
    let again = code_on(&invite_by_code(&mut margaret).await);
    assert_ne!(again, code);
    expect_wrong(&type_code(&mut david, &again).await);
    world.deliver_everything().await;
    type_code(&mut david, &again).await.expect(200, ASKS);
    david.submit(&[("answer", "no")]).await;
    david.submit(&[]).await.expect(200, "You have said no");
    expect_wrong(&type_code(&mut david, &again).await);
}

#[tokio::test]
async fn whoever_guesses_codes_is_stopped_for_an_hour_and_nobody_else_is() {
    let (world, _, _, code) = invited().await;
    let mut david = world.sign_in_as("david").await;
    for _ in 0..10 {
        expect_wrong(&type_code(&mut david, "2222-2222").await);
    }
    for _ in 0..5 {
        type_code(&mut david, &code).await.expect(429, "Too many tries");
    }
    expect_wrong(&type_code(&mut world.sign_in_as("sian").await, "2222-2222").await);
    let here = Source::of(Ipv4Addr::LOCALHOST.into());
    let left = iter::from_fn(|| world.app.codes.count(here, world.clock.now()).ok()).count();
    assert_eq!(left, 60 - 11, "what is refused to one takes nothing from the others there");
    type_code(&mut world.sign_in_as("nadia").await, &code).await.expect(429, "Too many tries");
    world.clock.advance(Duration::minutes(61));
    type_code(&mut world.sign_in_as("david").await, &code).await.expect(200, ASKS);
}

#[tokio::test]
async fn who_typed_codes_an_hour_ago_is_known_no_more() {
    let world = world().await;
    expect_wrong(&type_code(&mut world.sign_in_as("david").await, "2222-2222").await);
    world.clock.advance(Duration::minutes(61));
    expect_wrong(&type_code(&mut world.sign_in_as("sian").await, "2222-2222").await);
    let typed = "select about from attempt where what = 'code' order by since desc";
    let both: Vec<Uuid> = sqlx::query_scalar(typed).fetch_all(&world.app.db).await.unwrap();
    let stop = Stop::new();
    let worker = tokio::spawn(worker::run(world.app.clone(), stop.clone()));
    until(async || count(&world, "attempt").await < 2).await;
    stop.cancel();
    worker.await.unwrap();
    let left: Vec<Uuid> = sqlx::query_scalar(typed).fetch_all(&world.app.db).await.unwrap();
    assert_eq!(left, both[..1], "she may not begin anew");
}

#[tokio::test]
async fn a_new_code_kills_the_old_one_at_once() {
    let (world, mut margaret, path, mut code) = invited().await;
    let mut david = world.sign_in_as("david").await;
    margaret.get(&format!("{path}/resend")).await.expect_text("You cannot make another code now");
    for _ in 0..3 {
        world.clock.advance(Duration::minutes(2));
        margaret.get(&path).await;
        margaret.follow("Make a new code").await.expect_text("stops working at once");
        let page = margaret.submit(&[]).await;
        page.expect(200, "The new code is ready");
        let new = code_on(&page);
        assert_ne!(new, code);
        let again = margaret.post(&format!("{path}/resend"), &[]).await;
        again.expect(200, "The new code is ready");
        assert_eq!(code_on(&again), new, "a second click makes none");
        expect_wrong(&type_code(&mut david, &code).await);
        code = new;
    }
    world.clock.advance(Duration::minutes(2));
    margaret.get(&format!("{path}/resend")).await.expect_text("three new codes in all");
    let enough = margaret.post(&format!("{path}/resend"), &[]).await;
    enough.expect_status(200).expect_text("three new codes in all").expect_no_text("The new code is ready");
    type_code(&mut david, &code).await.expect(200, ASKS);
    world.deliver_everything().await;
    assert!(to_delegate(&world).await.is_empty());
    assert_eq!(events(&world).await.iter().filter(|name| *name == "invitation_resent").count(), 3);
    assert_eq!(
        count(&world, "invitation_code where length(code_hash) = 32").await,
        4,
        "hashes, and no codes"
    );
}

#[tokio::test]
async fn somebody_else_with_the_code_reads_what_they_would_with_the_link_and_gets_no_further() {
    let (world, _, path, code) = invited().await;
    let mut sian = world.sign_in_as("sian").await;
    let by_code = type_code(&mut sian, &code).await;
    by_code.expect(200, "This invitation is for somebody else").expect_no_text("O'Neill");
    let link = invitation_link::code(&world.app.config.server.link_secret, the_delegation(&world).await);
    let by_link = sian.get(&format!("/respond/{link}")).await;
    assert_eq!(by_code.texts("main"), by_link.texts("main"));
    for page in ["respond", "accept", "decline"] {
        sian.get(&format!("{path}/{page}")).await.expect_status(404);
        sian.post(&format!("{path}/{page}"), &[("answer", "yes"), ("declare", "yes")])
            .await
            .expect_status(404);
    }
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/respond").await.expect(200, "This invitation is for somebody else");
    assert!(!events(&world).await.iter().any(|name| name == "delegation_accepted"));
}

#[tokio::test]
async fn a_patient_quotes_the_code_and_the_practice_finds_the_request_by_it() {
    let (world, _, path, code) = invited().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.post("/staff/search", &[("search", &code)]).await.expect_text("0 requests found");
    let mut david = world.sign_in_as("david").await;
    type_code(&mut david, &code).await;
    david.submit(&[("answer", "yes")]).await;
    david.submit(&[("declare", "yes")]).await.expect(200, "You have said yes");
    let quoted = code.to_lowercase();
    rachel.post("/staff/search", &[("search", &quoted)]).await.expect_text("Margaret O'Neill");
    let case = path.replace("/delegations/", "/staff/cases/");
    rachel.get(&case).await.expect_text("The patient gives the invitation to the trusted person themselves");
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.post("/staff/search", &[("search", &code)]).await.expect_text("0 requests found");
    rachel.post("/staff/search", &[("search", "2222-2222")]).await.expect_no_text("Margaret O'Neill");
}

#[tokio::test]
async fn an_address_counts_for_nothing_where_the_patient_gives_the_invitation_herself() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let fields = [&DAVID.fields()[..], &[("by_code", "yes")]].concat();
    draft_with(&mut margaret, &fields).await;
    code_on(&margaret.submit(&[("declare", "yes")]).await);
    world.deliver_everything().await;
    assert!(world.letters_to(DAVID.email).is_empty() && world.letters_to(DAVIDS_MAIL).is_empty());
    let kept = "invitation where entered_email is not null or email is not null";
    assert_eq!(count(&world, kept).await, 0);
}

/// What a program sends that asks for a code.
fn by_code() -> Value {
    let mut body = for_david();
    body["invite_by"] = json!("code");
    body["delegate"].as_object_mut().expect("a person").remove("email");
    body
}

#[tokio::test]
async fn an_app_invites_by_a_code_which_only_the_patients_own_token_reads() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let made = margaret.sends("/api/v1/delegations", &by_code()).await;
    expect(&made, 201, "checking");
    let code = made.body["invitation_code"].as_str().expect("a code").to_owned();
    let path = format!("/api/v1/delegations/{}", made.body["id"].as_str().expect("an id"));
    world.deliver_everything().await;
    assert!(to_delegate(&world).await.is_empty());
    assert_eq!(margaret.reads(&path).await.body["invitation_code"], json!(code));
    let david = Speaker::citizen(&world, "david").await;
    let theirs = david.reads(&path).await;
    expect(&theirs, 200, "invited");
    assert!(!theirs.body.to_string().contains(&code), "{theirs:?}");
    type_code(&mut world.sign_in_as("david").await, &code).await.expect(200, ASKS);
    world.clock.advance(Duration::minutes(2));
    let id = made.body["id"].as_str().expect("an id");
    let again = margaret.tells(id, "resending", &json!({})).await;
    expect(&again, 200, "invited");
    assert_ne!(again.body["invitation_code"], json!(code));
    expect(&david.tells(id, "acceptance", &json!({ "declaration": true })).await, 200, "with_practice");
    assert_eq!(margaret.reads(&path).await.body["invitation_code"], Value::Null);
}

#[tokio::test]
async fn an_app_says_either_an_address_or_a_code() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let mut both = by_code();
    both["delegate"]["email"] = json!("david@example.test");
    let mut neither = by_code();
    neither["invite_by"] = json!("email");
    let mut odd = for_david();
    odd["invite_by"] = json!("pigeon");
    for (body, pointer) in [(&both, "/delegate/email"), (&neither, "/delegate/email"), (&odd, "/invite_by")] {
        let answer = margaret.sends("/api/v1/delegations", body).await;
        assert_eq!(answer.status, 422, "{answer:?}");
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{answer:?}");
    }
    assert_eq!(count(&world, "delegation").await, 0);
    let made = margaret.sends("/api/v1/delegations", &for_david()).await;
    expect(&made, 201, "checking");
    assert!(made.body.get("invitation_code").is_none(), "{made:?}");
}
