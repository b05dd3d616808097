//! The longest names and texts that people may have or type: none of them makes a page wider than a small phone
//! (WCAG 1.4.10), from the invitation to the case, its print, and what both citizens read.

use domain::text::NOTE_LIMIT;

use super::acts_for_me::david_acts_for_margaret;
use super::invite::{DAVID, Guest, invite};
use super::practice::confirm;
use super::respond::accept;
use super::story::Story;

/// The longest name of one word, in the widest letter.
const NAME: usize = 100;
const DAVIDS_NUMBER: &str = "9990000026";

/// David, with every field as long as the form lets it be.
pub fn longest() -> Guest {
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

/// PDS has the guest's names for David.
pub fn is_so_in_pds(story: &Story, guest: &Guest) {
    let known = story.world.sandbox.pds().set(DAVIDS_NUMBER, |record| {
        record.given = vec![guest.given.to_owned()];
        record.family = guest.family.to_owned();
    });
    assert!(known, "PDS knows David");
}

async fn with_the_longest_names(story: &Story) {
    let guest = longest();
    let name = guest.name();
    assert_eq!(guest.email.len(), 254, "the longest address");
    is_so_in_pds(story, &guest);
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

/// The pages about an online account of somebody with such a name, who acts for another: staff's, and the patient's.
async fn with_an_account(story: &Story) {
    let (guest, db) = (longest(), &story.world.app.db);
    let margaret = story.citizen("margaret").await;
    david_acts_for_margaret(&story.world).await;
    names_everybody(story, &guest).await;
    let traced = "update traced_person set given_name = $1, family_name = $2, title = $3, address = $3";
    let renamed = sqlx::query(traced).bind(guest.given).bind(guest.family).bind("W".repeat(NAME)).execute(db);
    assert_eq!(renamed.await.expect("they can be renamed").rows_affected(), 2);
    let made: (uuid::Uuid, uuid::Uuid, uuid::Uuid) =
        sqlx::query_as("select account_id, id, patient_id from association")
            .fetch_one(db)
            .await
            .expect("the one");
    let (account, association, patient) = (format!("/staff/accounts/{}", made.0), made.1, made.2);
    let mark = story.staff("manager-a").await;
    for (step, page) in [
        ("accounts", "/staff/accounts".to_owned()),
        ("account", account.clone()),
        ("account-reads", format!("{account}/reads")),
        ("associate", format!("{account}/patients/{patient}/associate")),
        ("change", format!("{account}/associations/{association}/change")),
        ("renew", format!("{account}/associations/{association}/renew")),
        ("suspend", format!("{account}/associations/{association}/suspend")),
        ("end", format!("{account}/associations/{association}/end")),
        ("switches", format!("{account}/patients/{patient}/switches")),
        ("verify", format!("{account}/verify")),
    ] {
        mark.open(&page).await;
        mark.inspect(step).await;
        mark.find("//main//h1", &page).await;
    }
    for (step, way) in
        [("acts-for-me", None), ("acts-for-me-pause", Some(margaret.t.msg_acts_for_me_pause()))]
    {
        margaret.open("/acts-for-me").await;
        if let Some(way) = way {
            margaret.follow(&way).await;
        }
        margaret.inspect(step).await;
        margaret.reads(guest.family).await;
    }
}

#[tokio::test]
async fn given_the_longest_names_when_an_account_acts_for_somebody_then_no_page_is_wider_than_a_phone() {
    with_an_account(&Story::begin("longest-accounts").await).await;
}

#[tokio::test]
async fn given_the_longest_names_when_everybody_walks_their_pages_then_none_is_wider_than_a_phone() {
    with_the_longest_names(&Story::begin("longest").await).await;
}
