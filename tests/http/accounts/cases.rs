//! A case and the account of its trusted person: decided together, whoever begins, and never different.

use domain::account::{
    self, Account, EndReason, Refusal, ResetReason, State, SuspendReason, SwitchOffReason, UnverifyReason,
};
use domain::delegation::{self, Delegation, RevokeReason, Stage, Tell, TellThem};
use domain::{DelegationId, OdsCode, PersonId};
use proxy_access::actions::accounts::associate::{associate, change};
use proxy_access::actions::accounts::{Failed, keys, settle};
use proxy_access::actions::by::By;
use proxy_access::actions::{self, confirm, resume, revoke, suspend};
use proxy_access::storage::accounts::kept;
use proxy_access::storage::accounts::traced::{self, Confirmed};
use proxy_access::storage::delegations;
use proxy_access::storage::views::roles::{self, Role, SeenBy};
use proxy_access::worker;

use super::support::*;
use crate::acting;
use crate::people::{self, Pair, active, checklist, pair, with_practice};
use crate::story::{self, DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, count, invite};
use crate::support::world::{World, world};

/// How often two are let loose on each other.
const ROUNDS: usize = 200;

fn riverside() -> OdsCode {
    OdsCode::parse("A81001").unwrap()
}

/// Lets another go first, more or less.
async fn later(steps: usize) {
    for _ in 0..steps {
        tokio::task::yield_now().await;
    }
}

async fn account_of(world: &World, person: PersonId) -> Account {
    let account = kept::load_of(&world.app.db, person, &riverside()).await.unwrap().expect("an account");
    expect_whole(world, account.id).await
}

/// Case and association say the same.
async fn expect_alike(world: &World, id: DelegationId) -> (Delegation, Account) {
    let case = delegations::load(&world.app.db, id).await.unwrap().expect("a case");
    let account = account_of(world, case.delegate).await;
    let own = account.associations.iter().find(|one| one.case == Some(id) && one.is_open());
    match case.stage {
        Stage::Active => {
            let own = own.expect("access by an association");
            assert_eq!((own.state, Some(&own.access)), (State::Running, case.set.as_ref()));
        }
        Stage::Suspended => assert!(matches!(own.map(|one| one.state), Some(State::Suspended(_))), "{own:?}"),
        _ => assert!(own.is_none(), "{:?}: {own:?}", case.stage),
    }
    (case, account)
}

/// What programs are told that holds today.
async fn told(world: &World, (patient, actor): (PersonId, PersonId)) -> Vec<Role> {
    let (seen_by, today) = ([riverside()], world.clock.today_in_london());
    let practices = SeenBy::Practices(&seen_by);
    roles::now_seen_by(&world.app.db, practices, (patient, actor), today).await.unwrap()
}

#[tokio::test]
async fn a_confirmed_case_is_an_association_and_each_decision_of_it_too() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = active(&world, delegator, delegate).await;
    let (_, account) = expect_alike(&world, id).await;
    let made = ["account_opened", "identity_verified", "linked", "associated", "case_followed"];
    assert_eq!(events(&world, account.id).await, [&made[..], &["account_activated"]].concat());
    assert_eq!(may(&world, delegate, delegator).await.refused.len(), 2, "what was not asked for");
    assert_eq!(told(&world, (delegator, delegate)).await.len(), 1);
    let (by, app) = (people::staff(), &world.app);
    let pause = delegation::SuspendReason::Safeguarding;
    suspend::suspend(app, &by, id, (pause, Tell::NOTHING, None)).await.unwrap();
    let (_, account) = expect_alike(&world, id).await;
    assert!(!account.active, "it acts for nobody now");
    resume::resume(app, &by, id, (Tell::OUTCOME, None)).await.unwrap();
    expect_alike(&world, id).await;
    let less = (None, people::access(app, 30).into());
    actions::change::change(app, &by, id, less).await.unwrap();
    expect_alike(&world, id).await;
    revoke::revoke_as_citizen(app, delegator, id).await.unwrap();
    let (_, account) = expect_alike(&world, id).await;
    let ended = account.associations.last().map(|one| one.state);
    assert_eq!(ended, Some(State::Ended(EndReason::PatientRequest)), "with the patient's own reason");
}

