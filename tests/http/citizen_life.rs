//! Around the main journey, for the two citizens: tabs, an invitation sent again, a change asked for, saying no by the link.

use proxy_access::worker::{self, Stop};
use time::Duration;

use crate::staff_life::active;
use crate::story::{
    DAVID, DAVIDS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, count, events, invite, subjects, the_delegation,
    until,
};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

/// A service in which Margaret has invited David; hers, and the path of the delegation.
async fn invited() -> (World, Browser, String) {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let path = format!("/delegations/{}", the_delegation(&world).await);
    (world, margaret, path)
}

#[tokio::test]
async fn home_has_a_tab_for_what_waits_what_is_active_and_what_is_over() {
    let (world, mut margaret, path) = invited().await;
    let page = margaret.get("/home").await;
    page.expect_text("In progress (1)").expect_text("Active (0)").expect_text("David O'Neill");
    margaret
        .follow("Active")
        .await
        .expect_no_text("David O'Neill")
        .expect_text("Nobody can act for you now.");
    let invited = world.sign_in_as("david").await.get("/home").await;
    let [first, ..] = &invited.texts("main h2")[..] else { panic!("no heading on {invited}") };
    assert_eq!(first, "Waiting for you", "what the reader has to do comes first");
    assert!(invited.texts("main a.nhsuk-button")[0].starts_with("Read and answer"), "{invited}");
    invited.expect_text("Nothing you agreed to is in progress.").expect_no_text("People you act for");
    margaret.get(&format!("{path}/withdraw")).await;
    margaret.submit(&[]).await;
    let page = margaret.get("/home").await;
    page.expect_text("History (1)").expect_text("David O'Neill").expect_text("In progress (0)");
    for odd in ["/home?tab=", "/home?tab=x", "/home?tab=active&tab=history", "/home?%00"] {
        assert_eq!(margaret.get(odd).await.status, 200, "{odd}");
    }
}

#[tokio::test]
async fn an_invitation_is_sent_again_once_a_day_and_three_times() {
    let (world, mut margaret, path) = invited().await;
    let resend = format!("{path}/resend");
    margaret.get(&resend).await.expect_text("You cannot send it again today");
    let early = margaret.post(&resend, &[]).await;
    early.expect(200, "Send the invitation again").expect_text("You cannot send it again today");
    for time in 1..=3 {
        world.clock.advance(Duration::DAY);
        margaret = world.sign_in_as("margaret").await;
        margaret.get(&path).await;
        margaret.follow("Send the invitation again").await;
        margaret.submit(&[]).await.expect(200, "We are sending the invitation again");
        margaret.post(&resend, &[]).await.expect(200, "We are sending the invitation again");
        world.deliver_everything().await;
        assert_eq!(subjects(&world, DAVIDS_MAIL).len(), 1 + time, "one letter a day");
    }
    world.clock.advance(Duration::DAY);
    margaret = world.sign_in_as("margaret").await;
    margaret.get(&resend).await.expect_text("three times in all");
    let enough = margaret.post(&resend, &[]).await;
    enough.expect(200, "Send the invitation again").expect_text("three times in all");
    assert_eq!(events(&world).await.iter().filter(|name| *name == "invitation_resent").count(), 3);
    let mut david = world.sign_in_as("david").await;
    david.get(&resend).await.expect_status(404);
    david.post(&resend, &[]).await.expect_status(404);
}

async fn by_link(world: &World) -> (Browser, String) {
    let letter = world.letters_to(DAVIDS_MAIL).pop().expect("an invitation");
    let mut browser = world.browser();
    let link = world.link_in(&letter);
    browser.get(&link).await.expect(200, "Somebody has asked you to act for them");
    browser.follow("Say no without signing in").await.expect_no_text("O'Neill").expect_no_text("Margaret");
    (browser, link)
}

#[tokio::test]
async fn who_has_the_link_and_knows_who_asks_says_no_without_signing_in() {
    let (world, mut margaret, path) = invited().await;
    let (mut browser, link) = by_link(&world).await;
    let none = browser.submit(&[("last_name", " ")]).await;
    assert_eq!(none.status, 422);
    none.expect_text("Enter the last name of the person who asked you");
    let wrong = browser.submit(&[("last_name", "Smith"), ("reason", "not_now")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.value("last_name").as_deref()), (422, Some("Smith")));
    browser.submit(&[("last_name", "o’neill"), ("reason", "not_now")]).await.expect(200, "You have said no");
    browser
        .post(&format!("{link}/decline"), &[("last_name", "O'Neill")])
        .await
        .expect(200, "You have said no");
    world.deliver_everything().await;
    assert_eq!(subjects(&world, MARGARETS_MAIL).iter().filter(|one| one.contains("declined")).count(), 1);
    margaret
        .get(&path)
        .await
        .expect_text("David O'Neill said no")
        .expect_no_text("I cannot, or do not want to");
    let declined = events(&world).await.iter().filter(|name| *name == "delegation_declined").count();
    assert_eq!(declined, 1, "once");
}

