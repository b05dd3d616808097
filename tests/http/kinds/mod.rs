//! Whatever is decided is decided, kept and worked off in one way: a second kind, made of rules, one file of storage and one
//! line in the list of kinds, goes all of it.

mod kept;
mod lamp;

use domain::aggregate::About;
use domain::delegation::Delegation;
use domain::{Actor, Aggregate, OdsCode, PersonId};
use proxy_access::actions::perform::{Done, Failed, perform};
use proxy_access::actions::{By, revoke};
use proxy_access::storage::event_log;
use proxy_access::storage::kinds::KINDS;
use proxy_access::storage::outbox::{self, JobTask};
use proxy_access::storage::rebuild::{Kind, rebuild_views};
use proxy_access::storage::record::Stored;
use proxy_access::storage::views::feed::{self, Stretch};
use proxy_access::worker;
use sqlx::AssertSqlSafe;
use time::Duration;

use crate::people::{Pair, active, invited, pair};
use crate::story::count;
use crate::support::world::{World, world};

use self::kept::TABLE;
use self::lamp::{BRIGHTEST, CHANGE_BULB, Command, Event, Lamp, LampId, Refusal};

type Outcome = Result<Done<Lamp>, Failed<Refusal>>;

/// A world with lamps, and somebody who owns some.
async fn lit() -> (World, Actor) {
    let world = world().await;
    sqlx::query(TABLE).execute(&world.app.db).await.unwrap();
    let owner = Actor::Citizen { id: PersonId(world.app.clock.new_id()) };
    (world, owner)
}

async fn give(world: &World, id: LampId, by: impl Into<By>, command: Command) -> Outcome {
    perform::<Lamp>(&world.app, id, by, &command, None).await
}

async fn installed(world: &World, owner: &Actor, room: &'static str) -> LampId {
    let id = LampId(world.app.clock.new_id());
    assert!(give(world, id, owner, Command::Install { room }).await.unwrap().changed);
    id
}

async fn rows(world: &World, table: &str) -> Vec<String> {
    let statement = format!("select to_jsonb(t)::text from {table} t order by 1");
    sqlx::query_scalar(AssertSqlSafe(statement)).fetch_all(&world.app.db).await.unwrap()
}

#[tokio::test]
async fn a_lamp_is_decided_and_kept_like_a_delegation() {
    let (world, owner) = lit().await;
    let id = installed(&world, &owner, "hall").await;
    for brightness in 1..=BRIGHTEST {
        let done = give(&world, id, &owner, Command::Brighten).await.unwrap();
        assert_eq!((done.changed, done.after.brightness), (true, brightness));
    }
    let done = give(&world, id, &owner, Command::Brighten).await.unwrap();
    assert!(!done.changed, "it is as bright as can be");
    let history = event_log::history::<Lamp>(&world.app.db, id).await.unwrap();
    assert_eq!(history.len(), 10);
    assert!(matches!(&history[0].event, Event::Installed { room, .. } if room == "hall"));
    assert_eq!(history[9].by, owner);
    assert_eq!(Lamp::replay(&history), Lamp::load(&world.app.db, id).await.unwrap());
    assert_eq!(Lamp::replay(&history), Some(done.after));
}

