//! Where a delegation stands, in words: for staff by its stage, for citizens without what they may not be told.

use time::Date;

use crate::locale::{Language, Words, date_long, words};
use domain::Party;
use domain::delegation::{Delegation, Stage};
use domain::london::london_date;

/// Which of the two citizens reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The one who gives access.
    Delegator,
    /// The one who receives it.
    Delegate,
}

/// The stage in a word or two, for staff; citizens get [`status`], which keeps back what they may not be told.
pub fn stage(t: &Words, stage: Stage) -> String {
    match stage {
        Stage::Checking => t.msg_words_stage_checking(),
        Stage::NotConfirmed => t.msg_words_stage_not_confirmed(),
        Stage::Invited => t.msg_words_stage_invited(),
        Stage::Declined => t.msg_words_stage_declined(),
        Stage::Withdrawn => t.msg_words_stage_withdrawn(),
        Stage::Lapsed => t.msg_words_stage_lapsed(),
        Stage::WithPractice => t.msg_words_stage_with_practice(),
        Stage::Refused => t.msg_words_stage_refused(),
        Stage::Active => t.msg_words_stage_active(),
        Stage::Suspended => t.msg_words_stage_suspended(),
        Stage::Ending => t.msg_words_stage_ending(),
        Stage::Ended => t.msg_words_stage_ended(),
    }
}

impl Reader {
    /// What they are to the delegation.
    pub fn party(self) -> Party {
        match self {
            Reader::Delegator => Party::Delegator,
            Reader::Delegate => Party::Delegate,
        }
    }
}

/// The stage in a word or two, for one of the two citizens.
pub fn status(t: &Words, delegation: &Delegation, reader: Reader) -> String {
    stage(t, delegation.stage_told_to(reader.party()))
}

/// Where it stands, as a dated plain sentence; `other` is the other citizen's name.
pub fn status_sentence(language: Language, delegation: &Delegation, reader: Reader, other: &str) -> String {
    let set_on = delegation.confirmed_at.filter(|_| delegation.stage == Stage::Active);
    let since = set_on.unwrap_or(delegation.stage_since);
    let date = date_long(london_date(since), language);
    match reader {
        Reader::Delegator => gives(words(language), delegation, other, &date),
        Reader::Delegate => receives(words(language), delegation, other, &date),
    }
}

fn gives(t: &Words, delegation: &Delegation, name: &str, date: &str) -> String {
    match delegation.stage {
        Stage::Checking => t.msg_words_gives_checking(name, date),
        Stage::NotConfirmed => t.msg_words_gives_not_confirmed(name, date),
        Stage::Invited if delegation.by_code => t.msg_words_gives_invited_by_code(name, date),
        Stage::Invited => t.msg_words_gives_invited(name, date),
        Stage::Declined => t.msg_words_gives_declined(name, date),
        Stage::Withdrawn if delegation.closed.is_some() => t.msg_words_gives_could_not_go_on(name, date),
        Stage::Withdrawn => t.msg_words_gives_withdrawn(name, date),
        Stage::Lapsed => t.msg_words_gives_lapsed(name, date),
        Stage::WithPractice if delegation.former.is_some() => t.msg_words_gives_moved_here(name, date),
        Stage::WithPractice => t.msg_words_gives_with_practice(name, date),
        Stage::Refused if delegation.may_tell_refusal(Party::Delegator) => {
            t.msg_words_gives_refused(name, date)
        }
        Stage::Refused => t.msg_words_gives_closed(name, date),
        Stage::Active => t.msg_words_gives_active(name, date),
        Stage::Suspended => t.msg_words_gives_suspended(name, date),
        Stage::Ending | Stage::Ended => t.msg_words_gives_ended(name, date),
    }
}

fn receives(t: &Words, delegation: &Delegation, name: &str, date: &str) -> String {
    match delegation.stage {
        Stage::Checking | Stage::Invited => t.msg_words_receives_invited(name, date),
        Stage::NotConfirmed => t.msg_words_receives_closed(name, date),
        Stage::Declined => t.msg_words_receives_declined(name, date),
        Stage::Withdrawn if !delegation.may_tell_closing(Party::Delegate) => {
            t.msg_words_receives_closed(name, date)
        }
        Stage::Withdrawn if delegation.closed.is_some() => t.msg_words_receives_could_not_go_on(name, date),
        Stage::Withdrawn => t.msg_words_receives_withdrawn(name, date),
        Stage::Lapsed => t.msg_words_receives_lapsed(name, date),
        Stage::WithPractice => t.msg_words_receives_with_practice(name, date),
        Stage::Refused if delegation.may_tell_refusal(Party::Delegate) => {
            t.msg_words_receives_refused(name, date)
        }
        Stage::Refused => t.msg_words_receives_closed(name, date),
        Stage::Active => t.msg_words_receives_active(name, date),
        Stage::Suspended => t.msg_words_receives_suspended(name, date),
        Stage::Ending | Stage::Ended => t.msg_words_receives_ended(name, date),
    }
}

