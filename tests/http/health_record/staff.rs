//! "What would they see?": the record at five levels side by side, and what one level shows more than another.

use domain::RecordLevel;
use domain::account::Shown;
use domain::health_record::Kind;
use domain::health_record::table::{Part, part};

use super::record::{Sight, WITHHELD, held, imported};
use crate::accounts::support::BORN;
use crate::accounts::support::traced;
use crate::story::{DAVID, DAVIDS_MAIL, accept, count, invite, the_delegation};
use crate::support::world::world;

const TITLE: &str = "What would they see?";

/// The counts of one kind, as the page has them.
fn row(kind: Kind) -> Vec<String> {
    let held = held().get(&kind).copied().unwrap_or_default();
    let count = |level| if part(kind, level) > Part::Nothing { held } else { 0 };
    RecordLevel::ALL.map(|level| count(level).to_string()).into()
}

#[tokio::test]
async fn the_same_record_stands_at_five_levels_side_by_side() {
    let sight = Sight::begin().await;
    let (account, alex) = (sight.holder.id, sight.alex);
    let mut rachel = sight.world.staff_sign_in_as("reception-a").await;
    rachel.get(&format!("/staff/accounts/{account}/associations/{}/change", sight.association)).await;
    let page = rachel.follow(TITLE).await;
    page.expect(200, &format!("Alex Smith {TITLE}")).expect_no_text(WITHHELD);
    let cells = page.texts("table tbody td.nhsuk-table__cell--numeric");
    // A cell has the name of its level before its number, for small screens.
    let numbers: Vec<&str> = cells.iter().map(|cell| cell.rsplit(' ').next().unwrap()).collect();
    let wanted: Vec<String> = Kind::ALL.into_iter().flat_map(row).collect();
    assert_eq!(numbers[..wanted.len()], wanted[..], "{page}");
    let sum: usize = held().values().sum();
    assert_eq!(*numbers.last().unwrap(), sum.to_string());
    let mut bilal = sight.world.staff_sign_in_as("reception-b").await;
    bilal.get(&format!("/staff/accounts/{account}/patients/{alex}/record")).await.expect_status(404);
    assert_eq!(count(&sight.world, "health_record_look where by_staff is not null").await, 1);
}

#[tokio::test]
async fn what_one_level_shows_more_than_another_is_listed() {
    let sight = Sight::begin().await;
    let mut rachel = sight.world.staff_sign_in_as("reception-a").await;
    let path = format!("/staff/accounts/{}/patients/{}/record", sight.holder.id, sight.alex);
    let page = rachel.get(&path).await;
    page.expect_text("Asthma").expect_text("Salbutamol").expect_no_text("shows at most");
    let page = rachel.submit(&[("from", "summary"), ("to", "detailed")]).await;
    page.expect_text("Asthma")
        .expect_text("The entry")
        .expect_no_text("Salbutamol")
        .expect_no_text("Clinic letter");
    let page = rachel.submit(&[("from", "full"), ("to", "documents")]).await;
    page.expect_text("Salbutamol inhaler").expect_text("What is written beside it").expect_no_text(WITHHELD);
    let page = rachel.submit(&[("from", "summary"), ("to", "summary")]).await;
    page.expect_text("Both levels show the same entries.");
}

#[tokio::test]
async fn how_much_the_practice_shows_at_most_is_said_above_the_levels() {
    let sight = Sight::begin().await;
    sight.limit(Shown::always(RecordLevel::Summary)).await;
    let mut rachel = sight.world.staff_sign_in_as("reception-a").await;
    let path = format!("/staff/accounts/{}/patients/{}/record", sight.holder.id, sight.alex);
    let page = rachel.get(&path).await;
    page.expect_text("your practice shows at most: Summary.")
        .expect_text("Both levels show the same entries.");
    rachel.follow("Services for this patient").await.expect_status(200);
    sight.limit(Shown::from_day(BORN, RecordLevel::Detailed, RecordLevel::Summary).unwrap()).await;
    let page = rachel.get(&path).await;
    page.expect_text("your practice shows at most: Detailed record.")
        .expect_text("it shows at most: Summary.");
}

#[tokio::test]
async fn it_is_asked_before_a_case_is_confirmed_and_where_there_is_no_record_it_is_said() {
    let world = world().await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let case = the_delegation(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    rachel.get(&format!("/staff/cases/{case}/confirm")).await;
    let page = rachel.follow(TITLE).await;
    page.expect(200, &format!("David O'Neill to act for Margaret O'Neill {TITLE}"))
        .expect_text("This service holds no record of this patient");
    assert_eq!(count(&world, "health_record_look").await, 0);
    let number = domain::NhsNumber::parse("9990000018").unwrap();
    imported(&world, &number, ("Margaret", "O'Neill")).await;
    rachel.get(&format!("/staff/cases/{case}/record")).await.expect_text("Asthma");
    margaret
        .get("/record/looks")
        .await
        .expect_text("Rachel Reid of")
        .expect_text("A check of what a trusted person would see")
        .expect_text("Every level");
    let nobody = traced(&world, BORN).await;
    rachel.get(&format!("/staff/cases/{nobody}/record")).await.expect_status(404);
}
