//! The role in the national store by what an account says: of an association without a case, and of a case whose account counts or does not.

use domain::account::national::{of_association, of_case};
use domain::account::{EndReason, Event, ResetReason, RevokeKeyReason, SuspendReason, UnverifyReason};
use domain::delegation::national::{Reasons, wish};
use domain::delegation::{self, Stage};
use domain::role::table::{Cell, cell};
use domain::role::{Asks, Known, Reason, Seen, Status, Step, Wish, next_step};
use domain::{Access, RecordLevel, Service};
use time::{Duration, OffsetDateTime};

use crate::account_support::*;
use crate::support::{self, CASE, END, THAT_DAY, THEN, history_to, less, our_worker, riverside};

const LOOKED_AT: Asks = Asks::Inactive(Reason::PendingReview);

fn log(events: &[Event]) -> Vec<Recorded> {
    let numbered = events.iter().cloned().zip(1..);
    numbered.map(|(event, version)| recorded(version, event, our_worker(), THEN)).collect()
}

/// How the role of David's association with Margaret should stand when this has happened to an active account.
fn then(more: &[Event]) -> Option<Wish> {
    of_association(&log(&[all_done(), more.to_vec()].concat()), FOR_MARGARET, Reasons::Full)
}

/// Whatever takes access away for all of an account.
fn lacks() -> [Event; 5] {
    [
        switched_off(),
        Event::KeyReset { reason: ResetReason::UnusualActivity },
        Event::KeyRevoked { reason: RevokeKeyReason::Compromised },
        Event::Unlinked { from: PHONE },
        Event::IdentityUnverified { reason: UnverifyReason::Doubt },
    ]
}

fn version(count: usize) -> i32 {
    i32::try_from(count).expect("few")
}

#[test]
fn an_association_that_gives_access_is_active_there_from_the_moment_that_it_does() {
    let wish = then(&[]).expect("a wish");
    let linked_at = version(all_done().len() - 1);
    assert_eq!((wish.asks, wish.version, wish.granted), (Asks::Active, linked_at, linked_at));
    assert_eq!(wish.grantor, riverside());
    let not_linked = [opened(), Event::KeyIssued, verified(), associated(), suspended(), ended()];
    assert_eq!(of_association(&log(&not_linked), FOR_MARGARET, Reasons::Full), None, "it never gave any");
}

#[test]
fn every_pause_and_whatever_the_account_lacks_is_being_looked_at() {
    for reason in SuspendReason::ALL.iter().copied() {
        let wish = then(&[Event::AssociationSuspended { association: FOR_MARGARET, reason }]);
        assert_eq!(wish.map(|wish| wish.asks), Some(LOOKED_AT), "{reason:?}");
    }
    for event in lacks() {
        let wish = then(std::slice::from_ref(&event)).expect("a wish");
        let count = version(all_done().len());
        assert_eq!((wish.asks, wish.version), (LOOKED_AT, count + 1), "{event:?}");
        assert!(wish.granted < wish.version, "{event:?}");
    }
    let back = then(&[switched_off(), Event::SwitchedOn]).expect("a wish");
    assert_eq!((back.asks, back.granted), (Asks::Active, back.version), "it gives access anew");
}

#[test]
fn every_end_has_its_reason_there() {
    let expected = [
        (EndReason::PatientRequest, "ROLE_DEACTIVATED_PATIENT_REQUEST"),
        (EndReason::HolderRequest, "ROLE_DEACTIVATED_INACTIVE_ROLE"),
        (EndReason::Safeguarding, "ROLE_DEACTIVATED_SAFEGUARDING"),
        (EndReason::Misuse, "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM"),
        (EndReason::ChangeInRelationship, "ROLE_DEACTIVATED_CHANGE_IN_RELATIONSHIP"),
        (EndReason::HolderLacksCapacity, "ROLE_DEACTIVATED_PROXY_LACKS_CAPACITY"),
        (EndReason::GroundGone, "OTHER"),
        (EndReason::PatientLeft, "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED"),
        (EndReason::PatientDeceased, "ROLE_DEACTIVATED_PATIENT_DECEASED"),
        (EndReason::HolderDeceased, "ROLE_DEACTIVATED_PROXY_DECEASED"),
        (EndReason::NotUsed, "ROLE_DEACTIVATED_INACTIVE_ROLE"),
        (EndReason::EndDateReached, "ROLE_DEACTIVATED_END_DATE_REACHED"),
        (EndReason::Other, "OTHER"),
    ];
    assert_eq!(expected.len(), EndReason::ALL.len());
    for (reason, code) in expected {
        let event = Event::AssociationEnded { association: FOR_MARGARET, reason };
        let Some(Wish { asks: Asks::Inactive(there), .. }) = then(&[event]) else { panic!("{reason:?}") };
        assert_eq!(there.code(), code, "{reason:?}");
        assert_eq!(cell(Some(Status::Active), Status::Inactive, there), Cell::Allowed);
    }
}

