//! What the database keeps, whatever happens at once and whatever fails.

use std::collections::BTreeSet;

use domain::delegation::{Command, Delegation, Refusal, Stage};
use domain::{Actor, Aggregate, DelegationId};
use futures::FutureExt;
use proxy_access::actions::{Done, Failed, accept, confirm, perform, request, revoke, withdraw};
use proxy_access::storage::kinds::KINDS;
use proxy_access::storage::record::{Insert, Stored};
use proxy_access::storage::{PgPool, delegations, event_log, rebuild};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgPoolOptions;

use crate::people::{Pair, access, active, asked, checklist, draft, invited, pair, staff, with_practice};
use crate::story::{count, until};
use crate::support::database::database;
use crate::support::world::{World, world};

/// How often two are let loose on each other.
const ROUNDS: usize = 200;

/// The events read back come to what the view says, and every message is one line of the ledger and one job.
async fn expect_whole(world: &World, id: DelegationId) -> Delegation {
    let history = event_log::history::<Delegation>(&world.app.db, id).await.unwrap();
    let versions: Vec<i32> = history.iter().map(|event| event.version).collect();
    assert_eq!(versions, (1..).take(history.len()).collect::<Vec<_>>());
    let view = delegations::load(&world.app.db, id).await.unwrap().expect("a view");
    assert_eq!(Delegation::replay(&history).as_ref(), Some(&view));
    view
}

/// The lines of the ledger of one delegation, as `message to recipient`, in order.
async fn told(world: &World, id: DelegationId) -> Vec<String> {
    sqlx::query_scalar(
        "select message || ' to ' || recipient from message join outbox on message.id = outbox.message_id
         where message.aggregate_id = $1 order by message.id",
    )
    .bind(id.0)
    .fetch_all(&world.app.db)
    .await
    .unwrap()
}

/// Whole rows of a table as text, in the order of its first column.
async fn rows(world: &World, table: &str) -> Vec<String> {
    let statement = format!("select to_jsonb(t)::text from {table} t order by 1");
    sqlx::query_scalar(AssertSqlSafe(statement)).fetch_all(&world.app.db).await.unwrap()
}

fn changed(outcome: &Result<Done, Failed>) -> Option<bool> {
    outcome.as_ref().ok().map(|done| done.changed)
}

