//! The practice makes sure who the holder is, or says that this counts no more.

use crate::locale::{Say, Words, date_long};
use crate::web::lists::SummaryRow;
use crate::web::parts::Choice;
use domain::StaffId;
use domain::account::{Command, Document, Proof, UnverifyReason, Verification, Vouching};

use super::form::{Answers, Form, Question};
use super::kind::{Case, Change};
use super::reason::for_a_reason;
use super::tell::Whom;
use super::wanted::Wanted;
use super::words as account_words;

/// By what somebody was known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Documents,
    Personal,
    Information,
    Named,
    NhsLogin,
}

/// Verifies.
pub struct Verify;

impl Change for Verify {
    const PATH: &'static str = "/staff/accounts/{account}/verify";
    const TITLE: Say = Words::msg_accounts_verify;
    const MEANS: Say = Words::msg_accounts_verify_means;

    fn begin(case: &Case<'_>) -> Answers {
        Answers::default().with_date("on", Some(case.today))
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let t = case.t;
        let on = form.date("on", Question::new(t.msg_accounts_verify_on()), false);
        let question = Question::new(t.msg_accounts_proof());
        let by = form.one("proof", question, ways(case), Some(t.msg_accounts_proof_empty()));
        let seen = |one: &Document| (*one, Choice::new(one.code(), account_words::document(t, *one)));
        let hint =
            if case.keeps_copies { t.msg_accounts_seen_hint_copy() } else { t.msg_accounts_seen_hint() };
        let question = Question::new(t.msg_accounts_seen()).hint(hint);
        let empty = (by == Some(By::Documents)).then(|| t.msg_accounts_refused_no_document());
        let seen = form.many("seen", question, Document::ALL.iter().map(seen).collect(), empty);
        let colleague = colleague(case, form, by == Some(By::Named));
        let remark = form.note()?;
        let proof = match by? {
            By::Documents => Proof::Documents { seen, copy: None },
            By::Personal => Proof::Vouching(Vouching::Personal),
            By::Information => Proof::Vouching(Vouching::Information),
            By::Named => Proof::Vouching(Vouching::NamedStaff { by: colleague? }),
            By::NhsLogin => Proof::NhsLogin,
        };
        let on = on?;
        let rows = vec![
            SummaryRow::new(t.msg_accounts_verify_on(), date_long(on, case.language)),
            SummaryRow::new(t.msg_accounts_proof(), account_words::proof(t, &proof)),
        ];
        let is_proofed = case.opened.shown.holder.proofed;
        let command = Command::Verify { verification: Verification { on, proof }, is_proofed };
        Some(Wanted { command, tell: None, rows, remark })
    }
}

/// The ways to choose from; that a colleague vouches, where there is one.
fn ways(case: &Case<'_>) -> Vec<(By, Choice)> {
    let t = case.t;
    let mut ways = vec![
        (By::Documents, Choice::new("documents", t.msg_accounts_proof_documents())),
        (By::Personal, Choice::new("personal", t.msg_accounts_proof_personal())),
        (By::Information, Choice::new("information", t.msg_accounts_proof_information())),
        (By::Named, Choice::new("named", t.msg_accounts_proof_named())),
        (By::NhsLogin, Choice::new("nhs_login", t.msg_accounts_proof_nhs_login())),
    ];
    ways.retain(|(by, _)| *by != By::Named || !case.colleagues.is_empty());
    ways
}

/// Asks which colleague vouches, where there is one.
fn colleague(case: &Case<'_>, form: &mut Form<'_>, is_needed: bool) -> Option<StaffId> {
    let t = case.t;
    if case.colleagues.is_empty() {
        return None;
    }
    let people = case.colleagues.iter().map(|(id, name)| (*id, Choice::new(id.to_string(), name)));
    let question = Question::new(t.msg_accounts_colleague()).hint(t.msg_accounts_colleague_hint());
    let empty = is_needed.then(|| t.msg_accounts_colleague_empty());
    form.one("colleague", question, people.collect(), empty)
}

/// Says that it counts no more.
pub struct Unverify;

impl Change for Unverify {
    const PATH: &'static str = "/staff/accounts/{account}/unverify";
    const TITLE: Say = Words::msg_accounts_unverify;
    const MEANS: Say = Words::msg_accounts_unverify_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let reasons = UnverifyReason::ALL.iter().copied();
        for_a_reason(
            (case, Whom::Nobody),
            form,
            reasons,
            (UnverifyReason::code, account_words::unverify),
            Command::Unverify,
        )
    }
}
