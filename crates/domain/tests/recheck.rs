//! What a look at PDS means for access that is set.

use domain::OdsCode;
use domain::delegation::recheck::{Known, finding};
use domain::delegation::{Command, RevokeReason, Stage, SuspendReason, Tell, TellThem};

use crate::support::*;

fn at(practice: &str) -> Known {
    Known { practice: OdsCode::parse(practice).ok(), ..Known::default() }
}

fn found(stage: Stage, delegator: &Known, delegate: &Known) -> Option<Command> {
    finding(&delegation_after(&history_to(stage)), delegator, delegate)
}

#[test]
fn nothing_has_to_happen_while_all_is_as_it_was() {
    for stage in [Stage::Active, Stage::Suspended] {
        assert_eq!(
            found(stage, &at("A81001"), &at("B82002")),
            None,
            "the delegate may have another practice"
        );
        assert_eq!(found(stage, &Known::default(), &Known::default()), None, "a practice that is not told");
    }
}

#[test]
fn a_death_or_a_restriction_pauses_once() {
    let dead = Known { deceased: true, ..at("A81001") };
    let hidden = Known { restricted: true, ..Known::default() };
    let cases = [
        (&dead, &hidden, SuspendReason::DelegatorDeceased),
        (&at("A81001"), &dead, SuspendReason::DelegateDeceased),
        (&hidden, &at("A81001"), SuspendReason::DelegatorRestricted),
        (&at("A81001"), &hidden, SuspendReason::DelegateRestricted),
    ];
    for (delegator, delegate, reason) in cases {
        assert_eq!(
            found(Stage::Active, delegator, delegate),
            Some(Command::Suspend { reason, tell: Tell::NOTHING })
        );
        assert_eq!(found(Stage::Suspended, delegator, delegate), None, "it is paused already");
    }
}

#[test]
fn a_patient_who_left_the_practice_ends_it() {
    let tell = Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing };
    let left = Command::Revoke { reason: RevokeReason::DelegatorLeftPractice, tell };
    for stage in [Stage::Active, Stage::Suspended] {
        assert_eq!(found(stage, &at("B82002"), &at("A81001")), Some(left.clone()));
    }
}
