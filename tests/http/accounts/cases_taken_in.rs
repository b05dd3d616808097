//! A case of before there were accounts that ends at the moment in which our worker takes it in: no account gives what it gave.

use domain::OdsCode;
use domain::delegation::Stage;
use proxy_access::actions::accounts::take_in::take_in;
use proxy_access::actions::revoke;
use proxy_access::storage::accounts::{cases, kept};
use proxy_access::storage::delegations;
use proxy_access::storage::views::roles::{self, SeenBy};

use super::support::expect_whole;
use crate::people::{Pair, active, pair};
use crate::support::world::world;

/// How often the two are let loose on each other.
const ROUNDS: usize = 200;

/// Lets another go first, more or less.
async fn later(steps: usize) {
    for _ in 0..steps {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_ends_while_it_is_taken_in_leaves_nothing_at_the_account() {
    let world = world().await;
    let riverside = OdsCode::parse("A81001").unwrap();
    let (mut taken, mut passed_by) = (0, 0);
    for round in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = active(&world, delegator, delegate).await;
        // As it was before there were accounts: nothing reads one but by its rows.
        for statement in ["delete from association", "delete from account"] {
            sqlx::query(statement).execute(&world.app.db).await.unwrap();
        }
        let (app, other) = (world.app.clone(), world.app.clone());
        let (took, ended) = tokio::join!(
            tokio::spawn(async move {
                later(round % 11).await;
                take_in(&app, id).await
            }),
            tokio::spawn(async move {
                later(round % 13).await;
                revoke::revoke_as_citizen(&other, delegate, id).await
            })
        );
        ended.unwrap().unwrap();
        if took.unwrap().unwrap() {
            taken += 1;
        } else {
            passed_by += 1;
        }
        let case = delegations::load(&world.app.db, id).await.unwrap().expect("a case");
        assert_eq!(case.stage, Stage::Ending);
        assert!(!cases::has_association(&world.app.db, id).await.unwrap(), "round {round}");
        if let Some(account) = kept::load_of(&world.app.db, delegate, &riverside).await.unwrap() {
            let account = expect_whole(&world, account.id).await;
            assert!(account.associations.iter().all(|one| !one.is_open()), "round {round}: {account:?}");
        }
        let (seen_by, today) = ([riverside.clone()], world.clock.today_in_london());
        let seen_by = SeenBy::Practices(&seen_by);
        let told = roles::now_seen_by(&world.app.db, seen_by, (delegator, delegate), today).await.unwrap();
        assert!(told.is_empty(), "round {round}: programs are told that it goes on");
        assert!(!take_in(&world.app, id).await.unwrap(), "and it is never taken in afterwards");
    }
    println!("taken in before it ended: {taken}, passed by: {passed_by}");
}
