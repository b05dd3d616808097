//! A role in the national store: how it begins, changes and ends; conflicts; what happens to the two people.

use domain::role::{
    Change, Doubt, Effect, EndBeforeStart, Found, LegalBasis, Next, Period, PersonEvent, Reason, Reasoned,
    Refusal, Role, Side, Status, after, after_conflict, change, create, reach_end,
};
use domain::{NhsNumber, OdsCode};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// When everything here happens.
pub const THAT_NOON: OffsetDateTime = datetime!(2026-11-27 12:00 UTC);

fn number(text: &str) -> NhsNumber {
    NhsNumber::parse(text).expect("a number")
}

/// Who grants.
pub fn grantor() -> OdsCode {
    OdsCode::parse("A81001").expect("a code")
}

/// With the text that some reasons need.
pub fn reasoned(reason: Reason) -> Reasoned {
    Reasoned { reason, text: reason.needs_text().then(|| "told at the desk".to_owned()) }
}

/// A role with this status, without an end.
pub fn role_that_is(status: Status) -> Role {
    Role {
        patient: number("9000000009"),
        proxy: number("9000000017"),
        status,
        why: Reasoned::plain(Reason::Created),
        basis: LegalBasis::Consent,
        grantor: Some(grantor()),
        made_at: THAT_NOON,
        period: Period::new(Some(THAT_NOON - Duration::days(30)), None).expect("no end"),
    }
}

fn until(end: Option<OffsetDateTime>) -> Change {
    Change { end: Some(end), ..Change::default() }
}

fn towards(status: Status, reason: Reason) -> Change {
    Change { status: Some(status), why: Some(Reasoned::plain(reason)), ..Change::default() }
}

#[test]
fn given_no_grantor_when_created_active_then_refused_and_rejected_needs_none() {
    let wished = Role { grantor: None, ..role_that_is(Status::Active) };
    assert_eq!(create(wished.clone()), Err(Refusal::NoGrantor));
    let rejected =
        Role { status: Status::Rejected, why: Reasoned::plain(Reason::NoConsent), grantor: None, ..wished };
    assert_eq!(create(rejected.clone()), Ok(rejected));
}

#[test]
fn given_one_person_twice_when_created_then_refused() {
    let same = Role { proxy: number("9000000009"), ..role_that_is(Status::Active) };
    assert_eq!(create(same), Err(Refusal::SamePerson));
}

#[test]
fn given_other_without_text_when_created_or_changed_then_refused() {
    for text in [None, Some(String::new()), Some("  ".to_owned())] {
        let why = Reasoned { reason: Reason::Other, text };
        let wished = Role { why: why.clone(), ..role_that_is(Status::Active) };
        assert_eq!(create(wished), Err(Refusal::NoText));
        let wish = Change { status: Some(Status::Inactive), why: Some(why), ..Change::default() };
        assert_eq!(change(&role_that_is(Status::Active), wish, THAT_NOON), Err(Refusal::NoText));
    }
}

#[test]
fn given_an_inactive_role_when_reactivated_then_the_change_itself_names_a_grantor() {
    let role = role_that_is(Status::Inactive);
    let wish = towards(Status::Active, Reason::Reactivated);
    assert_eq!(change(&role, wish.clone(), THAT_NOON), Err(Refusal::NoGrantor));
    let other = OdsCode::parse("B82002").expect("a code");
    let done = change(&role, Change { grantor: Some(other.clone()), ..wish }, THAT_NOON).expect("allowed");
    assert_eq!(done.grantor, Some(other));
}

#[test]
fn given_no_grantor_and_a_reason_that_does_not_fit_when_made_active_then_the_grantor_is_missed_first() {
    let wish = towards(Status::Active, Reason::Created);
    assert_eq!(change(&role_that_is(Status::Inactive), wish.clone(), THAT_NOON), Err(Refusal::NoGrantor));
    let granted = Change { grantor: Some(grantor()), ..wish };
    assert_eq!(change(&role_that_is(Status::Inactive), granted, THAT_NOON), Err(Refusal::Reason));
}

