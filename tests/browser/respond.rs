//! The pages of an answer, as the invited person walks them.

use super::person::Person;
use super::story::{Story, nhs_login};

/// Who asks, in every story.
pub const ASKS: &str = "Margaret O'Neill";

/// Reads the newest letter to `address` in the sandbox's inbox and follows its link to the service.
pub async fn open_letter(person: &Person, story: &Story, address: &str) {
    person.open(&format!("{}/inbox", story.world.sandbox.url())).await;
    person.sees("inbox", "Inbox").await;
    person.leave_by(&format!("(//tr[td[contains(., '{address}')]]//a)[1]"), address).await;
    person.find("//pre", "letter").await;
    person.inspect("letter").await;
    person
        .leave_by(&format!("//pre//a[starts-with(@href, '{}')]", story.world.url), "link in the letter")
        .await;
}

/// From the letter to the question, signing in on the way.
pub async fn open_invitation(person: &Person, story: &Story, (who, address): (&str, &str)) {
    let t = person.t;
    open_letter(person, story, address).await;
    person.sees("respond-landing", &t.msg_respond_landing_title()).await;
    person.follow(&t.msg_respond_landing_sign_in()).await;
    nhs_login(person, who).await;
    person.sees("respond-question", &t.msg_respond_question_title(ASKS)).await;
}

/// Says yes.
pub async fn accept(person: &Person) {
    let t = person.t;
    person.choose("answer", "yes").await;
    person.press(&t.msg_common_continue()).await;
    person.sees("respond-accept", &t.msg_respond_accept_title()).await;
    person.choose("declare", "yes").await;
    person.press(&t.msg_respond_accept_send()).await;
    person.sees("respond-accepted", &t.msg_respond_accepted_title()).await;
}

/// Says no, with a reason.
pub async fn decline(person: &Person) {
    let t = person.t;
    person.choose("answer", "no").await;
    person.press(&t.msg_common_continue()).await;
    person.sees("respond-decline", &t.msg_respond_decline_title(ASKS)).await;
    person.click("(//input[@name='reason'])[1]", "a reason").await;
    person.press(&t.msg_respond_decline_send()).await;
    person.sees("respond-declined", &t.msg_respond_declined_title()).await;
}
