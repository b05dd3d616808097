//! People with one name: they are invited, confirmed by PDS, shown and greeted by it.

use sandbox::pds::Record;
use serde_json::json;

use crate::details_check::alex;
use crate::people::number_of;
use crate::speaker::{Speaker, for_david, with};
use crate::story::{ALEX, Described, begin, count, invite};
use crate::support::world::world;

#[tokio::test]
async fn somebody_with_one_name_is_invited_by_it() {
    let world = world().await;
    let number: &'static str = number_of(1).leak();
    let held = Record { given: Vec::new(), family: "Suharto".to_owned(), ..alex(number) };
    world.sandbox.pds().add(held);
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &Described { given: "", family: "Suharto", number, ..ALEX }).await;
    world.deliver_everything().await;
    margaret.get("/home").await.expect_text("Suharto");
    let letter = world.letters_to("alex.in.pds@example.test").pop().expect("an invitation");
    let text = letter.text.expect("a text");
    assert!(text.contains("Dear Suharto"), "{text}");
}

#[tokio::test]
async fn an_only_name_that_pds_holds_otherwise_is_not_confirmed() {
    let world = world().await;
    let number: &'static str = number_of(1).leak();
    world.sandbox.pds().add(Record { family: "Suharto".to_owned(), ..alex(number) });
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &Described { given: "", family: "Suharto", number, ..ALEX }).await;
    world.deliver_everything().await;
    assert!(world.letters_to("alex.in.pds@example.test").is_empty());
}

#[tokio::test]
async fn the_form_says_what_to_do_with_one_name_and_shows_it_without_spaces() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    margaret.here().expect_text("Leave this empty if the person has only one name");
    let mut fields = crate::story::DAVID.fields();
    fields[0].1 = " ";
    fields[1].1 = "Suharto";
    let page = margaret.post(&format!("/invite/{draft}/who"), &fields).await;
    page.expect(200, "How is Suharto related to you?");
}

#[tokio::test]
async fn a_practice_makes_an_account_for_somebody_with_one_name_who_reads_which_name_to_link_it_by() {
    let world = world().await;
    let number: &'static str = number_of(1).leak();
    world.sandbox.pds().add(Record { given: Vec::new(), family: "Suharto".to_owned(), ..alex(number) });
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get("/staff/accounts/new").await;
    page.expect_text("Leave this empty if the person has only one name");
    let fields = [
        ("nhs_number", number),
        ("family_name", "Suharto"),
        ("born-day", "1"),
        ("born-month", "2"),
        ("born-year", "1980"),
    ];
    rachel.submit(&fields).await.expect_status(200).expect_text("Suharto");
    rachel.submit(&[]).await.expect_status(200);
    assert_eq!(count(&world, "traced_person where given_name = '' and family_name = 'Suharto'").await, 1);
    assert_eq!(count(&world, "account").await, 1);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/account/link").await.expect_text("If you have only one name, enter that.");
}

#[tokio::test]
async fn a_program_leaves_the_given_names_out() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let mut body = with(for_david(), "/delegate/family_name", json!("Suharto"));
    body["delegate"].as_object_mut().expect("an object").remove("given_name");
    let made = margaret.sends("/api/v1/delegations", &body).await;
    assert_eq!(made.status.as_u16(), 201, "{made:?}");
    assert_eq!(made.body["delegate"]["given_name"], "");
    assert_eq!(made.body["delegate"]["family_name"], "Suharto");
}
