//! An account's own rules, told as sentences. Numbers as CS-05 are the rows of docs/accounts.md#the-requirements.

use domain::account::{
    Account, Associate, Checked, Command, EndReason, Event, Evidence, Ground, OffReason, Refusal, Renew,
    ResetReason, RevokeKeyReason, Status, SuspendReason, Tie, Tries,
};
use domain::delegation::ConsentMethod;
use domain::role::LegalBasis;
use domain::{Actor, Aggregate, Relationship};
use time::Duration;
use time::macros::date;

use crate::account_support::*;
use crate::support::{
    DAVID, END, MARGARET, THAT_DAY, THEN, a_stranger, access_until, another_practice, asked, less, more,
    our_worker, riverside, the_practice,
};

fn inactive(why: Status) -> Event {
    Event::AccountInactivated { why }
}

#[test]
fn cs_01_an_account_is_of_the_practice_that_makes_it_and_stays_so() {
    given_no_account().when(the_practice(), open()).then([opened()]);
    given_no_account().when(another_practice(), open()).then_refused(Refusal::NotFound);
    given_no_account().when(the_holder(), open()).then_refused(Refusal::NotFound);
    given_no_account().when(our_worker(), open()).then_refused(Refusal::NotFound);
    let before = account_after(&[opened()]);
    for command in every_command() {
        for by in [the_practice(), the_holder(), our_worker()] {
            let Ok(events) = Account::decide(Some(&before), &command, &by, THEN) else {
                continue;
            };
            let after = account_after(&[vec![opened()], events].concat());
            assert_eq!((after.id, after.person), (before.id, DAVID), "{command:?}");
            assert_eq!(after.practice, riverside(), "{command:?}");
        }
    }
}

#[test]
fn cs_02_nobody_has_two_accounts_at_a_practice() {
    let second = Command::Open { person: DAVID, practice: riverside(), has_one: true };
    given_no_account().when(the_practice(), second).then_refused(Refusal::HasOne);
    given_account([opened()]).when(the_practice(), open()).then_refused(Refusal::HasOne);
}

#[test]
fn cs_04_an_account_is_made_inactive() {
    assert_eq!(account_after(&[opened()]).status(THAT_DAY), Status::NotLinked);
    assert_eq!(account_after(&[opened()]).stage(), "inactive");
    assert_eq!(account_after(&all_done()).stage(), "active");
}

#[test]
fn cs_05_the_last_of_the_three_makes_it_active_whichever_it_is() {
    let keyed = [opened(), Event::KeyIssued];
    let scene = |done: [Event; 2]| given_account(keyed.iter().cloned().chain(done));
    scene([verified(), associated()]).when(the_holder(), link()).then([linked(), Event::AccountActivated]);
    scene([linked(), associated()])
        .when(the_practice(), verify())
        .then([verified(), Event::AccountActivated]);
    scene([linked(), verified()])
        .when(the_practice(), associate())
        .then([associated(), Event::AccountActivated]);
    given_account(keyed.clone()).when(the_practice(), verify()).then([verified()]);
    given_account(keyed).and(verified()).when(the_practice(), associate()).then([associated()]);
}

#[test]
fn cs_06_without_an_association_it_is_inactive_at_once() {
    let left = Command::End { association: FOR_MARGARET, reason: EndReason::PatientLeft };
    let gone = Event::AssociationEnded { association: FOR_MARGARET, reason: EndReason::PatientLeft };
    given_account(all_done())
        .when(our_worker(), left.clone())
        .then([gone.clone(), inactive(Status::NotAssociated)]);
    given_account(all_done()).and(his_own()).when(our_worker(), left).then([gone]);
    given_account(all_done())
        .when(the_practice(), suspend())
        .then([suspended(), inactive(Status::NotAssociated)]);
}

