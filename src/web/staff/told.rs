//! Who is told what: asked for the patient and for the trusted person, and said again in words before and after.

use crate::locale::Words;
use crate::web::parts::{Choice, FieldView};
use domain::Party;
use domain::delegation::{Tell, TellThem, Why};

/// Why an answer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was chosen.
    NotChosen,
    /// The reason never reaches this person.
    Never,
}

/// What is wrong for each of the two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// For the patient.
    pub patient: Option<Fault>,
    /// For the trusted person.
    pub trusted: Option<Fault>,
}

/// The two answers, as typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// For the patient.
    pub patient: &'a str,
    /// For the trusted person.
    pub trusted: &'a str,
}

impl Typed<'_> {
    /// What each is told of what has no reason: that it was done, or nothing.
    ///
    /// # Errors
    /// What is wrong for each.
    pub fn parse_without_reason(self) -> Result<Tell, Faults> {
        self.each(|code, _| {
            TellThem::from_code(code).filter(|told| !told.allows_reason()).ok_or(Fault::NotChosen)
        })
    }

    /// What each is told; the reason `why`, which may not be chosen yet, only where they may learn it.
    ///
    /// # Errors
    /// What is wrong for each.
    pub fn parse(self, why: Option<Why>) -> Result<Tell, Faults> {
        self.each(|code, reader| one(code, why, reader))
    }

    fn each(self, one: impl Fn(&str, Party) -> Result<TellThem, Fault>) -> Result<Tell, Faults> {
        let patient = one(self.patient, Party::Delegator);
        let trusted = one(self.trusted, Party::Delegate);
        match (patient, trusted) {
            (Ok(delegator), Ok(delegate)) => Ok(Tell { delegator, delegate }),
            (patient, trusted) => Err(Faults { patient: patient.err(), trusted: trusted.err() }),
        }
    }

    /// The two questions.
    pub fn fields(self, t: &Words, faults: Faults) -> [FieldView; 2] {
        let words = |fault: Option<Fault>, name: &str, value: &str, never: String| {
            let error = fault.map(|fault| match fault {
                Fault::NotChosen => t.msg_told_empty(),
                Fault::Never => never,
            });
            FieldView::new(name, value).with_error(error)
        };
        [
            words(faults.patient, "tell_patient", self.patient, t.msg_told_patient_never()),
            words(faults.trusted, "tell_trusted", self.trusted, t.msg_told_trusted_never()),
        ]
    }
}

fn one(code: &str, why: Option<Why>, reader: Party) -> Result<TellThem, Fault> {
    let told = TellThem::from_code(code).ok_or(Fault::NotChosen)?;
    let may_be_told = why.is_none_or(|why| why.most_told_to(reader).allows_reason());
    if told.allows_reason() && !may_be_told { Err(Fault::Never) } else { Ok(told) }
}

/// The answers to choose from: nothing, `outcome` in words, and where there is a reason, that too.
pub fn choices(t: &Words, outcome: String, has_reason: bool) -> Vec<Choice> {
    let mut choices = vec![
        Choice::new(TellThem::Nothing.code(), t.msg_told_nothing()).hint(t.msg_told_nothing_hint()),
        Choice::new(TellThem::Outcome.code(), outcome).hint(t.msg_told_outcome_hint()),
    ];
    if has_reason {
        let reason = Choice::new(TellThem::Reason.code(), t.msg_told_reason());
        choices.push(reason.hint(t.msg_told_reason_hint()));
    }
    choices
}

/// What each is told, a line for each.
pub fn lines(t: &Words, tell: Tell) -> Vec<String> {
    vec![patient(t, tell.delegator), trusted(t, tell.delegate)]
}

/// What the patient is told.
pub fn patient(t: &Words, told: TellThem) -> String {
    match told {
        TellThem::Nothing => t.msg_told_patient_nothing(),
        TellThem::Outcome => t.msg_told_patient_outcome(),
        TellThem::Reason => t.msg_told_patient_reason(),
    }
}

fn trusted(t: &Words, told: TellThem) -> String {
    match told {
        TellThem::Nothing => t.msg_told_trusted_nothing(),
        TellThem::Outcome => t.msg_told_trusted_outcome(),
        TellThem::Reason => t.msg_told_trusted_reason(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delegation::RevokeReason;

    #[test]
    fn a_reason_that_never_reaches_one_of_the_two_is_not_taken_for_them() {
        let why = Some(Why::Stopped(RevokeReason::DelegatorRequest));
        let typed = |patient, trusted| Typed { patient, trusted }.parse(why);
        assert_eq!(
            typed("reason", "outcome"),
            Ok(Tell { delegator: TellThem::Reason, delegate: TellThem::Outcome })
        );
        assert_eq!(typed("reason", "reason"), Err(Faults { patient: None, trusted: Some(Fault::Never) }));
        let without = |patient, trusted| Typed { patient, trusted }.parse_without_reason();
        assert_eq!(without("outcome", "nothing").map(|tell| tell.delegate), Ok(TellThem::Nothing));
        assert_eq!(
            without("outcome", "reason"),
            Err(Faults { patient: None, trusted: Some(Fault::NotChosen) }),
            "there is none to tell"
        );
        assert_eq!(
            typed("", "all"),
            Err(Faults { patient: Some(Fault::NotChosen), trusted: Some(Fault::NotChosen) })
        );
    }
}
