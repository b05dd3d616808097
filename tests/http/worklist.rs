//! Finding cases in the list: by name, by number, narrowed, as a file.

use time::Duration;

use crate::staff_life::active;
use crate::story::{DAVID, DAVIDS_MAIL, accept, another_request, invite};
use crate::support::browser::Browser;
use crate::support::world::{World, world};

/// A service in which a request of Margaret's for David waits at Riverside.
async fn waiting() -> (World, Browser) {
    let world = world().await;
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let rachel = world.staff_sign_in_as("reception-a").await;
    (world, rachel)
}

#[tokio::test]
async fn names_are_found_as_people_type_them_and_numbers_however_they_are_spaced() {
    let (world, mut rachel) = waiting().await;
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    let names = [
        "marg",
        "O’NEILL",
        "oneill",
        "o'neill david",
        "Dávid",
        "O Neill",
        "O-Neill",
        "David O Neill",
        "neill",
    ];
    for found in names.into_iter().chain(["999 000 0018", "999-000-0026"]) {
        let page = rachel.post("/staff/search", &[("search", found)]).await;
        page.expect_text("1 request found").expect_text("Margaret O'Neill");
        assert_eq!(page.url.path(), "/staff/search");
        assert!(page.url.query().is_none(), "what is searched for stands in no address");
        bilal.post("/staff/search", &[("search", found)]).await.expect_text("0 requests found");
    }
    for missing in ["smith", "neill x", "999 000 0123", "%", "_", "'; drop table person"] {
        rachel.post("/staff/search", &[("search", missing)]).await.expect_no_text("Margaret O'Neill");
    }
}

#[tokio::test]
async fn a_search_is_remembered_until_it_is_left() {
    let (_world, mut rachel) = waiting().await;
    let search = async |rachel: &mut Browser| {
        let page = rachel.post("/staff/search", &[("search", "zzz")]).await;
        page.expect_text("There are no such requests.").expect_text("0 requests found");
        let again = rachel.get("/staff/search").await;
        assert_eq!(again.value("search").as_deref(), Some("zzz"), "it is remembered");
    };
    for way_out in ["New requests", "Requests", "End this search"] {
        search(&mut rachel).await;
        let page = rachel.follow(way_out).await;
        page.expect_text("Margaret O'Neill").expect_no_text("requests found");
        assert_eq!(rachel.get("/staff/search").await.path(), "/staff", "{way_out} ends it");
    }
    search(&mut rachel).await;
    rachel.get("/staff?tab=active").await.expect_text("Nobody has active access");
    search(&mut rachel).await;
    rachel.post("/staff/search", &[("search", "")]).await.expect_text("Nobody has active access");
    rachel.get("/staff").await.expect_no_text("End this search");
}

#[tokio::test]
async fn overdue_is_offered_only_where_something_is_due() {
    let (_world, _, mut rachel) = active().await;
    rachel.get("/staff?tab=new").await.expect_text("Overdue").expect_no_text("Change asked for");
    for tab in ["active", "suspended", "closed"] {
        let page = rachel.get(&format!("/staff?tab={tab}&only=overdue")).await;
        page.expect_no_text("Overdue").expect_no_text("Waiting over");
    }
    rachel.get("/staff?tab=active&only=overdue").await.expect_text("Margaret O'Neill");
}

#[tokio::test]
async fn a_number_that_cannot_be_is_told_at_the_field() {
    let (_world, mut rachel) = waiting().await;
    for (typed, told) in [
        ("999 000 0019", "This is not an NHS number that exists"),
        ("999", "NHS number must have 10 digits"),
        ("marg4ret", "NHS number must have 10 digits"),
        ("02/11/49", "Date of birth must be a real date"),
        ("31 February 1949", "Date of birth must be a real date"),
    ] {
        let page = rachel.post("/staff/search", &[("search", typed)]).await;
        assert_eq!(page.status, 422, "{typed}");
        page.expect_text(told);
        assert_eq!(page.value("search").as_deref(), Some(typed), "what was typed is kept");
    }
    rachel.post("/staff/search", &[("search", &"x".repeat(5000))]).await.expect_status(200);
}

#[tokio::test]
async fn what_waits_too_long_is_marked_and_what_is_mine_is_found() {
    let (world, mut rachel) = waiting().await;
    rachel.get("/staff").await.expect_no_text("10 days");
    rachel.get("/staff?only=overdue").await.expect_text("There are no such requests.");
    rachel.get("/staff?only=mine").await.expect_no_text("Margaret O'Neill");
    let case = rachel.get("/staff?tab=new").await.link("Margaret O'Neill");
    rachel.post(&format!("{case}/take"), &[]).await.expect_status(200);
    rachel.get("/staff?only=mine").await.expect_text("Margaret O'Neill").expect_text("Taken by Rachel Reid");
    world.clock.advance(Duration::days(21));
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff").await.expect_text("21 days").expect_text("Overdue");
    rachel.get("/staff?only=overdue").await.expect_text("Margaret O'Neill");
    rachel.get("/staff?only=nonsense&tab=nonsense&page=x").await.expect_text("Margaret O'Neill");
}

