//! What people paste brings characters along that nobody sees: forms, the search and the API take it as it looks.

use serde_json::json;

use crate::speaker::{Speaker, for_david, with};
use crate::story::{DAVID, begin, invite};
use crate::support::world::world;

/// One of each kind that is found in mails, PDFs, chats and contacts.
const UNSEEN: [char; 12] = [
    '\u{200b}', '\u{feff}', '\u{2060}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{202e}',
    '\u{2066}', '\u{2069}', '\u{ad}', '\u{200d}',
];

/// The text with the character around it, and inside.
fn around(c: char, text: &str) -> String {
    let (first, rest) = text.split_at(1);
    format!("{c}{first}{c}{rest}{c}")
}

#[tokio::test]
async fn a_form_takes_pasted_answers_as_they_look() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    for c in UNSEEN {
        let pasted = DAVID.fields().map(|(name, value)| (name, around(c, value)));
        let fields: Vec<(&str, &str)> = pasted.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = margaret.post(&format!("/invite/{draft}/who"), &fields).await;
        page.expect(200, "How is David O'Neill related to you?");
        let kept = margaret.get(&format!("/invite/{draft}/who")).await;
        for (name, value) in DAVID.fields() {
            assert_eq!(kept.value(name).as_deref(), Some(value), "{c:?}");
        }
    }
}

#[tokio::test]
async fn a_name_that_nobody_sees_is_none() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let mut fields = DAVID.fields();
    for unseen in ["\u{200b}", "\u{feff} \u{a0}", "\u{202e}\u{202c}", "\u{3164}", "\u{200c}\u{200d}"] {
        fields[1].1 = unseen;
        let page = margaret.post(&format!("/invite/{draft}/who"), &fields).await;
        assert_eq!(page.status, 422, "{unseen:?}");
        assert_eq!(page.inline_errors(), ["Enter the person’s last name"], "{unseen:?}");
    }
}

#[tokio::test]
async fn a_joiner_stays_in_a_name_that_is_spelt_with_it() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    let draft = begin(&mut margaret).await;
    let name = "\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}";
    let mut fields = DAVID.fields();
    fields[0].1 = name;
    margaret.post(&format!("/invite/{draft}/who"), &fields).await.expect_status(200);
    let kept = margaret.get(&format!("/invite/{draft}/who")).await;
    assert_eq!(kept.value("given_name").as_deref(), Some(name));
}

#[tokio::test]
async fn a_program_may_send_on_what_was_pasted() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let mut body = for_david();
    for (field, value) in [
        ("given_name", "\u{202a}David\u{202c}"),
        ("family_name", "O'\u{ad}Neill\u{200b}"),
        ("birth_date", "\u{feff}1949-11-02\u{a0}"),
        ("nhs_number", "999\u{a0}000\u{200e} 0026"),
        ("email", "\u{2068}typed.by.margaret@example.test\u{2069}"),
    ] {
        body = with(body, &format!("/delegate/{field}"), json!(value));
    }
    let made = margaret.sends("/api/v1/delegations", &body).await;
    assert_eq!(made.status.as_u16(), 201, "{made:?}");
    assert_eq!(made.body["delegate"]["given_name"], "David");
    assert_eq!(made.body["delegate"]["family_name"], "O'Neill");
    let unseen = with(for_david(), "/delegate/family_name", json!("\u{200b}"));
    let refused = margaret.sends("/api/v1/delegations", &unseen).await;
    assert_eq!(refused.status.as_u16(), 422, "{refused:?}");
    assert_eq!(refused.body["errors"][0]["pointer"], "/delegate/family_name");
}

#[tokio::test]
async fn the_search_takes_a_pasted_number() {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    for typed in ["\u{202d}999 000\u{a0}0018\u{202c}", "\u{feff}9990000018"] {
        rachel.post("/staff/search", &[("search", typed)]).await.expect_status(200);
    }
}
