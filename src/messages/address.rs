//! The letters that ask both mailboxes of a practice to confirm a change of its address.

use askama::Template;
use time::OffsetDateTime;

use crate::locale::{Language, Words, date_time, words};
use domain::EmailAddress;

use super::{Composed, plain};

/// What such a letter may tell. No `Debug`: it holds addresses.
pub struct Facts<'a> {
    /// The reader's language.
    pub language: Language,
    /// Whether it goes to the address that would lose the messages.
    pub to_old: bool,
    /// The practice.
    pub practice: &'a str,
    /// The address that would get the messages; none where there is to be none.
    pub became: Option<&'a EmailAddress>,
    /// Who asked.
    pub asked_by: &'a str,
    /// When.
    pub asked_at: OffsetDateTime,
    /// Until when the link works.
    pub until: OffsetDateTime,
    /// The link.
    pub link: String,
}

/// The letter with all that its templates say.
struct Letter {
    t: &'static Words,
    language: Language,
    subject: String,
    greeting: String,
    what: String,
    asked: String,
    then: String,
    until: String,
    link: String,
}

/// Plain text.
#[derive(Template)]
#[template(path = "email/address.txt", whitespace = "preserve")]
struct Text<'a> {
    m: &'a Letter,
}

/// HTML.
#[derive(Template)]
#[template(path = "email/address.html")]
struct Html<'a> {
    m: &'a Letter,
}

/// Writes one letter.
///
/// # Errors
/// When a template fails, which none of ours can with these facts.
pub fn compose(facts: &Facts<'_>) -> Result<Composed, askama::Error> {
    let (t, language) = (words(facts.language), facts.language);
    let practice = plain::name(facts.practice);
    let became = facts.became.map(EmailAddress::as_str);
    let letter = Letter {
        t,
        language,
        subject: t.msg_address_subject(),
        greeting: t.msg_messages_dear(practice.as_str()),
        what: match (facts.to_old, became) {
            (true, Some(address)) => t.msg_address_elsewhere(practice.as_str(), address),
            (true, None) => t.msg_address_nowhere(practice.as_str()),
            (false, _) => t.msg_address_here(practice.as_str()),
        },
        asked: t.msg_address_asked(plain::name(facts.asked_by), date_time(facts.asked_at, language)),
        then: if facts.to_old { t.msg_address_old_then() } else { t.msg_address_new_then() },
        until: t.msg_address_until(date_time(facts.until, language)),
        link: facts.link.clone(),
    };
    let (text, html) = (Text { m: &letter }.render()?, Html { m: &letter }.render()?);
    Ok(Composed { subject: letter.subject, text: plain::tidy(&text), html })
}
