//! An association is suspended, or ends.

use crate::locale::{Say, Words};
use domain::account::{Command, EndReason, SuspendReason, Tell};

use super::form::{Answers, Form};
use super::kind::{Case, Change};
use super::reason::for_a_reason;
use super::tell;
use super::wanted::Wanted;
use super::words as account_words;

/// Suspends it.
pub struct Suspend;

impl Change for Suspend {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/suspend";
    const TITLE: Say = Words::msg_accounts_suspend;
    const MEANS: Say = Words::msg_accounts_suspend_means;

    fn begin(_case: &Case<'_>) -> Answers {
        tell::answers(Tell::NOBODY)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let one = case.opened.association.as_ref()?;
        let whom = tell::of_access(case, one.patient);
        let command = |reason| Command::Suspend { association: one.id, reason };
        let reasons = SuspendReason::CHOSEN.into_iter();
        for_a_reason((case, whom), form, reasons, (SuspendReason::code, account_words::suspend), command)
    }
}

/// Ends it.
pub struct End;

impl Change for End {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/end";
    const TITLE: Say = Words::msg_accounts_end;
    const MEANS: Say = Words::msg_accounts_end_means;
    const VARIANT: &'static str = "warning";

    fn begin(_case: &Case<'_>) -> Answers {
        tell::answers(Tell::NOBODY)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let one = case.opened.association.as_ref()?;
        let whom = tell::of_access(case, one.patient);
        let command = |reason| Command::End { association: one.id, reason };
        for_a_reason((case, whom), form, EndReason::chosen(), (EndReason::code, account_words::end), command)
    }
}