#[tokio::test]
async fn what_the_account_does_by_itself_is_done_to_the_case() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = active(&world, delegator, delegate).await;
    let (_, account) = expect_alike(&world, id).await;
    let one = (account.id, account.associations[0].id);
    let access = people::access(&world.app, 10);
    let changed = change(&world.app, &staff(), one, (access, None), None).await;
    assert!(matches!(changed, Err(Failed::Refused(Refusal::HasCase))), "{changed:?}");
    settle::suspend(&world.app, &staff(), one, SuspendReason::Safeguarding, None).await.unwrap();
    let (case, _) = expect_alike(&world, id).await;
    assert_eq!(case.stage, Stage::Suspended);
    settle::end(&world.app, &staff(), one, EndReason::Misuse, None).await.unwrap();
    let (case, _) = expect_alike(&world, id).await;
    assert_eq!(case.stage, Stage::Ending);
    assert!(matches!(case.revoked, Some((_, RevokeReason::Misuse, _))), "{:?}", case.revoked);
}

#[tokio::test]
async fn staff_read_in_the_case_that_the_patient_asked_for_the_pause() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = active(&world, delegator, delegate).await;
    let (_, account) = expect_alike(&world, id).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let case = format!("/staff/cases/{id}");
    rachel.get(&case).await.expect_no_text("The patient asked to suspend the access");
    let one = (account.id, account.associations[0].id);
    settle::suspend(&world.app, delegator, one, SuspendReason::PatientRequest, None).await.unwrap();
    let (paused, _) = expect_alike(&world, id).await;
    assert_eq!(paused.stage, Stage::Suspended);
    for page in [case.clone(), format!("{case}/print")] {
        rachel.get(&page).await.expect_text("The patient asked to suspend the access");
    }
}

#[tokio::test]
async fn before_they_confirm_staff_read_that_the_patient_had_paused_what_the_account_gave() {
    let world = world().await;
    let acting::Pair { margaret, david, association } = acting::david_acts(&world).await;
    let one = (david.id, association);
    settle::suspend(&world.app, margaret, one, SuspendReason::PatientRequest, None).await.unwrap();
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    story::accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let case = story::the_delegation(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get(&format!("/staff/cases/{case}/confirm")).await;
    page.expect_text("The patient asked to suspend the access. Talk to the patient before it goes on");
}

#[tokio::test]
async fn of_an_end_at_the_account_the_case_tells_whom_staff_chose() {
    let world = world().await;
    for (holder, patient) in [(false, false), (false, true), (true, false)] {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = active(&world, delegator, delegate).await;
        let (_, account) = expect_alike(&world, id).await;
        let one = (account.id, account.associations[0].id);
        let by = By { tell: Some(account::Tell { holder, patient }), ..By::from(staff()) };
        settle::end(&world.app, by, one, EndReason::ChangeInRelationship, None).await.unwrap();
        let (case, _) = expect_alike(&world, id).await;
        let told = case.revoked.map(|(_, _, tell)| (tell.delegate, tell.delegator));
        let one = |is_told| if is_told { TellThem::Outcome } else { TellThem::Nothing };
        assert_eq!(told, Some((one(holder), one(patient))));
    }
}

#[tokio::test]
async fn a_reset_counts_at_once_where_programs_ask_and_no_case_goes_round_it() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = active(&world, delegator, delegate).await;
    let (_, account) = expect_alike(&world, id).await;
    keys::reset(&world.app, &staff(), account.id, (ResetReason::UnusualActivity, None)).await.unwrap();
    assert!(told(&world, (delegator, delegate)).await.is_empty());
    expect_alike(&world, id).await;
    let other = pair(&world).await.delegator;
    let second = active(&world, other, delegate).await;
    let (_, account) = expect_alike(&world, second).await;
    assert!(account.linkages.is_empty(), "only the new letter links it");
    assert!(told(&world, (other, delegate)).await.is_empty());
}

