//! What the holder is to a patient, and on what ground they act.

use crate::locale::Words;
use crate::web::parts::Choice;
use crate::web::staff::words as staff_words;
use crate::wording;
use domain::Relationship;
use domain::account::{Checked, Evidence, Ground, Tie};
use domain::delegation::ConsentMethod;

use super::form::{Answers, Form, Question};
use super::words as account_words;

/// What a ground needs besides its name.
#[derive(Clone, Copy)]
enum Basis {
    /// How consent was given.
    Consent,
    /// What was seen, and when it is looked at again.
    Checked(fn(Checked) -> Ground),
}

/// The code of the ground that needs no evidence.
const CONSENT: &str = "consent";

/// The answers that stand there for what is so.
pub fn begun(tie: Tie) -> (Vec<(&'static str, String)>, Option<Checked>) {
    let Tie::Proxy { relationship, ground } = tie else { return (Vec::new(), None) };
    let code = match ground {
        Ground::Consent { .. } => CONSENT,
        Ground::ParentalResponsibility(_) => "parental_responsibility",
        Ground::BestInterests(_) => "best_interests",
        Ground::PowerOfAttorney(_) => "power_of_attorney",
        Ground::Deputy(_) => "deputy",
    };
    let pairs = vec![("relationship", relationship.code().to_owned()), ("ground", code.to_owned())];
    (pairs, ground.checked())
}

/// The same answers with the day of review that was set.
pub fn with_review(answers: Answers, checked: Option<Checked>) -> Answers {
    answers.with_date("review", checked.map(|checked| checked.review_on))
}

/// Asks for relationship and ground, with what the ground needs.
pub fn ask(form: &mut Form<'_>) -> Option<Tie> {
    let t = form.t;
    form.heading(t.msg_accounts_part_ground());
    let relation = |one| (one, Choice::new(Relationship::code(one), wording::relationship(t, one)));
    let question = Question::new(t.msg_accounts_relationship());
    let choices = Vec::from(Relationship::ALL.map(relation));
    let relationship = form.one("relationship", question, choices, Some(t.msg_accounts_relationship_empty()));
    let question = Question::new(t.msg_accounts_ground());
    let basis = form.one("ground", question, grounds(t), Some(t.msg_accounts_ground_empty()));
    let consent = consent(form, matches!(basis, Some(Basis::Consent)));
    let checked = checked(form, matches!(basis, Some(Basis::Checked(_))));
    let ground = match basis? {
        Basis::Consent => Ground::Consent { method: consent? },
        Basis::Checked(ground) => ground(checked?),
    };
    Some(Tie::Proxy { relationship: relationship?, ground })
}

fn grounds(t: &Words) -> Vec<(Basis, Choice)> {
    let of = |basis, code: &str, name: String| (basis, Choice::new(code, name));
    vec![
        of(Basis::Consent, CONSENT, t.msg_accounts_ground_consent()),
        of(
            Basis::Checked(Ground::ParentalResponsibility),
            "parental_responsibility",
            t.msg_accounts_ground_parental(),
        ),
        of(Basis::Checked(Ground::BestInterests), "best_interests", t.msg_accounts_ground_best_interests()),
        of(Basis::Checked(Ground::PowerOfAttorney), "power_of_attorney", t.msg_accounts_ground_attorney()),
        of(Basis::Checked(Ground::Deputy), "deputy", t.msg_accounts_ground_deputy()),
    ]
}

fn consent(form: &mut Form<'_>, is_needed: bool) -> Option<ConsentMethod> {
    let t = form.t;
    let method = |one: ConsentMethod| (one, Choice::new(one.code(), staff_words::consent(t, one)));
    let question = Question::new(t.msg_access_form_consent()).hint(t.msg_accounts_consent_hint());
    let empty = is_needed.then(|| t.msg_access_form_consent_empty());
    form.one("consent", question, Vec::from(ConsentMethod::ALL.map(method)), empty)
}

fn checked(form: &mut Form<'_>, is_needed: bool) -> Option<Checked> {
    let t = form.t;
    let shows = |one: &Evidence| (*one, Choice::new(one.code(), account_words::evidence(t, *one)));
    let question = Question::new(t.msg_accounts_evidence()).hint(t.msg_accounts_evidence_hint());
    let empty = is_needed.then(|| t.msg_accounts_evidence_empty());
    let evidence = form.one("evidence", question, Evidence::ALL.iter().map(shows).collect(), empty);
    let question = Question::new(t.msg_accounts_review()).hint(t.msg_accounts_review_hint());
    let review_on = form.date("review", question, !is_needed);
    Some(Checked { evidence: evidence?, review_on: review_on? })
}
