//! Linkage keys: the first, another, and none any more. Who is given one prints the letter at once (`letter`).

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use domain::account::{Command, ResetReason, RevokeKeyReason};

use super::change::{Case, Change, reason};
use super::form::Form;
use super::wanted::Wanted;
use super::words as account_words;

/// Makes the first key.
pub struct Issue;

impl Change for Issue {
    const PATH: &'static str = "/staff/accounts/{account}/key";
    const TITLE: Say = Words::msg_accounts_key_issue;
    const MEANS: Say = Words::msg_accounts_key_issue_means;

    fn ask(case: &Case<'_>, _form: &mut Form<'_>) -> Option<Wanted> {
        let holder = case.opened.shown.holder.person.name.full();
        let rows = vec![SummaryRow::new(case.t.msg_accounts_holder(), holder)];
        Some(Wanted { command: Command::IssueKey, rows, remark: None })
    }
}

/// Makes another key.
pub struct Reset;

impl Change for Reset {
    const PATH: &'static str = "/staff/accounts/{account}/reset-key";
    const TITLE: Say = Words::msg_accounts_key_reset;
    const MEANS: Say = Words::msg_accounts_key_reset_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let why = reason(form, ResetReason::ALL.iter().copied(), (ResetReason::code, account_words::reset));
        let remark = form.note()?;
        let why = why?;
        let rows = vec![SummaryRow::new(case.t.msg_accounts_reason(), account_words::reset(case.t, why))];
        Some(Wanted { command: Command::ResetKey(why), rows, remark })
    }
}

/// Takes the key away.
pub struct Revoke;

impl Change for Revoke {
    const PATH: &'static str = "/staff/accounts/{account}/revoke-key";
    const TITLE: Say = Words::msg_accounts_key_revoke;
    const MEANS: Say = Words::msg_accounts_key_revoke_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        // Our own count of wrong tries is no reason that people give.
        let reasons =
            RevokeKeyReason::ALL.iter().copied().filter(|one| *one != RevokeKeyReason::TooManyTries);
        let why = reason(form, reasons, (RevokeKeyReason::code, account_words::revoke_key));
        let remark = form.note()?;
        let why = why?;
        let rows =
            vec![SummaryRow::new(case.t.msg_accounts_reason(), account_words::revoke_key(case.t, why))];
        Some(Wanted { command: Command::RevokeKey(why), rows, remark })
    }
}
