//! The rules of a request (docs/life.md#asking).

use domain::delegation::{Command, Refusal, Request};
use domain::eligibility::{NotEligible, Standing};
use time::macros::date;

use crate::support::*;

/// Asks with one thing changed.
fn asking(change: impl FnOnce(&mut Request)) -> Told {
    let mut request = a_request();
    change(&mut request);
    given_nothing().when(the_delegator(), Command::Request(Box::new(request)))
}

#[test]
fn a_request_that_breaks_no_rule_is_taken() {
    asking(|_| {}).then([requested()]);
}

#[test]
fn nobody_is_their_own_delegate() {
    asking(|request| request.delegate = request.delegator).then_refused(Refusal::SamePerson);
}

#[test]
fn the_delegator_is_16_or_over() {
    let born = |born| Standing { born, ..in_order() };
    asking(|request| request.delegator_standing = born(date!(2010 - 03 - 02))).then([requested()]);
    asking(|request| request.delegator_standing = born(date!(2010 - 03 - 03)))
        .then_refused(Refusal::DelegatorNotEligible(NotEligible::TooYoung));
}

#[test]
fn the_delegator_is_proofed() {
    asking(|request| request.delegator_standing.proofed = false)
        .then_refused(Refusal::DelegatorNotEligible(NotEligible::NotProofed));
}

#[test]
fn the_delegators_practice_is_in_the_trial() {
    asking(|request| request.delegator_standing.practice_enabled = false)
        .then_refused(Refusal::DelegatorNotEligible(NotEligible::PracticeNotInTrial));
}

#[test]
fn the_delegate_is_16_or_over() {
    asking(|request| request.delegate_born = date!(2010 - 03 - 02)).then([requested()]);
    asking(|request| request.delegate_born = date!(2010 - 03 - 03)).then_refused(Refusal::DelegateTooYoung);
    asking(|request| request.delegate_born = date!(2027 - 01 - 01)).then_refused(Refusal::DelegateTooYoung);
}

#[test]
fn nothing_is_sent_for_somebody_under_pressure() {
    asking(|request| request.free_of_pressure = false).then_refused(Refusal::UnderPressure);
}

#[test]
fn the_pair_has_one_open_delegation_at_most() {
    asking(|request| request.pair_is_open = true).then_refused(Refusal::AlreadyOpen);
}

#[test]
fn five_open_invitations_are_enough() {
    asking(|request| request.open_invitations = (4, 5)).then([requested()]);
    asking(|request| request.open_invitations = (5, 5)).then_refused(Refusal::TooManyOpen);
    asking(|request| request.open_invitations = (6, 5)).then_refused(Refusal::TooManyOpen);
}

#[test]
fn ten_requests_a_day_are_enough() {
    asking(|request| request.requests_today = (9, 10)).then([requested()]);
    asking(|request| request.requests_today = (10, 10)).then_refused(Refusal::TooManyToday);
}

#[test]
fn an_end_date_may_be_today_but_not_have_passed() {
    asking(|request| request.today = END).then([requested()]);
    asking(|request| request.today = date!(2027 - 01 - 01)).then_refused(Refusal::EndDatePassed);
}

#[test]
fn no_end_date_never_passes() {
    asking(|request| {
        request.asked = access_until(None);
        request.today = date!(2099 - 12 - 31);
    })
    .answer()
    .expect("allowed");
}

#[test]
fn pressure_is_heard_before_limits_so_that_help_is_shown() {
    asking(|request| {
        request.free_of_pressure = false;
        request.pair_is_open = true;
        request.open_invitations = (5, 5);
        request.requests_today = (10, 10);
    })
    .then_refused(Refusal::UnderPressure);
}
