//! The role in the national store: what each event asks of it, how it should stand, and the next step there.

use domain::delegation::national::{Asked, Reasons, asks, wish};
use domain::delegation::{Event, Granted, Recorded, RefusalReason, RevokeReason, Stage, SuspendReason, Tell};
use domain::london::last_instant;
use domain::role::table::{Cell, cell, may_stand};
use domain::role::{Asks, Change, Difference, Known, Reason, Seen, Status, Step, Wish, next_step};
use domain::{Aggregate, Party};
use time::macros::date;

use crate::support::*;

fn stopped(reason: RevokeReason) -> Event {
    Event::DelegationRevoked { side: Party::Practice, reason, tell: Tell::NOTHING }
}

fn paused(reason: SuspendReason) -> Event {
    Event::AccessSuspended { reason, tell: Tell::NOTHING }
}

fn refused_for(reason: RefusalReason) -> Event {
    Event::DelegationRefused { reason, tell: Tell::NOTHING }
}

fn recorded_in_order(events: &[Event]) -> Vec<Recorded> {
    let numbered = events.iter().enumerate();
    numbered.map(|(index, event)| recorded(index + 1, event.clone(), our_worker(), THEN)).collect()
}

fn wished(events: &[Event]) -> Wish {
    wish(&recorded_in_order(events), Reasons::Full).expect("a wish")
}

fn active_then(more: &[Event]) -> Wish {
    wished(&[history_to(Stage::Active), more.to_vec()].concat())
}

fn seen(status: Status, reason: Reason) -> Seen {
    Seen {
        status: Some(status),
        reason: Some(reason),
        grantor: Some(riverside()),
        end: Some(last_instant(END)),
    }
}

/// The step where everything up to this decision was brought there, by people who knew how it stands.
fn step_from(seen: Option<&Seen>, wish: &Wish, followed: i32) -> Step {
    let reason = seen.and_then(|seen| seen.reason);
    next_step(seen, wish, &Known { followed, reason, reason_version: 0 })
}

#[test]
fn every_stop_has_its_reason_there() {
    let expected = [
        (RevokeReason::DelegatorRequest, "ROLE_DEACTIVATED_PATIENT_REQUEST"),
        (RevokeReason::DelegateRequest, "ROLE_DEACTIVATED_INACTIVE_ROLE"),
        (RevokeReason::Safeguarding, "ROLE_DEACTIVATED_SAFEGUARDING"),
        (RevokeReason::Misuse, "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM"),
        (RevokeReason::ChangeInRelationship, "ROLE_DEACTIVATED_CHANGE_IN_RELATIONSHIP"),
        (RevokeReason::LacksCapacity, "ROLE_DEACTIVATED_PROXY_LACKS_CAPACITY"),
        (RevokeReason::NotUsed, "ROLE_DEACTIVATED_INACTIVE_ROLE"),
        (RevokeReason::DelegatorDeceased, "ROLE_DEACTIVATED_PATIENT_DECEASED"),
        (RevokeReason::DelegateDeceased, "ROLE_DEACTIVATED_PROXY_DECEASED"),
        (RevokeReason::DelegatorLeftPractice, "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED"),
        (RevokeReason::EndDateReached, "ROLE_DEACTIVATED_END_DATE_REACHED"),
        (RevokeReason::Other, "OTHER"),
    ];
    assert_eq!(expected.len(), RevokeReason::ALL.len());
    for (reason, code) in expected {
        let Some(Asked::Be(Asks::Inactive(there))) = asks(&stopped(reason), Reasons::Full) else {
            panic!("{reason:?}")
        };
        assert_eq!(there.code(), code, "{reason:?}");
        assert_eq!(cell(Some(Status::Active), Status::Inactive, there), Cell::Allowed);
    }
}

