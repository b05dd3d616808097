//! What comes after the access is set, and around it: by staff, by both citizens, and by nobody at all.

use domain::delegation::ChecklistItem;
use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::DAVID;
use super::meanwhile::{accepted, confirmed, invited};
use super::person::Person;
use super::respond::ASKS;
use super::story::Story;

/// Margaret's access for David is set; the path of the delegation.
async fn active(story: &Story) -> String {
    let (_, path) = invited(&story.world, &DAVID).await;
    accepted(&story.world, ("david", &path)).await;
    confirmed(&story.world, &path).await;
    path
}

/// A page of one button: what is asked and what is said when it is done are both looked at.
pub async fn step(person: &Person, case: &str, (page, asked, done): (&str, &str, &str)) {
    person.open(&format!("{case}/{page}")).await;
    person.sees(page, asked).await;
    for name in ["reason", "in_line"] {
        let field = format!("(//input[@name='{name}'])[1]");
        let is_there = format!("return !!document.querySelector(\"input[name='{name}']\")");
        if person.client.execute(&is_there, Vec::new()).await.expect("the page can be asked") == true {
            person.click(&field, name).await;
        }
    }
    person.press(asked).await;
    person.sees(done, done).await;
}

/// Stops the access for a reason that the patient is told and the trusted person is not.
pub async fn revoke(mark: &Person, case: &str) {
    let t = mark.t;
    mark.open(&format!("{case}/revoke")).await;
    mark.sees("revoke", &t.msg_revoke_title()).await;
    mark.choose("reason", "change_in_relationship").await;
    mark.choose("tell_patient", "reason").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("revoke-check", &t.msg_staff_form_check_title()).await;
    mark.press(&t.msg_revoke_title()).await;
    mark.sees("revoked", &t.msg_revoke_done()).await;
}

async fn life_of_a_case(story: &Story) {
    let case = active(story).await.replace("/delegations/", "/staff/cases/");
    let mark = story.staff("manager-a").await;
    let t = mark.t;
    mark.open(&case).await;
    mark.press(&t.msg_case_take()).await;
    step(&mark, &case, ("suspend", &t.msg_suspend_title(), &t.msg_suspend_done())).await;
    step(&mark, &case, ("resume", &t.msg_resume_title(), &t.msg_resume_done())).await;
    mark.open(&format!("{case}/change")).await;
    mark.sees("change", &t.msg_change_title()).await;
    mark.choose("services", "message_surgery").await;
    mark.choose("how_long", "no_end").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("change-differs", &t.msg_compared_differs_title()).await;
    mark.is_stopped("change-differs-unticked").await;
    for item in ChecklistItem::ALWAYS {
        mark.choose("checklist", item.code()).await;
    }
    mark.choose("consent", "by_telephone").await;
    mark.choose("more", "yes").await;
    mark.press(&t.msg_common_continue()).await;
    mark.sees("change-check", &t.msg_staff_form_check_title()).await;
    mark.press(&t.msg_change_send()).await;
    mark.sees("changed", &t.msg_change_done()).await;
    revoke(&mark, &case).await;
    step(&mark, &case, ("removal", &t.msg_remove_title(), &t.msg_remove_done())).await;
    mark.open(&format!("{case}/reactivate")).await;
    mark.sees("reactivate", &t.msg_reactivate_title()).await;
    mark.is_stopped("reactivate-unticked").await;
    mark.open(&format!("{case}/reads")).await;
    mark.sees("reads", &t.msg_case_reads()).await;
    mark.open(&format!("{case}/print")).await;
    mark.sees("print", &t.msg_case_names(DAVID.name(), ASKS)).await;
    mark.open("/staff/statistics").await;
    mark.sees("statistics", &t.msg_statistics_title()).await;
    mark.follow(&t.msg_settings_link()).await;
    mark.sees("settings", &t.msg_settings_title()).await;
    mark.open(&case).await;
    mark.fill("note", "Siaradwyd / talked.").await;
    mark.press(&t.msg_case_note_send()).await;
    mark.sees("case-noted", &t.msg_case_names(DAVID.name(), ASKS)).await;
}

#[tokio::test]
async fn given_active_access_when_the_practice_walks_its_whole_life_then_every_page_is_fit() {
    life_of_a_case(&Story::begin("life").await).await;
}

#[tokio::test]
async fn given_a_welsh_practice_when_it_walks_the_whole_life_then_no_english_is_left() {
    life_of_a_case(&Story::begin_in("life-cy", Language::Cy, Scripts::On).await).await;
}