#[tokio::test]
async fn a_lamp_is_refused_by_its_own_rules() {
    let (world, owner) = lit().await;
    let id = installed(&world, &owner, "hall").await;
    let other = LampId(world.app.clock.new_id());
    let taken = give(&world, other, &owner, Command::Install { room: "hall" }).await;
    assert!(matches!(taken, Err(Failed::Refused(Refusal::RoomHasOne))), "the database holds it: {taken:?}");
    let missing = give(&world, other, &owner, Command::Brighten).await;
    assert!(matches!(missing, Err(Failed::Refused(Refusal::NotFound))));
    let stranger = By { expected: Some(vec![7]), ..Actor::System.into() };
    let stranger = give(&world, id, stranger, Command::Brighten).await;
    assert!(matches!(stranger, Err(Failed::Refused(Refusal::NotFound))), "not told where it stands");
    let late = give(&world, id, By { expected: Some(vec![7]), ..(&owner).into() }, Command::Brighten).await;
    assert!(matches!(late, Err(Failed::Changed(1))));
    assert_eq!((count(&world, "event").await, count(&world, "lamp").await), (1, 1), "nothing was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn lamps_that_many_make_brighter_at_once_miss_nothing() {
    let (world, owner) = lit().await;
    for room in ["hall", "stairs", "cellar", "loft", "porch"] {
        let id = installed(&world, &owner, room).await;
        let all = (0..4).map(|_| {
            let (app, owner) = (world.app.clone(), owner.clone());
            tokio::spawn(async move { perform::<Lamp>(&app, id, &owner, &Command::Brighten, None).await })
        });
        for one in futures::future::join_all(all).await {
            assert!(one.unwrap().unwrap().changed);
        }
        let lamp = Lamp::load(&world.app.db, id).await.unwrap().unwrap();
        assert_eq!((lamp.version, lamp.brightness), (5, 4));
    }
}

#[tokio::test]
async fn a_command_to_a_lamp_with_an_id_of_its_own_is_done_once() {
    let (world, owner) = lit().await;
    let id = installed(&world, &owner, "hall").await;
    let once = By { once: Some(world.app.clock.new_id()), ..(&owner).into() };
    let first = perform::<Lamp>(&world.app, id, once.clone(), &Command::Brighten, Some("so dark")).await;
    let again = perform::<Lamp>(&world.app, id, once, &Command::Brighten, Some("so dark")).await;
    assert_eq!((first.unwrap().changed, again.unwrap().changed), (true, false));
    assert_eq!(count(&world, "remark where version = 2 and text = 'so dark'").await, 1);
}

#[tokio::test]
async fn rows_of_every_kind_are_made_anew_from_the_events() {
    let (world, owner) = lit().await;
    let lamp = installed(&world, &owner, "hall").await;
    installed(&world, &owner, "stairs").await;
    give(&world, lamp, &owner, Command::Brighten).await.unwrap();
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = active(&world, delegator, delegate).await;
    revoke::revoke_as_citizen(&world.app, delegator, id).await.unwrap();
    let kinds = [KINDS, &[Kind::of::<Lamp>()]].concat();
    let tables = ["lamp", "delegation", "role", "event", "message", "outbox"];
    let mut before = Vec::new();
    for table in tables {
        before.push(rows(&world, table).await);
    }
    for harm in
        ["delete from lamp", "update lamp set brightness = 7, room = id::text", "delete from delegation"]
    {
        sqlx::query(harm).execute(&world.app.db).await.unwrap();
        assert_eq!(
            rebuild_views(&world.app.db, &kinds).await.unwrap(),
            4,
            "with the account of the delegate"
        );
        for (table, rows_before) in tables.iter().zip(&before) {
            assert_eq!(&rows(&world, table).await, rows_before, "{table} after `{harm}`");
        }
    }
}

#[tokio::test]
async fn work_about_a_lamp_waits_for_a_worker_that_knows_lamps() {
    let (world, owner) = lit().await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    let id = installed(&world, &owner, "hall").await;
    give(&world, id, &owner, Command::Brighten).await.unwrap();
    invited(&world, delegator, delegate).await;
    worker::deliver_everything(&world.app).await.unwrap();
    let waits = "outbox where kind = 'lamp' and last_fault = 'unreadable' and dead_at is null";
    assert_eq!(count(&world, waits).await, 1, "a worker of a newer version may know its words");
    assert_eq!(
        count(&world, "message where kind = 'delegation' and sent_at is null").await,
        0,
        "none is held up"
    );

    for _ in 0..24 {
        world.clock.advance(Duration::hours(4));
        worker::deliver_everything(&world.app).await.unwrap();
    }
    let dead = outbox::dead_letters(&world.app.db, 10).await.unwrap();
    assert_eq!(dead.len(), 1, "a message whose words nobody knows is given up in the end");
    assert_eq!((dead[0].fault.as_str(), &dead[0].about), ("unreadable", &About::one::<Lamp>(id)));

    let now = world.app.clock.now();
    let claim = || outbox::claim(&world.app.db, (&[CHANGE_BULB], true), (now, now + Duration::MINUTE), 10);
    let jobs = claim().await.unwrap();
    assert_eq!(jobs.len(), 1);
    assert_eq!(jobs[0].task, JobTask::Do(CHANGE_BULB.to_owned()));
    assert_eq!(jobs[0].key, format!("{id}.2.{CHANGE_BULB}"));
    assert_eq!(jobs[0].about.id_of::<Lamp>(), Some(id));
    assert_eq!(jobs[0].about.id_of::<Delegation>(), None);
    assert!(claim().await.unwrap().is_empty(), "somebody holds it");
    outbox::done(&world.app.db, &jobs[0], now).await.unwrap();
    assert_eq!(count(&world, "outbox where kind = 'lamp' and dead_at is null").await, 0);
}

#[tokio::test]
async fn the_feed_of_delegations_tells_nothing_of_lamps() {
    let (world, owner) = lit().await;
    installed(&world, &owner, "hall").await;
    let up_to = feed::whole_up_to(&world.app.db).await.unwrap().unwrap();
    assert_eq!(count(&world, "event where kind = 'lamp' and practice = 'A81001'").await, 1);
    let riverside = [OdsCode::parse("A81001").unwrap()];
    let told = feed::of_practices(&world.app.db, &riverside, Stretch { after: 0, up_to, limit: 10 }).await;
    assert!(told.unwrap().is_empty());
}

#[tokio::test]
async fn no_event_of_a_delegation_is_lost_behind_those_of_lamps() {
    let (world, owner) = lit().await;
    installed(&world, &owner, "hall").await;
    let Pair { delegator, delegate, .. } = pair(&world).await;
    active(&world, delegator, delegate).await;
    let up_to = feed::whole_up_to(&world.app.db).await.unwrap().unwrap();
    let riverside = [OdsCode::parse("A81001").unwrap()];
    let told = feed::of_practices(&world.app.db, &riverside, Stretch { after: 0, up_to, limit: 1 }).await;
    assert_eq!(told.unwrap().len(), 1, "a page that is short tells a program that nothing more came");
}

#[tokio::test]
async fn a_history_is_never_read_as_that_of_another_kind() {
    let (world, owner) = lit().await;
    let id = installed(&world, &owner, "hall").await;
    let as_delegation = event_log::history::<Delegation>(&world.app.db, id.0.into()).await.unwrap();
    assert!(as_delegation.is_empty());
}
