//! A case that waits for somebody: whom the practice tried to reach, until when it waits, and what is half typed of that in
//! another language.

use domain::text::NOTE_LIMIT;
use proxy_access::locale::{Language, date_long};
use time::Duration;

use super::driver::Scripts;
use super::invite::DAVID;
use super::meanwhile::{accepted, invited};
use super::person::{Person, quoted};
use super::safety::long_names;
use super::story::Story;

const LIST: &str = "/staff?tab=waiting";
/// Sent by Enter, which opens what is folded up.
const ENTER: &str = "\u{e007}";

/// Unfolds a form, with the keyboard.
async fn unfold(person: &Person, heading: &str) {
    let summary = person.find(&format!("//summary[contains(., {})]", quoted(heading)), heading).await;
    summary.send_keys(ENTER).await.unwrap_or_else(|fault| panic!("{heading}: {fault}"));
    person.find(&format!("//details[@open][summary[contains(., {})]]", quoted(heading)), heading).await;
}

/// The history of the case tells of this.
async fn history_has(person: &Person, title: &str) {
    person.find(&format!("//main//ol/li/h3[normalize-space(.)={}]", quoted(title)), title).await;
}

/// The half of a contact stands in its form, which is open.
async fn holds_half(person: &Person, note: &str) {
    let form = "//details[@open]/div/form[@id='answers'][contains(@action, '/contacts')]";
    person.find(&format!("{form}//input[@name='whom'][@value='trusted_person'][@checked]"), "whom").await;
    let kept = format!("{form}//textarea[@name='contact_note'][normalize-space(.)={}]", quoted(note));
    person.find(&kept, note).await;
}

/// The half of a note that was typed before it, which scripts alone take along.
async fn holds_half_a_note(person: &Person, scripts: Scripts) {
    if scripts == Scripts::On {
        let kept = "//form[@data-begun]//textarea[@name='note'][normalize-space(.)='Half']";
        person.find(kept, "half a note").await;
    }
}

/// Half a contact goes along to the other language and back. With scripts that is the form typed in last, and the note that
/// is half typed goes along with it; without, the one that was sent and came back.
async fn half_a_contact(mark: &mut Person, scripts: Scripts, case: &str) {
    const NOTE: &str = "Ffoniais / rang 11:00";
    let (language, t) = (mark.language, mark.t);
    let other = if language == Language::En { Language::Cy } else { Language::En };
    if scripts == Scripts::On {
        mark.fill("note", "Half").await;
    }
    unfold(mark, &t.msg_contacts_record()).await;
    mark.inspect("contact").await;
    mark.choose("whom", "trusted_person").await;
    mark.fill("contact_note", NOTE).await;
    if scripts == Scripts::Off {
        mark.press(&t.msg_contacts_send()).await;
        mark.sees_errors("contact-half").await;
    }
    mark.go_on_in(other).await;
    assert_eq!(mark.path().await, format!("{case}/contacts"), "the form that goes along");
    holds_half(mark, NOTE).await;
    holds_half_a_note(mark, scripts).await;
    mark.inspect("contact-other-language").await;
    mark.switch_to(language).await;
    holds_half(mark, NOTE).await;
    holds_half_a_note(mark, scripts).await;
}

/// What is wrong with a contact is said, and then it is kept.
async fn records(mark: &Person, scripts: Scripts) {
    let t = mark.t;
    mark.press(&t.msg_contacts_send()).await;
    mark.sees_errors("contact-wrong").await;
    holds_half_a_note(mark, scripts).await;
    for told in [t.msg_contacts_way_empty(), t.msg_contacts_outcome_empty()] {
        mark.reads(&told).await;
    }
    mark.choose("whom", "patient").await;
    mark.choose("way", "phone").await;
    mark.choose("outcome", "no_answer").await;
    mark.fill("contact_note", &"W".repeat(NOTE_LIMIT)).await;
    mark.press(&t.msg_contacts_send()).await;
    history_has(mark, &t.msg_contacts_event_patient()).await;
    holds_half_a_note(mark, scripts).await;
    mark.inspect("contacted").await;
}

/// Waits for the patient for a week; the day as pages write it.
async fn waits(story: &Story, mark: &Person) -> String {
    let t = mark.t;
    let until = story.world.clock.today_in_london() + Duration::days(7);
    unfold(mark, &t.msg_waiting_title()).await;
    mark.inspect("wait").await;
    mark.press(&t.msg_waiting_send()).await;
    mark.sees_errors("wait-wrong").await;
    mark.reads(&t.msg_waiting_for_empty()).await;
    mark.choose("wait_for", "patient").await;
    let parts = [
        ("day", until.day().to_string()),
        ("month", u8::from(until.month()).to_string()),
        ("year", until.year().to_string()),
    ];
    for (part, value) in parts {
        mark.fill(&format!("until-{part}"), &value).await;
    }
    mark.fill("wait_reason", "W. W. W.").await;
    mark.press(&t.msg_waiting_send()).await;
    let until = date_long(until, mark.language);
    mark.reads(&t.msg_waiting_patient(&until)).await;
    mark.inspect("waits").await;
    until
}

async fn a_case(story: &Story, scripts: Scripts) {
    let world = &story.world;
    let (_, path) = invited(world, &DAVID).await;
    accepted(world, ("david", &path)).await;
    long_names(story).await;
    let case = path.replace("/delegations/", "/staff/cases/");
    let mut mark = story.staff("manager-a").await;
    mark.open(&case).await;
    half_a_contact(&mut mark, scripts, &case).await;
    let t = mark.t;
    records(&mark, scripts).await;
    let until = waits(story, &mark).await;
    mark.open(LIST).await;
    mark.sees("worklist-waiting", &t.msg_worklist_title()).await;
    mark.reads(&format!("{} (1)", t.msg_worklist_tab_waiting())).await;
    mark.reads(&t.msg_worklist_waiting_until(&until)).await;
    mark.leave_by("//tbody//th//a", "the case").await;
    assert_eq!(mark.path().await, case);
    mark.press(&t.msg_waiting_stop()).await;
    history_has(&mark, &t.msg_waiting_ended()).await;
    mark.inspect("waits-no-more").await;
    mark.open(LIST).await;
    mark.reads(&format!("{} (0)", t.msg_worklist_tab_waiting())).await;
    mark.sees("worklist-waits-no-more", &t.msg_worklist_title()).await;
}

#[tokio::test]
async fn given_nobody_answers_when_the_practice_waits_then_the_case_and_the_list_say_so() {
    a_case(&Story::begin("waiting").await, Scripts::On).await;
}

#[tokio::test]
async fn given_a_welsh_practice_without_scripts_when_it_waits_then_no_english_is_left() {
    let story = Story::begin_in("waiting-cy", Language::Cy, Scripts::Off).await;
    a_case(&story, Scripts::Off).await;
}
