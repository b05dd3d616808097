//! The journeys with a keyboard alone.

mod hands;

use domain::Relationship;
use domain::delegation::ChecklistItem;

use self::hands::Hands;
use super::invite::{DAVID, Guest};
use super::meanwhile;
use super::person::Person;
use super::respond::ASKS;
use super::story::Story;

async fn signs_in(person: &Person, way: &str, who: &str) {
    person.open(&format!("/auth/{way}/start")).await;
    let hands = Hands(person);
    hands.enter(&format!("//button[@name='person'][@value='{who}']")).await;
    if way == "nhs-login" {
        hands.enter("//button[@name='consent'][@value='share']").await;
    }
}

/// Sends the first form empty: the focus is on the summary, and its first line leads to the field.
async fn is_led_to_the_mistake(hands: &Hands<'_>) {
    let person = hands.0;
    hands.button(&person.t.msg_common_continue()).await;
    assert_eq!(person.focus().await, "div.nhsuk-error-summary");
    hands.go("(//*[contains(@class, 'nhsuk-error-summary')]//a)[1]").await;
    hands.enter_here().await;
    assert_eq!(person.focus().await, "input#family_name.nhsuk-input");
}

async fn invites(person: &Person, guest: &Guest) {
    let (hands, t) = (Hands(person), person.t);
    hands.sees(&t.msg_home_title()).await;
    hands.follow(&t.msg_home_invite()).await;
    hands.sees(&t.msg_invite_before_title()).await;
    hands.button(&t.msg_invite_before_start()).await;
    hands.sees(&t.msg_invite_who_title()).await;
    is_led_to_the_mistake(&hands).await;
    hands.fill("given_name", guest.given).await;
    hands.fill("family_name", guest.family).await;
    for (part, value) in ["born-day", "born-month", "born-year"].into_iter().zip(guest.born) {
        hands.fill(part, value).await;
    }
    hands.fill("nhs_number", guest.number).await;
    hands.fill("email", guest.email).await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_invite_relationship_title(guest.name())).await;
    hands.choose("relationship", Relationship::Partner.code()).await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_invite_services_title(guest.name())).await;
    hands.tick("services", "order_prescriptions").await;
    hands.tick("services", "view_record").await;
    hands.choose("record", "summary").await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_invite_how_long_title()).await;
    hands.choose("how_long", "no_end").await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_invite_pressure_title()).await;
    hands.choose("pressure", "no").await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_invite_check_title()).await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_invite_declaration_title()).await;
    hands.tick("declare", "yes").await;
    hands.button(&t.msg_invite_declaration_send()).await;
    hands.sees(&t.msg_invite_sent_title()).await;
}

async fn accepts(person: &Person, story: &Story) {
    let (hands, t) = (Hands(person), person.t);
    person.open(&format!("{}/inbox", story.world.sandbox.url())).await;
    hands.enter("(//tr[td[contains(., 'david.oneill@example.test')]]//a)[1]").await;
    hands.enter(&format!("//pre//a[starts-with(@href, '{}')]", story.world.url)).await;
    hands.sees(&t.msg_respond_landing_title()).await;
    hands.follow(&t.msg_respond_landing_sign_in()).await;
    hands.enter("//button[@name='person'][@value='david']").await;
    hands.enter("//button[@name='consent'][@value='share']").await;
    hands.sees(&t.msg_respond_question_title(ASKS)).await;
    hands.choose("answer", "yes").await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_respond_accept_title()).await;
    hands.tick("declare", "yes").await;
    hands.button(&t.msg_respond_accept_send()).await;
    hands.sees(&t.msg_respond_accepted_title()).await;
}

async fn opens_the_case(person: &Person) {
    let (hands, t) = (Hands(person), person.t);
    signs_in(person, "cis2", "manager-a").await;
    hands.sees(&t.msg_worklist_title()).await;
    hands.follow(ASKS).await;
    hands.sees(&t.msg_case_names(DAVID.name(), ASKS)).await;
}