#[test]
fn given_one_of_the_two_people_then_they_may_end_a_role_that_is_active_and_nothing_else() {
    let active = role_that_is(Status::Active);
    let (patient, proxy, stranger) = (&active.patient, &active.proxy, number("9000000025"));
    let (asked, unused) = (Reason::PatientRequest, Reason::NotUsed);
    for (reason, by_patient, by_proxy) in
        [(asked, true, false), (unused, true, true), (Reason::Safeguarding, false, false)]
    {
        let wish = towards(Status::Inactive, reason);
        assert_eq!(wish.is_theirs(&active, patient), by_patient, "{reason:?}");
        assert_eq!(wish.is_theirs(&active, proxy), by_proxy, "{reason:?}");
        assert!(!wish.is_theirs(&active, &stranger), "{reason:?}");
        assert!(!wish.is_theirs(&role_that_is(Status::Inactive), patient), "{reason:?}");
    }
    let ends = towards(Status::Inactive, unused);
    for more in [
        towards(Status::Active, Reason::Reactivated),
        towards(Status::Rejected, Reason::Other),
        Change { status: None, ..ends.clone() },
        Change { why: None, ..ends.clone() },
        Change { grantor: Some(grantor()), ..ends.clone() },
        Change { basis: Some(LegalBasis::BestInterest), ..ends.clone() },
        Change { end: Some(None), ..ends },
        until(None),
        until(Some(THAT_NOON)),
    ] {
        assert!(!more.is_theirs(&active, patient) && !more.is_theirs(&active, proxy), "{more:?}");
    }
}

#[test]
fn given_an_end_that_has_passed_when_reactivated_then_refused_unless_the_end_changes_too() {
    let mut role = role_that_is(Status::Inactive);
    role.period = role.period.with_end(Some(THAT_NOON - Duration::DAY)).expect("after the start");
    let wish = Change { grantor: Some(grantor()), ..towards(Status::Active, Reason::Reactivated) };
    assert_eq!(change(&role, wish.clone(), THAT_NOON), Err(Refusal::EndPassed));
    let longer = Change { end: Some(None), ..wish };
    assert_eq!(change(&role, longer, THAT_NOON).expect("allowed").period.end(), None);
}

#[test]
fn given_a_status_without_a_reason_then_refused_and_a_reason_alone_must_fit() {
    let role = role_that_is(Status::Inactive);
    let bare = Change { status: Some(Status::Rejected), ..Change::default() };
    assert_eq!(change(&role, bare, THAT_NOON), Err(Refusal::NoReason));
    let only = |reason| Change { why: Some(Reasoned::plain(reason)), ..Change::default() };
    let done = change(&role, only(Reason::Safeguarding), THAT_NOON).expect("it fits");
    assert_eq!((done.status, done.why.reason), (Status::Inactive, Reason::Safeguarding));
    assert_eq!(change(&role, only(Reason::Reactivated), THAT_NOON), Err(Refusal::Reason));
}

#[test]
fn given_an_active_role_when_its_end_changes_then_nothing_else_does() {
    let role = role_that_is(Status::Active);
    let end = Some(THAT_NOON + Duration::days(10));
    let longer = change(&role, until(end), THAT_NOON).expect("allowed");
    assert_eq!(longer, Role { period: role.period.with_end(end).expect("later"), ..role.clone() });
    assert_eq!(change(&longer, until(None), THAT_NOON), Ok(role.clone()));
    let before = until(Some(THAT_NOON - Duration::days(31)));
    assert_eq!(change(&role, before, THAT_NOON), Err(Refusal::EndBeforeStart));
}

#[test]
fn given_an_end_when_it_has_passed_then_an_active_role_becomes_inactive_once() {
    let mut role = role_that_is(Status::Active);
    role.period = role.period.with_end(Some(THAT_NOON)).expect("after the start");
    assert_eq!(reach_end(&role, THAT_NOON), None, "the end is inclusive");
    let ended = reach_end(&role, THAT_NOON + Duration::SECOND).expect("it has passed");
    assert_eq!((ended.status, ended.why.reason), (Status::Inactive, Reason::EndDateReached));
    assert_eq!(reach_end(&ended, THAT_NOON + Duration::DAY), None);
    assert_eq!(reach_end(&role_that_is(Status::Active), THAT_NOON + Duration::DAY), None);
}

