//! How many statements pages and calls that only read ask of the database, counted on the way there. What is asked once in a while
//! beside a request (a connection that is made, how far the feed is whole) is not in all of a few tries: the least of them counts.

use crate::api_practice::{ALL, Gp};
use crate::people::{active, pair};
use crate::program::Program;
use crate::story::{DAVID, DAVIDS_MAIL, accept, count, invite, the_delegation};
use crate::support::browser::Browser;
use crate::support::statements::Statements;
use crate::support::world::{World, world_at};

const TRIES: usize = 5;

async fn watched() -> (Statements, World) {
    let statements = Statements::relay();
    let world = world_at(&statements.url, &[]).await;
    (statements, world)
}

/// What a page costs that is there.
async fn of_page(statements: &Statements, browser: &mut Browser, path: &str) -> usize {
    let mut least = usize::MAX;
    for _ in 0..TRIES {
        let (page, counted) = statements.of(browser.get(path)).await;
        page.expect_status(200);
        assert!(page.trail.is_empty(), "{page}");
        least = least.min(counted);
    }
    least
}

/// What a call costs that is answered with this status.
async fn of_call(statements: &Statements, gp: &Gp, (path, status): (&str, u16)) -> usize {
    let mut least = usize::MAX;
    for _ in 0..TRIES {
        let (answer, counted) = statements.of(gp.reads(path)).await;
        assert_eq!(answer.status, status, "{answer:?}");
        least = least.min(counted);
    }
    least
}

/// Twenty more delegations of the same two, which are over.
async fn twenty_more(world: &World) {
    for statement in [
        "insert into delegation
         select (jsonb_populate_record(d, jsonb_build_object(
             'id', gen_random_uuid(), 'open', false, 'stage', 'lapsed', 'next_look', null))).*
         from delegation d cross join generate_series(1, 20)",
        "insert into invitation
         select (jsonb_populate_record(i, jsonb_build_object('delegation_id', d.id))).*
         from invitation i join delegation d on d.id <> i.delegation_id",
    ] {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
}

#[tokio::test]
async fn a_citizens_first_page_takes_two_statements_whatever_it_shows() {
    let (statements, world) = watched().await;
    let mut margaret = world.sign_in_as("margaret").await;
    assert_eq!(of_page(&statements, &mut margaret, "/home").await, 2, "session and page, with nothing on it");
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    twenty_more(&world).await;
    assert_eq!(count(&world, "delegation").await, 21);
    assert_eq!(of_page(&statements, &mut margaret, "/home?tab=history").await, 2, "with twenty");
    let page = margaret.here();
    assert!(page.body.matches("href=\"/delegations/").count() >= 20, "{page}");
    margaret.get("/home?tab=waiting").await.expect_text("David O'Neill");
}

#[tokio::test]
async fn where_a_delegation_stands_takes_three_statements() {
    let (statements, world) = watched().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let page = format!("/delegations/{}", the_delegation(&world).await);
    assert_eq!(of_page(&statements, &mut margaret, &page).await, 3, "session, delegation, messages");
}

#[tokio::test]
async fn a_case_and_the_worklist_take_four_statements_and_each_look_is_written_down() {
    let (statements, world) = watched().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let case = format!("/staff/cases/{}", the_delegation(&world).await);
    rachel.get(&case).await.expect_status(200);
    assert!(count(&world, "case_read where page = 'case'").await > 0);
    rachel.post(&format!("{case}/notes"), &[("note", "Rang twice.")]).await;
    rachel.post(&format!("{case}/take"), &[]).await;
    let four = of_page(&statements, &mut rachel, &case).await;
    assert_eq!(four, 4, "session, practice, case with the look, all that there is to it");
    rachel.here().expect_text("Rang twice.").expect_text("Rachel Reid").expect_text("David O'Neill");
    let list = of_page(&statements, &mut rachel, "/staff?tab=new").await;
    assert_eq!(list, 4, "session, practice, counts, lines");
}

#[tokio::test]
async fn a_systems_roles_and_feed_take_one_statement_and_who_may_not_is_told_so() {
    let (statements, world) = watched().await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let gp = Gp { world, system, token };
    let pair = pair(&gp.world).await;
    let id = active(&gp.world, pair.delegator, pair.delegate).await;
    let roles = format!("/api/v1/roles?patient={}", pair.delegator);
    let feed = "/api/v1/events";
    assert_eq!(of_call(&statements, &gp, (&roles, 200)).await, 1);
    assert_eq!(of_call(&statements, &gp, (feed, 200)).await, 1);
    let told = gp.reads(&roles).await;
    assert_eq!(told.body["roles"][0]["delegation"], id.to_string(), "{told:?}");
    let told = gp.reads(feed).await;
    assert!(told.body["events"].as_array().is_some_and(|events| !events.is_empty()), "{told:?}");
    let next = told.body["next"].as_str().expect("a place").to_owned();
    let quiet = format!("{feed}?after={next}");
    assert_eq!(of_call(&statements, &gp, (&quiet, 200)).await, 1, "and where nothing is new");
    assert_eq!(gp.reads(&quiet).await.body["next"], next);

    let nobody = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";
    assert_eq!(of_call(&statements, &gp, (nobody, 200)).await, 1);
    for (change, status) in [
        ("update client set scopes = '{proxy.view}'", 403),
        ("update client set scopes = '{user.roles.view}'", 200),
        ("update practice set enabled = false", 403),
        ("update practice set enabled = true", 200),
        ("update client set disabled_at = now()", 401),
    ] {
        sqlx::query(change).execute(&gp.world.app.db).await.unwrap();
        for path in [&*roles, feed, "/api/v1/roles"] {
            let wanted = if status == 200 && path == "/api/v1/roles" { 400 } else { status };
            assert_eq!(gp.reads(path).await.status, wanted, "{change}: {path}");
        }
    }
}

#[tokio::test]
async fn a_system_reads_the_roles_and_the_feed_of_its_own_practices_alone() {
    let (_statements, world) = watched().await;
    let other = Program::registered(&world, ALL, &["B82002"]).await;
    let token = other.token(&world).await;
    let gp = Gp { world, system: other, token };
    let pair = pair(&gp.world).await;
    active(&gp.world, pair.delegator, pair.delegate).await;
    let roles = gp.reads(&format!("/api/v1/roles?actor={}", pair.delegate)).await;
    assert_eq!((roles.status.as_u16(), &roles.body["roles"]), (200, &serde_json::json!([])), "{roles:?}");
    let feed = gp.reads("/api/v1/events").await;
    assert_eq!((feed.status.as_u16(), &feed.body["events"]), (200, &serde_json::json!([])), "{feed:?}");
}