#[tokio::test]
async fn the_list_is_sorted_as_the_reader_asks_and_is_the_same_when_they_come_back() {
    let (world, _) = waiting().await;
    world.clock.advance(Duration::days(1));
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    another_request(&world).await;
    let first = async |rachel: &mut Browser, address: &str| {
        let page = rachel.get(address).await;
        let names = page.texts("tbody th a");
        assert_eq!(names.len(), 2, "{names:?}");
        (names[0].contains("Margaret"), page.attributes("thead th[aria-sort]", "aria-sort").join(" "))
    };
    let rising = "ascending".to_owned();
    assert_eq!(first(&mut rachel, "/staff?tab=new&sort=requested").await, (true, rising.clone()));
    assert_eq!(first(&mut rachel, "/staff").await, (true, rising.clone()), "it is remembered");
    assert_eq!(first(&mut rachel, "/staff?tab=new&sort=-requested").await, (false, "descending".to_owned()));
    assert_eq!(first(&mut rachel, "/staff?sort=patient&only=all").await.1, rising);
    assert_eq!(first(&mut rachel, "/staff?tab=new&sort=nonsense").await.1, rising);
    let by_name = rachel.get("/staff?tab=new&sort=patient").await.texts("tbody th a");
    let by_name_down = rachel.get("/staff?tab=new&sort=-patient").await.texts("tbody th a");
    assert_eq!(by_name, by_name_down.into_iter().rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn the_list_is_a_file_for_a_spreadsheet() {
    let (world, _, mut rachel) = active().await;
    sqlx::query(
        "update person set family_name = '=HYPERLINK(\"http://evil.test\")' where family_name = 'O''Neill'",
    )
    .execute(&world.app.db)
    .await
    .unwrap();
    sqlx::query("update person set given_name = '' where family_name like '=%'")
        .execute(&world.app.db)
        .await
        .unwrap();
    let file = rachel.get("/staff/export.csv?tab=active").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert!(
        file.body.contains("Patient,Patient’s NHS number,Patient’s date of birth,Trusted person,"),
        "{}",
        file.body
    );
    assert!(file.body.contains("\"'=HYPERLINK(\"\"http://evil.test\"\")\""), "{}", file.body);
    assert_eq!(file.body.lines().count(), 2);
    for told in ["999 000 0018", "999 000 0026", "2 November 1949", "Taken by,"] {
        assert!(file.body.contains(told), "{told}: {}", file.body);
    }
    let seen = "select count(*) from case_read where page = 'export'";
    let seen: i64 = sqlx::query_scalar(seen).fetch_one(&world.app.db).await.unwrap();
    assert_eq!(seen, 1, "who takes a file has looked at each case in it");
    let other = world.staff_sign_in_as("reception-b").await.get("/staff/export.csv?tab=active").await;
    assert_eq!(other.body.lines().count(), 1, "another practice's file has no line of this one");
}

#[tokio::test]
async fn people_are_found_by_their_date_of_birth_however_it_is_written() {
    let (world, mut rachel) = waiting().await;
    for typed in ["2 November 1949", "02/11/1949", "1949-11-02", "2 Nov 1949", "2 Tachwedd 1949"] {
        let page = rachel.post("/staff/search", &[("search", typed)]).await;
        page.expect_text("1 request found").expect_text("Born 2 November 1949").expect_text("David O'Neill");
        assert!(page.url.query().is_none(), "a date of birth stands in no address");
    }
    rachel.post("/staff/search", &[("search", "3 November 1949")]).await.expect_text("0 requests found");
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.post("/staff/search", &[("search", "2 November 1949")]).await.expect_text("0 requests found");
}

#[tokio::test]
async fn what_needs_doing_has_a_queue_of_its_own_with_a_count() {
    let (world, _, mut rachel) = active().await;
    let page = rachel.get("/staff?tab=active").await;
    page.expect_text("NHS number 999 000 0018");
    for (queue, empty) in [
        ("changes", "Nobody asks for a change."),
        ("ending", "No access ends in the next 30 days."),
        ("failed", "No message has failed."),
    ] {
        rachel
            .get(&format!("/staff?tab={queue}"))
            .await
            .expect_text(empty)
            .expect_no_text("Margaret O'Neill");
    }
    sqlx::query("update delegation set change_asked = asked").execute(&world.app.db).await.unwrap();
    let last_day = world.app.clock.today_in_london() + Duration::days(30);
    sqlx::query("update role set ends = $1").bind(last_day).execute(&world.app.db).await.unwrap();
    sqlx::query(
        "update message set failed_at = $1, sent_at = null where recipient = 'delegate'
             and queued_at = (select max(queued_at) from message where recipient = 'delegate')",
    )
    .bind(world.clock.now())
    .execute(&world.app.db)
    .await
    .unwrap();
    for (queue, tab) in [
        ("changes", "Changes asked for (1)"),
        ("ending", "Ending soon (1)"),
        ("failed", "Messages that failed (1)"),
    ] {
        let page = rachel.get(&format!("/staff?tab={queue}")).await;
        page.expect_text(tab).expect_text("Margaret O'Neill");
        let file = rachel.get(&format!("/staff/export.csv?tab={queue}")).await;
        assert_eq!(file.body.lines().count(), 2, "{queue}: {}", file.body);
    }
    rachel.get("/staff?tab=failed").await.expect_text("Message could not be sent");
    sqlx::query("update role set ends = ends + 1").execute(&world.app.db).await.unwrap();
    rachel.get("/staff?tab=ending").await.expect_text("Ending soon (0)").expect_no_text("Margaret O'Neill");
}
