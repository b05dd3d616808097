//! The account is associated with a patient; what that gives is changed, or decided anew with its ground.

use time::Date;
use uuid::Uuid;

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use crate::wording;
use domain::Access;
use domain::account::{self, AssociationId, Command, OffReason, Tell, Tie};

use super::access;
use super::form::{Answers, Form};
use super::ground;
use super::kind::{Case, Change};
use super::tell;
use super::wanted::Wanted;
use super::words as account_words;

/// Associates it with the patient whom the address names: the holder themselves, or another.
pub struct Associate;

impl Change for Associate {
    const PATH: &'static str = "/staff/accounts/{account}/patients/{patient}/associate";
    const TITLE: Say = Words::msg_accounts_associate;
    const MEANS: Say = Words::msg_accounts_associate_means;
    const GIVES: bool = true;

    fn begin(case: &Case<'_>) -> Answers {
        access::begun(tell::begun(Tell::BOTH), None, case.today)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let (patient, described) = case.opened.patient.as_ref()?;
        let is_own = *patient == case.opened.shown.account.person;
        let tie = if is_own { Some(Tie::Own) } else { ground::ask(form) };
        form.heading(case.t.msg_accounts_part_access());
        let access = access::ask(form, None, case.today);
        let whom = tell::of_access(case, *patient);
        let told = tell::ask(case, form, whom);
        let remark = form.note()?;
        let (tie, access) = (tie?, access?);
        let mut rows = rows(case, tie, (None, &access), None);
        rows.extend(tell::row(case, told, whom));
        // The action draws the id; what is shown before it needs none.
        let wish = account::Associate {
            association: AssociationId(Uuid::nil()),
            patient: *patient,
            patient_born: described.birth_date,
            tie,
            access,
            verify_first: case.options.verify_first,
        };
        Some(Wanted { command: Command::Associate(Box::new(wish)), tell: told, rows, remark })
    }
}

/// Changes services, level or days.
pub struct ChangeAccess;

impl Change for ChangeAccess {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/change";
    const TITLE: Say = Words::msg_accounts_change;
    const MEANS: Say = Words::msg_accounts_change_means;
    const GIVES: bool = true;

    fn begin(case: &Case<'_>) -> Answers {
        let was = case.opened.association.as_ref().map(|one| &one.access);
        access::begun(tell::begun(Tell::BOTH), was, case.today)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let one = case.opened.association.as_ref()?;
        let access = access::ask(form, Some(&one.access), case.today);
        let off = access::off(form);
        let whom = tell::of_access(case, one.patient);
        let told = tell::ask(case, form, whom);
        let remark = form.note()?;
        let access = access?;
        let mut rows = rows(case, one.tie, (Some(&one.access), &access), off);
        rows.extend(tell::row(case, told, whom));
        let command = Command::ChangeAccess { association: one.id, access, off };
        Some(Wanted { command, tell: told, rows, remark })
    }
}

/// Decides it anew.
pub struct Renew;

impl Change for Renew {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/renew";
    const TITLE: Say = Words::msg_accounts_renew;
    const MEANS: Say = Words::msg_accounts_renew_means;
    const GIVES: bool = true;

    fn begin(case: &Case<'_>) -> Answers {
        let Some(one) = &case.opened.association else { return Answers::default() };
        // The ground stands there; consent and evidence are for the reader to say anew.
        let (mut pairs, checked) = ground::begun(one.tie);
        pairs.extend(tell::begun(Tell::BOTH));
        ground::with_review(access::begun(pairs, Some(&one.access), case.today), checked)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let one = case.opened.association.as_ref()?;
        let tie = if one.tie.is_proxy() { ground::ask(form) } else { Some(Tie::Own) };
        form.heading(case.t.msg_accounts_part_access());
        let access = access::ask(form, Some(&one.access), case.today);
        let off = access::off(form);
        let whom = tell::of_access(case, one.patient);
        let told = tell::ask(case, form, whom);
        let remark = form.note()?;
        let (tie, access) = (tie?, access?);
        let mut rows = rows(case, tie, (Some(&one.access), &access), off);
        rows.extend(tell::row(case, told, whom));
        let wish = account::Renew {
            association: one.id,
            patient_born: case.born(one.patient).unwrap_or(Date::MIN),
            tie,
            access,
            off,
        };
        Some(Wanted { command: Command::Renew(Box::new(wish)), tell: told, rows, remark })
    }
}

/// The ground, and what is given now and was before.
fn rows(
    case: &Case<'_>,
    tie: Tie,
    (was, access): (Option<&Access>, &Access),
    off: Option<OffReason>,
) -> Vec<SummaryRow> {
    let (t, language) = (case.t, case.language);
    let mut rows = vec![SummaryRow::lines(t.msg_accounts_ground(), account_words::tie(language, tie))];
    if let Some(was) = was {
        rows.push(SummaryRow::paragraphs(t.msg_accounts_before(), wording::access_in_full(language, was)));
    }
    rows.push(SummaryRow::paragraphs(t.msg_accounts_after(), wording::access_in_full(language, access)));
    rows.extend(off.map(|reason| SummaryRow::new(t.msg_accounts_off(), account_words::off(t, reason))));
    rows
}
