//! A case and the account by which its trusted person acts: each is told what the other has decided, and the two never differ.

use domain::account::case::{for_case, says};
use domain::account::{
    Account, Command, EndReason, Event, Follow, Ground, Place, Proof, Refusal, Says, State, SuspendReason,
    Tell, Tie, Verification,
};
use domain::delegation::table::{Cell, may};
use domain::delegation::{self, CommandKind, ConsentMethod, Delegation, Event as CaseEvent, Stage, TellThem};
use domain::{Actor, Aggregate, DelegationId, Party, Relationship};
use time::macros::date;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::account_support::*;
use crate::support::{
    CASE, END, MARGARET, THAT_DAY, THEN, access_until, asked, delegation_after, less, more, our_worker,
    somebody_as, the_practice,
};
use crate::table::{expected, history_for, sample};

/// The commands by which the access itself is decided.
const DECISIONS: [CommandKind; 7] = [
    CommandKind::Confirm,
    CommandKind::Change,
    CommandKind::Suspend,
    CommandKind::Resume,
    CommandKind::Revoke,
    CommandKind::ReachEndDate,
    CommandKind::Reactivate,
];

/// The account after it was told of the case's `events`, which came after `history`; each actor's own.
fn followed(
    account: Option<Account>,
    history: &[CaseEvent],
    events: &[CaseEvent],
    (by, now): (&Actor, OffsetDateTime),
) -> Option<Account> {
    let after = delegation_after(&[history, events].concat());
    let Some(says) = says(events, &after) else { return account };
    let is_open = account.as_ref().is_some_and(|account| account.with_patient(MARGARET).is_some());
    if !is_open && says.stands != State::Running {
        return account;
    }
    // Each association has an id of its own.
    let made = account.as_ref().map_or(0, |account| account.associations.len());
    let association = Uuid::from_u128(0xB000 + u128::try_from(made).expect("few")).into();
    let command = Command::Follow(Box::new(Follow { says, association, ..a_follow() }));
    let events = Account::decide(account.as_ref(), &command, by, now).expect("the account follows");
    let mut account = account;
    for event in events {
        let version = account.as_ref().map_or(0, |account| account.version) + 1;
        let recorded = Recorded { id: DAVIDS, version, event, by: by.clone(), at: now };
        account = Account::evolve(account, &recorded);
    }
    account
}

/// The account after the whole history of a case, event by event.
fn along(history: &[CaseEvent]) -> Option<Account> {
    let mut account = None;
    for count in 1..=history.len() {
        let (before, one) = history[..count].split_at(count - 1);
        account = followed(account, before, one, (&our_worker(), THEN));
    }
    account
}

/// The two say the same.
fn are_alike(case: &Delegation, account: Option<&Account>) -> bool {
    let open = account.and_then(|account| account.with_patient(case.delegator));
    let is_its_own =
        open.is_none_or(|one| one.case == Some(case.id) && case.set.as_ref() == Some(&one.access));
    let stands = match (case.stage, open.map(|one| one.state)) {
        (Stage::Active, state) => state == Some(State::Running),
        (Stage::Suspended, state) => matches!(state, Some(State::Suspended(_))),
        (_, state) => state.is_none(),
    };
    is_its_own && stands
}

#[test]
fn at_every_cell_of_the_cases_table_case_and_account_stay_alike() {
    let mut told = 0;
    for (stage, kind, leads) in expected() {
        let (Some(stage), Cell::To(_)) = (stage, leads) else { continue };
        let history = history_for(stage, kind);
        let (case, before) = (delegation_after(&history), along(&history));
        assert!(are_alike(&case, before.as_ref()), "before {stage:?} {kind:?}");
        let (command, now) = sample(kind);
        for party in [Party::Delegator, Party::Delegate, Party::Practice, Party::System] {
            let by = somebody_as(party);
            if !may(party, kind, stage) || by.party(&case).is_none() {
                continue;
            }
            let name = format!("{stage:?} {kind:?} by {party:?}");
            let events = delegation::decide(Some(&case), &command, &by, now).expect(&name);
            let after = delegation_after(&[&history[..], &events[..]].concat());
            let account = followed(before.clone(), &history, &events, (&by, now));
            assert!(are_alike(&after, account.as_ref()), "{name}: {account:?}");
            assert_eq!(says(&events, &after).is_some(), DECISIONS.contains(&kind), "{name}");
            told += usize::from(DECISIONS.contains(&kind));
        }
    }
    assert!(told >= DECISIONS.len(), "{told}");
}

