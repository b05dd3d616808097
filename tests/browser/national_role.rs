//! The life of a delegation in the browser, with our own store of roles where the national one would be: how its role stands is
//! seen on both sides, on our pages and in what the store answers to another program.

use proxy_access::locale::Language;
use proxy_access::tokens::TokenKeys;
use serde_json::{Value, json};

use super::driver::Scripts;
use super::inspect;
use super::invite::DAVID;
use super::meanwhile::{accepted, invited};
use super::person::Person;
use super::practice::confirm;
use super::respond::ASKS;
use super::served::{BASE, Served, served_with};
use super::story::Story;
use super::support::keys::another_key;
use super::whole_life::{revoke, step};

/// Who we are to the store.
const API_KEY: &str = "our-key-of-the-platform";
/// NHS numbers of Margaret and David.
const PAIR: (&str, &str) = ("9990000018", "9990000026");

/// A store that knows us, and a story whose practice has its roles there in use.
async fn begin(name: &'static str, language: Language) -> (Served, Story) {
    let pem = another_key();
    let keys = TokenKeys::read(&pem.clone().into()).expect("a key");
    let public = serde_json::to_value(keys.public()).expect("JSON");
    let key_id = public["keys"][0]["kid"].as_str().expect("a key id").to_owned();
    let programs = json!({ API_KEY: public }).to_string();
    let served = served_with(&[("NATIONAL_PROGRAMS", &programs)]).await;
    let (base, tokens) = (format!("{}{BASE}", served.url), format!("{}/oauth2/token", served.url));
    let settings = [
        ("VRS_URL", base.as_str()),
        ("VRS_TOKEN_URL", tokens.as_str()),
        ("VRS_API_KEY", API_KEY),
        ("VRS_KEY_ID", key_id.as_str()),
        ("VRS_PRIVATE_KEY", pem.as_str()),
    ];
    let story = Story::begin_with(name, (language, Scripts::On), &settings).await;
    sqlx::query("update practice set national = 'on' where ods_code = 'A81001'")
        .execute(&story.world.app.db)
        .await
        .expect("the practice uses it");
    (served, story)
}

/// How the role of the two stands in what the store answers, and why.
async fn stands(served: &Served) -> (String, String) {
    let (patient, proxy) = PAIR;
    let query = format!("/Consent?patient:identifier={patient}&performer:identifier={proxy}");
    let answer = served.get(&query).await;
    assert_eq!((answer.status, &answer.body["total"]), (200, &json!(1)), "{}", answer.text);
    let role = &answer.body["entry"][0]["resource"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&role["status"]), text(&role["extension"][0]["valueCodeableConcept"]["coding"][0]["code"]))
}

/// A sentence up to the day in it.
fn begins(sentence: impl Fn(&str) -> String) -> String {
    sentence("|").split('|').next().unwrap_or_default().trim_end().to_owned()
}

/// Whether Margaret reads that her access is on the list.
async fn is_listed(margaret: &Person, path: &str, name: &str) -> bool {
    margaret.open(path).await;
    margaret.inspect(name).await;
    let listed = begins(|day| margaret.t.msg_national_listed(day));
    inspect::read(&margaret.client).await.text.contains(&listed)
}

/// The case says how the role stands there, and so does the page of all roles, which asks the store.
async fn practice_reads(mark: &Person, case: &str, name: &str, reason: Option<&str>) {
    let t = mark.t;
    mark.open(case).await;
    mark.sees(name, &t.msg_case_names(DAVID.name(), ASKS)).await;
    mark.reads(&match reason {
        None => begins(|when| t.msg_national_active(when)),
        Some(_) => begins(|when| t.msg_national_inactive(when, "")),
    })
    .await;
    mark.open(&format!("{case}/national")).await;
    mark.sees(&format!("{name}-there"), &t.msg_national_title()).await;
    mark.reads(&t.msg_national_this_pair()).await;
    let status = reason.map_or_else(|| t.msg_national_status_active(), |_| t.msg_national_status_inactive());
    mark.reads(&status).await;
    if let Some(reason) = reason {
        mark.reads(reason).await;
    }
}

/// Created, suspended, active again, ended: after each, both sides agree.
async fn lives_and_ends((served, story): (Served, Story)) {
    let (_, path) = invited(&story.world, &DAVID).await;
    accepted(&story.world, ("david", &path)).await;
    let case = path.replace("/delegations/", "/staff/cases/");
    let (margaret, mark) = (story.citizen("margaret").await, story.staff("manager-a").await);
    let t = mark.t;
    let so = |status: &str, reason: &str| (status.to_owned(), reason.to_owned());

    mark.open(&case).await;
    confirm(&mark).await;
    assert!(!is_listed(&margaret, &path, "not-yet").await, "nothing is sent inside a request");
    story.world.deliver_everything().await;
    assert_eq!(stands(&served).await, so("active", "ROLE_CREATED"));
    practice_reads(&mark, &case, "created", None).await;
    assert!(is_listed(&margaret, &path, "created").await);

    step(&mark, &case, ("suspend", &t.msg_suspend_title(), &t.msg_suspend_done())).await;
    story.world.deliver_everything().await;
    assert_eq!(stands(&served).await, so("inactive", "ROLE_SUSPENDED_PENDING_REVIEW"));
    practice_reads(&mark, &case, "suspended", Some(&t.msg_national_reason_review())).await;
    assert!(!is_listed(&margaret, &path, "suspended").await);

    step(&mark, &case, ("resume", &t.msg_resume_title(), &t.msg_resume_done())).await;
    story.world.deliver_everything().await;
    assert_eq!(stands(&served).await, so("active", "ROLE_REACTIVATED"));
    practice_reads(&mark, &case, "reactivated", None).await;
    assert!(is_listed(&margaret, &path, "reactivated").await);

    revoke(&mark, &case).await;
    story.world.deliver_everything().await;
    let ended = so("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE");
    assert_eq!(stands(&served).await, ended, "why it ended is not David's to read");
    practice_reads(&mark, &case, "ended", Some(&t.msg_national_reason_not_used())).await;
    assert!(!is_listed(&margaret, &path, "ended").await);
}

#[tokio::test]
async fn given_a_practice_that_uses_the_national_store_when_access_lives_and_ends_then_both_sides_agree() {
    lives_and_ends(begin("national-role", Language::En).await).await;
}

#[tokio::test]
async fn given_welsh_readers_when_a_role_lives_and_ends_in_the_national_store_then_no_english_is_left() {
    lives_and_ends(begin("national-role-cy", Language::Cy).await).await;
}
