//! What people type and paste: characters that nobody sees, somebody with one name, a month in words.

use proxy_access::locale::Language;
use serde_json::json;

use super::driver::Scripts;
use super::invite::DAVID;
use super::person::Person;
use super::story::Story;

/// As long as the form lets a name be, in the widest letter.
const ONE_NAME: usize = 100;

/// Puts text into a field as pasting does: all at once, with what nobody sees.
pub async fn paste(person: &Person, name: &str, text: &str) {
    const PASTE: &str = "document.querySelector(`[name='${arguments[0]}']`).value = arguments[1];";
    person.find(&format!("//*[@name='{name}']"), name).await;
    let arguments = vec![json!(name), json!(text)];
    person.client.execute(PASTE, arguments).await.expect("the field can be filled");
}

/// The text as it is copied from a mail, a chat or a document.
fn copied(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    format!("\u{feff}\u{2068}{first}\u{ad}{rest}\u{200b}\u{2069}")
}

async fn typed(story: &Story, november: &str) {
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    margaret.open("/invite").await;
    margaret.press(&t.msg_invite_before_start()).await;
    let form = margaret.path().await;
    paste(&margaret, "family_name", "\u{200b}\u{feff}\u{202e}").await;
    margaret.is_stopped("name-of-nothing").await;
    margaret.reads(&t.msg_invite_who_family_empty()).await;
    let one_name = "W".repeat(ONE_NAME);
    let [day, _, year] = DAVID.born;
    let rest = [
        ("born-day", day),
        ("born-month", november),
        ("born-year", year),
        ("nhs_number", DAVID.number),
        ("email", DAVID.email),
    ];
    paste(&margaret, "given_name", "\u{2060}").await;
    paste(&margaret, "family_name", &copied(&one_name)).await;
    for (name, value) in rest {
        paste(&margaret, name, &copied(value)).await;
    }
    margaret.press(&t.msg_common_continue()).await;
    margaret.sees("one-name", &t.msg_invite_relationship_title(one_name.clone())).await;
    margaret.open(&form).await;
    for (name, value) in [("given_name", DAVID.given), ("family_name", DAVID.family)] {
        paste(&margaret, name, &copied(value)).await;
    }
    margaret.press(&t.msg_common_continue()).await;
    margaret.sees("both-names", &t.msg_invite_relationship_title(DAVID.name())).await;
    margaret.open(&form).await;
    for (name, value) in [("family_name", DAVID.family), ("nhs_number", DAVID.number), ("email", DAVID.email)]
    {
        let kept = margaret.find(&format!("//*[@name='{name}']"), name).await;
        let kept = kept.attr("value").await.expect("the page can be asked");
        assert_eq!(kept.as_deref(), Some(value), "{name} is kept as it looks");
    }
}

#[tokio::test]
async fn given_what_was_pasted_when_somebody_with_one_name_is_invited_then_it_is_taken_as_it_looks() {
    typed(&Story::begin("typed").await, "November").await;
}

#[tokio::test]
async fn given_a_welsh_reader_when_a_month_is_written_in_welsh_then_it_is_taken_as_it_looks() {
    typed(&Story::begin_in("typed-cy", Language::Cy, Scripts::On).await, "Tachwedd").await;
}