#[test]
fn cs_07_a_reset_key_makes_it_inactive_at_once() {
    let reset_now = Event::KeyReset { reason: ResetReason::UnusualActivity };
    given_account(all_done())
        .when(our_worker(), reset())
        .then([reset_now.clone(), inactive(Status::NotLinked)]);
    given_account(all_done())
        .when(the_practice(), Command::RevokeKey(RevokeKeyReason::Compromised))
        .then([Event::KeyRevoked { reason: RevokeKeyReason::Compromised }, inactive(Status::NotLinked)]);
    given_account(all_done())
        .when(the_holder(), Command::Unlink(PHONE))
        .then([Event::Unlinked { from: PHONE }, inactive(Status::NotLinked)]);
    let after = account_after(&[all_done(), vec![reset_now, inactive(Status::NotLinked)]].concat());
    assert!(after.linkages.is_empty() && after.key_since.is_some());
}

#[test]
fn cs_08_staff_switch_it_off_by_hand() {
    let off = Command::SwitchOff(domain::account::SwitchOffReason::Misuse);
    given_account(all_done())
        .when(the_practice(), off.clone())
        .then([switched_off(), inactive(Status::SwitchedOff)]);
    given_account(all_done()).when(the_holder(), off.clone()).then_refused(Refusal::NotFound);
    given_account(all_done()).when(our_worker(), off).then_refused(Refusal::NotFound);
}

#[test]
fn cs_09_it_becomes_active_again_by_itself_but_not_after_staff_switched_it_off() {
    let reset_now = Event::KeyReset { reason: ResetReason::UnusualActivity };
    given_account(all_done())
        .and(reset_now.clone())
        .and(inactive(Status::NotLinked))
        .when(the_holder(), link())
        .then([linked(), Event::AccountActivated]);
    let off = given_account(all_done()).and(switched_off()).and(inactive(Status::SwitchedOff));
    off.and(reset_now).when(the_holder(), link()).then([linked()]);
    let off = given_account(all_done()).and(switched_off()).and(inactive(Status::SwitchedOff));
    off.when(the_practice(), Command::SwitchOn).then([Event::SwitchedOn, Event::AccountActivated]);
    given_account([opened(), switched_off()])
        .when(the_practice(), Command::SwitchOn)
        .then([Event::SwitchedOn]);
}

#[test]
fn cs_10_one_key_serves_every_online_account() {
    let tablet = Command::Link { to: TABLET, matches: true, tries: Tries::default() };
    given_account(all_done()).when(the_holder(), tablet).then([Event::Linked { to: TABLET }]);
    given_account(all_done())
        .and(Event::Linked { to: TABLET })
        .when(the_holder(), Command::Unlink(PHONE))
        .then([Event::Unlinked { from: PHONE }]);
    given_account(all_done()).when(the_holder(), link()).then_nothing_more();
    given_account(all_done()).when(the_holder(), Command::Unlink(TABLET)).then_nothing_more();
}

#[test]
fn cs_11_the_same_key_counts_for_every_association() {
    given_account(all_done()).when(the_practice(), associate_his_own()).then([his_own()]);
    let later = recorded(7, his_own(), the_practice(), THEN + Duration::DAY);
    let account = Account::evolve(Some(account_after(&all_done())), &later).expect("it goes on");
    assert_eq!(account.key_since, Some(THEN), "no other key is made");
    given_account(all_done()).and(his_own()).when(the_practice(), Command::IssueKey).then_nothing_more();
}

#[test]
fn cs_12_every_mismatch_has_one_answer() {
    let keyed = || given_account([opened(), Event::KeyIssued]);
    keyed().when(the_holder(), link()).then([linked()]);
    let mismatch = link_with(false, Tries::default());
    keyed().when(the_holder(), mismatch).then_refused(Refusal::NotMatched);
    keyed().when(a_stranger(), link()).then_refused(Refusal::NotMatched);
    keyed().when(the_practice(), link()).then_refused(Refusal::NotMatched);
    given_account([opened()]).when(the_holder(), link()).then_refused(Refusal::NotMatched);
    given_no_account().when(the_holder(), link()).then_refused(Refusal::NotMatched);
    let worn = Tries { of_account: 5, of_person: 0 };
    keyed().when(the_holder(), link_with(true, worn)).then_refused(Refusal::TooManyTries);
    given_no_account().when(a_stranger(), link_with(false, worn)).then_refused(Refusal::TooManyTries);
}