#[test]
fn deciding_anew_gives_access_anew_and_other_days_do_not() {
    let (tie, access) = (by_consent(), less());
    let renewed =
        Event::AssociationRenewed { association: FOR_MARGARET, tie, access: access.clone(), off: None };
    let wish = then(&[suspended(), renewed]).expect("a wish");
    assert_eq!((wish.asks, wish.granted, wish.ends), (Asks::Active, wish.version, access.ends()));
    let ends = END + Duration::days(1);
    let longer = Access::new([Service::BookAppointments], RecordLevel::None, THAT_DAY, Some(ends));
    let access = longer.expect("parts that fit");
    let changed = Event::AccessChanged { association: FOR_MARGARET, access, off: None };
    let wish = then(&[changed]).expect("a wish");
    assert!(wish.granted < wish.version && wish.asks == Asks::Active, "{wish:?}");
    assert_eq!(wish.ends, Some(ends));
}

#[test]
fn what_is_ones_own_or_a_cases_has_no_role_of_the_account() {
    let own = [opened(), verified(), linked(), his_own()];
    assert_eq!(of_association(&log(&own), HIS_OWN, Reasons::Full), None);
    assert_eq!(then(&[Event::CaseFollowed { association: FOR_MARGARET, case: CASE }]), None);
}

fn case() -> Vec<delegation::Recorded> {
    let events = history_to(Stage::Active);
    let numbered = events.into_iter().zip(1..);
    numbered.map(|(event, version)| support::recorded(version, event, our_worker(), THEN)).collect()
}

/// What the case wishes for, when this has happened to its account since, an hour after each other.
fn with_account(more: &[Event]) -> Wish {
    let mut account = log(&[opened(), verified(), linked(), associated()]);
    account.push(recorded(
        5,
        Event::CaseFollowed { association: FOR_MARGARET, case: CASE },
        our_worker(),
        THEN,
    ));
    for (event, hours) in more.iter().zip(1..) {
        let at: OffsetDateTime = THEN + Duration::hours(hours);
        account.push(recorded(account.len() + 1, event.clone(), our_worker(), at));
    }
    of_case(wish(&case(), Reasons::Full).expect("a wish"), &case(), &account)
}

#[test]
fn the_role_of_a_case_rests_while_its_account_counts_for_nothing() {
    let given = wish(&case(), Reasons::Full).expect("a wish");
    assert_eq!(with_account(&[]), given, "nothing has turned");
    assert_eq!(with_account(&[Event::Linked { to: TABLET }]), given, "nor by this");
    let mut followed = Known { followed: given.version, ..Known::default() };
    let active = Seen {
        status: Some(Status::Active),
        reason: Some(Reason::Created),
        grantor: Some(riverside()),
        end: given.ends.map(domain::london::last_instant),
    };
    for (lack, back) in lacks().into_iter().zip([Event::SwitchedOn, linked(), linked(), linked(), verified()])
    {
        let off = with_account(std::slice::from_ref(&lack));
        let Step::Change(change) = next_step(Some(&active), &off, &followed) else { panic!("{lack:?}") };
        let why = change.why.map(|why| why.reason);
        assert_eq!((change.status, why), (Some(Status::Inactive), Some(Reason::PendingReview)), "{lack:?}");
        followed.followed = off.version;
        let rests = Seen { status: change.status, reason: why, ..active.clone() };
        assert_eq!(next_step(Some(&rests), &off, &followed), Step::Nothing, "{lack:?}");
        let on = with_account(&[lack.clone(), back]);
        let Step::Change(change) = next_step(Some(&rests), &on, &followed) else {
            panic!("{lack:?}: {on:?}")
        };
        assert_eq!(change.status, Some(Status::Active), "{lack:?}");
        let settled = Known { followed: on.version, ..followed };
        assert_eq!(next_step(Some(&active), &on, &settled), Step::Nothing, "{lack:?}");
        assert_eq!(
            next_step(Some(&rests), &on, &settled),
            Step::TakeIn,
            "what ends there by itself ends here"
        );
        followed.followed = given.version;
    }
}
