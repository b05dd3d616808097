//! "I called, no answer": whom staff tried to reach, when, and what came of it.

use time::Duration;

use crate::staff_life::active;
use crate::story::{count, events};
use crate::support::browser::Browser;

/// A call to the patient that nobody answered, of the day that stands there already.
const CALLED: [(&str, &str); 3] = [("whom", "patient"), ("way", "phone"), ("outcome", "no_answer")];

#[tokio::test]
async fn i_called_and_nobody_answered_is_in_the_history_newest_first_and_not_on_the_sheet() {
    let (world, case, mut rachel) = active().await;
    let before = events(&world).await.len();
    let today = world.clock.today_in_london();
    let page = rachel.get(&case).await;
    assert_eq!(page.value("on-day"), Some(today.day().to_string()), "today stands there already");
    let page = rachel.submit(&CALLED).await;
    page.expect_status(200).expect_text("Contact with the patient").expect_text("No answer (Phone)");
    world.clock.advance(Duration::days(3));
    let mut mark = world.staff_sign_in_as("manager-a").await;
    mark.get(&case).await;
    let yesterday = world.clock.today_in_london() - Duration::days(1);
    let (day, month, year) =
        (yesterday.day().to_string(), u8::from(yesterday.month()).to_string(), yesterday.year().to_string());
    let letter = [
        ("whom", "trusted_person"),
        ("way", "letter"),
        ("outcome", "left_message"),
        ("on-day", &*day),
        ("on-month", &*month),
        ("on-year", &*year),
        ("contact_note", "Asked him to ring us."),
    ];
    let page = mark.submit(&letter).await;
    let titles = page.texts("li > h3");
    let place = |title: &str| titles.iter().position(|one| one == title);
    assert_eq!(place("Contact with the trusted person"), Some(0), "{titles:?}");
    assert!(place("Contact with the trusted person") < place("Contact with the patient"), "{titles:?}");
    assert!(place("Contact with the patient") < place("Request made"), "{titles:?}");
    page.expect_text("Mark Moore (practice)").expect_text("Rachel Reid (practice)");
    let sheet = mark.get(&format!("{case}/print")).await;
    sheet.expect_text("Request made").expect_no_text("Contact with");
    for told in ["No answer (Phone)", "Left a message (Letter)", "Asked him to ring us."] {
        page.expect_text(told);
        sheet.expect_no_text(told);
    }
    assert_eq!(events(&world).await.len(), before, "no citizen and no program is told");
    let own = case.replace("/staff/cases/", "/delegations/");
    for who in ["margaret", "david"] {
        let page = world.sign_in_as(who).await.get(&own).await;
        page.expect_status(200).expect_no_text("No answer").expect_no_text("Asked him to ring us.");
    }
}

#[tokio::test]
async fn a_contact_that_was_sent_twice_at_once_is_kept_once() {
    let (world, case, mut rachel) = active().await;
    let page = rachel.get(&case).await;
    let days: Vec<(&str, String)> =
        ["on-day", "on-month", "on-year"].map(|name| (name, page.value(name).unwrap_or_default())).into();
    let days = days.iter().map(|(name, value)| (*name, value.as_str()));
    let sent: Vec<(&str, &str)> = CALLED.into_iter().chain(days).collect();
    let windows = (0..8).map(|_| {
        let mut window = world.browser();
        window.set_cookie("session", rachel.cookie("session").expect("she is signed in"));
        window
    });
    let mut windows: Vec<Browser> = windows.collect();
    let address = format!("{case}/contacts");
    let pages = windows.iter_mut().map(|window| window.post(&address, &sent));
    for page in futures::future::join_all(pages).await {
        page.expect_text("No answer (Phone)");
    }
    assert_eq!(count(&world, "contact").await, 1);
    rachel.get(&case).await;
    rachel.submit(&[("whom", "patient"), ("way", "phone"), ("outcome", "spoke")]).await.expect_status(200);
    assert_eq!(count(&world, "contact").await, 2, "another outcome is another contact");
    world.clock.advance(Duration::minutes(2));
    rachel.post(&address, &sent).await.expect_status(200);
    assert_eq!(count(&world, "contact").await, 3, "she called again");
}

#[tokio::test]
async fn nobody_has_called_tomorrow_and_what_was_typed_is_kept() {
    let (world, case, mut rachel) = active().await;
    let address = format!("{case}/contacts");
    let tomorrow = world.clock.today_in_london() + Duration::days(1);
    let whole = |day: time::Date| format!("{} {} {}", day.day(), day.month(), day.year());
    for (day, told) in [
        (whole(tomorrow), "The day must be today or in the past"),
        (whole(tomorrow - Duration::days(40)), "The day must not be before the request was made"),
        ("31 2 2026".to_owned(), "The day must be a real date"),
        (String::new(), "Enter the day"),
    ] {
        let typed = [CALLED[0], CALLED[1], CALLED[2], ("on-day", &*day), ("contact_note", "Tried twice.")];
        let page = rachel.post(&address, &typed).await;
        assert_eq!((page.status.as_u16(), page.errors().len()), (422, 1), "{day}: {page}");
        page.expect_text(told);
        assert_eq!(page.value("contact_note").as_deref(), Some("Tried twice."));
        assert_eq!(page.attributes("details[open] input[name=whom]", "value").len(), 2, "its form is open");
    }
    let page = rachel.post(&address, &[("contact_note", &"x".repeat(501))]).await;
    assert_eq!((page.status.as_u16(), page.errors().len()), (422, 5), "{page}");
    assert_eq!(page.attributes("button[lang=cy]", "formaction"), [format!("{case}/contacts?keep=cy")]);
    assert_eq!(page.attributes("form#answers", "action"), [format!("{case}/contacts")]);
    assert_eq!(count(&world, "contact").await, 0);
}

#[tokio::test]
async fn a_contact_that_was_sent_too_late_waits_for_its_writer() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    world.clock.advance(Duration::minutes(20));
    rachel.submit(&[CALLED[0], CALLED[1], ("contact_note", "Typed for a long time.")]).await;
    rachel.follow("Sign in again").await;
    let page = crate::support::world::cis2_as(&mut rachel, "reception-a").await;
    assert_eq!(page.value("contact_note").as_deref(), Some("Typed for a long time."), "{page}");
    assert_eq!(page.value("whom").as_deref(), Some("patient"));
    rachel.get(&format!("{case}?lang=cy")).await.expect_text("Cofnodi cyswllt").expect_text("Dim ateb");
}
