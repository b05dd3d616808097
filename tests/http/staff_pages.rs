//! What a practice does with a request: finds it, looks at it, confirms or refuses it, also when somebody was first.

use crate::story::{DAVID, DAVIDS_MAIL, MARGARETS_MAIL, accept, invite, subjects, the_delegation};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, world};

/// A service in which David has accepted what Margaret asked; the path of the case, and a receptionist.
async fn a_request() -> (World, String, Browser) {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let case = format!("/staff/cases/{}", the_delegation(&world).await);
    let rachel = world.staff_sign_in_as("reception-a").await;
    (world, case, rachel)
}

const TICKED: [(&str, &str); 6] = [
    ("checklist", "spoke_to_patient"),
    ("checklist", "coercion_considered"),
    ("checklist", "safeguarding_looked"),
    ("checklist", "identity_seen"),
    ("consent", "by_telephone"),
    ("how_long", "no_end"),
];

/// Fills in the confirmation and confirms.
async fn confirm(browser: &mut Browser, case: &str) -> Page {
    browser.get(&format!("{case}/confirm")).await.expect(200, &heading("Confirm access"));
    browser.submit(&TICKED).await.expect(200, &heading("Check your answers"));
    browser.submit(&[]).await
}

fn heading(text: &str) -> String {
    format!("David O'Neill to act for Margaret O'Neill {text}")
}

#[tokio::test]
async fn a_practice_finds_a_request_and_confirms_it() {
    let (world, case, mut rachel) = a_request().await;
    let list = rachel.get("/staff").await;
    list.expect_text("New requests (1)").expect_text("Removals to do (0)").expect_text("Since today");
    let page = rachel.follow("Margaret O'Neill").await;
    assert_eq!(page.path(), case);
    page.expect_text("999 000 0018").expect_text("999 000 0026").expect_text("2 November 1949");
    page.expect_text("Riverside Medical Practice (A81001)").expect_text("(P9)");
    page.expect_text("Started by Margaret O'Neill").expect_text("Response Accepted");
    page.expect_text("Confirmed by the practice No").expect_text("New request");
    assert!(page.body.contains("999\u{a0}000\u{a0}0018"), "the number stays on one line");
    rachel.follow("Confirm access").await;
    let page = rachel.submit(&[("checklist", "spoke_to_patient"), ("how_long", "until")]).await;
    assert_eq!(page.status, 422);
    let missing = "considered pressure, looked for safeguarding concerns, saw the identity check";
    page.expect_text(missing)
        .expect_text("Choose how the patient gave consent")
        .expect_text("Enter the last day");
    assert_eq!(page.errors().len(), 3, "{page}");
    assert_eq!(page.value("how_long").as_deref(), Some("until"), "values are kept");
    rachel.get(&format!("{case}/confirm")).await;
    let check = rachel.submit(&TICKED).await;
    check.expect_text("The same as was asked for").expect_no_text("What changes");
    confirm(&mut rachel, &case).await.expect(200, "Access confirmed");
    let done = format!("{case}/confirmed");
    for path in ["confirm", "confirmed"] {
        assert_eq!(rachel.get(&format!("{case}/{path}")).await.path(), done, "again is harmless");
    }
    rachel.get("/staff?tab=active").await.expect_text("Active (1)").expect_text("Margaret O'Neill");
    let page = rachel.get(&case).await;
    page.expect_text("Access set by the practice").expect_text("Consent was given: By telephone");
    page.expect_text("Rachel Reid (practice)").expect_text("Confirmed by the practice Yes");
    world.deliver_everything().await;
    assert!(subjects(&world, MARGARETS_MAIL).contains(&"Access has been set up".to_owned()));
}

#[tokio::test]
async fn answers_can_be_changed_before_they_count() {
    let (_world, case, mut rachel) = a_request().await;
    rachel.get(&format!("{case}/confirm")).await;
    let differs = rachel.submit(&[TICKED.as_slice(), &[("record", "detailed")]].concat()).await;
    differs
        .expect(200, &heading("This is not what was asked for"))
        .expect_text("Detailed record More than asked");
    let page = rachel.submit(&[("step", "edit")]).await;
    page.expect(200, &heading("Confirm access"));
    assert_eq!(page.value("record").as_deref(), Some("detailed"));
    rachel.get(&case).await.expect_text("Waits for your decision");
}

