//! "He must not read why": who is told what, person by person, whatever the practice chose.

use domain::Party;
use domain::delegation::notice::notices;
use domain::delegation::recheck::{Known, finding};
use domain::delegation::{
    CloseReason, Command, Event, Message, Notice, Recipient, RefusalReason, RevokeReason, Stage,
    SuspendReason, Tell, TellThem, Why,
};

use crate::support::*;

const ONLY_PATIENT: Tell = Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing };
const ONLY_TRUSTED: Tell = Tell { delegator: TellThem::Nothing, delegate: TellThem::Outcome };

/// Those of the two who get a letter of it.
fn written_to(event: &Event) -> Vec<Party> {
    let active = delegation_after(&history_to(Stage::Active));
    let told = notices(Some(&active), event);
    told.iter().filter(|notice| notice.to != Recipient::Practice).map(|notice| notice.to.party()).collect()
}

/// Every act of the practice that takes something away, told so.
fn acts(tell: Tell) -> Vec<Event> {
    vec![
        Event::DelegationRefused { reason: RefusalReason::Other, tell },
        Event::AccessSuspended { reason: SuspendReason::PendingReview, tell },
        Event::AccessResumed { tell },
        Event::DelegationRevoked { side: Party::Practice, reason: RevokeReason::Other, tell },
    ]
}

#[test]
fn patient_and_trusted_person_are_told_separately() {
    for (tell, told) in [
        (Tell::NOTHING, vec![]),
        (ONLY_PATIENT, vec![Party::Delegator]),
        (ONLY_TRUSTED, vec![Party::Delegate]),
        (Tell::OUTCOME, vec![Party::Delegator, Party::Delegate]),
    ] {
        for event in acts(tell) {
            assert_eq!(written_to(&event), told, "{} {tell:?}", event.name());
        }
    }
}

#[test]
fn a_safeguarding_pause_mails_nobody_unless_the_practice_wants_it() {
    let pause = |tell| Event::AccessSuspended { reason: SuspendReason::Safeguarding, tell };
    assert_eq!(written_to(&pause(Tell::NOTHING)), []);
    assert_eq!(written_to(&pause(ONLY_PATIENT)), [Party::Delegator]);
}

/// The reasons that lie with the patient and never reach the trusted person.
fn never_to_the_trusted_person() -> Vec<Why> {
    vec![
        Why::Refused(RefusalReason::Safeguarding),
        Why::Refused(RefusalReason::NoConsent),
        Why::Paused(SuspendReason::Safeguarding),
        Why::Paused(SuspendReason::DelegatorDeceased),
        Why::Paused(SuspendReason::DelegatorRestricted),
        Why::Paused(SuspendReason::DelegateRestricted),
        Why::Paused(SuspendReason::NationalRoleEnded),
        Why::Stopped(RevokeReason::Safeguarding),
        Why::Stopped(RevokeReason::DelegatorRequest),
        Why::Stopped(RevokeReason::ChangeInRelationship),
        Why::Stopped(RevokeReason::DelegatorDeceased),
        Why::Stopped(RevokeReason::DelegatorLeftPractice),
        Why::Closed(CloseReason::DelegatorLeftPractice),
    ]
}

#[test]
fn what_the_patient_fears_asked_for_or_where_they_went_never_reaches_the_trusted_person() {
    for why in never_to_the_trusted_person() {
        assert!(!why.told(Tell::REASON, Party::Delegate).allows_reason(), "{why:?}");
    }
}

#[test]
fn what_lies_with_the_trusted_person_never_reaches_the_patient() {
    for why in [
        Why::Refused(RefusalReason::LacksCapacity),
        Why::Refused(RefusalReason::NotLivingInEnglandOrWales),
        Why::Paused(SuspendReason::DelegateDeceased),
        Why::Paused(SuspendReason::DelegateRestricted),
        Why::Paused(SuspendReason::NationalRoleEnded),
        Why::Stopped(RevokeReason::DelegateRequest),
        Why::Stopped(RevokeReason::LacksCapacity),
        Why::Stopped(RevokeReason::DelegateDeceased),
        Why::Stopped(RevokeReason::DelegatorLeftPractice),
    ] {
        assert!(!why.told(Tell::REASON, Party::Delegator).allows_reason(), "{why:?}");
    }
}

#[test]
fn every_other_reason_can_be_told_to_whom_it_concerns() {
    for reason in RevokeReason::ALL.iter().copied() {
        let why = Why::Stopped(reason);
        let told = [Party::Delegator, Party::Delegate].map(|reader| why.told(Tell::REASON, reader));
        let nobody = [RevokeReason::DelegatorDeceased, RevokeReason::DelegateDeceased];
        let hidden = nobody.contains(&reason) || reason == RevokeReason::DelegatorLeftPractice;
        assert_eq!(told.iter().any(|told| told.allows_reason()), !hidden, "{reason:?}");
    }
}

#[test]
fn nobody_writes_to_somebody_who_has_died() {
    for (reason, gone) in [
        (RevokeReason::DelegatorDeceased, Party::Delegator),
        (RevokeReason::DelegateDeceased, Party::Delegate),
    ] {
        let stopped = Event::DelegationRevoked { side: Party::Practice, reason, tell: Tell::OUTCOME };
        assert!(!written_to(&stopped).contains(&gone));
    }
    let paused = Event::AccessSuspended { reason: SuspendReason::DelegatorDeceased, tell: Tell::OUTCOME };
    assert_eq!(written_to(&paused), [Party::Delegate]);
}