#[tokio::test]
async fn an_account_that_is_off_or_nobodys_keeps_the_case_from_being_confirmed() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    active(&world, delegator, delegate).await;
    let account = account_of(&world, delegate).await;
    settle::switch_off(&world.app, &staff(), account.id, SwitchOffReason::Misuse, None).await.unwrap();
    let id = with_practice(&world, pair(&world).await.delegator, delegate).await;
    let before = count(&world, "event").await;
    let set = || (checklist(), people::access(&world.app, 365).into());
    let refused = confirm::confirm(&world.app, people::staff(), id, set()).await;
    let off = delegation::Refusal::AccountOff;
    assert!(matches!(refused, Err(actions::Failed::Refused(why)) if why == off), "{refused:?}");
    settle::switch_on(&world.app, &staff(), account.id).await.unwrap();
    settle::unverify(&world.app, &staff(), account.id, UnverifyReason::Doubt, None).await.unwrap();
    let named = "update person set given_name = null, family_name = null where id = $1";
    sqlx::query(named).bind(delegate.0).execute(&world.app.db).await.unwrap();
    let refused = confirm::confirm(&world.app, people::staff(), id, set()).await;
    let unknown = delegation::Refusal::NotProofed;
    assert!(matches!(refused, Err(actions::Failed::Refused(why)) if why == unknown), "{refused:?}");
    // Switched on, not verified; each of the two may have changed whether it is active.
    assert!(count(&world, "event").await <= before + 4, "nothing of the case was written");
    let case = delegations::load(&world.app.db, id).await.unwrap().expect("a case");
    assert_eq!(case.stage, Stage::WithPractice);
}

#[tokio::test]
async fn cases_of_before_there_were_accounts_are_taken_in_once_with_the_same_answers() {
    let world = world().await;
    let mut cases = Vec::new();
    for _ in 0..3 {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        cases.push((active(&world, delegator, delegate).await, delegator, delegate));
    }
    revoke::revoke_as_citizen(&world.app, cases[2].1, cases[2].0).await.unwrap();
    // Nothing reads an account but by its rows.
    for statement in ["delete from account", "delete from association"] {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
    for (_, delegator, delegate) in &cases[..2] {
        assert_eq!(told(&world, (*delegator, *delegate)).await.len(), 1, "as it was");
    }
    assert_eq!(worker::take_in_cases(&world.app).await.unwrap(), 2, "the two that give access");
    assert_eq!(worker::take_in_cases(&world.app).await.unwrap(), 0, "each once");
    for (id, delegator, delegate) in &cases[..2] {
        expect_alike(&world, *id).await;
        let roles = told(&world, (*delegator, *delegate)).await;
        assert_eq!(roles.len(), 1);
        assert_eq!((roles[0].case, roles[0].association.is_some()), (Some(*id), true));
    }
    assert_eq!(count(&world, "account").await, 2);
}

#[tokio::test]
async fn a_case_of_before_counts_no_more_where_the_practice_has_paused_or_switched_off_the_account() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    active(&world, delegator, delegate).await;
    let change = async |what: &'static str| {
        sqlx::query(what).execute(&world.app.db).await.unwrap();
    };
    // The association is the practice's own: the case was there before it, and could not be taken in.
    change("update association set case_id = null").await;
    for (stop, back) in [
        ("update association set state = 'suspended'", "update association set state = 'running'"),
        ("update account set switched_off = 'other'", "update account set switched_off = null"),
    ] {
        assert!(!told(&world, (delegator, delegate)).await.is_empty(), "before: {stop}");
        change(stop).await;
        assert!(told(&world, (delegator, delegate)).await.is_empty(), "{stop}");
        change(back).await;
    }
}

