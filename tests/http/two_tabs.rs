//! One browser with several tabs: each sign-in that began in it is finished by itself, and is of use once.

use reqwest::Method;
use time::Duration;

use crate::staff_life::active;
use crate::steps::{At, OWN_FORM, answer_for, is_signed_in, location};
use crate::story::{DAVID, NADIA, begin, count, draft};
use crate::support::browser::Browser;
use crate::support::world::{cis2_as, world};

/// Parks a form in which this is typed, as the buttons of the other languages do. What it leads to is not opened yet.
async fn park(browser: &mut Browser, form: &str, typed: &str) {
    let answer = browser.raw(Method::POST, &format!("{form}?keep=cy"), &OWN_FORM, typed).await;
    assert_eq!((answer.status.as_u16(), location(&answer)), (303, format!("{form}?lang=cy")), "{answer}");
}

/// What the field of the form at this address holds.
async fn held(browser: &mut Browser, form: &str, field: &str) -> String {
    let page = browser.get(form).await;
    page.value(field).unwrap_or_else(|| panic!("no {field} on {page}"))
}

#[tokio::test]
async fn given_half_a_form_in_each_of_two_tabs_when_both_change_the_language_then_each_has_its_own() {
    let (_world, case, mut rachel) = active().await;
    let [suspend, revoke] = ["suspend", "revoke"].map(|page| format!("{case}/{page}"));
    for (form, typed) in [(&suspend, "note=Before"), (&revoke, "note=Second"), (&suspend, "note=First")] {
        park(&mut rachel, form, typed).await;
    }
    for (form, note) in [(&suspend, "First"), (&revoke, "Second")] {
        assert_eq!(held(&mut rachel, form, "note").await, note);
        assert_eq!(held(&mut rachel, form, "note").await, "", "it stands there once");
    }
}

#[tokio::test]
async fn given_half_a_form_in_each_tab_when_their_time_is_up_at_once_then_none_is_lost() {
    let (world, case, mut rachel) = active().await;
    let whose = rachel.get(&case).await.value("for").unwrap();
    let session = rachel.cookie("session").unwrap().to_owned();
    let settings = ("/staff/settings".to_owned(), "email");
    let mut forms: Vec<_> =
        ["suspend", "revoke", "notes"].map(|page| (format!("{case}/{page}"), "note")).into();
    forms.push(settings);
    world.clock.advance(Duration::minutes(16));
    let sent = forms.iter().map(|(form, field)| {
        let mut tab = world.browser();
        tab.set_cookie("session", &session);
        let (to, typed) = (format!("{form}?keep"), format!("{field}=half&for={whose}"));
        async move { tab.raw(Method::POST, &to, &OWN_FORM, &typed).await.status.as_u16() }
    });
    assert_eq!(futures::future::join_all(sent).await, [303; 4]);
    rachel.get(At::Cis2.start()).await;
    cis2_as(&mut rachel, "reception-a").await.expect_status(200);
    for (form, field) in &forms {
        assert_eq!(held(&mut rachel, form, field).await, "half", "{form}");
    }
}

#[tokio::test]
async fn a_session_parks_its_newest_five_forms_and_none_that_is_too_large() {
    let (world, case, mut rachel) = active().await;
    park(&mut rachel, &format!("{case}/resume"), &format!("note={}", "x".repeat(17 * 1024))).await;
    assert_eq!(count(&world, "session where parked is not null").await, 0);
    for page in ["suspend", "revoke", "notes", "contacts", "wait", "change"] {
        park(&mut rachel, &format!("{case}/{page}"), "note=half").await;
    }
    assert_eq!(count(&world, "session where jsonb_array_length(parked) = 5").await, 1);
    assert_eq!(held(&mut rachel, &format!("{case}/suspend"), "note").await, "", "the oldest is gone");
    assert_eq!(held(&mut rachel, &format!("{case}/revoke"), "note").await, "half");
    assert_eq!(count(&world, "session where jsonb_array_length(parked) = 4").await, 1);
}

#[tokio::test]
async fn given_two_tabs_that_began_to_sign_in_when_both_finish_then_both_are_signed_in() {
    let world = world().await;
    for at in At::BOTH {
        let mut browser = world.browser();
        let first = answer_for(&mut browser, at, at.somebody()).await;
        let second = answer_for(&mut browser, at, at.somebody()).await;
        for answer in [&first, &second] {
            let before = browser.cookie("session").unwrap().to_owned();
            browser.get(answer.as_str()).await.expect_status(200);
            assert!(is_signed_in(&mut browser).await, "{at:?}");
            assert_ne!(browser.cookie("session"), Some(before.as_str()), "the session is not a new one");
        }
    }
}

#[tokio::test]
async fn given_a_tab_of_each_provider_when_both_finish_then_only_the_last_person_is_there() {
    let world = world().await;
    let mut browser = world.browser();
    let of_margaret = answer_for(&mut browser, At::NhsLogin, "margaret").await;
    let of_rachel = answer_for(&mut browser, At::Cis2, "reception-a").await;
    browser.get(of_margaret.as_str()).await.expect_text("Margaret");
    begin(&mut browser).await;
    let form = browser.here().path();
    browser.get(of_rachel.as_str()).await.expect_text("Rachel Reid").expect_no_text("Margaret");
    browser.get(&form).await.expect(404, "Page not found");
}

