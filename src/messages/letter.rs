//! What the templates of one message are given, made fit to be read.

use crate::locale::{Language, Words, date_long, words};
use crate::wording::{self, Reader};
use domain::Party;
use domain::delegation::deadline::LAPSE_DAYS;
use domain::delegation::{Message, Recipient, Why};

use super::about::{access, is_only_news, subject};
use super::facts::{Facts, Secure};
use super::plain;
use super::told::Told;

/// One line of the details for a practice at a secure address.
pub(super) struct Detail {
    pub label: String,
    pub value: String,
    /// Whether it is a number that must not be broken over two lines.
    pub keep_together: bool,
}

/// A message with all that its templates say.
pub(super) struct Letter {
    pub t: &'static Words,
    pub language: Language,
    pub to: Recipient,
    /// Whether it only says that there is news: it is not meant for this reader, or no longer true.
    pub only_news: bool,
    pub subject: String,
    pub greeting: String,
    /// The other citizen, in full.
    pub name: String,
    pub practice: String,
    /// The practice with its telephone number.
    pub contact: String,
    /// Where a trusted person uses the access. The address of the practice's own service stands on our page alone: a mail of ours
    /// has one link, and it leads to us.
    pub place: String,
    pub link: String,
    pub access_lines: Vec<String>,
    pub access_dates: String,
    pub last_day_of_access: String,
    pub last_day_to_answer: Option<String>,
    /// Days to answer an invitation.
    pub days: i64,
    /// Whether the delegator passes the invitation on.
    pub by_code: bool,
    pub told: Told,
    pub reason: Option<String>,
    /// That it is less than the reader asked for.
    pub less: Option<String>,
    pub details: Vec<Detail>,
}

impl Letter {
    pub(super) fn new(message: Message, facts: &Facts) -> Letter {
        let (language, t, delegation) = (facts.language, words(facts.language), &facts.delegation);
        let (told, reason) = ending(message, facts);
        let access = access(message, facts);
        let only_news = is_only_news(message, facts);
        let practice = plain::name(&facts.practice_name);
        let other = match facts.recipient {
            Recipient::Delegator | Recipient::Practice => &facts.delegate,
            Recipient::Delegate => &facts.delegator,
        };
        Letter {
            t,
            language,
            to: facts.recipient,
            only_news,
            subject: if only_news {
                t.msg_messages_subject_other()
            } else {
                subject(t, message, facts.recipient, told)
            },
            greeting: greeting(t, facts),
            name: plain::name(&other.full()),
            place: wording::place(t, &practice, &facts.place, |own| plain::name(own.name())),
            practice,
            contact: plain::contact(&facts.practice_name, facts.practice_phone.as_deref()),
            link: own_link(facts),
            access_lines: wording::access_lines(t, access),
            access_dates: wording::access_dates(language, access),
            last_day_of_access: access.ends().map(|day| date_long(day, language)).unwrap_or_default(),
            last_day_to_answer: delegation.lapses_on.map(|day| date_long(day, language)),
            days: LAPSE_DAYS,
            by_code: facts.by_code,
            told,
            reason,
            less: less(message, facts),
            details: facts.secure.as_ref().map(|secure| details(t, facts, secure)).unwrap_or_default(),
        }
    }
}

/// Citizens are greeted by their first name, or their only one, alone: what the delegator wrote behind it was compared with nothing, and
/// must not become a sentence of ours.
fn greeting(t: &Words, facts: &Facts) -> String {
    let name = plain::name(facts.recipient_name.as_deref().unwrap_or_default());
    let name = match facts.recipient {
        Recipient::Practice => name.as_str(),
        Recipient::Delegator | Recipient::Delegate => name.split(' ').next().unwrap_or_default(),
    };
    if name.is_empty() { t.msg_messages_hello() } else { t.msg_messages_dear(name) }
}

/// A link that leads elsewhere becomes the way to our start page.
fn own_link(facts: &Facts) -> String {
    let base = facts.service_url.trim_end_matches('/');
    let is_ours = facts.link.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_ours { facts.link.clone() } else { base.to_owned() }
}

/// A reason is told only as far as the rules let this reader know it; who stopped it is told to nobody but themselves.
fn ending(message: Message, facts: &Facts) -> (Told, Option<String>) {
    let (t, delegation, party) = (words(facts.language), &facts.delegation, facts.recipient.party());
    let Some((_, told)) = delegation.ending_told_to(party).filter(|(why, _)| tells_of(message, *why)) else {
        return (Told::Ended, None);
    };
    let stopped_by = delegation.revoked.map(|(side, ..)| side).filter(|_| message == Message::Stopped);
    let told = match (message, stopped_by) {
        (_, Some(side)) if side == party => Told::Yourself,
        (_, Some(Party::Practice)) | (Message::Refused, _) if told.allows_outcome() => Told::ByPractice,
        _ => Told::Ended,
    };
    (
        told,
        reader(facts.recipient)
            .zip(delegation.why_told_to(party))
            .and_then(|(reader, why)| wording::why(t, why, reader)),
    )
}

/// Whether this ending is what the message is about.
fn tells_of(message: Message, why: Why) -> bool {
    match why {
        Why::Refused(_) => message == Message::Refused,
        Why::Paused(_) => message == Message::Suspended,
        Why::Stopped(_) => message == Message::Stopped,
        Why::Closed(_) => message == Message::Closed,
    }
}

fn reader(recipient: Recipient) -> Option<Reader> {
    match recipient {
        Recipient::Delegator => Some(Reader::Delegator),
        Recipient::Delegate => Some(Reader::Delegate),
        Recipient::Practice => None,
    }
}

/// That the practice set less than was asked for: for the one who asked.
fn less(message: Message, facts: &Facts) -> Option<String> {
    let is_about = matches!(message, Message::AccessSet | Message::AccessChanged);
    let is_less = facts.recipient == Recipient::Delegator && facts.delegation.is_less_than_asked();
    (is_about && is_less).then(|| wording::less(words(facts.language), facts.delegation.less))
}

/// The six outputs (docs/life.md#messages); never to a citizen, whatever the caller gave.
fn details(t: &Words, facts: &Facts, secure: &Secure) -> Vec<Detail> {
    if facts.recipient != Recipient::Practice {
        return Vec::new();
    }
    let text = |label: String, value: String| Detail { label, value, keep_together: false };
    let number = |label: String, value: String| Detail { label, value, keep_together: true };
    let day = |day| date_long(day, facts.language);
    let accepted = secure.accepted_on.map_or_else(|| t.msg_messages_detail_not_accepted(), day);
    vec![
        text(t.msg_messages_detail_delegator(), plain::name(&facts.delegator.full())),
        number(t.msg_messages_detail_delegator_number(), secure.delegator_nhs_number.spaced()),
        text(t.msg_messages_detail_delegate(), plain::name(&facts.delegate.full())),
        number(t.msg_messages_detail_delegate_number(), secure.delegate_nhs_number.spaced()),
        text(t.msg_messages_detail_requested(), day(secure.requested_on)),
        text(t.msg_messages_detail_accepted(), accepted),
    ]
}