#[test]
fn cs_14_identity_is_verified_at_the_patients_practice_whatever_another_has_seen() {
    let elsewhere = [opened(), verified()];
    assert!(account_after(&elsewhere).verification.is_some());
    assert!(account_after(&[opened()]).verification.is_none(), "each account is verified for itself");
    given_account([opened()]).when(another_practice(), verify()).then_refused(Refusal::NotFound);
}

#[test]
fn cs_15_the_practice_may_want_identity_verified_before_it_associates() {
    let strict = || Command::Associate(Box::new(Associate { verify_first: true, ..an_association() }));
    given_account([opened()]).when(the_practice(), strict()).then_refused(Refusal::NotVerified);
    given_account([opened(), verified()]).when(the_practice(), strict()).then([associated()]);
    given_account([opened()]).when(the_practice(), associate()).then([associated()]);
}

#[test]
fn cs_20_an_association_for_oneself_is_with_oneself_and_one_for_another_with_another() {
    let with = |patient, tie| Command::Associate(Box::new(Associate { patient, tie, ..an_association() }));
    let refused = |command, refusal| {
        given_account([opened()]).when(the_practice(), command).then_refused(refusal);
    };
    refused(with(MARGARET, Tie::Own), Refusal::NotThemselves);
    refused(with(DAVID, by_consent()), Refusal::SamePerson);
    given_account([opened()]).when(the_practice(), associate_his_own()).then([his_own()]);
}

#[test]
fn cs_21_there_is_one_association_with_each_patient_at_most() {
    given_account([opened(), associated()])
        .when(the_practice(), associate())
        .then_refused(Refusal::AlreadyAssociated);
    given_account([opened(), his_own()])
        .when(the_practice(), associate_his_own())
        .then_refused(Refusal::AlreadyAssociated);
    given_account([opened(), associated(), suspended()])
        .when(the_practice(), associate())
        .then_refused(Refusal::AlreadyAssociated);
    let over = || given_account([opened(), associated(), ended()]);
    over().when(the_practice(), associate()).then_refused(Refusal::AlreadyAssociated);
    let (association, tie, access) = (HIS_OWN, by_consent(), asked());
    let anew = Command::Associate(Box::new(Associate { association, ..an_association() }));
    let associated_anew = Event::Associated { association, patient: MARGARET, tie, access };
    over().when(the_practice(), anew).then([associated_anew]);
    given_account([opened(), associated()]).when(the_practice(), associate_his_own()).then([his_own()]);
}

