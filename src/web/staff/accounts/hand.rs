//! Somebody at the practice switches an account off by hand, and on again.

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use domain::account::{Command, HandReason};

use super::change::{Case, Change, reason};
use super::form::Form;
use super::wanted::Wanted;
use super::words as account_words;

/// Switches it off.
pub struct SwitchOff;

impl Change for SwitchOff {
    const PATH: &'static str = "/staff/accounts/{account}/off";
    const TITLE: Say = Words::msg_accounts_switch_off;
    const MEANS: Say = Words::msg_accounts_switch_off_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let why = reason(form, HandReason::ALL.iter().copied(), (HandReason::code, account_words::hand));
        let remark = form.note()?;
        let why = why?;
        let rows = vec![SummaryRow::new(case.t.msg_accounts_reason(), account_words::hand(case.t, why))];
        Some(Wanted { command: Command::SwitchOff(why), rows, remark })
    }
}

/// Takes the hand away.
pub struct SwitchOn;

impl Change for SwitchOn {
    const PATH: &'static str = "/staff/accounts/{account}/on";
    const TITLE: Say = Words::msg_accounts_switch_on;
    const MEANS: Say = Words::msg_accounts_switch_on_means;

    fn ask(case: &Case<'_>, _form: &mut Form<'_>) -> Option<Wanted> {
        let was = case.opened.shown.account.switched_off;
        let was =
            was.map(|why| SummaryRow::new(case.t.msg_accounts_was_off(), account_words::hand(case.t, why)));
        Some(Wanted { command: Command::SwitchOn, rows: was.into_iter().collect(), remark: None })
    }
}
