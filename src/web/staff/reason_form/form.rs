//! The form: why, what the patient and the trusted person may be told, and a note for the practice.

use serde::Deserialize;

use crate::web::form::TextFault;
use crate::web::staff::told::{self, Typed};
use domain::delegation::{Tell, TellThem};
use domain::text::note;

use super::reason::Reason;

/// The form, as typed. No `Debug`: the texts may say things of the patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Which button was pressed: none, `send` or `edit`.
    pub step: String,
    /// Why.
    pub reason: String,
    /// Why in own words, for "another reason".
    pub other: String,
    /// A note that only the practice sees.
    pub note: String,
    /// What the patient is told.
    pub tell_patient: String,
    /// What the trusted person is told.
    pub tell_trusted: String,
}

/// What it means.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision<R> {
    /// Why.
    pub why: R,
    /// What each of the two is told.
    pub tell: Tell,
    /// The reason in own words, then the note; kept beside the event, seen by the practice only.
    pub remark: Option<String>,
}

/// What is wrong with it, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// No reason.
    pub reason: bool,
    /// The other reason.
    pub other: Option<TextFault>,
    /// The note.
    pub note: Option<TextFault>,
    /// Who is told what.
    pub tell: told::Faults,
}

impl Form {
    /// The form as it begins: nobody is told anything until somebody has thought of safety.
    pub fn begun() -> Form {
        let nothing = || TellThem::Nothing.code().to_owned();
        Form { tell_patient: nothing(), tell_trusted: nothing(), ..Form::default() }
    }

    /// What each of the two is told, as typed.
    pub fn told(&self) -> Typed<'_> {
        Typed { patient: &self.tell_patient, trusted: &self.tell_trusted }
    }

    /// What was decided, for one of the `reasons`. A text to "another reason" counts only where that is the reason: browsers
    /// without JavaScript send it always.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse<R: Reason>(&self, reasons: &[R]) -> Result<Decision<R>, Faults> {
        let why = reasons.iter().copied().find(|reason| reason.code() == self.reason);
        let tell = self.told().parse(why.map(Reason::why));
        let is_needed = why.is_some_and(Reason::is_other);
        let other = if is_needed { note(&self.other) } else { Ok(None) };
        let note = note(&self.note);
        let faults = Faults {
            reason: why.is_none(),
            other: other.as_ref().map_or_else(
                |fault| Some(*fault),
                |text| (is_needed && text.is_none()).then_some(TextFault::Empty),
            ),
            note: note.as_ref().err().copied(),
            tell: tell.err().unwrap_or_default(),
        };
        match (why, tell, other, note) {
            (Some(why), Ok(tell), Ok(other), Ok(note)) if faults == Faults::default() => {
                let texts: Vec<String> = [other, note].into_iter().flatten().collect();
                let remark = (!texts.is_empty()).then(|| texts.join("\n"));
                Ok(Decision { why, tell, remark })
            }
            _ => Err(faults),
        }
    }

    /// All answers as names and values, for the hidden inputs of the check page.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("reason", &self.reason),
            ("other", &self.other),
            ("note", &self.note),
            ("tell_patient", &self.tell_patient),
            ("tell_trusted", &self.tell_trusted),
        ];
        all.map(|(name, value)| (name, value.clone())).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delegation::{RefusalReason, RevokeReason};
    use domain::text::NOTE_LIMIT;

    fn typed(reason: &str, other: &str, note: &str, tell: &str) -> Result<Option<String>, Faults> {
        let [reason, other, note, tell] = [reason, other, note, tell].map(str::to_owned);
        Form { reason, other, note, tell_patient: tell.clone(), tell_trusted: tell, ..Form::default() }
            .parse(RefusalReason::ALL)
            .map(|decision| decision.remark)
    }

    #[test]
    fn each_mistake_is_named() {
        let (long, none) = ("x".repeat(NOTE_LIMIT + 1), Faults::default());
        let empty = Some(told::Fault::NotChosen);
        let unsaid = told::Faults { patient: empty, trusted: empty };
        let never = told::Faults { patient: None, trusted: Some(told::Fault::Never) };
        let cases = [
            (typed("", "", "", ""), Faults { reason: true, tell: unsaid, ..none }),
            (typed("not_needed", "", "", ""), Faults { tell: unsaid, ..none }),
            (typed("safeguarding", "", "", "reason"), Faults { tell: never, ..none }),
            (typed("because", "", "", "nothing"), Faults { reason: true, ..none }),
            (typed("other", "  ", "", "nothing"), Faults { other: Some(TextFault::Empty), ..none }),
            (typed("other", &long, "", "nothing"), Faults { other: Some(TextFault::TooLong), ..none }),
            (typed("other", "a\u{0}b", "", "nothing"), Faults { other: Some(TextFault::Unfit), ..none }),
            (typed("not_needed", "", &long, "reason"), Faults { note: Some(TextFault::TooLong), ..none }),
        ];
        for (number, (outcome, faults)) in cases.into_iter().enumerate() {
            assert_eq!(outcome, Err(faults), "case {number}");
        }
    }

    #[test]
    fn texts_are_kept_together_and_lines_count_once() {
        let lines = "a\r\n".repeat(NOTE_LIMIT / 2);
        assert_eq!(
            typed("no_consent", "left over", "", "outcome"),
            Ok(None),
            "only another reason has a text"
        );
        assert_eq!(typed("other", " Why ", "Note", "outcome"), Ok(Some("Why\nNote".to_owned())));
        assert!(typed("not_needed", "", &lines, "nothing").is_ok());
        assert!(typed("not_needed", "", &"é".repeat(NOTE_LIMIT), "nothing").is_ok());
    }

    #[test]
    fn a_stop_has_reasons_of_its_own() {
        let typed = |reason: &str| {
            let form = Form { reason: reason.to_owned(), ..Form::begun() };
            let chosen: Vec<RevokeReason> = RevokeReason::chosen().collect();
            form.parse(&chosen).map(|decision| decision.why.code())
        };
        assert_eq!(typed("misuse"), Ok("misuse"));
        for not_to_be_chosen in ["end_date_reached", "no_consent"] {
            assert_eq!(typed(not_to_be_chosen), Err(Faults { reason: true, ..Faults::default() }));
        }
    }
}