#[test]
fn every_refusal_has_its_reason_there() {
    let expected = [
        (RefusalReason::NotNeeded, "APPLICATION_REJECTED_NOT_NEEDED"),
        (RefusalReason::Safeguarding, "APPLICATION_REJECTED_SAFEGUARDING"),
        (RefusalReason::IdentityNotVerified, "APPLICATION_REJECTED_IDENTITY_NOT_VERIFIED"),
        (RefusalReason::NoConsent, "APPLICATION_REJECTED_NO_CONSENT"),
        (RefusalReason::LacksCapacity, "APPLICATION_REJECTED_PROXY_LACKS_CAPACITY"),
        (
            RefusalReason::NotLivingInEnglandOrWales,
            "APPLICATION_REJECTED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES",
        ),
        (RefusalReason::NoLegalBasis, "APPLICATION_REJECTED_NO_LEGAL_BASIS"),
        (RefusalReason::Other, "OTHER"),
    ];
    assert_eq!(expected.len(), RefusalReason::ALL.len());
    for (reason, code) in expected {
        let Some(Asked::Be(Asks::Rejected(there))) = asks(&refused_for(reason), Reasons::Full) else {
            panic!("{reason:?}")
        };
        assert_eq!(there.code(), code, "{reason:?}");
        assert_eq!(cell(None, Status::Rejected, there), Cell::Allowed);
    }
}

/// The codes that go there of a stop and a refusal where reasons are held back.
fn shared(event: &Event) -> &'static str {
    match asks(event, Reasons::Shared) {
        Some(Asked::Be(Asks::Inactive(reason) | Asks::Rejected(reason))) => reason.code(),
        asked => panic!("{asked:?}"),
    }
}

#[test]
fn a_reason_that_one_of_the_two_never_learns_from_us_does_not_go_there() {
    let goes = [
        (RevokeReason::Misuse, "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM"),
        (RevokeReason::EndDateReached, "ROLE_DEACTIVATED_END_DATE_REACHED"),
        (RevokeReason::Other, "OTHER"),
    ];
    for reason in RevokeReason::ALL.iter().copied() {
        let code = shared(&stopped(reason));
        let as_it_is = goes.iter().find(|(one, _)| *one == reason);
        assert_eq!(code, as_it_is.map_or("ROLE_DEACTIVATED_INACTIVE_ROLE", |(_, code)| *code), "{reason:?}");
    }
    let goes = [
        (RefusalReason::NotNeeded, "APPLICATION_REJECTED_NOT_NEEDED"),
        (RefusalReason::IdentityNotVerified, "APPLICATION_REJECTED_IDENTITY_NOT_VERIFIED"),
        (RefusalReason::NoLegalBasis, "APPLICATION_REJECTED_NO_LEGAL_BASIS"),
    ];
    for reason in RefusalReason::ALL.iter().copied() {
        let code = shared(&refused_for(reason));
        let as_it_is = goes.iter().find(|(one, _)| *one == reason);
        assert_eq!(code, as_it_is.map_or("OTHER", |(_, code)| *code), "{reason:?}");
    }
}

#[test]
fn a_pause_says_no_more_than_that_something_is_looked_at() {
    for reason in SuspendReason::ALL.iter().copied() {
        let expected = match reason {
            SuspendReason::NationalRoleEnded => Asks::Leave,
            _ => Asks::Inactive(Reason::PendingReview),
        };
        assert_eq!(asks(&paused(reason), Reasons::Full), Some(Asked::Be(expected)), "{reason:?}");
    }
}

#[test]
fn what_comes_before_the_practices_decision_makes_no_role() {
    for stage in [Stage::Checking, Stage::Invited, Stage::Declined, Stage::Withdrawn, Stage::WithPractice] {
        assert_eq!(wish(&recorded_in_order(&history_to(stage)), Reasons::Full), None, "{stage:?}");
    }
}

#[test]
fn the_life_of_a_delegation_becomes_that_of_a_role() {
    let given = active_then(&[]);
    assert_eq!((given.asks, given.ends, given.granted), (Asks::Active, Some(END), given.version));
    assert_eq!((given.grantor.as_str(), given.starts), ("A81001", Some(THAT_DAY)));
    let later = changed(access_until(Some(date!(2026 - 06 - 30))));
    let shorter = active_then(&[later]);
    assert_eq!((shorter.asks, shorter.ends), (Asks::Active, Some(date!(2026 - 06 - 30))));
    assert!(shorter.granted < shorter.version, "it gives nothing anew");
    let rests = active_then(&[suspended()]);
    assert_eq!(rests.asks, Asks::Inactive(Reason::PendingReview));
    let goes_on = active_then(&[suspended(), Event::AccessResumed { tell: Tell::NOTHING }]);
    assert_eq!((goes_on.asks, goes_on.granted), (Asks::Active, goes_on.version));
    let over = active_then(&[stopped_by_the_delegator(), Event::RemovalConfirmed, Event::DelegationFinished]);
    assert_eq!(over.asks, Asks::Inactive(Reason::PatientRequest));
    let again = active_then(&[stopped_by_the_delegator(), set_again(asked())]);
    assert_eq!((again.asks, again.granted), (Asks::Active, again.version));
    let reconsidered = wished(&[history_to(Stage::Refused), vec![applied()]].concat());
    assert_eq!((reconsidered.asks, reconsidered.granted), (Asks::Active, reconsidered.version));
}

