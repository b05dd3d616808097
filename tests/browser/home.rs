//! A citizen's home: what waits for them first, a change asked for and taken back, a draft thrown away, and what is said
//! before there is anything to fill in.

use fantoccini::Locator;
use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::{DAVID, Guest, who};
use super::meanwhile::{accepted, confirmed, invited};
use super::person::{Person, quoted};
use super::safety::long_names;
use super::story::Story;

/// The name of Margaret's practice, as pages have it.
async fn practice(story: &Story) -> String {
    sqlx::query_scalar("select name from practice where ods_code = 'A81001'")
        .fetch_one(&story.world.app.db)
        .await
        .expect("her practice")
}

/// The second headings of the page, from the top.
async fn headings(person: &Person) -> Vec<String> {
    let mut headings = Vec::new();
    for heading in person.client.find_all(Locator::Css("main h2")).await.expect("the page can be read") {
        headings.push(heading.text().await.expect("a text"));
    }
    headings
}

/// The practice says that its access is used in a service of its own, of the longest name, and David reads it.
async fn in_its_own_service(story: &Story, (david, path): (&Person, &str)) {
    let longest = "W".repeat(100);
    let set =
        "update practice set place = 'both', online_name = $1, online_address = 'https://online.example/'";
    sqlx::query(set).bind(&longest).execute(&story.world.app.db).await.expect("the setting");
    david.open(path).await;
    let practice = practice(story).await;
    david.reads(&david.t.msg_messages_access_receives_in_both(longest.clone(), practice)).await;
    david.find("//main//a[@href='https://online.example/']", &longest).await;
    david.inspect("where-to-use-it-own").await;
}

/// What waits for David's answer stands first, with a button, and nowhere else.
async fn asked(david: &Person) {
    let t = david.t;
    david.open("/home").await;
    david.sees("home-asked", &t.msg_home_title()).await;
    assert_eq!(headings(david).await[0], t.msg_home_waiting());
    let named = david.client.find_all(Locator::Css(".app-person")).await.expect("the page can be read");
    assert_eq!(named.len(), 1, "who asks is not among the people he acts for");
    let answer = format!("//main//a[@role='button'][contains(., {})]", quoted(&t.msg_home_answer()));
    david.find(&answer, "answer").await;
}

/// Margaret asks for a change, sees it at home, and takes it back.
async fn takes_back(margaret: &Person, (path, practice): (&str, &str)) {
    let t = margaret.t;
    margaret.open(&format!("{path}/ask-change")).await;
    margaret.choose("services", "book_appointments").await;
    margaret.choose("how_long", "no_end").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.choose("pressure", "no").await;
    margaret.press(&t.msg_common_continue()).await;
    margaret.press(&t.msg_ask_change_send()).await;
    let pending = t.msg_home_change_asked(practice);
    margaret.open("/home").await;
    margaret.sees("home-change", &t.msg_home_title()).await;
    margaret.reads(&pending).await;
    margaret.open(path).await;
    margaret.follow(&t.msg_ask_change_take_back()).await;
    margaret.sees("take-back", &t.msg_ask_change_take_back()).await;
    margaret.press(&t.msg_ask_change_take_back()).await;
    assert_eq!(margaret.path().await, path, "how it stands");
    margaret.open("/home").await;
    let read = margaret.find("//main", "main").await.text().await.expect("a text");
    assert!(!read.contains(&pending), "{read}");
}

/// Margaret is told at once that David has access already; what she began for another stands below, until she deletes it.
async fn throws_away(margaret: &Person) {
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    let form = margaret.path().await;
    who(margaret, &DAVID).await;
    margaret.sees("already-open", &t.msg_failures_already_open()).await;
    margaret.open(&form).await;
    let longest: &'static str = "W".repeat(100).leak();
    who(margaret, &Guest { given: longest, family: longest, number: "999 000 0123", ..DAVID }).await;
    margaret.open("/home").await;
    margaret.sees("home-draft", &t.msg_home_title()).await;
    let all = headings(margaret).await;
    assert!(all.contains(&t.msg_home_drafts()), "{all:?}");
    assert_eq!(all.last(), Some(&t.msg_home_more()), "what else there is stands last");
    margaret.press(&t.msg_home_delete()).await;
    margaret.sees("home-draft-deleted", &t.msg_home_title()).await;
    assert!(!headings(margaret).await.contains(&t.msg_home_drafts()));
}

async fn homes(story: &Story) {
    let world = &story.world;
    let (_, path) = invited(world, &DAVID).await;
    let david = story.citizen("david").await;
    long_names(story).await;
    asked(&david).await;
    accepted(world, ("david", &path)).await;
    confirmed(world, &path).await;
    let margaret = story.citizen("margaret").await;
    long_names(story).await;
    let practice = practice(story).await;
    david.open(&path).await;
    david.reads(&david.t.msg_messages_access_receives_where(practice.as_str())).await;
    david.inspect("where-to-use-it").await;
    in_its_own_service(story, (&david, &path)).await;
    takes_back(&margaret, (&path, &practice)).await;
    throws_away(&margaret).await;
    let rosa = story.citizen("rosa").await;
    rosa.open("/invite").await;
    rosa.press(&rosa.t.msg_invite_before_start()).await;
    rosa.sees("restricted", &rosa.t.msg_failures_restricted()).await;
}

#[tokio::test]
async fn given_two_citizens_when_they_look_at_home_then_what_waits_for_them_stands_first() {
    homes(&Story::begin("home").await).await;
}

#[tokio::test]
async fn given_welsh_citizens_when_they_look_at_home_then_what_waits_for_them_stands_first() {
    homes(&Story::begin_in("home-cy", Language::Cy, Scripts::On).await).await;
}
