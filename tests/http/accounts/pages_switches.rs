//! Staff switch services on and off, for all or for one patient, and read before it counts who loses what.

use domain::account::Shown;
use domain::{OdsCode, RecordLevel, Service};
use proxy_access::storage::views::accounts;
use time::macros::date;

use super::pages_find::home;
use super::support::*;
use crate::support::page::Page;
use crate::support::world::world;

const PRACTICE: &str = "/staff/accounts/switches";
/// All but prescriptions.
const WITHOUT: [(&str, &str); 3] =
    [("services", "book_appointments"), ("services", "view_record"), ("services", "message_surgery")];

/// What is wrong, in the order of the page.
fn wrong(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 422, "{page}");
    page.errors().into_iter().map(|(_, text)| text).collect()
}

#[tokio::test]
async fn cs_40_who_loses_what_is_shown_before_a_practice_switches_a_service_off() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get("/staff/accounts").await;
    rachel.follow("Services your practice offers").await.expect_status(200);
    let page = rachel.submit(&WITHOUT).await;
    assert_eq!(wrong(&page), ["Choose why you take something away"]);
    let check = rachel.submit(&[("off", "not_offered"), ("note", "until spring")]).await;
    check.expect_status(200).expect_text("1 person loses: Order repeat prescriptions");
    assert!(may(&world, holder.person, patient).await.services.contains(&Service::OrderPrescriptions));
    rachel.submit(&[]).await.expect_text("Your change is saved");
    let permitted = may(&world, holder.person, patient).await;
    assert!(!permitted.services.contains(&Service::OrderPrescriptions));
    rachel.get(PRACTICE).await;
    assert!(wrong(&rachel.submit(&[]).await).is_empty());
    rachel.here().expect_text("It is like this already. Nothing would change");
    let lower = rachel.submit(&[("record", "summary"), ("off", "record_review")]).await;
    lower.expect_text("1 person sees less of the record.");
    rachel.submit(&[("step", "edit")]).await.expect_status(200);
    let back = [&WITHOUT[..], &[("services", "order_prescriptions"), ("record", "full")]].concat();
    rachel
        .submit(&back)
        .await
        .expect_text("Switched on, for those who were given it: Order repeat prescriptions");
    rachel.submit(&[]).await.expect_text("Your change is saved");
    assert!(may(&world, holder.person, patient).await.services.contains(&Service::OrderPrescriptions));
}

#[tokio::test]
async fn cs_48_a_patients_record_is_shown_from_a_day_on_as_the_page_says() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let path = format!("{}/patients/{patient}/switches", home(holder));
    let from = [("from-day", "1"), ("from-month", "2"), ("from-year", "2013")];
    rachel.get(&path).await;
    assert_eq!(wrong(&rachel.submit(&from).await), ["Choose how much is shown of what is older"]);
    let page = rachel.submit(&[("record", "summary"), ("older", "full")]).await;
    assert_eq!(wrong(&page), ["What is older cannot be shown more fully than what is newer"]);
    let page = rachel.submit(&[("record", "detailed"), ("older", "summary"), ("from-year", "2999")]).await;
    assert_eq!(wrong(&page), ["The day must not be in the future"]);
    let page = rachel.submit(&[("from-year", "2013")]).await;
    assert_eq!(wrong(&page), ["Choose why you take something away"]);
    let check = rachel.submit(&[("off", "record_review")]).await;
    check.expect_text("1 February 2013").expect_text("1 person sees less of the record.");
    rachel.submit(&[]).await.expect_status(200).expect_text("Your change is saved");
    let shown = Shown::from_day(date!(2013 - 02 - 01), RecordLevel::Detailed, RecordLevel::Summary).unwrap();
    assert_eq!(may(&world, holder.person, patient).await.record, shown);
    rachel.get(&path).await;
    rachel.submit(&[("services", "")]).await;
    let none = rachel.submit(&[("services", ""), ("off", "safeguarding")]).await;
    none.expect_status(200).expect_text("1 person loses: Book, change and cancel appointments");
    rachel.submit(&[]).await.expect_text("Your change is saved");
    assert!(may(&world, holder.person, patient).await.services.is_empty());
}

#[tokio::test]
async fn who_sets_switches_or_settings_after_a_colleague_reads_how_they_stand() {
    let world = world().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let mut mark = world.staff_sign_in_as("manager-a").await;
    for browser in [&mut rachel, &mut mark] {
        browser.get(PRACTICE).await;
        browser.submit(&[&WITHOUT[..], &[("off", "not_offered")]].concat()).await.expect_status(200);
    }
    mark.submit(&[]).await.expect_text("Your change is saved");
    let page = rachel.submit(&[]).await;
    page.expect_status(409).expect_text("changed something while this page was open");
    page.expect_text("Services that are on: Book, change and cancel appointments");
    assert_eq!(page.value("off").as_deref(), Some("not_offered"), "the answers stay");

    for browser in [&mut rachel, &mut mark] {
        browser.get("/staff/accounts/options").await.expect_text("At 13, and at 16");
        browser.submit(&[("young_age", "12")]).await.expect_status(200);
    }
    mark.submit(&[]).await.expect_text("Your change is saved");
    let page = rachel.submit(&[]).await;
    page.expect_status(409).expect_text("At 12, and at 16");
    rachel.get("/staff/accounts/options").await;
    assert_eq!(wrong(&rachel.submit(&[("young_age", "99")]).await), ["Choose one of them"]);
    rachel.submit(&[("young_age", "none")]).await.expect_text("At 16 only");
    rachel.submit(&[]).await.expect_text("Your change is saved");
    let riverside = OdsCode::parse("A81001").unwrap();
    assert_eq!(accounts::options(&world.app.db, &riverside).await.unwrap().young_age, None);
}

#[tokio::test]
async fn another_practice_sets_its_own_switches_alone() {
    let world = world().await;
    let (holder, patient, _) = acting(&world).await;
    let mut bilal = world.staff_sign_in_as("reception-b").await;
    bilal.get(PRACTICE).await.expect_status(200);
    let check = bilal.submit(&[&WITHOUT[..], &[("off", "not_offered")]].concat()).await;
    check.expect_text("Nobody loses this today: Order repeat prescriptions");
    bilal.submit(&[]).await.expect_text("Your change is saved");
    assert!(may(&world, holder.person, patient).await.services.contains(&Service::OrderPrescriptions));
}
