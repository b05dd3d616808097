//! Who is told what for each event (docs/life.md#messages).

use domain::Party;
use domain::delegation::notice::notices;
use domain::delegation::{
    CloseReason, ContactSource, Event, Message, Recipient, RefusalReason, RevokeReason, Stage, Tell,
};

use crate::support::*;

use Recipient::{Delegate, Delegator, Practice};

/// Who is told what when `event` happens to a delegation at `stage`.
#[track_caller]
fn told(stage: Option<Stage>, event: &Event, expected: &[(Message, Recipient)]) {
    let before = stage.map(|stage| delegation_after(&history_to(stage)));
    let told: Vec<_> = notices(before.as_ref(), event).iter().map(|one| (one.message, one.to)).collect();
    assert_eq!(told, expected, "{}", event.name());
}

/// The same message to both citizens.
#[track_caller]
fn both_told(stage: Stage, event: &Event, message: Message) {
    told(Some(stage), event, &[(message, Delegator), (message, Delegate)]);
}

#[track_caller]
fn nobody_told(stage: Stage, event: &Event) {
    told(Some(stage), event, &[]);
}

#[test]
fn a_request_tells_the_delegator_only() {
    told(None, &requested(), &[(Message::RequestStarted, Delegator)]);
}

#[test]
fn a_check_tells_nobody_unless_it_fails_and_then_never_the_person_named() {
    nobody_told(Stage::Checking, &Event::DetailsConfirmed);
    nobody_told(Stage::Checking, &Event::ContactFound { source: ContactSource::Pds });
    told(Some(Stage::Checking), &Event::DetailsNotConfirmed, &[(Message::NotConfirmed, Delegator)]);
}

#[test]
fn the_invitation_and_its_reminders_go_to_the_delegate() {
    let sent = Event::InvitationSent { lapses_on: LAST_DAY };
    told(Some(Stage::Checking), &sent, &[(Message::Invitation, Delegate)]);
    for reminder in [1, 2] {
        let reminded = Event::InvitationReminded { reminder };
        told(Some(Stage::Invited), &reminded, &[(Message::Reminder, Delegate)]);
    }
}

#[test]
fn an_acceptance_tells_both_and_brings_the_practice_its_request() {
    both_told(Stage::Invited, &Event::DelegationAccepted, Message::Accepted);
    told(Some(Stage::WithPractice), &Event::SentToPractice, &[(Message::NewRequest, Practice)]);
}

#[test]
fn a_no_or_silence_is_told_and_never_to_the_practice() {
    let declined = Event::DelegationDeclined { reason: None };
    told(Some(Stage::Invited), &declined, &[(Message::Declined, Delegator)]);
    both_told(Stage::Invited, &Event::InvitationLapsed, Message::Lapsed);
}

#[test]
fn a_wish_reaches_the_practice_with_a_receipt_for_the_patient_who_takes_it_back_without_one() {
    let asks = Event::ChangeAsked { access: less() };
    told(Some(Stage::Active), &asks, &[(Message::ChangeAsked, Delegator), (Message::ChangeAsked, Practice)]);
    let takes_back = Event::ChangeAsked { access: asked() };
    told(Some(Stage::Active), &takes_back, &[(Message::ChangeAsked, Practice)]);
}

#[test]
fn a_withdrawal_before_the_invitation_went_out_tells_the_delegate_nothing() {
    nobody_told(Stage::Checking, &Event::DelegationWithdrawn { side: Party::Delegator });
}

#[test]
fn a_withdrawal_tells_the_other_citizen() {
    let by_the_delegator = Event::DelegationWithdrawn { side: Party::Delegator };
    told(Some(Stage::Invited), &by_the_delegator, &[(Message::Withdrawn, Delegate)]);
}

#[test]
fn a_withdrawal_of_what_the_practice_has_tells_the_practice_too() {
    let by = |side| Event::DelegationWithdrawn { side };
    let told_of = |who| [(Message::Withdrawn, who), (Message::Withdrawn, Practice)];
    told(Some(Stage::WithPractice), &by(Party::Delegator), &told_of(Delegate));
    told(Some(Stage::WithPractice), &by(Party::Delegate), &told_of(Delegator));
}

#[test]
fn both_hear_what_the_practice_has_set_changed_paused_or_resumed() {
    both_told(Stage::WithPractice, &applied(), Message::AccessSet);
    both_told(Stage::Refused, &applied(), Message::AccessSet);
    both_told(Stage::Ended, &set_again(asked()), Message::AccessSet);
    both_told(Stage::Active, &changed(less()), Message::AccessChanged);
    both_told(Stage::Active, &suspended(), Message::Suspended);
    both_told(Stage::Suspended, &Event::AccessResumed { tell: Tell::OUTCOME }, Message::Resumed);
}

