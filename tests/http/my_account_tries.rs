//! Linking an account on its page: whatever does not match is one page, guessing ends, and the key of a letter is written nowhere.

use reqwest::Method;
use time::Duration;

use crate::accounts::support::*;
use crate::my_account::{LINK, LINKED, Letter, but, fields, letter, send};
use crate::steps::OWN_FORM;
use crate::story::count;
use crate::support::log_capture::LogCapture;
use crate::support::world::{World, nhs_login_as, world};

/// A key as letters have it, and nobody's.
const NOBODYS: &str = "2222-2222-2222-2222";
const TOO_MANY: &str = "Too many tries";
const WRONG: &str = "These details do not match an account that you can link. Check each of them against the letter, and \
                     enter the linkage key again";

/// Margaret's account and the key of its letter.
async fn margarets_letter(world: &World) -> (Holder, String) {
    let holder = margarets(world).await;
    let key = key_of(world, holder).await;
    (holder, key)
}

/// The whole letter of an Alex Smith.
fn of_alex(holder: Holder, key: &str) -> Letter {
    let changes = [("family_name", "Smith"), ("born-day", "1"), ("born-month", "2"), ("born-year", "1980")];
    changes.into_iter().fold(letter(holder, key), |letter, (name, value)| but(letter, name, value))
}