#[test]
fn what_the_store_ended_is_left_so_until_access_is_given_anew() {
    let taken_in = active_then(&[paused(SuspendReason::NationalRoleEnded)]);
    let ended = seen(Status::Inactive, Reason::PatientDeceased);
    assert_eq!(step_from(Some(&ended), &taken_in, 0), Step::Nothing);
    assert_eq!(step_from(Some(&seen(Status::Active, Reason::Reactivated)), &taken_in, 0), Step::Nothing);
    let resumed = [paused(SuspendReason::NationalRoleEnded), Event::AccessResumed { tell: Tell::NOTHING }];
    let goes_on = active_then(&resumed);
    let step = step_from(Some(&ended), &goes_on, taken_in.version);
    let Step::Change(change) = step else { panic!("{step:?}") };
    assert_eq!((change.status, change.grantor), (Some(Status::Active), Some(riverside())));
    assert_eq!(change.why.map(|why| why.reason), Some(Reason::Reactivated));
}

#[test]
fn the_steps_of_a_life() {
    let given = active_then(&[]);
    let version = given.version;
    let Step::Create(status, why) = step_from(None, &given, 0) else { panic!("created") };
    assert_eq!((status, why.reason), (Status::Active, Reason::Created));
    let active = seen(Status::Active, Reason::Created);
    assert_eq!(step_from(Some(&active), &given, 0), Step::Nothing, "it has the same last day");
    let open = Seen { end: None, ..active.clone() };
    let end = Change { end: Some(Some(last_instant(END))), ..Change::default() };
    assert_eq!(step_from(Some(&open), &given, 0), Step::Change(end));
    assert_eq!(step_from(Some(&open), &given, version), Step::Differs(Difference::End), "it changed there");
    let rejected = seen(Status::Rejected, Reason::NoConsent);
    let Step::Change(change) = step_from(Some(&rejected), &given, 0) else { panic!("activated") };
    assert_eq!(change.why.map(|why| why.reason), Some(Reason::Activated));
    for ended in [seen(Status::Inactive, Reason::Safeguarding), rejected] {
        assert_eq!(step_from(Some(&ended), &given, version), Step::TakeIn, "it ended there");
    }
    let by_date = seen(Status::Inactive, Reason::EndDateReached);
    assert_eq!(step_from(Some(&by_date), &given, version), Step::Nothing, "our own last day is over");
    let earlier = Seen { end: Some(last_instant(THAT_DAY)), ..by_date };
    assert_eq!(step_from(Some(&earlier), &given, version), Step::TakeIn, "another last day was");
    assert_eq!(step_from(None, &given, version), Step::TakeIn, "it was deleted there");
    let stopped = active_then(&[stopped_by_the_delegator()]);
    let Step::Change(change) = step_from(Some(&active), &stopped, version) else { panic!("ended") };
    assert_eq!(change.status, Some(Status::Inactive));
    let opened = step_from(Some(&active), &stopped, stopped.version);
    assert_eq!(opened, Step::Differs(Difference::ActiveThere), "somebody else granted it since");
    assert_eq!(step_from(None, &stopped, version), Step::Nothing);
}

#[test]
fn a_pause_that_became_an_end_says_so_and_other_ends_keep_their_reason() {
    let wish = active_then(&[suspended(), stopped_by_the_delegator()]);
    let pause = seen(Status::Inactive, Reason::PendingReview);
    let Step::Change(change) = step_from(Some(&pause), &wish, 0) else { panic!("a reason") };
    assert_eq!((change.status, change.why.map(|why| why.reason)), (None, Some(Reason::PatientRequest)));
    let ended = seen(Status::Inactive, Reason::PatientDeceased);
    assert_eq!(step_from(Some(&ended), &wish, 0), Step::Nothing);
}