#[tokio::test]
async fn a_practice_refuses_and_tells_nothing_and_may_reconsider() {
    let (world, case, mut rachel) = a_request().await;
    let letters = [subjects(&world, MARGARETS_MAIL).len(), subjects(&world, DAVIDS_MAIL).len()];
    let page = rachel.get(&format!("{case}/refuse")).await;
    let told = (page.value("tell_patient"), page.value("tell_trusted"));
    assert_eq!(told, (Some("nothing".to_owned()), Some("nothing".to_owned())), "safe at first");
    assert_eq!(page.value("reason"), None, "no reason is chosen beforehand");
    let page = rachel.submit(&[("reason", "other"), ("note", "A note for us"), ("tell_patient", "")]).await;
    page.expect_text("Enter the reason").expect_text("Choose what we tell them");
    assert_eq!((page.status.as_u16(), page.value("note").as_deref()), (422, Some("A note for us")));
    let check = rachel.submit(&[("other", "In own words"), ("tell_patient", "nothing")]).await;
    check
        .expect(200, &heading("Check your answers"))
        .expect_text("In own words")
        .expect_text("A note for us");
    rachel.submit(&[]).await.expect(200, "Request refused").expect_text("We do not write to the patient.");
    assert_eq!(rachel.get(&format!("{case}/refuse")).await.path(), format!("{case}/refused"));
    world.deliver_everything().await;
    assert_eq!(letters, [subjects(&world, MARGARETS_MAIL).len(), subjects(&world, DAVIDS_MAIL).len()]);
    rachel.get("/staff?tab=closed").await.expect_text("Closed (1)");
    rachel.get(&case).await.expect_text("A note for us").expect_text("Reconsider and confirm access");
    confirm(&mut rachel, &case).await.expect(200, "Access confirmed");
}

#[tokio::test]
async fn who_comes_second_reads_what_happened() {
    let (world, case, mut rachel) = a_request().await;
    rachel.get(&format!("{case}/refuse")).await;
    rachel.submit(&[("reason", "no_consent"), ("tell_patient", "outcome")]).await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    confirm(&mut mark, &case).await.expect(200, "Access confirmed");
    let page = rachel.submit(&[]).await;
    page.expect(409, &heading("This request has changed"));
    page.expect_text("Access confirmed by the practice").expect_text("Mark Moore (practice)");
    rachel.follow("See this request").await.expect_text("Active");
}

#[tokio::test]
async fn others_do_not_learn_that_there_is_a_case() {
    let (world, case, mut rachel) = a_request().await;
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    let mut margaret = world.sign_in_as("margaret").await;
    for page in ["", "/confirm", "/confirmed", "/refuse", "/refused"] {
        for browser in [&mut bilal, &mut margaret] {
            assert_eq!(browser.get(&format!("{case}{page}")).await.status, 404, "{page}");
        }
    }
    assert_eq!(bilal.post(&format!("{case}/refuse"), &[]).await.status, 404);
    bilal.get("/staff").await.expect_text("New requests (0)").expect_text("No new requests are waiting");
    assert_eq!(rachel.get("/staff/cases/nonsense").await.status, 404);
}

#[tokio::test]
async fn any_address_of_the_worklist_shows_a_list() {
    let (_world, _, mut rachel) = a_request().await;
    for query in ["page=0", "page=-1", "page=999", "page=two", "tab=nonsense", "page=1&page=2", "tab=%FF"] {
        let page = rachel.get(&format!("/staff?{query}")).await;
        page.expect_text("New requests (1)").expect_text("Margaret O'Neill");
        assert_eq!(page.status, 200, "{query}");
    }
    rachel.get("/staff?lang=cy").await.expect_text("Ceisiadau newydd (1)");
}