#[tokio::test]
async fn given_answers_that_wait_when_another_person_signs_in_then_nothing_of_them_is_kept() {
    let world = world().await;
    let mut browser = world.sign_in_as("margaret").await;
    begin(&mut browser).await;
    world.clock.advance(Duration::minutes(31));
    browser.submit(&DAVID.fields()).await.expect_text("We kept the answers you typed");
    let of_sian = answer_for(&mut browser, At::NhsLogin, "sian").await;
    browser.get(of_sian.as_str()).await;
    assert!(is_signed_in(&mut browser).await);
    let kept: Vec<(String,)> = sqlx::query_as("select data::text || coalesce(parked::text, '') from session")
        .fetch_all(&world.app.db)
        .await
        .unwrap();
    assert!(kept.iter().all(|(data,)| !data.contains("typed.by.margaret")), "{kept:?}");
}

#[tokio::test]
async fn given_somebody_signed_in_when_an_answer_is_opened_again_then_it_leads_on() {
    let world = world().await;
    for (at, path, home) in [(At::NhsLogin, "/invite", "/home"), (At::Cis2, "/staff/settings", "/staff")] {
        let mut browser = world.browser();
        let plain = answer_for(&mut browser, at, at.somebody()).await;
        browser.get(plain.as_str()).await;
        browser.get(&format!("{}?return_to={path}", at.start())).await;
        at.choose(&mut browser, at.somebody()).await;
        let used = browser.visited().iter().rev().find(|url| url.path() == at.callback()).unwrap().clone();
        for (answer, leads_to) in [(used.as_str(), path), (plain.as_str(), home)] {
            let page = browser.raw(Method::GET, answer, &[], "").await;
            assert_eq!((page.status.as_u16(), &*location(&page)), (303, leads_to), "{at:?}: {page}");
        }
        let unknown = format!("{}?state=unknown&code=c", at.callback());
        let page = browser.raw(Method::GET, &unknown, &[], "").await;
        assert_eq!(location(&page), home);
        // Somebody else is led nowhere of theirs.
        browser.post("/sign-out", &[]).await;
        let page = browser.get(used.as_str()).await;
        page.expect(400, "You need to start signing in again");
        assert_eq!(page.attributes("main a.nhsuk-button", "href"), [at.start()]);
        assert!(!is_signed_in(&mut browser).await);
    }
}

#[tokio::test]
async fn given_more_tabs_than_are_kept_when_the_oldest_finishes_then_it_starts_again() {
    let world = world().await;
    let mut browser = world.browser();
    let mut answers = Vec::new();
    for _ in 0..6 {
        answers.push(answer_for(&mut browser, At::NhsLogin, "margaret").await);
    }
    let oldest = answers.remove(0);
    browser.get(oldest.as_str()).await.expect(400, "You need to start signing in again");
    browser.get(answers[0].as_str()).await;
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn given_a_tab_that_waited_too_long_when_it_finishes_then_the_other_tab_still_can() {
    let world = world().await;
    let mut browser = world.browser();
    let old = answer_for(&mut browser, At::NhsLogin, "margaret").await;
    world.clock.advance(Duration::minutes(9) + Duration::seconds(30));
    let young = answer_for(&mut browser, At::NhsLogin, "margaret").await;
    world.clock.advance(Duration::seconds(31));
    browser.get(old.as_str()).await.expect(400, "You need to start signing in again");
    assert!(!is_signed_in(&mut browser).await);
    browser.get(young.as_str()).await;
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn given_two_tabs_of_one_form_when_the_older_names_somebody_else_then_no_answer_stands_for_them() {
    let world = world().await;
    let mut browser = world.sign_in_as("margaret").await;
    let id = draft(&mut browser, &DAVID).await;
    let page = |step: &str| format!("/invite/{id}/{step}");
    // A name that is put right, and a number that is written otherwise, are of the same person.
    let mut again = DAVID.fields();
    again[0].1 = "Dafydd";
    again[5].1 = "999 000 0026";
    let next = browser.post(&page("who"), &again).await;
    assert_eq!(next.path(), page("check"), "{next}");
    let next = browser.post(&page("who"), &NADIA.fields()).await;
    assert_eq!(next.path(), page("relationship"), "{next}");
    assert_eq!(next.value("relationship"), None, "how David is related is not how Nadia is: {next}");
    browser.submit(&[("relationship", "friend")]).await;
    assert_eq!(browser.here().path(), page("services"), "{}", browser.here());
    browser.submit(&[("services", "order_prescriptions")]).await;
    browser.submit(&[("how_long", "no_end")]).await;
    let next = browser.here();
    assert_eq!(next.path(), page("pressure"), "whether anybody presses her is asked again: {next}");
    let next = browser.get(&page("declaration")).await;
    assert_eq!(next.path(), page("pressure"), "{next}");
}
