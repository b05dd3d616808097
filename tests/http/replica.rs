//! A replica that lags, is far behind, stops or is none: what may be old comes from it, and no page is lost by it.

use futures::future::join_all;
use proxy_access::run::doctor;
use proxy_access::storage::Standing;
use sqlx::{Connection, PgConnection};

use crate::people::{pair, with_practice};
use crate::restarts::window;
use crate::story::until;
use crate::support::browser::Browser;
use crate::support::cluster::Cluster;
use crate::support::database::database_at;
use crate::support::world::{World, world_on};

/// A service with a primary and a standby of its own. Dropped in this order.
struct Two {
    world: World,
    rachel: Browser,
    standby: Cluster,
    _primary: Cluster,
}

/// What is read from the standby may be so many seconds old.
async fn two(lag: &str) -> Two {
    let primary = Cluster::start().await;
    let database = database_at(&primary.url).await;
    let standby = primary.standby().await;
    let url = standby.url_of(&database.url);
    let settings = [("DATABASE_REPLICA_URL", url.as_str()), ("DATABASE_REPLICA_LAG_SECONDS", lag)];
    let world = world_on(database, &settings).await;
    let rachel = world.staff_sign_in_as("reception-a").await;
    let two = Two { world, rachel, standby, _primary: primary };
    two.until_it_is_near().await;
    two
}

impl Two {
    /// As it follows again, or for the first time.
    async fn until_it_is_near(&self) {
        let replica = self.world.app.db.replica().unwrap();
        until(async || matches!(replica.standing(&self.world.app.db).await, Ok(Standing::Near))).await;
    }

    /// Has the standby take in nothing more, or go on.
    async fn replay(&self, word: &'static str) {
        let url = self.standby.url_of(&self.world.database.url);
        let mut standby = PgConnection::connect(&url).await.unwrap();
        let statement = format!("select pg_wal_replay_{word}()");
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut standby).await.unwrap();
        // Pausing is asked for at first, and then is so.
        let state = if word == "pause" { "paused" } else { "not paused" };
        loop {
            let now: String = sqlx::query_scalar("select pg_get_wal_replay_pause_state()")
                .fetch_one(&mut standby)
                .await
                .unwrap();
            if now == state {
                break;
            }
            tokio::task::yield_now().await;
        }
    }

    async fn one_more_case(&self) {
        let people = pair(&self.world).await;
        with_practice(&self.world, people.delegator, people.delegate).await;
    }

    /// How many requests wait, as the statistics say.
    async fn waiting(&mut self) -> String {
        let page = self.rachel.get("/staff/statistics").await;
        page.expect_status(200);
        page.texts(".nhsuk-summary-list__value")[0].clone()
    }

    async fn doctor(&self) -> Option<String> {
        let found = doctor::examine(&self.world.app).await;
        found.into_iter().find(|finding| finding.what == "the replica").unwrap().wrong
    }
}

#[tokio::test]
async fn statistics_may_be_old_and_the_worklist_never_is() {
    let mut two = two("3600").await;
    two.replay("pause").await;
    two.one_more_case().await;
    assert_eq!(two.waiting().await, "0", "as the replica has it");
    two.rachel.get("/staff?tab=new").await.expect_text("Smith");
    assert_eq!(two.doctor().await, None, "an hour is allowed");
    two.replay("resume").await;
    two.until_it_is_near().await;
    let (world, rachel) = (&two.world, &two.rachel);
    until(async || {
        let page = window(world, rachel).get("/staff/statistics").await;
        page.texts(".nhsuk-summary-list__value")[0] == "1"
    })
    .await;
}

#[tokio::test]
async fn a_replica_that_is_too_far_behind_is_not_read() {
    let mut two = two("0").await;
    two.replay("pause").await;
    two.one_more_case().await;
    assert_eq!(two.waiting().await, "1", "as the primary has it");
    let wrong = two.doctor().await.expect("something is wrong");
    assert!(wrong.contains("DATABASE_REPLICA_LAG_SECONDS"), "{wrong}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_stops_while_pages_are_read_costs_no_page() {
    let mut two = two("3600").await;
    assert_eq!(two.waiting().await, "0");
    let (world, rachel) = (&two.world, &two.rachel);
    let reading = (0..4).map(|_| async {
        let mut reader = window(world, rachel);
        for _ in 0..25 {
            reader.get("/staff/statistics").await.expect_status(200);
        }
    });
    tokio::join!(join_all(reading), two.standby.stop());
    let wrong = two.doctor().await.expect("something is wrong");
    assert!(wrong.contains("DATABASE_REPLICA_URL"), "{wrong}");
    two.one_more_case().await;
    assert_eq!(two.waiting().await, "1", "as the primary has it");
}

#[tokio::test]
async fn a_database_that_follows_nobody_is_no_replica() {
    let primary = Cluster::start().await;
    let other = database_at(&primary.url).await;
    let database = database_at(&primary.url).await;
    let world = world_on(database, &[("DATABASE_REPLICA_URL", other.url.as_str())]).await;
    let people = pair(&world).await;
    with_practice(&world, people.delegator, people.delegate).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get("/staff/statistics").await;
    assert_eq!(page.texts(".nhsuk-summary-list__value")[0], "1", "as the primary has it");
    let replica = world.app.db.replica().unwrap();
    assert_eq!(replica.standing(&world.app.db).await.unwrap(), Standing::NotAStandby);
}

#[tokio::test]
async fn a_standby_that_went_further_after_another_primary_is_not_near() {
    let (primary, other) = (Cluster::start().await, Cluster::start().await);
    let standby = other.standby().await;
    let replica = [("DATABASE_REPLICA_URL", standby.url.as_str()), ("DATABASE_REPLICA_LAG_SECONDS", "0")];
    let world = world_on(database_at(&primary.url).await, &replica).await;
    let ours: String =
        sqlx::query_scalar("select pg_current_wal_lsn()::text").fetch_one(&world.app.db).await.unwrap();
    // Whether that server is so many bytes further than ours was.
    let is_further = async |url: &str, at: &'static str, bytes: i64| {
        let mut server = PgConnection::connect(url).await.unwrap();
        let asked = sqlx::AssertSqlSafe(format!("select {at}() - $1::text::pg_lsn > $2::bigint"));
        let asked = sqlx::query_scalar::<_, bool>(asked).bind(&ours).bind(bytes);
        asked.fetch_one(&mut server).await.unwrap()
    };
    let mut theirs = PgConnection::connect(&other.url).await.unwrap();
    while !is_further(&other.url, "pg_current_wal_lsn", 64 << 20).await {
        let more = "select pg_logical_emit_message(true, 'more', repeat('x', 8 << 20))::text";
        sqlx::query(more).execute(&mut theirs).await.unwrap();
    }
    // Much more than ours writes meanwhile.
    until(async || is_further(&standby.url, "pg_last_wal_replay_lsn", 32 << 20).await).await;
    let standing = world.app.db.replica().unwrap().standing(&world.app.db).await.unwrap();
    assert!(matches!(standing, Standing::Far(_)), "{standing:?}");
}
