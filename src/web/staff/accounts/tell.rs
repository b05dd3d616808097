//! Who is told that something has changed: asked for the holder and for the patient, nothing at first where something is taken away.
//! Why, nobody is told by us.

use crate::web::lists::SummaryRow;
use crate::web::parts::Choice;
use crate::web::staff::told;
use domain::PersonId;
use domain::account::Tell;
use domain::delegation::TellThem;
use domain::person::is_adult;

use super::form::{Answers, Form, Question};
use super::kind::Case;

/// Whom a change concerns.
#[derive(Debug, Clone, Copy)]
pub enum Whom {
    /// Nobody is written to of it.
    Nobody,
    /// The holder alone.
    Holder,
    /// The holder, and this patient.
    Both(PersonId),
}

const HOLDER: &str = "tell_holder";
const PATIENT: &str = "tell_patient";

/// The answers that stand there to begin with.
pub fn begun(tell: Tell) -> Vec<(&'static str, String)> {
    let code = |is_told| if is_told { TellThem::Outcome.code() } else { TellThem::Nothing.code() };
    vec![(HOLDER, code(tell.holder).to_owned()), (PATIENT, code(tell.patient).to_owned())]
}

/// The same, for a form that asks little besides.
pub fn answers(tell: Tell) -> Answers {
    Answers::begun(begun(tell))
}

/// Whom access for this patient concerns: of their own, nobody is told twice.
pub fn of_access(case: &Case<'_>, patient: PersonId) -> Whom {
    if patient == case.opened.shown.account.person { Whom::Holder } else { Whom::Both(patient) }
}

/// Asks for each; who is not asked about is not told, nor who was left unanswered. None where it is nobody's to be told.
pub fn ask(case: &Case<'_>, form: &mut Form<'_>, whom: Whom) -> Option<Tell> {
    let t = case.t;
    let patient = match whom {
        Whom::Nobody => return None,
        Whom::Holder => None,
        Whom::Both(patient) => Some(patient),
    };
    form.heading(t.msg_told_row());
    let holder = case.opened.shown.account.person;
    let safety = patient.map(|_| t.msg_accounts_told_safety());
    let hints: Vec<String> = safety.into_iter().chain(unwritten(case, holder)).collect();
    let question = Question::new(t.msg_accounts_told_holder()).hint(hints.join(" "));
    let holder = one(form, HOLDER, question);
    let patient = patient.is_some_and(|patient| {
        let hint = unwritten(case, patient).unwrap_or_default();
        one(form, PATIENT, Question::new(t.msg_told_patient()).hint(hint))
    });
    Some(Tell { holder, patient })
}

fn one(form: &mut Form<'_>, name: &'static str, question: Question) -> bool {
    let t = form.t;
    let nothing = Choice::new(TellThem::Nothing.code(), t.msg_told_nothing()).hint(t.msg_told_nothing_hint());
    let outcome = Choice::new(TellThem::Outcome.code(), t.msg_accounts_told_outcome());
    let choices = vec![(false, nothing), (true, outcome.hint(t.msg_told_outcome_hint()))];
    form.one(name, question, choices, None).unwrap_or(false)
}

/// Why nobody writes to somebody, whatever is chosen.
fn unwritten(case: &Case<'_>, person: PersonId) -> Option<String> {
    let child = is_child(case, person).then(|| case.t.msg_accounts_told_child());
    child.or_else(|| no_email(case, person))
}

/// That we have no address of somebody whom the account knows.
fn no_email(case: &Case<'_>, person: PersonId) -> Option<String> {
    let known = case.opened.person(person)?;
    known.email.is_none().then(|| case.t.msg_accounts_told_no_email())
}

/// Nobody writes to a child.
fn is_child(case: &Case<'_>, person: PersonId) -> bool {
    case.born(person).is_some_and(|born| !is_adult(born, case.today))
}

/// What was answered, to be checked.
pub fn row(case: &Case<'_>, tell: Option<Tell>, whom: Whom) -> Option<SummaryRow> {
    let (t, tell) = (case.t, tell?);
    let of_holder = [t.msg_accounts_told_holder_outcome(), t.msg_accounts_told_holder_nothing()];
    let mut lines = vec![line(case, (case.opened.shown.account.person, tell.holder), of_holder)];
    if let Whom::Both(patient) = whom {
        let of_patient = [TellThem::Outcome, TellThem::Nothing].map(|told| told::patient(t, told));
        lines.push(line(case, (patient, tell.patient), of_patient));
    }
    Some(SummaryRow::lines(t.msg_told_row(), lines))
}

/// That somebody is told, or is not; of whom nobody can write to, why.
fn line(case: &Case<'_>, (person, is_told): (PersonId, bool), [outcome, nothing]: [String; 2]) -> String {
    match unwritten(case, person).filter(|_| is_told) {
        Some(why) => format!("{nothing} {why}"),
        None if is_told => outcome,
        None => nothing,
    }
}