#[tokio::test]
async fn nobody_guesses_the_name_for_long() {
    let (world, _, _) = invited().await;
    let (mut browser, link) = by_link(&world).await;
    let decline = format!("{link}/decline");
    for _ in 0..5 {
        browser.post(&decline, &[("last_name", "Smith")]).await.expect_status(422);
    }
    browser.post(&decline, &[("last_name", "O'Neill")]).await.expect(429, "Too many tries");
    assert!(!events(&world).await.contains(&"delegation_declined".to_owned()));
    world.clock.advance(Duration::minutes(61));
    browser.post(&decline, &[("last_name", "O'Neill")]).await.expect(200, "You have said no");
}

#[tokio::test]
async fn wrong_names_of_an_hour_ago_are_known_no_more() {
    let (world, _, _) = invited().await;
    let (mut browser, link) = by_link(&world).await;
    browser.post(&format!("{link}/decline"), &[("last_name", "Smith")]).await.expect_status(422);
    assert_eq!(count(&world, "attempt where what = 'sender'").await, 1);
    world.clock.advance(Duration::minutes(61));
    let stop = Stop::new();
    let worker = tokio::spawn(worker::run(world.app.clone(), stop.clone()));
    until(async || count(&world, "attempt").await == 0).await;
    stop.cancel();
    worker.await.unwrap();
}

#[tokio::test]
async fn a_link_that_comes_too_late_says_so_only_to_who_knows_the_name() {
    let (world, mut margaret, path) = invited().await;
    let (mut browser, link) = by_link(&world).await;
    margaret.get(&format!("{path}/withdraw")).await;
    margaret.submit(&[]).await;
    let decline = format!("{link}/decline");
    browser.get(&decline).await.expect(200, "Say no without signing in");
    browser.post(&decline, &[("last_name", "Smith")]).await.expect_status(422);
    let late = browser.post(&decline, &[("last_name", "O'Neill")]).await;
    late.expect(409, "This invitation can no longer be answered this way");
    browser.get("/respond/no-such-code/decline").await.expect(404, "We cannot find this invitation");
}

/// The id of the case in a path such as `/staff/cases/<id>`.
fn own(case: &str) -> String {
    case.replace("/staff/cases/", "/delegations/")
}

#[tokio::test]
async fn the_patient_asks_for_a_change_and_the_practice_makes_it() {
    let (world, case, mut rachel) = active().await;
    let path = own(&case);
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&path).await;
    let page = margaret.follow("Ask for a change").await;
    page.expect_text("Riverside Medical Practice decides");
    let wrong = margaret.submit(&[("services", ""), ("how_long", "until")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.errors().len()), (422, 2), "{wrong}");
    let fields = [("services", "book_appointments"), ("how_long", "no_end")];
    // Booking appointments is not set yet.
    margaret.submit(&fields).await.expect(200, "Is anybody putting pressure on you to do this?");
    margaret.submit(&[]).await.expect_status(422).expect_text("Choose an answer");
    margaret.submit(&[("pressure", "no")]).await.expect(200, "Check what you ask for");
    margaret.submit(&[]).await.expect(200, "We have told your surgery");
    world.deliver_everything().await;
    assert_eq!(subjects(&world, RIVERSIDES_MAIL).pop().as_deref(), Some("A patient asks for a change"));
    margaret.get(&path).await.expect_text("What you ask for");
    margaret.get("/home").await.expect_text("You asked Riverside Medical Practice for a change.");
    let page = rachel.get(&case).await;
    page.expect_text("Change that the patient asks for").expect_text("Leave access as it is");
    let form = rachel.follow("Change access").await;
    assert_eq!(form.attributes("input[name=services][checked]", "value"), ["book_appointments"]);
    rachel.submit(&[("how_long", "no_end")]).await.expect_text("More than now");
    rachel.submit(&[]).await.expect_status(422).expect_text("Tick every point before you confirm");
    let checks = [
        ("checklist", "spoke_to_patient"),
        ("checklist", "coercion_considered"),
        ("checklist", "safeguarding_looked"),
        ("checklist", "identity_seen"),
        ("consent", "by_telephone"),
    ];
    rachel.submit(&checks).await.expect_text("Check your answers");
    rachel.submit(&[]).await.expect(200, "Access changed");
    rachel.get(&case).await.expect_no_text("Change that the patient asks for");
}

