//! An association is paused, or ends.

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use domain::account::{Command, EndReason, PauseReason};

use super::change::{Case, Change, reason};
use super::form::Form;
use super::wanted::Wanted;
use super::words as account_words;

/// Pauses it.
pub struct Pause;

impl Change for Pause {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/pause";
    const TITLE: Say = Words::msg_accounts_pause;
    const MEANS: Say = Words::msg_accounts_pause_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let association = case.opened.association.as_ref()?.id;
        let why = reason(form, PauseReason::CHOSEN.into_iter(), (PauseReason::code, account_words::pause));
        let remark = form.note()?;
        let reason = why?;
        let rows = rows(case, account_words::pause(case.t, reason));
        Some(Wanted { command: Command::Pause { association, reason }, rows, remark })
    }
}

/// Ends it.
pub struct End;

impl Change for End {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/end";
    const TITLE: Say = Words::msg_accounts_end;
    const MEANS: Say = Words::msg_accounts_end_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let association = case.opened.association.as_ref()?.id;
        let why = reason(form, EndReason::chosen(), (EndReason::code, account_words::end));
        let remark = form.note()?;
        let reason = why?;
        let rows = rows(case, account_words::end(case.t, reason));
        Some(Wanted { command: Command::End { association, reason }, rows, remark })
    }
}

fn rows(case: &Case<'_>, why: String) -> Vec<SummaryRow> {
    vec![
        SummaryRow::new(case.t.msg_case_patient(), case.patient_name()),
        SummaryRow::new(case.t.msg_accounts_reason(), why),
    ]
}
