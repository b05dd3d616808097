//! The trusted person's account at the practice, as a case tells of it: by it they use what is confirmed.

use crate::locale::{Language, Words, date_long, words};
use crate::storage::views::case::Case;
use crate::web::lists::{Link, SummaryList, SummaryRow};
use domain::account::{Account, AssociationId, Event, State, SuspendReason};

use super::facts;

/// The trusted person, with their account if they have one; `leads` to its page where the reader can go there.
pub fn trusted(language: Language, case: &Case, leads: bool) -> SummaryList {
    let t = words(language);
    let mut list = facts::trusted(language, case);
    if let Some(account) = &case.account {
        let row = SummaryRow::paragraphs(t.msg_case_account(), lines(language, case, account));
        let link = Link::new(format!("/staff/accounts/{}", account.id), t.msg_case_account_open());
        list.0.push(if leads { row.action(link) } else { row });
    }
    list
}

/// What comes of their account when access is confirmed: it is found or made, who they are counts, and what links it.
pub fn ahead(language: Language, case: &Case) -> SummaryRow {
    let t = words(language);
    let lines = match &case.account {
        Some(account) => lines(language, case, account),
        None => {
            vec![
                t.msg_case_account_none(case.delegate.name.full()),
                by_login(t, case),
                t.msg_case_account_links(),
            ]
        }
    };
    SummaryRow::paragraphs(t.msg_case_account(), lines)
}

/// What was done to it with an event of the case; and why access rests, where only the account knows.
pub fn steps(t: &Words, case: &Case, steps: &[Event]) -> Vec<String> {
    let of_one = |event: &Event| match event {
        Event::AssociationSuspended { association, reason } if is_of(case, *association) => rests(t, *reason),
        Event::AccountOpened { .. } => Some(t.msg_case_account_made()),
        Event::IdentityVerified { .. } => Some(t.msg_case_account_by_login()),
        Event::Linked { .. } => Some(t.msg_case_account_linked_so()),
        Event::Associated { .. } => Some(t.msg_case_account_associated()),
        Event::AssociationRenewed { .. } => Some(t.msg_case_account_renewed()),
        _ => None,
    };
    steps.iter().filter_map(of_one).collect()
}

/// Whether the case decides about this association of the account.
fn is_of(case: &Case, association: AssociationId) -> bool {
    let one = case.account.as_ref().and_then(|account| account.association(association));
    one.is_some_and(|one| one.case == Some(case.delegation.id))
}

/// A reason that cases have not: to them it is a pause until the practice has looked.
fn rests(t: &Words, reason: SuspendReason) -> Option<String> {
    match reason {
        SuspendReason::PatientRequest => Some(t.msg_case_account_patient_asked()),
        SuspendReason::Unused => Some(t.msg_accounts_why_unused()),
        SuspendReason::YoungAge => Some(t.msg_accounts_why_young_age()),
        SuspendReason::Sixteen => Some(t.msg_accounts_why_sixteen()),
        SuspendReason::PendingReview | SuspendReason::Safeguarding | SuspendReason::Restricted => None,
        SuspendReason::PatientDeceased | SuspendReason::HolderDeceased => None,
    }
}

fn lines(language: Language, case: &Case, account: &Account) -> Vec<String> {
    let t = words(language);
    let identity = match &account.verification {
        Some(verification) => t.msg_case_account_verified(date_long(verification.on, language)),
        None => by_login(t, case),
    };
    let linkage = match (account.linkages.is_empty(), account.by_letter) {
        (false, _) => t.msg_case_account_linked(),
        (true, true) => t.msg_case_account_by_letter(),
        (true, false) => t.msg_case_account_links(),
    };
    let off = account.switched_off.map(|_| t.msg_case_account_off());
    let paused = is_paused_by_patient(case, account).then(|| t.msg_case_account_patient_asked());
    let has = t.msg_case_account_has(case.delegate.name.full());
    [has, identity, linkage].into_iter().chain(off).chain(paused).collect()
}

/// Whether the patient has paused what the account lets them do, which to confirm would begin again.
fn is_paused_by_patient(case: &Case, account: &Account) -> bool {
    let theirs = account.with_patient(case.delegation.delegator);
    theirs.is_some_and(|one| one.state == State::Suspended(SuspendReason::PatientRequest))
}

/// Identity, where nobody at the practice has verified it.
fn by_login(t: &Words, case: &Case) -> String {
    if case.delegate.proofed { t.msg_case_account_by_login() } else { t.msg_case_account_not_verified() }
}