#[test]
fn a_period_has_its_end_at_or_after_its_start() {
    let (now, before) = (Some(THAT_NOON), Some(THAT_NOON - Duration::SECOND));
    assert_eq!(Period::new(now, before), Err(EndBeforeStart));
    for (start, end) in [(now, now), (before, now), (None, before), (now, None), (None, None)] {
        let period = Period::new(start, end).expect("in order");
        assert_eq!((period.start(), period.end()), (start, end));
    }
}

#[test]
fn a_conflict_means_what_the_role_that_was_found_says() {
    let found = |id: &str, status| Found { id: id.to_owned(), status, reason: None };
    let id = || "7".to_owned();
    let cases = [
        (vec![], Next::CreateAgain),
        (vec![found("7", Some(Status::Active))], Next::Keep { id: id() }),
        (vec![found("7", Some(Status::Inactive))], Next::Activate { id: id(), reason: Reason::Reactivated }),
        (vec![found("7", Some(Status::Rejected))], Next::Activate { id: id(), reason: Reason::Activated }),
        (vec![found("7", Some(Status::Proposed))], Next::LookAt { id: id(), doubt: Doubt::Status }),
        (vec![found("7", None)], Next::LookAt { id: id(), doubt: Doubt::Status }),
        (
            vec![found("1", None), found("2", Some(Status::Inactive)), found("7", Some(Status::Active))],
            Next::Keep { id: id() },
        ),
    ];
    for (found, next) in cases {
        assert_eq!(after_conflict(&found), next, "{found:?}");
    }
}

#[test]
fn what_ended_for_somebodys_safety_or_wish_is_not_made_active_by_itself() {
    let next = |status, reason| {
        after_conflict(&[Found { id: "7".to_owned(), status: Some(status), reason: Some(reason) }])
    };
    let for_a_person = Next::LookAt { id: "7".to_owned(), doubt: Doubt::Reason };
    for reason in [
        Reason::Safeguarding,
        Reason::Misuse,
        Reason::PatientRequest,
        Reason::ChangeInRelationship,
        Reason::PatientDeceased,
        Reason::ProxyDeceased,
    ] {
        assert_eq!(next(Status::Inactive, reason), for_a_person, "{reason:?}");
    }
    assert_eq!(next(Status::Rejected, Reason::RejectedSafeguarding), for_a_person);
    for reason in [Reason::PatientTransferred, Reason::EndDateReached, Reason::NotUsed] {
        assert!(matches!(next(Status::Inactive, reason), Next::Activate { .. }), "{reason:?}");
    }
    assert_eq!(next(Status::Active, Reason::Safeguarding), Next::Keep { id: "7".to_owned() });
}

#[test]
fn what_a_conflict_asks_for_is_in_the_table() {
    for status in Status::ALL {
        let found = Found { id: "7".to_owned(), status: Some(status), reason: None };
        if let Next::Activate { reason, .. } = after_conflict(&[found]) {
            let wish = Change { grantor: Some(grantor()), ..towards(Status::Active, reason) };
            assert!(change(&role_that_is(status), wish, THAT_NOON).is_ok(), "{status:?}");
        }
    }
}

#[test]
fn what_happens_to_people_ends_changes_or_deletes_their_roles() {
    let active = role_that_is(Status::Active);
    for (event, side, reason) in [
        (PersonEvent::Died, Side::Patient, Reason::PatientDeceased),
        (PersonEvent::Died, Side::Proxy, Reason::ProxyDeceased),
        (PersonEvent::MovedPractice(None), Side::Patient, Reason::PatientTransferred),
        (PersonEvent::MovedPractice(None), Side::Proxy, Reason::ProxyTransferred),
    ] {
        let Effect::Becomes(role) = after(&active, side, &event) else { panic!("{event:?} {side:?}") };
        assert_eq!((role.status, role.why.reason), (Status::Inactive, reason));
        assert_eq!(after(&role, side, &event), Effect::Stays, "once");
        assert_eq!(after(&role_that_is(Status::Rejected), side, &event), Effect::Stays);
    }
    for status in Status::ALL {
        for side in [Side::Patient, Side::Proxy] {
            for event in [PersonEvent::NumberInvalidated, PersonEvent::Sensitive] {
                assert_eq!(after(&role_that_is(status), side, &event), Effect::Deleted);
            }
        }
    }
}

