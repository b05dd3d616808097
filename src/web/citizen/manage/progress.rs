//! How far a delegation is, as steps with their days: done, now, next.

use time::OffsetDateTime;

use crate::locale::{Language, Words, date_long, day_long, words};
use crate::wording::Reader;
use domain::delegation::{Delegation, Stage};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Behind us.
    Done,
    /// Under way.
    Now,
    /// To come.
    Next,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub title: String,
    /// When it was done, or until when there is time; may be empty.
    pub when: String,
    /// Where it stands.
    pub place: Place,
}

impl Step {
    /// Whether it is under way.
    pub fn is_now(&self) -> bool {
        self.place == Place::Now
    }

    /// What a screen reader says before it.
    pub fn spoken(&self, t: &Words) -> String {
        match self.place {
            Place::Done => t.msg_manage_progress_done(),
            Place::Now => t.msg_manage_progress_now(),
            Place::Next => t.msg_manage_progress_next(),
        }
    }

    /// The end of its class.
    pub fn class(&self) -> &'static str {
        match self.place {
            Place::Done => "done",
            Place::Now => "now",
            Place::Next => "next",
        }
    }
}

/// The steps that `reader` may know of; `other` is the other citizen's name.
pub fn steps(language: Language, delegation: &Delegation, reader: Reader, other: &str) -> Vec<Step> {
    let mut steps = behind(language, delegation, reader, other);
    steps.extend(under_way(language, delegation, reader, other));
    steps.extend(to_come(words(language), delegation.stage));
    steps
}

fn behind(language: Language, delegation: &Delegation, reader: Reader, other: &str) -> Vec<Step> {
    let t = words(language);
    let mut steps = match (delegation.former, reader) {
        (None, _) => asked(language, delegation, reader, other),
        (Some(_), Reader::Delegator) => {
            vec![done(language, t.msg_manage_progress_moved(), delegation.requested_at)]
        }
        // Of a move the trusted person never learns from us.
        (Some(_), Reader::Delegate) => Vec::new(),
    };
    steps.extend(delegation.confirmed_at.map(|at| done(language, t.msg_manage_progress_set(), at)));
    steps.extend(ending(t, delegation, reader).map(|title| done(language, title, delegation.stage_since)));
    steps
}

/// From the request to the practice that decides it.
fn asked(language: Language, delegation: &Delegation, reader: Reader, other: &str) -> Vec<Step> {
    let t = words(language);
    let done = |title: String, at: OffsetDateTime| done(language, title, at);
    let mut steps = vec![done(t.msg_manage_progress_requested(), delegation.requested_at)];
    let invited =
        if delegation.by_code { t.msg_manage_progress_ready() } else { t.msg_manage_progress_invited() };
    steps.extend(delegation.invited_at.map(|at| done(invited, at)));
    if let (Some(at), Some(accepted)) = (delegation.responded_at, delegation.accepted) {
        let title = match (reader, accepted) {
            (Reader::Delegator, true) => t.msg_manage_progress_they_agreed(other),
            (Reader::Delegator, false) => t.msg_manage_progress_they_declined(other),
            (Reader::Delegate, true) => t.msg_manage_progress_you_agreed(),
            (Reader::Delegate, false) => t.msg_manage_progress_you_declined(),
        };
        steps.push(done(title, at));
    }
    steps.extend(delegation.sent_to_practice_at.map(|at| done(t.msg_manage_progress_sent(), at)));
    steps
}

fn done(language: Language, title: String, at: OffsetDateTime) -> Step {
    Step { title, when: day_long(at, language), place: Place::Done }
}

/// How it ended, where the steps before do not say so already.
fn ending(t: &Words, delegation: &Delegation, reader: Reader) -> Option<String> {
    match delegation.stage {
        Stage::NotConfirmed => Some(t.msg_manage_progress_not_confirmed()),
        Stage::Withdrawn if delegation.closed.is_some() => Some(t.msg_manage_progress_ended()),
        Stage::Withdrawn => Some(t.msg_manage_progress_withdrawn()),
        Stage::Lapsed => Some(t.msg_manage_progress_lapsed()),
        Stage::Refused if delegation.may_tell_refusal(reader.party()) => {
            Some(t.msg_manage_progress_refused())
        }
        Stage::Refused => Some(t.msg_manage_progress_ended()),
        Stage::Ending | Stage::Ended => Some(t.msg_manage_progress_stopped()),
        Stage::Checking | Stage::Invited | Stage::Declined | Stage::WithPractice => None,
        Stage::Active | Stage::Suspended => None,
    }
}

fn under_way(language: Language, delegation: &Delegation, reader: Reader, other: &str) -> Option<Step> {
    let t = words(language);
    let by = delegation.lapses_on.map(|day| t.msg_manage_progress_by(date_long(day, language)));
    let ends = delegation.set.as_ref().and_then(domain::Access::ends);
    let since = || t.msg_manage_progress_since(day_long(delegation.stage_since, language));
    let (title, when) = match (delegation.stage, reader) {
        (Stage::Checking, _) => (t.msg_manage_progress_checking(), None),
        (Stage::Invited, Reader::Delegator) => (t.msg_manage_progress_they_answer(other), by),
        (Stage::Invited, Reader::Delegate) => (t.msg_manage_progress_you_answer(), by),
        (Stage::WithPractice, _) => (t.msg_manage_progress_deciding(), None),
        (Stage::Active, _) => {
            let until = ends.map(|day| t.msg_manage_progress_until(date_long(day, language)));
            (t.msg_manage_progress_active(), until)
        }
        (Stage::Suspended, _) => (t.msg_manage_progress_paused(), Some(since())),
        (Stage::Ending, Reader::Delegator) => (t.msg_manage_progress_removing(), None),
        (Stage::Ending, Reader::Delegate) => return None,
        (Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed, _) => return None,
        (Stage::Refused | Stage::Ended, _) => return None,
    };
    Some(Step { title, when: when.unwrap_or_default(), place: Place::Now })
}

fn to_come(t: &Words, stage: Stage) -> Vec<Step> {
    let all = [
        t.msg_manage_progress_will_invite(),
        t.msg_manage_progress_will_decide(),
        t.msg_manage_progress_will_start(),
    ];
    let reached = match stage {
        Stage::Checking => 0,
        Stage::Invited => 1,
        Stage::WithPractice => 2,
        Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => 3,
        Stage::Refused | Stage::Active | Stage::Suspended | Stage::Ending | Stage::Ended => 3,
    };
    let next = |title: String| Step { title, when: String::new(), place: Place::Next };
    all.into_iter().skip(reached).map(next).collect()
}