#[tokio::test]
async fn the_practice_leaves_the_access_as_it_is_and_the_patient_is_told() {
    let (world, case, mut rachel) = active().await;
    let mut margaret = world.sign_in_as("margaret").await;
    ask_for_appointments(&mut margaret, &case).await;
    world.deliver_everything().await;
    rachel.get(&case).await;
    rachel.follow("Leave access as it is").await;
    rachel.submit(&[("note", "Talked on the phone.")]).await.expect(200, "Access stays as it is");
    world.deliver_everything().await;
    assert_eq!(subjects(&world, MARGARETS_MAIL).pop().as_deref(), Some("Access stays as it is"));
    margaret.get(&own(&case)).await.expect_no_text("What you ask for").expect_no_text("Talked on the phone");
    world.sign_in_as("david").await.get(&format!("{}/ask-change", own(&case))).await.expect_status(404);
}

#[tokio::test]
async fn the_patient_has_it_in_writing_that_a_change_was_asked_for_and_takes_it_back() {
    let (world, case, mut rachel) = active().await;
    let mut margaret = world.sign_in_as("margaret").await;
    ask_for_appointments(&mut margaret, &case).await;
    world.deliver_everything().await;
    assert_eq!(subjects(&world, MARGARETS_MAIL).pop().as_deref(), Some("You asked for a change"));
    let letter = world.letters_to(MARGARETS_MAIL).pop().and_then(|letter| letter.text).unwrap();
    assert!(letter.contains("Book, change and cancel appointments"), "{letter}");
    margaret.get(&own(&case)).await;
    let page = margaret.follow("Take back what you asked for").await;
    page.expect_text("Book, change and cancel appointments");
    let details = margaret.submit(&[]).await;
    details.expect_no_text("What you ask for").expect_no_text("Take back what you asked for");
    margaret.get("/home").await.expect_no_text("for a change.");
    rachel.get(&case).await.expect_no_text("Change that the patient asks for");
    let again = margaret.get(&format!("{}/take-back-change", own(&case))).await;
    assert_eq!(again.path(), own(&case), "there is nothing to be taken back");
    world.deliver_everything().await;
    assert_eq!(subjects(&world, MARGARETS_MAIL).pop().as_deref(), Some("You asked for a change"));
    world.sign_in_as("david").await.get(&format!("{}/take-back-change", own(&case))).await.expect_status(404);
}

#[tokio::test]
async fn two_clicks_that_take_a_change_back_at_once_both_lead_to_how_it_stands() {
    let (world, case, _) = active().await;
    let mut margaret = world.sign_in_as("margaret").await;
    ask_for_appointments(&mut margaret, &case).await;
    let path = format!("{}/take-back-change", own(&case));
    let mut other = world.browser();
    other.set_cookie("session", margaret.cookie("session").unwrap());
    let (one, two) = tokio::join!(margaret.post(&path, &[]), other.post(&path, &[]));
    for page in [one, two] {
        assert_eq!((page.status.as_u16(), page.path()), (200, own(&case)), "{page}");
        page.expect_no_text("Take back what you asked for");
    }
}

async fn ask_for_appointments(margaret: &mut Browser, case: &str) -> Page {
    margaret.get(&format!("{}/ask-change", own(case))).await;
    margaret.submit(&[("services", "book_appointments"), ("how_long", "no_end")]).await;
    margaret.submit(&[("pressure", "no")]).await;
    margaret.submit(&[]).await
}

#[tokio::test]
async fn both_can_print_a_confirmation_and_read_what_was_sent() {
    let (world, case, _) = active().await;
    for who in ["margaret", "david"] {
        let mut browser = world.sign_in_as(who).await;
        let details = browser.get(&own(&case)).await;
        details.expect_text("Telephone: 01632 960000");
        let is_told_where = details.text().contains("Where to use the access");
        assert_eq!(is_told_where, who == "david", "who acts reads where");
        let page = browser.get(&format!("{}/print", own(&case))).await;
        page.expect(200, "Confirmation of trusted person access");
        page.expect_text("Margaret O'Neill").expect_text("David O'Neill").expect_no_text("999 000");
        let page = browser.get("/messages").await;
        page.expect(200, "Emails we sent");
        let beside = page.texts("td .nhsuk-table__heading");
        assert!(
            beside.iter().any(|heading| heading == "Sent"),
            "on a phone each cell has its heading: {page}"
        );
        let address = if who == "margaret" { MARGARETS_MAIL } else { DAVIDS_MAIL };
        for subject in subjects(&world, address) {
            page.expect_text(&subject);
        }
    }
    let nobody = world.sign_in_as("sian").await.get("/messages").await;
    nobody.expect_text("We have not sent you any emails.");
}