#[test]
fn a_confirmed_case_makes_the_account_and_it_is_active_at_once() {
    let made = [
        opened(),
        by_nhs_login(),
        linked(),
        associated(),
        Event::CaseFollowed { association: FOR_MARGARET, case: CASE },
        Event::AccountActivated,
    ];
    given_no_account().when(the_practice(), follow()).then(made.clone());
    given_no_account().when(the_holder(), follow()).then_refused(Refusal::NotFound);
    given_account(made).when(the_practice(), saying(None, State::Running)).then_nothing_more();
}

fn by_nhs_login() -> Event {
    Event::IdentityVerified { verification: Verification { on: THAT_DAY, proof: Proof::NhsLogin } }
}

fn saying(consent: Option<ConsentMethod>, stands: State) -> Command {
    Command::Follow(Box::new(Follow { says: Says { consent, stands, ..says_yes() }, ..a_follow() }))
}

/// David's account with what the case gives, linked by his sign-in.
fn of_a_case() -> Vec<Event> {
    let case = Event::CaseFollowed { association: FOR_MARGARET, case: CASE };
    vec![opened(), by_nhs_login(), linked(), associated(), case, Event::AccountActivated]
}

#[test]
fn identity_is_verified_in_person_where_nhs_login_does_not_know_them() {
    let unknown = || Command::Follow(Box::new(Follow { is_proofed: false, ..a_follow() }));
    given_no_account().when(the_practice(), unknown()).then_refused(Refusal::NotProofed);
    given_account([opened(), verified()]).when(the_practice(), unknown()).then([
        linked(),
        associated(),
        Event::CaseFollowed { association: FOR_MARGARET, case: CASE },
        Event::AccountActivated,
    ]);
}

#[test]
fn an_account_that_the_practice_switched_off_is_given_nothing() {
    let off = || given_account(of_a_case()).and(ended()).and(switched_off());
    let again = Command::Follow(Box::new(Follow { association: HIS_OWN, ..a_follow() }));
    off().when(the_practice(), again).then_refused(Refusal::WrongPlace(Place::Off));
    let stop = saying(None, State::Ended(EndReason::Misuse));
    let stopped = Event::AssociationEnded { association: FOR_MARGARET, reason: EndReason::Misuse };
    given_account([opened(), associated(), case_followed(), switched_off()])
        .when(the_practice(), stop)
        .then([stopped]);
}

fn case_followed() -> Event {
    Event::CaseFollowed { association: FOR_MARGARET, case: CASE }
}

#[test]
fn what_a_reset_took_away_no_case_gives_back() {
    let reset = Event::KeyReset { reason: domain::account::ResetReason::UnusualActivity };
    given_account([opened(), Event::KeyIssued, verified(), linked(), reset])
        .when(the_practice(), follow())
        .then([associated(), case_followed()]);
}

#[test]
fn what_the_practice_made_by_itself_is_the_cases_from_then_on() {
    given_account(all_done()).when(the_practice(), follow()).then([
        Event::AssociationRenewed {
            association: FOR_MARGARET,
            tie: Tie::Proxy {
                relationship: Relationship::Partner,
                ground: Ground::Consent { method: ConsentMethod::InWriting },
            },
            access: asked(),
            off: None,
        },
        case_followed(),
    ]);
    let other = DelegationId(Uuid::from_u128(0xCA5F));
    let another = Command::Follow(Box::new(Follow { case: other, ..a_follow() }));
    given_account(of_a_case()).when(the_practice(), another).then_refused(Refusal::AlreadyAssociated);
}

#[test]
fn our_worker_lets_nothing_go_on_that_somebody_suspended() {
    let suspended =
        Event::AssociationSuspended { association: FOR_MARGARET, reason: SuspendReason::Safeguarding };
    let stopped = || [all_done(), vec![suspended.clone()]].concat();
    given_account(stopped()).when(our_worker(), follow()).then_refused(Refusal::AlreadyAssociated);
    let decided = Account::decide(Some(&account_after(&stopped())), &follow(), &the_practice(), THEN);
    assert!(decided.is_ok_and(|events| events.contains(&case_followed())), "the practice decides anew");
}

#[test]
fn what_a_case_decides_about_is_changed_in_the_case_alone() {
    let change = Command::ChangeAccess { association: FOR_MARGARET, access: less(), off: None };
    given_account(of_a_case()).when(the_practice(), change).then_refused(Refusal::HasCase);
    given_account(of_a_case()).when(the_practice(), renew_to(more())).then_refused(Refusal::HasCase);
}

