//! The letter that tells a practice that its linked accounts are to be moved to the national store: what changes, when, its
//! own numbers, what it has to do and what not. Nobody is named.

use askama::Template;
use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::locale::{Language, Words, date_time, words};

use super::{Composed, plain};

/// The description of its document, JSON Schema 2020-12: every field in words.
pub const SCHEMA: &str = include_str!("practice-moving.schema.json");

/// The version that the schema describes.
const VERSION: u8 = 1;

/// What it may tell.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The reader's language.
    pub language: Language,
    /// The practice.
    pub practice: &'a str,
    /// The round.
    pub round: Uuid,
    /// Linked accounts that move.
    pub moves: u64,
    /// Those that the national rules exclude.
    pub excluded: u64,
    /// Those that could not be read.
    pub wrong: u64,
    /// When the move begins.
    pub opens: OffsetDateTime,
    /// When that window closes.
    pub closes: OffsetDateTime,
    /// The practice's page with each row that is not moved.
    pub link: String,
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// A template failed, which none of ours can with these facts.
    #[error("the text could not be written")]
    Text(#[from] askama::Error),
    /// The document could not be written as JSON.
    #[error("the document could not be written")]
    Json(#[from] serde_json::Error),
}

/// The letter with all that its templates say.
struct Letter {
    t: &'static Words,
    language: Language,
    subject: String,
    greeting: String,
    /// What happens, a paragraph each.
    what: Vec<String>,
    /// The numbers, one a line.
    numbers: Vec<String>,
    /// What the practice has to do, one a line.
    needed: Vec<String>,
    /// What it has not to do, one a line.
    not_needed: Vec<String>,
    link: String,
}

/// Plain text.
#[derive(Template)]
#[template(path = "email/moving.txt", whitespace = "preserve")]
struct Text<'a> {
    m: &'a Letter,
}

/// HTML.
#[derive(Template)]
#[template(path = "email/moving.html")]
struct Html<'a> {
    m: &'a Letter,
}

/// Writes the letter.
///
/// # Errors
/// When a template fails, which none of ours can with these facts.
pub fn compose(facts: &Facts<'_>) -> Result<Composed, askama::Error> {
    let letter = Letter::new(facts);
    let (text, html) = (Text { m: &letter }.render()?, Html { m: &letter }.render()?);
    Ok(Composed { subject: letter.subject, text: plain::tidy(&text), html })
}

impl Letter {
    fn new(facts: &Facts<'_>) -> Letter {
        let (t, language) = (words(facts.language), facts.language);
        let [opens, closes] = [facts.opens, facts.closes].map(|instant| date_time(instant, language));
        Letter {
            t,
            language,
            subject: t.msg_moving_letter_subject(),
            greeting: t.msg_messages_dear(plain::name(facts.practice)),
            what: vec![
                t.msg_moving_letter_what(),
                t.msg_moving_letter_when(opens.as_str(), closes),
                t.msg_moving_letter_same(),
            ],
            numbers: vec![
                t.msg_moving_moves(facts.moves.to_string()),
                t.msg_moving_excluded(facts.excluded.to_string()),
                t.msg_moving_wrong(facts.wrong.to_string()),
            ],
            needed: vec![t.msg_moving_letter_look(opens), t.msg_moving_letter_switch()],
            not_needed: vec![
                t.msg_moving_letter_no_entry(),
                t.msg_moving_letter_no_care_home(),
                t.msg_moving_letter_no_list(),
            ],
            link: facts.link.clone(),
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    r#type: &'static str,
    id: Uuid,
    round: Uuid,
    moves: u64,
    excluded: u64,
    wrong: u64,
    #[serde(with = "time::serde::rfc3339")]
    opens: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    closes: OffsetDateTime,
    link: &'a str,
    text: String,
}

/// Writes the document for the practice's mailbox; `id` is that of its line in the ledger.
///
/// # Errors
/// See [`NotWritten`].
pub fn document(id: Uuid, facts: &Facts<'_>) -> Result<Vec<u8>, NotWritten> {
    let document = Document {
        version: VERSION,
        r#type: "moving",
        id,
        round: facts.round,
        moves: facts.moves,
        excluded: facts.excluded,
        wrong: facts.wrong,
        opens: facts.opens,
        closes: facts.closes,
        link: &facts.link,
        text: compose(facts)?.text,
    };
    Ok(serde_json::to_vec_pretty(&document)?)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use time::macros::datetime;

    use super::*;

    fn facts(language: Language) -> Facts<'static> {
        Facts {
            language,
            practice: "Riverside: http://evil.test",
            round: Uuid::from_u128(2),
            moves: 380,
            excluded: 12,
            wrong: 3,
            opens: datetime!(2026-11-28 20:00 UTC),
            closes: datetime!(2026-11-30 06:00 UTC),
            link: "https://trusted.example/staff/moving".to_owned(),
        }
    }

    #[test]
    fn the_letter_has_the_window_the_numbers_and_one_link_of_ours() {
        for (language, day) in [(Language::En, "28 November 2026"), (Language::Cy, "28 Tachwedd 2026")] {
            let Composed { text, html, .. } = compose(&facts(language)).unwrap();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in [day, "8pm", "6am", "380", "12", "3", "https://trusted.example/staff/moving"] {
                assert!(text.contains(part) && html.contains(part), "{part} in {text}\n{html}");
            }
            assert_eq!(text.matches("://").count(), 1, "{text}");
        }
    }

    #[test]
    fn the_document_has_what_the_schema_names_and_nothing_else() {
        let written = document(Uuid::from_u128(1), &facts(Language::En)).unwrap();
        let [written, schema]: [Value; 2] =
            [serde_json::from_slice(&written).unwrap(), serde_json::from_str(SCHEMA).unwrap()];
        let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&written), names(&schema["properties"]));
        assert_eq!(schema["required"].as_array().unwrap().len(), names(&written).len());
        assert_eq!((&written["type"], &written["opens"]), (&"moving".into(), &"2026-11-28T20:00:00Z".into()));
    }
}
