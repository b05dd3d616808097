//! What somebody typed is not lost: not after a mistake and Back, not in the other language, not when their time is up. And
//! nobody else ever sees it.

use proxy_access::actions::invitation_link;
use reqwest::Method;
use reqwest::header::CACHE_CONTROL;
use time::Duration;

use crate::staff_life::active;
use crate::steps::{At, OWN_FORM, location};
use crate::story::{DAVID, begin, count, draft, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{cis2_as, nhs_login_as, world};

const NOTE: &str = "Rang the patient twice";
const DAFYDD: [(&str, &str); 3] =
    [("given_name", "Dafydd"), ("born-month", "Ebr"), ("nhs_number", "999 000")];

/// Types this into the form of the page, and presses the button of the other language.
async fn in_the_other_language(browser: &mut Browser, typed: &[(&str, &str)]) -> Page {
    let page = browser.here();
    let keep = page.attributes("nav.app-language button[formaction]", "formaction").pop();
    let keep = keep.unwrap_or_else(|| panic!("no other language keeps what is typed on {page}"));
    let to = page.url.join(&keep).expect("an address");
    assert_eq!(page.attributes("form#answers", "method"), ["post"], "the button has no form: {page}");
    let mut fields =
        page.forms().into_iter().find(|form| form.action.path() == to.path()).expect("it").values;
    fields.retain(|(name, _)| typed.iter().all(|(changed, _)| changed != name));
    let kept = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = kept.chain(typed.iter().copied()).collect();
    browser.post(to.as_str(), &all).await
}

/// What the form of this page holds.
fn holds(page: &Page, typed: &[(&str, &str)]) {
    for (name, value) in typed {
        assert_eq!(page.value(name).as_deref(), Some(*value), "{name} on {page}");
    }
}

#[tokio::test]
async fn back_after_a_mistake_shows_the_form_and_no_resubmission() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let answer = margaret.raw(Method::POST, &form, &OWN_FORM, "given_name=Dafydd&born-month=Ebr").await;
    let kept = location(&answer);
    assert!(answer.status == 303 && kept.starts_with(&format!("{form}?kept=")), "{answer} to {kept}");
    for _ in 0..2 {
        let page = margaret.get(&kept).await;
        assert!(page.status == 422 && !page.errors().is_empty(), "{page}");
        assert_eq!(page.headers[CACHE_CONTROL], "no-store");
        holds(&page, &DAFYDD[..2]);
    }
    // A second mistake has an address of its own, and no tail of addresses before it.
    let page = margaret.submit(&[("family_name", "Hughes")]).await;
    assert!(page.status == 422 && page.path().matches("kept=").count() == 1 && page.path() != kept, "{page}");
    holds(&page, &[("family_name", "Hughes"), DAFYDD[0]]);
    margaret.submit(&crate::story::DAVID.fields()).await.expect_status(200);
    assert!(margaret.here().path().ends_with("/relationship"), "{}", margaret.here());
}

#[tokio::test]
async fn a_page_that_is_not_kept_any_more_is_the_form_itself() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let kept = margaret.post(&form, &[("given_name", "Dafydd")]).await.path();
    for _ in 0..3 {
        world.clock.advance(Duration::minutes(19));
        margaret.get(&kept).await.expect_status(422);
    }
    world.clock.advance(Duration::minutes(4));
    let page = margaret.get(&kept).await;
    assert_eq!((page.status.as_u16(), page.value("given_name").as_deref()), (200, Some("")), "{page}");
    for odd in ["kept=", "kept=%00", "kept=0199f1d2-7c1e-7aaa-8000-000000000000", "kept"] {
        margaret.get(&format!("{form}?{odd}")).await.expect_status(200);
    }
}

#[tokio::test]
async fn a_session_keeps_its_newest_pages_and_they_go_with_it() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let first = margaret.post(&form, &[("given_name", "Dafydd")]).await.path();
    for _ in 0..10 {
        margaret.post(&form, &[]).await.expect_status(422);
    }
    assert_eq!(count(&world, "kept_page").await, 10);
    margaret.get(&first).await.expect_status(200);
    margaret.post("/sign-out", &[]).await;
    assert_eq!(count(&world, "kept_page").await, 0);
}

