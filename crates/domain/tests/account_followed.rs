//! What programs that follow accounts are told of: each change of what somebody may do, once, and what a case decides by the case alone.

use domain::account::{Account, Command, Event, FOLLOWED, Status, SwitchOffReason, decide};
use domain::{Actor, Aggregate};

use crate::account_support::*;
use crate::support::{CASE, THEN, the_practice};

/// Whether programs are told of what the command brings; nothing has happened before where there is no account.
fn is_told(before: &[Event], by: &Actor, command: &Command) -> bool {
    let current = (!before.is_empty()).then(|| account_after(before));
    let events = decide(current.as_ref(), command, by, THEN).expect("it is done");
    assert!(!events.is_empty(), "{command:?} changes something");
    account_after(&[before, &events[..]].concat()).is_followed(&events)
}

/// David acts for Margaret by a case.
fn by_case() -> Vec<Event> {
    let mut events = all_done();
    events.insert(4, Event::CaseFollowed { association: FOR_MARGARET, case: CASE });
    events
}

#[test]
fn what_becomes_of_an_association_without_a_case_is_told() {
    let unassociated = [opened(), Event::KeyIssued, verified(), linked()];
    assert!(is_told(&unassociated, &the_practice(), &associate()));
    for command in [renew(), suspend(), end()] {
        assert!(is_told(&all_done(), &the_practice(), &command), "{command:?}");
    }
}

#[test]
fn what_takes_an_account_away_is_told_whoever_decides_about_its_associations() {
    for before in [all_done(), by_case()] {
        for command in [reset(), Command::SwitchOff(SwitchOffReason::Misuse), Command::Unlink(PHONE)] {
            assert!(is_told(&before, &the_practice(), &command), "{command:?}");
        }
    }
}

#[test]
fn what_a_case_decides_the_case_tells() {
    assert!(!is_told(&[], &the_practice(), &follow()));
    assert!(!is_told(&by_case(), &the_practice(), &suspend()));
    assert!(!is_told(&by_case(), &the_practice(), &end()));
}

#[test]
fn a_case_that_links_the_account_gives_life_to_its_other_associations_and_that_is_told() {
    let with_his_own = [opened(), verified(), his_own()];
    assert!(is_told(&with_his_own, &the_practice(), &follow()));
}

#[test]
fn what_changes_nothing_of_what_may_be_done_is_not_told() {
    assert!(!is_told(&[opened()], &the_practice(), &Command::IssueKey));
    assert!(!is_told(&[opened()], &the_practice(), &verify()));
}

#[test]
fn the_names_are_those_of_events() {
    let access = all_done().into_iter().find(|event| event.association().is_some()).expect("one");
    let Event::Associated { association, tie, access, .. } = access else { panic!("it is associated") };
    let events = [
        associated(),
        Event::AccessChanged { association, access: access.clone(), off: None },
        Event::AssociationRenewed { association, tie, access, off: None },
        suspended(),
        ended(),
        Event::AccountActivated,
        Event::AccountInactivated { why: Status::NotLinked },
    ];
    assert_eq!(events.each_ref().map(Account::name), FOLLOWED);
}
