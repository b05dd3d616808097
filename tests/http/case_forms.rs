//! "I had half a note and half a call on the page, and one of them was gone": of the three forms of a case, none is lost because
//! another is sent, or because the language changes, or because the time is up.

use reqwest::Method;
use time::Duration;

use crate::staff_life::active;
use crate::steps::{At, OWN_FORM};
use crate::story::count;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::cis2_as;

/// Each form, and what is half typed in it.
const HALF: [(&str, &[(&str, &str)]); 3] = [
    ("notes", &[("note", "Rang the patient twice")]),
    ("contacts", &[("whom", "trusted_person"), ("contact_note", "He was on a train")]),
    ("wait", &[("wait_for", "patient"), ("until-month", "Ebr"), ("wait_reason", "She is away")]),
];

/// Parks these forms, as the page's script does before it sends another.
async fn park(browser: &mut Browser, case: &str, forms: &[&str]) {
    for (form, typed) in HALF.iter().filter(|(form, _)| forms.contains(form)) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(*typed).finish();
        let answer = browser.raw(Method::POST, &format!("{case}/{form}?keep"), &OWN_FORM, &body).await;
        assert_eq!(answer.status, 303, "{form}: {answer}");
    }
}

/// These forms hold what was half typed, and say so to the page's script; the others hold nothing.
fn holds(page: &Page, forms: &[&str]) {
    for (form, typed) in HALF {
        let (action, is_here) = (format!("/{form}"), forms.contains(&form));
        let begun = page.attributes("form[data-begun]", "action");
        assert_eq!(begun.iter().any(|one| one.ends_with(&action)), is_here, "{form} in {begun:?}");
        for (name, value) in typed {
            let held = page.value(name).unwrap_or_default();
            assert_eq!(held == *value, is_here, "{name} holds `{held}` on {page}");
        }
    }
    let is_begun = !page.attributes("#app-session[data-begun]", "id").is_empty();
    assert!(is_begun || forms.is_empty(), "the page is not as it came: {page}");
}

#[tokio::test]
async fn half_a_note_half_a_call_and_half_a_waiting_all_come_along_to_welsh() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    park(&mut rachel, &case, &["notes", "contacts", "wait"]).await;
    let page = rachel.get(&format!("{case}/wait?lang=cy")).await;
    assert_eq!(page.attributes("html", "lang"), ["cy"]);
    holds(&page, &["notes", "contacts", "wait"]);
    assert_eq!(
        page.attributes("details[open] form", "action").len(),
        2,
        "both that fold up are open: {page}"
    );
    holds(&rachel.get(&case).await, &[]);
    for done in ["note", "contact", "waiting"] {
        assert_eq!(count(&world, done).await, 0, "{done} was done");
    }
}

#[tokio::test]
async fn when_one_form_is_sent_the_others_stand_there_as_they_were() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    park(&mut rachel, &case, &["notes", "wait"]).await;
    let called = [("whom", "patient"), ("way", "phone"), ("outcome", "no_answer")];
    let page = rachel.submit(&called).await;
    page.expect_status(200).expect_text("Contact with the patient");
    holds(&page, &["notes", "wait"]);
    assert_eq!(count(&world, "contact").await, 1);
    // Also where it comes back with a mistake, and the page has the address of what was sent.
    park(&mut rachel, &case, &["notes", "wait"]).await;
    let page = rachel.submit(HALF[1].1).await;
    assert!(page.status == 422 && page.path().contains("/contacts?kept="), "{page}");
    holds(&page, &["notes", "contacts", "wait"]);
    assert_eq!(count(&world, "contact").await, 1);
}

#[tokio::test]
async fn when_the_time_is_up_all_of_them_are_there_after_signing_in_again() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&case).await;
    world.clock.advance(Duration::minutes(16));
    park(&mut rachel, &case, &["notes", "contacts", "wait"]).await;
    rachel.get(At::Cis2.start()).await;
    cis2_as(&mut rachel, "reception-a").await.expect_status(200);
    holds(&rachel.get(&case).await, &["notes", "contacts", "wait"]);
    // A colleague in the same browser gets none of them.
    park(&mut rachel, &case, &["notes", "contacts", "wait"]).await;
    rachel.get(At::Cis2.start()).await;
    cis2_as(&mut rachel, "manager-a").await.expect_status(200);
    holds(&rachel.get(&case).await, &[]);
}
