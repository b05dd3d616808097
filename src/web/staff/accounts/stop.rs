//! An association is paused, or ends.

use crate::locale::{Say, Words};
use crate::web::lists::SummaryRow;
use domain::account::{Command, EndReason, SuspendReason};

use super::change::{Case, Change};
use super::form::Form;
use super::reason::for_a_reason;
use super::wanted::Wanted;
use super::words as account_words;

/// Pauses it.
pub struct Suspend;

impl Change for Suspend {
    const PATH: &'static str = "/staff/accounts/{account}/associations/{association}/suspend";
    const TITLE: Say = Words::msg_accounts_suspend;
    const MEANS: Say = Words::msg_accounts_suspend_means;

    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted> {
        let association = case.opened.association.as_ref()?.id;
        let command = |reason| Command::Suspend { association, reason };
        let reasons = SuspendReason::CHOSEN.into_iter();
        let wanted = for_a_reason(form, reasons, (SuspendReason::code, account_words::suspend), command);
        Some(about(case, wanted?))
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
        let command = |reason| Command::End { association, reason };
        let wanted = for_a_reason(form, EndReason::chosen(), (EndReason::code, account_words::end), command);
        Some(about(case, wanted?))
    }
}

/// With the patient above the reason.
fn about(case: &Case<'_>, wanted: Wanted) -> Wanted {
    let patient = SummaryRow::new(case.t.msg_case_patient(), case.patient_name());
    Wanted { rows: [vec![patient], wanted.rows].concat(), ..wanted }
}
