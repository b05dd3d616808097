//! The form: a reason for a pause, a tick, and a note for the practice.

use serde::Deserialize;

use crate::web::form::TextFault;
use domain::delegation::SuspendReason;
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
}

/// What must be answered.
#[derive(Debug, Clone, Copy)]
pub struct Questions {
    /// A reason.
    pub reason: bool,
    /// The tick.
    pub tick: bool,
}

/// What it means.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// Why it is paused.
    pub reason: Option<SuspendReason>,
    /// A note that only the practice sees.
    pub note: Option<String>,
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
}

impl Form {
    /// What was said, where everything is answered that must be.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, questions: Questions) -> Result<Said, Faults> {
        let reason = SuspendReason::CHOSEN.into_iter().find(|reason| reason.code() == self.reason);
        let note = note(&self.note);
        let faults = Faults {
            reason: questions.reason && reason.is_none(),
            in_line: questions.tick && self.in_line != "yes",
            note: note.as_ref().err().copied(),
        };
        match note {
            Ok(note) if faults == Faults::default() => Ok(Said { reason, note }),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: Questions = Questions { reason: true, tick: true };
    const A_TICK: Questions = Questions { reason: false, tick: true };
    const NOTHING: Questions = Questions { reason: false, tick: false };

    fn typed(questions: Questions, reason: &str, in_line: &str, note: &str) -> Result<(), Faults> {
        let [reason, in_line, note] = [reason, in_line, note].map(str::to_owned);
        Form { reason, in_line, note }.parse(questions).map(|_| ())
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
}