#[test]
fn a_citizen_ends_what_a_case_gives_and_gets_nothing_by_one() {
    for by in [the_holder(), the_patient()] {
        let again = saying(Some(ConsentMethod::InWriting), State::Running);
        given_account(of_a_case()).when(by.clone(), again).then_refused(Refusal::NotFound);
        let stop = saying(None, State::Ended(EndReason::PatientRequest));
        let came = Account::decide(Some(&account_after(&of_a_case())), &stop, &by, THEN);
        assert!(came.is_ok_and(|events| !events.is_empty()), "{by:?}");
    }
}

#[test]
fn whatever_an_account_does_to_it_is_done_to_the_case() {
    let case = delegation_after(&crate::support::history_to(Stage::Active));
    let before = account_after(&of_a_case());
    let (association, mut told) = (FOR_MARGARET, 0);
    let pauses = SuspendReason::ALL.iter().map(|reason| Command::Suspend { association, reason: *reason });
    let ends = EndReason::ALL.iter().map(|reason| Command::End { association, reason: *reason });
    for command in pauses.chain(ends) {
        for by in [the_practice(), the_patient(), the_holder(), our_worker()] {
            let Ok(events) = Account::decide(Some(&before), &command, &by, THEN) else { continue };
            let after = account_after(&[of_a_case(), events.clone()].concat());
            let found = events.iter().find_map(|event| for_case(&after, event, (&by, Some(Tell::BOTH))));
            let (id, to_case, by) = found.expect("the case is told");
            assert_eq!(id, CASE);
            let name = format!("{command:?} by {by:?}");
            let came = delegation::decide(Some(&case), &to_case, &by, THEN).expect(&name);
            let history = [crate::support::history_to(Stage::Active), came].concat();
            assert!(are_alike(&delegation_after(&history), Some(&after)), "{name}");
            told += 1;
        }
    }
    assert!(told > SuspendReason::ALL.len() + EndReason::ALL.len(), "{told}");
    let own = account_after(&all_done());
    let end = Event::AssociationEnded { association, reason: EndReason::NotUsed };
    assert_eq!(for_case(&own, &end, (&the_practice(), None)), None, "nothing without a case");
}

#[test]
fn of_an_end_at_the_account_the_case_writes_to_whom_the_practice_chose_and_to_nobody_else() {
    let told = |reason, chosen| {
        let end = Event::AssociationEnded { association: FOR_MARGARET, reason };
        let after = account_after(&[of_a_case(), vec![end.clone()]].concat());
        match for_case(&after, &end, (&the_practice(), chosen)) {
            Some((_, delegation::Command::Revoke { tell, .. }, _)) => (tell.delegator, tell.delegate),
            other => panic!("{other:?}"),
        }
    };
    let (nothing, outcome) = (TellThem::Nothing, TellThem::Outcome);
    let patient_alone = Tell { holder: false, patient: true };
    for reason in [EndReason::ChangeInRelationship, EndReason::Safeguarding, EndReason::Other] {
        assert_eq!(told(reason, None), (nothing, nothing), "{reason:?}: a command is silent by itself");
        assert_eq!(told(reason, Some(Tell::NOBODY)), (nothing, nothing), "{reason:?}");
        assert_eq!(told(reason, Some(patient_alone)), (outcome, nothing), "{reason:?}");
        assert_eq!(told(reason, Some(Tell::BOTH)), (outcome, outcome), "{reason:?}");
    }
    assert_eq!(
        told(EndReason::PatientDeceased, Some(Tell::BOTH)),
        (nothing, outcome),
        "nobody writes to the dead"
    );
}

#[test]
fn of_a_case_an_account_brings_its_years_without_use_and_not_its_last_day() {
    given_account(of_a_case())
        .on(END + Duration::DAY)
        .when(our_worker(), day(LONG_AGO))
        .then([Event::AccountInactivated { why: domain::account::Status::NotAssociated }]);
    let endless = Event::Associated {
        association: FOR_MARGARET,
        patient: MARGARET,
        tie: by_consent(),
        access: access_until(None),
    };
    given_account([opened(), endless, case_followed()])
        .on(date!(2031 - 03 - 03))
        .when(our_worker(), day(LONG_AGO))
        .then([Event::AssociationSuspended { association: FOR_MARGARET, reason: SuspendReason::Unused }]);
}