#[test]
fn a_role_that_the_new_practice_granted_stays_when_the_patient_moves_there_and_ends_for_the_proxy() {
    let role = role_that_is(Status::Active);
    let there = PersonEvent::MovedPractice(role.grantor.clone());
    assert_eq!(after(&role, Side::Patient, &there), Effect::Stays);
    assert!(matches!(after(&role, Side::Proxy, &there), Effect::Becomes(_)));
    let elsewhere = PersonEvent::MovedPractice(Some(OdsCode::parse("B82002").expect("a code")));
    assert!(matches!(after(&role, Side::Patient, &elsewhere), Effect::Becomes(_)));
    let without = Role { grantor: None, ..role };
    assert!(matches!(after(&without, Side::Patient, &PersonEvent::MovedPractice(None)), Effect::Becomes(_)));
}

#[test]
fn another_number_changes_one_side_and_two_numbers_of_one_person_leave_no_role() {
    let role = role_that_is(Status::Rejected);
    let other = number("9000000025");
    let changed = PersonEvent::NumberChanged(other.clone());
    let expected = Role { patient: other.clone(), ..role.clone() };
    assert_eq!(after(&role, Side::Patient, &changed), Effect::Becomes(expected));
    let expected = Role { proxy: other, ..role.clone() };
    assert_eq!(after(&role, Side::Proxy, &changed), Effect::Becomes(expected));
    let same = PersonEvent::NumberChanged(number("9000000017"));
    assert_eq!(after(&role, Side::Patient, &same), Effect::Deleted);
}

#[test]
fn a_reason_shows_no_text_in_a_log() {
    let why = Reasoned { reason: Reason::Other, text: Some("her brother Tom".to_owned()) };
    assert!(!format!("{why:?}").contains("Tom"));
}

fn any_change() -> impl Strategy<Value = Change> {
    let reason = select(Reason::ALL.to_vec());
    let text = proptest::option::of(Just("a text".to_owned()));
    let why = (reason, text).prop_map(|(reason, text)| Reasoned { reason, text });
    let end = (-60..60_i64).prop_map(|days| THAT_NOON + Duration::days(days));
    (
        proptest::option::of(select(Status::ALL.to_vec())),
        proptest::option::of(why),
        proptest::option::of(Just(grantor())),
        proptest::option::of(select(LegalBasis::ALL.to_vec())),
        proptest::option::of(proptest::option::of(end)),
    )
        .prop_map(|(status, why, grantor, basis, end)| Change { status, why, grantor, basis, end })
}

proptest! {
    #![proptest_config(Config { cases: 512, failure_persistence: None, rng_seed: RngSeed::Fixed(4), ..Config::default() })]

    /// Whatever is wished for, in whatever order: an active role has a grantor and an end that is not before its start, `OTHER`
    /// has a text, and a role never comes back to a status that nothing leads to.
    #[test]
    fn any_sequence_of_changes_keeps_the_law(changes in proptest::collection::vec(any_change(), 1..30)) {
        let mut role = create(role_that_is(Status::Active)).expect("a role");
        for wish in changes {
            let now = THAT_NOON + Duration::days(1);
            if let Ok(next) = change(&role, wish, now) {
                role = next;
            }
            if let Some(ended) = reach_end(&role, now) {
                role = ended;
            }
            prop_assert!(role.status != Status::Active || role.grantor.is_some());
            prop_assert!(!role.why.reason.needs_text() || role.why.text.is_some());
            prop_assert!(role.status != Status::Active || !role.period.is_over(now));
            prop_assert!(!matches!(role.status, Status::Proposed | Status::EnteredInError));
            prop_assert!(role.period.start().zip(role.period.end()).is_none_or(|(start, end)| start <= end));
        }
    }
}
