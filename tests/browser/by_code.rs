//! An invitation without e-mail: the patient prints a letter with a code, and the trusted person types it.

use fantoccini::Locator;
use proxy_access::locale::Language;

use super::driver::Scripts;
use super::invite::{DAVID, Guest, invite};
use super::person::Person;
use super::respond::accept;
use super::safety::long_names;
use super::story::{Story, nhs_login};

/// David, of whom Margaret gives no address.
const BY_CODE: Guest = Guest { email: "", ..DAVID };
/// As codes look, and not one of ours.
const NOBODYS: &str = "2222-2222";

/// The code on the page, in two groups of four.
async fn code(person: &Person) -> String {
    let code = person.find("//p[@class='app-code']", "code").await.text().await.expect("a text");
    assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4], "{code}");
    code
}

/// From the start page to the field for the code, and there nothing, and one that opens nothing.
async fn errs(david: &Person) {
    let t = david.t;
    david.open("/").await;
    david.follow(&t.msg_respond_code_way()).await;
    david.sees("code-landing", &t.msg_respond_landing_title()).await;
    david.follow(&t.msg_respond_landing_sign_in()).await;
    nhs_login(david, "david").await;
    david.sees("code", &t.msg_respond_code_title()).await;
    david.is_stopped("code-empty").await;
    david.reads(&t.msg_respond_code_empty()).await;
    david.fill("code", NOBODYS).await;
    david.is_stopped("code-wrong").await;
    david.reads(&t.msg_respond_code_wrong()).await;
}

async fn by_code(story: &Story) {
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    invite(&margaret, &BY_CODE).await;
    let told = code(&margaret).await;
    story.world.deliver_everything().await;
    let david = story.person("david").await;
    errs(&david).await;
    long_names(story).await;
    margaret.follow(&t.msg_invite_sent_follow()).await;
    margaret.inspect("details-code").await;
    let path = margaret.path().await;
    assert_eq!(code(&margaret).await, told, "she sees it again");
    margaret.follow(&t.msg_manage_letter_link()).await;
    margaret.sees("code-letter", &t.msg_messages_subject_invitation()).await;
    assert_eq!(code(&margaret).await, told, "the letter has it");
    david.fill("code", &told.to_lowercase().replace('-', " ")).await;
    david.press(&t.msg_common_continue()).await;
    assert_eq!(david.path().await, format!("{path}/respond"), "where the link of an e-mail leads");
    david.inspect("respond-question").await;
    accept(&david).await;
    margaret.open(&path).await;
    margaret.inspect("details-code-used").await;
    let left = margaret.client.find_all(Locator::Css(".app-code")).await.expect("the page can be read");
    assert!(left.is_empty(), "it is used");
    assert!(story.world.letters_to(DAVID.email).is_empty(), "nobody wrote to him before he agreed");
}

#[tokio::test]
async fn given_no_address_when_the_code_is_typed_as_it_was_told_then_he_can_agree() {
    by_code(&Story::begin("by-code").await).await;
}

#[tokio::test]
async fn given_welsh_readers_without_scripts_when_the_code_is_typed_then_no_english_is_left() {
    by_code(&Story::begin_in("by-code-cy", Language::Cy, Scripts::Off).await).await;
}