#[test]
fn she_moved_away_and_he_is_not_told() {
    let active = delegation_after(&history_to(Stage::Active));
    let practice = domain::OdsCode::parse("B82002").ok();
    let moved = Known { practice, ..Known::default() };
    let command = finding(&active, &moved, &Known::default()).expect("something has to happen");
    let ended = given(Stage::Active).when(our_worker(), command).answer().expect("it happens");
    assert_eq!(written_to(&ended[0]), [Party::Delegator]);
    let after = delegation_after(&[history_to(Stage::Active), ended].concat());
    for reader in [Party::Delegator, Party::Delegate] {
        assert_eq!(after.why_told_to(reader), None, "a move is told as such to nobody");
    }
    // An event of before the choice was one for each.
    let old = r#"{"event":"delegation_revoked","side":"system","reason":"delegator_left_practice","tell":"reason"}"#;
    let old: Event = serde_json::from_str(old).expect("an old event is read");
    assert_eq!(old.told(Party::Delegate), TellThem::Outcome);
}

#[test]
fn a_pause_by_a_check_tells_the_practice_alone() {
    let active = delegation_after(&history_to(Stage::Active));
    let restricted = Known { restricted: true, ..Known::default() };
    let deceased = Known { deceased: true, ..Known::default() };
    for known in [restricted, deceased] {
        for (delegator, delegate) in [(&known, &Known::default()), (&Known::default(), &known)] {
            let Some(Command::Suspend { reason, tell }) = finding(&active, delegator, delegate) else {
                panic!("a pause")
            };
            let told = notices(Some(&active), &Event::AccessSuspended { reason, tell });
            let told: Vec<_> = told.iter().map(|notice| (notice.message, notice.to)).collect();
            assert_eq!(told, [(Message::ReviewNeeded, Recipient::Practice)]);
        }
    }
}

#[test]
fn an_end_date_is_told_to_both_with_the_reason() {
    let today = END.next_day().expect("a day");
    let ended = given(Stage::Active).when(our_worker(), Command::ReachEndDate { today }).answer();
    let ended = ended.expect("it ends").remove(0);
    for reader in [Party::Delegator, Party::Delegate] {
        assert!(ended.told(reader).allows_reason());
    }
}

#[test]
fn who_of_the_two_stopped_it_the_other_does_not_learn() {
    let stopped = stopped_by_the_delegator();
    assert!(stopped.names_its_doer_to(Party::Delegator) && stopped.names_its_doer_to(Party::Practice));
    assert!(!stopped.names_its_doer_to(Party::Delegate));
    assert!(stopped.is_told_to(Party::Delegate), "that it ended they find so anyway");
}

#[test]
fn what_the_practice_did_without_a_word_does_not_say_who_did_it() {
    for event in acts(ONLY_PATIENT) {
        assert!(event.names_its_doer_to(Party::Delegator), "{}", event.name());
        assert!(!event.names_its_doer_to(Party::Delegate), "{}", event.name());
    }
    let refused = Event::DelegationRefused { reason: RefusalReason::Other, tell: ONLY_PATIENT };
    assert!(refused.is_told_to(Party::Delegator) && !refused.is_told_to(Party::Delegate));
}

#[test]
fn one_of_the_two_may_know_of_a_refusal_and_the_other_not() {
    let refused = Event::DelegationRefused { reason: RefusalReason::Safeguarding, tell: ONLY_PATIENT };
    let refused = delegation_after(&[history_to(Stage::WithPractice), vec![refused]].concat());
    assert_eq!(refused.stage_told_to(Party::Delegator), Stage::Refused);
    assert_eq!(refused.stage_told_to(Party::Delegate), Stage::Ended);
}

#[test]
fn a_change_that_the_patient_asks_for_is_between_patient_and_practice() {
    let asked = Event::ChangeAsked { access: less() };
    let declined = Event::ChangeDeclined { tell: TellThem::Outcome };
    for event in [&asked, &declined] {
        assert!(event.is_told_to(Party::Delegator) && !event.is_told_to(Party::Delegate), "{}", event.name());
    }
    let waits = delegation_after(&[history_to(Stage::Active), vec![asked]].concat());
    assert_eq!(waits.change_told_to(Party::Delegator), Some(&less()));
    assert_eq!(waits.change_told_to(Party::Delegate), None);
}

#[test]
fn nobody_reads_of_the_other_citizens_letters_and_only_the_practice_of_a_check() {
    let shown = |message, to, reader| Notice { message, to }.is_shown_to(reader);
    for reader in [Party::Delegator, Party::Delegate] {
        for to in [Recipient::Delegator, Recipient::Delegate] {
            assert_eq!(shown(Message::AccessSet, to, reader), to.party() == reader);
        }
    }
    assert!(shown(Message::NewRequest, Recipient::Practice, Party::Delegator));
    assert!(!shown(Message::NewRequest, Recipient::Practice, Party::Delegate));
    assert!(!shown(Message::ReviewNeeded, Recipient::Practice, Party::Delegator));
    assert!(shown(Message::ReviewNeeded, Recipient::Practice, Party::Practice));
}

#[test]
fn that_a_request_was_closed_because_the_patient_moved_looks_to_the_trusted_person_like_any_end() {
    let closed = |reason| {
        let history = [history_to(Stage::WithPractice), vec![Event::RequestClosed { reason }]].concat();
        delegation_after(&history)
    };
    let (moved, left) = (closed(CloseReason::DelegatorLeftPractice), closed(CloseReason::PracticeLeftTrial));
    assert_eq!(moved.stage_told_to(Party::Delegate), Stage::Ended);
    assert_eq!(left.stage_told_to(Party::Delegate), Stage::Withdrawn);
    let event = Event::RequestClosed { reason: CloseReason::DelegatorLeftPractice };
    assert!(!event.is_told_to(Party::Delegate) && event.is_told_to(Party::Delegator));
}