#[tokio::test]
async fn cs_12_each_mismatch_alone_is_the_same_page_and_keeps_what_i_typed_but_the_key() {
    let world = world().await;
    let ((holder, key), other) = (margarets_letter(&world).await, opened(&world).await);
    let others = key_of(&world, other).await;
    let good = || letter(holder, &key);
    let mismatches = [
        but(good(), "number", "000 000 001"),
        but(good(), "practice", "B82002"),
        but(good(), "practice", "ZZZ999"),
        but(good(), "linkage_key", NOBODYS),
        but(good(), "linkage_key", &others),
        but(good(), "family_name", "Jones"),
        but(good(), "born-day", "13"),
        of_alex(other, &others),
    ];
    let mut pages = Vec::new();
    for wrong in &mismatches {
        let page = send(&mut world.sign_in_as("margaret").await, wrong).await;
        page.expect(422, LINK);
        assert_eq!(page.errors(), [("#number".to_owned(), WRONG.to_owned())], "{page}");
        assert!(page.inline_errors().is_empty() && page.title().starts_with("Error:"), "{page}");
        for (name, value) in wrong {
            let kept = if *name == "linkage_key" { "" } else { value.as_str() };
            assert_eq!(page.value(name).as_deref(), Some(kept), "{name} on {page}");
        }
        pages.push(page.texts("main"));
        world.clock.advance(Duration::minutes(61));
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
    assert_eq!(count(&world, "account where linked <> '{}'").await, 0);
    let page = send(&mut world.sign_in_as("margaret").await, &good()).await;
    page.expect(200, LINKED);
}

#[tokio::test]
async fn who_has_another_persons_letter_links_nothing_and_locks_nobody_else_out() {
    let world = world().await;
    let (holder, key) = margarets_letter(&world).await;
    let whole = letter(holder, &key);
    let mut david = world.sign_in_as("david").await;
    for _ in 0..5 {
        let page = send(&mut david, &whole).await;
        page.expect(422, LINK).expect_text(WRONG).expect_no_text("Margaret");
    }
    let page = send(&mut david, &whole).await;
    page.expect(429, TOO_MANY).expect_text("Try again in an hour.");
    assert_eq!(count(&world, "account where linked <> '{}'").await, 0);
    send(&mut world.sign_in_as("margaret").await, &whole).await.expect(200, LINKED);
}

#[tokio::test]
async fn who_guesses_at_five_accounts_is_stopped_with_the_right_letter_too() {
    let world = world().await;
    let (holder, key) = margarets_letter(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    for number in ["000 000 001", "000 000 002", "000 000 003", "000 000 004", "000 000 005"] {
        send(&mut margaret, &but(letter(holder, &key), "number", number)).await.expect(422, LINK);
    }
    send(&mut margaret, &letter(holder, &key)).await.expect(429, TOO_MANY);
    world.clock.advance(Duration::minutes(61));
    let page = send(&mut world.sign_in_as("margaret").await, &letter(holder, &key)).await;
    page.expect(200, LINKED);
}

#[tokio::test]
async fn what_no_letter_looks_like_is_said_of_its_field_and_counts_as_no_try() {
    let world = world().await;
    let (holder, key) = margarets_letter(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await.expect(200, LINK);
    let page = margaret.submit(&[]).await;
    let empty = [
        "Enter the account ID",
        "Enter the ODS code",
        "Enter the linkage key",
        "Enter your last name",
        "Enter your date of birth",
    ];
    assert_eq!(page.inline_errors(), empty, "{page}");
    let good = || letter(holder, &key);
    let unfit = [
        (but(good(), "number", "12345678"), "#number"),
        (but(good(), "practice", "A8"), "#practice"),
        (but(good(), "linkage_key", "2222-2222"), "#linkage_key"),
        (but(good(), "born-month", "13"), "#born-month"),
        (but(good(), "born-year", "2999"), "#born-day"),
    ];
    for (wrong, target) in &unfit {
        let page = send(&mut margaret, wrong).await;
        page.expect(422, LINK);
        let targets: Vec<String> = page.errors().into_iter().map(|(target, _)| target).collect();
        assert_eq!(targets, [*target], "{page}");
    }
    send(&mut margaret, &good()).await.expect(200, LINKED);
}

/// Everything that is kept for sessions.
async fn sessions(world: &World) -> String {
    let all = "select coalesce(string_agg(to_jsonb(s)::text, ' '), '') from session s";
    sqlx::query_scalar(all).fetch_one(&world.app.db).await.unwrap()
}

#[tokio::test]
async fn a_key_stands_on_no_page_in_no_address_mail_or_log_and_in_nothing_that_is_kept() {
    let log = LogCapture::start();
    let world = world().await;
    let (holder, key) = margarets_letter(&world).await;
    let wrong = but(letter(holder, &key), "family_name", "Jones");
    let mut margaret = world.sign_in_as("margaret").await;
    let page = send(&mut margaret, &wrong).await;
    assert!(page.path().contains("?kept="), "{page}");
    let again = margaret.get(&page.path()).await;
    assert!(!again.body.contains(&key) && again.body.contains("Jones"), "{again}");
    // Half typed, and the other language.
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields(&wrong)).finish();
    margaret.raw(Method::POST, "/account/link?keep=cy", &OWN_FORM, &body).await.expect_status(303);
    let kept = sessions(&world).await;
    assert!(kept.contains("family_name=Jones") && !kept.contains(&key), "{kept}");
    let page = margaret.get("/account/link").await;
    assert_eq!(page.value("family_name").as_deref(), Some("Jones"), "{page}");
    assert_eq!(page.value("linkage_key").as_deref(), Some(""), "{page}");
    // Their time is up.
    world.clock.advance(Duration::minutes(31));
    let page = margaret.post("/account/link", &fields(&wrong)).await;
    page.expect_text("We kept the answers you typed");
    let kept = sessions(&world).await;
    assert!(kept.contains("family_name=Jones") && !kept.contains(&key), "{kept}");
    margaret.follow("Sign in again").await;
    let page = nhs_login_as(&mut margaret, "margaret").await;
    assert_eq!(page.value("family_name").as_deref(), Some("Jones"), "{page}");
    assert_eq!(page.value("linkage_key").as_deref(), Some(""), "{page}");
    margaret.submit(&fields(&letter(holder, &key))).await.expect(200, LINKED);
    world.deliver_everything().await;
    let plain = key.replace('-', "");
    log.expect_none_of(&[&key, &plain]);
    for address in margaret.visited() {
        assert!(!address.as_str().contains(&key) && !address.as_str().contains(&plain), "{address}");
    }
    for letter in world.sandbox.inbox().messages() {
        let told = format!("{:?}{:?}", letter.text, letter.html);
        assert!(!told.contains(&key) && !told.contains(&plain), "{told}");
    }
}
