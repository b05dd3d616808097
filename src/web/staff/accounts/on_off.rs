//! Somebody at the practice switches an account off by hand, and on again.

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use domain::account::{Command, SwitchOffReason, Tell};

use super::form::{Answers, Form};
use super::kind::{Case, Change};
use super::reason::for_a_reason;
use super::tell::{self, Whom};
use super::wanted::Wanted;
use super::words as account_words;

/// Switches it off.
pub struct SwitchOff;

impl Change for SwitchOff {
    const PATH: &'static str = "/staff/accounts/{account}/off";
    const TITLE: Say = Words::msg_accounts_switch_off;
    const MEANS: Say = Words::msg_accounts_switch_off_means;

    fn begin(_case: &Case<'_>) -> Answers {
        tell::answers(Tell::NOBODY)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let reasons = SwitchOffReason::ALL.iter().copied();
        for_a_reason(
            (case, Whom::Holder),
            form,
            reasons,
            (SwitchOffReason::code, account_words::switch_off),
            Command::SwitchOff,
        )
    }
}

/// Switches it on again.
pub struct SwitchOn;

impl Change for SwitchOn {
    const PATH: &'static str = "/staff/accounts/{account}/on";
    const TITLE: Say = Words::msg_accounts_switch_on;
    const MEANS: Say = Words::msg_accounts_switch_on_means;

    fn begin(_case: &Case<'_>) -> Answers {
        tell::answers(Tell::BOTH)
    }

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let told = tell::ask(case, form, Whom::Holder);
        let was = case.opened.shown.account.switched_off;
        let was = was.map(|why| {
            SummaryRow::new(case.t.msg_accounts_was_off(), account_words::switch_off(case.t, why))
        });
        let rows = was.into_iter().chain(tell::row(case, told, Whom::Holder)).collect();
        Some(Wanted { command: Command::SwitchOn, tell: told, rows, remark: None })
    }
}