#[test]
fn a_refusal_of_which_nothing_may_be_told_tells_no_citizen() {
    for reason in RefusalReason::ALL.iter().copied() {
        nobody_told(Stage::WithPractice, &Event::DelegationRefused { reason, tell: Tell::NOTHING });
    }
}

#[test]
fn another_refusal_tells_both() {
    for tell in [Tell::OUTCOME, Tell::REASON] {
        let refused = Event::DelegationRefused { reason: RefusalReason::NotNeeded, tell };
        both_told(Stage::WithPractice, &refused, Message::Refused);
    }
}

#[test]
fn a_stop_tells_all_three_whoever_stops_it_unless_one_is_to_be_told_nothing() {
    let practice = (Message::RemovalNeeded, Practice);
    for side in [Party::Delegator, Party::Delegate, Party::Practice, Party::System] {
        let stopped = Event::DelegationRevoked { side, reason: RevokeReason::Other, tell: Tell::OUTCOME };
        told(
            Some(Stage::Active),
            &stopped,
            &[(Message::Stopped, Delegator), (Message::Stopped, Delegate), practice],
        );
    }
    let side = Party::Practice;
    let stopped = Event::DelegationRevoked { side, reason: RevokeReason::Other, tell: Tell::NOTHING };
    told(Some(Stage::Active), &stopped, &[practice]);
}

#[test]
fn what_only_closes_the_books_tells_nobody() {
    nobody_told(Stage::Ending, &Event::RemovalConfirmed);
    nobody_told(Stage::Active, &Event::DelegationFinished);
}

#[test]
fn no_decision_tells_one_recipient_the_same_thing_twice() {
    for (stage, _, _) in crate::table::expected() {
        let Some(stage) = stage else { continue };
        for command in every_command() {
            for who in [the_delegator(), the_delegate(), the_practice(), our_worker()] {
                let told = given(stage).on_day(22).when(who, command.clone()).answer().unwrap_or_default();
                let mut all = Vec::new();
                for n in 0..told.len() {
                    let before = delegation_after(&[history_to(stage), told[..n].to_vec()].concat());
                    all.extend(notices(Some(&before), &told[n]));
                }
                let distinct: std::collections::HashSet<_> = all.iter().collect();
                assert_eq!(distinct.len(), all.len(), "{stage:?} {:?}", command.kind());
            }
        }
    }
}

#[test]
fn the_codes_of_the_ledger_are_read_back() {
    for message in Message::ALL {
        assert_eq!(Message::from_code(message.code()), Some(message));
    }
    for recipient in [Delegator, Delegate, Practice] {
        assert_eq!(Recipient::from_code(recipient.code()), Some(recipient));
    }
    assert_eq!(Message::from_code("gossip"), None);
    assert_eq!(Recipient::from_code("neighbour"), None);
}

/// Who is told what when `event` happens to an invitation at `stage` that the delegator passes on.
#[track_caller]
fn told_by_code(stage: Stage, event: &Event, expected: &[(Message, Recipient)]) {
    let mut before = delegation_after(&history_to(stage));
    before.by_code = true;
    let told: Vec<_> = notices(Some(&before), event).iter().map(|one| (one.message, one.to)).collect();
    assert_eq!(told, expected, "{}", event.name());
}

#[test]
fn nobody_writes_to_whom_the_delegator_invites_by_a_code_before_they_agree() {
    let sent = Event::InvitationSent { lapses_on: LAST_DAY };
    told_by_code(Stage::Checking, &sent, &[(Message::Invitation, Delegator)]);
    let reminded = Event::InvitationReminded { reminder: 1 };
    told_by_code(Stage::Invited, &reminded, &[(Message::Reminder, Delegator)]);
    told_by_code(Stage::Invited, &Event::InvitationResent, &[]);
    told_by_code(Stage::Invited, &Event::DelegationWithdrawn { side: Party::Delegator }, &[]);
    told_by_code(Stage::Invited, &Event::InvitationLapsed, &[(Message::Lapsed, Delegator)]);
    let closed = Event::RequestClosed { reason: CloseReason::PracticeLeftTrial };
    told_by_code(Stage::Invited, &closed, &[(Message::Closed, Delegator)]);
    let both = [(Message::Accepted, Delegator), (Message::Accepted, Delegate)];
    told_by_code(Stage::Invited, &Event::DelegationAccepted, &both);
    let withdrawn = [(Message::Withdrawn, Delegate), (Message::Withdrawn, Practice)];
    told_by_code(Stage::WithPractice, &Event::DelegationWithdrawn { side: Party::Delegator }, &withdrawn);
}
