//! Staff find accounts, make them, and see everything about one; nobody else does.

use domain::account::AccountNumber;
use time::Duration;

use super::support::*;
use crate::story::count;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::world;

const LIST: &str = "/staff/accounts";

/// Where an account is.
pub fn home(holder: Holder) -> String {
    format!("{LIST}/{}", holder.id)
}

/// What is typed of Alex Smith with this number.
fn alex(number: &str) -> Vec<(&str, &str)> {
    let born = [("born-day", "1"), ("born-month", "2"), ("born-year", "1980")];
    let more =
        [("title", "Dr"), ("address", "1 High Street\nLeeds"), ("phone", "0113 496 0000"), ("email", "")];
    [&[("nhs_number", number), ("given_name", "Alex"), ("family_name", "Smith")][..], &born, &more].concat()
}

/// Opens the page that makes accounts and sends these answers.
async fn describe(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    browser.get("/staff/accounts/new").await.expect(200, "Riverside Medical Practice Make an account");
    browser.submit(fields).await
}

#[tokio::test]
async fn accounts_are_paged_and_found_and_what_is_searched_for_stands_in_no_address() {
    let world = world().await;
    let mut made = Vec::new();
    for _ in 0..21 {
        made.push(opened(&world).await);
        world.clock.advance(Duration::SECOND);
    }
    let (_, number) = traced_with_number(&world, BORN).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff").await;
    let page = rachel.follow("Online accounts").await;
    page.expect(200, "Riverside Medical Practice Online service accounts").expect_text("All accounts");
    assert_eq!(page.texts("tbody tr").len(), 20);
    assert_eq!(rachel.get("/staff/accounts?page=2").await.texts("tbody tr").len(), 1);
    for odd in ["page=0", "page=99", "page=x", "page=1&page=2", "page=%FF"] {
        let page = rachel.get(&format!("{LIST}?{odd}")).await;
        assert!(page.status == 200 && !page.texts("tbody tr").is_empty(), "{odd}: {page}");
    }
    let account = AccountNumber::of(made[3].id).grouped();
    let searches = [("smi al", 21), (account.as_str(), 1), (number.as_str(), 0), ("jones", 0)];
    for (text, found) in searches {
        rachel.get(LIST).await;
        let page = rachel.submit(&[("search", text)]).await;
        assert_eq!((page.path().as_str(), page.texts("tbody tr").len()), ("/staff/accounts/search", found));
    }
    rachel.get("/staff/accounts/search").await.expect_text("No account was found.");
    rachel.get(LIST).await;
    assert_eq!(rachel.get("/staff/accounts/search").await.path(), LIST, "the list ends the search");
    for (text, wrong) in
        [("999 000 0019", "This is not an NHS number"), ("12345", "An NHS number has 10 digits")]
    {
        let page = rachel.submit(&[("search", text)]).await;
        page.expect_status(422);
        assert!(page.errors()[0].1.starts_with(wrong), "{page}");
    }
    let addresses: Vec<&str> = rachel.visited().iter().map(|url| url.as_str()).collect();
    assert!(
        !addresses.iter().any(|url| url.contains("smi") || url.contains(number.as_str())),
        "{addresses:?}"
    );
}

#[tokio::test]
async fn an_account_is_made_for_whom_pds_confirms_and_nobody_gets_two() {
    let world = world().await;
    let number = known_to_pds(&world, BORN);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = describe(&mut rachel, &[("nhs_number", "")]).await;
    let wrong: Vec<String> = page.errors().into_iter().map(|(_, text)| text).collect();
    assert_eq!(wrong, ["Enter the NHS number", "Enter the last name", "Enter a date of birth"], "{page}");
    let mistakes = [
        ("nhs_number", "999 000 0019", "This is not an NHS number that exists. Check the digits"),
        ("nhs_number", "12", "NHS number must have 10 digits"),
        ("family_name", "<b>", "Use only letters, numbers and punctuation"),
        ("born-month", "13", "Date of birth must be a real date"),
        ("born-year", "2999", "Date of birth must be in the past"),
        ("email", "nobody", "Enter an email address like name@example.com, or leave this empty"),
        ("family_name", "Jones", "These details do not match an NHS record"),
        ("born-day", "2", "These details do not match an NHS record"),
    ];
    for (name, value, words) in mistakes {
        let mut fields = alex(number.as_str());
        fields.retain(|(one, _)| *one != name);
        fields.push((name, value));
        let page = describe(&mut rachel, &fields).await;
        page.expect_status(422);
        assert!(page.errors().iter().all(|(_, text)| text.starts_with(words)), "{name}: {page}");
        assert!(page.inline_errors()[0].starts_with(words), "{name}: {page}");
        assert_eq!(page.value("phone").as_deref(), Some("0113 496 0000"), "what was typed stays");
    }
    assert_eq!(count(&world, "account").await, 0);
    let check = describe(&mut rachel, &alex(number.as_str())).await;
    check.expect(200, "Riverside Medical Practice Check your answers").expect_text("The account is made.");
    let form = rachel.submit(&[("step", "edit")]).await;
    assert_eq!((form.status.as_u16(), form.value("family_name").as_deref()), (200, Some("Smith")));
    rachel.submit(&alex(number.as_str())).await.expect_status(200);
    let page = rachel.submit(&[]).await;
    page.expect_status(200).expect_text("Your change is saved").expect_text("Not linked yet");
    page.expect_text("1 High Street").expect_text("Dr").expect_text("Account made");
    let mut without_reach = alex(number.as_str());
    without_reach.retain(|(one, _)| !["title", "address", "phone", "email"].contains(one));
    let again = describe(&mut rachel, &without_reach).await;
    again.expect_text("This person already has an account at your practice.");
    again.expect_text("1 High Street").expect_text("Dr").expect_text("0113 496 0000");
    assert_eq!(again.url.path(), page.url.path());
    assert_eq!(count(&world, "account").await, 1);
}

