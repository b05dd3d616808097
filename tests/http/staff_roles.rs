//! Somebody who works at two practices changes between them while signed in.

use crate::staff_life::active;
use crate::story::count;
use crate::support::browser::Browser;
use crate::support::page::Page;

const TESSA_AT_RIVERSIDE: &str = "555001000105";
const TESSA_AT_HILLVIEW: &str = "555001000106";

/// At CIS2: who, and in which role.
async fn choose(browser: &mut Browser, role: &str) -> Page {
    browser.submit(&[("person", "two-roles")]).await;
    browser.submit(&[("role", role)]).await
}

#[tokio::test]
async fn a_case_of_my_other_practice_offers_the_switch_and_leads_back_to_it() {
    let (world, case, mut rachel) = active().await;
    let mut tessa = world.browser();
    tessa.get("/auth/cis2/start").await;
    choose(&mut tessa, TESSA_AT_HILLVIEW).await.expect_text("Hillview");
    for page in ["", "/print", "/suspend"] {
        let page = tessa.get(&format!("{case}{page}")).await;
        page.expect_status(403).expect_text("This request belongs to Riverside");
        page.expect_no_text("Margaret O'Neill");
    }
    let before = count(&world, "case_read").await;
    tessa.get(&case).await;
    assert_eq!(count(&world, "case_read").await, before, "she has seen nothing");
    tessa.follow("Change role or practice").await;
    let page = choose(&mut tessa, TESSA_AT_RIVERSIDE).await;
    assert_eq!(page.path(), case, "{page}");
    page.expect_status(200).expect_text("Margaret O'Neill");
    let unknown = format!("/staff/cases/{}", world.clock.new_id());
    tessa.get(&unknown).await.expect_status(404);
    rachel.get(&case).await.expect_status(200);
}

#[tokio::test]
async fn whoever_has_another_role_changes_to_it_from_the_header() {
    let (world, case, mut rachel) = active().await;
    let mut tessa = world.browser();
    tessa.get("/auth/cis2/start").await;
    choose(&mut tessa, TESSA_AT_RIVERSIDE).await.expect_text("Riverside");
    tessa.follow("Change role").await;
    let page = choose(&mut tessa, TESSA_AT_HILLVIEW).await;
    page.expect_status(200).expect_text("Requests for trusted person access").expect_text("Hillview");
    rachel.get(&case).await.expect_no_text("Change role");
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.get(&case).await.expect_status(404).expect_no_text("Change role");
}
