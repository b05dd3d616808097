//! The form: a reason for a pause, a tick, and a note for the practice.

use serde::Deserialize;

use crate::web::form::TextFault;
use crate::web::staff::told::{self, Typed};
use domain::delegation::{SuspendReason, Tell, TellThem, Why};
use domain::text::note;

/// The form, as typed. No `Debug`: the note may say things of the patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Why it is paused.
    pub reason: String,
    /// Ticked: the practice's own system is in line.
    pub in_line: String,
    /// A note that only the practice sees.
    pub note: String,
    /// What the patient is told.
    pub tell_patient: String,
    /// What the trusted person is told.
    pub tell_trusted: String,
}

/// What must be answered.
#[derive(Debug, Clone, Copy)]
pub struct Questions {
    /// A reason.
    pub reason: bool,
    /// The tick.
    pub tick: bool,
    /// What these are told.
    pub about: About,
}

/// Of whom it is asked what they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Nobody: both have been told before.
    Nobody,
    /// The patient: a change that was asked for is between patient and practice.
    Patient,
    /// Patient and trusted person.
    Both,
}

/// What it means.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// Why it is paused.
    pub reason: Option<SuspendReason>,
    /// A note that only the practice sees.
    pub note: Option<String>,
    /// What each of the two is told.
    pub tell: Tell,
}

/// What is wrong with it, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// No reason.
    pub reason: bool,
    /// Not ticked.
    pub in_line: bool,
    /// The note.
    pub note: Option<TextFault>,
    /// Who is told what.
    pub tell: told::Faults,
}

impl Form {
    /// The form as it begins, with what is safe to tell.
    pub fn begun(told_at_first: TellThem) -> Form {
        let told = || told_at_first.code().to_owned();
        Form { tell_patient: told(), tell_trusted: told(), ..Form::default() }
    }

    /// What each of the two is told, as typed. Whoever is not asked about is told nothing.
    pub fn told(&self, about: About) -> Typed<'_> {
        let nothing = TellThem::Nothing.code();
        Typed {
            patient: if about == About::Nobody { nothing } else { &self.tell_patient },
            trusted: if about == About::Both { &self.tell_trusted } else { nothing },
        }
    }

    /// What was said, where everything is answered that must be.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, questions: Questions) -> Result<Said, Faults> {
        let reason = SuspendReason::CHOSEN.into_iter().find(|reason| reason.code() == self.reason);
        let note = note(&self.note);
        let why = reason.filter(|_| questions.reason).map(Why::Paused);
        let told = self.told(questions.about);
        let tell = if questions.reason { told.parse(why) } else { told.parse_without_reason() };
        let faults = Faults {
            reason: questions.reason && reason.is_none(),
            in_line: questions.tick && self.in_line != "yes",
            note: note.as_ref().err().copied(),
            tell: tell.err().unwrap_or_default(),
        };
        match (note, tell) {
            (Ok(note), Ok(tell)) if faults == Faults::default() => Ok(Said { reason, note, tell }),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: Questions = Questions { reason: true, tick: true, about: About::Both };
    const A_TICK: Questions = Questions { reason: false, tick: true, about: About::Nobody };
    const NOTHING: Questions = Questions { reason: false, tick: false, about: About::Nobody };

    fn typed(questions: Questions, reason: &str, in_line: &str, note: &str) -> Result<(), Faults> {
        let [reason, in_line, note] = [reason, in_line, note].map(str::to_owned);
        Form { reason, in_line, note, ..Form::begun(TellThem::Nothing) }.parse(questions).map(|_| ())
    }

    #[test]
    fn each_mistake_is_named() {
        let none = Faults::default();
        let long = "x".repeat(501);
        let cases = [
            (typed(EVERYTHING, "", "", ""), Faults { reason: true, in_line: true, ..none }),
            (typed(EVERYTHING, "deceased", "yes", ""), Faults { reason: true, ..none }),
            (typed(A_TICK, "", "", ""), Faults { in_line: true, ..none }),
            (typed(A_TICK, "", "no", ""), Faults { in_line: true, ..none }),
            (typed(NOTHING, "", "", &long), Faults { note: Some(TextFault::TooLong), ..none }),
        ];
        for (number, (outcome, faults)) in cases.into_iter().enumerate() {
            assert_eq!(outcome, Err(faults), "case {number}");
        }
        assert_eq!(typed(EVERYTHING, "pending_review", "yes", ""), Ok(()));
        assert_eq!(typed(NOTHING, "", "", "Talked about it."), Ok(()), "nothing to be brought in line");
    }

    #[test]
    fn whoever_is_not_asked_about_is_told_nothing() {
        let form = Form { in_line: "yes".to_owned(), ..Form::begun(TellThem::Outcome) };
        let told = |about| form.parse(Questions { about, ..A_TICK }).map(|said| said.tell);
        assert_eq!(told(About::Both), Ok(Tell::OUTCOME));
        let patient = Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing };
        assert_eq!(told(About::Patient), Ok(patient));
        assert_eq!(told(About::Nobody), Ok(Tell::NOTHING));
    }

    #[test]
    fn a_safeguarding_concern_is_never_told_to_the_trusted_person() {
        let mut form = Form { in_line: "yes".to_owned(), ..Form::begun(TellThem::Nothing) };
        form.reason = "safeguarding".to_owned();
        assert_eq!(form.parse(EVERYTHING).map(|said| said.tell), Ok(Tell::NOTHING));
        form.tell_trusted = "reason".to_owned();
        let never = told::Faults { patient: None, trusted: Some(told::Fault::Never) };
        assert_eq!(form.parse(EVERYTHING).err(), Some(Faults { tell: never, ..Faults::default() }));
    }
}