#[tokio::test]
async fn the_page_that_confirms_says_what_comes_of_the_account_and_the_case_keeps_it() {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    story::accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let letter = world.letters_to(RIVERSIDES_MAIL).pop().expect("a letter");
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&world.link_in(&letter)).await;
    let page = rachel.follow("Confirm access").await;
    page.expect_text("has no account here. One will be made")
        .expect_text("NHS login checked their identity (P9)");
    page.expect_text("It will be linked with the NHS login that they accepted with");
    let mut rachel = story::confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    let id = story::the_delegation(&world).await;
    for page in [format!("/staff/cases/{id}"), format!("/staff/cases/{id}/print")] {
        rachel
            .get(&page)
            .await
            .expect_text("Online account made")
            .expect_text("Online account linked with their NHS login")
            .expect_text("Access given to the online account");
    }
    rachel.get(&format!("/staff/cases/{id}")).await;
    rachel.follow("Open the account").await.expect_text("Open the request that decides about it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_confirmed_while_the_account_is_reset_or_ends_another_stays_alike() {
    let world = world().await;
    for round in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let first = active(&world, delegator, delegate).await;
        let (_, account) = expect_alike(&world, first).await;
        let second = with_practice(&world, pair(&world).await.delegator, delegate).await;
        let (one, app, other) = (account.associations[0].id, world.app.clone(), world.app.clone());
        let is_reset = round % 2 == 0;
        let (confirmed, done) = tokio::join!(
            tokio::spawn(async move {
                later(round % 11).await;
                let set = (checklist(), people::access(&app, 365).into());
                confirm::confirm(&app, people::staff(), second, set).await
            }),
            tokio::spawn(async move {
                later(round % 7).await;
                if is_reset {
                    let why = (ResetReason::Compromised, None);
                    keys::reset(&other, &staff(), account.id, why).await.map(drop)
                } else {
                    settle::end(&other, &staff(), (account.id, one), EndReason::NotUsed, None).await.map(drop)
                }
            })
        );
        confirmed.unwrap().unwrap();
        done.unwrap().unwrap();
        let (case, account) = expect_alike(&world, second).await;
        assert_eq!(case.stage, Stage::Active);
        assert_eq!(
            account.linkages.is_empty(),
            is_reset,
            "round {round}: a reset unlinks, whoever was first"
        );
        let (case, _) = expect_alike(&world, first).await;
        assert_eq!(case.stage, if is_reset { Stage::Active } else { Stage::Ending }, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_revoked_while_staff_associate_with_its_patient_leaves_nothing_of_it() {
    let world = world().await;
    let today = world.clock.today_in_london();
    let mut by_staff = 0;
    for round in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = active(&world, delegator, delegate).await;
        let (_, account) = expect_alike(&world, id).await;
        let known = Confirmed { registered: Some(riverside()), age_look: None, at: world.clock.now() };
        let described = described(BORN);
        traced::keep(&world.app.db, (&riverside(), delegator), &described, &known).await.unwrap();
        let (app, other, wish) = (world.app.clone(), world.app.clone(), by_consent(&world));
        let (revoked, associated) = tokio::join!(
            tokio::spawn(async move {
                later(round % 7).await;
                revoke::revoke_as_citizen(&app, delegate, id).await
            }),
            tokio::spawn(async move {
                later(round % 13).await;
                associate(&other, &staff(), (account.id, delegator), wish, None).await
            })
        );
        revoked.unwrap().unwrap();
        let (case, account) = expect_alike(&world, id).await;
        assert_eq!(case.stage, Stage::Ending);
        match associated.unwrap() {
            Ok(_) => {
                by_staff += 1;
                assert!(account.with_patient(delegator).is_some_and(|one| one.case.is_none()));
                assert!(account.status(today).is_active(), "it was linked by the case");
            }
            Err(Failed::Refused(Refusal::AlreadyAssociated)) => {
                assert!(account.with_patient(delegator).is_none(), "round {round}");
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    println!("associated by staff afterwards: {by_staff}");
}