#[tokio::test]
async fn pds_away_makes_no_account() {
    let world = world().await;
    let number = known_to_pds(&world, BORN);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    world.sandbox.switches().set("pds", serde_json::json!({ "down": true })).unwrap();
    describe(&mut rachel, &alex(number.as_str())).await.expect_status(503);
    assert_eq!(count(&world, "account").await, 0);
}

#[tokio::test]
async fn cs_42_the_page_of_an_account_shows_everything_dated_and_who_looked() {
    let world = world().await;
    let (holder, _, _) = acting(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&home(holder)).await;
    let number = AccountNumber::of(holder.id).grouped();
    page.expect(200, &format!("Online service account Alex Smith, account {number}"));
    for text in [
        "Active",
        "1 February 1980",
        "Riverside Medical Practice (A81001)",
        "0113 496 0000",
        "Known personally to whoever records this",
        "Linkage key made",
        "Linked since",
        "Friend or neighbour",
        "Consent was given: In writing",
        "Possible today",
        "Order repeat prescriptions",
        "Last used Not yet",
        "Linked by the account holder",
        "Access given: Alex Smith",
        "The account is active",
    ] {
        page.expect_text(text);
    }
    rachel.get(&format!("{}/verify", home(holder))).await.expect_status(200);
    let mut mark = world.staff_sign_in_as("manager-a").await;
    let looks = mark.get(&format!("{}/reads", home(holder))).await;
    looks.expect_text("Rachel Reid").expect_text("Mark Moore").expect_text("Who looked at it");
    assert_eq!(looks.texts("tbody tr").len(), 2, "once a minute: {looks}");
}

#[tokio::test]
async fn what_keeps_an_account_from_being_used_stands_first_and_goes_when_it_is_done() {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&home(holder)).await;
    assert_eq!(page.texts("main h2")[0], "What to do now", "{page}");
    page.expect_text("Identity not verified").expect_text("No access today").expect_text("Not linked yet");
    verify(&world, holder).await;
    key_of(&world, holder).await;
    let page = rachel.get(&home(holder)).await;
    page.expect_no_text("Identity not verified").expect_no_text("Make a linkage key");
    page.expect_text("Not linked yet: the account holder links it with the letter.");
    let (active, _, _) = acting(&world).await;
    let page = rachel.get(&home(active)).await;
    page.expect_no_text("What to do now").expect_text("Verify identity again");
    page.expect_no_text("Email address");
}

#[tokio::test]
async fn another_practice_and_citizens_learn_of_no_account() {
    let world = world().await;
    let (holder, patient, association) = acting(&world).await;
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    let mut margaret = world.sign_in_as("margaret").await;
    let home = home(holder);
    let patients = format!("/patients/{patient}");
    let one = format!("/associations/{association}");
    let pages = [
        String::new(),
        "/reads".to_owned(),
        "/verify".to_owned(),
        "/unverify".to_owned(),
        "/key".to_owned(),
        "/reset-key".to_owned(),
        "/revoke-key".to_owned(),
        "/off".to_owned(),
        "/on".to_owned(),
        "/patient".to_owned(),
        format!("{patients}/associate"),
        format!("{patients}/switches"),
        format!("{one}/change"),
        format!("{one}/renew"),
        format!("{one}/suspend"),
        format!("{one}/end"),
    ];
    for page in &pages {
        for browser in [&mut bilal, &mut margaret] {
            browser.get(&format!("{home}{page}")).await.expect_status(404).expect_no_text("Smith");
            let sent = browser.post(&format!("{home}{page}"), &[("version", "1"), ("step", "send")]).await;
            assert!(matches!(sent.status.as_u16(), 404 | 405), "{page}: {sent}");
        }
    }
    bilal.get(LIST).await.expect_text("Your practice has no accounts yet.");
    bilal.submit(&[("search", "smith")]).await.expect_text("No account was found.");
    assert_eq!(count(&world, "account_read").await, 0, "who was not let in has not looked");
    let stranger = traced(&world, BORN).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&format!("{home}/patients/{stranger}/associate")).await.expect_status(200);
    let nobody = format!("{home}/patients/{}/associate", holder.id);
    rachel.get(&nobody).await.expect_status(404);
}

#[tokio::test]
async fn the_pages_of_accounts_are_in_welsh_too_and_keep_what_was_typed() {
    let world = world().await;
    let holder = opened(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&format!("{LIST}?lang=cy")).await.expect_text("Cyfrifon gwasanaethau ar-lein");
    rachel.get(&home(holder)).await.expect_text("Heb ei gysylltu eto").expect_text("Crëwyd y cyfrif");
    rachel.get(&format!("{}/off", home(holder))).await.expect_text("Diffodd y cyfrif hwn");
    rachel.submit(&[("note", "o Leeds")]).await.expect_status(422).expect_text("Dewiswch pam");
    let page = rachel.here();
    let keep = page.attributes("nav.app-language button[formaction]", "formaction").pop().expect("a button");
    let to = page.url.join(&keep).expect("an address");
    let version = page.value("version").expect("one");
    let english = rachel.post(to.as_str(), &[("note", "o Leeds"), ("version", &version)]).await;
    english.expect_text("Switch this account off");
    assert_eq!(english.value("note").as_deref(), Some("o Leeds"));
}