#[tokio::test]
async fn what_is_to_be_checked_is_reached_by_an_address_too() {
    let (_world, case, mut rachel) = active().await;
    let typed =
        [("reason", "misuse"), ("note", NOTE), ("tell_patient", "nothing"), ("tell_trusted", "nothing")];
    rachel.get(&format!("{case}/revoke")).await;
    let check = rachel.submit(&typed).await;
    assert!(check.status == 200 && check.path().contains("/revoke?kept="), "{check}");
    check.expect_text(NOTE);
    rachel.get(&check.path()).await.expect(200, &check.h1());
    // The other language leads back to the form, with everything in it.
    let welsh = in_the_other_language(&mut rachel, &[]).await;
    assert_eq!(
        (welsh.path(), welsh.attributes("html", "lang")),
        (format!("{case}/revoke"), vec!["cy".to_owned()])
    );
    holds(&welsh, &typed);
}

#[tokio::test]
async fn given_answers_to_check_when_the_language_changes_then_change_leads_to_the_form_as_it_was() {
    let (_world, case, mut rachel) = active().await;
    let typed =
        [("reason", "misuse"), ("note", NOTE), ("tell_patient", "nothing"), ("tell_trusted", "nothing")];
    rachel.get(&format!("{case}/revoke")).await;
    rachel.submit(&typed).await.expect_status(200);
    holds(&in_the_other_language(&mut rachel, &[]).await, &typed);
    let check = rachel.submit(&typed).await;
    assert_eq!((check.status.as_u16(), check.attributes("html", "lang")), (200, vec!["cy".to_owned()]));
    check.expect_text(NOTE);
    let form = rachel.submit(&[("step", "edit")]).await;
    assert_eq!((form.status.as_u16(), form.attributes("html", "lang")), (200, vec!["cy".to_owned()]));
    assert!(form.texts("textarea[name=note]").concat().contains(NOTE), "this is no form: {form}");
    holds(&form, &typed);
    // Also where the language changes after that.
    let form = in_the_other_language(&mut rachel, &[]).await;
    assert_eq!(
        (form.path(), form.attributes("html", "lang")),
        (format!("{case}/revoke"), vec!["en".to_owned()])
    );
    holds(&form, &typed);
}

#[tokio::test]
async fn given_an_invitation_to_check_when_the_language_changes_then_change_leads_to_what_i_typed() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let check = format!("/invite/{}/check", draft(&mut margaret, &DAVID).await);
    margaret.get(&check).await.expect_status(200);
    let welsh = margaret.follow("Cymraeg").await;
    assert_eq!((welsh.path(), welsh.attributes("html", "lang")), (check, vec!["cy".to_owned()]));
    let to_who = welsh.attributes("main .nhsuk-summary-list a", "href").remove(0);
    let form = margaret.get(&to_who).await;
    assert_eq!((form.status.as_u16(), form.attributes("html", "lang")), (200, vec!["cy".to_owned()]));
    holds(&form, &DAVID.fields());
    let form = in_the_other_language(&mut margaret, &[("family_name", "Hughes")]).await;
    assert_eq!((form.path(), form.attributes("html", "lang")), (to_who, vec!["en".to_owned()]));
    holds(&form, &[("given_name", DAVID.given), ("family_name", "Hughes"), ("nhs_number", DAVID.number)]);
}

#[tokio::test]
async fn a_kept_page_of_a_case_is_opened_as_the_case_is() {
    let (world, case, mut rachel) = active().await;
    rachel.get(&format!("{case}/revoke")).await;
    let kept = rachel.submit(&[("note", NOTE)]).await.path();
    assert!(kept.contains("/revoke?kept="), "{kept}");
    sqlx::query("delete from case_read").execute(&world.app.db).await.expect("as if nobody had looked");
    holds(rachel.get(&kept).await.expect_status(422), &[("note", NOTE)]);
    assert_eq!(count(&world, "case_read").await, 1, "she looked at the case");
    sqlx::query("delete from case_read").execute(&world.app.db).await.expect("as if nobody had looked");
    let moved = "update delegation set practice = 'B82002'";
    sqlx::query(moved).execute(&world.app.db).await.expect("the case is another practice's");
    rachel.get(&kept).await.expect_status(404).expect_no_text(NOTE);
    assert_eq!(count(&world, "case_read").await, 0, "who was not let in has not looked");
}

#[tokio::test]
async fn a_page_at_the_address_of_a_link_is_kept_nowhere() {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    let link = invitation_link::code(&world.app.config.server.link_secret, the_delegation(&world).await);
    let form = format!("/respond/{link}/decline");
    let page = world.sign_in_as("david").await.post(&form, &[]).await;
    assert_eq!((page.status.as_u16(), page.path()), (422, form), "{page}");
    assert_eq!(count(&world, "kept_page where path like '/respond/%'").await, 0, "its address is a secret");
}

