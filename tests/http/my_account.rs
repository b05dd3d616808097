//! A citizen's own pages about the accounts that surgeries made for them: linking one, what may be done by it, unlinking.

use domain::account::{
    AccountNumber, OffReason, Offer, ResetReason, SuspendReason, SwitchOffReason, UnverifyReason,
};
use domain::{PersonId, Service};
use proxy_access::actions::accounts::{keys, settle, switches};
use secrecy::ExposeSecret;

use crate::accounts::support::*;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world, world_with};

/// Heading of the accounts.
pub const TITLE: &str = "Your GP online account";
/// Heading of the form.
pub const LINK: &str = "Link your GP online account";
/// Heading of the page after it.
pub const LINKED: &str = "Your account is linked";

const NOT_LINKED: &str = "This account is not linked with your NHS login.";

/// The fields of the form, filled in.
pub type Letter = [(&'static str, String); 7];

/// What the letter of Margaret's account says, and she of herself.
pub fn letter(holder: Holder, key: &str) -> Letter {
    [
        ("number", AccountNumber::of(holder.id).grouped()),
        ("practice", "A81001".to_owned()),
        ("linkage_key", key.to_owned()),
        ("family_name", "O'Neill".to_owned()),
        ("born-day", "12".to_owned()),
        ("born-month", "3".to_owned()),
        ("born-year", "1951".to_owned()),
    ]
}

/// The same with another answer in one field.
pub fn but(mut letter: Letter, name: &str, value: &str) -> Letter {
    for (field, answer) in &mut letter {
        if *field == name {
            *answer = value.to_owned();
        }
    }
    letter
}

/// As the browser sends it.
pub fn fields(letter: &Letter) -> Vec<(&str, &str)> {
    letter.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Opens the form, fills it in and sends it.
pub async fn send(browser: &mut Browser, letter: &Letter) -> Page {
    browser.get("/account/link").await.expect(200, LINK);
    browser.submit(&fields(letter)).await
}

/// Margaret's account, by which she may act for Alex Smith once she links it: the account, Alex, and the key of the letter.
async fn acting_once_linked(world: &World) -> (Holder, PersonId, String) {
    let holder = margarets(world).await;
    let patient = traced(world, BORN).await;
    verify(world, holder).await;
    associated(world, holder, patient, by_consent(world)).await;
    (holder, patient, key_of(world, holder).await)
}

fn without(service: Service) -> Offer {
    let mut offer = Offer::everything();
    offer.services.remove(&service);
    offer
}

#[tokio::test]
async fn a_letter_links_my_account_and_i_read_what_i_may_do_and_for_whom() {
    let world = world().await;
    let (holder, _, key) = acting_once_linked(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await;
    let page = margaret.follow(TITLE).await;
    page.expect(200, TITLE).expect_text("Not active").expect_text(NOT_LINKED).expect_no_text("Alex Smith");
    margaret.follow("Link an account with a letter").await.expect(200, LINK);
    let pasted = letter(holder, &key).map(|(name, value)| (name, format!("\u{200b} {value}\u{feff}")));
    let page = send(&mut margaret, &pasted).await;
    page.expect(200, LINKED).expect_text("Riverside");
    assert_eq!(page.path(), format!("/account/{}/linked", holder.id));
    let page = margaret.follow("See your GP online account").await;
    page.expect(200, TITLE).expect_text("Alex Smith").expect_text("Identity checked");
    assert_eq!(page.texts(".nhsuk-tag"), ["Active"]);
    page.expect_text("Book, change and cancel appointments").expect_text("See the detailed GP record");
    page.expect_text("with no end date").expect_no_text(NOT_LINKED);
    page.expect_text(
        "Send messages to the GP surgery and read its answers: the surgery has not given you this",
    );
}

#[tokio::test]
async fn of_a_patient_i_read_nothing_beyond_what_i_was_given() {
    let world = world().await;
    let holder = margarets(&world).await;
    let (patient, number) = traced_with_number(&world, BORN).await;
    verify(&world, holder).await;
    associated(&world, holder, patient, by_consent(&world)).await;
    let key = key_of(&world, holder).await;
    let off = (without(Service::BookAppointments), Some(OffReason::Safeguarding));
    switches::set(&world.app, &staff(), Some(patient), off, None).await.unwrap();
    let mut margaret = world.sign_in_as("margaret").await;
    send(&mut margaret, &letter(holder, &key)).await.expect(200, LINKED);
    let page = margaret.get("/account").await;
    page.expect_text("Alex Smith");
    let (first, rest) = number.as_str().split_at(3);
    let grouped = format!("{first} {} {}", &rest[..3], &rest[3..]);
    for theirs in [number.as_str(), &grouped, "1980", "High Street", "0113 496 0000", "afeguarding"] {
        page.expect_no_text(theirs);
    }
    // What is off for the patient reads like what was never given.
    page.expect_text("Book, change and cancel appointments: the surgery has not given you this");
}

#[tokio::test]
async fn why_not_is_said_in_plain_words() {
    let world = world().await;
    let holder = margarets(&world).await;
    let patient = traced(&world, BORN).await;
    verify(&world, holder).await;
    let association = associated(&world, holder, patient, by_consent(&world)).await;
    let key = key_of(&world, holder).await;
    let mut margaret = world.sign_in_as("margaret").await;
    send(&mut margaret, &letter(holder, &key)).await.expect(200, LINKED);
    let off = (without(Service::OrderPrescriptions), Some(OffReason::NotOffered));
    switches::set(&world.app, &staff(), None, off, None).await.unwrap();
    let page = margaret.get("/account").await;
    assert!(page.text().contains("Order repeat prescriptions: Riverside"), "{page}");
    page.expect_text("does not offer this online");
    let pause = SuspendReason::Safeguarding;
    settle::suspend(&world.app, &staff(), (holder.id, association), pause, None).await.unwrap();
    let page = margaret.get("/account").await;
    page.expect_text("Nothing now, because this is paused").expect_text("Not active");
    page.expect_no_text("afeguarding").expect_no_text("does not offer this online");
    settle::unverify(&world.app, &staff(), holder.id, UnverifyReason::Doubt, None).await.unwrap();
    margaret.get("/account").await.expect_text("has not yet checked who you are");
    settle::switch_off(&world.app, &staff(), holder.id, SwitchOffReason::Misuse, None).await.unwrap();
    let page = margaret.get("/account").await;
    page.expect_text("has switched this account off").expect_no_text("Alex Smith").expect_no_text("isuse");
}

#[tokio::test]
async fn an_account_that_is_linked_twice_is_linked_once() {
    let world = world().await;
    let (holder, _, key) = acting_once_linked(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    for _ in 0..2 {
        send(&mut margaret, &letter(holder, &key)).await.expect(200, LINKED);
    }
    let linked = events(&world, holder.id).await.into_iter().filter(|name| *name == "linked").count();
    assert_eq!(linked, 1);
    assert_eq!(expect_whole(&world, holder.id).await.linkages.len(), 1);
}

#[tokio::test]
async fn what_i_unlink_i_can_link_again_with_the_same_letter() {
    let world = world().await;
    let (holder, patient, key) = acting_once_linked(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    let unlink = format!("/account/{}/unlink", holder.id);
    assert_eq!(margaret.get(&unlink).await.path(), "/account", "nothing is linked yet");
    send(&mut margaret, &letter(holder, &key)).await.expect(200, LINKED);
    margaret.get("/account").await;
    let asked = margaret.follow("Unlink this account").await;
    assert_eq!(asked.path(), unlink);
    asked.expect_text("Unlink your account at Riverside");
    assert_eq!(may(&world, holder.person, patient).await.services.len(), 3, "asking does nothing");
    margaret.submit(&[]).await.expect(200, "Account unlinked");
    assert!(may(&world, holder.person, patient).await.services.is_empty());
    margaret.post(&unlink, &[]).await.expect(200, "Account unlinked");
    margaret.get("/account").await.expect_text(NOT_LINKED).expect_no_text("Alex Smith");
    send(&mut margaret, &letter(holder, &key)).await.expect(200, LINKED);
    let after = margaret.get(&format!("/account/{}/unlinked", holder.id)).await;
    assert_eq!(after.path(), "/account", "it is linked");
    assert_eq!(may(&world, holder.person, patient).await.services.len(), 3);
}

#[tokio::test]
async fn cs_07_a_reset_makes_my_account_inactive_at_once_and_only_the_new_letter_links_it() {
    let world = world().await;
    let (holder, patient, key) = acting_once_linked(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    send(&mut margaret, &letter(holder, &key)).await.expect(200, LINKED);
    let why = (ResetReason::UnusualActivity, None);
    let made = keys::reset(&world.app, &staff(), holder.id, why).await.unwrap().expect("another key");
    assert!(may(&world, holder.person, patient).await.services.is_empty());
    let page = margaret.get("/account").await;
    page.expect_text("Not active").expect_text(NOT_LINKED).expect_no_text("Alex Smith");
    send(&mut margaret, &letter(holder, &key)).await.expect(422, LINK);
    send(&mut margaret, &letter(holder, made.key.expose_secret())).await.expect(200, LINKED);
    assert_eq!(margaret.get("/account").await.texts(".nhsuk-tag"), ["Active"]);
}

#[tokio::test]
async fn welsh_readers_link_and_unlink_in_welsh() {
    let world = world().await;
    let (holder, _, key) = acting_once_linked(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account?lang=cy").await.expect(200, "Eich cyfrif meddyg teulu ar-lein");
    let form = "Cysylltu eich cyfrif meddyg teulu ar-lein";
    margaret.get("/account/link").await.expect(200, form);
    let wrong = but(letter(holder, &key), "family_name", "Jones");
    let page = margaret.submit(&fields(&wrong)).await;
    page.expect(422, form).expect_text("Nid yw’r manylion hyn yn cyfateb i gyfrif");
    margaret.submit(&fields(&letter(holder, &key))).await.expect(200, "Mae eich cyfrif wedi’i gysylltu");
    let page = margaret.get("/account").await;
    page.expect_text("nid yw’r feddygfa wedi rhoi hyn i chi").expect_text("Archebu");
    margaret.follow("Datgysylltu’r cyfrif hwn").await;
    margaret.submit(&[]).await.expect(200, "Cyfrif wedi’i ddatgysylltu");
}

#[tokio::test]
async fn where_no_accounts_are_linked_home_does_not_lead_to_them() {
    let world = world_with(&[("LINKAGE_SECRET", "")]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/home").await.expect_no_text(TITLE);
    let page = margaret.get("/account").await;
    page.expect(200, TITLE).expect_text("No GP surgery has made an account for you.");
}
