//! One browser with two tabs: what is done in one of them, and what the other then does and says.

use fantoccini::wd::WindowHandle;
use proxy_access::locale::Language;
use serde_json::json;

use super::driver::Scripts;
use super::inspect;
use super::invite::DAVID;
use super::meanwhile::invited;
use super::person::{Person, quoted};
use super::safety::long_names;
use super::story::{Story, nhs_login};
use super::support::browser::Browser;

const START: &str = "/auth/nhs-login/start";
/// An answer of NHS login that nothing waits for: opened again from the history, or after a restart of the browser.
const ANSWER: &str = "/auth/nhs-login/callback?state=opened-again&code=opened-again";

/// A browser with two tabs.
pub struct Tabs<'p> {
    person: &'p Person,
    both: [WindowHandle; 2],
}

impl Tabs<'_> {
    /// Opens the second one.
    pub async fn of(person: &Person) -> Tabs<'_> {
        let first = person.client.window().await.expect("a tab");
        let second = person.client.new_window(true).await.expect("another tab").handle;
        let tabs = Tabs { person, both: [first, second] };
        tabs.turn_to(1).await;
        inspect::bring_axe(&person.client).await;
        tabs
    }

    /// Looks at one of them, and not at the other any more.
    pub async fn turn_to(&self, tab: usize) {
        let client = &self.person.client;
        client.switch_to_window(self.both[tab].clone()).await.expect("the tab is there");
        inspect::command(client, "Page.bringToFront", json!({})).await;
    }
}

/// Waits until the tab shows a page with this heading, to which nobody has led it.
pub async fn comes_to(person: &Person, heading: &str) {
    person.find(&format!("//h1[contains(., {})]", quoted(heading)), heading).await;
}

/// Both tabs begin to sign in before either of them finishes.
async fn sign_in_at_once(tabs: &Tabs<'_>) {
    let person = tabs.person;
    let home = person.t.msg_home_title();
    for tab in [0, 1] {
        tabs.turn_to(tab).await;
        person.open(START).await;
    }
    for tab in [0, 1] {
        tabs.turn_to(tab).await;
        nhs_login(person, "margaret").await;
        person.sees("both-signed-in", &home).await;
    }
    person.open(ANSWER).await;
    person.sees("answer-opened-again", &home).await;
}

/// Margaret's page of withdrawing is open in the first tab, and David signs in in the second.
async fn david_signs_in(story: &Story, tabs: &Tabs<'_>, path: &str) {
    let person = tabs.person;
    tabs.turn_to(0).await;
    person.open(&format!("{path}/withdraw")).await;
    person.sees("withdraw", &person.t.msg_manage_withdraw_title()).await;
    tabs.turn_to(1).await;
    person.open(START).await;
    nhs_login(person, "david").await;
    long_names(story).await;
    tabs.turn_to(0).await;
}

/// The first tab shows the page of withdrawing, in Margaret's name, while David is signed in. The second shows nothing
/// of ours meanwhile: its page would speak to that of the first.
async fn stays_open(story: &Story, tabs: &Tabs<'_>, (margaret, path): (&Browser, &str)) {
    let person = tabs.person;
    let david = story.world.sign_in_as("david").await;
    long_names(story).await;
    tabs.turn_to(1).await;
    person.open("about:blank").await;
    tabs.turn_to(0).await;
    person.becomes(margaret).await;
    person.open(&format!("{path}/withdraw")).await;
    person.becomes(&david).await;
}

async fn two_tabs(story: &Story, scripts: Scripts) {
    let (mut margaret, path) = invited(&story.world, &DAVID).await;
    let person = story.person("one-browser").await;
    let t = person.t;
    let tabs = Tabs::of(&person).await;
    sign_in_at_once(&tabs).await;
    david_signs_in(story, &tabs, &path).await;
    if scripts == Scripts::On {
        // The tab leaves Margaret's page by itself. As where its scripts did not load, it is opened once more.
        comes_to(&person, &t.msg_home_title()).await;
        stays_open(story, &tabs, (&margaret, &path)).await;
    }
    person.press(&t.msg_manage_withdraw()).await;
    person.sees("somebody-else", &t.msg_other_person()).await;
    person.reads(&DAVID.name()).await;
    tabs.turn_to(1).await;
    person.open(&format!("{path}/decline")).await;
    person.inspect("decline").await;
    tabs.turn_to(0).await;
    person.press(&t.msg_common_sign_out()).await;
    person.sees("signed-out", &t.msg_sign_in_signed_out()).await;
    tabs.turn_to(1).await;
    if scripts == Scripts::On {
        comes_to(&person, &t.msg_sign_in_signed_out()).await;
        person.inspect("left-too").await;
    } else {
        person.press(&t.msg_respond_decline_send()).await;
        person.sees("gone", &t.msg_sign_in_gone()).await;
    }
    person.open(ANSWER).await;
    person.sees("start-again", &t.msg_failures_no_sign_in()).await;
    margaret.get(&path).await.expect_text("Waiting for an answer");
}

#[tokio::test]
async fn given_two_tabs_when_somebody_signs_in_or_out_in_one_then_the_other_leaves_too() {
    two_tabs(&Story::begin("tabs").await, Scripts::On).await;
}

#[tokio::test]
async fn given_two_tabs_without_scripts_when_an_old_form_is_sent_then_it_says_what_happened() {
    let story = Story::begin_in("tabs-plain", Language::Cy, Scripts::Off).await;
    two_tabs(&story, Scripts::Off).await;
}