#[tokio::test]
async fn switching_to_welsh_keeps_what_i_typed() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let page = in_the_other_language(&mut margaret, &DAFYDD).await;
    assert_eq!((page.path(), page.attributes("html", "lang")), (form.clone(), vec!["cy".to_owned()]));
    assert!(page.status == 200 && page.errors().is_empty(), "nothing was sent: {page}");
    holds(&page, &DAFYDD);
    // Also after a mistake, and back again.
    margaret.submit(&[("family_name", "Hughes")]).await.expect_status(422);
    let page = in_the_other_language(&mut margaret, &[("email", "half@")]).await;
    assert_eq!((page.path(), page.attributes("html", "lang")), (form, vec!["en".to_owned()]));
    holds(&page, &DAFYDD);
    holds(&page, &[("family_name", "Hughes"), ("email", "half@")]);
}

/// The page's script keeps what came back though nobody touches it again, and no other form that nobody touched.
#[tokio::test]
async fn a_form_that_came_back_with_what_i_typed_is_marked_as_begun() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let is_begun = |page: &Page| !page.attributes("#app-session[data-begun]", "id").is_empty();
    assert!(!is_begun(&margaret.here()), "nobody has typed");
    let page = in_the_other_language(&mut margaret, &DAFYDD).await;
    assert!(is_begun(&page), "answers waited for {page}");
    assert!(!is_begun(&margaret.get("/home").await));
    let page = margaret.post(&form, &DAFYDD).await;
    assert!(page.path().contains("?kept=") && is_begun(&page), "it was sent: {page}");
    assert!(!is_begun(&margaret.get(&form).await), "nothing waits any more");
}

#[tokio::test]
async fn staff_keep_what_they_typed_in_the_other_language() {
    let (world, case, mut rachel) = active().await;
    for (path, at, typed) in [
        (case.clone(), format!("{case}/notes"), vec![("note", NOTE)]),
        (format!("{case}/suspend"), format!("{case}/suspend"), vec![("note", NOTE)]),
        (
            format!("{case}/change"),
            format!("{case}/change"),
            vec![("ends-month", "Ebr"), ("how_long", "until")],
        ),
        ("/staff/settings".to_owned(), "/staff/settings".to_owned(), vec![("email", "half")]),
    ] {
        rachel.get(&path).await.expect_status(200);
        let page = in_the_other_language(&mut rachel, &typed).await;
        assert_eq!((page.status.as_u16(), page.path()), (200, at), "{page}");
        holds(&page, &typed);
    }
    assert_eq!(count(&world, "note").await, 0, "a kept form was done");
}

#[tokio::test]
async fn whether_i_am_pressed_is_not_kept_in_any_language() {
    let (world, case, _) = active().await;
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&format!("{}/ask-change", case.replace("/staff/cases/", "/delegations/"))).await;
    let asked = margaret.submit(&[("services", "book_appointments"), ("how_long", "no_end")]).await;
    asked.expect(200, "Is anybody putting pressure on you to do this?");
    let page = in_the_other_language(&mut margaret, &[("pressure", "yes")]).await;
    holds(&page, &[("services", "book_appointments"), ("how_long", "no_end")]);
    assert_eq!(
        count(&world, "session where data::text || coalesce(parked::text, '') like '%pressure=yes%'").await,
        0
    );
}

/// Whoever leaves before the next page opens leaves nothing either.
#[tokio::test]
async fn what_is_thrown_away_is_shown_by_no_kept_page() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    for (way, body, to) in [
        ("delete", "", "/home"),
        ("pressure", "pressure=yes", "/invite/stopped"),
        ("pressure", "pressure=not_sure", "/invite/stopped"),
    ] {
        let draft = begin(&mut margaret).await;
        let kept = margaret.post(&format!("/invite/{draft}/who"), &DAFYDD).await.path();
        assert!(kept.contains("/who?kept="), "{kept}");
        let path = format!("/invite/{draft}/{way}");
        let answer = margaret.raw(Method::POST, &path, &OWN_FORM, body).await;
        assert_eq!((answer.status.as_u16(), location(&answer)), (303, to.to_owned()), "{answer}");
        assert_eq!(count(&world, "kept_page").await, 0, "{way}: {body}");
        margaret.get(&kept).await.expect_status(404).expect_no_text("Dafydd");
    }
}