#[test]
fn a_refusal_takes_nothing_from_a_role_that_somebody_else_granted() {
    let refused = wished(&history_to(Stage::Refused));
    let active = seen(Status::Active, Reason::Created);
    assert_eq!(step_from(Some(&active), &refused, 0), Step::Differs(Difference::ActiveThere));
    assert!(matches!(step_from(None, &refused, 0), Step::Create(Status::Rejected, _)));
    assert_eq!(step_from(None, &refused, refused.version), Step::Nothing);
}

#[test]
fn what_another_organisation_granted_is_left_alone() {
    let grantor = domain::OdsCode::parse("B82002").ok();
    let theirs = Seen { grantor, ..seen(Status::Active, Reason::Created) };
    let elsewhere = Step::Differs(Difference::GrantedElsewhere);
    for wish in [active_then(&[stopped_by_the_delegator()]), active_then(&[suspended()])] {
        for followed in [0, wish.version] {
            assert_eq!(step_from(Some(&theirs), &wish, followed), elsewhere, "{:?}", wish.asks);
        }
        let unsaid = Seen { grantor: None, ..theirs.clone() };
        assert!(matches!(step_from(Some(&unsaid), &wish, 0), Step::Change(_)), "nobody else is named");
    }
    let given = active_then(&[]);
    assert_eq!(step_from(Some(&theirs), &given, 0), Step::Nothing, "it says what is wished for");
    let open = Seen { end: None, ..theirs };
    assert_eq!(step_from(Some(&open), &given, 0), elsewhere, "and another last day is theirs");
}

#[test]
fn what_ended_for_somebodys_safety_or_wish_becomes_active_only_by_who_could_know() {
    let given = active_then(&[]);
    let ended = seen(Status::Inactive, Reason::Safeguarding);
    let differs = Step::Differs(Difference::EndedThere);
    assert_eq!(next_step(Some(&ended), &given, &Known::default()), differs, "it was never seen");
    let seen_since = Known { followed: 0, reason: ended.reason, reason_version: given.version };
    assert_eq!(next_step(Some(&ended), &given, &seen_since), differs, "it was seen after the decision");
    let another = Known { reason: Some(Reason::PatientTransferred), ..Known::default() };
    assert_eq!(next_step(Some(&ended), &given, &another), differs, "another reason was seen");
    let rested = [suspended(), Event::AccessResumed { tell: Tell::NOTHING }];
    let step = next_step(Some(&ended), &active_then(&rested), &seen_since);
    assert!(matches!(step, Step::Change(_)), "who let it go on could read it: {step:?}");
    let settled = Known { reason_version: 0, ..seen_since };
    assert!(matches!(next_step(Some(&ended), &given, &settled), Step::Change(_)), "a person settled it");
    let moved = seen(Status::Inactive, Reason::PatientTransferred);
    assert!(matches!(next_step(Some(&moved), &given, &Known::default()), Step::Change(_)));
}

#[test]
fn other_reasons_carry_a_text_of_ours_and_no_step_breaks_the_stores_table() {
    let granted = Granted::from(asked());
    let events = [
        vec![],
        vec![suspended()],
        vec![stopped(RevokeReason::Other)],
        vec![refused_for(RefusalReason::Other)],
        vec![Event::AccessChanged { checklist: None, granted }],
    ];
    let mut looked = 0;
    for more in events {
        let wish = active_then(&more);
        for status in Status::ALL {
            for reason in Reason::ALL.iter().copied().filter(|reason| may_stand(status, *reason)) {
                for followed in [0, wish.version - 1, wish.version] {
                    let step = step_from(Some(&seen(status, reason)), &wish, followed);
                    let Step::Change(Change { status: to, why, grantor, .. }) = step else { continue };
                    looked += 1;
                    if let (Some(to), Some(why)) = (to, &why) {
                        assert_eq!(cell(Some(status), to, why.reason), Cell::Allowed, "{status:?} to {to:?}");
                        assert_eq!(grantor.is_some(), to == Status::Active);
                    }
                    let text = why.filter(|why| why.reason == Reason::Other).map(|why| why.text.is_some());
                    assert_ne!(text, Some(false), "OTHER needs a text");
                }
            }
        }
    }
    assert!(looked > 20, "{looked}");
}

#[test]
fn only_what_is_about_the_role_gives_work() {
    let follow = domain::aggregate::Task::Do(domain::delegation::FOLLOW_ROLE);
    let work = |event: &Event| domain::delegation::Delegation::work(None, event);
    assert!(work(&applied()).contains(&follow));
    assert!(!work(&Event::DelegationAccepted).contains(&follow));
}
