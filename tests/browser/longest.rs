//! The longest names and texts that people may have or type: none of them makes a page wider than a small phone
//! (WCAG 1.4.10), from the invitation to the case, its print, and what both citizens read.

use domain::text::NOTE_LIMIT;

use super::invite::{DAVID, Guest, invite};
use super::practice::confirm;
use super::respond::accept;
use super::story::Story;

/// The longest name of one word, in the widest letter.
const NAME: usize = 100;
const DAVIDS_NUMBER: &str = "9990000026";

/// David, with every field as long as the form lets it be.
fn longest() -> Guest {
    let [local, label, last] = [64, 63, 61].map(|letters| "w".repeat(letters));
    Guest {
        given: "M".repeat(NAME).leak(),
        family: "W".repeat(NAME).leak(),
        email: format!("{local}@{label}.{label}.{last}").leak(),
        ..DAVID
    }
}

/// Everybody who is known so far has the guest's names, as NHS login might have told them.
async fn names_everybody(story: &Story, guest: &Guest) {
    sqlx::query("update person set given_name = $1, family_name = $2 where subject is not null")
        .bind(guest.given)
        .bind(guest.family)
        .execute(&story.world.app.db)
        .await
        .expect("people can be renamed");
}

async fn with_the_longest_names(story: &Story) {
    let guest = longest();
    let name = guest.name();
    assert_eq!(guest.email.len(), 254, "the longest address");
    let known = story.world.sandbox.pds().set(DAVIDS_NUMBER, |record| {
        record.given = vec![guest.given.to_owned()];
        record.family = guest.family.to_owned();
    });
    assert!(known, "PDS knows David");
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    invite(&margaret, &guest).await;
    margaret.follow(&t.msg_invite_sent_follow()).await;
    margaret.sees("details", &name).await;
    let path = margaret.path().await;
    story.world.deliver_everything().await;
    let david = story.citizen("david").await;
    names_everybody(story, &guest).await;
    david.open("/home").await;
    david.sees("home-invited", &t.msg_home_title()).await;
    david.open(&format!("{path}/respond")).await;
    david.sees("respond-question", &t.msg_respond_question_title(name.clone())).await;
    accept(&david).await;
    story.world.deliver_everything().await;
    let mark = story.staff("manager-a").await;
    let case = path.replace("/delegations/", "/staff/cases/");
    mark.sees("worklist", &t.msg_worklist_title()).await;
    mark.open(&case).await;
    mark.press(&t.msg_case_take()).await;
    mark.fill("note", &"W".repeat(NOTE_LIMIT)).await;
    mark.press(&t.msg_case_note_send()).await;
    mark.sees("case", &t.msg_case_names(name.clone(), name.clone())).await;
    for (page, heading) in
        [("print", t.msg_case_names(name.clone(), name.clone())), ("reads", t.msg_case_reads())]
    {
        mark.open(&format!("{case}/{page}")).await;
        mark.sees(page, &heading).await;
    }
    mark.open(&case).await;
    confirm(&mark).await;
    story.world.deliver_everything().await;
    mark.open("/staff?tab=active").await;
    mark.sees("worklist-active", &t.msg_worklist_title()).await;
    let print = format!("{path}/print");
    for citizen in [&margaret, &david] {
        for (step, page, heading) in [
            ("home", "/home", t.msg_home_title()),
            ("details", path.as_str(), name.clone()),
            ("print", print.as_str(), t.msg_manage_print_title()),
            ("messages", "/messages", t.msg_manage_letters()),
        ] {
            citizen.open(page).await;
            citizen.sees(step, &heading).await;
        }
    }
    margaret.open(&format!("{path}/stop")).await;
    margaret.sees("stop", &t.msg_manage_revoke_title(name)).await;
}

#[tokio::test]
async fn given_the_longest_names_when_everybody_walks_their_pages_then_none_is_wider_than_a_phone() {
    with_the_longest_names(&Story::begin("longest").await).await;
}
