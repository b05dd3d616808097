//! A day at the practice's desk: coming back to the list, looking for somebody, one case after the other, what else waits.

use fantoccini::Locator;
use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::{DAVID, Guest};
use super::meanwhile::{accepted, invited};
use super::person::{Person, quoted};
use super::practice::{confirm, refuse};
use super::safety::long_names;
use super::story::{Story, cis2};
use super::typed::paste;

/// The other one whom Margaret invites.
const NADIA: Guest = Guest {
    given: "Nadia",
    family: "Hussain",
    born: ["24", "12", "1992"],
    number: "999 000 0123",
    email: "nadia@example.test",
};
const MARGARETS_NUMBER: &str = "999 000 0018";

/// Looks for somebody; how many rows there are then.
async fn search(person: &Person, text: &str) -> usize {
    paste(person, "search", text).await;
    person.leave_by("//form[@action='/staff/search']//button", "search").await;
    rows(person).await
}

async fn rows(person: &Person) -> usize {
    person.client.find_all(Locator::Css("tbody tr")).await.expect("the page can be read").len()
}

/// Comes from a bookmark, signs in on the way, looks for people, and goes back to the list by each way there is.
async fn look_for(mark: &Person, born: &str) {
    let t = mark.t;
    mark.open("/staff?tab=new&sort=patient").await;
    cis2(mark, "manager-a").await;
    mark.sees("back-at-the-list", &t.msg_worklist_title()).await;
    let here = mark.client.current_url().await.expect("an address");
    assert_eq!(here.query(), Some("tab=new&sort=patient"), "where the bookmark led");
    mark.reads(&t.msg_case_number_is(MARGARETS_NUMBER)).await;
    for way_out in [
        "//nav[contains(@class, 'app-tabs')]//a[contains(@href, 'tab=new')]",
        "//header//a[@href='/staff']",
        "//main//p/a[@href='/staff']",
    ] {
        assert_eq!(search(mark, "zzz").await, 0);
        mark.reads(&t.msg_worklist_none_found()).await;
        mark.leave_by(way_out, "out of the search").await;
        assert_eq!(rows(mark).await, 2, "{way_out} ends the search");
    }
    assert_eq!(search(mark, born).await, 1, "by date of birth");
    mark.sees("found", &t.msg_worklist_title()).await;
    assert_eq!(
        search(mark, "\u{202d}999\u{a0}000\u{a0}0123\u{202c}").await,
        1,
        "by a number that was pasted"
    );
}

/// Takes the case, copies a number, and confirms.
async fn decide(mark: &Person, case: &str) {
    let t = mark.t;
    mark.open(case).await;
    mark.press(&t.msg_case_take()).await;
    mark.find(&format!("//main//button[contains(., {})]", quoted(&t.msg_case_release())), "release").await;
    mark.click("(//button[@data-copy])[1]", "copy").await;
    let copied = format!("//*[@role='status'][normalize-space(.)={}]", quoted(&t.msg_case_copied()));
    mark.find(&copied, "copied").await;
    mark.inspect("case-taken").await;
    mark.open(&format!("{case}/confirm")).await;
    for number in [MARGARETS_NUMBER, DAVID.number] {
        mark.reads(number).await;
    }
    mark.open(case).await;
    confirm(mark).await;
}

async fn a_day(story: &Story, born: &str) {
    let world = &story.world;
    let (mut margaret, first) = invited(world, &DAVID).await;
    accepted(world, ("david", &first)).await;
    let (_, second) = invited(world, &NADIA).await;
    accepted(world, ("nadia", &second)).await;
    long_names(story).await;
    let [case, next] = [&first, &second].map(|path| path.replace("/delegations/", "/staff/cases/"));
    let mark = story.person("mark").await;
    let t = mark.t;
    look_for(&mark, born).await;
    decide(&mark, &case).await;
    mark.follow(&t.msg_staff_form_next_request()).await;
    assert_eq!(mark.path().await, next, "the request that waited longest");
    mark.reads(&t.msg_case_stage_waits()).await;
    mark.inspect("next-request").await;
    refuse(&mark).await;
    mark.open(&case).await;
    mark.reads(&t.msg_case_take()).await;
    let wish =
        [("services", "message_surgery"), ("how_long", "no_end"), ("pressure", "no"), ("step", "send")];
    margaret.post(&format!("{first}/ask-change"), &wish).await.expect_status(200);
    mark.open("/staff?tab=changes").await;
    mark.sees("changes-asked", &t.msg_worklist_title()).await;
    mark.reads(&format!("{} (1)", t.msg_worklist_tab_changes())).await;
    assert_eq!(rows(&mark).await, 1);
    mark.leave_by("//header//a[@href='/staff/statistics']", "statistics").await;
    mark.sees("statistics", &t.msg_statistics_title()).await;
    mark.leave_by("//header//a[@href='/staff/settings']", "settings").await;
    mark.sees("settings", &t.msg_settings_title()).await;
}

#[tokio::test]
async fn given_two_requests_when_the_practice_searches_and_decides_then_one_leads_to_the_next() {
    a_day(&Story::begin("day").await, "2 November 1949").await;
}

#[tokio::test]
async fn given_a_welsh_practice_when_it_searches_and_decides_then_no_english_is_left() {
    a_day(&Story::begin_in("day-cy", Language::Cy, Scripts::On).await, "2 Tachwedd 1949").await;
}