#[test]
fn cs_23_there_is_no_ground_without_what_it_needs() {
    let read = |text: &str| serde_json::from_str::<Tie>(text);
    let whole =
        r#"{"tie":"proxy","relationship":"partner","ground":{"basis":"consent","method":"in_writing"}}"#;
    assert_eq!(read(whole).expect("a tie"), by_consent());
    assert!(read(r#"{"tie":"proxy","ground":{"basis":"consent","method":"in_writing"}}"#).is_err());
    assert!(read(r#"{"tie":"proxy","relationship":"partner"}"#).is_err());
    assert!(read(r#"{"tie":"proxy","relationship":"partner","ground":{"basis":"consent"}}"#).is_err());
    assert!(read(r#"{"tie":"proxy","relationship":"parent","ground":{"basis":"deputy"}}"#).is_err());
    assert_eq!(read(r#"{"tie":"self"}"#).expect("a tie"), Tie::Own);
}

#[test]
fn each_ground_holds_for_the_ages_and_the_evidence_it_is_for() {
    let sixteen_today = date!(2010 - 03 - 02);
    let fifteen = date!(2010 - 03 - 03);
    let vouched = Checked { evidence: Evidence::Vouching, ..on_paper() };
    let late = Checked { review_on: THAT_DAY, ..on_paper() };
    let answer = |ground, born, expected: Result<(), Refusal>| {
        let tie = proxy(Relationship::Parent, ground);
        let came = given_account([opened()]).when(the_practice(), associate_by(tie, born));
        match expected {
            Ok(()) => came.then([associated_by(tie, asked())]),
            Err(refusal) => came.then_refused(refusal),
        }
    };
    answer(Ground::ParentalResponsibility(on_paper()), fifteen, Ok(()));
    answer(Ground::ParentalResponsibility(vouched), fifteen, Ok(()));
    answer(Ground::ParentalResponsibility(on_paper()), sixteen_today, Err(Refusal::PatientTooOld));
    answer(Ground::BestInterests(vouched), fifteen, Ok(()));
    answer(Ground::BestInterests(vouched), sixteen_today, Ok(()));
    answer(Ground::BestInterests(late), fifteen, Err(Refusal::ReviewPassed));
    answer(Ground::Consent { method: ConsentMethod::ByTelephone }, fifteen, Ok(()));
    for formal in [Ground::PowerOfAttorney as fn(Checked) -> Ground, Ground::Deputy] {
        answer(formal(on_paper()), sixteen_today, Ok(()));
        answer(formal(on_paper()), fifteen, Err(Refusal::PatientTooYoung));
        answer(formal(vouched), sixteen_today, Err(Refusal::EvidenceTooWeak));
        answer(formal(late), sixteen_today, Err(Refusal::ReviewPassed));
    }
    let bases = [
        (Ground::ParentalResponsibility(vouched), LegalBasis::ParentalResponsibility),
        (Ground::BestInterests(vouched), LegalBasis::BestInterest),
        (Ground::PowerOfAttorney(vouched), LegalBasis::PowerOfAttorney),
        (Ground::Deputy(vouched), LegalBasis::Deputy),
        (Ground::Consent { method: ConsentMethod::InPerson }, LegalBasis::Consent),
    ];
    for (ground, basis) in bases {
        assert_eq!(ground.legal_basis(), basis);
    }
}

#[test]
fn cs_25_an_association_counts_from_its_first_day_to_its_last() {
    let account = account_after(&all_done());
    let association = account.association(FOR_MARGARET).expect("one");
    let days = [(-1, false), (0, true), (100, true)];
    for (day, active) in days {
        assert_eq!(association.is_active(THAT_DAY + Duration::days(day)), active, "{day}");
    }
    assert!(association.is_active(END) && !association.is_active(END + Duration::DAY));
    let over = access_until(Some(THAT_DAY));
    let wish = Associate { access: over, ..an_association() };
    given_account([opened()])
        .on(THAT_DAY + Duration::DAY)
        .when(the_practice(), Command::Associate(Box::new(wish)))
        .then_refused(Refusal::EndDatePassed);
}

#[test]
fn cs_41_less_needs_a_reason_and_more_for_another_needs_its_ground_anew() {
    let change = |access, off| Command::ChangeAccess { association: FOR_MARGARET, access, off };
    let off = Some(OffReason::Safeguarding);
    let scene = || given_account(all_done());
    scene().when(the_practice(), change(less(), None)).then_refused(Refusal::ReasonNeeded);
    scene().when(the_practice(), change(less(), off)).then([Event::AccessChanged {
        association: FOR_MARGARET,
        access: less(),
        off,
    }]);
    scene().when(the_practice(), change(more(), off)).then_refused(Refusal::GroundNeeded);
    scene().when(the_practice(), change(asked(), None)).then_nothing_more();
    let renewed =
        |access, off| Event::AssociationRenewed { association: FOR_MARGARET, tie: by_consent(), access, off };
    scene().when(the_practice(), renew_to(more())).then([renewed(more(), None)]);
    scene().when(the_practice(), renew_to(less())).then_refused(Refusal::ReasonNeeded);
    let own = Command::ChangeAccess { association: HIS_OWN, access: more(), off: None };
    let grown = Event::AccessChanged { association: HIS_OWN, access: more(), off: None };
    given_account([opened(), his_own()]).when(the_practice(), own).then([grown]);
}

#[test]
fn a_pause_ends_by_deciding_anew_and_the_account_is_active_again() {
    let scene = given_account(all_done()).and(suspended()).and(inactive(Status::NotAssociated));
    scene.when(the_practice(), renew()).then([
        Event::AssociationRenewed {
            association: FOR_MARGARET,
            tie: by_consent(),
            access: asked(),
            off: None,
        },
        Event::AccountActivated,
    ]);
    let lost = Renew {
        association: FOR_MARGARET,
        patient_born: LONG_AGO,
        tie: proxy(Relationship::Parent, Ground::ParentalResponsibility(on_paper())),
        access: asked(),
        off: None,
    };
    given_account(all_done())
        .and(suspended())
        .when(the_practice(), Command::Renew(Box::new(lost)))
        .then_refused(Refusal::PatientTooOld);
}

#[test]
fn a_patient_pauses_or_ends_what_is_theirs_and_nothing_else() {
    let reason = SuspendReason::PatientRequest;
    given_account(all_done()).when(the_patient(), suspend()).then([
        Event::AssociationSuspended { association: FOR_MARGARET, reason },
        inactive(Status::NotAssociated),
    ]);
    let gone = |reason| Event::AssociationEnded { association: FOR_MARGARET, reason };
    given_account(all_done())
        .when(the_patient(), end())
        .then([gone(EndReason::PatientRequest), inactive(Status::NotAssociated)]);
    given_account(all_done())
        .when(the_holder(), end())
        .then([gone(EndReason::HolderRequest), inactive(Status::NotAssociated)]);
    let his = Command::End { association: HIS_OWN, reason: EndReason::NotUsed };
    given_account(all_done()).and(his_own()).when(the_patient(), his).then_refused(Refusal::NotFound);
    given_account(all_done()).when(the_patient(), Command::Unlink(PHONE)).then_refused(Refusal::NotFound);
}

#[test]
fn a_patient_who_pauses_what_is_paused_for_another_reason_is_heard() {
    let because = |reason| Event::AssociationSuspended { association: FOR_MARGARET, reason };
    let asked_for = because(SuspendReason::PatientRequest);
    let scene = || given_account(all_done()).and(suspended()).and(inactive(Status::NotAssociated));
    scene().when(the_patient(), suspend()).then([asked_for.clone()]);
    scene().and(asked_for).when(the_patient(), suspend()).then_nothing_more();
    scene().when(the_practice(), suspend()).then_nothing_more();
    let reason = SuspendReason::HolderDeceased;
    let found_dead = Command::Suspend { association: FOR_MARGARET, reason };
    scene().when(our_worker(), found_dead).then_nothing_more();
}

#[test]
fn a_stranger_and_another_practice_learn_of_no_account() {
    let account = account_after(&all_done());
    let strangers: [Actor; 2] = [a_stranger(), another_practice()];
    for by in strangers {
        assert!(!account.is_known_to(&by), "{by:?}");
        for command in every_command().into_iter().filter(|command| !matches!(command, Command::Link { .. }))
        {
            given_account(all_done()).when(by.clone(), command).then_refused(Refusal::NotFound);
        }
    }
    let over = account_after(&[all_done(), vec![ended()]].concat());
    assert!(account.is_known_to(&the_patient()) && !over.is_known_to(&the_patient()));
}
