//! The rules said no. Pages that expect a refusal show it in their own shape; this is what remains.

use crate::locale::Words;
use domain::delegation::{Refusal, Stage};

use super::eligible;
use super::parts::{Reader, Said};

/// The words for a refusal.
pub(super) fn said(reader: &Reader<'_>, refusal: Refusal) -> Said {
    let said = match refusal {
        Refusal::NotFound => not_found(reader.t),
        Refusal::WrongStage(stage) => moved_on(reader.t, stage),
        Refusal::DelegatorNotEligible(reason) | Refusal::DelegateNotEligible(reason) => {
            return eligible::said(reader, reason);
        }
        Refusal::SamePerson => same_person(reader.t),
        Refusal::DelegateTooYoung => delegate_too_young(reader),
        Refusal::UnderPressure => under_pressure(reader.t),
        Refusal::AlreadyOpen => already_open(reader.t),
        Refusal::TooManyOpen => too_many_open(reader.t),
        Refusal::TooManyToday => too_many_today(reader.t),
        Refusal::EndDatePassed => end_date_passed(reader.t),
        Refusal::ChecksNeeded => checks_needed(reader.t),
        Refusal::MoreThanAsked => more_than_asked(reader.t),
        Refusal::AccountOff => account_off(reader.t),
        Refusal::NotProofed => not_proofed(reader.t),
        Refusal::NeverTold => never_told(reader.t),
        Refusal::NotTheInvitedPerson => not_invited(reader.t),
        Refusal::PracticeLeftTrial => practice_left(reader.t),
        Refusal::ResentLately => resent_lately(reader.t),
        Refusal::TooEarly => too_early(reader.t),
    };
    said.home(reader)
}

fn not_found(t: &Words) -> Said {
    Said::new(t.msg_failures_not_found(), t.msg_failures_not_found_also())
}

fn moved_on(t: &Words, stage: Stage) -> Said {
    Said::new(t.msg_failures_moved_on(), now(t, stage)).next(t.msg_failures_look_again())
}

fn same_person(t: &Words) -> Said {
    Said::new(t.msg_failures_same_person(), t.msg_failures_same_person_why())
        .next(t.msg_failures_same_person_next())
        .way("/invite", t.msg_failures_way_invite())
}

/// A slip in the date is mended at the question, where the other answers stand still.
fn delegate_too_young(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    let said = Said::new(t.msg_failures_delegate_too_young(), t.msg_failures_delegate_too_young_why())
        .next(t.msg_failures_ask_surgery());
    let said = match draft_of(reader.path) {
        Some(draft) => said.way(&format!("/invite/{draft}/who"), t.msg_failures_way_change_born()),
        None => said,
    };
    said.way("/invite", t.msg_failures_way_invite())
}

/// The draft that a page of an invitation is about.
fn draft_of(path: &str) -> Option<&str> {
    path.strip_prefix("/invite/")?.split('/').next().filter(|draft| !draft.is_empty())
}

fn under_pressure(t: &Words) -> Said {
    Said::new(t.msg_failures_pressure(), t.msg_failures_pressure_why())
        .next(t.msg_failures_pressure_next())
        .way("/help/pressure", t.msg_failures_way_pressure())
}

fn already_open(t: &Words) -> Said {
    Said::new(t.msg_failures_already_open(), t.msg_failures_already_open_why())
        .next(t.msg_failures_already_open_next())
}

fn too_many_open(t: &Words) -> Said {
    Said::new(t.msg_failures_too_many_open(), t.msg_failures_too_many_open_why())
        .next(t.msg_failures_too_many_open_next())
}

fn too_many_today(t: &Words) -> Said {
    Said::new(t.msg_failures_too_many_today(), t.msg_failures_too_many_today_why())
        .next(t.msg_failures_too_many_today_next())
}

fn end_date_passed(t: &Words) -> Said {
    Said::new(t.msg_failures_end_passed(), t.msg_failures_end_passed_why())
        .next(t.msg_failures_end_passed_next())
}

fn checks_needed(t: &Words) -> Said {
    Said::new(t.msg_failures_checks_needed(), t.msg_failures_checks_needed_why())
        .next(t.msg_failures_checks_needed_next())
}

fn more_than_asked(t: &Words) -> Said {
    Said::new(t.msg_failures_more_than_asked(), t.msg_failures_more_than_asked_why())
        .next(t.msg_failures_checks_needed_next())
}

fn account_off(t: &Words) -> Said {
    Said::new(t.msg_failures_account_off(), t.msg_failures_account_off_why())
        .next(t.msg_failures_account_off_next())
        .way("/staff/accounts", t.msg_failures_way_accounts())
}

fn not_proofed(t: &Words) -> Said {
    Said::new(t.msg_failures_not_verified(), t.msg_failures_not_verified_why())
        .next(t.msg_failures_not_verified_next())
        .way("/staff/accounts", t.msg_failures_way_accounts())
}

fn never_told(t: &Words) -> Said {
    Said::new(t.msg_failures_never_told(), t.msg_failures_never_told_why())
        .next(t.msg_failures_checks_needed_next())
}

fn not_invited(t: &Words) -> Said {
    Said::new(t.msg_failures_not_invited(), t.msg_failures_not_invited_why())
        .next(t.msg_failures_not_invited_other())
        .next(t.msg_failures_not_invited_next())
}

fn practice_left(t: &Words) -> Said {
    Said::new(t.msg_failures_practice_left(), t.msg_failures_practice_left_why())
        .next(t.msg_failures_practice_left_next())
}

fn resent_lately(t: &Words) -> Said {
    Said::new(t.msg_failures_resent_lately(), t.msg_failures_resent_lately_why())
        .next(t.msg_failures_resent_lately_next())
}

fn too_early(t: &Words) -> Said {
    Said::new(t.msg_failures_too_early(), t.msg_failures_too_early_why()).next(t.msg_failures_look_again())
}

/// How things stand. A request that was refused reads like any that ended: what citizens are told is the practice's
/// choice (docs/life.md#deciding).
fn now(t: &Words, stage: Stage) -> String {
    match stage {
        Stage::Checking => t.msg_failures_now_checking(),
        Stage::NotConfirmed | Stage::Refused => t.msg_failures_now_request_ended(),
        Stage::Invited => t.msg_failures_now_invited(),
        Stage::Declined => t.msg_failures_now_declined(),
        Stage::Withdrawn => t.msg_failures_now_withdrawn(),
        Stage::Lapsed => t.msg_failures_now_lapsed(),
        Stage::WithPractice => t.msg_failures_now_with_practice(),
        Stage::Active => t.msg_failures_now_active(),
        Stage::Suspended => t.msg_failures_now_suspended(),
        Stage::Ending | Stage::Ended => t.msg_failures_now_ended(),
    }
}