/// What happens next, or what the reader may do, as one or two sentences.
pub fn next_step(language: Language, delegation: &Delegation, reader: Reader) -> String {
    let t = words(language);
    let last_day = last_day(language, delegation.lapses_on);
    match (reader, delegation.stage) {
        (Reader::Delegator, Stage::Checking) => t.msg_words_next_checking(),
        (Reader::Delegator, Stage::NotConfirmed) => t.msg_words_next_not_confirmed(),
        (Reader::Delegator, Stage::Invited) => t.msg_words_next_invited(last_day),
        (Reader::Delegator, Stage::Declined | Stage::Withdrawn | Stage::Lapsed) => {
            t.msg_words_next_may_ask_again()
        }
        (Reader::Delegator, Stage::WithPractice) => t.msg_words_next_with_practice(),
        (Reader::Delegator, Stage::Refused) => t.msg_words_next_refused(),
        (Reader::Delegator, Stage::Active) => t.msg_words_next_active(),
        (Reader::Delegator, Stage::Suspended) => t.msg_words_next_suspended(),
        (Reader::Delegator, Stage::Ending) => t.msg_words_next_ending(),
        (Reader::Delegator, Stage::Ended) => t.msg_words_next_ended(),
        (Reader::Delegate, Stage::Invited) => t.msg_words_next_answer(last_day),
        (Reader::Delegate, Stage::WithPractice) => t.msg_words_next_wait(),
        (Reader::Delegate, Stage::Active) => t.msg_words_next_may_stop(),
        (Reader::Delegate, Stage::Suspended) => t.msg_words_next_suspended(),
        (Reader::Delegate, Stage::Checking | Stage::NotConfirmed | Stage::Declined) => {
            t.msg_words_next_nothing()
        }
        (Reader::Delegate, Stage::Withdrawn | Stage::Lapsed | Stage::Refused) => t.msg_words_next_nothing(),
        (Reader::Delegate, Stage::Ending | Stage::Ended) => t.msg_words_next_nothing(),
    }
}

fn last_day(language: Language, day: Option<Date>) -> String {
    day.map(|day| date_long(day, language)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delegation::{Event, Recorded, RefusalReason, Tell, TellThem};
    use domain::{
        Access, Actor, Aggregate, DelegationId, OdsCode, PersonId, RecordLevel, Relationship, Service,
    };
    use time::macros::{date, datetime};
    use uuid::Uuid;

    fn delegation(stage: Stage) -> Delegation {
        let [delegator, delegate] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
        let asked = Access::new([Service::ViewRecord], RecordLevel::Summary, date!(2026 - 12 - 01), None);
        let event = Event::DelegationRequested {
            delegator,
            delegate,
            practice: OdsCode::parse("A81001").unwrap(),
            relationship: Relationship::Child,
            asked: asked.unwrap(),
        };
        let at = datetime!(2026-11-30 23:00 UTC);
        let by = Actor::Citizen { id: delegator };
        let id = DelegationId(Uuid::from_u128(3));
        let mut delegation = Delegation::replay([&Recorded { id, version: 1, event, by, at }]).unwrap();
        delegation.stage = stage;
        delegation
    }

    #[test]
    fn every_stage_has_a_sentence_that_puts_name_and_day_in_their_places() {
        for stage in Stage::ALL {
            for reader in [Reader::Delegator, Reader::Delegate] {
                let said = status_sentence(Language::En, &delegation(stage), reader, "David O’Neill");
                let day = ["on 30 November 2026", "since 30 November 2026"];
                assert!(day.iter().any(|day| said.contains(day)), "{said}");
                assert!(said.contains("David O’Neill"), "{said}");
                let welsh = status_sentence(Language::Cy, &delegation(stage), reader, "David O’Neill");
                assert!(welsh.contains("30 Tachwedd 2026") && welsh.contains("David O’Neill"), "{welsh}");
                assert!(!next_step(Language::Cy, &delegation(stage), reader).is_empty());
            }
        }
    }

    #[test]
    fn a_refusal_of_which_nothing_may_be_told_only_ended() {
        let mut refused = delegation(Stage::Refused);
        refused.refused = Some((RefusalReason::Safeguarding, Tell::NOTHING));
        let t = words(Language::En);
        for reader in [Reader::Delegator, Reader::Delegate] {
            assert_eq!(status(t, &refused, reader), status(t, &delegation(Stage::Ended), reader));
            let said = status_sentence(Language::En, &refused, reader, "David O’Neill");
            assert!(!said.contains("practice") && said.contains("ended"), "{said}");
        }
        let tell = Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing };
        refused.refused = Some((RefusalReason::Safeguarding, tell));
        assert_eq!(status(t, &refused, Reader::Delegator), "Not approved");
        assert_eq!(status(t, &refused, Reader::Delegate), "Ended");
    }
}
