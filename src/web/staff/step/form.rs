//! The form of a step: a reason for a pause, a tick, and a note for the practice.

use serde::Deserialize;

use crate::web::form::TextFault;
use domain::delegation::SuspendReason;
use domain::text::note;

use super::purpose::Purpose;

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
    /// What was said.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, purpose: Purpose) -> Result<Said, Faults> {
        let reason = SuspendReason::CHOSEN.into_iter().find(|reason| reason.code() == self.reason);
        let note = note(&self.note);
        let faults = Faults {
            reason: purpose == Purpose::Suspend && reason.is_none(),
            in_line: purpose.needs_tick() && self.in_line != "yes",
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

    fn typed(purpose: Purpose, reason: &str, in_line: &str, note: &str) -> Result<(), Faults> {
        let [reason, in_line, note] = [reason, in_line, note].map(str::to_owned);
        Form { reason, in_line, note }.parse(purpose).map(|_| ())
    }

    #[test]
    fn each_mistake_is_named() {
        let none = Faults::default();
        let long = "x".repeat(501);
        let cases = [
            (typed(Purpose::Suspend, "", "", ""), Faults { reason: true, in_line: true, ..none }),
            (typed(Purpose::Suspend, "deceased", "yes", ""), Faults { reason: true, ..none }),
            (typed(Purpose::Resume, "", "", ""), Faults { in_line: true, ..none }),
            (typed(Purpose::Remove, "", "no", ""), Faults { in_line: true, ..none }),
            (typed(Purpose::Keep, "", "", &long), Faults { note: Some(TextFault::TooLong), ..none }),
        ];
        for (number, (outcome, faults)) in cases.into_iter().enumerate() {
            assert_eq!(outcome, Err(faults), "case {number}");
        }
        assert_eq!(typed(Purpose::Suspend, "pending_review", "yes", ""), Ok(()));
        assert_eq!(typed(Purpose::Keep, "", "", "Talked about it."), Ok(()), "nothing to be brought in line");
    }
}
