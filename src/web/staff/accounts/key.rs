//! Linkage keys: the first, another, and none any more. Who is given one prints the letter at once (`letter`).

use crate::locale::{Say, Words};
use domain::account::{Command, ResetReason, RevokeKeyReason, Tell};

use super::form::{Answers, Form};
use super::kind::{Case, Change};
use super::reason::for_a_reason;
use super::tell::{self, Whom};
use super::wanted::Wanted;
use super::words as account_words;

/// Makes the first key.
pub struct Issue;

impl Change for Issue {
    const PATH: &'static str = "/staff/accounts/{account}/key";
    const TITLE: Say = Words::msg_accounts_key_issue;
    const MEANS: Say = Words::msg_accounts_key_issue_means;

    fn ask(_case: &Case<'_>, _form: &mut Form<'_>) -> Option<Wanted> {
        Some(Wanted { command: Command::IssueKey, tell: None, rows: Vec::new(), remark: None })
    }
}

/// Makes another key.
pub struct Reset;

impl Change for Reset {
    const PATH: &'static str = "/staff/accounts/{account}/reset-key";
    const TITLE: Say = Words::msg_accounts_key_reset;
    const MEANS: Say = Words::msg_accounts_key_reset_means;

    fn begin(_case: &Case<'_>) -> Answers {
        tell::answers(Tell::NOBODY)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let reasons = ResetReason::ALL.iter().copied();
        for_a_reason(
            (case, Whom::Holder),
            form,
            reasons,
            (ResetReason::code, account_words::reset),
            Command::ResetKey,
        )
    }
}

/// Takes the key away.
pub struct Revoke;

impl Change for Revoke {
    const PATH: &'static str = "/staff/accounts/{account}/revoke-key";
    const TITLE: Say = Words::msg_accounts_key_revoke;
    const MEANS: Say = Words::msg_accounts_key_revoke_means;

    fn begin(_case: &Case<'_>) -> Answers {
        tell::answers(Tell::NOBODY)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        for_a_reason(
            (case, Whom::Holder),
            form,
            RevokeKeyReason::chosen(),
            (RevokeKeyReason::code, account_words::revoke_key),
            Command::RevokeKey,
        )
    }
}