#[tokio::test]
async fn what_a_pressed_patient_asked_for_is_shown_by_no_kept_page() {
    let (world, case, _) = active().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let form = format!("{}/ask-change", case.replace("/staff/cases/", "/delegations/"));
    for answer in ["yes", "not_sure"] {
        margaret.get(&form).await;
        let asked = margaret.submit(&[("services", "book_appointments"), ("how_long", "no_end")]).await;
        asked.expect(200, "Is anybody putting pressure on you to do this?");
        assert_eq!(count(&world, "kept_page where path like '/delegations/%'").await, 1);
        let asks = asked.forms().into_iter().find(|form| form.names.iter().any(|name| name == "pressure"));
        let mut fields = asks.expect("the question").values;
        fields.retain(|(name, _)| name != "pressure");
        fields.push(("pressure".to_owned(), answer.to_owned()));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let stopped = margaret.raw(Method::POST, &form, &OWN_FORM, &body).await;
        assert_eq!(location(&stopped), "/invite/stopped", "{stopped}");
        assert_eq!(count(&world, "kept_page where path like '/delegations/%'").await, 0, "{answer}");
    }
}

#[tokio::test]
async fn another_person_never_sees_what_i_typed() {
    let (world, case, mut browser) = active().await;
    let form = format!("{case}/revoke");
    browser.get(&form).await;
    let kept = browser.submit(&[("note", NOTE)]).await;
    assert!(kept.status == 422 && kept.value("note").as_deref() == Some(NOTE), "{kept}");
    let mut colleague = world.staff_sign_in_as("manager-a").await;
    let page = colleague.get(&kept.path()).await;
    assert!(page.status == 200 && !page.body.contains(NOTE), "{page}");
    world.browser().get(&kept.path()).await.expect_no_text(NOTE);
    // Nor in the same browser, whoever signs in there next.
    browser.get(&form).await;
    let whose = browser.here().value("for").unwrap();
    let body = format!("note=Rang+the+patient+twice&for={whose}");
    let answer = browser.raw(Method::POST, &format!("{form}?keep=cy"), &OWN_FORM, &body).await;
    assert_eq!((answer.status.as_u16(), location(&answer)), (303, format!("{form}?lang=cy")));
    let waits = "session where parked::text like '%Rang+the+patient+twice%'";
    assert_eq!(count(&world, waits).await, 1);
    browser.get(At::Cis2.start()).await;
    cis2_as(&mut browser, "manager-a").await;
    for path in [kept.path(), form, format!("{case}/notes")] {
        let page = browser.get(&path).await;
        assert!(page.status == 200 && !page.body.contains(NOTE), "{path}: {page}");
    }
    for gone in ["kept_page", waits] {
        assert_eq!(count(&world, gone).await, 0, "{gone}");
    }
}

#[tokio::test]
async fn a_form_of_another_page_is_not_kept_either() {
    let (world, case, mut rachel) = active().await;
    let typed = [("note", NOTE), ("for", "AAAAAAAAAAAAAAAAAAAAAA")];
    rachel.post(&format!("{case}/notes?keep=cy"), &typed).await.expect_status(409);
    assert_eq!(rachel.get(&format!("{case}/notes")).await.value("note").as_deref(), Some(""));
    drop(world);
}

/// As the page's script sends it when the time is up.
#[tokio::test]
async fn given_a_form_half_typed_when_the_time_is_up_then_it_is_there_after_signing_in_again() {
    let (world, case, mut rachel) = active().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let (form, whose) = (margaret.here().path(), margaret.here().value("for").unwrap());
    let whose_note = rachel.get(&case).await.value("for").unwrap();
    world.clock.advance(Duration::minutes(31));
    let mut typed = DAFYDD.to_vec();
    typed.push(("for", &*whose));
    let page = margaret.post(&format!("{form}?keep"), &typed).await;
    page.expect(200, "We signed you out").expect_text("We kept the answers you typed");
    margaret.follow("Sign in again").await;
    let page = nhs_login_as(&mut margaret, "margaret").await;
    assert_eq!((page.status.as_u16(), page.path()), (200, form));
    holds(&page, &DAFYDD);
    rachel.post(&format!("{case}/notes?keep"), &[("note", NOTE), ("for", &*whose_note)]).await;
    rachel.follow("Sign in again").await;
    holds(&cis2_as(&mut rachel, "reception-a").await, &[("note", NOTE)]);
    assert_eq!(count(&world, "note").await, 0);
}

#[tokio::test]
async fn enter_in_a_field_sends_the_form_and_does_not_change_the_language() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    begin(&mut margaret).await;
    let page = margaret.here();
    let first = "button[form=answers]:first-of-type";
    assert_eq!(page.attributes(first, "formaction"), [""], "browsers press the first button of a form");
    assert_eq!(page.attributes(first, "aria-hidden"), ["true"]);
    assert_eq!(page.attributes(first, "tabindex"), ["-1"]);
    // A page without a form has its link.
    assert_eq!(margaret.get("/home").await.link("Cymraeg"), "/home?lang=cy");
}
