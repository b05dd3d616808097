//! Behind a pooler that gives connections of the server away after each transaction, and has two of them for everybody.

use std::process::{Command, Output};

use futures::future::join_all;
use proxy_access::app::App;
use proxy_access::config::{Config, Reader};
use proxy_access::run::doctor;
use proxy_access::storage::PgPool;

use crate::people::{pair, with_practice};
use crate::process::Process;
use crate::restarts::window;
use crate::story::{
    DAVID, DAVIDS_MAIL, MARGARETS_MAIL, RIVERSIDES_MAIL, accept, begin, confirm, count, invite, subjects,
    until,
};
use crate::support::cluster::Cluster;
use crate::support::database::database;
use crate::support::pooler::{Keeps, Pooler};
use crate::support::world::{World, world, world_on};

/// How many want something at once.
const CALLERS: usize = 20;

/// A service behind a pooler.
async fn behind(keeps: Keeps) -> (Pooler, World) {
    let database = database().await;
    let pooler = Pooler::start(&database.url, keeps).await;
    let (url, direct) = (pooler.url_of(&database.url), database.url.clone());
    let kind = if keeps == Keeps::Prepared { "prepared" } else { "transaction" };
    let settings = [
        ("DATABASE_URL", url.as_str()),
        ("DATABASE_DIRECT_URL", direct.as_str()),
        ("DATABASE_POOLER", kind),
        ("DATABASE_POOL", "20"),
        ("DATABASE_WAIT_SECONDS", "60"),
        ("LIMIT_OPEN_INVITATIONS", "100"),
    ];
    let world = world_on(database, &settings).await;
    (pooler, world)
}

