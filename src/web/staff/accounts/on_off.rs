//! Somebody at the practice switches an account off by hand, and on again.

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use domain::account::{Command, SwitchOffReason};

use super::change::{Case, Change};
use super::form::Form;
use super::reason::for_a_reason;
use super::wanted::Wanted;
use super::words as account_words;

/// Switches it off.
pub struct SwitchOff;

impl Change for SwitchOff {
    const PATH: &'static str = "/staff/accounts/{account}/off";
    const TITLE: Say = Words::msg_accounts_switch_off;
    const MEANS: Say = Words::msg_accounts_switch_off_means;

    fn ask(_case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        for_a_reason(
            form,
            SwitchOffReason::ALL.iter().copied(),
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

    fn ask(case: &Case<'_>, _form: &mut Form<'_>) -> Option<Wanted> {
        let was = case.opened.shown.account.switched_off;
        let was = was.map(|why| {
            SummaryRow::new(case.t.msg_accounts_was_off(), account_words::switch_off(case.t, why))
        });
        Some(Wanted { command: Command::SwitchOn, rows: was.into_iter().collect(), remark: None })
    }
}
