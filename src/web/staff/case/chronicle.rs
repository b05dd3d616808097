//! All that happened to a case, newest first: its history, whom staff tried to reach, whom they waited for, what they
//! decided of its role in the national store.

use time::OffsetDateTime;

use crate::locale::{Language, date_long, date_time, words};
use crate::storage::views::case::{Case, Contact, Decided, Past, Waited};
use crate::web::staff::words as staff_words;
use domain::contact_attempt::Whom;
use domain::london::london_date;

use super::history::{Happening, happening};
use super::{role_words, waiting};

/// All of it in words.
pub fn told(language: Language, case: &Case, past: &Past) -> Vec<Happening> {
    let events = past.entries.iter().map(|entry| (entry.recorded.at, happening(language, case, entry)));
    let contacts = past.contacts.iter().map(|one| (one.at, contact(language, one)));
    let begun = past.waits.iter().map(|one| (one.at, begun(language, one)));
    let nexts = past.waits.iter().skip(1).map(Some).chain([None]);
    let ended = past.waits.iter().zip(nexts).filter_map(|(one, next)| ended(language, one, next));
    let decided = past.decisions.iter().map(|one| (one.at, decided(language, one)));
    let mut all: Vec<(OffsetDateTime, Happening)> =
        events.chain(contacts).chain(begun).chain(ended).chain(decided).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().rev().map(|(_, happening)| happening).collect()
}

fn contact(language: Language, one: &Contact) -> Happening {
    let (t, attempt) = (words(language), &one.attempt);
    let outcome = staff_words::contact_outcome(t, attempt.outcome);
    let way = staff_words::contact_way(t, attempt.way);
    Happening {
        title: match attempt.whom {
            Whom::Patient => t.msg_contacts_event_patient(),
            Whom::TrustedPerson => t.msg_contacts_event_trusted(),
        },
        when: date_time(one.at, language),
        who: t.msg_case_who_staff(one.name.as_str()),
        details: vec![t.msg_contacts_event(date_long(attempt.day, language), outcome, way)],
        note: attempt.note.lines().map(str::to_owned).collect(),
    }
}

fn decided(language: Language, one: &Decided) -> Happening {
    let t = words(language);
    Happening {
        title: t.msg_national_decided(),
        when: date_time(one.at, language),
        who: t.msg_case_who_staff(one.name.as_str()),
        details: vec![role_words::differed(t, one.difference, one.reason)],
        note: vec![],
    }
}

fn begun(language: Language, waited: &Waited) -> Happening {
    Happening {
        title: waiting::what(language, waited),
        when: date_time(waited.at, language),
        who: words(language).msg_case_who_staff(waited.name.as_str()),
        details: vec![],
        note: waiting::reason(waited),
    }
}

/// The end of a waiting, where somebody ended it before its day and waits for nothing else in its place.
fn ended(language: Language, waited: &Waited, next: Option<&Waited>) -> Option<(OffsetDateTime, Happening)> {
    let at = waited.ended_at.filter(|at| london_date(*at) < waited.waiting.until)?;
    if next.is_some_and(|next| next.at == at) {
        return None;
    }
    let t = words(language);
    let who = match &waited.ended_by {
        Some(name) => t.msg_case_who_staff(name.as_str()),
        None => t.msg_case_who_program(),
    };
    let happening = Happening {
        title: t.msg_waiting_ended(),
        when: date_time(at, language),
        who,
        details: vec![],
        note: vec![],
    };
    Some((at, happening))
}