async fn one_whole_life(world: &World) {
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    confirm(world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    assert_eq!(subjects(world, MARGARETS_MAIL).last().unwrap(), "Access has been set up");
    assert_eq!(count(world, "role where active").await, 1);
}

/// Statements with arguments from many at once, each with an answer of its own; also in transactions, and with their rows.
async fn expect_own_answers(db: &PgPool) {
    let callers = (0..CALLERS).map(|caller| async move {
        let caller = i64::try_from(caller).unwrap();
        for turn in 0..25_i64 {
            let sum: i64 = sqlx::query_scalar("select $1::bigint + $2::bigint")
                .bind(caller)
                .bind(turn)
                .fetch_one(db)
                .await
                .unwrap();
            let product: Vec<i64> =
                sqlx::query_scalar("select $1::bigint * $2::bigint from generate_series(1, 3)")
                    .bind(caller)
                    .bind(turn)
                    .fetch_all(db)
                    .await
                    .unwrap();
            let mut transaction = db.begin().await.unwrap();
            let difference: i64 = sqlx::query_scalar("select $1::bigint - $2::bigint")
                .bind(caller)
                .bind(turn)
                .fetch_one(&mut *transaction)
                .await
                .unwrap();
            transaction.commit().await.unwrap();
            assert_eq!((sum, product, difference), (caller + turn, vec![caller * turn; 3], caller - turn));
        }
    });
    join_all(callers).await;
}

/// Twenty people read their page, begin an invitation and read what staff would, all at the same time.
async fn expect_room_for_all(world: &World) {
    let margaret = world.sign_in_as("margaret").await;
    let callers = (0..CALLERS).map(|_| async {
        let mut browser = window(world, &margaret);
        browser.get("/home").await.expect_status(200);
        begin(&mut browser).await;
        let people = pair(world).await;
        with_practice(world, people.delegator, people.delegate).await;
    });
    join_all(callers).await;
    let wanted = i64::try_from(CALLERS).unwrap();
    assert_eq!(count(world, "delegation where stage = 'with_practice'").await, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_life_goes_through_a_pooler_that_keeps_nothing() {
    let (_pooler, world) = behind(Keeps::Nothing).await;
    expect_own_answers(&world.app.db).await;
    one_whole_life(&world).await;
    expect_room_for_all(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_life_goes_through_a_pooler_that_keeps_prepared_statements() {
    let (_pooler, world) = behind(Keeps::Prepared).await;
    expect_own_answers(&world.app.db).await;
    one_whole_life(&world).await;
    expect_room_for_all(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_done_is_there_when_the_pooler_takes_the_connection_away() {
    let (_pooler, world) = behind(Keeps::Nothing).await;
    let (own, through) = (world.database.pool().await, &world.app.db);
    sqlx::query("create table said (number bigint)").execute(&own).await.unwrap();
    let mut tries = 0;
    for number in 0..50_i64 {
        sqlx::query("insert into said values ($1)").bind(number).execute(through).await.unwrap();
        let there: i64 = sqlx::query_scalar("select count(*) from said").fetch_one(&own).await.unwrap();
        assert_eq!(there, number + 1, "committed before it was said to be done");
        // What is refused takes nothing with it, and leaves the connection as it was.
        let refused =
            sqlx::query("insert into said values ($1::text::bigint)").bind("x").execute(through).await;
        tries += i32::from(refused.is_err());
    }
    assert_eq!(tries, 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_behind_a_pooler_listens_past_it() {
    let (_pooler, world) = behind(Keeps::Nothing).await;
    let _worker = Process::worker(&world);
    let own = world.database.pool().await;
    let listening = "select exists (select from pg_stat_activity
         where datname = current_database() and query ilike 'listen%')";
    until(async || sqlx::query_scalar(listening).fetch_one(&own).await.unwrap()).await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    until(async || !world.letters_to(DAVIDS_MAIL).is_empty()).await;
}

/// Has the program bring a database to its shape, with these settings alone.
async fn migrate(settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proxy-access"));
    command.arg("migrate").env_clear().envs(settings.iter().copied());
    tokio::task::spawn_blocking(move || command.output().expect("it starts")).await.expect("it ends")
}

#[tokio::test]
async fn a_database_behind_a_pooler_is_brought_to_its_shape_past_it() {
    let cluster = Cluster::start().await;
    let pooler = Pooler::start(&cluster.url, Keeps::Nothing).await;
    let url = pooler.url_of(&cluster.url);
    let mut settings = vec![("DATABASE_URL", url.as_str()), ("DATABASE_POOLER", "transaction")];
    let refused = migrate(&settings).await;
    assert!(String::from_utf8_lossy(&refused.stderr).contains("DATABASE_DIRECT_URL"), "{refused:?}");
    settings.push(("DATABASE_DIRECT_URL", cluster.url.as_str()));
    for _ in 0..2 {
        let ended = migrate(&settings).await;
        assert!(ended.status.success(), "{ended:?}");
    }
}

#[tokio::test]
async fn the_doctor_names_a_pooler_that_nobody_told_it_of_and_a_way_past_it_that_is_none() {
    let world = world().await;
    let pooler = Pooler::start(&world.database.url, Keeps::Nothing).await;
    let url = pooler.url_of(&world.database.url);
    let wrong = async |what: &str, more: &[(&str, &str)]| {
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let reader = Reader::from_values(world.settings.iter().cloned().chain(more));
        let app = App::build(Config::read(reader).unwrap(), world.clock.clone()).unwrap();
        let found = doctor::examine(&app).await;
        found.into_iter().find(|finding| finding.what == what).unwrap_or_else(|| panic!("{what}")).wrong
    };
    let told = wrong("the way to the database", &[("DATABASE_URL", url.as_str())]).await.unwrap();
    assert!(told.contains("DATABASE_POOLER"), "{told}");
    let pooled = ("DATABASE_POOLER", "transaction");
    let through = [("DATABASE_URL", url.as_str()), pooled, ("DATABASE_DIRECT_URL", url.as_str())];
    let told = wrong("the way past the pooler", &through).await.unwrap();
    assert!(told.contains("DATABASE_DIRECT_URL"), "{told}");
    let past = [through[0], pooled, ("DATABASE_DIRECT_URL", world.database.url.as_str())];
    for what in ["the way past the pooler", "database", "shape of the database"] {
        assert_eq!(wrong(what, &past).await, None, "{what}");
    }
}
