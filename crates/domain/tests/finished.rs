//! DelegationFinished (docs/life.md#events) is raised whenever nothing is left to do.

use domain::delegation::{Command, Event, Stage, Tell};

use crate::support::*;

/// Commands that lead from `stage` somewhere else, each by somebody who may.
fn ways_out(stage: Stage) -> Vec<(domain::Actor, Command)> {
    let end_date = Command::ReachEndDate { today: time::macros::date!(2027 - 01 - 01) };
    match stage {
        Stage::Checking => vec![
            (our_worker(), confirm_details()),
            (our_worker(), Command::RejectDetails),
            (the_delegator(), Command::Withdraw),
        ],
        Stage::Invited => vec![
            (the_delegate(), accept()),
            (the_delegate(), Command::Decline(None)),
            (the_delegator(), Command::Withdraw),
        ],
        Stage::WithPractice => vec![
            (the_practice(), confirm()),
            (the_practice(), refuse()),
            (the_delegator(), Command::Withdraw),
            (the_delegate(), Command::Withdraw),
        ],
        Stage::Refused => vec![(the_practice(), confirm())],
        Stage::Active => vec![
            (the_practice(), suspend()),
            (the_practice(), revoke()),
            (the_delegator(), revoke()),
            (our_worker(), end_date),
        ],
        Stage::Suspended => {
            vec![
                (the_practice(), Command::Resume(Tell::OUTCOME)),
                (the_delegate(), revoke()),
                (our_worker(), end_date),
            ]
        }
        Stage::Ending => vec![(the_practice(), Command::Remove)],
        Stage::Ended => vec![(the_practice(), reactivate())],
        Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => vec![],
    }
}

/// Whether somebody has something to do at `stage`: by docs/life.md#stages, not by the code.
fn somebody_has_something_to_do(stage: Stage) -> bool {
    match stage {
        Stage::Checking => true,     // our worker: ask PDS
        Stage::Invited => true,      // the delegate: answer
        Stage::WithPractice => true, // the practice: decide
        Stage::Suspended => true,    // the practice: review
        Stage::Ending => true,       // the practice: remove it in its system
        Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => false,
        Stage::Refused | Stage::Active | Stage::Ended => false,
    }
}

#[test]
fn it_is_raised_once_and_last_exactly_when_nothing_is_left_to_do() {
    for stage in Stage::ALL {
        for (who, command) in ways_out(stage) {
            let name = format!("{stage:?} {:?}", command.kind());
            let events = given(stage).when(who, command).answer().expect(&name);
            let after = delegation_after(&[history_to(stage), events.clone()].concat()).stage;
            assert_ne!(after, stage, "{name}");
            let finished = events.iter().filter(|event| **event == Event::DelegationFinished).count();
            assert_eq!(finished, usize::from(!somebody_has_something_to_do(after)), "{name}");
            if finished == 1 {
                assert_eq!(events.last(), Some(&Event::DelegationFinished), "{name}");
            }
        }
    }
}

#[test]
fn it_is_not_raised_again_by_what_leaves_the_stage_as_it_is() {
    given(Stage::Active).when(the_practice(), change_access()).then([changed(less())]);
    given(Stage::Invited)
        .on_day(7)
        .when(our_worker(), Command::Remind)
        .then([Event::InvitationReminded { reminder: 1 }]);
}

#[test]
fn it_changes_nothing_but_the_version() {
    let mut without = delegation_after(&[history_to(Stage::WithPractice), vec![applied()]].concat());
    let with = delegation_after(&history_to(Stage::Active));
    without.version += 1;
    assert_eq!(without, with);
}

#[test]
fn a_stage_is_settled_exactly_when_nobody_has_anything_to_do() {
    for stage in Stage::ALL {
        assert_eq!(stage.is_settled(), !somebody_has_something_to_do(stage), "{stage:?}");
    }
}