async fn around(story: &Story) {
    let path = active(story).await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/home?tab=waiting").await;
    margaret.sees("home-waiting", &t.msg_home_title()).await;
    margaret.open("/messages").await;
    margaret.sees("messages", &t.msg_manage_letters()).await;
    margaret.open(&format!("{path}/print")).await;
    margaret.sees("print", &t.msg_manage_print_title()).await;
    margaret.open(&format!("{path}/ask-change")).await;
    margaret.sees("ask-change", &t.msg_ask_change_title()).await;
    margaret.choose("services", "book_appointments").await;
    margaret.choose("how_long", "no_end").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.sees("ask-change-pressure", &t.msg_invite_pressure_title()).await;
    margaret.choose("pressure", "no").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.sees("ask-change-check", &t.msg_ask_change_check()).await;
    margaret.press(&t.msg_ask_change_send()).await;
    margaret.sees("asked-change", &t.msg_ask_change_done()).await;
    margaret.open(&format!("{path}/take-back-change")).await;
    margaret.sees("take-back-change", &t.msg_ask_change_take_back()).await;
    let mark = story.staff("manager-a").await;
    let case = path.replace("/delegations/", "/staff/cases/");
    mark.open(&case).await;
    mark.sees("case-wished", &t.msg_case_names(DAVID.name(), ASKS)).await;
    step(&mark, &case, ("keep", &t.msg_decline_change_title(), &t.msg_decline_change_done())).await;
    mark.open("/staff?tab=active&only=change").await;
    mark.sees("worklist-narrowed", &t.msg_worklist_title()).await;
    mark.fill("search", "marg").await;
    mark.leave_by("//form[@action='/staff/search']//button", "search").await;
    mark.sees("worklist-found", &t.msg_worklist_title()).await;
    mark.reads(ASKS).await;
}

#[tokio::test]
async fn given_active_access_when_a_change_is_asked_for_and_left_then_every_page_is_fit() {
    around(&Story::begin("around").await).await;
}

#[tokio::test]
async fn given_no_scripts_when_a_change_is_asked_for_and_left_then_plain_forms_do_it_all() {
    around(&Story::begin_in("around-plain", Language::Cy, Scripts::Off).await).await;
}

#[tokio::test]
async fn given_a_letter_when_it_is_declined_by_its_link_then_nobody_has_to_sign_in() {
    let story = Story::begin_in("by-link", Language::Cy, Scripts::On).await;
    let (_, path) = invited(&story.world, &DAVID).await;
    let letter = story.world.letters_to(DAVID.email).pop().expect("an invitation");
    let david = story.person("david").await;
    let t = david.t;
    let link = story.world.link_in(&letter);
    david.open(&link).await;
    david.follow(&t.msg_respond_link_way()).await;
    david.sees("by-link", &t.msg_respond_link_title()).await;
    david.press(&t.msg_respond_decline_send()).await;
    david.sees_errors("by-link-empty").await;
    david.fill("last_name", "o’neill").await;
    david.press(&t.msg_respond_decline_send()).await;
    david.sees("by-link-done", &t.msg_respond_declined_title()).await;
    let margaret = story.citizen("margaret").await;
    margaret.open(&format!("{path}/resend")).await;
    margaret.sees("moved-on", &t.msg_manage_moved_on_title()).await;
}

#[tokio::test]
async fn given_a_session_that_ends_soon_when_the_reader_stays_then_it_goes_on() {
    let story = Story::begin("time-out").await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    // What another tab would say: that little is left.
    let told = |seconds: u32| {
        format!("new BroadcastChannel('session').postMessage({{ seconds: {seconds}, can_be_longer: true }})")
    };
    margaret.client.execute(&told(100), Vec::new()).await.expect("a message");
    margaret.find("//dialog[@open]", "dialog").await;
    margaret.inspect("dialog").await;
    assert_eq!(margaret.focus().await, "button.nhsuk-button", "the focus is in the dialog");
    let stay = format!("//dialog//button[contains(., \"{}\")]", t.msg_common_session_stay());
    margaret.click(&stay, "stay").await;
    margaret.find("//dialog[not(@open)]", "no dialog").await;
    margaret.forget().await;
    margaret.client.execute(&told(1), Vec::new()).await.expect("a message");
    margaret.find(&format!("//h1[contains(., \"{}\")]", t.msg_sign_in_gone()), "signed out").await;
    margaret.sees("gone", &t.msg_sign_in_gone()).await;
}

#[tokio::test]
async fn given_another_tab_that_signed_out_when_it_says_so_then_this_one_leaves_too() {
    let story = Story::begin("signed-out-elsewhere").await;
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.forget().await;
    let told = "new BroadcastChannel('session').postMessage({ out: '/signed-out' })";
    margaret.client.execute(told, Vec::new()).await.expect("a message");
    margaret.find(&format!("//h1[contains(., \"{}\")]", t.msg_sign_in_signed_out()), "signed out").await;
}
