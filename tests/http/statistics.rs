//! The practice's figures: its own, and right.

use domain::delegation::{RefusalReason, Tell};
use proxy_access::actions::{refuse, withdraw};
use time::Duration;

use crate::people::{active, pair, staff, with_practice};
use crate::support::world::world;

/// The last row of the table, which is this month's.
fn this_month(page: &crate::support::page::Page) -> Vec<String> {
    // The name of the column stands in each cell too, for phones.
    let cells = page.texts("table tbody tr td");
    let numbers = cells.iter().map(|cell| cell.rsplit(' ').next().unwrap_or_default().to_owned());
    numbers.skip(cells.len() - 4).collect()
}

#[tokio::test]
async fn a_practice_sees_what_waits_and_what_came_of_its_cases() {
    let world = world().await;
    let empty = world.staff_sign_in_as("reception-a").await.get("/staff/statistics").await;
    empty.expect_text("No decisions yet");
    assert_eq!(this_month(&empty), ["0", "0", "0", "0"]);
    assert_eq!(empty.texts("svg[role=img] text").len(), 24, "a label and a sum for each month");

    for _ in 0..2 {
        let pair = pair(&world).await;
        active(&world, pair.delegator, pair.delegate).await;
    }
    let [refused, taken_back, waiting] = [pair(&world).await, pair(&world).await, pair(&world).await];
    let id = with_practice(&world, refused.delegator, refused.delegate).await;
    let no = (RefusalReason::NotNeeded, Tell::NOTHING, None);
    refuse::refuse(&world.app, &staff(), id, no).await.unwrap();
    let id = with_practice(&world, taken_back.delegator, taken_back.delegate).await;
    withdraw::withdraw(&world.app, taken_back.delegator, id).await.unwrap();
    with_practice(&world, waiting.delegator, waiting.delegate).await;

    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let page = rachel.get("/staff/statistics").await;
    assert_eq!(this_month(&page), ["2", "1", "1", "0"], "set up, refused, withdrawn, ended");
    let figures = page.texts(".nhsuk-summary-list__value");
    assert_eq!(figures[..5], ["1", "0", "0", "2", "3"], "waiting, removals, overdue, active, decisions");
    let mut other = world.staff_sign_in_as("reception-b").await;
    assert_eq!(this_month(&other.get("/staff/statistics").await), ["0", "0", "0", "0"]);

    world.clock.advance(Duration::days(40));
    let page = world.staff_sign_in_as("reception-a").await.get("/staff/statistics").await;
    assert_eq!(this_month(&page), ["0", "0", "0", "0"], "another month");
    assert_eq!(page.texts(".nhsuk-summary-list__value")[2], "1", "what waits for 40 days is overdue");
}
