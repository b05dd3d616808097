//! The pages of a decision, as staff of the practice walk them.

use domain::delegation::ChecklistItem;

use super::person::Person;
use super::respond::ASKS;

/// Opens the request of the story from the worklist that is shown.
pub async fn open_case(person: &Person, delegate: &str) {
    let t = person.t;
    person.sees("worklist", &t.msg_worklist_title()).await;
    person.follow(ASKS).await;
    person.sees("case", &t.msg_case_names(delegate, ASKS)).await;
}

/// Confirms the access as it was asked for, with every point of the checklist.
pub async fn confirm(person: &Person) {
    let t = person.t;
    person.follow(&t.msg_case_confirm()).await;
    person.sees("confirm", &t.msg_confirm_title()).await;
    for item in ChecklistItem::ALWAYS {
        person.choose("checklist", item.code()).await;
    }
    person.choose("consent", "by_telephone").await;
    person.choose("how_long", "no_end").await;
    person.press(&t.msg_common_continue()).await;
    person.sees("confirm-check", &t.msg_staff_form_check_title()).await;
    person.press(&t.msg_confirm_send()).await;
    person.sees("confirmed", &t.msg_confirm_done()).await;
}

/// Refuses with a reason that the patient is told, and the trusted person not.
pub async fn refuse(person: &Person) {
    let t = person.t;
    person.follow(&t.msg_case_refuse()).await;
    person.sees("refuse", &t.msg_refuse_title()).await;
    person.choose("reason", "no_consent").await;
    person.fill("note", "Margaret told us by telephone that she has changed her mind.").await;
    person.choose("tell_patient", "reason").await;
    person.choose("tell_trusted", "outcome").await;
    person.press(&t.msg_common_continue()).await;
    person.sees("refuse-check", &t.msg_staff_form_check_title()).await;
    person.press(&t.msg_refuse_send()).await;
    person.sees("refused", &t.msg_refuse_done()).await;
}