#[tokio::test]
async fn given_only_keyboards_when_three_people_invite_accept_and_confirm_then_access_is_set() {
    let story = Story::begin("keyboard-journey").await;
    let margaret = story.person("margaret").await;
    Hands(&margaret).sees(&margaret.t.msg_public_start_title()).await;
    signs_in(&margaret, "nhs-login", "margaret").await;
    invites(&margaret, &DAVID).await;
    story.world.deliver_everything().await;
    accepts(&story.person("david").await, &story).await;
    story.world.deliver_everything().await;
    let mark = story.person("mark").await;
    let (hands, t) = (Hands(&mark), mark.t);
    opens_the_case(&mark).await;
    hands.follow(&t.msg_case_confirm()).await;
    hands.sees(&t.msg_confirm_title()).await;
    for item in ChecklistItem::ALWAYS {
        hands.tick("checklist", item.code()).await;
    }
    hands.choose("consent", "by_telephone").await;
    hands.choose("how_long", "no_end").await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_staff_form_check_title()).await;
    hands.button(&t.msg_confirm_send()).await;
    hands.sees(&t.msg_confirm_done()).await;
}

#[tokio::test]
async fn given_only_a_keyboard_when_the_delegator_withdraws_or_stops_then_it_is_over() {
    let story = Story::begin("keyboard-stop").await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    let margaret = story.person("margaret").await;
    let (hands, t) = (Hands(&margaret), margaret.t);
    signs_in(&margaret, "nhs-login", "margaret").await;
    margaret.open(&path).await;
    hands.sees(&DAVID.name()).await;
    hands.follow(&t.msg_manage_withdraw()).await;
    hands.sees(&t.msg_manage_withdraw_title()).await;
    hands.button(&t.msg_manage_withdraw()).await;
    hands.sees(&t.msg_manage_withdraw_done()).await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    meanwhile::accepted(&story.world, ("david", &path)).await;
    meanwhile::confirmed(&story.world, &path).await;
    margaret.open(&path).await;
    hands.sees(&DAVID.name()).await;
    hands.follow(&t.msg_manage_revoke_access()).await;
    hands.sees(&t.msg_manage_revoke_title(DAVID.name())).await;
    hands.button(&t.msg_manage_revoke_send()).await;
    hands.sees(&t.msg_manage_revoke_done()).await;
}

#[tokio::test]
async fn given_only_a_keyboard_when_the_practice_refuses_then_it_is_refused() {
    let story = Story::begin("keyboard-refuse").await;
    let (_, path) = meanwhile::invited(&story.world, &DAVID).await;
    meanwhile::accepted(&story.world, ("david", &path)).await;
    let mark = story.person("mark").await;
    let (hands, t) = (Hands(&mark), mark.t);
    opens_the_case(&mark).await;
    hands.follow(&t.msg_case_refuse()).await;
    hands.sees(&t.msg_refuse_title()).await;
    hands.choose("reason", "no_consent").await;
    hands.fill("note", "Margaret has changed her mind.").await;
    hands.choose("tell_patient", "reason").await;
    hands.choose("tell_trusted", "outcome").await;
    hands.button(&t.msg_common_continue()).await;
    hands.sees(&t.msg_staff_form_check_title()).await;
    hands.button(&t.msg_refuse_send()).await;
    hands.sees(&t.msg_refuse_done()).await;
}

#[tokio::test]
async fn given_a_bad_page_when_it_is_walked_then_each_fault_is_named() {
    let story = Story::begin("keyboard-bad").await;
    let person = story.person("visitor").await;
    let page = "<button style='outline:none'>Bare</button><a href=x tabindex=-1>Left out</a>
        <button style='position:fixed;top:-99px'>Away</button><button tabindex=1>Jumps</button><button>Last</button>";
    person.open(&format!("data:text/html,{page}")).await;
    let found = Hands(&person).faults().await.join("\n");
    for part in [
        "not seen at <button style=\"outline",
        "Tab comes to",
        "screen at <button style=\"pos",
        "no skip link",
    ] {
        assert!(found.contains(part), "`{part}` is not in {found}");
    }
    let trap = "<a class=nhsuk-skip-link href=x>Skip</a><input onkeydown='return event.key != `Tab`'><button>Last</button>";
    person.open(&format!("data:text/html,{trap}")).await;
    let found = Hands(&person).faults().await.join("\n");
    assert!(found.contains("Tab comes to") && found.contains("backwards"), "{found}");
}