#[tokio::test(flavor = "multi_thread")]
async fn yes_and_withdrawal_at_once_have_one_outcome() {
    let world = world().await;
    let mut outcomes = BTreeSet::new();
    for _ in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = invited(&world, delegator, delegate).await;
        let before = told(&world, id).await.len();
        let (yes, no) = tokio::join!(
            tokio::spawn({
                let app = world.app.clone();
                async move { accept::accept(&app, delegate, id).await }
            }),
            tokio::spawn({
                let app = world.app.clone();
                async move { withdraw::withdraw(&app, delegator, id).await }
            })
        );
        let (yes, no) = (yes.unwrap(), no.unwrap());
        assert_eq!(changed(&no), Some(true), "a withdrawal is possible before and after a yes");
        assert_eq!(expect_whole(&world, id).await.stage, Stage::Withdrawn);
        let told = told(&world, id).await.split_off(before);
        match yes {
            Ok(done) => {
                assert!(done.changed);
                let both = ["accepted to delegator", "accepted to delegate", "new_request to practice"];
                assert_eq!(told[..3], both);
                assert_eq!(told[3..], ["withdrawn to delegate", "withdrawn to practice"]);
            }
            Err(Failed::Refused(Refusal::WrongStage(Stage::Withdrawn))) => {
                assert_eq!(told, ["withdrawn to delegate"]);
            }
            Err(other) => panic!("{other:?}"),
        }
        outcomes.insert(told.len());
    }
    println!("outcomes seen: {outcomes:?}");
    assert_eq!(count(&world, "role").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_staff_who_confirm_at_once_confirm_once() {
    let world = world().await;
    for _ in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = with_practice(&world, delegator, delegate).await;
        let before = told(&world, id).await.len();
        let confirm = |n: i64| {
            let app = world.app.clone();
            async move { confirm::confirm(&app, &staff(), id, (checklist(), access(&app, n).into())).await }
        };
        let (one, other) = tokio::join!(tokio::spawn(confirm(30)), tokio::spawn(confirm(60)));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_ne!(changed(&one), changed(&other));
        assert!(one.is_ok() && other.is_ok(), "who comes second sees the same outcome: {one:?} {other:?}");
        let winner = if changed(&one) == Some(true) { 30 } else { 60 };
        let after = expect_whole(&world, id).await;
        assert_eq!((after.stage, after.set), (Stage::Active, Some(access(&world.app, winner))));
        let ends: Option<time::Date> =
            sqlx::query_scalar("select ends from role where delegation_id = $1 and active")
                .bind(id.0)
                .fetch_one(&world.app.db)
                .await
                .unwrap();
        assert_eq!(ends, access(&world.app, winner).ends());
        assert_eq!(
            told(&world, id).await.split_off(before),
            ["access_set to delegator", "access_set to delegate"]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_requests_for_the_same_pair_at_once_make_one() {
    let world = world().await;
    for _ in 0..ROUNDS {
        let Pair { delegator, number, .. } = pair(&world).await;
        let (first, second) = (draft(&world, delegator).await, draft(&world, delegator).await);
        let send = |draft| {
            let (app, number) = (world.app.clone(), number.clone());
            async move { request::send(&app, delegator, draft, &asked(&app, &number)).await }
        };
        let (one, other) = tokio::join!(tokio::spawn(send(first)), tokio::spawn(send(second)));
        let (one, other) = (one.unwrap(), other.unwrap());
        let (made, refused) = if one.is_ok() { (one, other) } else { (other, one) };
        assert!(matches!(refused, Err(Failed::Refused(Refusal::AlreadyOpen))), "{refused:?}");
        let id = made.unwrap();
        assert_eq!(expect_whole(&world, id).await.stage, Stage::Checking);
        assert_eq!(told(&world, id).await, ["request_started to delegator"]);
    }
    let rounds = i64::try_from(ROUNDS).unwrap();
    assert_eq!((count(&world, "delegation").await, count(&world, "invitation").await), (rounds, rounds));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_who_can_stop_it_does_so_at_once_and_it_stops_once() {
    let world = world().await;
    for _ in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = active(&world, delegator, delegate).await;
        let before = told(&world, id).await.len();
        let stops = [delegator, delegate, delegator, delegate].map(|who| {
            let app = world.app.clone();
            tokio::spawn(async move { revoke::revoke_as_citizen(&app, who, id).await })
        });
        let all = futures::future::join_all(stops).await;
        let changes = all.iter().filter(|one| changed(one.as_ref().unwrap()) == Some(true)).count();
        assert_eq!(changes, 1, "{all:?}");
        assert_eq!(expect_whole(&world, id).await.stage, Stage::Ending);
        assert_eq!(told(&world, id).await.len() - before, 3);
    }
    assert_eq!(count(&world, "role where active").await, 0);
}

#[tokio::test]
async fn views_made_anew_from_the_events_are_the_same_rows() {
    let world = world().await;
    let (app, mut ids) = (&world.app, Vec::new());
    for _ in 0..9 {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        ids.push((active(&world, delegator, delegate).await, delegator, delegate));
    }
    let (today, by) = (app.clock.today_in_london(), staff());
    use domain::delegation::{Granted, LessReason, RevokeReason, SuspendReason, Tell};
    let less = Some(LessReason::TalkFirst);
    let granted = Granted { less, ..Granted::from(access(app, 90)) };
    let change = Command::Change { checklist: None, granted, today };
    let revoke = Command::Revoke { reason: RevokeReason::Misuse, tell: Tell::REASON };
    let again = Command::Reactivate { checklist: checklist(), granted: access(app, 5).into(), today };
    let suspend = || Command::Suspend { reason: SuspendReason::Safeguarding, tell: Tell::NOTHING };
    let lives: [Vec<Command>; 6] = [
        vec![change.clone()],
        vec![suspend()],
        vec![suspend(), Command::Resume(Tell::OUTCOME), change],
        vec![revoke.clone()],
        vec![revoke.clone(), Command::Remove],
        vec![revoke, Command::Remove, again],
    ];
    for (life, (id, ..)) in lives.iter().zip(&ids) {
        for command in life {
            perform::perform::<Delegation>(app, *id, &by, command, None).await.unwrap();
        }
    }
    revoke::revoke_as_citizen(app, ids[6].1, ids[6].0).await.unwrap();
    for n in 0..4 {
        let Pair { delegator, delegate, number } = pair(&world).await;
        match n {
            0 => drop(invited(&world, delegator, delegate).await),
            1 => drop(with_practice(&world, delegator, delegate).await),
            2 => drop(withdraw::withdraw(app, delegator, invited(&world, delegator, delegate).await).await),
            _ => {
                let draft = draft(&world, delegator).await;
                let id = request::send(app, delegator, draft, &asked(app, &number)).await.unwrap();
                perform::perform::<Delegation>(app, id, &Actor::System, &Command::RejectDetails, None)
                    .await
                    .unwrap();
            }
        }
    }
    let tables = [
        "delegation",
        "role",
        "event",
        "invitation",
        "message",
        "outbox",
        "person",
        "remark",
        "account",
        "association",
    ];
    let mut before = Vec::new();
    for table in tables {
        before.push(rows(&world, table).await);
    }
    assert_eq!((before[0].len(), before[1].len()), (13, 9));
    for harm in [
        "select 1",
        "delete from role",
        "update role set active = not active, services = '{}', ends = null",
        "update delegation set stage = 'ended', open = false, next_look = null, access = null, reminders = 2",
        "delete from delegation where stage in ('active', 'invited')",
        "update association set case_id = null, state = 'ended'",
    ] {
        sqlx::query(harm).execute(&app.db).await.unwrap();
        assert_eq!(
            rebuild::rebuild_views(&app.db, KINDS).await.unwrap(),
            13 + 9,
            "cases, and accounts of some"
        );
        for (table, rows_before) in tables.iter().zip(&before) {
            assert_eq!(&rows(&world, table).await, rows_before, "{table} after `{harm}`");
        }
    }
}

#[tokio::test]
async fn views_are_made_anew_also_where_the_service_changes_what_was_just_read() {
    let world = world().await;
    let db = &world.app.db;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = invited(&world, delegator, delegate).await;
    let version = expect_whole(&world, id).await.version;
    let other = pair(&world).await;
    let withdrawn = invited(&world, other.delegator, other.delegate).await;
    withdraw::withdraw(&world.app, other.delegator, withdrawn).await.unwrap();

    // The service has closed it and the pair begins another, when the old state of it is written.
    let mut service = db.begin().await.unwrap();
    for statement in [
        "update delegation set open = false where id = $1",
        "insert into delegation select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'open', true))).*
         from delegation d where id = $1",
    ] {
        sqlx::query(statement).bind(id.0).execute(&mut *service).await.unwrap();
    }
    let (pool, waiting) =
        (db.clone(), "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    let rebuilt = tokio::spawn(async move { rebuild::rebuild_views(&pool, KINDS).await });
    until(async || count(&world, waiting).await > 0).await;
    sqlx::query(
        "insert into event (kind, aggregate_id, version, name, payload, actor, at, practice)
         select kind, $1, version, name, payload, actor, at, practice from event
         where aggregate_id = $2 and version > $3",
    )
    .bind(id.0)
    .bind(withdrawn.0)
    .bind(version)
    .execute(&mut *service)
    .await
    .unwrap();
    service.commit().await.unwrap();

    rebuilt.await.unwrap().unwrap();
    assert_eq!(expect_whole(&world, id).await.stage, Stage::Withdrawn);
}

#[tokio::test]
async fn history_cannot_be_changed() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    invited(&world, delegator, delegate).await;
    let before = rows(&world, "event").await;
    for statement in [
        "update event set at = now()",
        "update event set version = version + 100",
        "update event set at = now() where false",
        "delete from event",
        "delete from event where false",
        "truncate event",
        "truncate event restart identity cascade",
        "insert into event (kind, aggregate_id, version, name, payload, actor, at)
         select kind, aggregate_id, version, name, payload, actor, at from event",
        "insert into event (kind, aggregate_id, version, name, payload, actor, at)
         select kind, aggregate_id, version, name, payload, actor, at from event
         on conflict (aggregate_id, version) do update set at = now()",
        "with gone as (delete from event returning 1) select count(*) from gone",
    ] {
        assert!(sqlx::query(statement).execute(&world.app.db).await.is_err(), "{statement}");
        // Ordinary triggers sleep in a session that replays what happened on another server; whoever owns the tables may
        // open one.
        let mut replaying = world.app.db.begin().await.unwrap();
        sqlx::query("set local session_replication_role = replica").execute(&mut *replaying).await.unwrap();
        assert!(sqlx::query(statement).execute(&mut *replaying).await.is_err(), "{statement} when replaying");
        replaying.rollback().await.unwrap();
    }
    assert_eq!(rows(&world, "event").await, before);
}

#[tokio::test]
async fn each_column_of_a_delegations_rows_is_written_from_its_events() {
    let world = world().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = active(&world, delegator, delegate).await;
    let delegation = delegations::load(&world.app.db, id).await.unwrap().expect("it is there");
    let written = delegation.rows();
    assert_eq!(written.iter().map(Insert::table).collect::<Vec<_>>(), ["delegation", "role"]);
    for insert in written {
        let mut columns: Vec<String> = sqlx::query_scalar(
            "select column_name::text from information_schema.columns where table_name = $1",
        )
        .bind(insert.table())
        .fetch_all(&world.app.db)
        .await
        .unwrap();
        // The place of the walk over access that is set: no event tells it.
        columns.retain(|column| column != "checked_at");
        columns.sort();
        let mut names = insert.names();
        names.sort();
        assert_eq!(names, columns, "{}", insert.table());
    }
}

#[tokio::test]
async fn what_is_written_where_a_transaction_was_given_up_as_it_began_is_kept() {
    let database = database().await;
    let one = PgPoolOptions::new().max_connections(1).test_before_acquire(false);
    let (one, other): (PgPool, _) = (one.connect(&database.url).await.unwrap().into(), database.pool().await);
    sqlx::query("create table kept (turn int)").execute(&one).await.unwrap();
    for turn in 1..=3 {
        until(async || one.num_idle() == 1).await;
        // As where the browser hangs up: what it asked for is dropped in the middle of its first statement.
        assert!(one.begin().now_or_never().is_none());
        sqlx::query("insert into kept values ($1)").bind(turn).execute(&one).await.unwrap();
        let seen: i64 = sqlx::query_scalar("select count(*) from kept").fetch_one(&other).await.unwrap();
        assert_eq!(seen, i64::from(turn), "somebody else sees it");
    }
}
